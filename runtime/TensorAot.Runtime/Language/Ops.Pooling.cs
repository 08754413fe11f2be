namespace TensorAot;

// Pooling.
public static partial class Ops
{
    /// <summary>The largest element of each window; what padding adds never wins. NaN if any is NaN.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[..., spatial axes]: the window slides along as many last axes as <paramref name="kernel"/> has numbers.</param>
    /// <param name="kernel">The sizes of the window.</param>
    /// <param name="mode">How far windows reach beyond the edge.</param>
    /// <param name="stride">One number, or one for each axis; the kernel when absent.</param>
    /// <param name="dilation">One number, or one for each axis; 1 when absent.</param>
    /// <returns>[..., one place for each window].</returns>
    /// <remarks>The gradient is shared evenly by equal elements of a window.</remarks>
    public static Expr<T> MaxPool<T>(Expr<T> x, ReadOnlySpan<int> kernel, Padding mode = Padding.Valid, ReadOnlySpan<int> stride = default, ReadOnlySpan<int> dilation = default) => Definition.Only<T>();

    /// <inheritdoc cref="MaxPool{T}(Expr{T}, ReadOnlySpan{int}, Padding, ReadOnlySpan{int}, ReadOnlySpan{int})"/>
    /// <param name="x">[..., spatial axes].</param>
    /// <param name="kernel">The sizes of the window.</param>
    /// <param name="padding">Places around x: one number, one for each axis, or two for each (before and after).</param>
    /// <param name="stride">One number, or one for each axis; the kernel when absent.</param>
    /// <param name="dilation">One number, or one for each axis; 1 when absent.</param>
    public static Expr<T> MaxPool<T>(Expr<T> x, ReadOnlySpan<int> kernel, ReadOnlySpan<int> padding, ReadOnlySpan<int> stride = default, ReadOnlySpan<int> dilation = default) => Definition.Only<T>();

    /// <summary>The mean of each window.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[..., spatial axes]: the window slides along as many last axes as <paramref name="kernel"/> has numbers.</param>
    /// <param name="kernel">The sizes of the window.</param>
    /// <param name="mode">How far windows reach beyond the edge.</param>
    /// <param name="stride">One number, or one for each axis; the kernel when absent.</param>
    /// <param name="dilation">One number, or one for each axis; 1 when absent.</param>
    /// <param name="countPadding">Whether what padding adds counts, as 0; otherwise the mean is over the elements of x alone.</param>
    /// <returns>[..., one place for each window].</returns>
    public static Expr<T> AvgPool<T>(Expr<T> x, ReadOnlySpan<int> kernel, Padding mode = Padding.Valid, ReadOnlySpan<int> stride = default, ReadOnlySpan<int> dilation = default, bool countPadding = true) => Definition.Only<T>();

    /// <inheritdoc cref="AvgPool{T}(Expr{T}, ReadOnlySpan{int}, Padding, ReadOnlySpan{int}, ReadOnlySpan{int}, bool)"/>
    /// <param name="x">[..., spatial axes].</param>
    /// <param name="kernel">The sizes of the window.</param>
    /// <param name="padding">Places around x: one number, one for each axis, or two for each (before and after).</param>
    /// <param name="stride">One number, or one for each axis; the kernel when absent.</param>
    /// <param name="dilation">One number, or one for each axis; 1 when absent.</param>
    /// <param name="countPadding">Whether what padding adds counts, as 0; otherwise the mean is over the elements of x alone.</param>
    public static Expr<T> AvgPool<T>(Expr<T> x, ReadOnlySpan<int> kernel, ReadOnlySpan<int> padding, ReadOnlySpan<int> stride = default, ReadOnlySpan<int> dilation = default, bool countPadding = true) => Definition.Only<T>();

    /// <summary>The sum of each window; what padding adds counts as 0.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[..., spatial axes]: the window slides along as many last axes as <paramref name="kernel"/> has numbers.</param>
    /// <param name="kernel">The sizes of the window.</param>
    /// <param name="mode">How far windows reach beyond the edge.</param>
    /// <param name="stride">One number, or one for each axis; the kernel when absent.</param>
    /// <param name="dilation">One number, or one for each axis; 1 when absent.</param>
    /// <returns>[..., one place for each window].</returns>
    public static Expr<T> SumPool<T>(Expr<T> x, ReadOnlySpan<int> kernel, Padding mode = Padding.Valid, ReadOnlySpan<int> stride = default, ReadOnlySpan<int> dilation = default) => Definition.Only<T>();

    /// <inheritdoc cref="SumPool{T}(Expr{T}, ReadOnlySpan{int}, Padding, ReadOnlySpan{int}, ReadOnlySpan{int})"/>
    /// <param name="x">[..., spatial axes].</param>
    /// <param name="kernel">The sizes of the window.</param>
    /// <param name="padding">Places around x: one number, one for each axis, or two for each (before and after).</param>
    /// <param name="stride">One number, or one for each axis; the kernel when absent.</param>
    /// <param name="dilation">One number, or one for each axis; 1 when absent.</param>
    public static Expr<T> SumPool<T>(Expr<T> x, ReadOnlySpan<int> kernel, ReadOnlySpan<int> padding, ReadOnlySpan<int> stride = default, ReadOnlySpan<int> dilation = default) => Definition.Only<T>();
}
