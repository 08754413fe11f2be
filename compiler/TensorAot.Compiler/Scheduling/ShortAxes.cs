using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Scheduling;

/// <summary>
/// Makes a short inner axis longer: where every access goes on from one round of the loop around it to the next as within one (or
/// does not move in either), the two are one axis. So images of 12 x 12 are rows of 144, whatever they are added to by channel.
/// </summary>
internal static class ShortAxes
{
    /// <summary>An inner axis from here on is long enough.</summary>
    private const long LongEnough = 256;

    /// <summary>The rows and the sweeps, with the last row axis as part of the inner one where that is possible.</summary>
    public static (IReadOnlyList<Dim> Rows, IReadOnlyList<Sweep> Sweeps) MergeRows(IReadOnlyList<Dim> rows, IReadOnlyList<Sweep> sweeps)
    {
        while (rows.Count > 1 && sweeps.All(s => s.Middle.Count == 0 && IsShort(s) && s.Inner == sweeps[0].Inner && !s.Accumulators.Any() && MayMerge(s, rows.Count - 1)))
        {
            Dim last = rows[rows.Count - 1];
            rows = [.. rows.Take(rows.Count - 1)];
            sweeps = [.. sweeps.Select(s => Merged(s, [], last * s.Inner, rows.Count))];
        }
        return (rows, sweeps);
    }

    /// <summary>A sweep with the last of its middle axes as part of the inner one where that is possible.</summary>
    public static Sweep MergeMiddle(Sweep sweep)
    {
        while (sweep.Middle.Count > 0 && IsShort(sweep) && !sweep.Accumulators.Any(a => a.SelectsPlace) && !sweep.Stores.Any() && MayMerge(sweep, sweep.InnerCounter - 1))
            sweep = Merged(sweep, [.. sweep.Middle.Take(sweep.Middle.Count - 1)], sweep.Middle[sweep.Middle.Count - 1] * sweep.Inner, sweep.RowRank);
        return sweep;
    }

    private static bool IsShort(Sweep sweep) => sweep.Inner.Constant is > 1 and < LongEnough;

    /// <summary>Whether the axis of a counter and the inner axis are walked like one. Places that data give are left to loops over their own axes.</summary>
    private static bool MayMerge(Sweep sweep, int counter) =>
        MergedAxes.MayMerge(sweep, counter, sweep.Inner) && sweep.Values.OfType<LoadTerm>().All(load => load.Dynamic.Count == 0);

    /// <summary>The sweep without the counter before the inner one.</summary>
    private static Sweep Merged(Sweep sweep, IReadOnlyList<Dim> middle, Dim inner, int rowRank) =>
        MergedAxes.Merged(sweep, middle, inner, rowRank, sweep.InnerCounter - 1);
}
