namespace TensorAot;

// Division towards minus infinity, as in NumPy and Python; the operators / and % are those of C#.
public static partial class Ops
{
    /// <summary>a / b rounded towards minus infinity, elementwise (Python's <c>//</c>, Theano's int_div). Floats by zero are infinite or NaN; an integer division by zero throws before anything is written.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands.</returns>
    /// <remarks>Gradient: zero, also at the jumps.</remarks>
    public static Expr<T> FloorDivide<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="FloorDivide{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> FloorDivide<T>(Expr<T> a, T b) => Definition.Only<T>();

    /// <inheritdoc cref="FloorDivide{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> FloorDivide<T>(T a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="FloorDivide{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> FloorDivide<T>(Expr<T> a, double b) => Definition.Only<T>();

    /// <inheritdoc cref="FloorDivide{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> FloorDivide<T>(double a, Expr<T> b) => Definition.Only<T>();

    /// <summary>The remainder with the sign of b, elementwise: a - b * FloorDivide(a, b), exact (NumPy's mod and remainder, Python's <c>%</c>; the operator % has the sign of a). NaN for a floating b = 0; an integer remainder by zero throws before anything is written.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands.</returns>
    /// <remarks>Gradient: g to <paramref name="a"/>, -g * FloorDivide(a, b) to <paramref name="b"/>.</remarks>
    public static Expr<T> Mod<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="Mod{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Mod<T>(Expr<T> a, T b) => Definition.Only<T>();

    /// <inheritdoc cref="Mod{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Mod<T>(T a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="Mod{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Mod<T>(Expr<T> a, double b) => Definition.Only<T>();

    /// <inheritdoc cref="Mod{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Mod<T>(double a, Expr<T> b) => Definition.Only<T>();

    /// <summary>The quotient rounded towards minus infinity and what it leaves: (FloorDivide(a, b), Mod(a, b)), elementwise.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns>Both of the broadcast shape of the operands.</returns>
    /// <remarks>Gradient: those of FloorDivide and Mod.</remarks>
    public static (Expr<T> Quotient, Expr<T> Remainder) DivMod<T>(Expr<T> a, Expr<T> b) => Definition.Result<(Expr<T>, Expr<T>)>();

    /// <inheritdoc cref="DivMod{T}(Expr{T}, Expr{T})"/>
    public static (Expr<T> Quotient, Expr<T> Remainder) DivMod<T>(Expr<T> a, T b) => Definition.Result<(Expr<T>, Expr<T>)>();

    /// <inheritdoc cref="DivMod{T}(Expr{T}, Expr{T})"/>
    public static (Expr<T> Quotient, Expr<T> Remainder) DivMod<T>(T a, Expr<T> b) => Definition.Result<(Expr<T>, Expr<T>)>();

    /// <inheritdoc cref="DivMod{T}(Expr{T}, Expr{T})"/>
    public static (Expr<T> Quotient, Expr<T> Remainder) DivMod<T>(Expr<T> a, double b) => Definition.Result<(Expr<T>, Expr<T>)>();

    /// <inheritdoc cref="DivMod{T}(Expr{T}, Expr{T})"/>
    public static (Expr<T> Quotient, Expr<T> Remainder) DivMod<T>(double a, Expr<T> b) => Definition.Result<(Expr<T>, Expr<T>)>();

    /// <summary>a / b, elementwise, as real numbers (Python's <c>/</c>): integers become double first, so that nothing throws and 1 by 0 is infinite.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns><c>float</c> of the broadcast shape of the operands.</returns>
    /// <remarks>Gradient: as of a / b; none for integers.</remarks>
    public static Expr<float> TrueDivide(Expr<float> a, Expr<float> b) => Definition.Only<float>();

    /// <inheritdoc cref="TrueDivide(Expr{float}, Expr{float})"/>
    public static Expr<float> TrueDivide(Expr<float> a, float b) => Definition.Only<float>();

    /// <inheritdoc cref="TrueDivide(Expr{float}, Expr{float})"/>
    public static Expr<float> TrueDivide(float a, Expr<float> b) => Definition.Only<float>();

    /// <inheritdoc cref="TrueDivide(Expr{float}, Expr{float})"/>
    public static Expr<double> TrueDivide(Expr<double> a, Expr<double> b) => Definition.Only<double>();

    /// <inheritdoc cref="TrueDivide(Expr{float}, Expr{float})"/>
    public static Expr<double> TrueDivide(Expr<double> a, double b) => Definition.Only<double>();

    /// <inheritdoc cref="TrueDivide(Expr{float}, Expr{float})"/>
    public static Expr<double> TrueDivide(double a, Expr<double> b) => Definition.Only<double>();

    /// <inheritdoc cref="TrueDivide(Expr{float}, Expr{float})"/>
    public static Expr<double> TrueDivide(Expr<int> a, Expr<int> b) => Definition.Only<double>();

    /// <inheritdoc cref="TrueDivide(Expr{float}, Expr{float})"/>
    public static Expr<double> TrueDivide(Expr<int> a, int b) => Definition.Only<double>();

    /// <inheritdoc cref="TrueDivide(Expr{float}, Expr{float})"/>
    public static Expr<double> TrueDivide(int a, Expr<int> b) => Definition.Only<double>();

    /// <inheritdoc cref="TrueDivide(Expr{float}, Expr{float})"/>
    public static Expr<double> TrueDivide(Expr<long> a, Expr<long> b) => Definition.Only<double>();

    /// <inheritdoc cref="TrueDivide(Expr{float}, Expr{float})"/>
    public static Expr<double> TrueDivide(Expr<long> a, long b) => Definition.Only<double>();

    /// <inheritdoc cref="TrueDivide(Expr{float}, Expr{float})"/>
    public static Expr<double> TrueDivide(long a, Expr<long> b) => Definition.Only<double>();

    /// <inheritdoc cref="TrueDivide(Expr{float}, Expr{float})"/>
    public static Expr<double> TrueDivide(Expr<byte> a, Expr<byte> b) => Definition.Only<double>();

    /// <inheritdoc cref="TrueDivide(Expr{float}, Expr{float})"/>
    public static Expr<double> TrueDivide(Expr<byte> a, byte b) => Definition.Only<double>();

    /// <inheritdoc cref="TrueDivide(Expr{float}, Expr{float})"/>
    public static Expr<double> TrueDivide(byte a, Expr<byte> b) => Definition.Only<double>();

    /// <summary>a / b of integers rounded towards plus infinity, elementwise (Theano's ceil_intdiv): how many parts of size b cover a. Division by zero throws before anything is written.</summary>
    /// <typeparam name="T">int, long or byte.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands. No gradient.</returns>
    public static Expr<T> CeilIntDiv<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="CeilIntDiv{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> CeilIntDiv<T>(Expr<T> a, T b) => Definition.Only<T>();

    /// <inheritdoc cref="CeilIntDiv{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> CeilIntDiv<T>(T a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="CeilIntDiv{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> CeilIntDiv<T>(Expr<T> a, double b) => Definition.Only<T>();

    /// <inheritdoc cref="CeilIntDiv{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> CeilIntDiv<T>(double a, Expr<T> b) => Definition.Only<T>();

    /// <summary>1 / x, elementwise (Theano's inv). Infinite at zero, with its sign.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: -g / x^2.</remarks>
    public static Expr<T> Reciprocal<T>(Expr<T> x) => Definition.Only<T>();
}
