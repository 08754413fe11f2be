namespace TensorAot;

// Exponentials and logarithms to other bases.
public static partial class Ops
{
    /// <summary>2^x, elementwise: exact at integers; NaN stays NaN.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * ln(2) * Exp2(x).</remarks>
    public static Expr<T> Exp2<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The logarithm to base 2, elementwise: exact at powers of 2, -infinity at 0, NaN for x &lt; 0.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g / (x * ln(2)).</remarks>
    public static Expr<T> Log2<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The logarithm to base 10, elementwise: exact at powers of 10, -infinity at 0, NaN for x &lt; 0.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g / (x * ln(10)).</remarks>
    public static Expr<T> Log10<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>log(1 - e^x) for x &lt;= 0, elementwise, accurate near 0 and where e^x is tiny: -infinity at 0, NaN for x &gt; 0.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: -g / Expm1(-x).</remarks>
    public static Expr<T> Log1mexp<T>(Expr<T> x) => Definition.Only<T>();
}
