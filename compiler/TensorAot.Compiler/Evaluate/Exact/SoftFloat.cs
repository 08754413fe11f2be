using System.Numerics;
using TensorAot.Compiler.Programs;

namespace TensorAot.Compiler.Evaluate.Exact;

/// <summary>
/// The floating operations of a <see cref="Program"/> that netstandard2.0 lacks, to the bit: fused multiply-add, rounding to even,
/// saturating conversion.
/// </summary>
internal static class SoftFloat
{
    /// <summary>a * b + c rounded once to float: the product is exact in double, and the sum is rounded to odd so that rounding again is harmless.</summary>
    public static float FusedMultiplyAdd(float a, float b, float c)
    {
        double product = (double)a * b;
        double sum = product + c;
        if (double.IsNaN(sum) || double.IsInfinity(sum)) return (float)sum;
        return (float)RoundedToOdd(sum, SumError(product, c, sum));
    }

    /// <summary>a * b + c rounded once to double.</summary>
    public static double FusedMultiplyAdd(double a, double b, double c)
    {
        if (!IsFinite(a) || !IsFinite(b) || a == 0 || b == 0) return (a * b) + c;
        if (!IsFinite(c)) return c;
        if (IsSafe(a) && IsSafe(b) && (c == 0 || IsSafe(c))) return FusedInDoubles(a, b, c);
        return FusedInIntegers(a, b, c);
    }

    /// <summary>a 2^n rounded once to float, for an integer n: the product is exact in double.</summary>
    public static float Scale(float a, float n) => (float)(a * PowerOfTwo(n));

    /// <summary>a 2^n rounded once to double, for an integer n: the product with half of the power is exact.</summary>
    public static double Scale(double a, double n)
    {
        double half = Math.Floor(n / 2);
        return a * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <summary>Towards zero, saturating, NaN to 0.</summary>
    public static int ToInt32(float value) =>
        float.IsNaN(value) ? 0 : value >= 2147483648f ? int.MaxValue : value <= -2147483648f ? int.MinValue : (int)value;

    /// <inheritdoc cref="ToInt32"/>
    public static long ToInt64(double value) =>
        double.IsNaN(value) ? 0 : value >= 9223372036854775808.0 ? long.MaxValue : value <= -9223372036854775808.0 ? long.MinValue : (long)value;

    private static double PowerOfTwo(double n) => double.IsNaN(n) ? n : FloatBits.ToDouble((FloatFormat.Double.Bias + (long)n) << FloatFormat.Double.MantissaBits);

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);

    /// <summary>Whether products, splits and errors of such numbers neither overflow nor underflow.</summary>
    private static bool IsSafe(double value) => Math.Abs(value) is > 1e-120 and < 1e120;

    /// <summary>
    /// Product and sum in two parts each; the low parts are added to odd, so that the last sum rounds correctly
    /// (Boldo and Melquiond, "Emulation of a FMA and correctly rounded sums", 2008).
    /// </summary>
    private static double FusedInDoubles(double a, double b, double c)
    {
        double product = a * b;
        double productError = ProductError(a, b, product);
        double low = c + productError;
        double lowError = SumError(c, productError, low);
        double high = product + low;
        double highError = SumError(product, low, high);
        double rest = highError + lowError;
        return high + RoundedToOdd(rest, SumError(highError, lowError, rest));
    }

    private static double ProductError(double a, double b, double product)
    {
        var (aHigh, aLow) = Split(a);
        var (bHigh, bLow) = Split(b);
        return (aLow * bLow) - (((product - (aHigh * bHigh)) - (aLow * bHigh)) - (aHigh * bLow));
    }

    private static (double High, double Low) Split(double value)
    {
        // By 2^27 + 1, rounded to nearest (Veltkamp): both halves have at most 26 bits, so that their products are exact.
        double scaled = 134217729 * value;
        double high = scaled - (scaled - value);
        return (high, value - high);
    }

    private static double SumError(double a, double b, double sum)
    {
        double bRounded = sum - a;
        return (a - (sum - bRounded)) + (b - bRounded);
    }

    /// <summary>A rounded sum and its error as the neighbour of the exact sum whose last bit is 1, or the sum itself when it is exact.</summary>
    private static double RoundedToOdd(double sum, double error)
    {
        long bits = FloatBits.ToInt64(sum);
        if (error == 0 || (bits & 1) != 0) return sum;
        // Bits grow with magnitude, so away from zero is up whatever the sign.
        return FloatBits.ToDouble(error > 0 == sum > 0 ? bits + 1 : bits - 1);
    }

    /// <summary>Exact, with whole numbers as wide as it takes: what remains near the ends of the exponent range.</summary>
    private static double FusedInIntegers(double a, double b, double c)
    {
        var (aMantissa, aExponent) = Decompose(a);
        var (bMantissa, bExponent) = Decompose(b);
        var (cMantissa, cExponent) = Decompose(c);
        var product = (BigInteger)aMantissa * bMantissa;
        int exponent = Math.Min(aExponent + bExponent, cExponent);
        var sum = (product << (aExponent + bExponent - exponent)) + ((BigInteger)cMantissa << (cExponent - exponent));
        return sum.IsZero ? (a * b) + c : Compose(sum, exponent);
    }

    private static (long Mantissa, int Exponent) Decompose(double value)
    {
        long bits = FloatBits.ToInt64(value);
        int field = (int)((bits >> 52) & 0x7FF);
        long mantissa = (bits & 0xFFFFFFFFFFFFF) | (field == 0 ? 0 : 1L << 52);
        return (bits < 0 ? -mantissa : mantissa, Math.Max(field, 1) - 1075);
    }

    /// <summary>mantissa * 2^exponent, nonzero, rounded to nearest even.</summary>
    private static double Compose(BigInteger mantissa, int exponent)
    {
        bool isNegative = mantissa.Sign < 0;
        mantissa = BigInteger.Abs(mantissa);
        int drop = Math.Max(BitLength(mantissa) - 53, -1074 - exponent);
        if (drop > 0)
        {
            var kept = mantissa >> drop;
            var rest = mantissa - (kept << drop);
            int half = rest.CompareTo(BigInteger.One << (drop - 1));
            mantissa = half > 0 || (half == 0 && !kept.IsEven) ? kept + 1 : kept;
            exponent += drop;
        }

        // Exact: at most 53 bits, and two factors keep powers of two in range.
        double magnitude = (double)mantissa * PowerOfTwo(exponent / 2) * PowerOfTwo(exponent - (exponent / 2));
        return isNegative ? -magnitude : magnitude;
    }

    private static int BitLength(BigInteger value)
    {
        byte[] bytes = value.ToByteArray();
        int length = 8 * (bytes.Length - 1);
        for (int top = bytes[bytes.Length - 1]; top != 0; top >>= 1) length++;
        return length;
    }

    private static double PowerOfTwo(int exponent) => FloatBits.ToDouble((long)(Math.Min(exponent, 1023) + 1023) << 52);
}
