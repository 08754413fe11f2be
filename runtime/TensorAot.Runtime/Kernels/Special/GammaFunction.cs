namespace TensorAot.Runtime;

/// <summary>The gamma function and its logarithm, by Stirling's series, to which recurrence and reflection lead.</summary>
internal static class GammaFunction
{
    /// <summary>B[2k] / (2k (2k - 1)): Stirling's series in 1/x (Abramowitz and Stegun 6.1.41).</summary>
    private static ReadOnlySpan<double> Stirling =>
    [
        0.083333333333333333333, -0.0027777777777777777778, 0.00079365079365079365079, -0.0005952380952380952381,
        0.00084175084175084175084, -0.0019175269175269175269, 0.0064102564102564102564, -0.02955065359477124183,
    ];

    private const double HalfLogOfTwoPi = 0.91893853320467274178, RootOfTwoPi = 2.5066282746310005024;

    /// <summary>From here on Stirling's series is exact to rounding.</summary>
    public const double Large = 12;

    /// <summary>Gamma(x): infinite at zero with its sign, NaN at negative integers and at -infinity.</summary>
    public static double Gamma(double x)
    {
        if (x == 0)
            return 1 / x;
        if (x < 0 && (Math.Floor(x) == x || double.IsInfinity(x)))
            return double.NaN;
        if (x < 0.5)
            return Reflected(x);
        return x <= 23 && Math.Floor(x) == x ? Factorial((int)x - 1) : Positive(x);
    }

    /// <summary>log(Gamma(x)) for x > 0.</summary>
    public static double LogOfPositive(double x) => x < Large
        ? Math.Log(Positive(x))
        : ((x - 0.5) * Math.Log(x)) - x + HalfLogOfTwoPi + Correction(x);

    /// <summary>log(Gamma(x)) - ((x - 1/2) log(x) - x + log(2 pi) / 2) for large x.</summary>
    public static double Correction(double x)
    {
        double inverse = 1 / x, square = inverse * inverse, sum = 0;
        for (int k = Stirling.Length - 1; k >= 0; k--)
            sum = (sum * square) + Stirling[k];
        return sum * inverse;
    }

    /// <summary>n! as a product, which is exact to 22!.</summary>
    public static double Factorial(int n)
    {
        double product = 1;
        for (int k = 2; k <= n; k++)
            product *= k;
        return product;
    }

    /// <summary>sin(pi x), exactly zero at integers.</summary>
    public static double SineOfPi(double x)
    {
        double whole = Math.Round(x), sine = Math.Sin(Math.PI * (x - whole));
        return whole / 2 == Math.Floor(whole / 2) ? sine : -sine;
    }

    private static double Positive(double x)
    {
        if (x > 171.7)
            return double.PositiveInfinity;
        int steps = x < Large ? (int)Math.Ceiling(Large - x) : 0;
        double divisor = 1;
        for (int k = 0; k < steps; k++)
            divisor *= x + k;
        // What the sum loses of x moves the logarithm by the slope of log gamma.
        double lost = x - (x + steps - steps);
        x += steps;
        divisor *= 1 - (lost * Math.Log(x));
        // The power alone would overflow first.
        double half = Math.Pow(x, (x / 2) - 0.25), root = half * Math.Exp(-x) * half;
        double power = x < 140 ? Math.Pow(x, x - 0.5) * Math.Exp(-x) : root;
        return RootOfTwoPi * power * Math.Exp(Correction(x)) / divisor;
    }

    /// <summary>pi / (sin(pi x) Gamma(1 - x)), divided step by step where that gamma overflows.</summary>
    private static double Reflected(double x)
    {
        double z = 1 - x, result = Math.PI / SineOfPi(x);
        for (int k = 0; k < 20 && z > 165; k++)
            result /= --z;
        return result / Positive(z);
    }
}
