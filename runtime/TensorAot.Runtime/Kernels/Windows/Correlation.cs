using System.ComponentModel;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TensorAot.Runtime;

/// <summary>
/// Convolutions (correlations) and their two adjoints as matrix products over windows that are never stored for more than a block
/// (implicit GEMM; Chetlur et al. (2014), "cuDNN: Efficient primitives for deep learning"). For generated code.
/// </summary>
/// <remarks>
/// Each element is a chain of fused multiply-adds over chunks of 256 products, as in <see cref="Gemm"/>: bits depend on sizes, never
/// on threads or hardware. All tensors are dense and row-major; each axis has size, windows, kernel, stride and dilation.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Correlation
{
    /// <summary><c>y[n, f, p] = Sum over c, k of x[n, c, stride * p + dilation * k] * w[f, c, k]</c>, the channels of a group for its filters.</summary>
    public static void Forward<T>(
        T* x, T* w, T* y, nint images, nint groups, nint channels, nint filters,
        nint size0, nint count0, nint kernel0, nint stride0, nint dilation0,
        nint size1, nint count1, nint kernel1, nint stride1, nint dilation1,
        nint size2, nint count2, nint kernel2, nint stride2, nint dilation2)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = new CorrelationShape(
            images, groups, channels, filters, new(size0, count0, kernel0, stride0, dilation0),
            new(size1, count1, kernel1, stride1, dilation1), new(size2, count2, kernel2, stride2, dilation2));
        if (Vector512.IsHardwareAccelerated)
            CorrelationForward<T, GemmLanes512<T>>.Run(shape, x, w, y);
        else if (Fma.IsSupported)
            CorrelationForward<T, GemmLanes256<T>>.Run(shape, x, w, y);
        else
            CorrelationForward<T, GemmLanesPortable<T>>.Run(shape, x, w, y);
    }

    /// <summary>
    /// The adjoint in the images: <c>x[n, c, q] = Sum over f, k, p of y[n, f, p] * w[f, c, k]</c> where <c>q = stride * p + dilation * k</c>.
    /// </summary>
    /// <param name="y">[images, groups * filters, counts].</param>
    /// <param name="w">[groups * filters, channels, kernels].</param>
    /// <param name="x">[images, groups * channels, sizes]; overwritten.</param>
    /// <param name="panels">Scratch: groups * filters * (channels * kernels, rounded up to a multiple of 6).</param>
    public static void Images<T>(
        T* y, T* w, T* x, T* panels, nint images, nint groups, nint channels, nint filters,
        nint size0, nint count0, nint kernel0, nint stride0, nint dilation0,
        nint size1, nint count1, nint kernel1, nint stride1, nint dilation1,
        nint size2, nint count2, nint kernel2, nint stride2, nint dilation2)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = new CorrelationShape(
            images, groups, channels, filters, new(size0, count0, kernel0, stride0, dilation0),
            new(size1, count1, kernel1, stride1, dilation1), new(size2, count2, kernel2, stride2, dilation2));
        if (Vector512.IsHardwareAccelerated)
            CorrelationImages<T, GemmLanes512<T>>.Run(shape, y, w, x, panels);
        else if (Fma.IsSupported)
            CorrelationImages<T, GemmLanes256<T>>.Run(shape, y, w, x, panels);
        else
            CorrelationImages<T, GemmLanesPortable<T>>.Run(shape, y, w, x, panels);
    }

    /// <summary>The adjoint in the filters: <c>w[f, c, k] = Sum over n, p of x[n, c, stride * p + dilation * k] * y[n, f, p]</c>.</summary>
    /// <param name="x">[images, groups * channels, sizes].</param>
    /// <param name="y">[images, groups * filters, counts].</param>
    /// <param name="w">[groups * filters, channels, kernels]; overwritten.</param>
    /// <param name="sums">Scratch: parts * groups * channels * kernels * (filters, rounded up to a multiple of 32).</param>
    /// <param name="parts">In how many parts the images are summed, one after the other; at least 1.</param>
    public static void Filters<T>(
        T* x, T* y, T* w, T* sums, nint images, nint groups, nint channels, nint filters, nint parts,
        nint size0, nint count0, nint kernel0, nint stride0, nint dilation0,
        nint size1, nint count1, nint kernel1, nint stride1, nint dilation1,
        nint size2, nint count2, nint kernel2, nint stride2, nint dilation2)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = new CorrelationShape(
            images, groups, channels, filters, new(size0, count0, kernel0, stride0, dilation0),
            new(size1, count1, kernel1, stride1, dilation1), new(size2, count2, kernel2, stride2, dilation2));
        if (Vector512.IsHardwareAccelerated)
            CorrelationFilters<T, GemmLanes512<T>>.Run(shape, parts, x, y, w, sums);
        else if (Fma.IsSupported)
            CorrelationFilters<T, GemmLanes256<T>>.Run(shape, parts, x, y, w, sums);
        else
            CorrelationFilters<T, GemmLanesPortable<T>>.Run(shape, parts, x, y, w, sums);
    }
}
