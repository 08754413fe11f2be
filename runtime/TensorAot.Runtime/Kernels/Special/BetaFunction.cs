namespace TensorAot.Runtime;

/// <summary>The beta function, its logarithm and its incomplete form, for positive parameters.</summary>
internal static class BetaFunction
{
    private const double HalfLogOfTwoPi = 0.91893853320467274178;

    /// <summary>Gamma(a) Gamma(b) / Gamma(a + b); NaN where a or b is negative, infinite where one is 0.</summary>
    public static double Beta(double a, double b)
    {
        if (!(a >= 0 && b >= 0))
            return double.NaN;
        double small = a < b ? a : b, large = a < b ? b : a;
        double sum = large + small;
        if (sum >= 140 || small == 0)
            return Functions.Exp(Log(a, b));
        // What the sum loses moves the logarithm by the slope of log gamma, which is about log(sum).
        double lost = small - (sum - large);
        return GammaFunction.Gamma(small) * (GammaFunction.Gamma(large) / GammaFunction.Gamma(sum)) * (1 - (lost * Functions.Log(sum)));
    }

    /// <summary>
    /// log(Beta(a, b)). For large parameters the logarithms of Stirling's formula are taken of quotients, so that nothing cancels
    /// (Didonato and Morris, ACM TOMS 18, 1992).
    /// </summary>
    public static double Log(double a, double b)
    {
        double small = a < b ? a : b, large = a < b ? b : a;
        if (!(small >= 0) || double.IsNaN(large))
            return double.NaN;
        if (small == 0 || double.IsInfinity(large))
            return small == 0 ? double.PositiveInfinity : double.NegativeInfinity;
        // The gamma function of it overflows; to rounding the beta function is its reciprocal.
        if (small < 1e-300)
            return -Functions.Log(small);
        if (small >= 0.5 && large <= 1.5)
            return NearOne(small, large);
        if (large < GammaFunction.Large)
            return Functions.Log(GammaFunction.Gamma(small) * (GammaFunction.Gamma(large) / GammaFunction.Gamma(a + b)));
        double correction = GammaFunction.Correction(large) - GammaFunction.Correction(a + b);
        double rest = Functions.Log1p(-small / (a + b));
        if (small < GammaFunction.Large)
            return GammaFunction.LogOfPositive(small) + correction + small - (small * Functions.Log(a + b)) + ((large - 0.5) * rest);
        double share = small / large;
        return (-0.5 * Functions.Log(large)) + HalfLogOfTwoPi + GammaFunction.Correction(small) + correction
            + ((small - 0.5) * Functions.Log(share / (1 + share))) + (large * rest);
    }

    /// <summary>The same around a = b = 1, where it is 0: each logarithm of the gamma function is near one of its zeros and has its digits.</summary>
    private static double NearOne(double small, double large)
    {
        double sum = large + small, lost = small - (sum - large);
        return Functions.GammaLn(small) + Functions.GammaLn(large) - Functions.GammaLn(sum) - (lost * Functions.Digamma(sum));
    }

    /// <summary>
    /// The regularised incomplete beta function I_x(a, b): a continued fraction (Didonato and Morris, ACM TOMS 18, 1992, evaluated
    /// by Lentz's method), of the other end where that converges faster. NaN for negative a or b, or x outside [0, 1].
    /// </summary>
    public static double Incomplete(double a, double b, double x)
    {
        if (!(a >= 0 && b >= 0 && x >= 0 && x <= 1) || (a == 0 && b == 0))
            return double.NaN;
        if (x == 0 || x == 1)
            return x;
        if (a == 0 || b == 0)
            return a == 0 ? 1 : 0;
        double front = Front(a, b, x);
        return x < (a + 1) / (a + b + 2)
            ? front / Fraction(a, b, x, 1 - x)
            : 1 - (front / Fraction(b, a, 1 - x, x));
    }

    /// <summary>
    /// x^a (1 - x)^b / Beta(a, b). For large parameters around x = a / (a + b), where the powers are large and cancel with Beta (Didonato
    /// and Morris, ACM TOMS 18, 1992).
    /// </summary>
    private static double Front(double a, double b, double x)
    {
        if (Math.Min(a, b) < GammaFunction.Large)
            return Functions.Exp((a * Functions.Log(x)) + (b * Functions.Log1p(-x)) - Log(a, b));
        // a - (a + b) x, with what its sum and product lose.
        double sum = a + b, lost = Math.Min(a, b) - (sum - Math.Max(a, b));
        double distance = Math.FusedMultiplyAdd(-sum, x, a) - (lost * x);
        double exponent = (a * OfPower(-distance / a, x * (sum / a))) + (b * OfPower(distance / b, (1 - x) * (sum / b)));
        double correction = GammaFunction.Correction(a) + GammaFunction.Correction(b) - GammaFunction.Correction(sum);
        return Functions.Exp(-exponent - correction) * Math.Sqrt(a / (2 * Math.PI) * (b / sum));
    }

    /// <summary>m - log(1 + m), given 1 + m too, which has digits that m has not where m is near -1.</summary>
    private static double OfPower(double m, double onePlusM) => Math.Abs(m) > 0.4 ? m - Functions.Log(onePlusM) : IncompleteGamma.Excess(m);

    /// <summary>Its terms do not cancel where x is near a / (a + b), given x and y = 1 - x.</summary>
    private static double Fraction(double a, double b, double x, double y)
    {
        double distance = (a * y) - (b * x), value = a / (a + 1) * (distance + 1), c = value, d = 0;
        for (int m = 1; m < 1_000_000; m++)
        {
            double step = a + (2 * m) - 1, ratio = m * (b - m) * x / step;
            double numerator = (a + m - 1) / step * (a + b + m - 1) * x * ratio;
            double denominator = m + ratio + ((a + m) / (step + 2) * (distance + 1 + (m * (1 + y))));
            d = 1 / (denominator + (numerator * d));
            c = denominator + (numerator / c);
            value *= c * d;
            // NaN ends it too.
            if (!(Math.Abs((c * d) - 1) >= 1e-16))
                break;
        }
        return value;
    }
}
