namespace TensorAot;

// Moments, ranges and counts.
public static partial class Ops
{
    /// <summary>The variance, Sum((x - mean)^2) / (n - ddof); NaN where there is nothing. Over all axes.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <param name="ddof">What is subtracted from the number of elements in the divisor: 1 estimates without bias from a sample.</param>
    /// <returns>A scalar, or all sizes 1 with <paramref name="keepDims"/>.</returns>
    /// <remarks>Gradient: 2 g (x - mean) / (n - ddof), 0 for constant data. A large mean does not spoil the result: two passes, the second corrected.</remarks>
    public static Expr<T> Var<T>(Expr<T> x, bool keepDims = false, int ddof = 0) => Definition.Only<T>();

    /// <summary>The variance, Sum((x - mean)^2) / (n - ddof); NaN where there is nothing. Along one axis.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <param name="ddof">What is subtracted from the number of elements in the divisor: 1 estimates without bias from a sample.</param>
    /// <returns>The shape of <paramref name="x"/> without the axis, or with size 1 in its place.</returns>
    /// <remarks>Gradient: 2 g (x - mean) / (n - ddof), 0 for constant data. A large mean does not spoil the result: two passes, the second corrected.</remarks>
    public static Expr<T> Var<T>(Expr<T> x, Index axis, bool keepDims = false, int ddof = 0) => Definition.Only<T>();

    /// <summary>The variance, Sum((x - mean)^2) / (n - ddof); NaN where there is nothing. Along several axes.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axes, each at most once: <c>axis: [0, 2]</c>.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <param name="ddof">What is subtracted from the number of elements in the divisor: 1 estimates without bias from a sample.</param>
    /// <returns>The shape of <paramref name="x"/> without the axes, or with size 1 in their places.</returns>
    /// <remarks>Gradient: 2 g (x - mean) / (n - ddof), 0 for constant data. A large mean does not spoil the result: two passes, the second corrected.</remarks>
    public static Expr<T> Var<T>(Expr<T> x, ReadOnlySpan<int> axis, bool keepDims = false, int ddof = 0) => Definition.Only<T>();

    /// <summary>The standard deviation, Sqrt(Var(x)); NaN where there is nothing. Over all axes.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <param name="ddof">What is subtracted from the number of elements in the divisor: 1 estimates without bias from a sample.</param>
    /// <returns>A scalar, or all sizes 1 with <paramref name="keepDims"/>.</returns>
    /// <remarks>Gradient: g (x - mean) / (std (n - ddof)), and 0 where the standard deviation is 0.</remarks>
    public static Expr<T> Std<T>(Expr<T> x, bool keepDims = false, int ddof = 0) => Definition.Only<T>();

    /// <summary>The standard deviation, Sqrt(Var(x)); NaN where there is nothing. Along one axis.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <param name="ddof">What is subtracted from the number of elements in the divisor: 1 estimates without bias from a sample.</param>
    /// <returns>The shape of <paramref name="x"/> without the axis, or with size 1 in its place.</returns>
    /// <remarks>Gradient: g (x - mean) / (std (n - ddof)), and 0 where the standard deviation is 0.</remarks>
    public static Expr<T> Std<T>(Expr<T> x, Index axis, bool keepDims = false, int ddof = 0) => Definition.Only<T>();

    /// <summary>The standard deviation, Sqrt(Var(x)); NaN where there is nothing. Along several axes.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axes, each at most once: <c>axis: [0, 2]</c>.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <param name="ddof">What is subtracted from the number of elements in the divisor: 1 estimates without bias from a sample.</param>
    /// <returns>The shape of <paramref name="x"/> without the axes, or with size 1 in their places.</returns>
    /// <remarks>Gradient: g (x - mean) / (std (n - ddof)), and 0 where the standard deviation is 0.</remarks>
    public static Expr<T> Std<T>(Expr<T> x, ReadOnlySpan<int> axis, bool keepDims = false, int ddof = 0) => Definition.Only<T>();

