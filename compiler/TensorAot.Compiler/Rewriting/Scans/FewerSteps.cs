using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;

namespace TensorAot.Compiler.Rewriting.Scans;

/// <summary>A loop of which only results of earlier steps are read ends after the last of them.</summary>
internal static class FewerSteps
{
    public static readonly LoopRule Rule = new(
        "fewer-steps", "outputs[..k] of a loop of n steps -> a loop of k steps, where k is known to be less than n",
        "No step that comes before reads what a later one gives. Not where a later step may fail.", Apply)
    {
        Covers = ["scan_reduce_nsteps"],
    };

    private static Dictionary<Node, Node>? Apply(LoopUse loop)
    {
        ScanView scan = loop.Scan;
        if (scan.Attribute.Reverse || Enumerable.Range(0, loop.StateCount).Any(loop.UsesFinal) || Needed(loop) is not { } steps)
            return null;
        if (scan.Region().Any(n => n.CanFail || n.Op.HasEffect))
            return null;
        Node[] sequences = [.. scan.Sequences.Select(s => Slices.Take(s, s.Shape.Dims.Select((size, axis) => Slices.Whole(axis == 0 ? steps : size))))];
        var shorter = new ScanView(Loops.NewScan(scan.Attribute with { Steps = steps }, [.. scan.Initial], sequences, [.. scan.Next], [.. scan.Outputs]));
        var results = new Dictionary<Node, Node>();
        for (int j = 0; j < scan.Outputs.Count; j++)
            if (loop.UsesOutput(j))
                foreach (Node reader in loop.Readers(j)!)
                    results[reader] = Slices.Take(shorter.Stacked(j), Slices.Taken(reader));
        return results;
    }

    /// <summary>After how many steps all that is read is there; null when that is not known to be less than all steps.</summary>
    private static Dim? Needed(LoopUse loop)
    {
        Dim needed = Dim.Zero;
        for (int j = 0; j < loop.Scan.Outputs.Count; j++)
        {
            if (!loop.UsesOutput(j))
                continue;
            if (loop.Readers(j) is not { Count: > 0 } readers)
                return null;
            foreach (Node reader in readers)
            {
                if (reader.Op != Indexing.Slice)
                    return null;
                AxisSlice read = Slices.Taken(reader)[0];
                Dim end = read.Step > 0 ? read.Start + (read.Step * (read.Length - 1)) + 1 : read.Start + 1;
                if (Slices.IsAtLeast(loop.Graph, end - needed, 0))
                    needed = end;
                else if (!Slices.IsAtLeast(loop.Graph, needed - end, 0))
                    return null;
            }
        }
        return Slices.IsAtLeast(loop.Graph, needed, 1) && Slices.IsAtLeast(loop.Graph, loop.Scan.Attribute.Steps - needed, 1) ? needed : null;
    }
}
