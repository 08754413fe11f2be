namespace TensorAot.Runtime;

/// <summary>The derivatives of the logarithm of the gamma function: order 0 is digamma, order 1 trigamma.</summary>
internal static class PolyGammaFunction
{
    /// <summary>The Bernoulli numbers B2, B4, ...</summary>
    private static ReadOnlySpan<double> Bernoulli =>
    [
        1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510, 43867.0 / 798, -174611.0 / 330,
    ];

    private const int MostOrders = 150;

    /// <summary>
    /// The derivative of the given order of digamma. NaN for orders that are no integer from 0 to 150; at 0 and the negative integers
    /// infinite for odd orders and NaN for even ones, whose pole has two signs; order 0 is digamma.
    /// </summary>
    public static double PolyGamma(double order, double x)
    {
        if (!(order >= 0 && order <= MostOrders) || Math.Floor(order) != order || double.IsNaN(x) || double.IsNegativeInfinity(x))
            return double.NaN;
        int n = (int)order;
        // The program has its digits at the zeros too, where terms cancel.
        if (n == 0)
            return Functions.Digamma(x);
        if (x <= 0 && Math.Floor(x) == x)
            return n % 2 == 1 ? double.PositiveInfinity : double.NaN;
        if (x > 0)
            return (n % 2 == 0 ? -1 : 1) * Magnitude(n, x);
        // Near 0 one term is all, which the reflection would get from powers that overflow.
        if (x > -0.25)
            return ((n % 2 == 0 ? -1 : 1) * Magnitude(n, 1 + x)) + FactorialOver(n, -x, n + 1);
        return -Magnitude(n, 1 - x) - (CotangentDerivative(n, x) * Math.Pow(Math.PI, n + 1) * GammaFunction.Factorial(n));
    }

    /// <summary>
    /// n! times the sum of (x + k)^-(n + 1): terms until x is large, then the Euler-Maclaurin sum of the others (Abramowitz and Stegun
    /// 6.4.11). All terms but the last corrections are positive.
    /// </summary>
    private static double Magnitude(int n, double x)
    {
        double below = 0;
        for (; x < GammaFunction.Large + 8 + n; x++)
            below += FactorialOver(n, x, n + 1);
        if (double.IsInfinity(x))
            return 0;
        // (2k + n - 1)! / ((2k)! n!) of the term before.
        double factor = 1.0 / n, square = 1 / (x * x), power = square, sum = 0;
        for (int k = 1; k <= Bernoulli.Length; k++)
        {
            factor *= (double)((2 * k) + n - 2) * ((2 * k) + n - 1) / ((2 * k) * ((2 * k) - 1));
            sum += Bernoulli[k - 1] * factor * power;
            power *= square;
        }
        return below + (FactorialOver(n, x, n) * ((1.0 / n) + (0.5 / x) + sum));
    }

    /// <summary>n! / x^power: in halves, as the power alone would underflow first.</summary>
    private static double FactorialOver(int n, double x, int power)
    {
        double half = Math.Pow(x, -(power / 2));
        return GammaFunction.Factorial(n) * half * Math.Pow(x, -(power - (power / 2)));
    }

    /// <summary>
    /// The derivative of order n of cot(pi x), over n! pi^n: a polynomial in c = cot(pi x), P[0] = c and (n + 1) P[n + 1] = -(1 + c^2)
    /// P[n]'.
    /// </summary>
    private static double CotangentDerivative(int n, double x)
    {
        double cotangent = 1 / Math.Tan(Math.PI * (x - Math.Round(x)));
        Span<double> p = stackalloc double[n + 3], next = stackalloc double[n + 3];
        p.Clear();
        p[1] = 1;
        for (int k = 0; k < n; k++)
        {
            next.Clear();
            for (int degree = 1; degree <= k + 1; degree++)
            {
                double slope = degree * p[degree] / (k + 1);
                next[degree - 1] -= slope;
                next[degree + 1] -= slope;
            }
            next.CopyTo(p);
        }
        double value = 0;
        for (int degree = n + 1; degree >= 0; degree--)
            value = (value * cotangent) + p[degree];
        return value;
    }
}
