using MathNet.Numerics.LinearAlgebra;
using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Evaluate.Reference;

/// <summary>The oracle against values that others computed.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class ReferenceEvaluatorTests
{
    private readonly GraphBench _bench = new();

    [Test]
    public void ProductsAreMathNets()
    {
        Matrix<double> a = Matrix<double>.Build.Random(3, 4, 1), b = Matrix<double>.Build.Random(4, 5, 2);
        Node x = _bench.Given("x", [3, 4], a.ToRowMajorArray()), y = _bench.Given("y", [4, 5], b.ToRowMajorArray());
        Assert.That(_bench.Numbers(Dot(x, y)), Is.EqualTo((a * b).ToRowMajorArray()).Within(1e-14));
        Assert.That(_bench.Numbers(Dot(Transpose(y), Transpose(x))), Is.EqualTo((a * b).Transpose().ToRowMajorArray()).Within(1e-14));
        Node batch = _bench.Given("batch", [2, 3, 4], [.. a.ToRowMajorArray(), .. (2 * a).ToRowMajorArray()]);
        Assert.That(_bench.Numbers(MatMul(batch, y)), Is.EqualTo([.. (a * b).ToRowMajorArray(), .. (2 * a * b).ToRowMajorArray()]).Within(1e-14));
    }

    [Test]
    public void LogisticOfTheTutorial()
    {
        // Theano's tutorial, "A Real Example: Logistic Function".
        Node x = _bench.Given("x", [2, 2], 0, 1, -1, -2);
        Assert.That(_bench.Numbers(1 / (1 + Exp(-x))), Is.EqualTo([0.5, 0.73105858, 0.26894142, 0.11920292]).Within(5e-9));
        Assert.That(_bench.Numbers(Sigmoid(x)), Is.EqualTo(_bench.Numbers(1 / (1 + Exp(-x)))).Within(1e-15));
    }

    // Values of mpmath with 30 digits.
    [TestCase("Log1p", 1e-10, 9.9999999995000000000333e-11)]
    [TestCase("Expm1", 1e-10, 1.00000000005000000000167e-10)]
    [TestCase("Softplus", -40, 4.24835425529158898e-18)]
    [TestCase("Softplus", 800, 800)]
    [TestCase("Sigmoid", -800, 0)]
    [TestCase("Tanh", 0.5, 0.462117157260009758502)]
    [TestCase("Exp", 1, 2.71828182845904523536)]
    [TestCase("Sign", -0.0, -0.0)]
    public void FunctionsAreAccurate(string op, double x, double expected) =>
        Assert.That(_bench.Numbers(Apply(OpTable.Find(op)!, _bench.Number("x", x)))[0], Is.EqualTo(expected).Within(2e-16 * Math.Abs(expected)));

    [Test]
    public void IntegersAreCSharps()
    {
        Node a = _bench.Given("a", DType.Int32, [4], int.MinValue, 7, -7, int.MaxValue), b = _bench.Given("b", DType.Int32, [4], -1, 2, 2, int.MaxValue);
        Assert.That(_bench.Numbers(a / b), Is.EqualTo([int.MinValue, 3, -3, 1]));
        Assert.That(_bench.Numbers(Remainder(a, b)), Is.EqualTo([0, 1, -1, 0]));
        Assert.That(_bench.Numbers(a * b), Is.EqualTo([int.MinValue, 14, -14, 1]));
        Assert.That(_bench.Numbers(a + b), Is.EqualTo([int.MaxValue, 9, -5, -2]));
        Assert.That(() => _bench.Numbers(a / Constant(a, 0)), Throws.TypeOf<DivideByZeroException>());
        Assert.That(a.CanFail || (a / Constant(a, 2)).CanFail, Is.False);
        Assert.That((a / b).CanFail, Is.True);
    }

    [TestCase(DType.Int32, new double[] { 2, -2, int.MaxValue, int.MinValue, 0, int.MaxValue })]
    [TestCase(DType.UInt8, new double[] { 2, 0, 255, 0, 0, 255 })]
    [TestCase(DType.Bool, new double[] { 1, 1, 1, 1, 1, 1 })]
    public void CastsSaturate(DType to, double[] expected)
    {
        Node x = _bench.Vector("x", 2.9, -2.9, 1e10, -1e10, double.NaN, double.PositiveInfinity);
        Assert.That(_bench.Numbers(Cast(x, to)), Is.EqualTo(expected));
    }

    [Test]
    public void CastsOfIntegersWrapAndOfDoublesRound()
    {
        Assert.That(_bench.Numbers(Cast(_bench.Given("i", DType.Int32, [2], 257, -1), DType.UInt8)), Is.EqualTo([1, 255]));
        Assert.That(_bench.Numbers(Cast(_bench.Vector("d", 0.1), DType.Float32)), Is.EqualTo([(double)0.1f]));
    }

    [Test]
    public void MinimumAndMaximumAreIeee2019()
    {
        Node a = _bench.Vector("a", double.NaN, -0.0, 0.0), b = _bench.Vector("b", 1, 0.0, -0.0);
        Assert.That(_bench.Numbers(Minimum(a, b)).Skip(1).Select(double.IsNegative), Is.EqualTo([true, true]));
        Assert.That(_bench.Numbers(Maximum(a, b)).Skip(1).Select(double.IsNegative), Is.EqualTo([false, false]));
        Assert.That(_bench.Numbers(Minimum(a, b))[0], Is.NaN);
        Assert.That(_bench.Numbers(ArgMax(_bench.Vector("n", 1, 5, double.NaN, 5), 0)), Is.EqualTo([2]));
        Assert.That(_bench.Numbers(ArgMax(_bench.Vector("t", 1, 5, 5), 0)), Is.EqualTo([1]));
    }

    [Test]
    public void SizesComeFromInputsAndFromTheCaller()
    {
        Node x = _bench.Double("x", "n", 2);
        Node rows = Cast(Sources.NewSize(_bench.Graph, Dim.Symbol("n") + Dim.Symbol("k")), DType.Float64);
        var inputs = new Dictionary<string, NdArray> { ["x"] = new([3, 2]) };
        Assert.That(ReferenceEvaluator.Evaluate([Sum(x) + rows], inputs, new Dictionary<string, long> { ["k"] = 4 })[0].Values, Is.EqualTo([7]));
        Assert.That(() => ReferenceEvaluator.Evaluate([Sum(x) + rows], inputs), Throws.ArgumentException.With.Message.Contain("k"));
        Assert.That(() => ReferenceEvaluator.Evaluate([Sum(x)], new Dictionary<string, NdArray> { ["x"] = new([3, 4]) }), Throws.ArgumentException.With.Message.Contain("axis 1"));
        Assert.That(() => ReferenceEvaluator.Evaluate([Sum(x)], new Dictionary<string, NdArray>()), Throws.ArgumentException.With.Message.Contain("x"));
    }
}
