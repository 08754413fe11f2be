namespace TensorAot.Compiler.Ops;

/// <summary>Special functions for reference evaluation: integrals and sums as they are defined, for the moderate arguments of samples.</summary>
internal static class SpecialReference
{
    private const int Terms = 200;

    private static readonly double[] s_lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>Lanczos's approximation with g = 7 and nine terms.</summary>
    public static double Gamma(double x)
    {
        double y = x - 1, t = y + 7.5, sum = s_lanczos[0];
        for (int k = 1; k < s_lanczos.Length; k++)
            sum += s_lanczos[k] / (y + k);
        return Math.Sqrt(2 * Math.PI) * Math.Pow(t, y + 0.5) * Math.Exp(-t) * sum;
    }

    /// <summary>The defining sum to 200 terms, and its tail as an integral with three corrections.</summary>
    public static double PolyGamma(int n, double x)
    {
        if (n == 0)
            return x < 0 && Math.Floor(x) == x ? double.NaN
                : x < -1 ? PolyGamma(0, 1 - x) - (Math.PI / Math.Tan(Math.PI * (x - Math.Floor(x))))
                : x == 0 ? -1 / x
                : x > 1e8 ? Math.Log(x) - (1 / (2 * x))
                : Digamma(x);
        double end = x + Terms, sum = 0, factorial = 1;
        for (int k = 2; k <= n; k++)
            factorial *= k;
        for (int k = Terms - 1; k >= 0; k--)
            sum += Math.Pow(x + k, -n - 1);
        double tail = (Math.Pow(end, -n) / n) + (Math.Pow(end, -n - 1) / 2)
            + ((n + 1) * Math.Pow(end, -n - 2) / 12) - ((n + 1) * (n + 2) * (n + 3) * Math.Pow(end, -n - 4) / 720);
        return (n % 2 == 0 ? -1 : 1) * factorial * (sum + tail);
    }

    /// <summary>
    /// The distance from its value -0.577... at 1, as the sum of (x - 1) / ((k + 1)(k + x)): terms smaller than the sum, where
    /// the logarithm minus a harmonic sum would lose digits. The tail is the difference of two asymptotic series.
    /// </summary>
    private static double Digamma(double x)
    {
        const double EulerGamma = 0.57721566490153286;
        double sum = Math.Log((x + Terms) / (1 + Terms)) - Correction(x + Terms) + Correction(1 + Terms);
        for (int k = Terms - 1; k >= 0; k--)
            sum += (x - 1) / ((k + 1) * (k + x));
        return sum - EulerGamma;

        static double Correction(double y) => (1 / (2 * y)) + (1 / (12 * y * y)) - (1 / (120 * y * y * y * y));
    }

    public static double Beta(double a, double b) => !(a >= 0 && b >= 0) ? double.NaN : a == 0 || b == 0 ? double.PositiveInfinity : Gamma(a) * Gamma(b) / Gamma(a + b);

    public static double GammaInc(double a, double x) =>
        Math.Pow(x, a) / Gamma(a) * Integral(u => Math.Pow(u, a - 1) * Math.Exp(-x * u), 1);

    public static double GammaIncC(double a, double x) =>
        Integral(s => Math.Pow(x + s, a - 1) * Math.Exp(-x - s), 60) / Gamma(a);

    public static double BetaInc(double a, double b, double x) =>
        Math.Pow(x, a) / Beta(a, b) * Integral(u => Math.Pow(u, a - 1) * Math.Pow(1 - (x * u), b - 1), 1);

    public static double Erfcx(double x) =>
        2 / Math.Sqrt(Math.PI) * Integral(t => Math.Exp((-t * t) - (2 * x * t)), 10);

    /// <summary>Newton's method on erf(x) = 1 - y from the middle.</summary>
    public static double Erfcinv(double y)
    {
        double x = 0;
        for (int i = 0; i < 60; i++)
            x += (y < 0.5 ? ErrorFunctionReference.Erfc(x) - y : 1 - y - ErrorFunctionReference.Erf(x)) * Math.Exp(x * x) * Math.Sqrt(Math.PI) / 2;
        return x;
    }

    public static double BesselJ(int n, double x) => BesselSeries(n, x, -1);

    public static double BesselI(int n, double x) => BesselSeries(n, x, 1);

    /// <summary>The sum of sign^k (x/2)^(n + 2k) / (k! (n + k)!), each term on its own; sign^n for orders below 0.</summary>
    private static double BesselSeries(int n, double x, int sign)
    {
        if (n < 0)
            return (n % 2 == 0 ? 1 : sign) * BesselSeries(-n, x, sign);
        double sum = 0;
        for (int k = 0; k < 40; k++)
        {
            double term = 1;
            for (int i = 1; i <= n + k; i++)
                term *= x / 2 / i;
            for (int i = 1; i <= k; i++)
                term *= sign * x / 2 / i;
            sum += term;
        }
        return sum;
    }

    /// <summary>The integral from 0 to an end by the tanh-sinh rule, which does not mind slopes at the ends.</summary>
    private static double Integral(Func<double, double> f, double end)
    {
        const double Step = 1.0 / 32;
        double sum = 0;
        for (int k = -128; k <= 128; k++)
        {
            double t = k * Step, angle = Math.PI / 2 * Math.Sinh(t), growth = Math.Cosh(angle);
            // The distance from 0, without cancellation.
            double share = 1 / (1 + Math.Exp(-2 * angle));
            if (share > 0 && share < 1)
                sum += Math.PI / 4 * Math.Cosh(t) / (growth * growth) * f(end * share);
        }
        return end * Step * sum;
    }
}
