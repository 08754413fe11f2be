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

    /// <summary>zeta(k) - 1 from k = 2.</summary>
    private static ReadOnlySpan<double> ZetaLessOne =>
    [
        0.64493406684822643647, 0.2020569031595942854, 0.082323233711138191516, 0.036927755143369926331,
        0.017343061984449139715, 0.0083492773819228268398, 0.0040773561979443393787, 0.0020083928260822144179,
        0.00099457512781808533715, 0.0004941886041194645587, 0.00024608655330804829864, 0.00012271334757848914675,
        0.000061248135058704829259, 0.000030588236307020493552, 0.000015282259408651871733, 7.6371976378997622736e-6,
        3.8172932649998398565e-6, 1.9082127165539389257e-6, 9.5396203387279611315e-7, 4.7693298678780646312e-7,
        2.3845050272773299e-7, 1.1921992596531107307e-7, 5.9608189051259479612e-8, 2.9803503514652280186e-8,
        1.4901554828365041235e-8, 7.450711789835429492e-9, 3.7253340247884570548e-9, 1.8626597235130490064e-9,
    ];

    private const double HalfLogOfTwoPi = 0.91893853320467274178, RootOfTwoPi = 2.5066282746310005024, OneLessGamma = 0.42278433509846713939;

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
        ? Functions.Log(Positive(x))
        : ((x - 0.5) * Functions.Log(x)) - x + HalfLogOfTwoPi + Correction(x);

    /// <summary>
    /// log(Gamma(1 + x)) for x from 0 to 1, with the digits of small x (Abramowitz and Stegun 6.1.33).
    /// </summary>
    public static double LogOfOnePlus(double x)
    {
        if (x > 0.5)
            return Functions.GammaLn(1 + x);
        double sum = 0;
        for (int k = ZetaLessOne.Length + 1; k >= 2; k--)
            sum = (ZetaLessOne[k - 2] / k) - (x * sum);
        return (x * (OneLessGamma + (x * sum))) - Functions.Log1p(x);
    }

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
        double whole = Math.Round(x), sine = Functions.Sin(Math.PI * (x - whole));
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
        divisor *= 1 - (lost * Functions.Log(x));
        // For large x the power alone would overflow first.
        bool inHalves = x >= 140;
        double power = Functions.Pow(x, inHalves ? (x / 2) - 0.25 : x - 0.5);
        return RootOfTwoPi * (power * Functions.Exp(-x) * (inHalves ? power : 1)) * Functions.Exp(Correction(x)) / divisor;
    }

    /// <summary>pi / (sin(pi x) Gamma(1 - x)), divided step by step where that gamma overflows.</summary>
    private static double Reflected(double x)
    {
        double z = 1 - x, result = Math.PI / SineOfPi(x);
        // What z loses of 1 - x moves its logarithm by the slope of log gamma.
        result *= 1 - ((1 - z - x) * Functions.Digamma(z));
        for (int k = 0; k < 20 && z > 165; k++)
        {
            z--;
            result /= z;
        }
        return result / Positive(z);
    }
}
