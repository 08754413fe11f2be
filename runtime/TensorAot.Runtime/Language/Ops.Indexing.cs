namespace TensorAot;

// Elements at places that tensors hold, read and written.
public static partial class Ops
{
    /// <summary>The elements at indices of <paramref name="x"/> as a vector (row-major).</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="indices">Indices of any shape; negative ones count from the end.</param>
    /// <param name="mode">What an index out of range means: by default <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <returns>The shape of <paramref name="indices"/>.</returns>
    /// <remarks>Gradient: g added at the places of the elements, repeated ones in order.</remarks>
    public static Expr<T> Take<T>(Expr<T> x, Expr<int> indices, IndexMode mode = IndexMode.Throw) => Definition.Only<T>();

    /// <summary>The elements at indices along an axis, whose place the shape of the indices takes.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="indices">Indices of any shape; negative ones count from the end.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="mode">What an index out of range means: by default <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <returns>The shape of <paramref name="x"/> with that of <paramref name="indices"/> in the place of the axis.</returns>
    /// <remarks>Gradient: g added at the places of the elements, repeated ones in order.</remarks>
    public static Expr<T> Take<T>(Expr<T> x, Expr<int> indices, Index axis, IndexMode mode = IndexMode.Throw) => Definition.Only<T>();

    /// <summary>The elements at indices of <paramref name="x"/> as a vector (row-major).</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="indices">Indices of any shape; negative ones count from the end.</param>
    /// <param name="mode">What an index out of range means: by default <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <returns>The shape of <paramref name="indices"/>.</returns>
    /// <remarks>Gradient: g added at the places of the elements, repeated ones in order.</remarks>
    public static Expr<T> Take<T>(Expr<T> x, Expr<long> indices, IndexMode mode = IndexMode.Throw) => Definition.Only<T>();

    /// <summary>The elements at indices along an axis, whose place the shape of the indices takes.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="indices">Indices of any shape; negative ones count from the end.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="mode">What an index out of range means: by default <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <returns>The shape of <paramref name="x"/> with that of <paramref name="indices"/> in the place of the axis.</returns>
    /// <remarks>Gradient: g added at the places of the elements, repeated ones in order.</remarks>
    public static Expr<T> Take<T>(Expr<T> x, Expr<long> indices, Index axis, IndexMode mode = IndexMode.Throw) => Definition.Only<T>();

    /// <summary>The elements of each row along an axis at that row's own indices, as those of <see cref="ArgSort{T}(Expr{T}, Index, bool)"/>.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="indices">Indices of the rank of <paramref name="x"/>, with its sizes or 1 besides the axis. Negative ones count from the end; one out of range throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The shape of <paramref name="indices"/>, broadcast with <paramref name="x"/> besides the axis.</returns>
    /// <remarks>Gradient: g added at the places of the elements.</remarks>
    public static Expr<T> TakeAlongAxis<T>(Expr<T> x, Expr<int> indices, Index axis) => Definition.Only<T>();

    /// <summary>The elements of each row along an axis at that row's own indices, as those of <see cref="ArgSort{T}(Expr{T}, Index, bool)"/>.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="indices">Indices of the rank of <paramref name="x"/>, with its sizes or 1 besides the axis. Negative ones count from the end; one out of range throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The shape of <paramref name="indices"/>, broadcast with <paramref name="x"/> besides the axis.</returns>
    /// <remarks>Gradient: g added at the places of the elements.</remarks>
    public static Expr<T> TakeAlongAxis<T>(Expr<T> x, Expr<long> indices, Index axis) => Definition.Only<T>();

    /// <summary><paramref name="x"/> with values at indices of each row along an axis; of several for one place the last one stays.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="indices">Indices of the rank of <paramref name="x"/>, with its sizes or 1 besides the axis. Negative ones count from the end; one out of range throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <param name="values">What stands there afterwards; broadcasts to the indices.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g without the places for <paramref name="x"/>, g at the places for the values that stayed.</remarks>
    public static Expr<T> PutAlongAxis<T>(Expr<T> x, Expr<int> indices, Expr<T> values, Index axis) => Definition.Only<T>();

