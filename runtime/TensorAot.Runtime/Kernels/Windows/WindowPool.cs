using System.ComponentModel;
using System.Numerics;

namespace TensorAot.Runtime;

/// <summary>Pooling: the largest or the sum of the elements of each window, and the adjoints. For generated code.</summary>
/// <remarks>
/// Tensors are [rows, sizes] and [rows, counts], dense and row-major, over three axes (the first ones of size 1 when there are fewer),
/// each with size, windows, kernel, stride and dilation. Rows run in parallel; bits do not depend on threads or hardware.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class WindowPool
{
    /// <summary><c>y[row, w] = Max over k of x[row, stride * w + dilation * k]</c>; NaN if any is NaN.</summary>
    public static void Max<T>(
        T* x, T* y, nint rows,
        nint size0, nint count0, nint kernel0, nint stride0, nint dilation0,
        nint size1, nint count1, nint kernel1, nint stride1, nint dilation1,
        nint size2, nint count2, nint kernel2, nint stride2, nint dilation2)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PoolForward<T, LargerOf<T>>.Run(
            new(new(size0, count0, kernel0, stride0, dilation0), new(size1, count1, kernel1, stride1, dilation1), new(size2, count2, kernel2, stride2, dilation2)), x, y, rows);

    /// <summary><c>y[row, w] = Sum over k of x[row, stride * w + dilation * k]</c>.</summary>
    public static void Sum<T>(
        T* x, T* y, nint rows,
        nint size0, nint count0, nint kernel0, nint stride0, nint dilation0,
        nint size1, nint count1, nint kernel1, nint stride1, nint dilation1,
        nint size2, nint count2, nint kernel2, nint stride2, nint dilation2)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PoolForward<T, SumOf<T>>.Run(
            new(new(size0, count0, kernel0, stride0, dilation0), new(size1, count1, kernel1, stride1, dilation1), new(size2, count2, kernel2, stride2, dilation2)), x, y, rows);

    /// <summary>Each gradient[row, w], divided by the number of elements of the window that are its largest, is added to those; result is overwritten.</summary>
    public static void SpreadMax<T>(
        T* gradient, T* x, T* y, T* result, nint rows,
        nint size0, nint count0, nint kernel0, nint stride0, nint dilation0,
        nint size1, nint count1, nint kernel1, nint stride1, nint dilation1,
        nint size2, nint count2, nint kernel2, nint stride2, nint dilation2)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PoolBackward<T>.Run(
            new(new(size0, count0, kernel0, stride0, dilation0), new(size1, count1, kernel1, stride1, dilation1), new(size2, count2, kernel2, stride2, dilation2)), gradient, x, y, result, rows);

    /// <summary>Each gradient[row, w] is added to all elements of its window; result is overwritten.</summary>
    public static void SpreadSum<T>(
        T* gradient, T* result, nint rows,
        nint size0, nint count0, nint kernel0, nint stride0, nint dilation0,
        nint size1, nint count1, nint kernel1, nint stride1, nint dilation1,
        nint size2, nint count2, nint kernel2, nint stride2, nint dilation2)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PoolBackward<T>.Run(
            new(new(size0, count0, kernel0, stride0, dilation0), new(size1, count1, kernel1, stride1, dilation1), new(size2, count2, kernel2, stride2, dilation2)), gradient, null, null, result, rows);
}
