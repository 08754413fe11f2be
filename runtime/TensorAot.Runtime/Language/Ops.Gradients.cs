namespace TensorAot;

// Differentiation and updates of shared state.
public static partial class Ops
{
    /// <summary>The gradient of cost with respect to x, by reverse-mode differentiation on the graph; it is an expression, so it may be differentiated again.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cost">The scalar to differentiate.</param>
    /// <param name="x">Any expression that the cost is computed from: an input, shared state, or a value between.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>An input that the cost does not depend on, or of an integer or bool element type, is a build error.</remarks>
    public static Expr<T> Grad<T>(Expr<T> cost, Expr<T> x) => Definition.Only<T>();

    /// <summary>The gradient of cost with respect to several expressions, by reverse-mode differentiation on the graph; it is an expression, so it may be differentiated again.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cost">The scalar to differentiate.</param>
    /// <param name="x0">An expression that the cost is computed from.</param>
    /// <param name="x1">An expression that the cost is computed from.</param>
    /// <returns>One gradient for each, in their order and of their shapes.</returns>
    /// <remarks>An input that the cost does not depend on, or of an integer or bool element type, is a build error.</remarks>
    public static (Expr<T>, Expr<T>) Grad<T>(Expr<T> cost, Expr<T> x0, Expr<T> x1) => Definition.Result<(Expr<T>, Expr<T>)>();

    /// <summary>The gradients of cost with respect to three expressions: see <see cref="Grad{T}(Expr{T}, Expr{T}, Expr{T})"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cost">The scalar to differentiate.</param>
    /// <param name="x0">An expression that the cost is computed from.</param>
    /// <param name="x1">An expression that the cost is computed from.</param>
    /// <param name="x2">An expression that the cost is computed from.</param>
    /// <returns>One gradient for each, in their order and of their shapes.</returns>
    public static (Expr<T>, Expr<T>, Expr<T>) Grad<T>(Expr<T> cost, Expr<T> x0, Expr<T> x1, Expr<T> x2) => Definition.Result<(Expr<T>, Expr<T>, Expr<T>)>();

    /// <summary>The gradients of cost with respect to four expressions: see <see cref="Grad{T}(Expr{T}, Expr{T}, Expr{T})"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cost">The scalar to differentiate.</param>
    /// <param name="x0">An expression that the cost is computed from.</param>
    /// <param name="x1">An expression that the cost is computed from.</param>
    /// <param name="x2">An expression that the cost is computed from.</param>
    /// <param name="x3">An expression that the cost is computed from.</param>
    /// <returns>One gradient for each, in their order and of their shapes.</returns>
    public static (Expr<T>, Expr<T>, Expr<T>, Expr<T>) Grad<T>(Expr<T> cost, Expr<T> x0, Expr<T> x1, Expr<T> x2, Expr<T> x3) => Definition.Result<(Expr<T>, Expr<T>, Expr<T>, Expr<T>)>();

    /// <summary>The gradients of cost with respect to five expressions: see <see cref="Grad{T}(Expr{T}, Expr{T}, Expr{T})"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cost">The scalar to differentiate.</param>
    /// <param name="x0">An expression that the cost is computed from.</param>
    /// <param name="x1">An expression that the cost is computed from.</param>
    /// <param name="x2">An expression that the cost is computed from.</param>
    /// <param name="x3">An expression that the cost is computed from.</param>
    /// <param name="x4">An expression that the cost is computed from.</param>
    /// <returns>One gradient for each, in their order and of their shapes.</returns>
    public static (Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>) Grad<T>(
        Expr<T> cost, Expr<T> x0, Expr<T> x1, Expr<T> x2, Expr<T> x3, Expr<T> x4)
        => Definition.Result<(Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>)>();

