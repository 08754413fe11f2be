namespace TensorAot;

// Special functions, off the hot path: computed in double on the CPU, float results rounded from it.
public static partial class Ops
{
    /// <summary>The gamma function, elementwise: (x - 1)! at integers. Infinite at 0 with its sign and above 171.6, NaN at negative integers.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * Gamma(x) * digamma(x).</remarks>
    public static Expr<T> Gamma<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The derivative of order n of digamma, elementwise; n = 0 is digamma itself. At 0 and the negative integers infinite for odd n, NaN for even n.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="n">The order, a build-time integer from 0 to 150.</param>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * PolyGamma(n + 1, x).</remarks>
    public static Expr<T> PolyGamma<T>(int n, Expr<T> x) => Definition.Only<T>();

    /// <summary>The second derivative of the logarithm of the gamma function, elementwise: PolyGamma(1, x).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * PolyGamma(2, x).</remarks>
    public static Expr<T> Trigamma<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>Gamma(a) * Gamma(b) / Gamma(a + b), elementwise, without overflow. Infinite where a or b is 0, NaN where one is negative.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands.</returns>
    /// <remarks>Gradient: g * Beta(a, b) * (digamma(a) - digamma(a + b)) to <paramref name="a"/>, and so to <paramref name="b"/>.</remarks>
    public static Expr<T> Beta<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="Beta{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Beta<T>(Expr<T> a, T b) => Definition.Only<T>();

    /// <inheritdoc cref="Beta{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Beta<T>(T a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="Beta{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Beta<T>(Expr<T> a, double b) => Definition.Only<T>();

    /// <inheritdoc cref="Beta{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Beta<T>(double a, Expr<T> b) => Definition.Only<T>();

    /// <summary>Log(Beta(a, b)), elementwise, without cancellation for large parameters. Infinite where a or b is 0, NaN where one is negative.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands.</returns>
    /// <remarks>Gradient: g * (digamma(a) - digamma(a + b)) to <paramref name="a"/>, and so to <paramref name="b"/>.</remarks>
    public static Expr<T> BetaLn<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="BetaLn{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> BetaLn<T>(Expr<T> a, T b) => Definition.Only<T>();

    /// <inheritdoc cref="BetaLn{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> BetaLn<T>(T a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="BetaLn{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> BetaLn<T>(Expr<T> a, double b) => Definition.Only<T>();

    /// <inheritdoc cref="BetaLn{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> BetaLn<T>(double a, Expr<T> b) => Definition.Only<T>();

    /// <summary>The regularised lower incomplete gamma function P(a, x), elementwise. NaN where a or x is negative.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">The order.</param>
    /// <param name="x">The argument; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands.</returns>
    /// <remarks>Gradient: g * x^(a - 1) * e^-x / Gamma(a) to <paramref name="x"/>; a build error for <paramref name="a"/>, whose slope has no closed form.</remarks>
    public static Expr<T> GammaInc<T>(Expr<T> a, Expr<T> x) => Definition.Only<T>();

    /// <inheritdoc cref="GammaInc{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> GammaInc<T>(Expr<T> a, T x) => Definition.Only<T>();

    /// <inheritdoc cref="GammaInc{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> GammaInc<T>(T a, Expr<T> x) => Definition.Only<T>();

    /// <inheritdoc cref="GammaInc{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> GammaInc<T>(Expr<T> a, double x) => Definition.Only<T>();

    /// <inheritdoc cref="GammaInc{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> GammaInc<T>(double a, Expr<T> x) => Definition.Only<T>();

    /// <summary>The regularised upper incomplete gamma function 1 - P(a, x), elementwise, accurate where it is small. NaN where a or x is negative.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">The order.</param>
    /// <param name="x">The argument; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands.</returns>
    /// <remarks>Gradient: -g * x^(a - 1) * e^-x / Gamma(a) to <paramref name="x"/>; a build error for <paramref name="a"/>, whose slope has no closed form.</remarks>
    public static Expr<T> GammaIncC<T>(Expr<T> a, Expr<T> x) => Definition.Only<T>();

    /// <inheritdoc cref="GammaIncC{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> GammaIncC<T>(Expr<T> a, T x) => Definition.Only<T>();

    /// <inheritdoc cref="GammaIncC{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> GammaIncC<T>(T a, Expr<T> x) => Definition.Only<T>();

    /// <inheritdoc cref="GammaIncC{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> GammaIncC<T>(Expr<T> a, double x) => Definition.Only<T>();

    /// <inheritdoc cref="GammaIncC{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> GammaIncC<T>(double a, Expr<T> x) => Definition.Only<T>();

    /// <summary>The regularised incomplete beta function I_x(a, b), elementwise. NaN where a or b is negative or x outside [0, 1].</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">The first parameter.</param>
    /// <param name="b">The second parameter.</param>
    /// <param name="x">The argument; all three shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands.</returns>
    /// <remarks>Gradient: g * x^(a - 1) * (1 - x)^(b - 1) / Beta(a, b) to <paramref name="x"/>; a build error for the parameters, whose slopes have no closed form.</remarks>
    public static Expr<T> BetaInc<T>(Expr<T> a, Expr<T> b, Expr<T> x) => Definition.Only<T>();

    /// <inheritdoc cref="BetaInc{T}(Expr{T}, Expr{T}, Expr{T})"/>
    public static Expr<T> BetaInc<T>(double a, double b, Expr<T> x) => Definition.Only<T>();

    /// <summary>exp(x^2) * erfc(x), elementwise, without underflow: the scaled complementary error function.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * (2 * x * Erfcx(x) - 2 / sqrt(pi)).</remarks>
    public static Expr<T> Erfcx<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The inverse of erfc, elementwise: infinite at 0 and 2, NaN outside.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: -g * sqrt(pi) / 2 * Exp(Erfcinv(x)^2).</remarks>
    public static Expr<T> Erfcinv<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The Bessel function of the first kind J_n(x), elementwise (Theano's jv).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="n">The order, a build-time integer from -1000 to 1000.</param>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * (BesselJ(n - 1, x) - BesselJ(n + 1, x)) / 2.</remarks>
    public static Expr<T> BesselJ<T>(int n, Expr<T> x) => Definition.Only<T>();

    /// <summary>The modified Bessel function of the first kind I_n(x), elementwise (Theano's iv).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="n">The order, a build-time integer from -1000 to 1000.</param>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * (BesselI(n - 1, x) + BesselI(n + 1, x)) / 2.</remarks>
    public static Expr<T> BesselI<T>(int n, Expr<T> x) => Definition.Only<T>();

    /// <summary>Exp(-|x|) * BesselI(n, x), elementwise, without overflow (Theano's ive).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="n">The order, a build-time integer from -1000 to 1000.</param>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * ((BesselIe(n - 1, x) + BesselIe(n + 1, x)) / 2 - Sign(x) * BesselIe(n, x)).</remarks>
    public static Expr<T> BesselIe<T>(int n, Expr<T> x) => Definition.Only<T>();

    /// <summary>The Bessel function of the first kind and order 0, elementwise.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: -g * J1(x).</remarks>
    public static Expr<T> J0<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The Bessel function of the first kind and order 1, elementwise.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * (J0(x) - BesselJ(2, x)) / 2.</remarks>
    public static Expr<T> J1<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The modified Bessel function of the first kind and order 0, elementwise.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * I1(x).</remarks>
    public static Expr<T> I0<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The modified Bessel function of the first kind and order 1, elementwise.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * (I0(x) + BesselI(2, x)) / 2.</remarks>
    public static Expr<T> I1<T>(Expr<T> x) => Definition.Only<T>();
}
