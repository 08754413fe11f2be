using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Scheduling;

/// <summary>
/// Whether the body of a sweep can work on pairs of vectors: everything that changes along the inner axis has elements of one width
/// (4 or 8 bytes), lies side by side in memory and has vector code. What does not change is a scalar for the whole loop.
/// </summary>
internal static class Vectorization
{
    public static bool IsPossible(Sweep sweep)
    {
        if (sweep.Inner.IsOne || sweep.Accumulators.Any(a => a.SelectsPlace))
            return false;
        HashSet<Value> varying = ValueWalker.Varying(sweep.Values, sweep.InnerCounter);
        HashSet<int> widths = [.. varying.Select(v => v.DType).Concat(sweep.Stores.Select(s => s.Value.DType)).Concat(sweep.Accumulators.Select(a => a.DType))
            .Where(d => d != DType.Bool).Select(d => d.ByteSize())];
        return widths.Count == 1 && (widths.Contains(4) || widths.Contains(8))
            && varying.All(v => IsVector(v, sweep, varying))
            && sweep.Stores.All(s => s.Storage.DType != DType.Bool && IsStep(s.At, sweep))
            && sweep.Accumulators.All(a => a.DType != DType.Bool && a.Combine.Code!.Vectorizable?.Invoke(a.DType) != false);
    }

    private static bool IsStep(Ops.AffineIndex at, Sweep sweep) => at.Strides[sweep.InnerCounter].IsOne;

    private static bool IsVector(Value value, Sweep sweep, HashSet<Value> varying) => value switch
    {
        // A place that data give may choose the row, but not the element in it.
        LoadTerm load => load.DType != DType.Bool && IsStep(load.At, sweep) && !load.Operands.Any(varying.Contains),
        IndexTerm index => index.Index.Strides[sweep.InnerCounter].IsOne,
        CallTerm { Op.Code.Vectorizable: { } isVectorizable } call => isVectorizable(call.DType) && call.Operands.All(o => isVectorizable(o.DType)),
        _ => true,
    };
}
