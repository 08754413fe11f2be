namespace TensorAot;

/// <summary>
/// The operations of the graph language, under their NumPy and Theano names: <c>using static TensorAot.Ops;</c>.
/// They are read at build time and never executed. An axis counts from 0, or from the end as <c>^1</c> or <c>-1</c>;
/// g stands for the gradient of the cost with respect to the result.
/// </summary>
public static partial class Ops
{
    /// <summary>The absolute value |x|, elementwise. <c>MinValue</c> of an integer type wraps to itself.</summary>
    /// <typeparam name="T">float, double, int or long.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * Sign(x); 0 at x = 0.</remarks>
    public static Expr<T> Abs<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The sign of x, elementwise: -1, 0 or 1; NaN stays NaN, and of either zero it is +0.</summary>
    /// <typeparam name="T">float, double, int or long.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: zero.</remarks>
    public static Expr<T> Sign<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The square root, elementwise, correctly rounded; NaN for x &lt; 0.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g / (2 * Sqrt(x)).</remarks>
    public static Expr<T> Sqrt<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The square x * x, elementwise. Integers wrap.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: 2 * g * x.</remarks>
    public static Expr<T> Square<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The exponential e^x, elementwise.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * Exp(x).</remarks>
    public static Expr<T> Exp<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The natural logarithm, elementwise: -infinity at 0, NaN for x &lt; 0. <c>Log(1 + x)</c> and <c>Log(Sigmoid(x))</c> are computed in their stable forms.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g / x.</remarks>
    public static Expr<T> Log<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>log(1 + x), elementwise, accurate near 0.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g / (1 + x).</remarks>
    public static Expr<T> Log1p<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>e^x - 1, elementwise, accurate near 0.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * Exp(x).</remarks>
    public static Expr<T> Expm1<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The logistic function 1 / (1 + e^-x), elementwise, for any x without overflow.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * s * (1 - s) with s = Sigmoid(x).</remarks>
    public static Expr<T> Sigmoid<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>log(1 + e^x), elementwise, for any x without overflow.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * Sigmoid(x).</remarks>
    public static Expr<T> Softplus<T>(Expr<T> x) => Definition.Only<T>();
}
