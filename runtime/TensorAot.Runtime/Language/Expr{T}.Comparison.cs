using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace TensorAot;

// Comparisons: elementwise, bool results, no gradient.
public partial class Expr<T>
{
    /// <summary>Whether a &lt; b, elementwise; false where either is NaN.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast right-aligned, and only a size declared as 1 broadcasts.</param>
    /// <returns><c>bool</c> of the broadcast shape of the operands.</returns>
    public static Expr<bool> operator <(Expr<T> a, Expr<T> b) => Definition.Only<bool>();

    /// <inheritdoc cref="op_LessThan(Expr{T}, Expr{T})"/>
    public static Expr<bool> operator <(Expr<T> a, T b) => Definition.Only<bool>();

    /// <inheritdoc cref="op_LessThan(Expr{T}, Expr{T})"/>
    public static Expr<bool> operator <(T a, Expr<T> b) => Definition.Only<bool>();

    /// <inheritdoc cref="op_LessThan(Expr{T}, Expr{T})"/>
    public static Expr<bool> operator <(Expr<T> a, double b) => Definition.Only<bool>();

    /// <inheritdoc cref="op_LessThan(Expr{T}, Expr{T})"/>
    public static Expr<bool> operator <(double a, Expr<T> b) => Definition.Only<bool>();

    /// <summary>Whether a &gt; b, elementwise; false where either is NaN.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast right-aligned, and only a size declared as 1 broadcasts.</param>
    /// <returns><c>bool</c> of the broadcast shape of the operands.</returns>
    public static Expr<bool> operator >(Expr<T> a, Expr<T> b) => Definition.Only<bool>();

    /// <inheritdoc cref="op_GreaterThan(Expr{T}, Expr{T})"/>
    public static Expr<bool> operator >(Expr<T> a, T b) => Definition.Only<bool>();

    /// <inheritdoc cref="op_GreaterThan(Expr{T}, Expr{T})"/>
    public static Expr<bool> operator >(T a, Expr<T> b) => Definition.Only<bool>();

    /// <inheritdoc cref="op_GreaterThan(Expr{T}, Expr{T})"/>
    public static Expr<bool> operator >(Expr<T> a, double b) => Definition.Only<bool>();

    /// <inheritdoc cref="op_GreaterThan(Expr{T}, Expr{T})"/>
    public static Expr<bool> operator >(double a, Expr<T> b) => Definition.Only<bool>();

    /// <summary>Whether a &lt;= b, elementwise; false where either is NaN.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast right-aligned, and only a size declared as 1 broadcasts.</param>
    /// <returns><c>bool</c> of the broadcast shape of the operands.</returns>
    public static Expr<bool> operator <=(Expr<T> a, Expr<T> b) => Definition.Only<bool>();

    /// <inheritdoc cref="op_LessThanOrEqual(Expr{T}, Expr{T})"/>
    public static Expr<bool> operator <=(Expr<T> a, T b) => Definition.Only<bool>();

    /// <inheritdoc cref="op_LessThanOrEqual(Expr{T}, Expr{T})"/>
    public static Expr<bool> operator <=(T a, Expr<T> b) => Definition.Only<bool>();

    /// <inheritdoc cref="op_LessThanOrEqual(Expr{T}, Expr{T})"/>
    public static Expr<bool> operator <=(Expr<T> a, double b) => Definition.Only<bool>();

    /// <inheritdoc cref="op_LessThanOrEqual(Expr{T}, Expr{T})"/>
    public static Expr<bool> operator <=(double a, Expr<T> b) => Definition.Only<bool>();

    /// <summary>Whether a &gt;= b, elementwise; false where either is NaN.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast right-aligned, and only a size declared as 1 broadcasts.</param>
    /// <returns><c>bool</c> of the broadcast shape of the operands.</returns>
    public static Expr<bool> operator >=(Expr<T> a, Expr<T> b) => Definition.Only<bool>();

    /// <inheritdoc cref="op_GreaterThanOrEqual(Expr{T}, Expr{T})"/>
    public static Expr<bool> operator >=(Expr<T> a, T b) => Definition.Only<bool>();

    /// <inheritdoc cref="op_GreaterThanOrEqual(Expr{T}, Expr{T})"/>
    public static Expr<bool> operator >=(T a, Expr<T> b) => Definition.Only<bool>();

    /// <inheritdoc cref="op_GreaterThanOrEqual(Expr{T}, Expr{T})"/>
    public static Expr<bool> operator >=(Expr<T> a, double b) => Definition.Only<bool>();

    /// <inheritdoc cref="op_GreaterThanOrEqual(Expr{T}, Expr{T})"/>
    public static Expr<bool> operator >=(double a, Expr<T> b) => Definition.Only<bool>();

    /// <summary>Whether a equals b, elementwise; false where either is NaN. To ask whether an optional expression is present, write <c>is null</c>.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast right-aligned, and only a size declared as 1 broadcasts.</param>
    /// <returns><c>bool</c> of the broadcast shape of the operands.</returns>
    public static Expr<bool> operator ==(Expr<T> a, Expr<T> b) => Definition.Only<bool>();

    /// <inheritdoc cref="op_Equality(Expr{T}, Expr{T})"/>
    public static Expr<bool> operator ==(Expr<T> a, T b) => Definition.Only<bool>();

    /// <inheritdoc cref="op_Equality(Expr{T}, Expr{T})"/>
    public static Expr<bool> operator ==(T a, Expr<T> b) => Definition.Only<bool>();

    /// <inheritdoc cref="op_Equality(Expr{T}, Expr{T})"/>
    public static Expr<bool> operator ==(Expr<T> a, double b) => Definition.Only<bool>();

    /// <inheritdoc cref="op_Equality(Expr{T}, Expr{T})"/>
    public static Expr<bool> operator ==(double a, Expr<T> b) => Definition.Only<bool>();

    /// <summary>Whether a differs from b, elementwise; true where either is NaN. To ask whether an optional expression is present, write <c>is not null</c>.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast right-aligned, and only a size declared as 1 broadcasts.</param>
    /// <returns><c>bool</c> of the broadcast shape of the operands.</returns>
    public static Expr<bool> operator !=(Expr<T> a, Expr<T> b) => Definition.Only<bool>();

    /// <inheritdoc cref="op_Inequality(Expr{T}, Expr{T})"/>
    public static Expr<bool> operator !=(Expr<T> a, T b) => Definition.Only<bool>();

    /// <inheritdoc cref="op_Inequality(Expr{T}, Expr{T})"/>
    public static Expr<bool> operator !=(T a, Expr<T> b) => Definition.Only<bool>();

    /// <inheritdoc cref="op_Inequality(Expr{T}, Expr{T})"/>
    public static Expr<bool> operator !=(Expr<T> a, double b) => Definition.Only<bool>();

    /// <inheritdoc cref="op_Inequality(Expr{T}, Expr{T})"/>
    public static Expr<bool> operator !=(double a, Expr<T> b) => Definition.Only<bool>();

    /// <summary>Whether both are the same object: the only meaning that equality has outside a definition.</summary>
    /// <param name="obj">Any object.</param>
    /// <returns>Reference equality.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <summary>The identity hash code, in agreement with <see cref="Equals(object?)"/>.</summary>
    /// <returns>A hash code of this object's identity.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}
