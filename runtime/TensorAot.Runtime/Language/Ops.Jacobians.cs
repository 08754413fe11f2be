namespace TensorAot;

// Jacobians and Hessians as a whole, and products with Hessians.
public static partial class Ops
{
    /// <summary>All partial derivatives of y with respect to x.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="y">The tensor to differentiate, of any shape.</param>
    /// <param name="x">Any expression that y is computed from.</param>
    /// <param name="disconnected">What to do about an input that is not depended on: a build error, or zeros.</param>
    /// <returns>The shape of <paramref name="y"/> followed by the shape of <paramref name="x"/>.</returns>
    /// <remarks>Formula: result[i..., j...] = dy[i...]/dx[j...]. One pass computes all of it: in forward mode where x is known to be no larger than y, else in reverse mode (where GradClip, GradScale and custom gradients lie between them, always).</remarks>
    public static Expr<T> Jacobian<T>(Expr<T> y, Expr<T> x, Disconnected disconnected = Disconnected.Error) => Definition.Only<T>();

    /// <summary>All partial derivatives of y with respect to two expressions: see <see cref="Jacobian{T}(Expr{T}, Expr{T}, Disconnected)"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="y">The tensor to differentiate, of any shape.</param>
    /// <param name="x0">An expression that y is computed from.</param>
    /// <param name="x1">An expression that y is computed from.</param>
    /// <param name="disconnected">What to do about an input that is not depended on: a build error, or zeros.</param>
    /// <returns>One Jacobian for each: the shape of y followed by its shape.</returns>
    public static (Expr<T>, Expr<T>) Jacobian<T>(Expr<T> y, Expr<T> x0, Expr<T> x1, Disconnected disconnected = Disconnected.Error)
        => Definition.Result<(Expr<T>, Expr<T>)>();

    /// <summary>All partial derivatives of y with respect to three expressions: see <see cref="Jacobian{T}(Expr{T}, Expr{T}, Disconnected)"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="y">The tensor to differentiate, of any shape.</param>
    /// <param name="x0">An expression that y is computed from.</param>
    /// <param name="x1">An expression that y is computed from.</param>
    /// <param name="x2">An expression that y is computed from.</param>
    /// <param name="disconnected">What to do about an input that is not depended on: a build error, or zeros.</param>
    /// <returns>One Jacobian for each: the shape of y followed by its shape.</returns>
    public static (Expr<T>, Expr<T>, Expr<T>) Jacobian<T>(Expr<T> y, Expr<T> x0, Expr<T> x1, Expr<T> x2, Disconnected disconnected = Disconnected.Error)
        => Definition.Result<(Expr<T>, Expr<T>, Expr<T>)>();

    /// <summary>All partial derivatives of y with respect to each expression of a list: see <see cref="Jacobian{T}(Expr{T}, Expr{T}, Disconnected)"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="y">The tensor to differentiate, of any shape.</param>
    /// <param name="xs">Expressions that y is computed from.</param>
    /// <param name="disconnected">What to do about an input that is not depended on: a build error, or zeros.</param>
    /// <returns>One Jacobian for each: the shape of y followed by its shape.</returns>
    public static Expr<T>[] Jacobian<T>(Expr<T> y, IReadOnlyList<Expr<T>> xs, Disconnected disconnected = Disconnected.Error)
        => Definition.Result<Expr<T>[]>();

    /// <summary>The second partial derivatives of a scalar with respect to x: the Jacobian of its gradient.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cost">The scalar to differentiate.</param>
    /// <param name="x">Any expression that the cost is computed from.</param>
    /// <param name="disconnected">What to do about an input that is not depended on: a build error, or zeros.</param>
    /// <returns>The shape of <paramref name="x"/> twice.</returns>
    /// <remarks>Formula: result[i..., j...] = d²cost/dx[i...]dx[j...]; zero where the gradient does not vary. One pass computes all of it. For a product with a vector, HessianVectorProduct is cheaper by the number of elements of x.</remarks>
    public static Expr<T> Hessian<T>(Expr<T> cost, Expr<T> x, Disconnected disconnected = Disconnected.Error) => Definition.Only<T>();

    /// <summary>The second partial derivatives of a scalar with respect to each of two expressions by itself: see <see cref="Hessian{T}(Expr{T}, Expr{T}, Disconnected)"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cost">The scalar to differentiate.</param>
    /// <param name="x0">An expression that the cost is computed from.</param>
    /// <param name="x1">An expression that the cost is computed from.</param>
    /// <param name="disconnected">What to do about an input that is not depended on: a build error, or zeros.</param>
    /// <returns>One Hessian for each: its shape twice.</returns>
    public static (Expr<T>, Expr<T>) Hessian<T>(Expr<T> cost, Expr<T> x0, Expr<T> x1, Disconnected disconnected = Disconnected.Error)
        => Definition.Result<(Expr<T>, Expr<T>)>();

