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
        double poles = Poles(n, x);
        return (n % 2 == 0 ? -poles : poles) - Magnitude(n, 1 - x);
    }

    /// <summary>
    /// n! times the sum of (x + k)^-(n + 1): the first term and how large the others are beside it, until x + k is large, then the
    /// Euler-Maclaurin sum of the rest (Abramowitz and Stegun 6.4.11). All terms but the last corrections are positive.
    /// </summary>
    private static double Magnitude(int n, double x)
    {
        if (double.IsInfinity(x))
            return 0;
        double sum = 0, large = x;
        for (; large < GammaFunction.Large + 8 + n; large++)
            sum += Power(x / large, n + 1);
        // (2k + n - 1)! / ((2k)! n!) of the term before.
        double factor = 1.0 / n, square = 1 / (large * large), power = square, rest = 0;
        for (int k = 1; k <= Bernoulli.Length; k++)
        {
            factor *= (double)((2 * k) + n - 2) * ((2 * k) + n - 1) / ((2 * k) * ((2 * k) - 1));
            rest += Bernoulli[k - 1] * factor * power;
            power *= square;
        }
        rest += (1.0 / n) + (0.5 / large);
        return sum == 0 ? FactorialOver(n, x, n) * rest : FactorialOver(n, x, n + 1) * (sum + (large * Power(x / large, n + 1) * rest));
    }

    /// <summary>n! / x^power: in halves, as the power alone would underflow first.</summary>
    private static double FactorialOver(int n, double x, int power)
    {
        double half = Functions.Pow(x, -(power / 2));
        return GammaFunction.Factorial(n) * half * Functions.Pow(x, -(power - (power / 2)));
    }

    /// <summary>x^n by squaring.</summary>
    private static double Power(double x, int n)
    {
        double power = 1;
        for (int rest = n; rest > 0; rest /= 2)
        {
            power *= rest % 2 == 1 ? x : 1;
            x *= x;
        }
        return power;
    }

    /// <summary>
    /// n! times the sum of (x + k)^-(n + 1) over all integers k, which is the derivative of order n of pi cot(pi x) but for a sign (Abramowitz
    /// and Stegun 4.3.91, 6.4.7). Where terms have two signs they are taken in pairs, so that nothing is left at half numbers.
    /// </summary>
    private static double Poles(int n, double x)
    {
        double offset = x - Math.Round(x), near = Math.Abs(offset), far = 1 - near;
        double nearest = FactorialOver(n, near, n + 1), next = FactorialOver(n, far, n + 1);
        double onOneSide = Magnitude(n, 1 + near), onTheOther = Magnitude(n, 1 + far);
        if (n % 2 == 1)
            return nearest + next + (onOneSide + onTheOther);
        double sum = nearest - next + (onOneSide - onTheOther);
        return offset < 0 ? -sum : sum;
    }
}
