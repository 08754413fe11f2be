using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Rewriting;

/// <summary>
/// The same mathematics written in many ways, at arguments where the arithmetic as written over- or underflows or cancels: value,
/// gradient and Hessian-vector product (forward over reverse, and reverse over reverse) are those of the closed form.
/// </summary>
public sealed partial class EquivalentFormTests : RewritingFixture
{
    protected override bool IsPrepared => true;

    private const double Tolerance = 8e-14;
    private static readonly double[] s_everywhere = [-800, -40, -1, -1e-9, 0, 1e-9, 0.7, 1, 40, 800];
    private static readonly double[] s_moderate = [-800, -40, -1, 0, 1, 40, 300];
    private static readonly double[] s_nonzero = [-800, -40, -1, 0.7, 1, 40, 800];
    private static readonly double[] s_negative = [-800, -40, -1, -0.01, -1e-9, -1e-100];
    private static readonly double[] s_positive = [1e-100, 1e-9, 0.01, 1, 40, 800];
    private static readonly double[] s_probabilities = [1e-100, 1e-20, 0.1, 0.4, 0.9, 1 - 1e-6];

    private static TestCaseData Form(string name, Func<Node, Node> formula, Truth truth, double[]? points = null) =>
        new TestCaseData(formula, truth, points ?? s_everywhere).SetName("{m}: " + name);

    private static IEnumerable<TestCaseData> Sigmoids()
    {
        foreach ((string name, Func<Node, Node> p) in Truths.SigmoidForms)
        {
            yield return Form(name, p, Truths.Sigmoid);
            yield return Form($"Log({name})", z => Log(p(z)), Truths.LogSigmoid);
            yield return Form($"1 - {name}", z => 1 - p(z), Truths.Sigmoid.Reflected);
            yield return Form($"Log(1 - {name})", z => Log(1 - p(z)), Truths.LogSigmoid.Reflected);
            yield return Form($"Log1p(-{name})", z => Log1p(-p(z)), Truths.LogSigmoid.Reflected);
            yield return Form($"-Log(1 - {name})", z => -Log(1 - p(z)), Truths.Softplus);
            yield return Form($"Log(p / (1 - p)), p = {name}", z => Log(p(z) / (1 - p(z))), Truths.Identity);
            yield return Form($"Log(p) - Log(1 - p), p = {name}", z => Log(p(z)) - Log(1 - p(z)), Truths.Identity);
            yield return Form($"p / (1 - p), p = {name}", z => p(z) / (1 - p(z)), Truths.Exponential, s_moderate);
        }
    }

    private static IEnumerable<TestCaseData> Softpluses()
    {
        yield return Form("Log(1 + Exp(z))", z => Log(1 + Exp(z)), Truths.Softplus);
        yield return Form("Log(Exp(z) + 1)", z => Log(Exp(z) + 1), Truths.Softplus);
        yield return Form("Log1p(Exp(z))", z => Log1p(Exp(z)), Truths.Softplus);
        yield return Form("Maximum(z, 0) + Log1p(Exp(-Abs(z)))", z => Maximum(z, Constant(z, 0)) + Log1p(Exp(-Abs(z))), Truths.Softplus, s_nonzero);
        yield return Form("Maximum(z, 0) + Log(1 + Exp(-Abs(z)))", z => Maximum(z, Constant(z, 0)) + Log(1 + Exp(-Abs(z))), Truths.Softplus, s_nonzero);
        yield return Form("z + Log(1 + Exp(-z))", z => z + Log(1 + Exp(-z)), Truths.Softplus);
        yield return Form("LogAddExp(0, z)", z => Apply(LogForms.LogAddExp, Constant(z, 0), z), Truths.Softplus);
        yield return Form("Log(Exp(0) + Exp(z))", z => Log(Exp(Constant(z, 0)) + Exp(z)), Truths.Softplus);
    }

