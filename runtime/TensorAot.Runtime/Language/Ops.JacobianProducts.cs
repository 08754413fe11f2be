namespace TensorAot;

// Products with Jacobians: one pass in reverse or forward mode.
public static partial class Ops
{
    /// <summary>Vector-Jacobian product: the gradient of Sum(y * cotangent) with respect to x, by reverse-mode differentiation on the graph (Theano: Lop).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="y">The tensor to differentiate, of any shape.</param>
    /// <param name="x">Any expression that y is computed from.</param>
    /// <param name="cotangent">One weight for each element of y: its shape.</param>
    /// <param name="disconnected">What to do about an input that is not depended on: a build error, or zeros.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Formula: result[j] = sum over i of cotangent[i] * dy[i]/dx[j]. The Jacobian itself is never made.</remarks>
    public static Expr<T> Vjp<T>(Expr<T> y, Expr<T> x, Expr<T> cotangent, Disconnected disconnected = Disconnected.Error) => Definition.Only<T>();

    /// <summary>The vector-Jacobian products with respect to two expressions: see <see cref="Vjp{T}(Expr{T}, Expr{T}, Expr{T}, Disconnected)"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="y">The tensor to differentiate, of any shape.</param>
    /// <param name="x">Expressions that y is computed from.</param>
    /// <param name="cotangent">One weight for each element of y: its shape.</param>
    /// <param name="disconnected">What to do about an input that is not depended on: a build error, or zeros.</param>
    /// <returns>One product for each, of their shapes.</returns>
    public static (Expr<T>, Expr<T>) Vjp<T>(Expr<T> y, (Expr<T>, Expr<T>) x, Expr<T> cotangent, Disconnected disconnected = Disconnected.Error)
        => Definition.Result<(Expr<T>, Expr<T>)>();

    /// <summary>The vector-Jacobian products with respect to three expressions: see <see cref="Vjp{T}(Expr{T}, Expr{T}, Expr{T}, Disconnected)"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="y">The tensor to differentiate, of any shape.</param>
    /// <param name="x">Expressions that y is computed from.</param>
    /// <param name="cotangent">One weight for each element of y: its shape.</param>
    /// <param name="disconnected">What to do about an input that is not depended on: a build error, or zeros.</param>
    /// <returns>One product for each, of their shapes.</returns>
    public static (Expr<T>, Expr<T>, Expr<T>) Vjp<T>(Expr<T> y, (Expr<T>, Expr<T>, Expr<T>) x, Expr<T> cotangent, Disconnected disconnected = Disconnected.Error)
        => Definition.Result<(Expr<T>, Expr<T>, Expr<T>)>();

    /// <summary>The vector-Jacobian products with respect to a list of expressions: see <see cref="Vjp{T}(Expr{T}, Expr{T}, Expr{T}, Disconnected)"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="y">The tensor to differentiate, of any shape.</param>
    /// <param name="x">Expressions that y is computed from.</param>
    /// <param name="cotangent">One weight for each element of y: its shape.</param>
    /// <param name="disconnected">What to do about an input that is not depended on: a build error, or zeros.</param>
    /// <returns>One product for each, of their shapes.</returns>
    public static Expr<T>[] Vjp<T>(Expr<T> y, IReadOnlyList<Expr<T>> x, Expr<T> cotangent, Disconnected disconnected = Disconnected.Error)
        => Definition.Result<Expr<T>[]>();

    /// <summary>The vector-Jacobian products of several outputs, added up: the gradients of the sum of all Sum(y * cotangent).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="y">The tensors to differentiate.</param>
    /// <param name="x">Expressions that they are computed from.</param>
    /// <param name="cotangent">For each output one weight for each of its elements.</param>
    /// <param name="disconnected">What to do about an input that is not depended on: a build error, or zeros.</param>
    /// <returns>One product for each input, of their shapes.</returns>
    public static Expr<T>[] Vjp<T>(IReadOnlyList<Expr<T>> y, IReadOnlyList<Expr<T>> x, IReadOnlyList<Expr<T>> cotangent, Disconnected disconnected = Disconnected.Error)
        => Definition.Result<Expr<T>[]>();

