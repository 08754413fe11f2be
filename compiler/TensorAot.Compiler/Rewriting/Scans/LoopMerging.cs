using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Scans;

/// <summary>Two loops that are one, and loops that are none.</summary>
internal static class LoopMerging
{
    public static readonly LoopRule Together = new(
        "merge-loops", "two loops over the same steps that share a state or a sequence -> one loop", "They run the same steps, so their results are results of one loop.",
        // One search looks at all loops: it is made once in a round, for the first of them.
        loop => loop == loop.All[0] ? Merge(loop.All) : null);

    public static readonly LoopRule ShortLoop = new(
        "short-loop", "a loop of no step or of one step -> its initial states, or its body", "The steps are known.", Inline);

    /// <summary>
    /// One loop for all that share variables: a loop, the same loop with what its gradient keeps of the steps, the same loop with
    /// tangents. They run the same steps, so their results are results of one loop. Loops that start the same variables from other
    /// values run other steps and stay apart.
    /// </summary>
    private static Dictionary<Node, Node>? Merge(IReadOnlyList<LoopUse> loops)
    {
        var owners = new Dictionary<Node, List<ScanView>>();
        foreach (LoopUse loop in loops)
            foreach (Node variable in loop.Scan.VariableNodes)
            {
                if (!owners.TryGetValue(variable, out List<ScanView>? shared))
                    owners[variable] = shared = [];
                if (shared.FirstOrDefault(owner => RunTheSameSteps(owner, loop.Scan)) is { } same)
                    return Union(same, loop.Scan);
                shared.Add(loop.Scan);
            }
        return null;
    }

    /// <summary>Whether what two loops bind of the same variables is bound to the same values.</summary>
    private static bool RunTheSameSteps(ScanView a, ScanView b)
    {
        Dictionary<Node, (Node, Node?)> left = Bound(a), right = Bound(b);
        return a.Attribute.Reverse == b.Attribute.Reverse
            && a.Graph.Constraints.AreEqual(a.Attribute.Steps, b.Attribute.Steps)
            && (a.Attribute.Index is null || b.Attribute.Index is null || a.Attribute.Index == b.Attribute.Index)
            && left.All(l => !right.TryGetValue(l.Key, out (Node, Node?) value) || value == l.Value);
    }

    /// <summary>For each state its initial and next value, for the element of each sequence the sequence.</summary>
    private static Dictionary<Node, (Node, Node?)> Bound(ScanView scan)
    {
        var bound = new Dictionary<Node, (Node, Node?)>();
        for (int i = 0; i < scan.Initial.Count; i++)
            bound[scan.StateVariables[i]] = (scan.Initial[i], scan.Next[i]);
        for (int k = 0; k < scan.Sequences.Count; k++)
            bound[scan.SequenceVariables[k]] = (scan.Sequences[k], null);
        return bound;
    }

    private static Dictionary<Node, Node> Union(ScanView a, ScanView b)
    {
        var states = new Dictionary<Node, (Node Initial, Node Next)>();
        var sequences = new Dictionary<Node, Node>();
        foreach (ScanView scan in new[] { a, b })
        {
            for (int i = 0; i < scan.Initial.Count; i++)
                states[scan.StateVariables[i]] = (scan.Initial[i], scan.Next[i]);
            for (int k = 0; k < scan.Sequences.Count; k++)
                sequences[scan.SequenceVariables[k]] = scan.Sequences[k];
        }
        Node[] outputs = [.. a.Outputs.Concat(b.Outputs).Distinct()];
        var attribute = new ScanAttribute(
            Of(states.Keys), Of(sequences.Keys), a.Attribute.Index ?? b.Attribute.Index, outputs.Length, a.Attribute.Steps, a.Attribute.Reverse);
        var union = new ScanView(Loops.NewScan(
            attribute, [.. states.Values.Select(s => s.Initial)], [.. sequences.Values], [.. states.Values.Select(s => s.Next)], outputs));
        var replacements = new Dictionary<Node, Node>();
        foreach (ScanView scan in new[] { a, b })
        {
            for (int i = 0; i < scan.Initial.Count; i++)
                replacements[scan.Final(i)] = union.Final(states.Keys.ToList().IndexOf(scan.StateVariables[i]));
            for (int j = 0; j < scan.Outputs.Count; j++)
                replacements[scan.Stacked(j)] = union.Stacked(Array.IndexOf(outputs, scan.Outputs[j]));
        }
        return replacements;
    }

    private static Dictionary<Node, Node>? Inline(LoopUse loop)
    {
        ScanView scan = loop.Scan;
        long? steps = loop.Graph.Constraints.Resolve(scan.Attribute.Steps).Constant;
        if (steps is not (0 or 1))
            return null;
        var replacements = new Dictionary<Node, Node>();
        Node[] results = steps == 0 ? [.. scan.Initial, .. scan.Outputs.Select((_, j) => Empty(scan, j))] : OneStep(scan);
        for (int i = 0; i < results.Length; i++)
            replacements[Tuples.Of(scan.Node, i)] = results[i];
        return replacements;
    }

    private static Node[] OneStep(ScanView scan)
    {
        var bound = new Dictionary<Node, Node>();
        for (int i = 0; i < scan.Initial.Count; i++)
            bound[scan.StateVariables[i]] = scan.Initial[i];
        for (int k = 0; k < scan.Sequences.Count; k++)
            bound[scan.SequenceVariables[k]] = Squeeze(scan.Sequences[k], 0);
        if (scan.IndexVariable is { } index)
            bound[index] = Sources.NewConstant(scan.Node.Graph, ConstantValue.Of(0));
        Node[] results = Substitution.Run([.. scan.Results], bound, renew: true);
        return [.. results.Select((r, i) => i < scan.Initial.Count ? r : ExpandDims(r, 0))];
    }

    private static Node Empty(ScanView scan, int output)
    {
        TensorType type = scan.Node.Parts[scan.Initial.Count + output];
        return BroadcastTo(Sources.NewConstant(scan.Node.Graph, ConstantValue.From(type.DType, 0)), type.Shape);
    }

    private static EquatableArray<VariableAttribute> Of(IEnumerable<Node> variables) => variables.Select(v => (VariableAttribute)v.Attribute!).ToEquatableArray();
}
