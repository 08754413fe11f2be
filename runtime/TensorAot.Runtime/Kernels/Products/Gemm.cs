using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TensorAot.Runtime;

/// <summary>
/// Dense matrix products with the speed of a tuned BLAS, in managed code. Large ones use several threads
/// (<see cref="ParallelFor.MaxThreads"/>); nothing is allocated after the first call of each concurrent caller.
/// </summary>
public static unsafe partial class Gemm
{
    /// <summary>
    /// C = alpha * A B + beta * C. A is m x k and B is k x n with any strides, C is m x n with unit column stride; strides
    /// count elements. C must not overlap A or B. With beta = 0, C is written without being read.
    /// </summary>
    /// <param name="m">The rows of A and C.</param>
    /// <param name="n">The columns of B and C.</param>
    /// <param name="k">The columns of A and rows of B; the sum over nothing is 0.</param>
    /// <param name="a">A[i, p] is <c>a[i * aRowStride + p * aColumnStride]</c>: a transposed A is one with its strides swapped.</param>
    /// <param name="aRowStride">The elements from one row of A to the next.</param>
    /// <param name="aColumnStride">The elements from one column of A to the next.</param>
    /// <param name="b">B[p, j] is <c>b[p * bRowStride + j * bColumnStride]</c>.</param>
    /// <param name="bRowStride">The elements from one row of B to the next.</param>
    /// <param name="bColumnStride">The elements from one column of B to the next.</param>
    /// <param name="c">C[i, j] is <c>c[i * cRowStride + j]</c>.</param>
    /// <param name="cRowStride">The elements from one row of C to the next, at least n.</param>
    /// <param name="alpha">The factor of the product.</param>
    /// <param name="beta">The factor of what C held.</param>
    /// <remarks>
    /// float and double: an element is the sum over chunks of 256 of k, in order, of a chain of fused multiply-adds in
    /// order inside a chunk. A chunk t enters C as alpha * t where C is not read and as fma(alpha, t, beta * C) where it
    /// is, beta being 1 after the first chunk. A product with one row or column whose other operand is dense along k is
    /// a dot product over 32 (float) or 16 (double) virtual lanes instead. Bits depend on sizes and strides, never on
    /// threads or hardware. int and long: exact modulo 2^32 and 2^64.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A negative size, or a row stride of C below n.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(
        nint m, nint n, nint k, float* a, nint aRowStride, nint aColumnStride, float* b, nint bRowStride, nint bColumnStride,
        float* c, nint cRowStride, float alpha = 1, float beta = 0)
    {
        Run(new GemmArguments<float>
        {
            Rows = m, Columns = n, Depth = k, A = a, ARow = aRowStride, AColumn = aColumnStride, B = b,
            BRow = bRowStride, BColumn = bColumnStride, C = c, CRow = cRowStride, Alpha = alpha, Beta = beta,
        });
    }

    /// <inheritdoc cref="Multiply(nint, nint, nint, float*, nint, nint, float*, nint, nint, float*, nint, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(
        nint m, nint n, nint k, double* a, nint aRowStride, nint aColumnStride, double* b, nint bRowStride, nint bColumnStride,
        double* c, nint cRowStride, double alpha = 1, double beta = 0)
    {
        Run(new GemmArguments<double>
        {
            Rows = m, Columns = n, Depth = k, A = a, ARow = aRowStride, AColumn = aColumnStride, B = b,
            BRow = bRowStride, BColumn = bColumnStride, C = c, CRow = cRowStride, Alpha = alpha, Beta = beta,
        });
    }

    /// <inheritdoc cref="Multiply(nint, nint, nint, float*, nint, nint, float*, nint, nint, float*, nint, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(
        nint m, nint n, nint k, int* a, nint aRowStride, nint aColumnStride, int* b, nint bRowStride, nint bColumnStride,
        int* c, nint cRowStride, int alpha = 1, int beta = 0)
    {
        Run(new GemmArguments<int>
        {
            Rows = m, Columns = n, Depth = k, A = a, ARow = aRowStride, AColumn = aColumnStride, B = b,
            BRow = bRowStride, BColumn = bColumnStride, C = c, CRow = cRowStride, Alpha = alpha, Beta = beta,
        });
    }

    /// <inheritdoc cref="Multiply(nint, nint, nint, float*, nint, nint, float*, nint, nint, float*, nint, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(
        nint m, nint n, nint k, long* a, nint aRowStride, nint aColumnStride, long* b, nint bRowStride, nint bColumnStride,
        long* c, nint cRowStride, long alpha = 1, long beta = 0)
    {
        Run(new GemmArguments<long>
        {
            Rows = m, Columns = n, Depth = k, A = a, ARow = aRowStride, AColumn = aColumnStride, B = b,
            BRow = bRowStride, BColumn = bColumnStride, C = c, CRow = cRowStride, Alpha = alpha, Beta = beta,
        });
    }

    /// <summary>Few rows of at most one wide vector: two half vectors fit them better.</summary>
    private static bool IsSlim<T>(in GemmArguments<T> product)
        where T : unmanaged => product.Columns <= Vector512<T>.Count && product.Rows < 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run(GemmArguments<float> product)
    {
        GemmGuard.Check(product);
        if (Avx512F.IsSupported && Vector512.IsHardwareAccelerated && GemmSlim<float>.TryMultiply(product))
            return;
        if (Vector512.IsHardwareAccelerated && !IsSlim(product))
            GemmEngine<float, GemmLanes512<float>>.Multiply(product);
        else if (Fma.IsSupported)
            GemmEngine<float, GemmLanes256<float>>.Multiply(product);
        else
            GemmEngine<float, GemmLanesPortable<float>>.Multiply(product);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run(GemmArguments<double> product)
    {
        GemmGuard.Check(product);
        if (Avx512F.IsSupported && Vector512.IsHardwareAccelerated && GemmSlim<double>.TryMultiply(product))
            return;
        if (Vector512.IsHardwareAccelerated && !IsSlim(product))
            GemmEngine<double, GemmLanes512<double>>.Multiply(product);
        else if (Fma.IsSupported)
            GemmEngine<double, GemmLanes256<double>>.Multiply(product);
        else
            GemmEngine<double, GemmLanesPortable<double>>.Multiply(product);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run(GemmArguments<int> product)
    {
        GemmGuard.Check(product);
        IntegerProduct<int>.Multiply(product);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run(GemmArguments<long> product)
    {
        GemmGuard.Check(product);
        IntegerProduct<long>.Multiply(product);
    }
}
