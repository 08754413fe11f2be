using System.ComponentModel;
using System.Numerics;

namespace TensorAot.Runtime;

/// <summary>
/// Writes at places that data give. All take the values in order, so that repeated indices have one meaning for any number of threads:
/// what runs in parallel is ranges of the target, each of which sees every index. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Scatter
{
    /// <summary>
    /// <c>target[o, indices[r], i] += values[o, r, i]</c> from zero, in order of r, so that repeated indices add up in a fixed order.
    /// </summary>
    /// <param name="values">[outer, count, inner], row-major.</param>
    /// <param name="indices"><paramref name="count"/> checked indices; negative ones count from the end.</param>
    /// <param name="target">[outer, size, inner], row-major; overwritten.</param>
    public static void Add<T, TIndex>(T* values, TIndex* indices, T* target, nint outer, nint count, nint size, nint inner)
        where T : unmanaged, INumber<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex> =>
        ScatterLoop<T, TIndex, AddRows<T>>.Run(null, values, indices, target, outer, count, size, inner);

    /// <summary>A copy of <paramref name="x"/> with <c>target[o, indices[r], i] = values[o, r, i]</c>, in order of r: the last one stays.</summary>
    /// <inheritdoc cref="Add" path="/param"/>
    /// <param name="x">[outer, size, inner], row-major; it may be <paramref name="target"/>, of which then only the named rows are touched.</param>
    public static void SetAt<T, TIndex>(T* x, T* values, TIndex* indices, T* target, nint outer, nint count, nint size, nint inner)
        where T : unmanaged
        where TIndex : unmanaged, IBinaryInteger<TIndex> =>
        ScatterLoop<T, TIndex, SetRows<T>>.Run(x, values, indices, target, outer, count, size, inner);

    /// <summary>A copy of <paramref name="x"/> with <c>target[o, indices[r], i] += values[o, r, i]</c>, in order of r.</summary>
    /// <inheritdoc cref="SetAt" path="/param"/>
    public static void IncAt<T, TIndex>(T* x, T* values, TIndex* indices, T* target, nint outer, nint count, nint size, nint inner)
        where T : unmanaged, INumber<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex> =>
        ScatterLoop<T, TIndex, AddRows<T>>.Run(x, values, indices, target, outer, count, size, inner);

    /// <summary>A copy of <paramref name="x"/> with the larger of the element and of every value for it; NaN if any is NaN.</summary>
    /// <inheritdoc cref="SetAt" path="/param"/>
    public static void MaxAt<T, TIndex>(T* x, T* values, TIndex* indices, T* target, nint outer, nint count, nint size, nint inner)
        where T : unmanaged, INumber<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex> =>
        ScatterLoop<T, TIndex, MaxRows<T>>.Run(x, values, indices, target, outer, count, size, inner);

    /// <summary>A copy of <paramref name="x"/> with the smaller of the element and of every value for it; NaN if any is NaN.</summary>
    /// <inheritdoc cref="SetAt" path="/param"/>
    public static void MinAt<T, TIndex>(T* x, T* values, TIndex* indices, T* target, nint outer, nint count, nint size, nint inner)
        where T : unmanaged, INumber<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex> =>
        ScatterLoop<T, TIndex, MinRows<T>>.Run(x, values, indices, target, outer, count, size, inner);
}
