using F = TensorAot.Runtime.Functions;

namespace TensorAot.Runtime.Tests.Functions;

/// <summary>What must hold exactly: values at special points, signs of zero, ranges.</summary>
public sealed class IdentityTests
{
    private const float Inf = float.PositiveInfinity;

    [TestCase(0f, 1f)]
    [TestCase(-0f, 1f)]
    [TestCase(Inf, Inf)]
    [TestCase(-Inf, 0f)]
    [TestCase(89f, Inf)]
    [TestCase(-104f, 0f)]
    [TestCase(-100f, 3.783506e-44f)]
    public void Exp(float x, float expected) => Same(F.Exp(x), expected, F.Exp((double)x), expected, both: Math.Abs(x) is 0 or Inf);

    [TestCase(1f, 0f)]
    [TestCase(0f, -Inf)]
    [TestCase(-0f, -Inf)]
    [TestCase(-1f, float.NaN)]
    [TestCase(Inf, Inf)]
    [TestCase(-Inf, float.NaN)]
    public void Log(float x, float expected) => Same(F.Log(x), expected, F.Log((double)x), expected);

    [TestCase(-1f, -Inf)]
    [TestCase(-2f, float.NaN)]
    [TestCase(Inf, Inf)]
    public void Log1p(float x, float expected) => Same(F.Log1p(x), expected, F.Log1p((double)x), expected);

    [TestCase(Inf, Inf)]
    [TestCase(-Inf, -1f)]
    [TestCase(-1000f, -1f)]
    public void Expm1(float x, float expected) => Same(F.Expm1(x), expected, F.Expm1((double)x), expected);

    [TestCase(0f, 0.5f)]
    [TestCase(Inf, 1f)]
    [TestCase(-Inf, 0f)]
    public void Sigmoid(float x, float expected) => Same(F.Sigmoid(x), expected, F.Sigmoid((double)x), expected);

    [TestCase(Inf, Inf)]
    [TestCase(-Inf, 0f)]
    [TestCase(1000f, 1000f)]
    public void Softplus(float x, float expected) => Same(F.Softplus(x), expected, F.Softplus((double)x), expected);

    [TestCase(Inf, 1f)]
    [TestCase(-Inf, -1f)]
    [TestCase(30f, 1f)]
    public void Tanh(float x, float expected) => Same(F.Tanh(x), expected, F.Tanh((double)x), expected);

    [TestCase(Inf, Inf)]
    [TestCase(-Inf, 0f)]
    [TestCase(0f, 1f)]
    public void Exp2(float x, float expected) => Same(F.Exp2(x), expected, F.Exp2((double)x), expected);

    [TestCase(0f, -Inf)]
    [TestCase(-0f, -Inf)]
    [TestCase(-1f, float.NaN)]
    [TestCase(Inf, Inf)]
    [TestCase(1f, 0f)]
    public void Log2AndLog10(float x, float expected)
    {
        Same(F.Log2(x), expected, F.Log2((double)x), expected);
        Same(F.Log10(x), expected, F.Log10((double)x), expected);
    }

    [TestCase(0f, -Inf)]
    [TestCase(-0f, -Inf)]
    [TestCase(1e-30f, float.NaN)]
    [TestCase(-Inf, -0f)]
    public void Log1mexp(float x, float expected) => Same(F.Log1mexp(x), expected, F.Log1mexp((double)x), expected);

    [TestCase(2f, float.NaN)]
    [TestCase(-1.0000001f, float.NaN)]
    public void ArcsOutsideAreNaN(float x, float expected)
    {
        Same(F.Arcsin(x), expected, F.Arcsin((double)x), expected);
        Same(F.Arccos(x), expected, F.Arccos((double)x), expected);
        Same(F.Arctanh(x), expected, F.Arctanh((double)x), expected);
    }

    [TestCase(1f, 0f)]
    [TestCase(0.9999999f, float.NaN)]
    [TestCase(-5f, float.NaN)]
    [TestCase(Inf, Inf)]
    public void Arccosh(float x, float expected) => Same(F.Arccosh(x), expected, F.Arccosh((double)x), expected);

