using static TensorAot.Compiler.Programs.Formula;

namespace TensorAot.Compiler.Programs.Functions;

/// <summary>
/// log, log1p, log2, log10 and log(1 - exp(x)): the argument is 2^k m with m in [sqrt 1/2, sqrt 2) and f = m - 1; with s = f / (2 + f),
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

    /// <summary>log2(x), exact at powers of 2; edges as for the natural logarithm.</summary>
    public static Value Log2(Value x)
    {
        var f = x.Format;
        var (k, m) = Split(x);
        return Edges(x, x, Scaled((m - 1).Named("f"), k, 0, f.Pick(1.44269502162933349609375, 1.442695040888963387), f.Pick(1.925963033500011079e-8, 2.03552737409310331e-17)));
    }

    /// <summary>log10(x), exact at powers of 10; edges as for the natural logarithm.</summary>
    public static Value Log10(Value x)
    {
        var f = x.Format;
        var (k, m) = Split(x);
        // So few bits that the product is exact.
        var whole = (k * f.Pick(0.301025390625, 0.301029995664066518656909465789794921875)).Named("whole");
        var rest = k * f.Pick(4.605039066518656909e-6, -8.532344317057106558506e-14);
        return Edges(x, x, Scaled((m - 1).Named("f"), whole, rest, f.Pick(0.4342944920063018798828125, 0.434294481903251816668), f.Pick(-1.010304995219257762e-8, 1.098319650216765072739e-17)));
    }

    /// <summary>
    /// log(1 - exp(x)) for x &lt;= 0: the logarithm of 1 - exp(x) above -log(2), log1p of -exp(x) below, both with what they lose in
    /// rounding; -infinity at 0, NaN above.
    /// </summary>
    public static Value Log1mexp(Value x)
    {
        const int Lift = 64;
        const double Unlift = 1.0 / ((ulong)1 << 63) / 2;
        var f = x.Format;
        var (p, shifted, _) = Exponential.Reduce(Max(f.Pick(-104.0, -746.0), x).Named("c"), f.Bias + Lift);
        var lifted = FromBits(Bits(shifted) << f.MantissaBits).Named("lifted");
        var scale = (lifted * Unlift).Named("scale");
        var e = Fma(p, scale, scale).Named("e");
        var lost = Fma(p, scale, scale - e).Named("lost");
        var rest = (1 - scale).Named("rest");
        var complement = Fma(-p, scale, rest).Named("u");
        var complementLost = Fma(-p, scale, rest - complement);
        var isNear = (x > -0.6931471805599453).Named("near");
        var (k, m) = Split(complement);
        var (kFar, fraction, _) = SplitSum(-e);
        var correction = Select(isNear, complementLost, -lost) / complement;
        var y = OfParts(Select(isNear, m - 1, fraction).Named("f"), Select(isNear, k, kFar).Named("k"), correction.Named("correction")).Named("y");
        y = Select(x > f.Pick(-20.0, -40.0), y, Fma(p, lifted, lifted) * -Unlift).Named("y");
        return Select(x < 0, y, Select(IsEqual(x, 0), double.NegativeInfinity, double.NaN));
    }

    /// <summary>log(1 + x + low) + extra log(2) for positive x, where low is what x has lost in rounding.</summary>
    public static Value OfSum(Value x, Value low, Value extra)
    {
        var (k, fraction, u) = SplitSum(x);
        var y = OfParts(fraction, (k + extra).Named("k"), (low / u).Named("correction"));
        return Select(x < double.PositiveInfinity, y, x).Named("y");
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
        var (k, fraction, u) = SplitSum(x);
        var result = Edges(u, x, OfParts(fraction, k));
        return FromBits(Bits(result) | (Bits(x) & x.Format.SignBit));
    }

    /// <summary>1 + x = 2^k (1 + f), and the rounded sum.</summary>
    private static (Value K, Value Fraction, Value Sum) SplitSum(Value x)
    {
        var f = x.Format;
        var u = (1 + x).Named("u");
        var j = (Bits(u) + (f.OneBits - SqrtHalf(f))).Named("j");
        var k = (Exponent(j) - (f.IntegerShift + f.Bias)).Named("k");
        // 4 * 2^-k, because 2^-128 itself would be subnormal
        var scale = FromBits(f.SignBit - (j & ~f.MantissaMask)).Named("scale");
        return (k, (Fma(scale, x, scale - 4) * 0.25).Named("f"), u);
    }

    private static long SqrtHalf(FloatFormat f) => f.Pick(0x3F3504F3, 0x3FE6A09E667F3BCD);

    /// <summary>The biased exponent of j as a floating value, still with IntegerShift added.</summary>
    private static Value Exponent(Value j)
    {
        var f = j.Format;
        return FromBits((j >>> f.MantissaBits) | f.IntegerShiftBits);
    }

    /// <summary>k log(2) + log(1 + f).</summary>
    private static Value OfParts(Value f, Value k)
    {
        var (half, s, inner) = Tail(f);
        return Sum(f, k, half, Fma(s, inner, k * Ln2Low(f.Format)).Named("tail"));
    }

    /// <summary>k log(2) + log(1 + f) + correction.</summary>
    private static Value OfParts(Value f, Value k, Value correction)
    {
        var (half, s, inner) = Tail(f);
        return Sum(f, k, half, Fma(s, inner, Fma(k, Ln2Low(f.Format), correction)).Named("tail"));
    }

    private static Value Sum(Value f, Value k, Value half, Value tail) =>
        Fma(k, f.Format.Pick(0.693147182, 0.69314718055994529), f - (half - tail)).Named("y");

    private static double Ln2Low(FloatFormat f) => f.Pick(-1.904654299957768e-9, 2.3190468138462996e-17);

    /// <summary>whole + rest + log(1 + f) times a constant of two parts, in two parts to the end: what is exact stays so.</summary>
    private static Value Scaled(Value f, Value whole, Value rest, double factor, double factorLow)
    {
        var (half, s, inner) = Tail(f);
        var high = (f - half).Named("high");
        var low = Fma(s, inner, f - high - half).Named("low");
        var y = (high * factor).Named("y");
        var yLow = (Fma(high, factor, -y) + Fma(low, factor, Fma(high, factorLow, rest))).Named("yLow");
        var sum = (whole + y).Named("sum");
        return sum + (whole - sum + y + yLow);
    }

    /// <summary>log(1 + f) = f - (f^2/2 - s (f^2/2 + z R(z))): f^2/2, s, and the sum in parentheses.</summary>
    private static (Value Half, Value S, Value Inner) Tail(Value f)
    {
        var s = (f / (2 + f)).Named("s");
        var z = (s * s).Named("z");
        var half = (f * 0.5 * f).Named("halved");
        var q = Polynomial(z, f.Format.Pick(Single, Double), "q");
        return (half, s, Fma(z, q, half));
    }

    /// <summary>The result for a positive finite argument u of the logarithm, and what else it may be.</summary>
    private static Value Edges(Value u, Value x, Value result)
    {
        var finite = Select(x < double.PositiveInfinity, result, x).Named("finite");
        var outside = Select(IsEqual(u, 0), double.NegativeInfinity, double.NaN).Named("outside");
        return Select(u > 0, finite, outside);
    }
}
