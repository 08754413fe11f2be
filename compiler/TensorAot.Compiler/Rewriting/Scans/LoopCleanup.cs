using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Scans;

/// <summary>What a loop does not need, or needs only once.</summary>
internal static class LoopCleanup
{
    public static readonly LoopRule Unused = new(
        "unused-in-loop", "outputs that nothing reads, states that only feed themselves, sequences that no step reads -> none",
        "No result that is read depends on them.", DropUnused)
    {
        HoldsWithLimit = true,
        Covers =
        [
            "remove_constants_and_unused_inputs_scan", "scan_remove_constants_and_unused_inputs0",
            "scan_remove_constants_and_unused_inputs1", "scan_remove_constants_and_unused_inputs2",
            "scan_remove_constants_and_unused_inputs3", "scanOp_remove_constants_and_unused_inputs0",
            "scanOp_remove_constants_and_unused_inputs1", "scanOp_remove_constants_and_unused_inputs2",
            "scanOp_remove_constants_and_unused_inputs3", "scan_input_and_output_cleanup0", "scan_input_and_output_cleanup1",
            "scan_input_and_output_cleanup2", "scan_input_and_output_cleanup3", "scan_remove_unused", "scan_remove_unused_top",
        ],
    };

    public static readonly LoopRule InvariantState = new(
        "invariant-state", "a state whose next value is itself, or its initial value again -> that value", "It is the same in all steps.", FixState)
    {
        HoldsWithLimit = true,
    };

    public static readonly LoopRule ConstantSequence = new(
        "constant-sequence", "a sequence of equal elements -> its element", "The element is the same in all steps.", l => ReplaceSequence(l, Repeated))
    {
        HoldsWithLimit = true,
        Covers = ["scan_inline_invariant_constants"],
    };

    public static readonly LoopRule CountingSequence = new(
        "counting-sequence", "the sequence Arange(n) -> the number of the step", "Its element is its own index.", l => ReplaceSequence(l, Counted))
    {
        HoldsWithLimit = true,
    };

    public static readonly LoopRule EqualSequences = new(
        "equal-sequences", "two equal sequences -> one", "Their elements are equal in all steps.", MergeSequences)
    {
        HoldsWithLimit = true,
        Covers = ["scan_merge_inouts", "scanOp_merge_inouts", "scan_merge_duplicate_inputs"],
    };

    public static readonly LoopRule EqualStates = new(
        "equal-states", "two states with equal initial and next values -> one", "They are equal before each step, by induction.", MergeStates)
    {
        HoldsWithLimit = true,
        Covers = ["scan_merge_inouts", "scanOp_merge_inouts"],
    };

    public static readonly LoopRule KnownOutput = new(
        "known-output", "an output that is a sequence's element, the index or the same in all steps -> the sequence, Arange(n), the value repeated",
        "The stack is known without running the loop.", TakeKnownOutput);

    private static Dictionary<Node, Node>? DropUnused(LoopUse loop)
    {
        var draft = new LoopDraft(loop.Scan);
        var states = new HashSet<int>(Enumerable.Range(0, loop.StateCount).Where(i => loop.UsesFinal(i) || i == loop.Scan.LimitPlace));
        int[] outputs = [.. Enumerable.Range(0, loop.Scan.Outputs.Count).Where(loop.UsesOutput)];
        HashSet<Node> needed;
        do
            needed = [.. Graph.TopologicalOrder(states.Select(i => loop.Scan.Next[i]).Concat(outputs.Select(j => loop.Scan.Outputs[j])))];
        while (Enumerable.Range(0, loop.StateCount).Where(i => needed.Contains(loop.Scan.StateVariables[i])).Count(states.Add) > 0);
        int before = Count(draft);
        DraftState[] all = [.. draft.States];
        draft.States.RemoveAll(s => !states.Contains(Array.IndexOf(all, s)));
        Node[] kept = [.. outputs.Select(j => loop.Scan.Outputs[j]).Distinct()];
        draft.Outputs.Clear();
        draft.Outputs.AddRange(kept);
        draft.Sequences.RemoveAll(s => !needed.Contains(s.Variable));
        draft.Index = draft.Index is { } index && needed.Contains(index) ? index : null;
        return Count(draft) == before ? null : draft.Build();
    }

    private static int Count(LoopDraft draft) => draft.States.Count + draft.Outputs.Count + draft.Sequences.Count + (draft.Index is null ? 0 : 1);

