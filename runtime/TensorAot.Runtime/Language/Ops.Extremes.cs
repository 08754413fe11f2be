namespace TensorAot;

// Reductions that compare, and the stable log of a sum of exponentials.
public static partial class Ops
{
    /// <summary>The largest element; NaN if any is NaN. An empty reduction throws <see cref="ArgumentException"/> when the function is called. Over all axes.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>A scalar, or all sizes 1 with <paramref name="keepDims"/>.</returns>
    /// <remarks>Gradient: g to the largest element; equal ones share it evenly.</remarks>
    public static Expr<T> Max<T>(Expr<T> x, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The largest element; NaN if any is NaN. An empty reduction throws <see cref="ArgumentException"/> when the function is called. Along one axis.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axis, or with size 1 in its place.</returns>
    /// <remarks>Gradient: g to the largest element; equal ones share it evenly.</remarks>
    public static Expr<T> Max<T>(Expr<T> x, Index axis, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The largest element; NaN if any is NaN. An empty reduction throws <see cref="ArgumentException"/> when the function is called. Along several axes.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axes, each at most once: <c>axis: [0, 2]</c>.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axes, or with size 1 in their places.</returns>
    /// <remarks>Gradient: g to the largest element; equal ones share it evenly.</remarks>
    public static Expr<T> Max<T>(Expr<T> x, ReadOnlySpan<int> axis, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The smallest element; NaN if any is NaN. An empty reduction throws <see cref="ArgumentException"/> when the function is called. Over all axes.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>A scalar, or all sizes 1 with <paramref name="keepDims"/>.</returns>
    /// <remarks>Gradient: g to the smallest element; equal ones share it evenly.</remarks>
    public static Expr<T> Min<T>(Expr<T> x, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The smallest element; NaN if any is NaN. An empty reduction throws <see cref="ArgumentException"/> when the function is called. Along one axis.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axis, or with size 1 in its place.</returns>
    /// <remarks>Gradient: g to the smallest element; equal ones share it evenly.</remarks>
    public static Expr<T> Min<T>(Expr<T> x, Index axis, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The smallest element; NaN if any is NaN. An empty reduction throws <see cref="ArgumentException"/> when the function is called. Along several axes.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axes, each at most once: <c>axis: [0, 2]</c>.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axes, or with size 1 in their places.</returns>
    /// <remarks>Gradient: g to the smallest element; equal ones share it evenly.</remarks>
    public static Expr<T> Min<T>(Expr<T> x, ReadOnlySpan<int> axis, bool keepDims = false) => Definition.Only<T>();

    /// <summary>log(Sum(e^x)), without overflow for any x. Over all axes.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>A scalar, or all sizes 1 with <paramref name="keepDims"/>.</returns>
    /// <remarks>Gradient: g * Softmax(x) over the reduced axes.</remarks>
    public static Expr<T> LogSumExp<T>(Expr<T> x, bool keepDims = false) => Definition.Only<T>();

    /// <summary>log(Sum(e^x)), without overflow for any x. Along one axis.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axis, or with size 1 in its place.</returns>
    /// <remarks>Gradient: g * Softmax(x) over the reduced axes.</remarks>
    public static Expr<T> LogSumExp<T>(Expr<T> x, Index axis, bool keepDims = false) => Definition.Only<T>();

    /// <summary>log(Sum(e^x)), without overflow for any x. Along several axes.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axes, each at most once: <c>axis: [0, 2]</c>.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axes, or with size 1 in their places.</returns>
    /// <remarks>Gradient: g * Softmax(x) over the reduced axes.</remarks>
    public static Expr<T> LogSumExp<T>(Expr<T> x, ReadOnlySpan<int> axis, bool keepDims = false) => Definition.Only<T>();

    /// <summary>The position of the largest element in row-major order; the first of equal ones, and the first NaN if there is one.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape, not empty.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>A scalar, or all sizes 1 with <paramref name="keepDims"/>.</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<int> ArgMax<T>(Expr<T> x, bool keepDims = false) => Definition.Only<int>();

    /// <summary>The position of the largest element along one axis; the first of equal ones, and the first NaN if there is one.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more; the axis is not empty.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axis, or with size 1 in its place.</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<int> ArgMax<T>(Expr<T> x, Index axis, bool keepDims = false) => Definition.Only<int>();

    /// <summary>Whether any element is true; false where there is none. Over all axes.</summary>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>A scalar, or all sizes 1 with <paramref name="keepDims"/>.</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<bool> Any(Expr<bool> x, bool keepDims = false) => Definition.Only<bool>();

    /// <summary>Whether any element is true; false where there is none. Along one axis.</summary>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axis, or with size 1 in its place.</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<bool> Any(Expr<bool> x, Index axis, bool keepDims = false) => Definition.Only<bool>();

    /// <summary>Whether any element is true; false where there is none. Along several axes.</summary>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axes, each at most once: <c>axis: [0, 2]</c>.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axes, or with size 1 in their places.</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<bool> Any(Expr<bool> x, ReadOnlySpan<int> axis, bool keepDims = false) => Definition.Only<bool>();

    /// <summary>Whether all elements are true; true where there is none. Over all axes.</summary>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>A scalar, or all sizes 1 with <paramref name="keepDims"/>.</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<bool> All(Expr<bool> x, bool keepDims = false) => Definition.Only<bool>();

    /// <summary>Whether all elements are true; true where there is none. Along one axis.</summary>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axis, or with size 1 in its place.</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<bool> All(Expr<bool> x, Index axis, bool keepDims = false) => Definition.Only<bool>();

    /// <summary>Whether all elements are true; true where there is none. Along several axes.</summary>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axes, each at most once: <c>axis: [0, 2]</c>.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axes, or with size 1 in their places.</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<bool> All(Expr<bool> x, ReadOnlySpan<int> axis, bool keepDims = false) => Definition.Only<bool>();
}
