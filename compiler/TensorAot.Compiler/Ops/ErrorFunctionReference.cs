namespace TensorAot.Compiler.Ops;

/// <summary>
/// The error function in float64 for reference evaluation, by the series and the continued fraction of Abramowitz and Stegun (7.1.6,
/// 7.1.14), which have nothing in common with the compiler's programs. Errors are a few units in the last place.
/// </summary>
internal static class ErrorFunctionReference
{
    private const double SqrtPi = 1.7724538509055160;

    public static double Erf(double x) => Math.Abs(x) < 1 ? Series(x) : x < 0 ? Fraction(-x) - 1 : 1 - Fraction(x);

    public static double Erfc(double x) => x < 0 ? 1 + Erf(-x) : x < 0.5 ? 1 - Series(x) : Fraction(x);

    /// <summary>Newton's steps on erf, which is concave: from 0 on they rise to the root.</summary>
    public static double Erfinv(double x)
    {
        double a = Math.Abs(x), y = a * SqrtPi / 2;
        if (!(a < 1)) return a == 1 ? x / 0 : double.NaN;
        for (int i = 0; i < 100; i++)
            y -= (a > 0.5 ? 1 - a - Erfc(y) : Erf(y) - a) * Math.Exp(y * y) * SqrtPi / 2;
        return x < 0 ? -y : y;
    }

    /// <summary>erf(x) = 2 / sqrt(pi) exp(-x^2) (x + 2 x^3 / 3 + 4 x^5 / 15 + ...): all terms have one sign.</summary>
    private static double Series(double x)
    {
        double sum = x, term = x;
        for (int n = 1; n < 60; n++)
            sum += term *= 2 * x * x / ((2 * n) + 1);
        return 2 / SqrtPi * Math.Exp(-x * x) * sum;
    }

    /// <summary>erfc(x) = exp(-x^2) / sqrt(pi) / (x + 1/2 / (x + 1 / (x + 3/2 / (x + ...)))), from x = 1/2 on.</summary>
    private static double Fraction(double x)
    {
        if (double.IsNaN(x) || x > 30) return double.IsNaN(x) ? x : 0;
        double tail = x;
        for (int n = 2000; n > 0; n--)
            tail = x + (n * 0.5 / tail);
        // The square of a number with few bits is exact.
        double coarse = Math.Round(x * 16) / 16;
        return Math.Exp(-coarse * coarse) * Math.Exp(-(x - coarse) * (x + coarse)) / (SqrtPi * tail);
    }
}
