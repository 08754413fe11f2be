using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;

namespace TensorAot.Compiler.Rewriting.Scans;

/// <summary>Outputs of which only the elements of some last steps are read need no memory for the others. (Theano: scan_save_mem.)</summary>
internal static class LastSteps
{
    public static readonly LoopRule Rule = new(
        "last-steps", "outputs[^k..] of a loop of n steps -> a loop of n - k steps without outputs, then one of k steps, for a number k",
        "The steps are the same; what the first ones give is not read. Not where a step may fail or prints.", Apply)
    {
        TakesOut = true,
        Covers = ["scan_save_mem", "scanOp_save_mem", "save_mem_new_scan", "scan_reduce_trace_prealloc", "scan_reduce_trace_no_prealloc"],
    };

    private static Dictionary<Node, Node>? Apply(LoopUse loop)
    {
        ScanView scan = loop.Scan;
        if (scan.Attribute.Reverse || scan.Initial.Count == 0 || scan.Region().Any(n => n.CanFail || n.Op.HasEffect) || Count(loop) is not { } count)
            return null;
        Dim first = loop.Graph.Constraints.Resolve(scan.Attribute.Steps) - count;
        // Two loops take twice the code: not for a few numbers, nor where it saves less than half.
        if (loop.Graph.Constraints.IsAtLeast(count - first, 1) || Enumerable.Range(0, scan.Outputs.Count).All(j => !loop.UsesOutput(j) || scan.Outputs[j].Rank == 0))
            return null;
        ScanView head = LoopForms.Piece(scan, scan.Initial, Dim.Zero, first);
        ScanView tail = LoopForms.Piece(scan, [.. scan.Initial.Select((_, i) => head.Final(i))], first, count);
        var results = new Dictionary<Node, Node>();
        for (int i = 0; i < scan.Initial.Count; i++)
            if (loop.UsesFinal(i))
                results[scan.Final(i)] = tail.Final(i);
        for (int j = 0; j < scan.Outputs.Count; j++)
            if (loop.UsesOutput(j))
                foreach (Node reader in loop.Readers(j)!)
                    results[reader] = Slices.Take(tail.Stacked(j), [.. Slices.Taken(reader).Select((s, axis) => axis == 0 ? s with { Start = s.Start - first } : s)]);
        return results;
    }

    /// <summary>How many last elements hold all that is read; null when that is no number.</summary>
    private static long? Count(LoopUse loop)
    {
        Dim steps = loop.Graph.Constraints.Resolve(loop.Scan.Attribute.Steps);
        long count = 0;
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
                Dim lowest = read.Step > 0 ? read.Start : read.Start + (read.Step * (read.Length - 1));
                if (loop.Graph.Constraints.Resolve(steps - lowest).Constant is not { } from)
                    return null;
                count = Math.Max(count, from);
            }
        }
        return count > 0 ? count : null;
    }
}
