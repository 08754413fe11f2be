namespace TensorAot;

// Tensors with some elements written, and counts.
public static partial class Ops
{
    /// <summary><paramref name="x"/> with <paramref name="y"/> in the place of <c>x[at]</c>; of several values for one place the last one stays.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more; it is not changed.</param>
    /// <param name="y">A tensor that broadcasts to the shape of <c>x[at]</c>.</param>
    /// <param name="at">Where, as in <see cref="Expr{T}.this[ReadOnlySpan{Slice}]"/>. An index out of range throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g without the place for <paramref name="x"/>, g[at] for <paramref name="y"/>, 0 for values that did not stay.</remarks>
    public static Expr<T> SetSlice<T>(Expr<T> x, Expr<T> y, params ReadOnlySpan<Slice> at) => Definition.Only<T>();

    /// <summary><paramref name="x"/> with <paramref name="y"/> in the place of <c>x[at]</c>; of several values for one place the last one stays.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more; it is not changed.</param>
    /// <param name="y">A number.</param>
    /// <param name="at">Where, as in <see cref="Expr{T}.this[ReadOnlySpan{Slice}]"/>. An index out of range throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g without the place for <paramref name="x"/>, g[at] for <paramref name="y"/>, 0 for values that did not stay.</remarks>
    public static Expr<T> SetSlice<T>(Expr<T> x, T y, params ReadOnlySpan<Slice> at) => Definition.Only<T>();

    /// <summary><paramref name="x"/> with <paramref name="y"/> in the place of <c>x[at]</c>; of several values for one place the last one stays.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more; it is not changed.</param>
    /// <param name="y">A number.</param>
    /// <param name="at">Where, as in <see cref="Expr{T}.this[ReadOnlySpan{Slice}]"/>. An index out of range throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g without the place for <paramref name="x"/>, g[at] for <paramref name="y"/>, 0 for values that did not stay.</remarks>
    public static Expr<T> SetSlice<T>(Expr<T> x, double y, params ReadOnlySpan<Slice> at) => Definition.Only<T>();

    /// <summary><paramref name="x"/> with <paramref name="y"/> added to <c>x[at]</c>; several values for one place add up in their order. Integers wrap.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more; it is not changed.</param>
    /// <param name="y">A tensor that broadcasts to the shape of <c>x[at]</c>.</param>
    /// <param name="at">Where, as in <see cref="Expr{T}.this[ReadOnlySpan{Slice}]"/>. An index out of range throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g for <paramref name="x"/>, g[at] for <paramref name="y"/>.</remarks>
    public static Expr<T> IncSlice<T>(Expr<T> x, Expr<T> y, params ReadOnlySpan<Slice> at) => Definition.Only<T>();

    /// <summary><paramref name="x"/> with <paramref name="y"/> added to <c>x[at]</c>; several values for one place add up in their order. Integers wrap.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more; it is not changed.</param>
    /// <param name="y">A number.</param>
    /// <param name="at">Where, as in <see cref="Expr{T}.this[ReadOnlySpan{Slice}]"/>. An index out of range throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g for <paramref name="x"/>, g[at] for <paramref name="y"/>.</remarks>
    public static Expr<T> IncSlice<T>(Expr<T> x, T y, params ReadOnlySpan<Slice> at) => Definition.Only<T>();

    /// <summary><paramref name="x"/> with <paramref name="y"/> added to <c>x[at]</c>; several values for one place add up in their order. Integers wrap.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more; it is not changed.</param>
    /// <param name="y">A number.</param>
    /// <param name="at">Where, as in <see cref="Expr{T}.this[ReadOnlySpan{Slice}]"/>. An index out of range throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g for <paramref name="x"/>, g[at] for <paramref name="y"/>.</remarks>
    public static Expr<T> IncSlice<T>(Expr<T> x, double y, params ReadOnlySpan<Slice> at) => Definition.Only<T>();

    /// <summary><paramref name="x"/> with the larger of <c>x[at]</c> and <paramref name="y"/>, of all values for one place, in its place; NaN if any is NaN.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more; it is not changed.</param>
    /// <param name="y">A tensor that broadcasts to the shape of <c>x[at]</c>.</param>
    /// <param name="at">Where, as in <see cref="Expr{T}.this[ReadOnlySpan{Slice}]"/>. An index out of range throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g, shared evenly by what equals the result.</remarks>
    public static Expr<T> MaxSlice<T>(Expr<T> x, Expr<T> y, params ReadOnlySpan<Slice> at) => Definition.Only<T>();