    /// <summary>The second partial derivatives of a scalar with respect to each of three expressions by itself: see <see cref="Hessian{T}(Expr{T}, Expr{T}, Disconnected)"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cost">The scalar to differentiate.</param>
    /// <param name="x0">An expression that the cost is computed from.</param>
    /// <param name="x1">An expression that the cost is computed from.</param>
    /// <param name="x2">An expression that the cost is computed from.</param>
    /// <param name="disconnected">What to do about an input that is not depended on: a build error, or zeros.</param>
    /// <returns>One Hessian for each: its shape twice.</returns>
    public static (Expr<T>, Expr<T>, Expr<T>) Hessian<T>(Expr<T> cost, Expr<T> x0, Expr<T> x1, Expr<T> x2, Disconnected disconnected = Disconnected.Error)
        => Definition.Result<(Expr<T>, Expr<T>, Expr<T>)>();

    /// <summary>The second partial derivatives of a scalar with respect to each expression of a list by itself: see <see cref="Hessian{T}(Expr{T}, Expr{T}, Disconnected)"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cost">The scalar to differentiate.</param>
    /// <param name="xs">Expressions that the cost is computed from.</param>
    /// <param name="disconnected">What to do about an input that is not depended on: a build error, or zeros.</param>
    /// <returns>One Hessian for each: its shape twice.</returns>
    public static Expr<T>[] Hessian<T>(Expr<T> cost, IReadOnlyList<Expr<T>> xs, Disconnected disconnected = Disconnected.Error)
        => Definition.Result<Expr<T>[]>();

    /// <summary>Hessian times vector: how the gradient of a scalar changes when x changes along v, in forward mode over reverse mode.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cost">The scalar to differentiate.</param>
    /// <param name="x">Any expression that the cost is computed from.</param>
    /// <param name="v">A direction: the shape of x.</param>
    /// <param name="disconnected">What to do about an input that is not depended on: a build error, or zeros.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Formula: result[i] = sum over j of d²cost/dx[i]dx[j] * v[j], at about the price of two gradients. The Hessian itself is never made.</remarks>
    public static Expr<T> HessianVectorProduct<T>(Expr<T> cost, Expr<T> x, Expr<T> v, Disconnected disconnected = Disconnected.Error)
        => Definition.Only<T>();

    /// <summary>Hessian times vector with respect to two expressions together: see <see cref="HessianVectorProduct{T}(Expr{T}, Expr{T}, Expr{T}, Disconnected)"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cost">The scalar to differentiate.</param>
    /// <param name="x">Expressions that the cost is computed from.</param>
    /// <param name="v">A direction for each: its shape.</param>
    /// <param name="disconnected">What to do about an input that is not depended on: a build error, or zeros.</param>
    /// <returns>One change of the gradient for each, of their shapes.</returns>
    public static (Expr<T>, Expr<T>) HessianVectorProduct<T>(Expr<T> cost, (Expr<T>, Expr<T>) x, (Expr<T>, Expr<T>) v, Disconnected disconnected = Disconnected.Error)
        => Definition.Result<(Expr<T>, Expr<T>)>();

    /// <summary>Hessian times vector with respect to three expressions together: see <see cref="HessianVectorProduct{T}(Expr{T}, Expr{T}, Expr{T}, Disconnected)"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cost">The scalar to differentiate.</param>
    /// <param name="x">Expressions that the cost is computed from.</param>
    /// <param name="v">A direction for each: its shape.</param>
    /// <param name="disconnected">What to do about an input that is not depended on: a build error, or zeros.</param>
    /// <returns>One change of the gradient for each, of their shapes.</returns>
    public static (Expr<T>, Expr<T>, Expr<T>) HessianVectorProduct<T>(Expr<T> cost, (Expr<T>, Expr<T>, Expr<T>) x, (Expr<T>, Expr<T>, Expr<T>) v, Disconnected disconnected = Disconnected.Error)
        => Definition.Result<(Expr<T>, Expr<T>, Expr<T>)>();

    /// <summary>Hessian times vector with respect to the expressions of a list together: see <see cref="HessianVectorProduct{T}(Expr{T}, Expr{T}, Expr{T}, Disconnected)"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cost">The scalar to differentiate.</param>
    /// <param name="x">Expressions that the cost is computed from.</param>
    /// <param name="v">A direction for each: its shape.</param>
    /// <param name="disconnected">What to do about an input that is not depended on: a build error, or zeros.</param>
    /// <returns>One change of the gradient for each, of their shapes.</returns>
    public static Expr<T>[] HessianVectorProduct<T>(Expr<T> cost, IReadOnlyList<Expr<T>> x, IReadOnlyList<Expr<T>> v, Disconnected disconnected = Disconnected.Error)
        => Definition.Result<Expr<T>[]>();
}
