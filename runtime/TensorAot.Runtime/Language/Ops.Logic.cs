namespace TensorAot;

// Comparisons, logic and bits under NumPy's names; operators mean the same.
public static partial class Ops
{
    /// <summary>Whether a equals b; false where either is NaN, elementwise: NumPy's name for the operator ==.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns><c>bool</c> of the broadcast shape of the operands. No gradient.</returns>
    public static Expr<bool> Equal<T>(Expr<T> a, Expr<T> b) => Definition.Only<bool>();

    /// <inheritdoc cref="Equal{T}(Expr{T}, Expr{T})"/>
    public static Expr<bool> Equal<T>(Expr<T> a, T b) => Definition.Only<bool>();

    /// <inheritdoc cref="Equal{T}(Expr{T}, Expr{T})"/>
    public static Expr<bool> Equal<T>(T a, Expr<T> b) => Definition.Only<bool>();

    /// <inheritdoc cref="Equal{T}(Expr{T}, Expr{T})"/>
    public static Expr<bool> Equal<T>(Expr<T> a, double b) => Definition.Only<bool>();

    /// <inheritdoc cref="Equal{T}(Expr{T}, Expr{T})"/>
    public static Expr<bool> Equal<T>(double a, Expr<T> b) => Definition.Only<bool>();

    /// <summary>Whether a differs from b; true where either is NaN, elementwise: NumPy's name for the operator !=.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns><c>bool</c> of the broadcast shape of the operands. No gradient.</returns>
    public static Expr<bool> NotEqual<T>(Expr<T> a, Expr<T> b) => Definition.Only<bool>();

    /// <inheritdoc cref="NotEqual{T}(Expr{T}, Expr{T})"/>
    public static Expr<bool> NotEqual<T>(Expr<T> a, T b) => Definition.Only<bool>();

    /// <inheritdoc cref="NotEqual{T}(Expr{T}, Expr{T})"/>
    public static Expr<bool> NotEqual<T>(T a, Expr<T> b) => Definition.Only<bool>();

    /// <inheritdoc cref="NotEqual{T}(Expr{T}, Expr{T})"/>
    public static Expr<bool> NotEqual<T>(Expr<T> a, double b) => Definition.Only<bool>();

    /// <inheritdoc cref="NotEqual{T}(Expr{T}, Expr{T})"/>
    public static Expr<bool> NotEqual<T>(double a, Expr<T> b) => Definition.Only<bool>();

    /// <summary>Whether a is less than b; false where either is NaN, elementwise: NumPy's name for the operator &lt;.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns><c>bool</c> of the broadcast shape of the operands. No gradient.</returns>
    public static Expr<bool> Less<T>(Expr<T> a, Expr<T> b) => Definition.Only<bool>();

    /// <inheritdoc cref="Less{T}(Expr{T}, Expr{T})"/>
    public static Expr<bool> Less<T>(Expr<T> a, T b) => Definition.Only<bool>();

    /// <inheritdoc cref="Less{T}(Expr{T}, Expr{T})"/>
    public static Expr<bool> Less<T>(T a, Expr<T> b) => Definition.Only<bool>();

    /// <inheritdoc cref="Less{T}(Expr{T}, Expr{T})"/>
    public static Expr<bool> Less<T>(Expr<T> a, double b) => Definition.Only<bool>();

    /// <inheritdoc cref="Less{T}(Expr{T}, Expr{T})"/>
    public static Expr<bool> Less<T>(double a, Expr<T> b) => Definition.Only<bool>();

    /// <summary>Whether a is at most b; false where either is NaN, elementwise: NumPy's name for the operator &lt;=.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns><c>bool</c> of the broadcast shape of the operands. No gradient.</returns>
    public static Expr<bool> LessEqual<T>(Expr<T> a, Expr<T> b) => Definition.Only<bool>();

    /// <inheritdoc cref="LessEqual{T}(Expr{T}, Expr{T})"/>
    public static Expr<bool> LessEqual<T>(Expr<T> a, T b) => Definition.Only<bool>();

    /// <inheritdoc cref="LessEqual{T}(Expr{T}, Expr{T})"/>
    public static Expr<bool> LessEqual<T>(T a, Expr<T> b) => Definition.Only<bool>();

    /// <inheritdoc cref="LessEqual{T}(Expr{T}, Expr{T})"/>
    public static Expr<bool> LessEqual<T>(Expr<T> a, double b) => Definition.Only<bool>();

    /// <inheritdoc cref="LessEqual{T}(Expr{T}, Expr{T})"/>
    public static Expr<bool> LessEqual<T>(double a, Expr<T> b) => Definition.Only<bool>();

    /// <summary>Whether a is more than b; false where either is NaN, elementwise: NumPy's name for the operator &gt;.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns><c>bool</c> of the broadcast shape of the operands. No gradient.</returns>
    public static Expr<bool> Greater<T>(Expr<T> a, Expr<T> b) => Definition.Only<bool>();

    /// <inheritdoc cref="Greater{T}(Expr{T}, Expr{T})"/>
    public static Expr<bool> Greater<T>(Expr<T> a, T b) => Definition.Only<bool>();

    /// <inheritdoc cref="Greater{T}(Expr{T}, Expr{T})"/>
    public static Expr<bool> Greater<T>(T a, Expr<T> b) => Definition.Only<bool>();

    /// <inheritdoc cref="Greater{T}(Expr{T}, Expr{T})"/>
    public static Expr<bool> Greater<T>(Expr<T> a, double b) => Definition.Only<bool>();

