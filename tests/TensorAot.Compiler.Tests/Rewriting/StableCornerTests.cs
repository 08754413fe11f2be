using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Rewriting;

/// <summary>Stable forms keep the digits of small values too. Values and derivatives: mpmath 1.3 with 500 digits.</summary>
public sealed class StableCornerTests : RewritingFixture
{
    protected override bool IsPrepared => true;

    private static IEnumerable<TestCaseData> Complements()
    {
        yield return Case("Log1p(Tanh(x))", x => Log1p(Tanh(x)), [-300, -5, -0.9, -0.3, -1e-20, 0, 1e-20, 0.3, 0.9, 5, 30],
            [-599.3068528194401, -9.306898218339272, -1.259830429966129, -0.3443407699259403, -1e-20, 0, 1e-20, 0.25565923007405966, 0.5401695700338712, 0.6931017816607284, 0.6931471805599453],
            [2, 1.9999092042625952, 1.7162978701990244, 1.2913126124515908, 1, 1, 1, 0.7086873875484091, 0.2837021298009756, 9.079573740486879e-05, 1.751302152539304e-26]);
        yield return Case("Log1p(-Erf(x))", x => Log1p(-Erf(x)), [-5, -0.9, -0.3, -1e-20, 0, 1e-20, 0.3, 0.9, 5, 30],
            [0.6931471805591766, 0.586067528268077, 0.28414589714140825, 1.1283791670955125e-20, 0, -1.1283791670955125e-20, -0.39843005144008525, -1.5940972465793173, -27.200889545537436, -903.9741171106439],
            [-7.835433265514691e-12, -0.2793512605541167, -0.7761855632343131, -1.1283791670955126, -1.1283791670955126, -1.1283791670955126, -1.5360470858030584, -2.4716340341907324, -10.192700054863682, -60.03329639875623]);
        yield return Case("Log1p(-Exp(x))", x => Log1p(-Exp(x)), [-1e-20, -0.3, -0.9, -40, -700],
            [-46.051701859880914, -1.3502256128148467, -0.5218354429087223, -4.248354255291589e-18, -9.85967654375977e-305],
            [-1e20, -2.8582959135100827, -0.6851177504050079, -4.248354255291589e-18, -9.85967654375977e-305]);
        yield return Case("Log1p(-Sigmoid(x))", x => Log1p(-Sigmoid(x)), [-300, -5, -0.9, 0, 0.9, 5, 30],
            [-5.148200222412013e-131, -0.006715348489118068, -0.3411538747320878, -0.6931471805599453, -1.2411538747320878, -5.006715348489118, -30.000000000000092],
            [-5.148200222412013e-131, -0.0066928509242848554, -0.28905049737499605, -0.5, -0.710949502625004, -0.9933071490757152, -0.9999999999999064]);
        yield return Case("Log1p(-Erfc(x))", x => Log1p(-Erfc(x)), [1e-20, 0.3, 0.9, 5, 20],
            [-45.93091962224567, -1.1128326419437544, -0.22701577316932928, -1.5374597944292167e-12, -5.395865611607901e-176],
            [1e20, 3.138091710231604, 0.6298950950878428, 1.5670866531041428e-11, 2.1610374743867984e-174]);
    }

    private static TestCaseData Case(string name, Func<Node, Node> formula, double[] at, double[] values, double[] slopes) =>
        new TestCaseData(formula, at, values, slopes).SetName(name);

    [TestCaseSource(nameof(Complements))]
    public void Logarithms_of_complements_keep_all_digits(Func<Node, Node> formula, double[] at, double[] values, double[] slopes)
    {
        Node z = Input("z", DType.Float64, N), value = formula(z), slope = ReverseMode.Gradient(Sum(value), [z])[0];
        NdArray[] found = ReferenceEvaluator.Evaluate([.. Rewrite(value, slope)], new Dictionary<string, NdArray> { ["z"] = Row(at) });
        for (int i = 0; i < at.Length; i++)
        {
            Assert.That(found[0].Values[i], Is.EqualTo(values[i]).Within(2e-14 * Math.Abs(values[i])), $"value at {at[i]}");
            Assert.That(found[1].Values[i], Is.EqualTo(slopes[i]).Within(2e-13 * Math.Abs(slopes[i])), $"slope at {at[i]}");
        }
    }

    [Test]
    public void Products_of_hyperbolic_functions_of_an_argument_and_its_double_come_to_rest()
    {
        Node z = Input("z", DType.Float64, N);
        double[] values = Values(Rewrite((Cosh(z) - 1) * Cosh(z)), ("z", Row(1e-9, -0.5, 3, 300)));
        double[] expected = [5e-19, 0.1439143522012411, 91.29015606545018, 9.432550752324849e+259];
        for (int i = 0; i < expected.Length; i++)
            Assert.That(values[i], Is.EqualTo(expected[i]).Within(1e-13 * expected[i]));
    }

    [TestCase(-0.5)]
    [TestCase(-2.5)]
    public void Negative_half_powers_of_minus_infinity_are_zero(double exponent)
    {
        Node z = Input("z", DType.Float64, N);
        double[] values = Values(Rewrite(Pow(z, Number(exponent))), ("z", Row(double.NegativeInfinity, -1, 0, 4, double.PositiveInfinity, double.NaN)));
        Assert.That(values, Is.EqualTo(new[] { 0, double.NaN, double.PositiveInfinity, Math.Pow(4, exponent), 0, double.NaN }));
    }

    [Test]
    public void The_curvature_of_log_cosh_is_one_at_zero()
    {
        Node z = Input("z", DType.Float64, N);
        Node first = ReverseMode.Gradient(Sum(Log(Cosh(z))), [z])[0], second = ReverseMode.Gradient(Sum(first), [z])[0];
        NdArray[] found = ReferenceEvaluator.Evaluate([.. Rewrite(first, second)], new Dictionary<string, NdArray> { ["z"] = Row(-900, 0, 1, 900) });
        Assert.That(found[0].Values, Is.EqualTo(new[] { -1, 0, Math.Tanh(1), 1 }).Within(1e-15));
        Assert.That(found[1].Values, Is.EqualTo(new[] { 0, 1, 1 / (Math.Cosh(1) * Math.Cosh(1)), 0 }).Within(1e-15));
    }
}
