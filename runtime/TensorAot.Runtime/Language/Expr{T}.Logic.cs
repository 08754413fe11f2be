namespace TensorAot;

// Logic of bool tensors, bitwise operations of integer tensors.
public partial class Expr<T>
{
    /// <summary>Logical and of <c>bool</c> tensors, bitwise and of integer tensors, elementwise; <c>&amp;&amp;</c> means the same.</summary>
    /// <param name="a">The left operand: bool, int, long or byte.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands. No gradient.</returns>
    public static Expr<T> operator &(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <summary>Logical or of <c>bool</c> tensors, bitwise or of integer tensors, elementwise; <c>||</c> means the same.</summary>
    /// <param name="a">The left operand: bool, int, long or byte.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands. No gradient.</returns>
    public static Expr<T> operator |(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <summary>Logical exclusive or of <c>bool</c> tensors, bitwise exclusive or of integer tensors, elementwise. A power is <see cref="Ops.Pow{T}(Expr{T}, Expr{T})"/>.</summary>
    /// <param name="a">The left operand: bool, int, long or byte.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands. No gradient.</returns>
    public static Expr<T> operator ^(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <summary>Logical not of a <c>bool</c> tensor, elementwise.</summary>
    /// <param name="a">A bool tensor of any shape.</param>
    /// <returns>The shape of <paramref name="a"/>. No gradient.</returns>
    public static Expr<T> operator !(Expr<T> a) => Definition.Only<T>();

    /// <summary>Every bit of an integer tensor the other way round, elementwise; of a <c>bool</c> tensor the logical not.</summary>
    /// <param name="a">A tensor of bool, int, long or byte.</param>
    /// <returns>The shape of <paramref name="a"/>. No gradient.</returns>
    public static Expr<T> operator ~(Expr<T> a) => Definition.Only<T>();

    /// <summary>
    /// The bits of an integer tensor moved up, elementwise; zeros come in. A count below zero, or of all bits and more, shifts
    /// everything out, as in NumPy.
    /// </summary>
    /// <param name="a">The bits: int, long or byte.</param>
    /// <param name="b">By how many places; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands. No gradient.</returns>
    public static Expr<T> operator <<(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="op_LeftShift(Expr{T}, Expr{T})"/>
    public static Expr<T> operator <<(Expr<T> a, int b) => Definition.Only<T>();

    /// <summary>
    /// The bits of an integer tensor moved down, elementwise; copies of the sign come in. A count below zero, or of all bits and more,
    /// shifts everything out, as in NumPy.
    /// </summary>
    /// <param name="a">The bits: int, long or byte.</param>
    /// <param name="b">By how many places; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands. No gradient.</returns>
    public static Expr<T> operator >>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="op_RightShift(Expr{T}, Expr{T})"/>
    public static Expr<T> operator >>(Expr<T> a, int b) => Definition.Only<T>();

    /// <summary>
    /// Lets C# accept <c>&amp;&amp;</c> and <c>||</c> between bool tensors.
    /// A branch on a tensor (<c>if (x &gt; 0)</c>, <c>x &gt; 0 ? a : b</c>) is a build error that suggests
    /// <see cref="Ops.Where{T}(Expr{bool}, Expr{T}, Expr{T})"/>: the value is not known when the graph is built.
    /// </summary>
    /// <param name="a">A bool tensor.</param>
    /// <returns>Nothing: the definition is never executed.</returns>
    public static bool operator true(Expr<T> a) => Definition.Result<bool>();

    /// <inheritdoc cref="op_True(Expr{T})"/>
    public static bool operator false(Expr<T> a) => Definition.Result<bool>();
}
