namespace TensorAot;

// Differentiation and updates of shared state.
public static partial class Ops
{
    /// <summary>The gradient of cost with respect to x, by reverse-mode differentiation on the graph; it is an expression, so it may be differentiated again.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cost">The scalar to differentiate.</param>
    /// <param name="x">Any expression that the cost is computed from: an input, shared state, or a value between.</param>
    /// <param name="disconnected">What to do about an input that the cost does not depend on: a build error, or a gradient of zeros.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>An input of an integer or bool element type is a build error.</remarks>
    public static Expr<T> Grad<T>(Expr<T> cost, Expr<T> x, Disconnected disconnected = Disconnected.Error) => Definition.Only<T>();

    /// <summary>The gradient of cost with respect to several expressions, by reverse-mode differentiation on the graph; it is an expression, so it may be differentiated again.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cost">The scalar to differentiate.</param>
    /// <param name="x0">An expression that the cost is computed from.</param>
    /// <param name="x1">An expression that the cost is computed from.</param>
    /// <param name="disconnected">What to do about an input that the cost does not depend on: a build error, or a gradient of zeros.</param>
    /// <returns>One gradient for each, in their order and of their shapes.</returns>
    /// <remarks>An input of an integer or bool element type is a build error.</remarks>
    public static (Expr<T>, Expr<T>) Grad<T>(Expr<T> cost, Expr<T> x0, Expr<T> x1, Disconnected disconnected = Disconnected.Error) => Definition.Result<(Expr<T>, Expr<T>)>();

    /// <summary>The gradients of cost with respect to three expressions: see <see cref="Grad{T}(Expr{T}, Expr{T}, Expr{T}, Disconnected)"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cost">The scalar to differentiate.</param>
    /// <param name="x0">An expression that the cost is computed from.</param>
    /// <param name="x1">An expression that the cost is computed from.</param>
    /// <param name="x2">An expression that the cost is computed from.</param>
    /// <param name="disconnected">What to do about an input that the cost does not depend on: a build error, or a gradient of zeros.</param>
    /// <returns>One gradient for each, in their order and of their shapes.</returns>
    public static (Expr<T>, Expr<T>, Expr<T>) Grad<T>(Expr<T> cost, Expr<T> x0, Expr<T> x1, Expr<T> x2, Disconnected disconnected = Disconnected.Error) => Definition.Result<(Expr<T>, Expr<T>, Expr<T>)>();

    /// <summary>The gradients of cost with respect to four expressions: see <see cref="Grad{T}(Expr{T}, Expr{T}, Expr{T}, Disconnected)"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cost">The scalar to differentiate.</param>
    /// <param name="x0">An expression that the cost is computed from.</param>
    /// <param name="x1">An expression that the cost is computed from.</param>
    /// <param name="x2">An expression that the cost is computed from.</param>
    /// <param name="x3">An expression that the cost is computed from.</param>
    /// <param name="disconnected">What to do about an input that the cost does not depend on: a build error, or a gradient of zeros.</param>
    /// <returns>One gradient for each, in their order and of their shapes.</returns>
    public static (Expr<T>, Expr<T>, Expr<T>, Expr<T>) Grad<T>(Expr<T> cost, Expr<T> x0, Expr<T> x1, Expr<T> x2, Expr<T> x3, Disconnected disconnected = Disconnected.Error) => Definition.Result<(Expr<T>, Expr<T>, Expr<T>, Expr<T>)>();

    /// <summary>The gradients of cost with respect to five expressions: see <see cref="Grad{T}(Expr{T}, Expr{T}, Expr{T}, Disconnected)"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cost">The scalar to differentiate.</param>
    /// <param name="x0">An expression that the cost is computed from.</param>
    /// <param name="x1">An expression that the cost is computed from.</param>
    /// <param name="x2">An expression that the cost is computed from.</param>
    /// <param name="x3">An expression that the cost is computed from.</param>
    /// <param name="x4">An expression that the cost is computed from.</param>
    /// <param name="disconnected">What to do about an input that the cost does not depend on: a build error, or a gradient of zeros.</param>
    /// <returns>One gradient for each, in their order and of their shapes.</returns>
    public static (Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>) Grad<T>(
        Expr<T> cost, Expr<T> x0, Expr<T> x1, Expr<T> x2, Expr<T> x3, Expr<T> x4, Disconnected disconnected = Disconnected.Error)
        => Definition.Result<(Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>)>();

    /// <summary>The gradients of cost with respect to six expressions: see <see cref="Grad{T}(Expr{T}, Expr{T}, Expr{T}, Disconnected)"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cost">The scalar to differentiate.</param>
    /// <param name="x0">An expression that the cost is computed from.</param>
    /// <param name="x1">An expression that the cost is computed from.</param>
    /// <param name="x2">An expression that the cost is computed from.</param>
    /// <param name="x3">An expression that the cost is computed from.</param>
    /// <param name="x4">An expression that the cost is computed from.</param>
    /// <param name="x5">An expression that the cost is computed from.</param>
    /// <param name="disconnected">What to do about an input that the cost does not depend on: a build error, or a gradient of zeros.</param>
    /// <returns>One gradient for each, in their order and of their shapes.</returns>
    public static (Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>) Grad<T>(
        Expr<T> cost, Expr<T> x0, Expr<T> x1, Expr<T> x2, Expr<T> x3, Expr<T> x4, Expr<T> x5, Disconnected disconnected = Disconnected.Error)
        => Definition.Result<(Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>)>();