    /// <summary>The gradients of cost with respect to six expressions: see <see cref="Grad{T}(Expr{T}, Expr{T}, Expr{T})"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cost">The scalar to differentiate.</param>
    /// <param name="x0">An expression that the cost is computed from.</param>
    /// <param name="x1">An expression that the cost is computed from.</param>
    /// <param name="x2">An expression that the cost is computed from.</param>
    /// <param name="x3">An expression that the cost is computed from.</param>
    /// <param name="x4">An expression that the cost is computed from.</param>
    /// <param name="x5">An expression that the cost is computed from.</param>
    /// <returns>One gradient for each, in their order and of their shapes.</returns>
    public static (Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>) Grad<T>(
        Expr<T> cost, Expr<T> x0, Expr<T> x1, Expr<T> x2, Expr<T> x3, Expr<T> x4, Expr<T> x5)
        => Definition.Result<(Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>)>();

    /// <summary>The gradients of cost with respect to seven expressions: see <see cref="Grad{T}(Expr{T}, Expr{T}, Expr{T})"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cost">The scalar to differentiate.</param>
    /// <param name="x0">An expression that the cost is computed from.</param>
    /// <param name="x1">An expression that the cost is computed from.</param>
    /// <param name="x2">An expression that the cost is computed from.</param>
    /// <param name="x3">An expression that the cost is computed from.</param>
    /// <param name="x4">An expression that the cost is computed from.</param>
    /// <param name="x5">An expression that the cost is computed from.</param>
    /// <param name="x6">An expression that the cost is computed from.</param>
    /// <returns>One gradient for each, in their order and of their shapes.</returns>
    public static (Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>) Grad<T>(
        Expr<T> cost, Expr<T> x0, Expr<T> x1, Expr<T> x2, Expr<T> x3, Expr<T> x4, Expr<T> x5, Expr<T> x6)
        => Definition.Result<(Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>)>();

    /// <summary>The gradients of cost with respect to eight expressions: see <see cref="Grad{T}(Expr{T}, Expr{T}, Expr{T})"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cost">The scalar to differentiate.</param>
    /// <param name="x0">An expression that the cost is computed from.</param>
    /// <param name="x1">An expression that the cost is computed from.</param>
    /// <param name="x2">An expression that the cost is computed from.</param>
    /// <param name="x3">An expression that the cost is computed from.</param>
    /// <param name="x4">An expression that the cost is computed from.</param>
    /// <param name="x5">An expression that the cost is computed from.</param>
    /// <param name="x6">An expression that the cost is computed from.</param>
    /// <param name="x7">An expression that the cost is computed from.</param>
    /// <returns>One gradient for each, in their order and of their shapes.</returns>
    public static (Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>) Grad<T>(
        Expr<T> cost, Expr<T> x0, Expr<T> x1, Expr<T> x2, Expr<T> x3, Expr<T> x4, Expr<T> x5, Expr<T> x6, Expr<T> x7)
        => Definition.Result<(Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>)>();

    /// <summary>The gradient of cost with respect to each expression of a list, by reverse-mode differentiation on the graph; it is an expression, so it may be differentiated again.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cost">The scalar to differentiate.</param>
    /// <param name="xs">A list or array of expressions that the cost is computed from; a list of <see cref="Shared{T}"/> will do.</param>
    /// <returns>One gradient for each, in their order and of their shapes.</returns>
    /// <remarks>An input that the cost does not depend on, or of an integer or bool element type, is a build error.</remarks>
    public static Expr<T>[] Grad<T>(Expr<T> cost, IReadOnlyList<Expr<T>> xs) => Definition.Result<Expr<T>[]>();

    /// <summary>The value of x, which <see cref="Grad{T}(Expr{T}, Expr{T})"/> takes for a constant.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns><paramref name="x"/>.</returns>
    /// <remarks>Gradient: zero (Theano: consider_constant).</remarks>
    public static Expr<T> StopGradient<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>
    /// Gives shared state a new value when the function is called. All updates of a function happen at once:
    /// every expression reads the values from before the call. A function completes all its updates or none.
    /// </summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="shared">The state; at most one update for each in a function.</param>
    /// <param name="value">The new value, of the same shape.</param>
    public static void Update<T>(Shared<T> shared, Expr<T> value) => Definition.Only<T>();
}
