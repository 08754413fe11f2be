using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting.Scans;

/// <summary>
/// Takes out of a loop what only its outputs need, where that contains a product: the loop gives what goes into it, and one product
/// over all steps follows. (Theano: scan_pushout_output.)
/// </summary>
internal static class AfterTheLoop
{
    public static readonly LoopRule Rule = new(
        "after-the-loop", "the output Dot(h[t], V) in each step -> Dot(h, V) after the loop, for outputs h",
        "What no state depends on can be computed for all steps at once.", Apply)
    {
        TakesOut = true,
        MayChange = Deviations.Rounding,
        Covers = ["scanOp_pushout_output"],
    };

    private static Dictionary<Node, Node>? Apply(LoopUse loop)
    {
        ScanView scan = loop.Scan;
        if (scan.Initial.Count == 0)
            return null;
        HashSet<Node> region = scan.Region(), carried = LoopStacks.Cone(region, scan.Next);
        Node[] taken = [.. scan.Outputs.Distinct().Where(o => region.Contains(o) && !carried.Contains(o) && IsWorthIt(Own(o)))];
        return taken.Length == 0 ? null : TakeOut(scan, region, taken, [.. taken.SelectMany(Own)]);

        // A result of several that the state needs too is one more value that the loop gives; the several together are none.
        HashSet<Node> Own(Node output) => [.. LoopStacks.Cone(region, [output]).Where(n => n.Op.Kind != OpKind.Source && !carried.Contains(n) && !(n.Op.Kind == OpKind.Part && carried.Contains(n.Inputs[0])))];
    }

    private static bool IsWorthIt(HashSet<Node> own) =>
        own.Any(n => n.Op.Kind == OpKind.Contraction) && !own.Any(n => n.Op.HasEffect || n.Op.Kind == OpKind.Loop);

    private static Dictionary<Node, Node>? TakeOut(ScanView scan, HashSet<Node> region, Node[] taken, HashSet<Node> own)
    {
        // What the loop gives instead. A value that an output is made of in a few steps is worth its memory; it replaces that output.
        Node[] given = [.. own.SelectMany(n => n.Inputs).Where(i => region.Contains(i) && !own.Contains(i)).Distinct().OrderBy(n => n.Id)];
        var draft = new LoopDraft(scan);
        draft.Outputs.RemoveAll(taken.Contains);
        foreach (Node value in given.Where(v => LoopStacks.Known(scan, region, v) is null))
            draft.AddOutput(value);
        bool fails = false;
        Dictionary<Node, Node> results = draft.Build(loop =>
        {
            Node Stack(Node value) => LoopStacks.Known(scan, region, value) ?? loop.Stacked(draft.Outputs.IndexOf(value));
            if (LoopStacks.Vectorize(scan, taken, given.ToDictionary(v => v, Stack)) is { } stacks)
                return Enumerable.Range(0, scan.Outputs.Count).Where(j => taken.Contains(scan.Outputs[j]))
                    .Select(j => (scan.Stacked(j), stacks[Array.IndexOf(taken, scan.Outputs[j])]));
            fails = true;
            return [];
        });
        return fails ? null : results;
    }
}
