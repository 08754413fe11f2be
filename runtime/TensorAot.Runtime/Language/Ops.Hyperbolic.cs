namespace TensorAot;

// The hyperbolic functions and their inverses.
public static partial class Ops
{
    /// <summary>The hyperbolic sine, elementwise: infinite where it overflows; NaN stays NaN.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * Cosh(x).</remarks>
    public static Expr<T> Sinh<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The hyperbolic cosine, elementwise: at least 1, infinite where it overflows; NaN stays NaN.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * Sinh(x).</remarks>
    public static Expr<T> Cosh<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The hyperbolic tangent, elementwise.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * (1 - Tanh(x)^2).</remarks>
    public static Expr<T> Tanh<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The inverse hyperbolic sine (C#'s Asinh), elementwise; NaN stays NaN.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g / Sqrt(1 + x^2).</remarks>
    public static Expr<T> Arcsinh<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The inverse hyperbolic cosine (C#'s Acosh), elementwise, at least 0: NaN for x &lt; 1.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g / Sqrt(x^2 - 1).</remarks>
    public static Expr<T> Arccosh<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The inverse hyperbolic tangent (C#'s Atanh), elementwise: infinite at -1 and 1, NaN outside.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g / (1 - x^2).</remarks>
    public static Expr<T> Arctanh<T>(Expr<T> x) => Definition.Only<T>();
}
