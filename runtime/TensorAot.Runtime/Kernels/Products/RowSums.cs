using System.ComponentModel;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TensorAot.Runtime;

/// <summary>
/// Sums of a matrix's rows, each times a weight, block by block: what <see cref="Gemm"/> does for <c>X^T r</c>, for callers that have
/// something else to do with the rows while they are in the cache. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class RowSums
{
    /// <summary>sums[j] += the sum over rows r of x[r * xStep] * m[r * mRow + j], one row after the other with fused multiply-adds.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The elements of a row.</param>
    /// <param name="m">The first row; rows are dense.</param>
    /// <param name="mRow">The elements from one row to the next.</param>
    /// <param name="x">The first weight.</param>
    /// <param name="xStep">The elements from one weight to the next.</param>
    /// <param name="sums">The sums.</param>
    public static void Add(nint rows, nint columns, float* m, nint mRow, float* x, nint xStep, float* sums)
    {
        if (Vector512.IsHardwareAccelerated)
            RowSum<float, GemmLanes512<float>>.SumChunk(rows, columns, x, xStep, m, mRow, sums);
        else if (Fma.IsSupported)
            RowSum<float, GemmLanes256<float>>.SumChunk(rows, columns, x, xStep, m, mRow, sums);
        else
            RowSum<float, GemmLanesPortable<float>>.SumChunk(rows, columns, x, xStep, m, mRow, sums);
    }

    /// <inheritdoc cref="Add(nint, nint, float*, nint, float*, nint, float*)"/>
    public static void Add(nint rows, nint columns, double* m, nint mRow, double* x, nint xStep, double* sums)
    {
        if (Vector512.IsHardwareAccelerated)
            RowSum<double, GemmLanes512<double>>.SumChunk(rows, columns, x, xStep, m, mRow, sums);
        else if (Fma.IsSupported)
            RowSum<double, GemmLanes256<double>>.SumChunk(rows, columns, x, xStep, m, mRow, sums);
        else
            RowSum<double, GemmLanesPortable<double>>.SumChunk(rows, columns, x, xStep, m, mRow, sums);
    }

    /// <summary>y = alpha * (the sum of the parts' sums, in order) + beta * y, as <see cref="Gemm"/> adds up the chunks of a product.</summary>
    /// <param name="parts">The number of parts; without any, the sum is 0.</param>
    /// <param name="columns">The elements of a part, and of y.</param>
    /// <param name="sums">The sums of each part, one part after the other.</param>
    /// <param name="y">The result.</param>
    /// <param name="alpha">The factor of the sum.</param>
    /// <param name="beta">The factor of what y held; with 0, y is not read.</param>
    public static void Combine(nint parts, nint columns, float* sums, float* y, float alpha = 1, float beta = 0) =>
        Combine<float>(parts, columns, sums, y, alpha, beta);

    /// <inheritdoc cref="Combine(nint, nint, float*, float*, float, float)"/>
    public static void Combine(nint parts, nint columns, double* sums, double* y, double alpha = 1, double beta = 0) =>
        Combine<double>(parts, columns, sums, y, alpha, beta);

    private static void Combine<T>(nint parts, nint columns, T* sums, T* y, T alpha, T beta)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint part = 0; part < parts; part++, sums += columns)
            GemmTile<T, GemmLanesPortable<T>>.Merge(1, columns, sums, columns, y, columns, GemmScaling<T>.Chunk(alpha, beta, part));
        for (nint j = 0; parts == 0 && j < columns; j++)
            y[j] = beta == T.Zero ? T.Zero : beta * y[j];
    }
}
