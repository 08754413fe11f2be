namespace TensorAot;

// Arithmetic: two expressions, an expression with its own element type, an expression with a double literal.
public partial class Expr<T>
{
    /// <summary>The sum a + b, elementwise. Integers wrap.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast right-aligned, and only a size declared as 1 broadcasts.</param>
    /// <returns>The broadcast shape of the operands, element type <typeparamref name="T"/>.</returns>
    /// <remarks>Gradient: g to <paramref name="a"/> and g to <paramref name="b"/>, summed over broadcast axes.</remarks>
    public static Expr<T> operator +(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="op_Addition(Expr{T}, Expr{T})"/>
    public static Expr<T> operator +(Expr<T> a, T b) => Definition.Only<T>();

    /// <inheritdoc cref="op_Addition(Expr{T}, Expr{T})"/>
    public static Expr<T> operator +(T a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="op_Addition(Expr{T}, Expr{T})"/>
    public static Expr<T> operator +(Expr<T> a, double b) => Definition.Only<T>();

    /// <inheritdoc cref="op_Addition(Expr{T}, Expr{T})"/>
    public static Expr<T> operator +(double a, Expr<T> b) => Definition.Only<T>();

    /// <summary>The difference a - b, elementwise. Integers wrap.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast right-aligned, and only a size declared as 1 broadcasts.</param>
    /// <returns>The broadcast shape of the operands, element type <typeparamref name="T"/>.</returns>
    /// <remarks>Gradient: g to <paramref name="a"/> and -g to <paramref name="b"/>, summed over broadcast axes.</remarks>
    public static Expr<T> operator -(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="op_Subtraction(Expr{T}, Expr{T})"/>
    public static Expr<T> operator -(Expr<T> a, T b) => Definition.Only<T>();

    /// <inheritdoc cref="op_Subtraction(Expr{T}, Expr{T})"/>
    public static Expr<T> operator -(T a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="op_Subtraction(Expr{T}, Expr{T})"/>
    public static Expr<T> operator -(Expr<T> a, double b) => Definition.Only<T>();

    /// <inheritdoc cref="op_Subtraction(Expr{T}, Expr{T})"/>
    public static Expr<T> operator -(double a, Expr<T> b) => Definition.Only<T>();

    /// <summary>The product a * b, elementwise; <see cref="Ops.Dot"/> is the matrix product. Integers wrap.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast right-aligned, and only a size declared as 1 broadcasts.</param>
    /// <returns>The broadcast shape of the operands, element type <typeparamref name="T"/>.</returns>
    /// <remarks>Gradient: g * b to <paramref name="a"/> and g * a to <paramref name="b"/>, summed over broadcast axes.</remarks>
    public static Expr<T> operator *(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="op_Multiply(Expr{T}, Expr{T})"/>
    public static Expr<T> operator *(Expr<T> a, T b) => Definition.Only<T>();

    /// <inheritdoc cref="op_Multiply(Expr{T}, Expr{T})"/>
    public static Expr<T> operator *(T a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="op_Multiply(Expr{T}, Expr{T})"/>
    public static Expr<T> operator *(Expr<T> a, double b) => Definition.Only<T>();

    /// <inheritdoc cref="op_Multiply(Expr{T}, Expr{T})"/>
    public static Expr<T> operator *(double a, Expr<T> b) => Definition.Only<T>();

    /// <summary>The quotient a / b, elementwise. Integers truncate toward zero as in C#; an integer division by zero throws <see cref="DivideByZeroException"/> before anything is written.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast right-aligned, and only a size declared as 1 broadcasts.</param>
    /// <returns>The broadcast shape of the operands, element type <typeparamref name="T"/>.</returns>
    /// <remarks>Gradient: g / b to <paramref name="a"/> and -g * a / (b * b) to <paramref name="b"/>, summed over broadcast axes.</remarks>
    public static Expr<T> operator /(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="op_Division(Expr{T}, Expr{T})"/>
    public static Expr<T> operator /(Expr<T> a, T b) => Definition.Only<T>();

    /// <inheritdoc cref="op_Division(Expr{T}, Expr{T})"/>
    public static Expr<T> operator /(T a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="op_Division(Expr{T}, Expr{T})"/>
    public static Expr<T> operator /(Expr<T> a, double b) => Definition.Only<T>();

    /// <inheritdoc cref="op_Division(Expr{T}, Expr{T})"/>
    public static Expr<T> operator /(double a, Expr<T> b) => Definition.Only<T>();

    /// <summary>The remainder of a / b with the sign of <paramref name="a"/>, elementwise, as the C# operator. An integer remainder by zero throws <see cref="DivideByZeroException"/>.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast right-aligned, and only a size declared as 1 broadcasts.</param>
    /// <returns>The broadcast shape of the operands, element type <typeparamref name="T"/>.</returns>
    /// <remarks>Gradient: g to <paramref name="a"/> and -g * Truncate(a / b) to <paramref name="b"/>.</remarks>
    public static Expr<T> operator %(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="op_Modulus(Expr{T}, Expr{T})"/>
    public static Expr<T> operator %(Expr<T> a, T b) => Definition.Only<T>();

    /// <inheritdoc cref="op_Modulus(Expr{T}, Expr{T})"/>
    public static Expr<T> operator %(T a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="op_Modulus(Expr{T}, Expr{T})"/>
    public static Expr<T> operator %(Expr<T> a, double b) => Definition.Only<T>();

    /// <inheritdoc cref="op_Modulus(Expr{T}, Expr{T})"/>
    public static Expr<T> operator %(double a, Expr<T> b) => Definition.Only<T>();

    /// <summary>The negated value -a, elementwise. Gradient: -g.</summary>
    /// <param name="a">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="a"/>.</returns>
    public static Expr<T> operator -(Expr<T> a) => Definition.Only<T>();

    /// <summary>The value itself. Gradient: g.</summary>
    /// <param name="a">A tensor of any shape.</param>
    /// <returns><paramref name="a"/>.</returns>
    public static Expr<T> operator +(Expr<T> a) => Definition.Only<T>();
}
