namespace TensorAot.Runtime;

/// <summary>
/// Logarithms of the probabilities of Poisson's and the binomial distribution, accurate for large parameters too: Loader (Fast and accurate
/// computation of binomial probabilities, 2000).
/// </summary>
internal static class CountProbabilities
{
    private const double HalfLogOfTwoPi = 0.91893853320467274178;

    private static ReadOnlySpan<double> Factorials => [1, 1, 2, 6, 24, 120, 720, 5040, 40320, 362880, 3628800, 39916800, 479001600, 6227020800, 87178291200, 1307674368000];

    /// <summary>log(rate^k e^-rate / k!).</summary>
    public static double LogPoisson(double k, double rate) =>
        k == 0 ? -rate : -StirlingError(k) - Deviance(k, rate) - HalfLogOfTwoPi - 0.5 * Functions.Log(k);

    /// <summary>log(n! / (k! (n - k)!) p^k (1 - p)^(n - k)).</summary>
    public static double LogBinomial(double k, double n, double p)
    {
        double q = 1 - p;
        if (k == 0 || k == n)
            return k == 0 ? n * Functions.Log1p(-p) : n * Functions.Log(p);
        double error = StirlingError(n) - StirlingError(k) - StirlingError(n - k) - Deviance(k, n * p) - Deviance(n - k, n * q);
        return error + 0.5 * Functions.Log(n / (k * (n - k))) - HalfLogOfTwoPi;
    }

    /// <summary>log(n!) - log(sqrt(2 pi n) (n / e)^n).</summary>
    private static double StirlingError(double n)
    {
        if (n <= 15)
            return Functions.Log(Factorials[(int)n]) - (n + 0.5) * Functions.Log(n) + n - HalfLogOfTwoPi;
        double square = n * n;
        return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - 1.0 / 1680 / square) / square) / square) / n;
    }

    /// <summary>x log(x / mean) + mean - x, without cancellation where x is near the mean.</summary>
    private static double Deviance(double x, double mean)
    {
        if (Math.Abs(x - mean) >= 0.1 * (x + mean))
            return x * Functions.Log(x / mean) + mean - x;
        double v = (x - mean) / (x + mean), sum = (x - mean) * v, term = 2 * x * v;
        for (int j = 1; j < 1000; j++)
        {
            term *= v * v;
            double next = sum + term / (2 * j + 1);
            if (next == sum)
                break;
            sum = next;
        }
        return sum;
    }
}
