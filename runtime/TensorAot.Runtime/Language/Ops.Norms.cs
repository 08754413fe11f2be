namespace TensorAot;

// Norms, and values by their rank.
public static partial class Ops
{
    /// <summary>The norm: without an order the square root of the sum of squares, which neither overflows nor loses small numbers. 0 for nothing. Over all axes.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <param name="ord">Of one axis any number p: Sum(|x|^p)^(1/p), with infinity for Max(|x|), -infinity for Min(|x|), 0 for the number of elements that are not zero. Of two axes (rows, columns) a matrix norm: 1 and -1 are the largest and smallest sum of a column's absolute values, infinity and -infinity those of a row. Null: the root of the sum of squares over any axes.</param>
    /// <returns>A scalar, or all sizes 1 with <paramref name="keepDims"/>.</returns>
    /// <remarks>Gradient of the Euclidean norm: g x / norm; the gradient of a norm that is 0 is taken as 0.</remarks>
    public static Expr<T> Norm<T>(Expr<T> x, bool keepDims = false, double? ord = null) => Definition.Only<T>();

    /// <summary>The norm: without an order the square root of the sum of squares, which neither overflows nor loses small numbers. 0 for nothing. Along one axis.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <param name="ord">Of one axis any number p: Sum(|x|^p)^(1/p), with infinity for Max(|x|), -infinity for Min(|x|), 0 for the number of elements that are not zero. Of two axes (rows, columns) a matrix norm: 1 and -1 are the largest and smallest sum of a column's absolute values, infinity and -infinity those of a row. Null: the root of the sum of squares over any axes.</param>
    /// <returns>The shape of <paramref name="x"/> without the axis, or with size 1 in its place.</returns>
    /// <remarks>Gradient of the Euclidean norm: g x / norm; the gradient of a norm that is 0 is taken as 0.</remarks>
    public static Expr<T> Norm<T>(Expr<T> x, Index axis, bool keepDims = false, double? ord = null) => Definition.Only<T>();

    /// <summary>The norm: without an order the square root of the sum of squares, which neither overflows nor loses small numbers. 0 for nothing. Along several axes.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axes, each at most once: <c>axis: [0, 2]</c>.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <param name="ord">Of one axis any number p: Sum(|x|^p)^(1/p), with infinity for Max(|x|), -infinity for Min(|x|), 0 for the number of elements that are not zero. Of two axes (rows, columns) a matrix norm: 1 and -1 are the largest and smallest sum of a column's absolute values, infinity and -infinity those of a row. Null: the root of the sum of squares over any axes.</param>
    /// <returns>The shape of <paramref name="x"/> without the axes, or with size 1 in their places.</returns>
    /// <remarks>Gradient of the Euclidean norm: g x / norm; the gradient of a norm that is 0 is taken as 0.</remarks>
    public static Expr<T> Norm<T>(Expr<T> x, ReadOnlySpan<int> axis, bool keepDims = false, double? ord = null) => Definition.Only<T>();

    /// <summary>The value below which a part of the elements lies, interpolated linearly between neighbours; NaN where there is nothing, or a NaN. Over all axes.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="q">The part, from 0 to 1.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>A scalar, or all sizes 1 with <paramref name="keepDims"/>.</returns>
    /// <remarks>Gradient: g to the two neighbours by their weights, shared evenly by equals.</remarks>
    public static Expr<T> Quantile<T>(Expr<T> x, double q, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The value below which a part of the elements lies, interpolated linearly between neighbours; NaN where there is nothing, or a NaN. Along one axis.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="q">The part, from 0 to 1.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axis, or with size 1 in its place.</returns>
    /// <remarks>Gradient: g to the two neighbours by their weights, shared evenly by equals.</remarks>
    public static Expr<T> Quantile<T>(Expr<T> x, double q, Index axis, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The value below which a part of the elements lies, interpolated linearly between neighbours; NaN where there is nothing, or a NaN. Along several axes.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="q">The part, from 0 to 1.</param>
    /// <param name="axis">The axes, each at most once: <c>axis: [0, 2]</c>.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axes, or with size 1 in their places.</returns>
    /// <remarks>Gradient: g to the two neighbours by their weights, shared evenly by equals.</remarks>
    public static Expr<T> Quantile<T>(Expr<T> x, double q, ReadOnlySpan<int> axis, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The value below which a percentage of the elements lies, interpolated linearly between neighbours; NaN where there is nothing, or a NaN. Over all axes.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="q">The percentage, from 0 to 100.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>A scalar, or all sizes 1 with <paramref name="keepDims"/>.</returns>
    /// <remarks>Gradient: g to the two neighbours by their weights, shared evenly by equals.</remarks>
    public static Expr<T> Percentile<T>(Expr<T> x, double q, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The value below which a percentage of the elements lies, interpolated linearly between neighbours; NaN where there is nothing, or a NaN. Along one axis.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="q">The percentage, from 0 to 100.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axis, or with size 1 in its place.</returns>
    /// <remarks>Gradient: g to the two neighbours by their weights, shared evenly by equals.</remarks>
    public static Expr<T> Percentile<T>(Expr<T> x, double q, Index axis, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The value below which a percentage of the elements lies, interpolated linearly between neighbours; NaN where there is nothing, or a NaN. Along several axes.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="q">The percentage, from 0 to 100.</param>
    /// <param name="axis">The axes, each at most once: <c>axis: [0, 2]</c>.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axes, or with size 1 in their places.</returns>
    /// <remarks>Gradient: g to the two neighbours by their weights, shared evenly by equals.</remarks>
    public static Expr<T> Percentile<T>(Expr<T> x, double q, ReadOnlySpan<int> axis, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The middle value, or the mean of the two middle values; NaN where there is nothing, or a NaN. Over all axes.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>A scalar, or all sizes 1 with <paramref name="keepDims"/>.</returns>
    /// <remarks>Gradient: g to the middle elements, shared evenly by equals.</remarks>
    public static Expr<T> Median<T>(Expr<T> x, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The middle value, or the mean of the two middle values; NaN where there is nothing, or a NaN. Along one axis.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axis, or with size 1 in its place.</returns>
    /// <remarks>Gradient: g to the middle elements, shared evenly by equals.</remarks>
    public static Expr<T> Median<T>(Expr<T> x, Index axis, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The middle value, or the mean of the two middle values; NaN where there is nothing, or a NaN. Along several axes.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axes, each at most once: <c>axis: [0, 2]</c>.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axes, or with size 1 in their places.</returns>
    /// <remarks>Gradient: g to the middle elements, shared evenly by equals.</remarks>
    public static Expr<T> Median<T>(Expr<T> x, ReadOnlySpan<int> axis, bool keepDims = false) => Definition.Only<T>();
}
