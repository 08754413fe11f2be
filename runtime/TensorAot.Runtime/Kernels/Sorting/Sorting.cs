using System.ComponentModel;
using System.Numerics;

namespace TensorAot.Runtime;

/// <summary>Order, places in order, and distinct elements. NaN is the largest value. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Sorting
{
    /// <summary>The first elements of each row in order, and their positions; equal elements keep their order.</summary>
    /// <param name="x">[outer, length, inner], row-major; rows run along the middle axis.</param>
    /// <param name="values">[outer, taken, inner], or null.</param>
    /// <param name="positions">[outer, taken, inner], or null.</param>
    /// <param name="keys">As many elements as <paramref name="x"/> to work in; so the next three.</param>
    /// <param name="descending">1: the largest first.</param>
    public static void First<T>(
        T* x, T* values, int* positions, int* keys, int* otherKeys, int* order, int* otherOrder, nint outer, nint length, nint inner, nint taken, nint descending)
        where T : unmanaged
    {
        var rows = new SortRows<T, uint>
        {
            X = x, Values = values, Positions = positions, Keys = (uint*)keys, OtherKeys = (uint*)otherKeys, Order = order, OtherOrder = otherOrder,
            Length = length, Inner = inner, Taken = taken, Descending = descending != 0,
        };
        ParallelFor.Run(outer * inner, rows.RowsPerPart, &SortRows<T, uint>.Run, &rows);
    }

    /// <inheritdoc cref="First{T}(T*, T*, int*, int*, int*, int*, int*, nint, nint, nint, nint, nint)"/>
    public static void First<T>(
        T* x, T* values, int* positions, long* keys, long* otherKeys, int* order, int* otherOrder, nint outer, nint length, nint inner, nint taken, nint descending)
        where T : unmanaged
    {
        var rows = new SortRows<T, ulong>
        {
            X = x, Values = values, Positions = positions, Keys = (ulong*)keys, OtherKeys = (ulong*)otherKeys, Order = order, OtherOrder = otherOrder,
            Length = length, Inner = inner, Taken = taken, Descending = descending != 0,
        };
        ParallelFor.Run(outer * inner, rows.RowsPerPart, &SortRows<T, ulong>.Run, &rows);
    }

    /// <summary>The distinct elements of each row in ascending order, where each comes first, which one each element is, and how often each occurs.</summary>
    /// <param name="x">[outer, length], row-major; rows are not empty.</param>
    /// <param name="values">[outer, size], or null: padded with the smallest element.</param>
    /// <param name="indices">[outer, size], or null: positions of the first occurrences, padded with that of the smallest element.</param>
    /// <param name="inverse">[outer, length], or null: the number of each element's value, also where it is not below <paramref name="size"/>.</param>
    /// <param name="counts">[outer, size], or null: padded with 0.</param>
    /// <param name="keys">As many elements as <paramref name="x"/> to work in; so the next three.</param>
    public static void Unique<T>(
        T* x, T* values, int* indices, int* inverse, int* counts, int* keys, int* otherKeys, int* order, int* otherOrder, nint outer, nint length, nint size)
        where T : unmanaged
    {
        var rows = new UniqueRows<T, uint>
        {
            Rows = new SortRows<T, uint>
            {
                X = x, Values = values, Positions = indices, Keys = (uint*)keys, OtherKeys = (uint*)otherKeys, Order = order, OtherOrder = otherOrder,
                Length = length, Inner = 1, Taken = size,
            },
            Inverse = inverse,
            Counts = counts,
        };
        ParallelFor.Run(outer, rows.Rows.RowsPerPart, &UniqueRows<T, uint>.Run, &rows);
    }

    /// <inheritdoc cref="Unique{T}(T*, T*, int*, int*, int*, int*, int*, int*, int*, nint, nint, nint)"/>
    public static void Unique<T>(
        T* x, T* values, int* indices, int* inverse, int* counts, long* keys, long* otherKeys, int* order, int* otherOrder, nint outer, nint length, nint size)
        where T : unmanaged
    {
        var rows = new UniqueRows<T, ulong>
        {
            Rows = new SortRows<T, ulong>
            {
                X = x, Values = values, Positions = indices, Keys = (ulong*)keys, OtherKeys = (ulong*)otherKeys, Order = order, OtherOrder = otherOrder,
                Length = length, Inner = 1, Taken = size,
            },
            Inverse = inverse,
            Counts = counts,
        };
        ParallelFor.Run(outer, rows.Rows.RowsPerPart, &UniqueRows<T, ulong>.Run, &rows);
    }

    /// <summary>Where values belong in sorted rows: before equal elements, or after them.</summary>
    /// <param name="sorted">[outer, length], each row ascending.</param>
    /// <param name="values">[outer, count].</param>
    /// <param name="positions">[outer, count], from 0 to <paramref name="length"/>.</param>
    /// <param name="right">1: after equal elements.</param>
    public static void Search<T>(T* sorted, T* values, int* positions, nint outer, nint length, nint count, nint right)
        where T : unmanaged, INumber<T>
    {
        var work = new SearchWork<T> { Sorted = sorted, Values = values, Positions = positions, Length = length, Count = count, Right = right != 0 };
        ParallelFor.Run(outer * count, SearchWork<T>.Grain, &SearchWork<T>.Run, &work);
    }
}
