namespace TensorAot;

/// <summary>
/// A symbolic tensor: a node of the graph that a <see cref="FunctionAttribute"/> method defines.
/// The compiler reads such methods at build time; they are never executed.
/// As a parameter of a function its rank comes from <see cref="DimsAttribute"/> (no attribute: a scalar);
/// <see cref="Scalar{T}"/>, <see cref="Vector{T}"/>, <see cref="Matrix{T}"/> and <see cref="Tensor3{T}"/> to <see cref="Tensor6{T}"/> fix it by their type.
/// </summary>
/// <typeparam name="T">The element type: <c>float</c>, <c>double</c>, <c>int</c>, <c>long</c>, <c>byte</c> or <c>bool</c>.</typeparam>
public partial class Expr<T> : Expr
{
    private protected Expr()
    {
    }

    /// <summary>A scalar constant. There is no conversion from other types than <typeparamref name="T"/>: write <c>0.5f</c> for a float tensor.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Expr<T>(T value) => Definition.Only<T>();

    /// <summary>
    /// Selects along each axis in turn: an <c>int</c>, <c>^1</c> or a scalar tensor removes the axis, a range keeps it,
    /// an integer vector gathers rows, <see cref="Slice.NewAxis"/> adds an axis of size 1, <see cref="Slice.Ellipsis"/> stands for all axes that are not named.
    /// Axes after the last one given are kept whole. An index out of range throws <see cref="IndexOutOfRangeException"/> before anything is written.
    /// </summary>
    /// <param name="at">What to select along each axis, outermost first.</param>
    /// <returns>The selected elements. Gradient: g added at the selected places, zero elsewhere.</returns>
    public Expr<T> this[params ReadOnlySpan<Slice> at] => Definition.Only<T>();

    /// <summary>All axes in reverse order: the transpose of a matrix. The same as <see cref="Ops.Transpose{T}(Expr{T})"/>.</summary>
    public Expr<T> Transposed => Definition.Only<T>();
}
