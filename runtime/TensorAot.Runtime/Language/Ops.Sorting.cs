namespace TensorAot;

// Order, places in order, and distinct elements.
public static partial class Ops
{
    /// <summary>The elements of each row in ascending order, or descending. Along the last axis.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="descending">Whether the largest comes first.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>NaN counts as the largest value, -0 equals +0, and equal elements keep their order. Gradient: g, each element to where it came from.</remarks>
    public static Expr<T> Sort<T>(Expr<T> x, bool descending = false) => Definition.Only<T>();

    /// <summary>The elements of each row in ascending order, or descending. Along an axis.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="descending">Whether the largest comes first.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>NaN counts as the largest value, -0 equals +0, and equal elements keep their order. Gradient: g, each element to where it came from.</remarks>
    public static Expr<T> Sort<T>(Expr<T> x, Index axis, bool descending = false) => Definition.Only<T>();

    /// <summary>The positions that put each row in ascending order, or descending: a stable sort. Along the last axis.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="descending">Whether the largest comes first.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>NaN counts as the largest value, -0 equals +0, and equal elements keep their order. No gradient: a position does not vary.</remarks>
    public static Expr<int> ArgSort<T>(Expr<T> x, bool descending = false) => Definition.Only<int>();

    /// <summary>The positions that put each row in ascending order, or descending: a stable sort. Along an axis.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="descending">Whether the largest comes first.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>NaN counts as the largest value, -0 equals +0, and equal elements keep their order. No gradient: a position does not vary.</remarks>
    public static Expr<int> ArgSort<T>(Expr<T> x, Index axis, bool descending = false) => Definition.Only<int>();

    /// <summary>The k largest elements of each row, largest first, and their positions. Along the last axis.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="k">How many; at most the size of the axis.</param>
    /// <returns>Two tensors of the shape of <paramref name="x"/> with k in the place of the axis.</returns>
    /// <remarks>NaN counts as the largest value, -0 equals +0, and equal elements keep their order. Gradient: g of the values, each to where it came from.</remarks>
    public static (Expr<T> Values, Expr<int> Indices) TopK<T>(Expr<T> x, Dim k) => Definition.Result<(Expr<T>, Expr<int>)>();

    /// <summary>The k largest elements of each row, largest first, and their positions. Along an axis.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="k">How many; at most the size of the axis.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>Two tensors of the shape of <paramref name="x"/> with k in the place of the axis.</returns>
    /// <remarks>NaN counts as the largest value, -0 equals +0, and equal elements keep their order. Gradient: g of the values, each to where it came from.</remarks>
    public static (Expr<T> Values, Expr<int> Indices) TopK<T>(Expr<T> x, Dim k, Index axis) => Definition.Result<(Expr<T>, Expr<int>)>();

    /// <summary>The positions of the first true elements of a mask in row-major order, padded where there are fewer: a selection whose size is known.</summary>
    /// <param name="x">A mask of any shape, with at least <paramref name="size"/> elements.</param>
    /// <param name="size">How many positions.</param>
    /// <param name="fill">What pads them.</param>
    /// <returns>[size].</returns>
    /// <remarks>No gradient. <c>x[FlatNonZero(mask, n)]</c> are the selected elements of a vector.</remarks>
    public static Expr<int> FlatNonZero(Expr<bool> x, Dim size, int fill = 0) => Definition.Only<int>();

    /// <summary>Where values belong in a sorted vector: before equal elements, or after them.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="sorted">A vector in ascending order.</param>
    /// <param name="values">Values of any shape.</param>
    /// <param name="right">Whether the place is after equal elements.</param>
    /// <returns>Numbers from 0 to the size of <paramref name="sorted"/>, of the shape of <paramref name="values"/>.</returns>
    /// <remarks>NaN counts as the largest value. No gradient.</remarks>
    public static Expr<int> SearchSorted<T>(Expr<T> sorted, Expr<T> values, bool right = false) => Definition.Only<int>();

    /// <summary>Where values belong in a sorted vector: before equal elements, or after them.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="sorted">A vector in ascending order.</param>
    /// <param name="values">A number.</param>
    /// <param name="right">Whether the place is after equal elements.</param>
    /// <returns>Numbers from 0 to the size of <paramref name="sorted"/>.</returns>
    /// <remarks>NaN counts as the largest value. No gradient.</remarks>
    public static Expr<int> SearchSorted<T>(Expr<T> sorted, T values, bool right = false) => Definition.Only<int>();

