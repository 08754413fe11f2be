namespace TensorAot;

// Rounding to integers, which stay floating.
public static partial class Ops
{
    /// <summary>The largest integer not above x, elementwise. Integers are themselves.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: zero, also at the jumps.</remarks>
    public static Expr<T> Floor<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The smallest integer not below x, elementwise. Integers are themselves.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: zero, also at the jumps.</remarks>
    public static Expr<T> Ceil<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>x without its fraction, elementwise: rounded towards zero (NumPy's trunc and fix). Integers are themselves.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: zero, also at the jumps.</remarks>
    public static Expr<T> Trunc<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The nearest integer, elementwise, of two the even one, as in NumPy: Round(0.5) is 0 and Round(1.5) is 2. Integers are themselves.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="decimals">Digits after the point to keep; negative ones count before it. Computed as NumPy does, <c>Round(x * 10^d) / 10^d</c>.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: zero, also at the jumps.</remarks>
    public static Expr<T> Round<T>(Expr<T> x, int decimals = 0) => Definition.Only<T>();

    /// <summary>The nearest integer, elementwise, of two the one away from zero. Integers are themselves.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: zero, also at the jumps.</remarks>
    public static Expr<T> RoundHalfAwayFromZero<T>(Expr<T> x) => Definition.Only<T>();
}
