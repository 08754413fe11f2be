using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting.Scans;

/// <summary>
/// Takes out of a loop what depends on its sequences alone, where that pays: products, which become one product over all steps, and
/// whole outputs. (Theano: scan_pushout_seqs_ops.)
/// </summary>
internal static class BeforeTheLoop
{
    public static readonly LoopRule Rule = new(
        "before-the-loop", "Dot(x[t], W) in each step -> Dot(x, W) before the loop, for sequences x; outputs of sequences alone -> no part of the loop",
        "What does not depend on a state can be computed for all steps at once.", Apply)
    {
        TakesOut = true,
        MayChange = Deviations.Rounding,
        Covers = ["scan_pushout_seqs_ops", "scanOp_pushout_seqs_ops", "scan_push_out_seq", "push_out_seq_scan"],
    };

    private static Dictionary<Node, Node>? Apply(LoopUse loop)
    {
        ScanView scan = loop.Scan;
        HashSet<Node> region = scan.Region(), varying = LoopRegion.Of(scan.Results, scan.StateVariables), direct = LoopStacks.Direct(region);
        direct.ExceptWith(varying);
        direct.ExceptWith(scan.VariableNodes);
        HashSet<Node> read = [.. scan.Results, .. varying.SelectMany(n => n.Inputs)];
        Node[] candidates =
        [
            .. direct.Where(n => !n.IsTuple && read.Contains(n)).OrderBy(n => n.Id)
                .Where(n => IsWorthIt(LoopStacks.Cone(region, [n]), scan.Outputs.Contains(n))),
        ];
        return candidates.Length == 0 ? null : TakeOut(scan, candidates);
    }

    private static bool IsWorthIt(HashSet<Node> cone, bool isOutput) =>
        !cone.Any(n => n.Op.HasEffect) && (isOutput || cone.Any(n => n.Op.Kind == OpKind.Contraction));

    private static Dictionary<Node, Node>? TakeOut(ScanView scan, Node[] candidates)
    {
        var stacks = scan.SequenceVariables.Zip(scan.Sequences, (v, s) => (v, s)).ToDictionary(p => p.v, p => p.s);
        if (scan.IndexVariable is { } index)
            stacks[index] = Sources.NewIota(index.Graph, DType.Int32, scan.Attribute.Steps);
        if (LoopStacks.Vectorize(scan, candidates, stacks) is not { } taken)
            return null;
        var draft = new LoopDraft(scan);
        var elements = new Dictionary<Node, Node>();
        for (int i = 0; i < candidates.Length; i++)
        {
            foreach (int j in Enumerable.Range(0, scan.Outputs.Count).Where(j => scan.Outputs[j] == candidates[i]))
                draft.Replace(scan.Stacked(j), taken[i]);
            draft.Outputs.RemoveAll(o => o == candidates[i]);
            elements[candidates[i]] = Sources.NewVariable(scan.Node.Graph, scan.Node.Graph.NameOf(candidates[i]) ?? "element", candidates[i].Type);
            draft.Sequences.Add((elements[candidates[i]], taken[i]));
        }
        draft.Substitute(elements);
        HashSet<Node> needed = [.. Graph.TopologicalOrder(draft.Results)];
        draft.Sequences.RemoveAll(s => !needed.Contains(s.Variable));
        return draft.Build();
    }
}
