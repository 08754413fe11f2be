namespace TensorAot;

// Scans along an axis.
public static partial class Ops
{
    /// <summary>The sums of the elements up to each place; integers wrap. Of all elements in row-major order.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>A vector of the number of elements.</returns>
    /// <remarks>Gradient: the sums of g from each place on. float is added up in double, in the order of the elements.</remarks>
    public static Expr<T> CumSum<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The sums of the elements up to each place; integers wrap. Along one axis.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: the sums of g from each place on. float is added up in double, in the order of the elements.</remarks>
    public static Expr<T> CumSum<T>(Expr<T> x, Index axis) => Definition.Only<T>();

    /// <summary>The products of the elements up to each place; integers wrap. Of all elements in row-major order.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>A vector of the number of elements.</returns>
    /// <remarks>Gradient: right where elements are zero. float is multiplied up in double, in the order of the elements.</remarks>
    public static Expr<T> CumProd<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The products of the elements up to each place; integers wrap. Along one axis.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: right where elements are zero. float is multiplied up in double, in the order of the elements.</remarks>
    public static Expr<T> CumProd<T>(Expr<T> x, Index axis) => Definition.Only<T>();

    /// <summary>The largest element up to each place; NaN from the first NaN on. Of all elements in row-major order.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>A vector of the number of elements.</returns>
    /// <remarks>Gradient: g to the element that was taken, the first of equals.</remarks>
    public static Expr<T> CumMax<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The largest element up to each place; NaN from the first NaN on. Along one axis.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g to the element that was taken, the first of equals.</remarks>
    public static Expr<T> CumMax<T>(Expr<T> x, Index axis) => Definition.Only<T>();

    /// <summary>The smallest element up to each place; NaN from the first NaN on. Of all elements in row-major order.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>A vector of the number of elements.</returns>
    /// <remarks>Gradient: g to the element that was taken, the first of equals.</remarks>
    public static Expr<T> CumMin<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The smallest element up to each place; NaN from the first NaN on. Along one axis.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g to the element that was taken, the first of equals.</remarks>
    public static Expr<T> CumMin<T>(Expr<T> x, Index axis) => Definition.Only<T>();

    /// <summary>log(CumSum(e^x)), without overflow for any x. Of all elements in row-major order.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>A vector of the number of elements.</returns>
    /// <remarks>Gradient: g summed from each place on, weighted by e^(x - y), without overflow.</remarks>
    public static Expr<T> LogCumSumExp<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>log(CumSum(e^x)), without overflow for any x. Along one axis.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g summed from each place on, weighted by e^(x - y), without overflow.</remarks>
    public static Expr<T> LogCumSumExp<T>(Expr<T> x, Index axis) => Definition.Only<T>();

    /// <summary>The differences of neighbours along the last axis, x[1..] - x[..^1], n times over.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more; the axis has <paramref name="n"/> elements or more.</param>
    /// <param name="n">How often differences are taken.</param>
    /// <returns>The shape of <paramref name="x"/> with the axis shorter by <paramref name="n"/>.</returns>
    /// <remarks>Gradient: that of the differences. Integers wrap.</remarks>
    public static Expr<T> Diff<T>(Expr<T> x, int n = 1) => Definition.Only<T>();

    /// <summary>The differences of neighbours along an axis, n times over.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 1 or more; the axis has <paramref name="n"/> elements or more.</param>
    /// <param name="n">How often differences are taken.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The shape of <paramref name="x"/> with the axis shorter by <paramref name="n"/>.</returns>
    /// <remarks>Gradient: that of the differences. Integers wrap.</remarks>
    public static Expr<T> Diff<T>(Expr<T> x, int n, Index axis) => Definition.Only<T>();
}
