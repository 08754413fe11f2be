namespace TensorAot;

// Checks and prints in the graph.
public static partial class Ops
{
    /// <summary>The value of x, after a check that every element of the condition is true. The check is made when, and only when, the returned value is used.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="condition">A bool tensor of any shape; an empty one holds.</param>
    /// <param name="message">What the exception says besides the expression.</param>
    /// <returns><paramref name="x"/>.</returns>
    /// <remarks>
    /// A condition that does not hold throws <see cref="GraphCheckException"/> before any result or state is written. In a loop it is
    /// checked at every step whose value is used. Gradient: unchanged. Theano: <c>Assert</c>, <c>CheckAndRaise</c>.
    /// </remarks>
    public static Expr<T> Assert<T>(Expr<T> x, Expr<bool> condition, string message = "") => Definition.Only<T>();

    /// <summary>The value of x, after a check that no element is NaN or infinite. The check is made when, and only when, the returned value is used.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="message">What the exception says besides the expression.</param>
    /// <returns><paramref name="x"/>.</returns>
    /// <remarks>Otherwise it throws <see cref="GraphCheckException"/> before any result or state is written. Gradient: unchanged, and not checked: write <c>CheckFinite(Grad(cost, w))</c>.</remarks>
    public static Expr<T> CheckFinite<T>(Expr<T> x, string message = "") => Definition.Only<T>();

    /// <summary>The value of x; when it has been computed, label, element type, shape, minimum, maximum and mean are printed. It prints when, and only when, the returned value is used.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="label">What stands before the facts.</param>
    /// <param name="elements">Whether the elements are printed too.</param>
    /// <returns><paramref name="x"/>.</returns>
    /// <remarks>In a loop it prints at every step. Gradient: unchanged. Theano: <c>Print</c>.</remarks>
    public static Expr<T> Print<T>(Expr<T> x, string label, bool elements = false) => Definition.Only<T>();
}