    private static IEnumerable<TestCaseData> Exponentials()
    {
        yield return Form("Exp(z) - 1", z => Exp(z) - 1, Truths.Expm1);
        yield return Form("2 * Exp(z) - 2", z => ((2 * Exp(z)) - 2) / 2, Truths.Expm1);
        yield return Form("1 - Exp(z)", z => -(1 - Exp(z)), Truths.Expm1);
        yield return Form("Expm1(z) + 1", z => Expm1(z) + 1, Truths.Exponential);
        yield return Form("Log(1 - Exp(z))", z => Log(1 - Exp(z)), Truths.Log1mexp, s_negative);
        yield return Form("Log1p(-Exp(z))", z => Log1p(-Exp(z)), Truths.Log1mexp, s_negative);
        yield return Form("Log(-Expm1(z))", z => Log(-Expm1(z)), Truths.Log1mexp, s_negative);
        yield return Form("Log(Exp(z) - 1)", z => Log(Exp(z) - 1), Truths.LogExpm1, s_positive);
        yield return Form("Log(Expm1(z))", z => Log(Expm1(z)), Truths.LogExpm1, s_positive);
        yield return Form("Log(Exp(2 * z) - Exp(z))", z => Log(Exp(2 * z) - Exp(z)) - z, Truths.LogExpm1, [1e-9, 0.01, 1, 40, 800]);
        yield return Form("Log(Exp(z + 1) + Exp(1))", z => Log(Exp(z + 1) + Exp(Constant(z, 1))) - 1, Truths.Softplus);
        yield return Form("Log(2 + 2 * Exp(z))", z => Log(2 + (2 * Exp(z))) - Log(Constant(z, 2)), Truths.Softplus, [-1, 0, 1, 40, 800]);
        yield return Form("Log(Exp(z) + Exp(-z))", z => Log(Exp(z) + Exp(-z)) - Log(Constant(z, 2)), Truths.LogCosh, [-800, -40, -1, 1, 40, 800]);
        yield return Form("Log(Cosh(z))", z => Log(Cosh(z)), Truths.LogCosh, [-800, -40, -1, 1, 40, 800]);
        yield return Form("Exp(z) * Exp(-z / 2) * Exp(-z / 2)", z => Log(Exp(z) * Exp(-2 * z) * Exp(2 * z)), Truths.Identity);
        yield return Form("Exp(2 * z) / Exp(z)", z => Exp(2 * z) / Exp(z), Truths.Exponential, s_moderate);
        yield return Form("1 / (1 / Exp(z))", z => 1 / (1 / Exp(z)), Truths.Exponential, [-700, -1, 0, 1, 700]);
    }

    private static IEnumerable<TestCaseData> Hyperbolics()
    {
        yield return Form("(Exp(z) - Exp(-z)) / (Exp(z) + Exp(-z))", z => (Exp(z) - Exp(-z)) / (Exp(z) + Exp(-z)), Truths.Tanh);
        yield return Form("(Exp(2 * z) - 1) / (Exp(2 * z) + 1)", z => (Exp(2 * z) - 1) / (Exp(2 * z) + 1), Truths.Tanh);
        yield return Form("(1 - Exp(-2 * z)) / (1 + Exp(-2 * z))", z => (1 - Exp(-2 * z)) / (1 + Exp(-2 * z)), Truths.Tanh);
        yield return Form("1 - 2 / (1 + Exp(2 * z))", z => 1 - (2 / (1 + Exp(2 * z))), Truths.Tanh);
        yield return Form("2 / (1 + Exp(-2 * z)) - 1", z => (2 / (1 + Exp(-2 * z))) - 1, Truths.Tanh);
        yield return Form("2 * Sigmoid(2 * z) - 1", z => (2 * Sigmoid(2 * z)) - 1, Truths.Tanh);
        yield return Form("Sinh(z) / Cosh(z)", z => Sinh(z) / Cosh(z), Truths.Tanh);
        yield return Form("(Exp(z) + Exp(-z)) / 2", z => (Exp(z) + Exp(-z)) / 2, Truths.Cosh, [-700, -1, 0, 1e-9, 1, 700]);
        yield return Form("(Exp(z) - Exp(-z)) / 2", z => (Exp(z) - Exp(-z)) / 2, Truths.Sinh, [-700, -1, 1e-9, 1, 700]);
        yield return Form("Log((1 + z) / (1 - z)) / 2", z => Log((1 + z) / (1 - z)) / 2, Truths.Arctanh, [-0.9, -1e-9, 0, 1e-20, 0.5]);
    }