    private static Dictionary<Node, Node>? FixState(LoopUse loop)
    {
        ScanView scan = loop.Scan;
        for (int i = 0; i < loop.StateCount; i++)
            if (i != scan.LimitPlace && (scan.Next[i] == scan.StateVariables[i] || scan.Next[i] == scan.Initial[i]))
            {
                var draft = new LoopDraft(scan);
                draft.States.RemoveAt(i);
                draft.Substitute(new Dictionary<Node, Node> { [scan.StateVariables[i]] = scan.Initial[i] });
                draft.Replace(scan.Final(i), scan.Initial[i]);
                return draft.Build();
            }
        return null;
    }

    private static Dictionary<Node, Node>? ReplaceSequence(LoopUse loop, Func<LoopDraft, Node, Node?> element)
    {
        var draft = new LoopDraft(loop.Scan);
        foreach ((Node Variable, Node Sequence) sequence in draft.Sequences.ToArray())
            if (element(draft, sequence.Sequence) is { } value)
            {
                draft.Sequences.Remove(sequence);
                draft.Substitute(new Dictionary<Node, Node> { [sequence.Variable] = value });
                return draft.Build();
            }
        return null;
    }

    /// <summary>The element of a sequence that repeats one along axis 0.</summary>
    private static Node? Repeated(LoopDraft draft, Node sequence)
    {
        if (sequence.Op != Shaping.BroadcastTo)
            return null;
        Node x = sequence.Inputs[0];
        Shape element = Shape.Of(sequence.Shape.Dims.Skip(1));
        return x.Rank < sequence.Rank ? BroadcastTo(x, element)
            : x.Graph.Constraints.Resolve(x.Shape[0]).IsOne ? BroadcastTo(Squeeze(x, 0), element)
            : null;
    }

    private static Node? Counted(LoopDraft draft, Node sequence)
    {
        if (sequence.Op != Sources.Iota)
            return null;
        draft.Index ??= Sources.NewVariable(draft.Graph, "index", TensorType.Scalar(DType.Int32));
        return Cast(draft.Index, sequence.DType);
    }

    private static Dictionary<Node, Node>? MergeSequences(LoopUse loop)
    {
        var draft = new LoopDraft(loop.Scan);
        foreach (IGrouping<Node, (Node Variable, Node Sequence)> group in draft.Sequences.GroupBy(s => s.Sequence).Where(g => g.Count() > 1))
        {
            (Node Variable, Node Sequence)[] others = [.. group.Skip(1)];
            draft.Sequences.RemoveAll(others.Contains);
            draft.Substitute(others.ToDictionary(o => o.Variable, _ => group.First().Variable));
            return draft.Build();
        }
        return null;
    }

    private static Dictionary<Node, Node>? MergeStates(LoopUse loop)
    {
        ScanView scan = loop.Scan;
        for (int i = 0; i < loop.StateCount; i++)
            for (int j = i + 1; j < loop.StateCount; j++)
            {
                if (scan.Initial[i] != scan.Initial[j] || scan.LimitPlace == i || scan.LimitPlace == j)
                    continue;
                var same = new Dictionary<Node, Node> { [scan.StateVariables[j]] = scan.StateVariables[i] };
                Node[] next = Substitution.Run([scan.Next[i], scan.Next[j]], same, renew: false);
                if (next[0] != next[1])
                    continue;
                var draft = new LoopDraft(scan);
                DraftState kept = draft.States[i];
                draft.States.RemoveAt(j);
                draft.Substitute(same);
                return draft.Build(built => [(scan.Final(j), built.Final(draft.States.IndexOf(kept)))]);
            }
        return null;
    }

    private static Dictionary<Node, Node>? TakeKnownOutput(LoopUse loop)
    {
        ScanView scan = loop.Scan;
        HashSet<Node> region = scan.Region();
        for (int j = 0; j < scan.Outputs.Count; j++)
            if (LoopStacks.Known(scan, region, scan.Outputs[j]) is { } stack)
            {
                var draft = new LoopDraft(scan);
                draft.Outputs.Remove(scan.Outputs[j]);
                foreach (int same in Enumerable.Range(0, scan.Outputs.Count).Where(k => scan.Outputs[k] == scan.Outputs[j]))
                    draft.Replace(scan.Stacked(same), stack);
                return draft.Build();
            }
        return null;
    }
}
