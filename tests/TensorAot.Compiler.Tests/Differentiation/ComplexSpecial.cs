using System.Numerics;

namespace TensorAot.Compiler.Tests.Differentiation;

/// <summary>Special functions of a complex number by series without cancellation, Stirling's formula and Euler-Maclaurin sums (Abramowitz and Stegun, chapters 6, 7, 9, 23 and 26).</summary>
internal static class ComplexSpecial
{
    /// <summary>Arguments are moved up to here before an asymptotic series is used.</summary>
    private const int Far = 20;

    /// <summary>B2, B4, ...</summary>
    private static readonly double[] s_bernoulli = [1 / 6.0, -1 / 30.0, 1 / 42.0, -1 / 30.0, 5 / 66.0, -691 / 2730.0, 7 / 6.0, -3617 / 510.0];

    /// <summary>7.1.6: 2 / sqrt(pi) e^(-z^2) times the sum of 2^n z^(2n + 1) / (1 · 3 · ... · (2n + 1)).</summary>
    public static Complex Erf(Complex z)
    {
        Complex sum = 0, term = z;
        for (int n = 0; n < 200; n++, term *= 2 * z * z / ((2 * n) + 1))
            sum += term;
        return 2 / Math.Sqrt(Math.PI) * Complex.Exp(-z * z) * sum;
    }

    public static Complex Erfc(Complex z) => z.Real > 1 ? Complex.Exp(-z * z) * Tail(z) : 1 - Erf(z);

    public static Complex Erfcx(Complex z) => z.Real > 1 ? Tail(z) : Complex.Exp(z * z) * (1 - Erf(z));

    /// <summary>6.1.40 after moving z up.</summary>
    public static Complex GammaLn(Complex z)
    {
        Complex product = 1;
        for (; z.Real < Far; z += 1)
            product *= z;
        Complex sum = ((z - 0.5) * ComplexFunctions.Log(z)) - z + (0.5 * Math.Log(2 * Math.PI));
        for (int k = 1; k <= s_bernoulli.Length; k++)
            sum += s_bernoulli[k - 1] / (2 * k * ((2 * k) - 1)) * Power(z, 1 - (2 * k));
        return sum - ComplexFunctions.Log(product);
    }

    /// <summary>6.3.18 after moving z up.</summary>
    public static Complex Digamma(Complex z)
    {
        Complex sum = 0;
        for (; z.Real < Far; z += 1)
            sum -= 1 / z;
        sum += ComplexFunctions.Log(z) - (0.5 / z);
        for (int k = 1; k <= s_bernoulli.Length; k++)
            sum -= s_bernoulli[k - 1] / (2 * k) * Power(z, -2 * k);
        return sum;
    }

    /// <summary>6.4.10, the sum of 1 / (z + k)^(n + 1), with its tail by Euler and Maclaurin (23.1.30).</summary>
    public static Complex PolyGamma(int n, Complex z)
    {
        if (n == 0)
            return Digamma(z);
        int s = n + 1;
        Complex sum = 0;
        for (; z.Real < Far; z += 1)
            sum += Power(z, -s);
        sum += (Power(z, 1 - s) / (s - 1)) + (Power(z, -s) / 2);
        // s (s + 1) ... (s + 2j - 2) / (2j)!
        double factor = s / 2.0;
        for (int j = 1; j <= s_bernoulli.Length; j++)
        {
            sum += s_bernoulli[j - 1] * factor * Power(z, 1 - s - (2 * j));
            factor *= (s + (2 * j) - 1) * (s + (2 * j)) / (double)(((2 * j) + 1) * ((2 * j) + 2));
        }
        return (n % 2 == 0 ? -1 : 1) * Enumerable.Range(1, n).Aggregate(1.0, (a, b) => a * b) * sum;
    }

    public static Complex BetaLn(Complex a, Complex b) => GammaLn(a) + GammaLn(b) - GammaLn(a + b);

    /// <summary>9.1.10 and 9.6.10: the sum of (z / 2)^(2k + n) sign^k / (k! (k + n)!).</summary>
    public static Complex Bessel(int n, Complex z, int sign)
    {
        int order = Math.Abs(n);
        Complex term = 1;
        for (int k = 1; k <= order; k++)
            term *= z / 2 / k;
        Complex sum = 0;
        for (int k = 0; k < 60; term *= sign * z * z / 4 / ((k + 1) * (k + 1 + order)), k++)
            sum += term;
        return n < 0 && sign < 0 && order % 2 == 1 ? -sum : sum;
    }

    /// <summary>6.5.29: x^a e^-x times the sum of x^k / Gamma(a + k + 1).</summary>
    public static Complex GammaInc(Complex a, Complex x)
    {
        Complex sum = 0, term = 1 / a;
        for (int k = 1; k < 200; term *= x / (a + k), k++)
            sum += term;
        return Complex.Exp((a * ComplexFunctions.Log(x)) - x - GammaLn(a)) * sum;
    }

    /// <summary>26.5.4: x^a (1 - x)^b / (a Beta(a, b)) times the sum of Beta(a + 1, k) / Beta(a + b, k) x^k.</summary>
    public static Complex BetaInc(Complex a, Complex b, Complex x)
    {
        Complex sum = 0, term = 1;
        for (int k = 1; k < 600; term *= x * (a + b + k - 1) / (a + k), k++)
            sum += term;
        return Complex.Exp((a * ComplexFunctions.Log(x)) + (b * ComplexFunctions.Log(1 - x)) - BetaLn(a, b)) / a * sum;
    }

    /// <summary>Where a rising function of the interval from -6 to 6 has a value, by bisection.</summary>
    public static double Root(Func<Complex, Complex> f, double value)
    {
        (double low, double high) = (-6, 6);
        for (int i = 0; i < 80; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = f(middle).Real < value ? (middle, high) : (low, middle);
        }
        return (low + high) / 2;
    }

    /// <summary>7.1.14: e^(z^2) erfc(z) as a continued fraction.</summary>
    private static Complex Tail(Complex z)
    {
        Complex fraction = z;
        for (int k = 400; k > 0; k--)
            fraction = z + (k / 2.0 / fraction);
        return 1 / (Math.Sqrt(Math.PI) * fraction);
    }

    private static Complex Power(Complex z, int n)
    {
        Complex power = Enumerable.Repeat(z, Math.Abs(n)).Aggregate(Complex.One, (a, b) => a * b);
        return n < 0 ? 1 / power : power;
    }
}
