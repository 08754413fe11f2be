namespace TensorAot;

// Reductions that add or multiply.
public static partial class Ops
{
    /// <summary>The sum; 0 where there is nothing to add. Integers wrap. Over all axes.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>A scalar, or all sizes 1 with <paramref name="keepDims"/>.</returns>
    /// <remarks>Gradient: g broadcast over the reduced axes. The order of additions is fixed by the shape, so the result has the same bits for any number of threads.</remarks>
    public static Expr<T> Sum<T>(Expr<T> x, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The sum; 0 where there is nothing to add. Integers wrap. Along one axis.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axis, or with size 1 in its place.</returns>
    /// <remarks>Gradient: g broadcast over the reduced axes. The order of additions is fixed by the shape, so the result has the same bits for any number of threads.</remarks>
    public static Expr<T> Sum<T>(Expr<T> x, Index axis, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The sum; 0 where there is nothing to add. Integers wrap. Along several axes.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axes, each at most once: <c>axis: [0, 2]</c>.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axes, or with size 1 in their places.</returns>
    /// <remarks>Gradient: g broadcast over the reduced axes. The order of additions is fixed by the shape, so the result has the same bits for any number of threads.</remarks>
    public static Expr<T> Sum<T>(Expr<T> x, ReadOnlySpan<int> axis, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The arithmetic mean; NaN where there is nothing to average. Over all axes.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>A scalar, or all sizes 1 with <paramref name="keepDims"/>.</returns>
    /// <remarks>Gradient: g / n broadcast over the n reduced elements.</remarks>
    public static Expr<T> Mean<T>(Expr<T> x, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The arithmetic mean; NaN where there is nothing to average. Along one axis.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axis, or with size 1 in its place.</returns>
    /// <remarks>Gradient: g / n broadcast over the n reduced elements.</remarks>
    public static Expr<T> Mean<T>(Expr<T> x, Index axis, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The arithmetic mean; NaN where there is nothing to average. Along several axes.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axes, each at most once: <c>axis: [0, 2]</c>.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axes, or with size 1 in their places.</returns>
    /// <remarks>Gradient: g / n broadcast over the n reduced elements.</remarks>
    public static Expr<T> Mean<T>(Expr<T> x, ReadOnlySpan<int> axis, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The product; 1 where there is nothing to multiply. Integers wrap. Over all axes.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>A scalar, or all sizes 1 with <paramref name="keepDims"/>.</returns>
    /// <remarks>Gradient: g times the product of the other elements, right where elements are zero.</remarks>
    public static Expr<T> Prod<T>(Expr<T> x, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The product; 1 where there is nothing to multiply. Integers wrap. Along one axis.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axis, or with size 1 in its place.</returns>
    /// <remarks>Gradient: g times the product of the other elements, right where elements are zero.</remarks>
    public static Expr<T> Prod<T>(Expr<T> x, Index axis, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The product; 1 where there is nothing to multiply. Integers wrap. Along several axes.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axes, each at most once: <c>axis: [0, 2]</c>.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axes, or with size 1 in their places.</returns>
    /// <remarks>Gradient: g times the product of the other elements, right where elements are zero.</remarks>
    public static Expr<T> Prod<T>(Expr<T> x, ReadOnlySpan<int> axis, bool keepDims = false) => Definition.Only<T>();
}
