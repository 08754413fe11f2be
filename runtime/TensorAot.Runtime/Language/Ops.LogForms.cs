namespace TensorAot;

// Products with logarithms, logarithms of sums, angles.
public static partial class Ops
{
    /// <summary>x * Log(x), elementwise, and 0 at x = 0; NaN for x &lt; 0.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * (Log(x) + 1), -infinity at 0.</remarks>
    public static Expr<T> Xlogx<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>a * Log(b), elementwise, and 0 where a = 0 unless b is NaN.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands.</returns>
    /// <remarks>Gradient: g * Log(b) to <paramref name="a"/>, g * a / b to <paramref name="b"/>; both 0 where a = 0 and b &lt;= 0.</remarks>
    public static Expr<T> Xlogy<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="Xlogy{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Xlogy<T>(Expr<T> a, T b) => Definition.Only<T>();

    /// <inheritdoc cref="Xlogy{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Xlogy<T>(T a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="Xlogy{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Xlogy<T>(Expr<T> a, double b) => Definition.Only<T>();

    /// <inheritdoc cref="Xlogy{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Xlogy<T>(double a, Expr<T> b) => Definition.Only<T>();

    /// <summary>a * Log1p(b), elementwise, and 0 where a = 0 unless b is NaN.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands.</returns>
    /// <remarks>Gradient: g * Log1p(b) to <paramref name="a"/>, g * a / (1 + b) to <paramref name="b"/>; both 0 where a = 0 and b &lt;= -1.</remarks>
    public static Expr<T> Xlog1py<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="Xlog1py{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Xlog1py<T>(Expr<T> a, T b) => Definition.Only<T>();

    /// <inheritdoc cref="Xlog1py{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Xlog1py<T>(T a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="Xlog1py{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Xlog1py<T>(Expr<T> a, double b) => Definition.Only<T>();

    /// <inheritdoc cref="Xlog1py{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Xlog1py<T>(double a, Expr<T> b) => Definition.Only<T>();

    /// <summary>Log(Exp(a) + Exp(b)), elementwise, without overflow; -infinity where both are.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands.</returns>
    /// <remarks>Gradient: g * Sigmoid(a - b) to <paramref name="a"/>, g * Sigmoid(b - a) to <paramref name="b"/>.</remarks>
    public static Expr<T> LogAddExp<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="LogAddExp{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> LogAddExp<T>(Expr<T> a, T b) => Definition.Only<T>();

    /// <inheritdoc cref="LogAddExp{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> LogAddExp<T>(T a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="LogAddExp{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> LogAddExp<T>(Expr<T> a, double b) => Definition.Only<T>();

    /// <inheritdoc cref="LogAddExp{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> LogAddExp<T>(double a, Expr<T> b) => Definition.Only<T>();

    /// <summary>Log2(2^a + 2^b), elementwise, without overflow; -infinity where both are.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands.</returns>
    /// <remarks>Gradient: g * 2^a / (2^a + 2^b) to <paramref name="a"/>, the rest of g to <paramref name="b"/>.</remarks>
    public static Expr<T> LogAddExp2<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="LogAddExp2{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> LogAddExp2<T>(Expr<T> a, T b) => Definition.Only<T>();

    /// <inheritdoc cref="LogAddExp2{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> LogAddExp2<T>(T a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="LogAddExp2{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> LogAddExp2<T>(Expr<T> a, double b) => Definition.Only<T>();

    /// <inheritdoc cref="LogAddExp2{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> LogAddExp2<T>(double a, Expr<T> b) => Definition.Only<T>();

    /// <summary>Log(x / (1 - x)), elementwise: the inverse of Sigmoid. -infinity at 0, infinity at 1, NaN outside.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g / (x * (1 - x)).</remarks>
    public static Expr<T> Logit<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>Log(Sigmoid(x)), elementwise, for any x without overflow.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * Sigmoid(-x).</remarks>
    public static Expr<T> LogSigmoid<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>Degrees as radians, elementwise: x * pi / 180.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * pi / 180.</remarks>
    public static Expr<T> Deg2Rad<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>Radians as degrees, elementwise: x * 180 / pi.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * 180 / pi.</remarks>
    public static Expr<T> Rad2Deg<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>sin(pi x) / (pi x), elementwise, 1 at 0: NumPy's normalised sinc. Integers give exact zeros.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * (cos(pi x) - Sinc(x)) / x, 0 at 0.</remarks>
    public static Expr<T> Sinc<T>(Expr<T> x) => Definition.Only<T>();
}