    /// <summary><paramref name="x"/> with the larger of <c>x[at]</c> and <paramref name="y"/>, of all values for one place, in its place; NaN if any is NaN.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more; it is not changed.</param>
    /// <param name="y">A number.</param>
    /// <param name="at">Where, as in <see cref="Expr{T}.this[ReadOnlySpan{Slice}]"/>. An index out of range throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g, shared evenly by what equals the result.</remarks>
    public static Expr<T> MaxSlice<T>(Expr<T> x, T y, params ReadOnlySpan<Slice> at) => Definition.Only<T>();

    /// <summary><paramref name="x"/> with the larger of <c>x[at]</c> and <paramref name="y"/>, of all values for one place, in its place; NaN if any is NaN.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more; it is not changed.</param>
    /// <param name="y">A number.</param>
    /// <param name="at">Where, as in <see cref="Expr{T}.this[ReadOnlySpan{Slice}]"/>. An index out of range throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g, shared evenly by what equals the result.</remarks>
    public static Expr<T> MaxSlice<T>(Expr<T> x, double y, params ReadOnlySpan<Slice> at) => Definition.Only<T>();

    /// <summary><paramref name="x"/> with the smaller of <c>x[at]</c> and <paramref name="y"/>, of all values for one place, in its place; NaN if any is NaN.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more; it is not changed.</param>
    /// <param name="y">A tensor that broadcasts to the shape of <c>x[at]</c>.</param>
    /// <param name="at">Where, as in <see cref="Expr{T}.this[ReadOnlySpan{Slice}]"/>. An index out of range throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g, shared evenly by what equals the result.</remarks>
    public static Expr<T> MinSlice<T>(Expr<T> x, Expr<T> y, params ReadOnlySpan<Slice> at) => Definition.Only<T>();

    /// <summary><paramref name="x"/> with the smaller of <c>x[at]</c> and <paramref name="y"/>, of all values for one place, in its place; NaN if any is NaN.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more; it is not changed.</param>
    /// <param name="y">A number.</param>
    /// <param name="at">Where, as in <see cref="Expr{T}.this[ReadOnlySpan{Slice}]"/>. An index out of range throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g, shared evenly by what equals the result.</remarks>
    public static Expr<T> MinSlice<T>(Expr<T> x, T y, params ReadOnlySpan<Slice> at) => Definition.Only<T>();

    /// <summary><paramref name="x"/> with the smaller of <c>x[at]</c> and <paramref name="y"/>, of all values for one place, in its place; NaN if any is NaN.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more; it is not changed.</param>
    /// <param name="y">A number.</param>
    /// <param name="at">Where, as in <see cref="Expr{T}.this[ReadOnlySpan{Slice}]"/>. An index out of range throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g, shared evenly by what equals the result.</remarks>
    public static Expr<T> MinSlice<T>(Expr<T> x, double y, params ReadOnlySpan<Slice> at) => Definition.Only<T>();

    /// <summary>How often each of 0, 1, ..., length - 1 occurs.</summary>
    /// <param name="x">Numbers, of any shape; one that is negative or not below the length throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <param name="length">The size of the result.</param>
    /// <returns>[length].</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<int> BinCount(Expr<int> x, Dim length) => Definition.Only<int>();

    /// <summary>The sum of the weights of the occurrences of each of 0, 1, ..., length - 1, in their order.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">Numbers, of any shape; one that is negative or not below the length throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <param name="length">The size of the result.</param>
    /// <param name="weights">Weights, which broadcast to <paramref name="x"/>.</param>
    /// <returns>[length].</returns>
    /// <remarks>Gradient: g[x] for the weights.</remarks>
    public static Expr<T> BinCount<T>(Expr<int> x, Dim length, Expr<T> weights) => Definition.Only<T>();

    /// <summary>How often each of 0, 1, ..., length - 1 occurs.</summary>
    /// <param name="x">Numbers, of any shape; one that is negative or not below the length throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <param name="length">The size of the result.</param>
    /// <returns>[length].</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<int> BinCount(Expr<long> x, Dim length) => Definition.Only<int>();

    /// <summary>The sum of the weights of the occurrences of each of 0, 1, ..., length - 1, in their order.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">Numbers, of any shape; one that is negative or not below the length throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <param name="length">The size of the result.</param>
    /// <param name="weights">Weights, which broadcast to <paramref name="x"/>.</param>
    /// <returns>[length].</returns>
    /// <remarks>Gradient: g[x] for the weights.</remarks>
    public static Expr<T> BinCount<T>(Expr<long> x, Dim length, Expr<T> weights) => Definition.Only<T>();
}
