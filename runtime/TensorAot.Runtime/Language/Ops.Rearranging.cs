using System.Runtime.CompilerServices;

namespace TensorAot;

// The same elements in another order.
public static partial class Ops
{
    /// <summary>Exchanges two axes.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis1">One axis.</param>
    /// <param name="axis2">The other.</param>
    /// <returns>The shape of <paramref name="x"/> with the two sizes exchanged.</returns>
    /// <remarks>Gradient: SwapAxes(g).</remarks>
    public static Expr<T> SwapAxes<T>(Expr<T> x, Index axis1, Index axis2) => Definition.Only<T>();

    /// <summary>Moves one axis; the others keep their order.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="source">The axis.</param>
    /// <param name="destination">Its place in the result.</param>
    /// <returns>The sizes of <paramref name="x"/> in the new order.</returns>
    /// <remarks>Gradient: the axis of g moved back.</remarks>
    public static Expr<T> MoveAxis<T>(Expr<T> x, Index source, Index destination) => Definition.Only<T>();

    /// <summary>Moves several axes; the others keep their order.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="source">The axes.</param>
    /// <param name="destination">The place of each in the result.</param>
    /// <returns>The sizes of <paramref name="x"/> in the new order.</returns>
    /// <remarks>Gradient: the axes of g moved back.</remarks>
    public static Expr<T> MoveAxis<T>(Expr<T> x, ReadOnlySpan<int> source, ReadOnlySpan<int> destination) => Definition.Only<T>();

    /// <summary>Reverses the order of the elements along every axis.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: Flip(g).</remarks>
    public static Expr<T> Flip<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>Reverses the order of the elements along one axis.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: Flip(g) along the axis.</remarks>
    public static Expr<T> Flip<T>(Expr<T> x, Index axis) => Definition.Only<T>();

    /// <summary>Reverses the order of the elements along several axes.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axes, each at most once.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: Flip(g) along the axes.</remarks>
    public static Expr<T> Flip<T>(Expr<T> x, ReadOnlySpan<int> axis) => Definition.Only<T>();

    /// <summary>Reverses the columns: the elements along axis 1.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 2 or more.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: FlipLr(g).</remarks>
    public static Expr<T> FlipLr<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>Reverses the rows: the elements along axis 0.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: FlipUd(g).</remarks>
    public static Expr<T> FlipUd<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>Moves the elements towards the end in row-major order; those that leave it enter at the start.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="shift">By how many places; negative: towards the start. It may be a size and larger than the number of elements.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g rolled back.</remarks>
    public static Expr<T> Roll<T>(Expr<T> x, Dim shift) => Definition.Only<T>();

    /// <summary>Moves the elements towards the end of one axis; those that leave it enter at its start.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="shift">By how many places; negative: towards the start. It may be a size and larger than the axis.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g rolled back.</remarks>
    public static Expr<T> Roll<T>(Expr<T> x, Dim shift, Index axis) => Definition.Only<T>();

    /// <summary>Moves the elements along several axes.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="shift">By how many places along each axis; negative: towards the start.</param>
    /// <param name="axis">The axes; one that is named twice rolls by the sum of its shifts.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g rolled back.</remarks>
    public static Expr<T> Roll<T>(Expr<T> x, ReadOnlySpan<int> shift, ReadOnlySpan<int> axis) => Definition.Only<T>();

    /// <summary>Surrounds x with borders of the same width on all sides.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="width">The width before and after every axis.</param>
    /// <param name="mode">What the borders hold.</param>
    /// <returns>Every size of <paramref name="x"/> plus 2 <paramref name="width"/>.</returns>
    /// <remarks>Gradient: the inner part of g, and that of a border where its values came from.</remarks>
    public static Expr<T> Pad<T>(Expr<T> x, Dim width, PadMode mode = PadMode.Constant) => Definition.Only<T>();

    /// <summary>Surrounds x with borders of given widths: <c>Pad(x, [(0, 0), (1, 2)])</c>.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="width">For each axis the width before and after it.</param>
    /// <param name="mode">What the borders hold.</param>
    /// <returns>Every size of <paramref name="x"/> plus the two widths of its axis.</returns>
    /// <remarks>Gradient: the inner part of g, and that of a border where its values came from.</remarks>
    public static Expr<T> Pad<T>(Expr<T> x, ReadOnlySpan<(Dim Before, Dim After)> width, PadMode mode = PadMode.Constant) => Definition.Only<T>();

    /// <summary>Surrounds x with a value.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="width">The width before and after every axis.</param>
    /// <param name="value">What the borders hold: a number or a scalar.</param>
    /// <returns>Every size of <paramref name="x"/> plus 2 <paramref name="width"/>.</returns>
    /// <remarks>Gradient: the inner part of g, and the sum of its borders for the value.</remarks>
    [OverloadResolutionPriority(1)] // The number 0 is a value, not a PadMode.
    public static Expr<T> Pad<T>(Expr<T> x, Dim width, Expr<T> value) => Definition.Only<T>();

    /// <summary>Surrounds x with a value, with given widths.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="width">For each axis the width before and after it.</param>
    /// <param name="value">What the borders hold: a number or a scalar.</param>
    /// <returns>Every size of <paramref name="x"/> plus the two widths of its axis.</returns>
    /// <remarks>Gradient: the inner part of g, and the sum of its borders for the value.</remarks>
    [OverloadResolutionPriority(1)] // The number 0 is a value, not a PadMode.
    public static Expr<T> Pad<T>(Expr<T> x, ReadOnlySpan<(Dim Before, Dim After)> width, Expr<T> value) => Definition.Only<T>();
}
