namespace TensorAot;

// The logarithm of the gamma function and its derivative.
public static partial class Ops
{
    /// <summary>log |gamma(x)|, elementwise (lgamma): infinite at 0, at negative integers and at both infinities; NaN stays NaN.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * Digamma(x).</remarks>
    public static Expr<T> GammaLn<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The derivative of log gamma(x), elementwise (psi): infinite at 0 with the other sign, NaN at negative integers and at -infinity.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * Trigamma(x).</remarks>
    public static Expr<T> Digamma<T>(Expr<T> x) => Definition.Only<T>();
}
