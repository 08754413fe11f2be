using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Tests.Ops;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Differentiation;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class ReverseModeTests
{
    private readonly GraphBench _bench = new();

    [Test]
    public void SquareOfTheTutorial()
    {
        // Theano's tutorial, "Computing gradients": d(x**2)/dx at 4 is 8, at 94.2 is 188.4.
        Node x = _bench.Vector("x", 4, 94.2);
        Assert.That(_bench.Numbers(Gradient(Sum(Pow(x, Constant(x, 2))), x)), Is.EqualTo([8, 188.4]).Within(1e-12));
    }

    [Test]
    public void LogisticOfTheTutorial()
    {
        // The same page: the gradient of 1 / (1 + exp(-x)) at [[0, 1], [-1, -2]].
        Node x = _bench.Given("x", [2, 2], 0, 1, -1, -2);
        Assert.That(_bench.Numbers(Gradient(Sum(1 / (1 + Exp(-x))), x)), Is.EqualTo([0.25, 0.19661193, 0.19661193, 0.10499359]).Within(1e-8));
    }

    [Test]
    public void BroadcastOperandsGetTheirShapeBack()
    {
        Node x = _bench.Double("x", "n", "m"), row = _bench.Double("row", "m"), column = _bench.Double("column", "n", 1), number = _bench.Double("s");
        Node[] gradients = ReverseMode.Gradient(Sum(x * row * column * number), [row, column, number]);
        Assert.That(gradients.Select(g => g.Type.ToString()), Is.EqualTo(["double[m]", "double[n, 1]", "double"]));
    }

    [Test]
    public void IntermediateValuesAreInputsToo()
    {
        Node x = _bench.Vector("x", 3), h = Square(x);
        Node[] gradients = ReverseMode.Gradient(Sum(Square(h) + x), [h, x]);
        Assert.That(gradients.SelectMany(_bench.Numbers), Is.EqualTo([18, 109]), "2h, and 4x³ + 1");
    }

    [Test]
    public void ThirdDerivative()
    {
        Node x = _bench.Number("x", 2), y = Pow(x, Constant(x, 5));
        for (int order = 0; order < 3; order++)
            y = Gradient(y, x);
        Assert.That(_bench.Numbers(y), Is.EqualTo([5 * 4 * 3 * 4]));
    }

    [Test]
    public void StopGradientIsAConstant()
    {
        Node x = _bench.Number("x", 3);
        Assert.That(_bench.Numbers(Gradient(x * StopGradient(x), x)), Is.EqualTo([3]));
        AssertRule(DiagnosticRules.NoGradientPath, () => Gradient(Exp(StopGradient(Exp(x))), x), "x", "StopGradient", "as a constant");
    }

    [Test]
    public void CastBetweenFloatsPasses()
    {
        Node x = _bench.Given("x", DType.Float32, [2], 1, 2);
        Node gradient = Gradient(Sum(Square(Cast(x, DType.Float64))), x);
        Assert.That(gradient.Type, Is.EqualTo(x.Type));
        Assert.That(_bench.Numbers(gradient), Is.EqualTo([2, 4]));
    }

    [Test]
    public void MistakesAreDiagnostics()
    {
        Node x = _bench.Vector("x", 1, 2), y = _bench.Vector("y", 1), i = _bench.Given("i", DType.Int32, [2], 1, 2);
        AssertRule(DiagnosticRules.CostNotScalar, () => Gradient(Square(x), x), "[2]", "Sum");
        AssertRule(DiagnosticRules.CostNotFloating, () => Gradient(Sum(i), x), "int");
        AssertRule(DiagnosticRules.InputNotFloating, () => Gradient(Sum(x), i), "i is int");
        AssertRule(DiagnosticRules.Disconnected, () => Gradient(Sum(x), y), "does not depend on y");
        AssertRule(DiagnosticRules.NoGradientPath, () => Gradient(Sum(Cast(Greater(x, Constant(x, 1)), DType.Float64)), x), "x", "Greater");
        Assert.That(_bench.Numbers(ReverseMode.Gradient(Sum(x), [y], Disconnected.Zero)[0]), Is.EqualTo([0]));
    }

    [Test]
    public void AnOpWithoutAGradientIsNamed()
    {
        var opaque = new Op("Opaque", OpKind.Elementwise)
        {
            Doc = "For this test.",
            Type = TypeRules.Elementwise,
            Reference = r => r.Inputs[0],
            NoGradient = "nobody knows it",
            Samples = s => [],
        };
        Node x = _bench.Vector("x", 1);
        AssertRule(DiagnosticRules.OpHasNoGradient, () => Gradient(Sum(x.Graph.Add(opaque, null, x)), x), "Opaque", "nobody knows it");
    }

    [Test]
    public void LongChainsNeedNoStack()
    {
        Node x = _bench.Number("x", 1), y = x;
        for (int i = 0; i < 5000; i++)
            y = Sin(y) + x;
        Node gradient = Gradient(y, x);
        Assert.That(double.IsFinite(_bench.Numbers(gradient)[0]));
        Assert.That(() => GraphVerifier.Verify([gradient], "differentiation"), Throws.Nothing);
    }

    [Test]
    public void TheSameGraphGivesTheSameGradient()
    {
        static string Print()
        {
            var bench = new GraphBench();
            Node x = bench.Double("x", "n", 3), w = bench.Double("w", 3, 2);
            Node cost = Sum(Square(Tanh(Dot(x, w))) * Sigmoid(Dot(x, w)));
            Node[] gradients = ReverseMode.Gradient(cost, [x, w]);
            return GraphPrinter.Print([("gX", gradients[0]), ("gW", gradients[1])]);
        }
        Assert.That(Print(), Is.EqualTo(Print()));
    }

    [TestCaseSource(nameof(FloatSamples))]
    public void GradientsOfFloatsAreWellFormed(object sampleOfOp)
    {
        var sample = (OpSample)sampleOfOp;
        Node[] inputs = sample.Differentiable;
        Node[] gradients = ReverseMode.VectorJacobianProduct([sample.Node], [Cast(BroadcastTo(Constant(sample.Node, 1), sample.Node.Shape), sample.Node.DType)], inputs, Disconnected.Zero);
        Assert.That(() => GraphVerifier.Verify(gradients, "differentiation"), Throws.Nothing);
        Assert.That(gradients.Select(g => g.Type), Is.EqualTo(inputs.Select(i => i.Type)));
    }

    [Test]
    public void MultilayerPerceptronAgreesWithDifferences()
    {
        var random = new Random(5);
        double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
        Node x = _bench.Given("x", [4, 3], Draw(12)), labels = _bench.Given("labels", DType.Int32, [4], 0, 1, 1, 0);
        Node w1 = _bench.Given("w1", [3, 5], Draw(15)), b1 = _bench.Given("b1", [5], Draw(5)), w2 = _bench.Given("w2", [5, 2], Draw(10));
        Node cost = Sum(CrossEntropy(Dot(Tanh(Dot(x, w1) + b1), w2), labels)) / 4 + (0.01 * Sum(w1 * w1));
        GradientCheck.Check(cost, [w1, b1, w2], _bench.Values);
    }

    private static IEnumerable<OpSample> FloatSamples => OpSample.All(op => op.NoGradient is null && op.Kind != OpKind.Macro)
        .Where(s => s.Node.DType == DType.Float32 && s.InputNodes.Any(n => n.DType.IsFloating()));

    private static Node Gradient(Node cost, Node x) => ReverseMode.Gradient(cost, [x])[0];

    private static void AssertRule(DiagnosticRule rule, Action action, params string[] facts)
    {
        var e = Assert.Throws<GraphException>(action);
        Assert.That(e!.Rule, Is.SameAs(rule));
        foreach (string fact in facts)
            Assert.That(e.Message, Does.Contain(fact));
    }
}
