using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Tests.Ops;
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

    [Test]
    public void WhereKeepsThemOutBehindReductionsViewsAndProducts()
    {
        Node x = _bench.Given("x", [2, 2], 1, 2, 0, 3), w = _bench.Given("w", [2, 2], 1, 2, 3, 4), zero = Constant(x, 0);
        Node isGood = Greater(Min(x, [1]), zero), isGoodColumn = ExpandDims(isGood, 1);
        AssertBoth(Sum(Where(isGood, Sum(Log(x), [1]), zero)), x, [1, 0.5, 0, 0]);
        AssertBoth(Sum(Where(isGood, Max(Log(x), [1]), zero)), x, [0, 0.5, 0, 0]);
        AssertBoth(Sum(Where(isGood, LogSumExp(Log(x), [1]), zero)), x, [1 / 3.0, 1 / 3.0, 0, 0]);
        AssertBoth(Sum(Where(isGood, Prod(Sqrt(x), [1]), zero)), x, [Math.Sqrt(2) / 2, Math.Sqrt(2) / 4, 0, 0]);
        AssertBoth(Sum(Where(isGoodColumn, Transpose(Transpose(Log(x))), zero)), x, [1, 0.5, 0, 0]);
        AssertBoth(Sum(Where(isGoodColumn, Dot(Log(x), w), zero)), x, [3, 3.5, 0, 0]);
        AssertBoth(Sum(Where(isGoodColumn, Log(Max(x, [1], keepDims: true)) + Log(x), zero)), x, [1, 1.5, 0, 0]);
    }

    [Test]
    public void WhereKeepsThemOutOfABroadcastOperand()
    {
        Node x = _bench.Given("x", [2, 1], 0, 4), mask = _bench.Given("mask", DType.Bool, [2, 3], 0, 0, 0, 1, 1, 0), zero = Constant(x, 0);
        AssertBoth(Sum(Where(mask, BroadcastTo(Log(x), Shape.Of(2, 3)), zero)), x, [0, 0.5]);
        AssertBoth(Sum(Where(mask, Sqrt(x), zero)), x, [0, 0.5]);
    }

    [Test]
    public void NormsAtZero()
    {
        Node x = _bench.Given("x", [2, 2], 0, 0, 3, 4), v = _bench.Vector("v", 0, 0);
        AssertBoth(Sum(Sqrt(Sum(Square(x), [1]))), x, [0, 0, 0.6, 0.8]);
        AssertBoth(Sum(Sqrt(Sum(x * x, [1]))), x, [0, 0, 0.6, 0.8]);
        AssertBoth(Sqrt(Dot(v, v)), v, [0, 0]);
        Node norm = ReverseMode.Gradient(Sum(Sqrt(Sum(Square(x), [1]))), [x])[0];
        // The Hessian of the norm at (3, 4) is (I - n nᵀ) / 5; its row sums are (1 - 0.6 * 1.4) / 5 and (1 - 0.8 * 1.4) / 5.
        AssertBoth(Sum(norm), x, [0, 0, 0.032, -0.024]);
    }

    [Test]
    public void DeviationOfConstantData()
    {
        Node x = _bench.Vector("x", 2, 2, 2), centred = x - Sum(x) / 3, variance = Sum(Square(centred)) / 3;
        AssertBoth(variance, x, [0, 0, 0]);
        AssertBoth(Sqrt(variance), x, [0, 0, 0]);
        Node slope = ReverseMode.Gradient(variance, [x])[0], weights = _bench.Vector("w", 1, 0, 0);
        // The Hessian of the variance is 2/3 (I - 1/3).
        AssertBoth(Sum(slope * weights), x, [4 / 9.0, -2 / 9.0, -2 / 9.0]);
    }

    [Test]
    public void SecondDerivativesOfPowersAtZero()
    {
        Node x = _bench.Vector("x", 0, 2);
        foreach ((double exponent, double[] second) in new (double, double[])[] { (0, [0, 0]), (1, [0, 0]), (2, [2, 2]), (3, [0, 12]) })
        {
            Node constant = ReverseMode.Gradient(Sum(Pow(x, Constant(x, exponent))), [x])[0];
            if (exponent > 1)
                AssertBoth(Sum(constant), x, second);
            Node variable = _bench.Number("b" + exponent, exponent), slope = ReverseMode.Gradient(Sum(Pow(x, variable)), [x])[0];
            AssertBoth(Sum(slope), x, second);
        }
    }

    [Test]
    public void DivisionByABroadcastOperand()
    {
        Node a = _bench.Given("a", [2, 2], 1, 2, 3, 4), b = _bench.Vector("b", 2, 4), c = _bench.Number("c", 2);
        AssertBoth(Sum(a / b), b, [-4 / 4.0, -6 / 16.0]);
        AssertBoth(Sum(a / c), c, [-10 / 4.0]);
        AssertBoth(Sum(ReverseMode.Gradient(Sum(a / b), [b])[0]), b, [2 * 4 / 8.0, 2 * 6 / 64.0]);
        Node zeros = _bench.Vector("zeros", 0, 1);
        Assert.That(Gradient(Sum(a / zeros), zeros), Is.EqualTo([double.NegativeInfinity, -6]), "as steep as it is");
    }

    [Test]
    public void SumsOfNothing()
    {
        Node x = _bench.Given("x", [0, 3]), row = _bench.Vector("row", 1, 2, 3);
        Assert.That(Gradient(Sum(Exp(x)), x), Is.Empty);
        AssertBoth(Sum(Square(x * row)), row, [0, 0, 0]);
        AssertBoth(Sum(LogSumExp(x, [0]) * 0 + row), row, [1, 1, 1]);
        AssertBoth(Prod(x * row, [0, 1]), row, [0, 0, 0]);
    }

    [Test]
    public void TheExampleOfRop()
    {
        // Theano's Rop of the gradient of log(1 + exp(x)) at 800 is NaN in a graph with exp(x); the stable forms have no such step.
        Node x = _bench.Vector("x", 800, 1, -800), v = _bench.Vector("v", 1, 1, 1);
        Node gradient = ReverseMode.Gradient(Sum(Softplus(x)), [x])[0];
        Assert.That(_bench.Numbers(ForwardMode.Jvp([gradient], [x], [v])[0]!), Is.EqualTo([0, 0.19661193324148185, 0]).Within(1e-15));
    }

    /// <summary>Reverse mode and, along each unit vector, forward mode.</summary>
    private void AssertBoth(Node cost, Node x, double[] expected)
    {
        Assert.That(Gradient(cost, x), Is.EqualTo(expected).Within(1e-14), "reverse");
        for (int k = 0; k < expected.Length; k++)
        {
            Node unit = _bench.Given("unit " + x.Graph.Nodes.Count, [.. _bench.Values[OpSample.NameOf(x)].Shape], [.. expected.Select((_, i) => i == k ? 1.0 : 0)]);
            double forward = ForwardMode.Jvp([cost], [x], [unit])[0] is { } tangent ? _bench.Numbers(tangent)[0] : 0;
            Assert.That(forward, Is.EqualTo(expected[k]).Within(1e-14), $"forward {k}");
        }
    }

    private double[] Gradient(Node cost, Node x) => _bench.Numbers(ReverseMode.Gradient(cost, [x])[0]);
}