    [TestCase(Inf, Inf)]
    [TestCase(-Inf, -Inf)]
    public void InfinityStays(float x, float expected)
    {
        Same(F.Sinh(x), expected, F.Sinh((double)x), expected);
        Same(F.Arcsinh(x), expected, F.Arcsinh((double)x), expected);
        Same(F.Arctanh(Math.Sign(x)), expected, F.Arctanh((double)Math.Sign(x)), expected);
        Same(F.Cosh(x), Inf, F.Cosh((double)x), Inf);
        Same(F.Erf(x), Math.Sign(x), F.Erf((double)x), Math.Sign(x));
        Same(F.Erfc(x), x > 0 ? 0 : 2, F.Erfc((double)x), x > 0 ? 0 : 2);
    }

    [Test]
    public void PowersOfTwoAreExact()
    {
        for (int n = -1080; n <= 1030; n++)
        {
            Assert.That(F.Exp2((double)n), Is.EqualTo(Math.ScaleB(1, n)));
            Assert.That(F.Exp2((float)n), Is.EqualTo((float)Math.ScaleB(1, n)));
            if (n is >= -1074 and < 1024) Assert.That(F.Log2(Math.ScaleB(1, n)), Is.EqualTo(n));
            if (n is >= -149 and < 128) Assert.That(F.Log2((float)Math.ScaleB(1, n)), Is.EqualTo(n));
        }
    }