    /// <inheritdoc cref="Greater{T}(Expr{T}, Expr{T})"/>
    public static Expr<bool> Greater<T>(double a, Expr<T> b) => Definition.Only<bool>();

    /// <summary>Whether a is at least b; false where either is NaN, elementwise: NumPy's name for the operator &gt;=.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns><c>bool</c> of the broadcast shape of the operands. No gradient.</returns>
    public static Expr<bool> GreaterEqual<T>(Expr<T> a, Expr<T> b) => Definition.Only<bool>();

    /// <inheritdoc cref="GreaterEqual{T}(Expr{T}, Expr{T})"/>
    public static Expr<bool> GreaterEqual<T>(Expr<T> a, T b) => Definition.Only<bool>();

    /// <inheritdoc cref="GreaterEqual{T}(Expr{T}, Expr{T})"/>
    public static Expr<bool> GreaterEqual<T>(T a, Expr<T> b) => Definition.Only<bool>();

    /// <inheritdoc cref="GreaterEqual{T}(Expr{T}, Expr{T})"/>
    public static Expr<bool> GreaterEqual<T>(Expr<T> a, double b) => Definition.Only<bool>();

    /// <inheritdoc cref="GreaterEqual{T}(Expr{T}, Expr{T})"/>
    public static Expr<bool> GreaterEqual<T>(double a, Expr<T> b) => Definition.Only<bool>();

    /// <summary>Whether both are true, elementwise. A number is true where it is not zero, so NaN is.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns><c>bool</c> of the broadcast shape of the operands. No gradient.</returns>
    public static Expr<bool> LogicalAnd<T>(Expr<T> a, Expr<T> b) => Definition.Only<bool>();

    /// <summary>Whether one of them is true, elementwise. A number is true where it is not zero, so NaN is.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns><c>bool</c> of the broadcast shape of the operands. No gradient.</returns>
    public static Expr<bool> LogicalOr<T>(Expr<T> a, Expr<T> b) => Definition.Only<bool>();

    /// <summary>Whether just one of them is true, elementwise. A number is true where it is not zero, so NaN is.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns><c>bool</c> of the broadcast shape of the operands. No gradient.</returns>
    public static Expr<bool> LogicalXor<T>(Expr<T> a, Expr<T> b) => Definition.Only<bool>();

    /// <summary>Whether x is false or zero, elementwise; NaN is not.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns><c>bool</c> of the shape of <paramref name="x"/>. No gradient.</returns>
    public static Expr<bool> LogicalNot<T>(Expr<T> x) => Definition.Only<bool>();

    /// <summary>Bitwise and of integers, logical and of truth values, elementwise: the operator &amp;.</summary>
    /// <typeparam name="T">bool, int, long or byte.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands. No gradient.</returns>
    public static Expr<T> BitwiseAnd<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="BitwiseAnd{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> BitwiseAnd<T>(Expr<T> a, T b) => Definition.Only<T>();

    /// <inheritdoc cref="BitwiseAnd{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> BitwiseAnd<T>(T a, Expr<T> b) => Definition.Only<T>();

    /// <summary>Bitwise or of integers, logical or of truth values, elementwise: the operator |.</summary>
    /// <typeparam name="T">bool, int, long or byte.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands. No gradient.</returns>
    public static Expr<T> BitwiseOr<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="BitwiseOr{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> BitwiseOr<T>(Expr<T> a, T b) => Definition.Only<T>();

    /// <inheritdoc cref="BitwiseOr{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> BitwiseOr<T>(T a, Expr<T> b) => Definition.Only<T>();

    /// <summary>Bitwise exclusive or of integers, logical exclusive or of truth values, elementwise: the operator ^.</summary>
    /// <typeparam name="T">bool, int, long or byte.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands. No gradient.</returns>
    public static Expr<T> BitwiseXor<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="BitwiseXor{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> BitwiseXor<T>(Expr<T> a, T b) => Definition.Only<T>();

    /// <inheritdoc cref="BitwiseXor{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> BitwiseXor<T>(T a, Expr<T> b) => Definition.Only<T>();

    /// <summary>Every bit the other way round, elementwise: the operator ~ (NumPy's bitwise_not and invert). Of truth values the logical not.</summary>
    /// <typeparam name="T">bool, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>. No gradient.</returns>
    public static Expr<T> BitwiseNot<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The bits moved up by b places, elementwise; zeros come in: the operator &lt;&lt;. A count below zero, or of all bits and more, shifts everything out, as in NumPy.</summary>
    /// <typeparam name="T">int, long or byte.</typeparam>
    /// <param name="a">The bits.</param>
    /// <param name="b">By how many places; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands. No gradient.</returns>
    public static Expr<T> LeftShift<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="LeftShift{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> LeftShift<T>(Expr<T> a, T b) => Definition.Only<T>();

    /// <inheritdoc cref="LeftShift{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> LeftShift<T>(T a, Expr<T> b) => Definition.Only<T>();

    /// <summary>The bits moved down by b places, elementwise; copies of the sign come in: the operator &gt;&gt;. A count below zero, or of all bits and more, shifts everything out, as in NumPy.</summary>
    /// <typeparam name="T">int, long or byte.</typeparam>
    /// <param name="a">The bits.</param>
    /// <param name="b">By how many places; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands. No gradient.</returns>
    public static Expr<T> RightShift<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="RightShift{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> RightShift<T>(Expr<T> a, T b) => Definition.Only<T>();

    /// <inheritdoc cref="RightShift{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> RightShift<T>(T a, Expr<T> b) => Definition.Only<T>();
}
