namespace TensorAot;

// Operations of two and three operands, in the forms of the operators.
public static partial class Ops
{
    /// <summary>The smaller of a and b, elementwise, as IEEE 754-2019 minimum: NaN if either is NaN, and -0 is less than +0.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands.</returns>
    /// <remarks>Gradient: g to the operand that was chosen, half of it to each of two equal ones.</remarks>
    public static Expr<T> Minimum<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="Minimum{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Minimum<T>(Expr<T> a, T b) => Definition.Only<T>();

    /// <inheritdoc cref="Minimum{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Minimum<T>(T a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="Minimum{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Minimum<T>(Expr<T> a, double b) => Definition.Only<T>();

    /// <inheritdoc cref="Minimum{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Minimum<T>(double a, Expr<T> b) => Definition.Only<T>();

    /// <summary>The larger of a and b, elementwise, as IEEE 754-2019 maximum: NaN if either is NaN, and -0 is less than +0.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands.</returns>
    /// <remarks>Gradient: g to the operand that was chosen, half of it to each of two equal ones.</remarks>
    public static Expr<T> Maximum<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="Maximum{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Maximum<T>(Expr<T> a, T b) => Definition.Only<T>();

    /// <inheritdoc cref="Maximum{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Maximum<T>(T a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="Maximum{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Maximum<T>(Expr<T> a, double b) => Definition.Only<T>();

    /// <inheritdoc cref="Maximum{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Maximum<T>(double a, Expr<T> b) => Definition.Only<T>();

    /// <summary>a to the power of b, elementwise, with the special values of IEEE 754 pow (x^0 = 1, NaN for a negative base with a fractional exponent).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">The base.</param>
    /// <param name="b">The exponent; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands.</returns>
    /// <remarks>Gradient: g * b * a^(b - 1) to <paramref name="a"/>, g * a^b * Log(a) to <paramref name="b"/>.</remarks>
    public static Expr<T> Pow<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="Pow{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Pow<T>(Expr<T> a, T b) => Definition.Only<T>();

    /// <inheritdoc cref="Pow{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Pow<T>(T a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="Pow{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Pow<T>(Expr<T> a, double b) => Definition.Only<T>();

    /// <inheritdoc cref="Pow{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Pow<T>(double a, Expr<T> b) => Definition.Only<T>();

    /// <summary>x limited to [low, high], elementwise: Minimum(Maximum(x, low), high).</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="low">The lower bound; shapes broadcast.</param>
    /// <param name="high">The upper bound; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands.</returns>
    /// <remarks>Gradient: g where low &lt;= x &lt;= high, zero elsewhere; to a bound where it was taken.</remarks>
    public static Expr<T> Clip<T>(Expr<T> x, Expr<T> low, Expr<T> high) => Definition.Only<T>();

    /// <inheritdoc cref="Clip{T}(Expr{T}, Expr{T}, Expr{T})"/>
    public static Expr<T> Clip<T>(Expr<T> x, T low, T high) => Definition.Only<T>();

    /// <inheritdoc cref="Clip{T}(Expr{T}, Expr{T}, Expr{T})"/>
    public static Expr<T> Clip<T>(Expr<T> x, double low, double high) => Definition.Only<T>();

    /// <summary>a where the condition holds, else b, elementwise. Both are computed.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="condition">Which operand to take.</param>
    /// <param name="a">The values where <paramref name="condition"/> is true.</param>
    /// <param name="b">The values where it is false; all three shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands.</returns>
    /// <remarks>Gradient: g to <paramref name="a"/> where the condition holds and to <paramref name="b"/> elsewhere; a NaN in the operand that was not taken does not spread.</remarks>
    public static Expr<T> Where<T>(Expr<bool> condition, Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="Where{T}(Expr{bool}, Expr{T}, Expr{T})"/>
    public static Expr<T> Where<T>(Expr<bool> condition, Expr<T> a, T b) => Definition.Only<T>();

    /// <inheritdoc cref="Where{T}(Expr{bool}, Expr{T}, Expr{T})"/>
    public static Expr<T> Where<T>(Expr<bool> condition, T a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="Where{T}(Expr{bool}, Expr{T}, Expr{T})"/>
    public static Expr<T> Where<T>(Expr<bool> condition, Expr<T> a, double b) => Definition.Only<T>();

    /// <inheritdoc cref="Where{T}(Expr{bool}, Expr{T}, Expr{T})"/>
    public static Expr<T> Where<T>(Expr<bool> condition, double a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="Where{T}(Expr{bool}, Expr{T}, Expr{T})"/>
    public static Expr<T> Where<T>(Expr<bool> condition, T a, T b)
        where T : struct
        => Definition.Only<T>();
}