    [Test]
    public void PowersOfTenAreExact()
    {
        for (int n = 0; n <= 22; n++) Assert.That(F.Log10(double.Parse($"1e{n}", System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(n));
        for (int n = 0; n <= 10; n++) Assert.That(F.Log10(float.Parse($"1e{n}", System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(n));
    }

    [Test]
    public void AtanHasTheSpecialCasesOfTheStandard()
    {
        // .NET's Math.Atan2 is that of C for all but two infinities, which C99 F.9.1.4 has as multiples of a quarter of pi too.
        foreach (double y in Samples.SpecialDoubles)
        {
            foreach (double x in Samples.SpecialDoubles)
            {
                double expected = double.IsInfinity(x) && double.IsInfinity(y)
                    ? Math.CopySign(x > 0 ? Math.PI / 4 : 3 * Math.PI / 4, y)
                    : Math.Atan2(y, x);
                double actual = F.Arctan2(y, x);
                Assert.That(actual, expected == 0 || double.IsNaN(expected) ? Is.EqualTo(expected) : Is.EqualTo(expected).Within(2).Ulps, $"Arctan2({y:R}, {x:R})");
                if (!double.IsNaN(expected)) Assert.That(double.IsNegative(actual), Is.EqualTo(double.IsNegative(expected)), $"Arctan2({y:R}, {x:R})");
                Assert.That(Ulps.Of(F.Arctan2((float)y, (float)x), F.Arctan2((double)(float)y, (double)(float)x)), Is.LessThan(2), $"Arctan2({y:R}, {x:R})");
            }
        }
    }

    [Test]
    public void SigmoidKeepsSubnormals() => Assert.That(F.Sigmoid(-100f), Is.EqualTo((float)Math.Exp(-100)).And.GreaterThan(0f));

    [Test]
    public void CosineOfZeroIsOne() => Assert.That((F.Cos(0f), F.Cos(0d)), Is.EqualTo((1f, 1d)));

    [Test]
    public void SineOfInfinityIsNaN() =>
        Assert.That(new double[] { F.Sin(Inf), F.Cos(-Inf), F.Sin(double.PositiveInfinity), F.Cos(double.NegativeInfinity) }, Is.All.NaN);

    [Test]
    public void OddFunctionsKeepTinyArgumentsAndTheSignOfZero()
    {
        float[] tiny = [0f, -0f, float.Epsilon, -float.Epsilon, 1e-42f, -1.1754942e-38f, 1.1754944e-38f, 1e-30f, -1e-20f];
        foreach (float x in tiny)
        {
            foreach (var function in new Func<float, float>[] { F.Expm1, F.Log1p, F.Tanh, F.Sin, F.Tan, F.Arcsin, F.Arctan, F.Sinh, F.Arcsinh, F.Arctanh }) Assert.That(Bits(function(x)), Is.EqualTo(Bits(x)), $"{x}");
            foreach (var function in new Func<double, double>[] { F.Expm1, F.Log1p, F.Tanh, F.Sin, F.Tan, F.Arcsin, F.Arctan, F.Sinh, F.Arcsinh, F.Arctanh })
                Assert.That(BitConverter.DoubleToInt64Bits(function(x * 1e-270)), Is.EqualTo(BitConverter.DoubleToInt64Bits(x * 1e-270)), $"{x}");
        }
    }

    [Test]
    public void RangesAreNeverLeft()
    {
        foreach (float x in Samples.Singles(1_000_000, 21))
        {
            if (float.IsNaN(x)) continue;
            bool holds = Math.Abs(F.Tanh(x)) <= 1 && F.Sigmoid(x) is >= 0 and <= 1 && F.Softplus(x) >= Math.Max(x, 0) && F.Exp(x) >= 0 && F.Expm1(x) >= -1;
            holds &= F.Cosh(x) >= 1 && Math.Abs(F.Erf(x)) <= 1 && F.Erfc(x) is >= 0 and <= 2 && Math.Abs(F.Arctan(x)) <= 1.57079637f && F.Exp2(x) >= 0;
            holds &= float.IsInfinity(x) || (Math.Abs(F.Sin(x)) <= 1 && Math.Abs(F.Cos(x)) <= 1);
            if (!holds) Assert.Fail($"a range is left at {x:R}");
        }

        foreach (double x in Samples.Doubles(1_000_000, 22))
        {
            if (double.IsNaN(x)) continue;
            bool holds = Math.Abs(F.Tanh(x)) <= 1 && F.Sigmoid(x) is >= 0 and <= 1 && F.Softplus(x) >= Math.Max(x, 0) && F.Exp(x) >= 0 && F.Expm1(x) >= -1;
            holds &= F.Cosh(x) >= 1 && Math.Abs(F.Erf(x)) <= 1 && F.Erfc(x) is >= 0 and <= 2 && Math.Abs(F.Arctan(x)) <= Math.PI / 2 && F.Exp2(x) >= 0;
            holds &= double.IsInfinity(x) || (Math.Abs(F.Sin(x)) <= 1 && Math.Abs(F.Cos(x)) <= 1);
            if (!holds) Assert.Fail($"a range is left at {x:R}");
        }
    }

    [Test]
    public void PowHasTheSpecialCasesOfTheStandard()
    {
        // .NET's Math.Pow follows IEEE 754 since .NET Core 3.0.
        foreach (double x in Samples.SpecialDoubles)
        {
            foreach (double y in Samples.SpecialDoubles)
            {
                double expected = Math.Pow(x, y), actual = F.Pow(x, y);
                bool isSpecial = !double.IsFinite(expected) || expected == 0 || Math.Abs(expected) == 1;
                Assert.That(actual, isSpecial ? Is.EqualTo(expected) : Is.EqualTo(expected).Within(4).Ulps, $"Pow({x:R}, {y:R})");
                if (!double.IsNaN(expected)) Assert.That(double.IsNegative(actual), Is.EqualTo(double.IsNegative(expected)), $"Pow({x:R}, {y:R})");
            }
        }

        foreach (float x in Samples.SpecialSingles)
        {
            foreach (float y in Samples.SpecialSingles)
                Assert.That(Ulps.Of(F.Pow(x, y), Math.Pow(x, y)), Is.LessThan(2), $"Pow({x:R}, {y:R})");
        }
    }

    [Test]
    public void MinimumAndMaximumFollowTheStandard()
    {
        foreach (double x in Samples.SpecialDoubles)
        {
            foreach (double y in Samples.SpecialDoubles)
            {
                Assert.That(BitConverter.DoubleToInt64Bits(F.Minimum(x, y)), Is.EqualTo(BitConverter.DoubleToInt64Bits(Math.Min(x, y))), $"{x:R}, {y:R}");
                Assert.That(BitConverter.DoubleToInt64Bits(F.Maximum(x, y)), Is.EqualTo(BitConverter.DoubleToInt64Bits(Math.Max(x, y))), $"{x:R}, {y:R}");
            }
        }
    }

    private static int Bits(float x) => BitConverter.SingleToInt32Bits(x);

    private static void Same(float actual, float expected, double actualDouble, double expectedDouble, bool both = true)
    {
        Assert.That(actual, Is.EqualTo(expected));
        if (!float.IsNaN(expected)) Assert.That(float.IsNegative(actual), Is.EqualTo(float.IsNegative(expected)));
        if (both) Assert.That(actualDouble, Is.EqualTo(expectedDouble));
    }
}
