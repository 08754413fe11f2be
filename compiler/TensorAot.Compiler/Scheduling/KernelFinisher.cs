using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Scheduling;

/// <summary>Last decisions on a kernel: which axes are walked as one, and which sweeps work on vectors.</summary>
internal static class KernelFinisher
{
    public static Kernel Finish(KernelDraft draft)
    {
        IReadOnlyList<Sweep> sweeps = draft.Sweeps;
        bool perRowFold = sweeps.SelectMany(s => s.Accumulators).Any(a => a.Scope == FoldScope.Row);
        bool sameInner = sweeps.All(s => s.Inner == sweeps[0].Inner);
        bool flat = !perRowFold && sameInner && draft.Rows.Count == 0;
        if (!flat && !perRowFold && sameInner && sweeps.All(s => s.Middle.Count == 0) && Flattening.TryFlatten(draft.Rows, sweeps) is { } flattened)
            (sweeps, flat) = (flattened, true);
        IReadOnlyList<Dim> rows = draft.Rows;
        if (!flat)
            (rows, sweeps) = ShortAxes.MergeRows(rows, [.. sweeps.Select(ShortAxes.MergeMiddle)]);
        foreach (Sweep sweep in sweeps)
            sweep.IsVectorized = Vectorization.IsPossible(sweep);
        return new Kernel(draft.Name, flat ? [] : rows, flat, sweeps);
    }
}
