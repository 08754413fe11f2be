namespace TensorAot.Runtime;

/// <summary>Bessel functions of integer order: J, I, and I scaled by exp(-|x|).</summary>
internal static class BesselFunctions
{
    private const int MostOrders = 1000;

    /// <summary>Where recurrences are scaled back.</summary>
    private const double Many = 1e200;

    /// <summary>J_n(x); NaN for orders that are no integer of magnitude up to 1000.</summary>
    public static double J(double order, double x)
    {
        if (!(Math.Abs(order) <= MostOrders) || Math.Floor(order) != order || double.IsNaN(x))
            return double.NaN;
        int n = (int)Math.Abs(order);
        // J_n(-x) = J_-n(x) = (-1)^n J_n(x).
        double sign = n % 2 == 1 && double.IsNegative(x) != order < 0 ? -1 : 1, z = Math.Abs(x);
        return sign * (z * z <= 4 * (n + 1) ? Series(n, z, -1)
            : z > 25 && z > (double)n * n ? Oscillating(n, z)
            : z > 25 && z > n ? Recurrence(n, z)
            : FromAbove(n, z));
    }

    /// <summary>I_n(x), or exp(-|x|) I_n(x); NaN for orders that are no integer of magnitude up to 1000.</summary>
    public static double I(double order, double x, bool scaled)
    {
        if (!(Math.Abs(order) <= MostOrders) || Math.Floor(order) != order || double.IsNaN(x))
            return double.NaN;
        int n = (int)Math.Abs(order);
        double sign = n % 2 == 1 && double.IsNegative(x) ? -1 : 1, z = Math.Abs(x);
        bool isFar = z > 30 && z > (double)n * n / 2;
        if (z > 700 || (z > 30 && z > n))
        {
            if (double.IsInfinity(z))
                return scaled ? sign * 0 : sign * z;
            double growing = isFar ? Growing(n, z) : Downwards(n, z), half = scaled ? 1 : Functions.Exp(z / 2);
            return sign * growing * half * half;
        }
        return sign * Series(n, z, 1) * (scaled ? Functions.Exp(-z) : 1);
    }

    /// <summary>The sum of (x/2)^(n + 2k) sign^k / (k! (n + k)!) (Abramowitz and Stegun 9.1.10, 9.6.10).</summary>
    private static double Series(int n, double x, int sign)
    {
        double half = x / 2, square = half * half, quarter = sign * square, term = 1, sum = 1, slope = 0;
        for (int k = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum) && k < 10_000; k++)
        {
            term *= quarter / (k * (double)(n + k));
            sum += term;
            slope += k * term;
        }
        // What the square loses counts k times in the k-th term.
        sum += square > 0 ? slope * (Math.FusedMultiplyAdd(half, half, -square) / square) : 0;
        for (int k = 1; k <= n; k++)
            sum *= half / k;
        return sum;
    }

    /// <summary>Hankel's expansion for large x (Abramowitz and Stegun 9.2.5).</summary>
    private static double Oscillating(int n, double x)
    {
        if (double.IsInfinity(x))
            return 0;
        double p = 0, q = 0, term = 1;
        for (int k = 0; k < 100 && Math.Abs(term) > 1e-18; k++)
        {
            double alternating = k % 4 < 2 ? term : -term;
            if (k % 2 == 0)
                p += alternating;
            else
                q += alternating;
            double next = term * Ratio(n, k, x);
            if (Math.Abs(next) > Math.Abs(term) && k > n)
                break;
            term = next;
        }
        // cos and sin of x - n pi/2 - pi/4, of which only the first is not exact.
        double sine = Functions.Sin(x), cosine = Functions.Cos(x), c = cosine + sine, s = sine - cosine;
        double wave = n % 2 == 0 ? (p * c) - (q * s) : (p * s) + (q * c);
        return (n % 4 < 2 ? wave : -wave) / Math.Sqrt(Math.PI * x);
    }

    /// <summary>From the orders 0 and 1 upwards, J_k+1 = 2k/x J_k - J_k-1, which is stable as long as the order is below x (Abramowitz and Stegun 9.1.27).</summary>
    private static double Recurrence(int n, double x)
    {
        double before = Oscillating(0, x), value = Oscillating(1, x);
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
        return sum / Math.Sqrt(2 * Math.PI * x);
    }

    /// <summary>
    /// exp(-x) I_n(x) from orders so high that nothing is left there, downwards by I_k-1 = 2k/x I_k + I_k+1, and scaled so that I_0 + 2
    /// I_1 + 2 I_2 + ... is exp(x) (Miller's algorithm, Abramowitz and Stegun 9.6.26, 9.6.37). All terms are positive.
    /// </summary>
    private static double Downwards(int n, double x)
    {
        double after = 0, value = 1e-200, sum = 0, result = 0;
        for (int k = (int)Math.Sqrt(((double)n * n) + (80 * x)) + 30; k > 0; k--)
        {
            sum += 2 * value;
            result = k == n ? value : result;
            (after, value) = (value, (2 * k / x * value) + after);
            if (value > Many)
                (after, value, sum, result) = (after / Many, value / Many, sum / Many, result / Many);
        }
        return (n == 0 ? value : result) / (sum + value);
    }

    /// <summary>J_n(x) in the same way, scaled so that J_0 + 2 J_2 + 2 J_4 + ... is 1 (Abramowitz and Stegun 9.1.27, 9.1.46).</summary>
    private static double FromAbove(int n, double x)
    {
        double turn = Math.Max(n, x);
        double after = 0, value = 1e-200, sum = 0, result = 0;
        for (int k = (int)(turn + 20 + (12 * Functions.Cbrt(turn))); k > 0; k--)
        {
            sum += k % 2 == 0 ? 2 * value : 0;
            result = k == n ? value : result;
            (after, value) = (value, (2 * k / x * value) - after);
            if (Math.Abs(value) > Many)
                (after, value, sum, result) = (after / Many, value / Many, sum / Many, result / Many);
        }
        return (n == 0 ? value : result) / (sum + value);
    }

    /// <summary>(4 n^2 - (2k + 1)^2) / (8 (k + 1) x): of one term of both expansions to the next.</summary>
    private static double Ratio(int n, int k, double x) =>
        ((4.0 * n * n) - ((2.0 * k) + 1) * ((2.0 * k) + 1)) / (8 * (k + 1) * x);
}