    /// <summary>Jacobian-vector product: how y changes when x changes along a tangent, by forward-mode differentiation on the graph (Theano: Rop).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="y">The tensor to differentiate, of any shape.</param>
    /// <param name="x">Any expression that y is computed from.</param>
    /// <param name="tangent">The direction in which x changes: its shape.</param>
    /// <param name="disconnected">What to do about an input that is not depended on: a build error, or zeros.</param>
    /// <returns>The shape of <paramref name="y"/>.</returns>
    /// <remarks>Formula: result[i] = sum over j of dy[i]/dx[j] * tangent[j]. The Jacobian itself is never made.</remarks>
    public static Expr<T> Jvp<T>(Expr<T> y, Expr<T> x, Expr<T> tangent, Disconnected disconnected = Disconnected.Error) => Definition.Only<T>();

    /// <summary>The change of y when two expressions change together: see <see cref="Jvp{T}(Expr{T}, Expr{T}, Expr{T}, Disconnected)"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="y">The tensor to differentiate, of any shape.</param>
    /// <param name="x">Expressions that y is computed from.</param>
    /// <param name="tangent">The direction of each: its shape.</param>
    /// <param name="disconnected">What to do about an input that is not depended on: a build error, or zeros.</param>
    /// <returns>The shape of <paramref name="y"/>.</returns>
    public static Expr<T> Jvp<T>(Expr<T> y, (Expr<T>, Expr<T>) x, (Expr<T>, Expr<T>) tangent, Disconnected disconnected = Disconnected.Error)
        => Definition.Only<T>();

    /// <summary>The change of y when three expressions change together: see <see cref="Jvp{T}(Expr{T}, Expr{T}, Expr{T}, Disconnected)"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="y">The tensor to differentiate, of any shape.</param>
    /// <param name="x">Expressions that y is computed from.</param>
    /// <param name="tangent">The direction of each: its shape.</param>
    /// <param name="disconnected">What to do about an input that is not depended on: a build error, or zeros.</param>
    /// <returns>The shape of <paramref name="y"/>.</returns>
    public static Expr<T> Jvp<T>(Expr<T> y, (Expr<T>, Expr<T>, Expr<T>) x, (Expr<T>, Expr<T>, Expr<T>) tangent, Disconnected disconnected = Disconnected.Error)
        => Definition.Only<T>();

    /// <summary>The change of y when the expressions of a list change together: see <see cref="Jvp{T}(Expr{T}, Expr{T}, Expr{T}, Disconnected)"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="y">The tensor to differentiate, of any shape.</param>
    /// <param name="x">Expressions that y is computed from.</param>
    /// <param name="tangent">The direction of each: its shape.</param>
    /// <param name="disconnected">What to do about an input that is not depended on: a build error, or zeros.</param>
    /// <returns>The shape of <paramref name="y"/>.</returns>
    public static Expr<T> Jvp<T>(Expr<T> y, IReadOnlyList<Expr<T>> x, IReadOnlyList<Expr<T>> tangent, Disconnected disconnected = Disconnected.Error)
        => Definition.Only<T>();

    /// <summary>The changes of two tensors when x changes along a tangent, in one pass: see <see cref="Jvp{T}(Expr{T}, Expr{T}, Expr{T}, Disconnected)"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="y">The tensors to differentiate.</param>
    /// <param name="x">Any expression that they are computed from.</param>
    /// <param name="tangent">The direction in which x changes: its shape.</param>
    /// <param name="disconnected">What to do about a tensor that does not depend on x: a build error, or zeros.</param>
    /// <returns>One change for each, of their shapes.</returns>
    public static (Expr<T>, Expr<T>) Jvp<T>((Expr<T>, Expr<T>) y, Expr<T> x, Expr<T> tangent, Disconnected disconnected = Disconnected.Error)
        => Definition.Result<(Expr<T>, Expr<T>)>();

    /// <summary>The changes of several tensors when the expressions of a list change together, in one pass.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="y">The tensors to differentiate.</param>
    /// <param name="x">Expressions that they are computed from.</param>
    /// <param name="tangent">The direction of each: its shape.</param>
    /// <param name="disconnected">What to do about a tensor that does not depend on x: a build error, or zeros.</param>
    /// <returns>One change for each output, of their shapes.</returns>
    public static Expr<T>[] Jvp<T>(IReadOnlyList<Expr<T>> y, IReadOnlyList<Expr<T>> x, IReadOnlyList<Expr<T>> tangent, Disconnected disconnected = Disconnected.Error)
        => Definition.Result<Expr<T>[]>();
}
