namespace TensorAot.Compiler.Ops;

/// <summary>
/// Functions of float64 numbers for reference evaluation, by formulas that have nothing in common with the compiler's programs.
/// Errors are a few units in the last place.
/// </summary>
internal static class ScalarReference
{
    /// <summary>log(1 + x) by Kahan's correction of the rounded sum.</summary>
    public static double Log1p(double x)
    {
        double u = 1 + x;
        return u == 1 || double.IsPositiveInfinity(u) ? x : Math.Log(u) * (x / (u - 1));
    }

    /// <summary>exp(x) - 1 by Kahan's correction.</summary>
    public static double Expm1(double x)
    {
        double u = Math.Exp(x);
        return u == 1 ? x : u - 1 == -1 || double.IsPositiveInfinity(u) ? u - 1 : (u - 1) * (x / Math.Log(u));
    }

    public static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    public static double Softplus(double x) => double.IsNaN(x) ? x : Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    /// <summary>log(1 - exp(x)), with Maechler's choice of the two forms ("Accurately computing log(1 - exp(-|a|))", 2012).</summary>
    public static double Log1mexp(double x) => x > 0 ? double.NaN : x > -0.69 ? Math.Log(-Expm1(x)) : Log1p(-Math.Exp(x));

    public static double Arcsinh(double x) => Math.Abs(x) > 1e100 ? Sign(x) * (Math.Log(Math.Abs(x)) + Math.Log(2)) : Sign(x) * Log1p(Math.Abs(x) + (x * x / (1 + Math.Sqrt(1 + (x * x)))));

    public static double Arccosh(double x) => x < 1 ? double.NaN : x > 1e100 ? Math.Log(x) + Math.Log(2) : Log1p(x - 1 + Math.Sqrt((x - 1) * (x + 1)));

    public static double Arctanh(double x) => (Log1p(x) - Log1p(-x)) / 2;

    /// <summary>pow with the special values of IEEE 754 (the .NET Framework's Math.Pow differs in two of them).</summary>
    public static double Pow(double a, double b) =>
        b == 0 || a == 1 ? 1
        : a == -1 && double.IsInfinity(b) ? 1
        : Math.Pow(a, b);

    public static double Minimum(double a, double b) =>
        double.IsNaN(a) || double.IsNaN(b) ? double.NaN : a == b ? (IsNegativeZero(a) ? a : b) : Math.Min(a, b);

    public static double Maximum(double a, double b) =>
        double.IsNaN(a) || double.IsNaN(b) ? double.NaN : a == b ? (IsNegativeZero(a) ? b : a) : Math.Max(a, b);

    private static double Sign(double x) => x < 0 ? -1 : 1;

    public static bool IsNegative(double x) => x < 0 || IsNegativeZero(x);

    /// <summary>a * b + c rounded once: the rounding errors of product (Dekker) and sum (Knuth) are added at the end.</summary>
    public static double FusedMultiplyAdd(double a, double b, double c)
    {
        const double Splitter = 134217729;
        double High(double x) => (x * Splitter) - ((x * Splitter) - x);
        double product = a * b, sum = product + c, part = sum - product;
        (double ah, double bh) = (High(a), High(b));
        double lostByProduct = (((ah * bh) - product) + (ah * (b - bh)) + ((a - ah) * bh)) + ((a - ah) * (b - bh));
        double lostBySum = (product - (sum - part)) + (c - part);
        double lost = lostByProduct + lostBySum;
        // An infinite operand or an overflow on the way leaves no errors to add; adding 0 would lose the sign of a zero.
        return double.IsInfinity(c) && !double.IsInfinity(a) && !double.IsInfinity(b) && !double.IsNaN(a) && !double.IsNaN(b) ? c
            : lost == 0 || double.IsNaN(lost) || double.IsInfinity(lost) || double.IsInfinity(sum) ? sum : sum + lost;
    }

    private static bool IsNegativeZero(double x) => x == 0 && 1 / x < 0;
}