    /// <summary><paramref name="x"/> with values at indices of each row along an axis; of several for one place the last one stays.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="indices">Indices of the rank of <paramref name="x"/>, with its sizes or 1 besides the axis. Negative ones count from the end; one out of range throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <param name="values">What stands there afterwards; broadcasts to the indices.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g without the places for <paramref name="x"/>, g at the places for the values that stayed.</remarks>
    public static Expr<T> PutAlongAxis<T>(Expr<T> x, Expr<int> indices, T values, Index axis) => Definition.Only<T>();

    /// <summary><paramref name="x"/> with values at indices of each row along an axis; of several for one place the last one stays.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="indices">Indices of the rank of <paramref name="x"/>, with its sizes or 1 besides the axis. Negative ones count from the end; one out of range throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <param name="values">What stands there afterwards; broadcasts to the indices.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g without the places for <paramref name="x"/>, g at the places for the values that stayed.</remarks>
    public static Expr<T> PutAlongAxis<T>(Expr<T> x, Expr<int> indices, double values, Index axis) => Definition.Only<T>();

    /// <summary><paramref name="x"/> with values at indices of each row along an axis; of several for one place the last one stays.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="indices">Indices of the rank of <paramref name="x"/>, with its sizes or 1 besides the axis. Negative ones count from the end; one out of range throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <param name="values">What stands there afterwards; broadcasts to the indices.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g without the places for <paramref name="x"/>, g at the places for the values that stayed.</remarks>
    public static Expr<T> PutAlongAxis<T>(Expr<T> x, Expr<long> indices, Expr<T> values, Index axis) => Definition.Only<T>();

    /// <summary><paramref name="x"/> with values at indices of each row along an axis; of several for one place the last one stays.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="indices">Indices of the rank of <paramref name="x"/>, with its sizes or 1 besides the axis. Negative ones count from the end; one out of range throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <param name="values">What stands there afterwards; broadcasts to the indices.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g without the places for <paramref name="x"/>, g at the places for the values that stayed.</remarks>
    public static Expr<T> PutAlongAxis<T>(Expr<T> x, Expr<long> indices, T values, Index axis) => Definition.Only<T>();

    /// <summary><paramref name="x"/> with values at indices of each row along an axis; of several for one place the last one stays.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="indices">Indices of the rank of <paramref name="x"/>, with its sizes or 1 besides the axis. Negative ones count from the end; one out of range throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <param name="values">What stands there afterwards; broadcasts to the indices.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g without the places for <paramref name="x"/>, g at the places for the values that stayed.</remarks>
    public static Expr<T> PutAlongAxis<T>(Expr<T> x, Expr<long> indices, double values, Index axis) => Definition.Only<T>();

    /// <summary>Element by element, that of the tensor whose number the index says. All of them are computed.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="indices">Numbers of tensors, from 0; one out of range throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <param name="xs">One tensor or more; shapes broadcast.</param>
    /// <returns>The shape in which all of them agree.</returns>
    /// <remarks>Gradient: g to the tensor that was chosen.</remarks>
    public static Expr<T> Choose<T>(Expr<int> indices, ReadOnlySpan<Expr<T>> xs) => Definition.Only<T>();

    /// <summary>Element by element, that of the tensor whose number the index says. All of them are computed.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="indices">Numbers of tensors, from 0; one out of range throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <param name="xs">One tensor or more; shapes broadcast.</param>
    /// <returns>The shape in which all of them agree.</returns>
    /// <remarks>Gradient: g to the tensor that was chosen.</remarks>
    public static Expr<T> Choose<T>(Expr<long> indices, ReadOnlySpan<Expr<T>> xs) => Definition.Only<T>();

    /// <summary>1 at each label along a new last axis, 0 elsewhere; only zeros for a label out of range.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="labels">Class numbers, from 0, of any shape.</param>
    /// <param name="classes">The number of classes.</param>
    /// <returns>The shape of <paramref name="labels"/> and the classes.</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<T> OneHot<T>(Expr<int> labels, Dim classes) => Definition.Only<T>();

    /// <summary>1 at each label along a new last axis, 0 elsewhere; only zeros for a label out of range.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="labels">Class numbers, from 0, of any shape.</param>
    /// <param name="classes">The number of classes.</param>
    /// <returns>The shape of <paramref name="labels"/> and the classes.</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<T> OneHot<T>(Expr<long> labels, Dim classes) => Definition.Only<T>();
}