    /// <summary>The gradients of cost with respect to seven expressions: see <see cref="Grad{T}(Expr{T}, Expr{T}, Expr{T}, Disconnected)"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cost">The scalar to differentiate.</param>
    /// <param name="x0">An expression that the cost is computed from.</param>
    /// <param name="x1">An expression that the cost is computed from.</param>
    /// <param name="x2">An expression that the cost is computed from.</param>
    /// <param name="x3">An expression that the cost is computed from.</param>
    /// <param name="x4">An expression that the cost is computed from.</param>
    /// <param name="x5">An expression that the cost is computed from.</param>
    /// <param name="x6">An expression that the cost is computed from.</param>
    /// <param name="disconnected">What to do about an input that the cost does not depend on: a build error, or a gradient of zeros.</param>
    /// <returns>One gradient for each, in their order and of their shapes.</returns>
    public static (Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>) Grad<T>(
        Expr<T> cost, Expr<T> x0, Expr<T> x1, Expr<T> x2, Expr<T> x3, Expr<T> x4, Expr<T> x5, Expr<T> x6, Disconnected disconnected = Disconnected.Error)
        => Definition.Result<(Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>)>();

    /// <summary>The gradients of cost with respect to eight expressions: see <see cref="Grad{T}(Expr{T}, Expr{T}, Expr{T}, Disconnected)"/>.</summary>
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
    /// <param name="disconnected">What to do about an input that the cost does not depend on: a build error, or a gradient of zeros.</param>
    /// <returns>One gradient for each, in their order and of their shapes.</returns>
    public static (Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>) Grad<T>(
        Expr<T> cost, Expr<T> x0, Expr<T> x1, Expr<T> x2, Expr<T> x3, Expr<T> x4, Expr<T> x5, Expr<T> x6, Expr<T> x7, Disconnected disconnected = Disconnected.Error)
        => Definition.Result<(Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>, Expr<T>)>();

    /// <summary>The gradient of cost with respect to each expression of a list, by reverse-mode differentiation on the graph; it is an expression, so it may be differentiated again.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cost">The scalar to differentiate.</param>
    /// <param name="xs">A list or array of expressions that the cost is computed from; a list of <see cref="Shared{T}"/> will do.</param>
    /// <param name="disconnected">What to do about an input that the cost does not depend on: a build error, or a gradient of zeros.</param>
    /// <returns>One gradient for each, in their order and of their shapes.</returns>
    /// <remarks>An input of an integer or bool element type is a build error.</remarks>
    public static Expr<T>[] Grad<T>(Expr<T> cost, IReadOnlyList<Expr<T>> xs, Disconnected disconnected = Disconnected.Error) => Definition.Result<Expr<T>[]>();

    /// <summary>The value of x, which <see cref="Grad{T}(Expr{T}, Expr{T}, Disconnected)"/> takes for a constant.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns><paramref name="x"/>.</returns>
    /// <remarks>Gradient: zero (Theano: consider_constant).</remarks>
    public static Expr<T> StopGradient<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The value of x, with its gradient limited to an interval on the way back: each element of the cotangent is clipped.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="low">The smallest element that passes; a number that is known at build time.</param>
    /// <param name="high">The largest element that passes; a number that is known at build time.</param>
    /// <returns><paramref name="x"/>.</returns>
    /// <remarks>Gradient: Clip(g, low, high) (Theano: grad_clip). A NaN passes. Forward mode hands tangents on as they are.</remarks>
    public static Expr<T> GradClip<T>(Expr<T> x, double low, double high) => Definition.Only<T>();

    /// <summary>The value of x, with its gradient multiplied on the way back; a negative factor reverses it.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="factor">What to multiply by; a number that is known at build time.</param>
    /// <returns><paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * factor (Theano: grad_scale).</remarks>
    public static Expr<T> GradScale<T>(Expr<T> x, double factor) => Definition.Only<T>();

    /// <summary>
    /// Gives shared state a new value when the function is called. All updates of a function happen at once:
    /// every expression reads the values from before the call. A function completes all its updates or none.
    /// In the step of a loop, the next step reads the new value; in a side of <c>IfElse</c> or <c>Switch</c>, it is one if that side is taken.
    /// </summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="shared">The state; at most one update for each in a function, a step or a side.</param>
    /// <param name="value">The new value, of the same shape.</param>
    public static void Update<T>(Shared<T> shared, Expr<T> value) => Definition.Only<T>();
}
