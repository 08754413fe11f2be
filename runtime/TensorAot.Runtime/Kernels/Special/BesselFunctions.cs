namespace TensorAot.Runtime;

/// <summary>Bessel functions of integer order: J, I, and I scaled by exp(-|x|).</summary>
internal static class BesselFunctions
{
    private const int MostOrders = 1000;

    /// <summary>J_n(x); NaN for orders that are no integer of magnitude up to 1000.</summary>
    public static double J(double order, double x)
    {
        if (!(Math.Abs(order) <= MostOrders) || Math.Floor(order) != order || double.IsNaN(x))
            return double.NaN;
        int n = (int)Math.Abs(order);
        // J_n(-x) = J_-n(x) = (-1)^n J_n(x).
        double sign = n % 2 == 1 && x < 0 != order < 0 ? -1 : 1, z = Math.Abs(x);
        return sign * (z * z <= 4 * (n + 1) && n > 1 ? Series(n, z, -1)
            : z > 25 && z > (double)n * n ? Oscillating(n, z)
            : z > 25 && z > n ? Recurrence(n, z)
            : Integral(n, z));
    }

    /// <summary>I_n(x), or exp(-|x|) I_n(x); NaN for orders that are no integer of magnitude up to 1000.</summary>
    public static double I(double order, double x, bool scaled)
    {
        if (!(Math.Abs(order) <= MostOrders) || Math.Floor(order) != order || double.IsNaN(x))
            return double.NaN;
        int n = (int)Math.Abs(order);
        double sign = n % 2 == 1 && x < 0 ? -1 : 1, z = Math.Abs(x);
        if (z > 30 && (z > (double)n * n / 2 || z > 700))
        {
            double growing = Growing(n, z), half = scaled ? 1 : Math.Exp(z / 2);
            return sign * growing * half * half;
        }
        return sign * Series(n, z, 1) * (scaled ? Math.Exp(-z) : 1);
    }

    /// <summary>The sum of (x/2)^(n + 2k) sign^k / (k! (n + k)!) (Abramowitz and Stegun 9.1.10, 9.6.10).</summary>
    private static double Series(int n, double x, int sign)
    {
        double half = x / 2, quarter = sign * half * half, term = 1, sum = 1;
        for (int k = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum) && k < 10_000; k++)
            sum += term *= quarter / (k * (double)(n + k));
        for (int k = 1; k <= n; k++)
            sum *= half / k;
        return sum;
    }

    /// <summary>
    /// The mean of cos(n t - x sin t) over a period by the trapezoidal rule, whose error is J of the order of its points less n: nothing,
    /// when that is beyond x by a few times its cube root. The terms are grouped by the symmetries of the sine.
    /// </summary>
    private static double Integral(int n, double x)
    {
        int quarter = (int)((x + n + 30 + (12 * Math.Cbrt(x))) / 4) + 1;
        double sum = 0;
        for (int k = 0; k <= quarter; k++)
        {
            double t = k * (Math.PI / 2) / quarter, weight = k == 0 || k == quarter ? 0.5 : 1;
            sum += weight * (n % 2 == 0 ? Math.Cos(n * t) * Math.Cos(x * Math.Sin(t)) : Math.Sin(n * t) * Math.Sin(x * Math.Sin(t)));
        }
        return sum / quarter;
    }

    /// <summary>Hankel's expansion for large x (Abramowitz and Stegun 9.2.5).</summary>
    private static double Oscillating(int n, double x)
    {
        if (double.IsInfinity(x))
            return 0;
        (double p, double q) = (0, 0);
        double term = 1;
        for (int k = 0; k < 100 && Math.Abs(term) > 1e-18; k++)
        {
            double signed = k % 4 < 2 ? term : -term;
            if (k % 2 == 0)
                p += signed;
            else
                q += signed;
            double next = term * Ratio(n, k, x);
            if (Math.Abs(next) > Math.Abs(term) && k > n)
                break;
            term = next;
        }
        // cos and sin of x - n pi/2 - pi/4, of which only the first is not exact.
        (double sine, double cosine) = Math.SinCos(x);
        (double c, double s) = (cosine + sine, sine - cosine);
        (c, s) = (n % 4) switch { 0 => (c, s), 1 => (s, -c), 2 => (-c, -s), _ => (-s, c) };
        return ((p * c) - (q * s)) / Math.Sqrt(Math.PI * x);
    }

    /// <summary>From the orders 0 and 1 upwards, J_k+1 = 2k/x J_k - J_k-1, which is stable as long as the order is below x (Abramowitz and Stegun 9.1.27).</summary>
    private static double Recurrence(int n, double x)
    {
        (double before, double value) = (Oscillating(0, x), Oscillating(1, x));
        for (int k = 1; k < n; k++)
            (before, value) = (value, (2 * k / x * value) - before);
        return value;
    }

    /// <summary>exp(-x) I_n(x) for large x (Abramowitz and Stegun 9.7.1).</summary>
    private static double Growing(int n, double x)
    {
        double term = 1, sum = 0;
        for (int k = 0; k < 1000 && Math.Abs(term) > 1e-18 * Math.Abs(sum); k++)
        {
            sum += term;
            double next = -term * Ratio(n, k, x);
            if (Math.Abs(next) > Math.Abs(term) && k > n)
                break;
            term = next;
        }
        return double.IsInfinity(x) ? 0 : sum / Math.Sqrt(2 * Math.PI * x);
    }

    /// <summary>(4 n^2 - (2k + 1)^2) / (8 (k + 1) x): of one term of both expansions to the next.</summary>
    private static double Ratio(int n, int k, double x) =>
        ((4.0 * n * n) - ((2.0 * k) + 1) * ((2.0 * k) + 1)) / (8 * (k + 1) * x);
}