    /// <summary>Where values belong in a sorted vector: before equal elements, or after them.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="sorted">A vector in ascending order.</param>
    /// <param name="values">A number.</param>
    /// <param name="right">Whether the place is after equal elements.</param>
    /// <returns>Numbers from 0 to the size of <paramref name="sorted"/>.</returns>
    /// <remarks>NaN counts as the largest value. No gradient.</remarks>
    public static Expr<int> SearchSorted<T>(Expr<T> sorted, double values, bool right = false) => Definition.Only<int>();

    /// <summary>The number of the interval of ascending bins in which each element lies: <c>bins[i - 1] &lt;= x &lt; bins[i]</c>.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="bins">A vector in ascending order.</param>
    /// <param name="right">Whether intervals have their upper end instead: <c>bins[i - 1] &lt; x &lt;= bins[i]</c>.</param>
    /// <returns>Numbers from 0 (before the first) to the size of <paramref name="bins"/> (after the last), of the shape of <paramref name="x"/>.</returns>
    /// <remarks>NaN lies after the last. No gradient.</remarks>
    public static Expr<int> Digitize<T>(Expr<T> x, Expr<T> bins, bool right = false) => Definition.Only<int>();

    /// <summary>How many elements lie between neighbouring edges: <c>edges[i] &lt;= x &lt; edges[i + 1]</c>, the last interval with its end.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="edges">A vector in ascending order, with at least one element.</param>
    /// <returns>One number less than <paramref name="edges"/> has.</returns>
    /// <remarks>Elements outside and NaN are not counted. No gradient.</remarks>
    public static Expr<int> Histogram<T>(Expr<T> x, Expr<T> edges) => Definition.Only<int>();

    /// <summary>The distinct elements in ascending order.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape, not empty.</param>
    /// <param name="size">How many there is room for. Padded with the smallest element where there are fewer; further ones are left out.</param>
    /// <returns>[size].</returns>
    /// <remarks>NaNs are one element, and so are -0 and +0. Gradient: g of each value to its first occurrence.</remarks>
    public static Expr<T> UniqueValues<T>(Expr<T> x, Dim size) => Definition.Only<T>();

    /// <summary>The distinct elements in ascending order, and how often each occurs (0 for padding).</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape, not empty.</param>
    /// <param name="size">How many there is room for. Padded with the smallest element where there are fewer; further ones are left out.</param>
    /// <returns>[size] and [size].</returns>
    /// <remarks>NaNs are one element, and so are -0 and +0. Gradient: g of each value to its first occurrence.</remarks>
    public static (Expr<T> Values, Expr<int> Counts) UniqueCounts<T>(Expr<T> x, Dim size) => Definition.Result<(Expr<T>, Expr<int>)>();

    /// <summary>The distinct elements in ascending order, and the number of each element's value.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape, not empty.</param>
    /// <param name="size">How many there is room for. Padded with the smallest element where there are fewer; further ones are left out.</param>
    /// <returns>[size] and the shape of <paramref name="x"/>.</returns>
    /// <remarks>NaNs are one element, and so are -0 and +0. Gradient: g of each value to its first occurrence.</remarks>
    public static (Expr<T> Values, Expr<int> Inverse) UniqueInverse<T>(Expr<T> x, Dim size) => Definition.Result<(Expr<T>, Expr<int>)>();

    /// <summary>The distinct elements in ascending order, the position of the first occurrence of each in row-major order, the number of each element's value, and how often each value occurs.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape, not empty.</param>
    /// <param name="size">How many there is room for. Padded with the smallest element where there are fewer; further ones are left out.</param>
    /// <returns>[size], [size], the shape of <paramref name="x"/>, [size].</returns>
    /// <remarks>NaNs are one element, and so are -0 and +0. Gradient: g of each value to its first occurrence.</remarks>
    public static (Expr<T> Values, Expr<int> Indices, Expr<int> Inverse, Expr<int> Counts) UniqueAll<T>(Expr<T> x, Dim size) => Definition.Result<(Expr<T>, Expr<int>, Expr<int>, Expr<int>)>();

    /// <summary>The permutation that undoes one along the last axis.</summary>
    /// <param name="x">Each of 0, 1, ..., n - 1 once along the last axis. One out of range throws <see cref="IndexOutOfRangeException"/> before anything is written; the place of a missing one is 0.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<int> InversePermutation(Expr<int> x) => Definition.Only<int>();

    /// <summary>The permutation that undoes one along the last axis.</summary>
    /// <param name="x">Each of 0, 1, ..., n - 1 once along the last axis. One out of range throws <see cref="IndexOutOfRangeException"/> before anything is written; the place of a missing one is 0.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<long> InversePermutation(Expr<long> x) => Definition.Only<long>();
}