    private static IEnumerable<TestCaseData> ErrorFunctions()
    {
        yield return Form("1 - Erf(z)", z => 1 - Erf(z), Truths.Erfc, [-3, 0, 1, 5, 20]);
        yield return Form("Erf(z) - 1", z => -(Erf(z) - 1), Truths.Erfc, [-3, 0, 1, 5, 20]);
        yield return Form("1 + Erf(-z)", z => 1 + Erf(-z), Truths.Erfc, [-3, 0, 1, 5, 20]);
        yield return Form("0.5 * (1 + Erf(-z)) * 2", z => 0.5 * (1 + Erf(-z)) * 2, Truths.Erfc, [-3, 0, 1, 5, 20]);
        yield return Form("0.5 - 0.5 * Erf(z)", z => (0.5 - (0.5 * Erf(z))) * 2, Truths.Erfc, [-3, 0, 1, 5, 20]);
        yield return Form("2 - Erfc(-z)", z => 2 - Erfc(-z), Truths.Erfc, [-3, 0, 1, 5, 20]);
        yield return Form("Log(Erfc(z))", z => Log(Erfc(z)), Truths.LogErfc, [-3, 1, 5, 9, 12]);
        yield return Form("Log(1 - Erf(z))", z => Log(1 - Erf(z)), Truths.LogErfc, [-3, 1, 5, 9, 12]);
        yield return Form("Log(0.5 * (1 + Erf(-z)))", z => Log(0.5 * (1 + Erf(-z))) + Math.Log(2), Truths.LogErfc, [1, 5, 9, 12]);
    }

    private static IEnumerable<TestCaseData> Powers()
    {
        yield return Form("z * Log(z)", z => z * Log(z), Truths.Xlogx, [0, 1e-300, 0.5, 2, 1e100]);
        yield return Form("-z * Log(z)", z => -(-z * Log(z)), Truths.Xlogx, [0, 1e-300, 0.5, 2, 1e100]);
        yield return Form("Sqrt(Square(z))", z => Sqrt(z * z), Truths.Absolute, [-1e100, -3, 3, 1e100]);
        yield return Form("z * z / Abs(z)", z => z * z / Abs(z), Truths.Absolute, [-1e100, -3, 3, 1e100]);
        yield return Form("z / Abs(z)", z => z / Abs(z), Truths.Signum, [-1e100, -3, 3, 1e100]);
        yield return Form("Log(z * z) / 2", z => Log(z * z) / 2, Truths.LogAbs, [-1e100, -1e-100, 3, 1e100]);
        yield return Form("Log(Pow(z, 4)) / 4", z => Log(Pow(z, Constant(z, 4))) / 4, Truths.LogAbs, [-1e100, -1e-100, 3, 1e100]);
        yield return Form("Log(Pow(z, 3)) / 3", z => Log(Pow(z, Constant(z, 3))) / 3, Truths.LogAbs, [1e-120, 3, 1e120]);
        yield return Form("Log(1 / (z * z)) / -2", z => Log(1 / (z * z)) / -2, Truths.LogAbs, [-1e100, -1e-100, 3, 1e100]);
        yield return Form("Log(1 / Sqrt(z * z))", z => -Log(1 / Sqrt(z * z)), Truths.LogAbs, [-1e100, -1e-100, 3, 1e100]);
        yield return Form("Log(z / (1 - z))", z => Log(z / (1 - z)), Truths.Logit, s_probabilities);
        yield return Form("Sqrt(1 + z) - 1", z => Sqrt(1 + z) - 1, Truths.Sqrt1pm1, [-0.5, -1e-20, 0, 1e-20, 1, 1e100]);
        yield return Form("1 - Cos(z)", z => 1 - Cos(z), Truths.OneMinusCos, [-1e-8, 1e-100, 1, 2]);
        yield return Form("Cosh(z) - 1", z => Cosh(z) - 1, Truths.CoshMinusOne, [-1e-8, 1e-100, 1, 2]);
    }

