namespace TensorAot.Runtime;

// Special functions off the hot path: computed in double, one element at a time. Float results are rounded from it. TensorAot.Generate
// translates them for devices, so they use nothing but scalars, the elementwise functions, and what .NET has exactly.
public static partial class Functions
{
    /// <summary>The gamma function.</summary>
    public static double Gamma(double x) => GammaFunction.Gamma(x);

    /// <inheritdoc cref="Gamma(double)"/>
    public static float Gamma(float x) => (float)GammaFunction.Gamma(x);

    /// <summary>The derivative of digamma of an order that is an integer.</summary>
    public static double PolyGamma(double n, double x) => PolyGammaFunction.PolyGamma(n, x);

    /// <inheritdoc cref="PolyGamma(double, double)"/>
    public static float PolyGamma(float n, float x) => (float)PolyGammaFunction.PolyGamma(n, x);

    /// <summary>Gamma(a) Gamma(b) / Gamma(a + b).</summary>
    public static double Beta(double a, double b) => BetaFunction.Beta(a, b);

    /// <inheritdoc cref="Beta(double, double)"/>
    public static float Beta(float a, float b) => (float)BetaFunction.Beta(a, b);

    /// <summary>The logarithm of the beta function.</summary>
    public static double BetaLn(double a, double b) => BetaFunction.Log(a, b);

    /// <inheritdoc cref="BetaLn(double, double)"/>
    public static float BetaLn(float a, float b) => (float)BetaFunction.Log(a, b);

    /// <summary>The regularised incomplete beta function.</summary>
    public static double BetaInc(double a, double b, double x) => BetaFunction.Incomplete(a, b, x);

    /// <inheritdoc cref="BetaInc(double, double, double)"/>
    public static float BetaInc(float a, float b, float x) => (float)BetaFunction.Incomplete(a, b, x);

    /// <summary>The regularised lower incomplete gamma function.</summary>
    public static double GammaInc(double a, double x) => IncompleteGamma.Regularized(a, x, upper: false);

    /// <inheritdoc cref="GammaInc(double, double)"/>
    public static float GammaInc(float a, float x) => (float)IncompleteGamma.Regularized(a, x, upper: false);

    /// <summary>The regularised upper incomplete gamma function.</summary>
    public static double GammaIncC(double a, double x) => IncompleteGamma.Regularized(a, x, upper: true);

    /// <inheritdoc cref="GammaIncC(double, double)"/>
    public static float GammaIncC(float a, float x) => (float)IncompleteGamma.Regularized(a, x, upper: true);

    /// <summary>exp(x^2) erfc(x).</summary>
    public static double Erfcx(double x) => ErrorFunctions.Erfcx(x);

    /// <inheritdoc cref="Erfcx(double)"/>
    public static float Erfcx(float x) => (float)ErrorFunctions.Erfcx(x);

    /// <summary>The inverse of erfc.</summary>
    public static double Erfcinv(double x) => ErrorFunctions.Erfcinv(x);

    /// <inheritdoc cref="Erfcinv(double)"/>
    public static float Erfcinv(float x) => (float)ErrorFunctions.Erfcinv(x);

    /// <summary>The Bessel function of the first kind.</summary>
    public static double BesselJ(double n, double x) => BesselFunctions.J(n, x);

    /// <inheritdoc cref="BesselJ(double, double)"/>
    public static float BesselJ(float n, float x) => (float)BesselFunctions.J(n, x);

    /// <summary>The modified Bessel function of the first kind.</summary>
    public static double BesselI(double n, double x) => BesselFunctions.I(n, x, scaled: false);

    /// <inheritdoc cref="BesselI(double, double)"/>
    public static float BesselI(float n, float x) => (float)BesselFunctions.I(n, x, scaled: false);

    /// <summary>exp(-|x|) times the modified Bessel function of the first kind.</summary>
    public static double BesselIe(double n, double x) => BesselFunctions.I(n, x, scaled: true);

    /// <inheritdoc cref="BesselIe(double, double)"/>
    public static float BesselIe(float n, float x) => (float)BesselFunctions.I(n, x, scaled: true);
}
