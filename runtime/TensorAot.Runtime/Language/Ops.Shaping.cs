namespace TensorAot;

// Operations that move elements and compute nothing.
public static partial class Ops
{
    /// <summary>The same elements in row-major order with another shape.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="shape">The new sizes, with the same product; one of them may be -1 and is what remains. No sizes: a scalar.</param>
    /// <returns>[shape].</returns>
    /// <remarks>Gradient: g in the shape of <paramref name="x"/>.</remarks>
    public static Expr<T> Reshape<T>(Expr<T> x, params ReadOnlySpan<Dim> shape) => Definition.Only<T>();

    /// <summary>Merges the axes from <paramref name="from"/> on into one, in row-major order.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="from">The first axis to merge; the axes before it stay.</param>
    /// <returns>Rank <paramref name="from"/> + 1.</returns>
    /// <remarks>Gradient: g in the shape of <paramref name="x"/>.</remarks>
    public static Expr<T> Flatten<T>(Expr<T> x, int from = 0) => Definition.Only<T>();

    /// <summary>All axes in reverse order: the transpose of a matrix.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The sizes of <paramref name="x"/> in reverse order.</returns>
    /// <remarks>Gradient: Transpose(g).</remarks>
    public static Expr<T> Transpose<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The axes in another order: axis i of the result is axis <c>axes[i]</c> of x.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="axes">Every axis of <paramref name="x"/> once.</param>
    /// <returns>The sizes of <paramref name="x"/> in the new order.</returns>
    /// <remarks>Gradient: g with the inverse order.</remarks>
    public static Expr<T> Transpose<T>(Expr<T> x, params ReadOnlySpan<int> axes) => Definition.Only<T>();

    /// <summary>Inserts an axis of size 1, which broadcasts.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="axis">Where the new axis stands in the result; <c>^1</c> makes it the last.</param>
    /// <returns>The shape of <paramref name="x"/> with one more axis.</returns>
    /// <remarks>Gradient: g without the axis.</remarks>
    public static Expr<T> ExpandDims<T>(Expr<T> x, Index axis) => Definition.Only<T>();

    /// <summary>Inserts several axes of size 1, which broadcast.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="axis">Where the new axes stand in the result, each at most once: <c>axis: [0, -1]</c>.</param>
    /// <returns>The shape of <paramref name="x"/> with these axes more.</returns>
    /// <remarks>Gradient: g without the axes.</remarks>
    public static Expr<T> ExpandDims<T>(Expr<T> x, ReadOnlySpan<int> axis) => Definition.Only<T>();

    /// <summary>Removes every axis whose size is declared or inferred as 1.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape of <paramref name="x"/> without these axes.</returns>
    /// <remarks>Gradient: g in the shape of <paramref name="x"/>.</remarks>
    public static Expr<T> Squeeze<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>Removes one axis of size 1.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="axis">The axis; its size must be 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axis.</returns>
    /// <remarks>Gradient: g in the shape of <paramref name="x"/>.</remarks>
    public static Expr<T> Squeeze<T>(Expr<T> x, Index axis) => Definition.Only<T>();

    /// <summary>Removes several axes of size 1.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="axis">The axes; their sizes must be 1.</param>
    /// <returns>The shape of <paramref name="x"/> without the axes.</returns>
    /// <remarks>Gradient: g in the shape of <paramref name="x"/>.</remarks>
    public static Expr<T> Squeeze<T>(Expr<T> x, ReadOnlySpan<int> axis) => Definition.Only<T>();

    /// <summary>Repeats x along axes of size 1 and along new leading axes.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="shape">The new sizes: right-aligned, each equal to that of <paramref name="x"/> where that is not declared as 1.</param>
    /// <returns>[shape].</returns>
    /// <remarks>Gradient: g summed over the repeated axes.</remarks>
    public static Expr<T> BroadcastTo<T>(Expr<T> x, params ReadOnlySpan<Dim> shape) => Definition.Only<T>();

    /// <summary>Joins tensors along an axis that they have.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="xs">One tensor or more, of equal shapes except for the axis.</param>
    /// <param name="axis">The axis; the first by default.</param>
    /// <returns>The shape of the first, with the sum of the sizes along the axis.</returns>
    /// <remarks>Gradient: the parts of g.</remarks>
    public static Expr<T> Concatenate<T>(ReadOnlySpan<Expr<T>> xs, Index axis = default) => Definition.Only<T>();

    /// <summary>Joins tensors along a new axis.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="xs">One tensor or more, of equal shapes.</param>
    /// <param name="axis">Where the new axis stands in the result; the first by default.</param>
    /// <returns>The common shape with one more axis, whose size is the number of tensors.</returns>
    /// <remarks>Gradient: the slices of g.</remarks>
    public static Expr<T> Stack<T>(ReadOnlySpan<Expr<T>> xs, Index axis = default) => Definition.Only<T>();
}