    /// <summary>The range, Max(x) - Min(x); NaN if any element is NaN. An empty reduction throws <see cref="ArgumentException"/> when the function is called. Over all axes.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>A scalar, or all sizes 1 with <paramref name="keepDims"/>.</returns>
    /// <remarks>Gradient: g to the largest and -g to the smallest element, shared evenly by equals.</remarks>
    public static Expr<T> Ptp<T>(Expr<T> x, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The range, Max(x) - Min(x); NaN if any element is NaN. An empty reduction throws <see cref="ArgumentException"/> when the function is called. Along one axis.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axis, or with size 1 in its place.</returns>
    /// <remarks>Gradient: g to the largest and -g to the smallest element, shared evenly by equals.</remarks>
    public static Expr<T> Ptp<T>(Expr<T> x, Index axis, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The range, Max(x) - Min(x); NaN if any element is NaN. An empty reduction throws <see cref="ArgumentException"/> when the function is called. Along several axes.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axes, each at most once: <c>axis: [0, 2]</c>.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axes, or with size 1 in their places.</returns>
    /// <remarks>Gradient: g to the largest and -g to the smallest element, shared evenly by equals.</remarks>
    public static Expr<T> Ptp<T>(Expr<T> x, ReadOnlySpan<int> axis, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The number of elements that are not zero; NaN is not zero. Of bool the number of true ones. Over all axes.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>A scalar, or all sizes 1 with <paramref name="keepDims"/>.</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<int> CountNonZero<T>(Expr<T> x, bool keepDims = false) => Definition.Only<int>();

    /// <summary>The number of elements that are not zero; NaN is not zero. Of bool the number of true ones. Along one axis.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axis, or with size 1 in its place.</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<int> CountNonZero<T>(Expr<T> x, Index axis, bool keepDims = false) => Definition.Only<int>();

    /// <summary>The number of elements that are not zero; NaN is not zero. Of bool the number of true ones. Along several axes.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axes, each at most once: <c>axis: [0, 2]</c>.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axes, or with size 1 in their places.</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<int> CountNonZero<T>(Expr<T> x, ReadOnlySpan<int> axis, bool keepDims = false) => Definition.Only<int>();

    /// <summary>The position of the smallest element, the first of equal ones, and the first NaN if there is one. In row-major order.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>A scalar, or all sizes 1 with <paramref name="keepDims"/>.</returns>
    /// <remarks>No gradient. What is reduced must not be empty.</remarks>
    public static Expr<int> ArgMin<T>(Expr<T> x, bool keepDims = false) => Definition.Only<int>();

    /// <summary>The position of the smallest element, the first of equal ones, and the first NaN if there is one. Along one axis.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axis, or with size 1 in its place.</returns>
    /// <remarks>No gradient. What is reduced must not be empty.</remarks>
    public static Expr<int> ArgMin<T>(Expr<T> x, Index axis, bool keepDims = false) => Definition.Only<int>();

    /// <summary>The weighted mean, Sum(x weights) / Sum(weights); NaN where the weights add up to 0. Over all axes.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="weights">Weights of the shape of <paramref name="x"/>, or a vector along the one axis.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>A scalar, or all sizes 1 with <paramref name="keepDims"/>.</returns>
    /// <remarks>Gradient: g weights / Sum(weights) for <paramref name="x"/>, and that of the quotient for the weights.</remarks>
    public static Expr<T> Average<T>(Expr<T> x, Expr<T> weights, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The weighted mean, Sum(x weights) / Sum(weights); NaN where the weights add up to 0. Along one axis.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="weights">Weights of the shape of <paramref name="x"/>, or a vector along the one axis.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axis, or with size 1 in its place.</returns>
    /// <remarks>Gradient: g weights / Sum(weights) for <paramref name="x"/>, and that of the quotient for the weights.</remarks>
    public static Expr<T> Average<T>(Expr<T> x, Expr<T> weights, Index axis, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The weighted mean, Sum(x weights) / Sum(weights); NaN where the weights add up to 0. Along several axes.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="weights">Weights of the shape of <paramref name="x"/>, or a vector along the one axis.</param>
    /// <param name="axis">The axes, each at most once: <c>axis: [0, 2]</c>.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axes, or with size 1 in their places.</returns>
    /// <remarks>Gradient: g weights / Sum(weights) for <paramref name="x"/>, and that of the quotient for the weights.</remarks>
    public static Expr<T> Average<T>(Expr<T> x, Expr<T> weights, ReadOnlySpan<int> axis, bool keepDims = false) => Definition.Only<T>();
}