    private static IEnumerable<TestCaseData> Ratios()
    {
        double[] points = [-30, -1, -0.26, -0.2, -1e-9, 0, 1e-100, 0.2, 0.26, 1, 30];
        yield return Form("Sin(z) / z", z => Sin(z) / z, Truths.SinRatio, points);
        yield return Form("Sin(2 * z) / (2 * z) of z / 2", z => Sin(2 * (z / 2)) / (2 * (z / 2)), Truths.SinRatio, points);
        yield return Form("Sinh(z) / z", z => Sinh(z) / z, Truths.SinhRatio, points);
        yield return Form("(Exp(z) - Exp(-z)) / (2 * z)", z => (Exp(z) - Exp(-z)) / (2 * z), Truths.SinhRatio, points);
        yield return Form("Expm1(z) / z", z => Expm1(z) / z, Truths.Expm1Ratio, points);
        yield return Form("(Exp(z) - 1) / z", z => (Exp(z) - 1) / z, Truths.Expm1Ratio, points);
    }

    [TestCaseSource(nameof(Ratios))]
    [TestCaseSource(nameof(Sigmoids))]
    [TestCaseSource(nameof(Softpluses))]
    [TestCaseSource(nameof(Exponentials))]
    [TestCaseSource(nameof(Hyperbolics))]
    [TestCaseSource(nameof(ErrorFunctions))]
    [TestCaseSource(nameof(Powers))]
    public void Is_right_everywhere(Func<Node, Node> formula, Truth truth, double[] points)
    {
        Node z = Input("z", DType.Float64, N), v = Input("v", DType.Float64, N);
        Node value = formula(z), cost = Sum(value);
        Node gradient = ReverseMode.Gradient(cost, [z], Disconnected.Zero)[0];
        Node forward = Derivatives.HessianVectorProduct(cost, [z], [v], Disconnected.Zero)[0];
        Node reverse = ReverseMode.Gradient(Sum(gradient * v), [z], Disconnected.Zero)[0];
        double[] direction = [.. points.Select((_, i) => 0.5 + (i % 3))];
        // Second derivatives apart: what they share with the first ones would keep those in their form.
        IReadOnlyList<Node> stable = [.. Rewrite(value, gradient), Rewrite(forward), Rewrite(reverse)];
        NdArray[] values = ReferenceEvaluator.Evaluate([.. stable], new Dictionary<string, NdArray> { ["z"] = Row(points), ["v"] = Row(direction) });
        Assert.Multiple(() =>
        {
            for (int i = 0; i < points.Length; i++)
            {
                Check("value", values[0].Values[i], truth.Value(points[i]), points[i], stable[0]);
                Check("gradient", values[1].Values[i], truth.Slope(points[i]), points[i], stable[1]);
                Check("forward product", values[2].Values[i], truth.Curvature(points[i]) * direction[i], points[i], stable[2]);
                Check("reverse product", values[3].Values[i], truth.Curvature(points[i]) * direction[i], points[i], stable[3]);
            }
        });
    }

    /// <summary>To a relative error; derivatives, which have zeros of their own near 0, to an absolute one there.</summary>
    private static void Check(string what, double actual, double expected, double at, Node node)
    {
        double allowed = (Tolerance * Math.Abs(expected)) + (what == "value" ? 1e-306 : what != "gradient" ? 3e-15 : Math.Abs(at) <= 1 || expected == 0 ? 1e-14 : 1e-306);
        Assert.That(actual, double.IsInfinity(expected) ? Is.EqualTo(expected) : Is.EqualTo(expected).Within(allowed), $"{what} at {at}: {Line(node)}");
    }

    private static string Line(Node node) => Compiler.Graphs.GraphPrinter.Print([("value", node)]);
}
