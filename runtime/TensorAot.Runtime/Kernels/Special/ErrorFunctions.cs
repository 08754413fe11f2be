namespace TensorAot.Runtime;

/// <summary>The scaled complementary error function and the inverse of the complementary one.</summary>
internal static class ErrorFunctions
{
    private const double TwoOverRootPi = 1.1283791670955125739, Ln2 = 0.69314718055994530942;

    /// <summary>exp(-t^2) at t = (k + 1/2) / 2.</summary>
    private static ReadOnlySpan<double> Weights =>
    [
        0.93941306281347578612, 0.56978282473092300977, 0.20961138715109782252, 0.046770622383958983653, 0.0063297154274857465769,
        0.00051957468215483848176, 0.00002586810022265412127, 7.8114894083044907955e-7, 1.4307241918567688335e-8,
        1.5893910094516366529e-10, 1.0709232382508076456e-12, 4.3766185028708498938e-15, 1.0848552640429378025e-17,
    ];

    /// <summary>
    /// exp(x^2) erfc(x) by the midpoint rule for its integral of exp(-t^2) / (x^2 + t^2) with steps of 1/2, and what the pole at t = ix
    /// adds (Matta and Reichel, Math. Comp. 25, 1971). All terms are positive; the rule's own error is exp(-4 pi^2).
    /// </summary>
    public static double Erfcx(double x)
    {
        double positive = ErfcxOfPositive(Math.Abs(x));
        return x < 0 ? (2 * ExpOfSquare(x)) - positive : positive;
    }

    private static double ErfcxOfPositive(double x)
    {
        double sum = 0;
        for (int k = Weights.Length - 1; k >= 0; k--)
        {
            double t = (k + 0.5) / 2;
            sum += Weights[k] / (x + (t * t / x));
        }
        sum /= Math.PI;
        return x < 6.3 ? sum + (2 * ExpOfSquare(x) / (1 + Functions.Exp(4 * Math.PI * x))) : sum;
    }

    /// <summary>The complementary error function.</summary>
    public static double Erfc(double x)
    {
        double z = Math.Abs(x), tail = z > 28 ? 0 : ErfcxOfPositive(z) / ExpOfSquare(z);
        return x < 0 ? 2 - tail : tail;
    }

    /// <summary>x with erfc(x) = y: infinite at 0, -infinite at 2, NaN outside.</summary>
    public static double Erfcinv(double y)
    {
        if (!(y >= 0 && y <= 2))
            return double.NaN;
        if (y >= 0.5 && y <= 1.5)
            return NearOne(1 - y);
        double tail = y < 1 ? y : 2 - y, x = tail == 0 ? double.PositiveInfinity : Tail(tail);
        return y < 1 ? x : -x;
    }

    /// <summary>
    /// An estimate (Abramowitz and Stegun 26.2.23), then Halley's method on erfcx(x) - y exp(x^2), in which nothing underflows.
    /// </summary>
    private static double Tail(double y)
    {
        double t = Math.Sqrt(-2 * (Functions.Log(y) - Ln2));
        double x = 0.70710678118654752 * (t - ((2.515517 + (t * (0.802853 + (t * 0.010328)))) / (1 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308))))))));
        for (int i = 0; i < 3; i++)
        {
            double step = (ErfcxOfPositive(x) - TimesExpOfSquare(y, x)) / TwoOverRootPi;
            x += step / (1 - (x * step));
        }
        return x;
    }

    /// <summary>y exp(x^2): for the smallest y the exponential alone overflows.</summary>
    private static double TimesExpOfSquare(double y, double x)
    {
        if (y > 1e-300)
            return y * ExpOfSquare(x);
        double square = x * x, half = Functions.Exp(square / 2);
        return y * half * half * (1 + Math.FusedMultiplyAdd(x, x, -square));
    }

    /// <summary>x with erf(x) = p for |p| up to 1/2: Halley's method on the series of erf, which keeps the digits of small p.</summary>
    private static double NearOne(double p)
    {
        double x = p / TwoOverRootPi;
        for (int i = 0; i < 4; i++)
        {
            double step = (p - Erf(x)) / (TwoOverRootPi * Functions.Exp(-x * x));
            x += step / (1 - (x * step));
        }
        return x;
    }

    private static double Erf(double x)
    {
        double square = x * x, sum = 0;
        // x (1 - x^2/3 + x^4/(5 2!) - ...) for |x| < 0.6.
        double term = 1;
        for (int n = 0; n < 16; n++)
        {
            sum += term / ((2 * n) + 1);
            term *= -square / (n + 1);
        }
        return TwoOverRootPi * x * sum;
    }

    /// <summary>exp(x^2), whose square is computed in two parts: its rounding error would count x^2 times.</summary>
    private static double ExpOfSquare(double x)
    {
        double square = x * x;
        return double.IsInfinity(square) ? square : Functions.Exp(square) * (1 + Math.FusedMultiplyAdd(x, x, -square));
    }
}
