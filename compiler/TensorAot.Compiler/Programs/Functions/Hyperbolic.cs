using static TensorAot.Compiler.Programs.Formula;

namespace TensorAot.Compiler.Programs.Functions;

/// <summary>
/// sinh, cosh and the inverse hyperbolic functions. With |x| = n ln 2 + r, A = 2^(n-2), B = 2^(-n-2), p = expm1(r), q = expm1(-r), half
/// of sinh|x| is (A - B) + (A p - B q), of which the first part is exact where the second is not small; cosh is its sum. The polynomial
/// and its error are in coefficients/sinh.sollya. The inverses are log1p of a sum in two parts.
/// </summary>
internal static class Hyperbolic
{
    /// <summary>sinh(x) = x + x^3 S(x^2), |x| &lt;= 1: S; relative error of sinh below 2^-30.</summary>
    private static readonly double[] SineSingle = [0.166666672, 0.00833329931, 0.000198460344, 2.76165861e-06];

    /// <summary>As <see cref="SineSingle"/>, for double; relative error below 2^-59.</summary>
    private static readonly double[] SineDouble =
    [
        0.16666666666666666, 0.0083333333333335639, 0.00019841269841115798, 2.7557319261731197e-06, 2.5052106152351868e-08,
        1.6058588769838013e-10, 7.7186411691416942e-13,
    ];

    public static Value Sinh(Value x)
    {
        var f = x.Format;
        var magnitude = Abs(x).Named("magnitude");
        var (a, b, p, q) = Exponentials(magnitude);
        var large = WithSignOf((a - b + Fma(a, p, -(b * q))) * 2, x).Named("large");
        var z = (x * x).Named("z");
        return Select(magnitude < 1, Fma(x, z * Polynomial(z, f.Pick(SineSingle, SineDouble), "s"), x), large);
    }

    public static Value Cosh(Value x)
    {
        var (a, b, p, q) = Exponentials(Abs(x));
        return (a + b + Fma(a, p, b * q)) * 2;
    }

    /// <summary>log(x + sqrt(x^2 + 1)) = log1p(x + x^2 / (1 + sqrt(x^2 + 1))), the sum in two parts.</summary>
    public static Value Arcsinh(Value x)
    {
        var magnitude = Abs(x).Named("a");
        var c = Min(Large(x.Format), magnitude).Named("c");
        var square = (c * c).Named("square");
        var rise = (square / (1 + Sqrt(Fma(c, c, 1)))).Named("rise");
        var sum = (magnitude + rise).Named("sum");
        return WithSignOf(OfSum(magnitude, sum, (magnitude - sum + rise).Named("low")), x);
    }

    /// <summary>log(x + sqrt(x^2 - 1)) = log1p(t + sqrt(t^2 + 2 t)), t = x - 1.</summary>
    public static Value Arccosh(Value x)
    {
        var t = (x - 1).Named("a");
        var c = Min(Large(x.Format), t).Named("c");
        var root = Sqrt(Fma(c, c, c + c)).Named("root");
        var sum = (t + root).Named("sum");
        return Select(x < 1, double.NaN, OfSum(x, sum, (root - sum + t).Named("low")));
    }

    /// <summary>log1p(2 x / (1 - x)) / 2, the quotient in two parts.</summary>
    public static Value Arctanh(Value x)
    {
        var a = Abs(x).Named("a");
        var d = (1 - a).Named("d");
        var twice = (a + a).Named("twice");
        var quotient = (twice / d).Named("quotient");
        var low = (Fma(-quotient, d, twice) - quotient * (1 - d - a)) / d;
        var y = (Logarithm.OfSum(quotient, low.Named("low"), 0) * 0.5).Named("y");
        y = Select(IsEqual(a, 1), double.PositiveInfinity, Select(a < 1, y, double.NaN)).Named("y");
        return WithSignOf(y, x);
    }

    /// <summary>From here on the root is the argument, and log(2 x) is right to the last digit.</summary>
    private static double Large(FloatFormat f) => f.Pick(8192.0, 268435456.0);

    /// <summary>log(1 + sum + low) for an argument that is not large, log(2) + log(argument) for one that is.</summary>
    private static Value OfSum(Value argument, Value sum, Value low)
    {
        var isLarge = (argument > Large(argument.Format)).Named("isLarge");
        var x = Select(isLarge, argument - 1, sum).Named("sum");
        return Logarithm.OfSum(x, Select(isLarge, 0, low).Named("low"), Select(isLarge, 1.0, 0.0));
    }

    /// <summary>A, B, p and q of a nonnegative number; beyond where the results overflow, those of a number that overflows too.</summary>
    private static (Value A, Value B, Value P, Value Q) Exponentials(Value magnitude)
    {
        var f = magnitude.Format;
        var (p, shifted, n) = Exponential.Reduce(Min(f.Pick(89.5, 710.6), magnitude).Named("c"), f.Bias - 2);
        var a = FromBits(Bits(shifted) << f.MantissaBits).Named("up");
        // A smaller B would not count, and has no exponent.
        var falling = (f.RoundingShift + (f.Bias - 2) - Min(f.Pick(40.0, 80.0), n)).Named("falling");
        var b = FromBits(Bits(falling) << f.MantissaBits).Named("down");
        return (a, b, p, (-p / (1 + p)).Named("q"));
    }
}
