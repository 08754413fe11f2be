namespace TensorAot;

// Convolutions.
public static partial class Ops
{
    /// <summary>The correlation of <paramref name="x"/> with filters, over 1 axis; what is beyond the edge counts as 0.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[n, channels, width].</param>
    /// <param name="w">The filters: [filters, channels / groups, kernel width].</param>
    /// <param name="mode">How far windows reach beyond the edge.</param>
    /// <param name="stride">The distance between windows along every axis.</param>
    /// <param name="dilation">The distance between the positions of a window along every axis.</param>
    /// <param name="groups">Channels and filters are cut into this many groups, each seeing only its own.</param>
    /// <param name="flip">Whether filters are turned around first, which makes it a true convolution, as Theano's; the default is the correlation that PyTorch and ONNX call convolution.</param>
    /// <returns>[n, filters, width]: one place for each window.</returns>
    /// <remarks>One matrix product over sliding windows; both gradients are matrix products too.</remarks>
    public static Expr<T> Conv1d<T>(Expr<T> x, Expr<T> w, Padding mode = Padding.Valid, int stride = 1, int dilation = 1, int groups = 1, bool flip = false) => Definition.Only<T>();

    /// <inheritdoc cref="Conv1d{T}(Expr{T}, Expr{T}, Padding, int, int, int, bool)"/>
    /// <param name="x">[n, channels, width].</param>
    /// <param name="w">The filters: [filters, channels / groups, kernel width].</param>
    /// <param name="padding">Zeros around x: one number, one for each axis, or two for each (before and after).</param>
    /// <param name="stride">One number, or one for each axis; 1 when absent.</param>
    /// <param name="dilation">One number, or one for each axis; 1 when absent.</param>
    /// <param name="groups">Channels and filters are cut into this many groups.</param>
    /// <param name="flip">Whether filters are turned around first.</param>
    public static Expr<T> Conv1d<T>(Expr<T> x, Expr<T> w, ReadOnlySpan<int> padding, ReadOnlySpan<int> stride = default, ReadOnlySpan<int> dilation = default, int groups = 1, bool flip = false) => Definition.Only<T>();

    /// <summary>The transpose of <see cref="Conv1d{T}(Expr{T}, Expr{T}, Padding, int, int, int, bool)"/> as a linear map: each element of <paramref name="x"/> adds a filter into the result.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[n, channels, width].</param>
    /// <param name="w">The filters: [channels, filters / groups, kernel width].</param>
    /// <param name="padding">What is cut from the result: one number, one for each axis, or two for each (before and after).</param>
    /// <param name="stride">One number, or one for each axis; 1 when absent.</param>
    /// <param name="dilation">One number, or one for each axis; 1 when absent.</param>
    /// <param name="outputPadding">Places added at the end of each axis of the result, below the stride or dilation; 0 when absent.</param>
    /// <param name="groups">Channels and filters are cut into this many groups.</param>
    /// <param name="flip">Whether filters are turned around first.</param>
    /// <returns>[n, filters, ...] with (size - 1) * stride + dilation * (kernel - 1) + 1 - padding + outputPadding places along each axis.</returns>
    public static Expr<T> ConvTranspose1d<T>(
        Expr<T> x, Expr<T> w, ReadOnlySpan<int> padding = default, ReadOnlySpan<int> stride = default, ReadOnlySpan<int> dilation = default,
        ReadOnlySpan<int> outputPadding = default, int groups = 1, bool flip = false) => Definition.Only<T>();

    /// <summary>The correlation of <paramref name="x"/> with filters, over 2 axes; what is beyond the edge counts as 0.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[n, channels, height, width].</param>
    /// <param name="w">The filters: [filters, channels / groups, kernel height, kernel width].</param>
    /// <param name="mode">How far windows reach beyond the edge.</param>
    /// <param name="stride">The distance between windows along every axis.</param>
    /// <param name="dilation">The distance between the positions of a window along every axis.</param>
    /// <param name="groups">Channels and filters are cut into this many groups, each seeing only its own.</param>
    /// <param name="flip">Whether filters are turned around first, which makes it a true convolution, as Theano's; the default is the correlation that PyTorch and ONNX call convolution.</param>
    /// <returns>[n, filters, height, width]: one place for each window.</returns>
    /// <remarks>One matrix product over sliding windows; both gradients are matrix products too.</remarks>
    public static Expr<T> Conv2d<T>(Expr<T> x, Expr<T> w, Padding mode = Padding.Valid, int stride = 1, int dilation = 1, int groups = 1, bool flip = false) => Definition.Only<T>();

    /// <inheritdoc cref="Conv2d{T}(Expr{T}, Expr{T}, Padding, int, int, int, bool)"/>
    /// <param name="x">[n, channels, height, width].</param>
    /// <param name="w">The filters: [filters, channels / groups, kernel height, kernel width].</param>
    /// <param name="padding">Zeros around x: one number, one for each axis, or two for each (before and after).</param>
    /// <param name="stride">One number, or one for each axis; 1 when absent.</param>
    /// <param name="dilation">One number, or one for each axis; 1 when absent.</param>
    /// <param name="groups">Channels and filters are cut into this many groups.</param>
    /// <param name="flip">Whether filters are turned around first.</param>
    public static Expr<T> Conv2d<T>(Expr<T> x, Expr<T> w, ReadOnlySpan<int> padding, ReadOnlySpan<int> stride = default, ReadOnlySpan<int> dilation = default, int groups = 1, bool flip = false) => Definition.Only<T>();

