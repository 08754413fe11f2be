namespace TensorAot;

// The error function and its kin.
public static partial class Ops
{
    /// <summary>The error function 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to x, elementwise: odd, within [-1, 1], +-1 at infinity; NaN stays NaN.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * 2 / sqrt(pi) * Exp(-x^2).</remarks>
    public static Expr<T> Erf<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The complementary error function 1 - erf(x), elementwise, to full precision where it is small: 2 at -infinity, 0 at infinity; NaN stays NaN.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: -g * 2 / sqrt(pi) * Exp(-x^2).</remarks>
    public static Expr<T> Erfc<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The inverse of the error function, elementwise: infinite at -1 and 1, NaN outside.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * sqrt(pi) / 2 * Exp(Erfinv(x)^2).</remarks>
    public static Expr<T> Erfinv<T>(Expr<T> x) => Definition.Only<T>();
}
