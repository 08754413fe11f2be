using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Graphs;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Differentiation;

/// <summary>Gradients where formulas break: the conventions that docs state, and no NaN where there is a right answer.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class CornerTests
{
    private readonly GraphBench _bench = new();

    [Test]
    public void AbsAndSignAtZero()
    {
        Node x = _bench.Vector("x", -2, 0, 3);
        Assert.That(Gradient(Sum(Abs(x)), x), Is.EqualTo([-1, 0, 1]));
        Assert.That(Gradient(Sum(Sign(x)), x), Is.EqualTo([0, 0, 0]));
    }

    [Test]
    public void TiesOfTwoShareEvenly()
    {
        Node a = _bench.Vector("a", 1, 2, 3), b = _bench.Vector("b", 1, 3, 2);
        Assert.That(Gradient(Sum(Maximum(a, b)), a), Is.EqualTo([0.5, 0, 1]));
        Assert.That(Gradient(Sum(Maximum(a, b)), b), Is.EqualTo([0.5, 1, 0]));
        Assert.That(Gradient(Sum(Minimum(a, b)), a), Is.EqualTo([0.5, 1, 0]));
        Assert.That(Gradient(Sum(Maximum(a, a)), a), Is.EqualTo([1, 1, 1]));
    }

    [Test]
    public void TiesOfManyShareEvenly()
    {
        Node x = _bench.Given("x", [2, 3], 1, 4, 4, 2, 2, 2);
        Assert.That(Gradient(Sum(Max(x, [1])), x), Is.EqualTo([0, 0.5, 0.5, 1 / 3.0, 1 / 3.0, 1 / 3.0]).Within(1e-15));
        Assert.That(Gradient(Min(x, [0, 1]), x), Is.EqualTo([1, 0, 0, 0, 0, 0]));
    }

    [Test]
    public void ClipAtItsBounds()
    {
        Node x = _bench.Vector("x", -1, 0, 0.5, 1, 2), low = _bench.Number("low", 0), high = _bench.Number("high", 1);
        Node cost = Sum(Clip(x, low, high));
        Assert.That(Gradient(cost, x), Is.EqualTo([0, 1, 1, 1, 0]));
        Assert.That(Gradient(cost, low), Is.EqualTo([1]));
        Assert.That(Gradient(cost, high), Is.EqualTo([1]));
    }

    [TestCase(new double[] { 2, 3, 4 }, new double[] { 12, 8, 6 })]
    [TestCase(new double[] { 2, 0, 4 }, new double[] { 0, 8, 0 })]
    [TestCase(new double[] { 0, 0, 4 }, new double[] { 0, 0, 0 })]
    [TestCase(new double[] { 0 }, new double[] { 1 })]
    public void ProductsWithZeros(double[] values, double[] expected)
    {
        Node x = _bench.Vector("x", values);
        Assert.That(Gradient(Prod(x, [0]), x), Is.EqualTo(expected));
    }

    [Test]
    public void SecondDerivativeOfAProductWithZeros()
    {
        Node x = _bench.Vector("x", 0, 0, 4), direction = _bench.Vector("v", 1, 2, 3);
        Node gradient = ReverseMode.Gradient(Prod(x, [0]), [x])[0];
        // The Hessian of xyz is [[0, z, y], [z, 0, x], [y, x, 0]].
        Assert.That(Gradient(Sum(gradient * direction), x), Is.EqualTo([8, 4, 0]));
    }

    [Test]
    public void PowersAtZero()
    {
        Node a = _bench.Vector("a", 0, 0, 0, 2), b = _bench.Vector("b", 0, 1, 2, 0);
        Node cost = Sum(Pow(a, b));
        Assert.That(Gradient(cost, a), Is.EqualTo([0, 1, 0, 0]));
        Assert.That(Gradient(cost, b), Is.EqualTo([0, 0, 0, Math.Log(2)]).Within(1e-15));
        Node x = _bench.Vector("x", 0, -3);
        Assert.That(Gradient(Sum(Pow(x, Constant(x, 2))), x), Is.EqualTo([0, -6]));
        Assert.That(Gradient(Sum(Pow(x, Constant(x, 0))), x), Is.EqualTo([0, 0]));
        Assert.That(Gradient(Sum(Pow(x, Constant(x, 1))), x), Is.EqualTo([1, 1]));
        Assert.That(Gradient(Sum(Pow(x, Constant(x, 3))), x), Is.EqualTo([0, 27]));
    }

    [Test]
    public void SqrtAtZeroIsAsSteepAsItIs()
    {
        Node x = _bench.Vector("x", 0, 4);
        Assert.That(Gradient(Sum(Sqrt(x)), x), Is.EqualTo([double.PositiveInfinity, 0.25]));
    }

    [Test]
    public void WhereKeepsNaNOfTheOtherOperandOut()
    {
        Node x = _bench.Vector("x", -1, 0, 4), zero = Constant(x, 0), positive = Greater(x, zero);
        Assert.That(Gradient(Sum(Where(positive, Sqrt(x), zero)), x), Is.EqualTo([0, 0, 0.25]));
        Assert.That(Gradient(Sum(Where(positive, Log(x), zero)), x), Is.EqualTo([0, 0, 0.25]));
        Assert.That(Gradient(Sum(Where(positive, 1 / x, zero)), x), Is.EqualTo([0, 0, -1 / 16.0]));
        Assert.That(Gradient(Sum(Where(Not(positive), zero, 3 * Exp(Sqrt(x)))), x)[..2], Is.EqualTo([0, 0]));
        Node large = _bench.Vector("large", 1000, 1);
        Assert.That(Gradient(Sum(Where(Less(large, Constant(large, 100)), Exp(large), large)), large), Is.EqualTo([1, Math.E]).Within(1e-14));
    }

    [Test]
    public void WhereKeepsThemOutOfSecondDerivatives()
    {
        Node x = _bench.Vector("x", -1, 0, 4), zero = Constant(x, 0);
        Node gradient = ReverseMode.Gradient(Sum(Where(Greater(x, zero), Sqrt(x), zero)), [x])[0];
        Assert.That(Gradient(Sum(gradient), x), Is.EqualTo([0, 0, -1 / 32.0]));
    }

    [Test]
    public void NestedWheresKeepBothOut()
    {
        Node x = _bench.Vector("x", -4, -1, 4), zero = Constant(x, 0);
        Node inner = Where(Greater(x, zero), Sqrt(x), zero);
        Node cost = Sum(Where(Greater(x, Constant(x, -2)), inner * inner, zero));
        Assert.That(Gradient(cost, x), Is.EqualTo([0, 0, 1]));
    }

    [Test]
    public void RowsOfMinusInfinity()
    {
        Node x = _bench.Vector("x", double.NegativeInfinity, double.NegativeInfinity);
        Assert.That(_bench.Numbers(LogSumExp(x, [0])), Is.EqualTo([double.NegativeInfinity]));
        Node expanded = LogSumExp(x, [0]);
        Assert.That(_bench.Numbers(expanded.Op.Expand!(expanded)), Is.EqualTo([double.NegativeInfinity]));
    }

    [Test]
    public void CrossEntropyIsExactFarOut()
    {
        Node x = _bench.Given("x", [2, 2], 800, -800, -800, 800), labels = _bench.Given("labels", DType.Int32, [2], 1, 1);
        Node loss = CrossEntropy(x, labels);
        Assert.That(_bench.Numbers(loss), Is.EqualTo([1600, 0]));
        Assert.That(_bench.Numbers(loss.Op.Expand!(loss)), Is.EqualTo([1600, 0]));
        Assert.That(Gradient(Sum(loss), x), Is.EqualTo([1, -1, 0, 0]));
    }

    private double[] Gradient(Node cost, Node x) => _bench.Numbers(ReverseMode.Gradient(cost, [x])[0]);
}
