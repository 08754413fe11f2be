using static TensorAot.Compiler.Programs.Formula;

namespace TensorAot.Compiler.Programs.Functions;

/// <summary>
/// log and log1p: the argument is 2^k m with m in [sqrt 1/2, sqrt 2) and f = m - 1; with s = f / (2 + f),
/// log(1 + f) = 2 atanh(s) = f - (f^2/2 - s (f^2/2 + z R(z))) where z = s^2. The polynomial and its error are in coefficients/log.sollya.
/// </summary>
internal static class Logarithm
{
    /// <summary>R: (2 atanh(s) - 2 s) / s^3 in powers of z = s^2 &lt;= 0.0295; relative error of log below 2^-28.</summary>
    private static readonly double[] Single = [0.666666865, 0.399885476, 0.295866966];

    /// <summary>As <see cref="Single"/>, for double; relative error of log below 2^-57.</summary>
    private static readonly double[] Double =
    [
        0.66666666666666696, 0.39999999999899438, 0.28571428626122075, 0.22222211105974948, 0.18182891294076189,
        0.15331650594579971, 0.14617298134208428,
    ];

    /// <summary>log(x); -infinity at 0, NaN below.</summary>
    public static Value Log(Value x)
    {
        var (k, m) = Split(x);
        return Edges(x, x, OfParts((m - 1).Named("f"), k));
    }

    /// <summary>x = 2^k m with m in [sqrt 1/2, sqrt 2), for positive finite x; anything finite for others.</summary>
    public static (Value K, Value M) Split(Value x)
    {
        var f = x.Format;
        var isSmall = (x < f.SmallestNormal).Named("small");
        var scaled = Select(isSmall, x * f.IntegerShift, x).Named("scaled");
        var j = (Bits(scaled) + (f.OneBits - SqrtHalf(f))).Named("j");
        double bias = f.IntegerShift + f.Bias;
        var k = (Exponent(j) - Select(isSmall, bias + f.MantissaBits, bias)).Named("k");
        return (k, FromBits((j & f.MantissaMask) + SqrtHalf(f)).Named("m"));
    }

    /// <summary>log(1 + x): f is made from x itself, as 2^-k x + (2^-k - 1), so nothing of a small x is lost.</summary>
    public static Value Log1p(Value x)
    {
        var f = x.Format;
        var u = (1 + x).Named("u");
        var j = (Bits(u) + (f.OneBits - SqrtHalf(f))).Named("j");
        var k = (Exponent(j) - (f.IntegerShift + f.Bias)).Named("k");
        // 4 * 2^-k, because 2^-128 itself would be subnormal
        var scale = FromBits(f.SignBit - (j & ~f.MantissaMask)).Named("scale");
        var fraction = (Fma(scale, x, scale - 4) * 0.25).Named("f");
        var result = Edges(u, x, OfParts(fraction, k));
        return FromBits(Bits(result) | (Bits(x) & f.SignBit));
    }

    private static long SqrtHalf(FloatFormat f) => f.Pick(0x3F3504F3, 0x3FE6A09E667F3BCD);

    /// <summary>The biased exponent of j as a floating value, still with IntegerShift added.</summary>
    private static Value Exponent(Value j)
    {
        var f = j.Format;
        return FromBits((j >>> f.MantissaBits) | f.IntegerShiftBits);
    }

    private static Value OfParts(Value f, Value k)
    {
        var format = f.Format;
        var s = (f / (2 + f)).Named("s");
        var z = (s * s).Named("z");
        var half = (f * 0.5 * f).Named("halved");
        var q = Polynomial(z, format.Pick(Single, Double), "q");
        var tail = Fma(s, Fma(z, q, half), k * format.Pick(-1.904654299957768e-9, 2.3190468138462996e-17)).Named("tail");
        return Fma(k, format.Pick(0.693147182, 0.69314718055994529), f - (half - tail)).Named("y");
    }

    /// <summary>The result for a positive finite argument u of the logarithm, and what else it may be.</summary>
    private static Value Edges(Value u, Value x, Value result)
    {
        var finite = Select(x < double.PositiveInfinity, result, x).Named("finite");
        var outside = Select(IsEqual(u, 0), double.NegativeInfinity, double.NaN).Named("outside");
        return Select(u > 0, finite, outside);
    }
}
