namespace FaceTests.Functions;

/// <summary>Elementwise functions as a user writes them.</summary>
[TensorGraph]
public static partial class Curves
{
    /// <summary>The normal distribution below x, from the error function.</summary>
    [Function]
    static Expr<double> NormalCdf(Vector<double> x) => Erfc(x * -0.70710678118654757) / 2;

    /// <summary>Its slope, which is the density.</summary>
    [Function]
    static Expr<double> NormalDensity(Vector<double> x) => Grad(Sum(Erfc(x * -0.70710678118654757) / 2), x);

    /// <summary>The quantile of the normal distribution.</summary>
    [Function]
    static Expr<double> NormalQuantile(Vector<double> p) => Erfinv(2 * p - 1) * 1.4142135623730951;

    /// <summary>The angle and the length of points.</summary>
    [Function]
    static (Expr<float> Angle, Expr<float> Turns) Angles([Dims("n")] Vector<float> y, [Dims("n")] Vector<float> x) => (Arctan2(y, x), Arctan2(y, x) / 6.2831853f);

    /// <summary>Circular and hyperbolic identities.</summary>
    [Function]
    static (Expr<double> Circle, Expr<double> Hyperbola) Identities(Vector<double> x) =>
        (Square(Sin(x)) + Square(Cos(x)) - Tan(Arctan(x)) / x, Square(Cosh(x)) - Square(Sinh(x)) + Arctanh(Tanh(x)) - x);

    /// <summary>Logarithms to three bases, and of the gamma function.</summary>
    [Function]
    static (Expr<float> Two, Expr<float> Ten, Expr<float> Factorial) Logarithms(Vector<float> x) => (Log2(Exp2(x)), Log10(x), GammaLn(x + 1));
}
