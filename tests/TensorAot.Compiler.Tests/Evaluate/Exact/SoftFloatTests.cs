using TensorAot.Compiler.Evaluate.Exact;

namespace TensorAot.Compiler.Tests.Evaluate.Exact;

/// <summary>The soft operations against the hardware's.</summary>
public sealed class SoftFloatTests
{
    private const int Count = 1_000_000;

    private static readonly double[] Specials =
    [
        0d, -0d, 1d, -1d, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, 2.2250738585072014e-308, double.NaN, double.PositiveInfinity,
        double.NegativeInfinity, 1.0000000000000002, 0.99999999999999989, 1e-160, 1e160,
    ];

    [Test]
    public void FloatFmaRoundsOnce()
    {
        var random = new Random(1);
        for (int i = 0; i < Count; i++)
        {
            float a = Single(random), b = Single(random), c = Single(random);
            // Every other time the addend nearly cancels the product, or lies half a unit off.
            if ((i & 1) == 0) c = MathF.BitIncrement(-(a * b)) * (1 << random.Next(30));
            float expected = MathF.FusedMultiplyAdd(a, b, c), actual = SoftFloat.FusedMultiplyAdd(a, b, c);
            if (!expected.Equals(actual) || float.IsNegative(expected) != float.IsNegative(actual)) Differ(a, b, c, expected, actual);
        }
    }

    [Test]
    public void DoubleFmaRoundsOnce()
    {
        var random = new Random(2);
        for (int i = 0; i < Count; i++)
        {
            double a = Double(random, i), b = Double(random, i), c = Double(random, i);
            if ((i & 1) == 0) c = Math.BitIncrement(-(a * b)) * Math.Pow(2, random.Next(60));
            if ((i & 7) == 0) c = -(a * b);
            CheckDouble(a, b, c);
        }
    }

    [Test]
    public void DoubleFmaOfSpecialValues()
    {
        foreach (double a in Specials)
        {
            foreach (double b in Specials)
            {
                foreach (double c in Specials) CheckDouble(a, b, c);
            }
        }
    }

    [Test]
    public void ConversionsSaturate()
    {
        float[] values = [0.9f, -0.9f, 2147483500f, 2147483648f, -2147483648f, -3e9f, float.NaN, float.PositiveInfinity, float.NegativeInfinity];
        int[] expected = [0, 0, 2147483520, int.MaxValue, int.MinValue, int.MinValue, 0, int.MaxValue, int.MinValue];
        Assert.That(values.Select(SoftFloat.ToInt32), Is.EqualTo(expected));
        Assert.That(Specials.Select(SoftFloat.ToInt64), Is.EqualTo(Specials.Select(v => (long)v)));
    }

    private static void CheckDouble(double a, double b, double c)
    {
        double expected = Math.FusedMultiplyAdd(a, b, c), actual = SoftFloat.FusedMultiplyAdd(a, b, c);
        if (expected.Equals(actual) && (double.IsNaN(expected) || double.IsNegative(expected) == double.IsNegative(actual))) return;
        Differ(a, b, c, expected, actual);
    }

    private static void Differ(double a, double b, double c, double expected, double actual)
    {
        if (double.IsNaN(expected) && double.IsNaN(actual)) return;
        Assert.Fail($"fma({a:R}, {b:R}, {c:R}) is {expected:R}, not {actual:R}");
    }

    private static float Single(Random random) => BitConverter.Int32BitsToSingle((int)random.NextInt64(int.MinValue, 1L << 31));

    /// <summary>Any bits, or an exponent such that products are subnormal, or one near 0.</summary>
    private static double Double(Random random, int round)
    {
        long bits = random.NextInt64(long.MinValue, long.MaxValue);
        int exponent = (round % 3) switch { 0 => random.Next(2047), 1 => random.Next(440, 540), _ => random.Next(1000, 1046) };
        return BitConverter.Int64BitsToDouble((bits & unchecked((long)0x800FFFFFFFFFFFFF)) | ((long)exponent << 52));
    }
}