    /// <summary>The transpose of <see cref="Conv2d{T}(Expr{T}, Expr{T}, Padding, int, int, int, bool)"/> as a linear map: each element of <paramref name="x"/> adds a filter into the result.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[n, channels, height, width].</param>
    /// <param name="w">The filters: [channels, filters / groups, kernel height, kernel width].</param>
    /// <param name="padding">What is cut from the result: one number, one for each axis, or two for each (before and after).</param>
    /// <param name="stride">One number, or one for each axis; 1 when absent.</param>
    /// <param name="dilation">One number, or one for each axis; 1 when absent.</param>
    /// <param name="outputPadding">Places added at the end of each axis of the result, below the stride or dilation; 0 when absent.</param>
    /// <param name="groups">Channels and filters are cut into this many groups.</param>
    /// <param name="flip">Whether filters are turned around first.</param>
    /// <returns>[n, filters, ...] with (size - 1) * stride + dilation * (kernel - 1) + 1 - padding + outputPadding places along each axis.</returns>
    public static Expr<T> ConvTranspose2d<T>(
        Expr<T> x, Expr<T> w, ReadOnlySpan<int> padding = default, ReadOnlySpan<int> stride = default, ReadOnlySpan<int> dilation = default,
        ReadOnlySpan<int> outputPadding = default, int groups = 1, bool flip = false) => Definition.Only<T>();

    /// <summary>The correlation of <paramref name="x"/> with filters, over 3 axes; what is beyond the edge counts as 0.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[n, channels, depth, height, width].</param>
    /// <param name="w">The filters: [filters, channels / groups, kernel depth, kernel height, kernel width].</param>
    /// <param name="mode">How far windows reach beyond the edge.</param>
    /// <param name="stride">The distance between windows along every axis.</param>
    /// <param name="dilation">The distance between the positions of a window along every axis.</param>
    /// <param name="groups">Channels and filters are cut into this many groups, each seeing only its own.</param>
    /// <param name="flip">Whether filters are turned around first, which makes it a true convolution, as Theano's; the default is the correlation that PyTorch and ONNX call convolution.</param>
    /// <returns>[n, filters, depth, height, width]: one place for each window.</returns>
    /// <remarks>One matrix product over sliding windows; both gradients are matrix products too.</remarks>
    public static Expr<T> Conv3d<T>(Expr<T> x, Expr<T> w, Padding mode = Padding.Valid, int stride = 1, int dilation = 1, int groups = 1, bool flip = false) => Definition.Only<T>();

    /// <inheritdoc cref="Conv3d{T}(Expr{T}, Expr{T}, Padding, int, int, int, bool)"/>
    /// <param name="x">[n, channels, depth, height, width].</param>
    /// <param name="w">The filters: [filters, channels / groups, kernel depth, kernel height, kernel width].</param>
    /// <param name="padding">Zeros around x: one number, one for each axis, or two for each (before and after).</param>
    /// <param name="stride">One number, or one for each axis; 1 when absent.</param>
    /// <param name="dilation">One number, or one for each axis; 1 when absent.</param>
    /// <param name="groups">Channels and filters are cut into this many groups.</param>
    /// <param name="flip">Whether filters are turned around first.</param>
    public static Expr<T> Conv3d<T>(Expr<T> x, Expr<T> w, ReadOnlySpan<int> padding, ReadOnlySpan<int> stride = default, ReadOnlySpan<int> dilation = default, int groups = 1, bool flip = false) => Definition.Only<T>();

    /// <summary>The transpose of <see cref="Conv3d{T}(Expr{T}, Expr{T}, Padding, int, int, int, bool)"/> as a linear map: each element of <paramref name="x"/> adds a filter into the result.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[n, channels, depth, height, width].</param>
    /// <param name="w">The filters: [channels, filters / groups, kernel depth, kernel height, kernel width].</param>
    /// <param name="padding">What is cut from the result: one number, one for each axis, or two for each (before and after).</param>
    /// <param name="stride">One number, or one for each axis; 1 when absent.</param>
    /// <param name="dilation">One number, or one for each axis; 1 when absent.</param>
    /// <param name="outputPadding">Places added at the end of each axis of the result, below the stride or dilation; 0 when absent.</param>
    /// <param name="groups">Channels and filters are cut into this many groups.</param>
    /// <param name="flip">Whether filters are turned around first.</param>
    /// <returns>[n, filters, ...] with (size - 1) * stride + dilation * (kernel - 1) + 1 - padding + outputPadding places along each axis.</returns>
    public static Expr<T> ConvTranspose3d<T>(
        Expr<T> x, Expr<T> w, ReadOnlySpan<int> padding = default, ReadOnlySpan<int> stride = default, ReadOnlySpan<int> dilation = default,
        ReadOnlySpan<int> outputPadding = default, int groups = 1, bool flip = false) => Definition.Only<T>();
}
