namespace TensorAot.Runtime;

/// <summary>The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 - P(a, x).</summary>
internal static class IncompleteGamma
{
    /// <summary>From here on the uniform expansion with one correction is exact to rounding, and the others would take long.</summary>
    private const double Huge = 1e8;

    /// <summary>P (lower) or Q (upper); NaN where a or x is negative, or both are 0.</summary>
    public static double Regularized(double a, double x, bool upper)
    {
        if (!(a >= 0 && x >= 0) || (a == 0 && x == 0) || (double.IsInfinity(a) && double.IsInfinity(x)))
            return double.NaN;
        if (x == 0 || double.IsInfinity(a))
            return upper ? 1 : 0;
        if (a == 0 || double.IsInfinity(x))
            return upper ? 0 : 1;
        if (a > Huge)
            return Uniform(a, x, upper);
        // Each where the other is not small: a difference from 1 would lose its digits.
        if (x < Math.Max(a, 1))
        {
            if (upper && a < 1)
                return OfSmall(a, x);
            double lower = Front(a, x) * Series(a, x);
            return upper ? 1 - lower : lower;
        }
        double part = Front(a, x) * a * Fraction(a, x);
        return upper ? part : 1 - part;
    }

    /// <summary>
    /// Q for a and x below 1, as the difference of 1 - x^a / Gamma(a + 1) and the rest of the series of P in powers of -x (Didonato and
    /// Morris, ACM TOMS 12, 1986): both are of the size of a.
    /// </summary>
    private static double OfSmall(double a, double x)
    {
        double power = Functions.Expm1((a * Functions.Log(x)) - GammaFunction.LogOfOnePlus(a)), term = 1, sum = 0;
        for (int k = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum); k++)
        {
            term *= -x / k;
            sum += term / (a + k);
        }
        return -power - ((1 + power) * a * sum);
    }

    /// <summary>x^a e^-x / Gamma(a + 1), for large a by Stirling's formula around x = a.</summary>
    private static double Front(double a, double x)
    {
        if (a < GammaFunction.Large)
        {
            // The exponential alone would underflow first.
            double half = Functions.Exp(-x / 2);
            return Functions.Pow(x, a) * half / GammaFunction.Gamma(a + 1) * half;
        }
        double m = (x - a) / a, exponent = Math.Abs(m) > 0.4 ? (a * Functions.Log(x / a)) - (x - a) : -a * Excess(m);
        return Functions.Exp(exponent - GammaFunction.Correction(a)) / Math.Sqrt(2 * Math.PI * a);
    }

    /// <summary>m - log(1 + m), near 0 with s = m / (2 + m) as s m - 2 s^3 (1/3 + s^2/5 + ...), which does not cancel.</summary>
    public static double Excess(double m)
    {
        if (Math.Abs(m) > 0.4)
            return m - Functions.Log1p(m);
        double s = m / (2 + m), square = s * s, sum = 0;
        for (int k = 12; k >= 0; k--)
            sum = (sum * square) + (1.0 / ((2 * k) + 3));
        return s * (m - (2 * square * sum));
    }

    /// <summary>1 + x/(a + 1) + x^2/((a + 1)(a + 2)) + ... (Abramowitz and Stegun 6.5.29).</summary>
    private static double Series(double a, double x)
    {
        double term = 1, sum = 1;
        for (double n = a + 1; term > 1e-17 * sum; n++)
        {
            term *= x / n;
            sum += term;
        }
        return sum;
    }

    /// <summary>The continued fraction of Q (Abramowitz and Stegun 6.5.31) by Lentz's method.</summary>
    private static double Fraction(double a, double x)
    {
        double b = x + 1 - a, c = 1e300, d = 1 / b, value = d;
        for (int k = 1; k < 1_000_000; k++)
        {
            double numerator = -k * (k - a);
            b += 2;
            d = 1 / ((numerator * d) + b);
            c = b + (numerator / c);
            value *= c * d;
            // NaN ends it too.
            if (!(Math.Abs((c * d) - 1) >= 1e-16))
                break;
        }
        return value;
    }

    /// <summary>Temme's uniform expansion (SIAM J. Math. Anal. 10, 1979) with its first correction.</summary>
    private static double Uniform(double a, double x, bool upper)
    {
        double m = (x - a) / a, excess = Excess(m), eta = Math.CopySign(Math.Sqrt(2 * excess), m), z = eta * Math.Sqrt(a / 2);
        double density = Functions.Exp(-a * excess) / Math.Sqrt(2 * Math.PI * a);
        // Where x / a is 0 to rounding, eta is infinite.
        double correction = density == 0 ? 0 : density * ((-1.0 / 3) + (eta * ((1.0 / 12) - (eta * 2 / 135))));
        return upper ? (0.5 * ErrorFunctions.Erfc(z)) + correction : (0.5 * ErrorFunctions.Erfc(-z)) - correction;
    }
}
