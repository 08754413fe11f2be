using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Differentiation;

/// <summary>Gradients of statistics and scans where formulas break: at zero, at constant data, at ties.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class StatisticsCornerTests
{
    private readonly GraphBench _bench = new();

    [TestCase(null)]
    [TestCase(2.0)]
    [TestCase(3.0)]
    [TestCase(1.5)]
    [TestCase(1.0)]
    public void NormsAtZero(double? order)
    {
        Node x = _bench.Vector("x", 0, 0, 0);
        Assert.That(Gradient(Call("Norm", x, ("ord", order)), x), Is.EqualTo([0, 0, 0]));
    }

    [Test]
    public void ANormOfTinyAndHugeNumbers()
    {
        Node x = _bench.Vector("x", 3e-200, 4e-200), y = _bench.Vector("y", 3e200, 4e200);
        Assert.That(Gradient(Call("Norm", x), x), Is.EqualTo([0.6, 0.8]).Within(1e-15));
        Assert.That(Gradient(Call("Norm", y), y), Is.EqualTo([0.6, 0.8]).Within(1e-15));
    }

    [Test]
    public void MomentsOfConstantData()
    {
        Node x = _bench.Vector("x", 3, 3, 3);
        Assert.That(Gradient(Call("Var", x), x), Is.EqualTo([0, 0, 0]));
        Assert.That(Gradient(Call("Std", x), x), Is.EqualTo([0, 0, 0]));
        Assert.That(Gradient(Call("Std", x, ("ddof", 1)), x), Is.EqualTo([0, 0, 0]));
    }

    /// <summary>d prod(x[..j]) / d x[i], written out.</summary>
    [TestCase(new double[] { 2, 3, 4 }, new double[] { 1 + 3 + 12, 2 + 8, 6 })]
    [TestCase(new double[] { 2, 0, 4 }, new double[] { 1, 2 + 8, 0 })]
    [TestCase(new double[] { 0, 0, 4 }, new double[] { 1, 0, 0 })]
    [TestCase(new double[] { 0, 3, 4 }, new double[] { 1 + 3 + 12, 0, 0 })]
    public void CumulativeProductsWithZeros(double[] values, double[] expected)
    {
        Node x = _bench.Vector("x", values);
        Assert.That(Gradient(Sum(Call("CumProd", x)), x), Is.EqualTo(expected));
    }

    [Test]
    public void TheSecondDerivativeOfACumulativeProductWithZeros()
    {
        Node x = _bench.Vector("x", 2, 0, 0);
        // y = x0 + x0 x1 + x0 x1 x2; the sum of its gradient is 1 + x1 + x1 x2 + x0 + x0 x2 + x0 x1.
        Assert.That(SecondGradient(Sum(Call("CumProd", x)), x), Is.EqualTo([1, 3, 2]));
    }

    [Test]
    public void TheFirstOfEqualsIsTaken()
    {
        Node x = _bench.Vector("x", 1, 3, 3, 2, 4);
        Assert.That(Gradient(Sum(Call("CumMax", x)), x), Is.EqualTo([1, 3, 0, 0, 1]));
        Assert.That(Gradient(Sum(Call("CumMin", x)), x), Is.EqualTo([5, 0, 0, 0, 0]));
    }

    [Test]
    public void TheThirdDerivativeOfARunningMaximum()
    {
        // The sum of y^4 is x0^4 + 3 x1^4 + x4^4.
        Node x = _bench.Vector("x", 1, 3, 3, 2, 4), cost = Sum(Square(Square(Call("CumMax", x))));
        Node first = ReverseMode.Gradient(cost, [x])[0];
        Assert.That(SecondGradient(Sum(first), x), Is.EqualTo([24 * 1, 72 * 3, 0, 0, 24 * 4]));
    }

    [Test]
    public void AProductFromTheEndHasTheGradientOfOneFromTheStart()
    {
        // y = (x0 x1 x2, x1 x2, x2); the slopes of y^2 + y are (1, 1, 7).
        Node x = _bench.Vector("x", 2, 0, 3), products = x.Graph.Add(Cumulative.CumProd, new CumulativeAttribute(0, Reverse: true), x);
        Assert.That(Gradient(Sum(Square(products) + products), x), Is.EqualTo([0, 9, 1 + 6]));
    }

    [TestCase(new[] { 2, double.PositiveInfinity, 3 }, new[] { double.PositiveInfinity, 6, double.PositiveInfinity })]
    [TestCase(new[] { 1e200, 1e200, 1e-200 }, new[] { 1, 1, double.PositiveInfinity })]
    [TestCase(new[] { 2, 0.0, 3 }, new[] { 0.0, 6, 0 })]
    [TestCase(new[] { 0.0, 0, 3 }, new[] { 0.0, 0, 0 })]
    public void AProductOfOthersIsNotDivided(double[] values, double[] expected)
    {
        Node others = NodeOperators.Apply(Products.ProdOfOthers, _bench.Vector("x", values));
        Assert.That(_bench.Numbers(others), Is.EqualTo(expected).Within(1e-15).Percent);
        Assert.That(_bench.Numbers(others.Op.Expand!(others)), Is.EqualTo(expected).Within(1e-13).Percent);
    }

    [Test]
    public void AVarianceThatOverflowsIsInfinite()
    {
        Node x = _bench.Vector("x", 1e200, -1e200, 1e160), variance = Call("Var", x);
        Assert.That(_bench.Numbers(variance.Op.Expand!(variance)), Is.EqualTo([double.PositiveInfinity]));
    }

    [Test]
    public void LogCumSumExpOfNothingYet()
    {
        Node x = _bench.Vector("x", double.NegativeInfinity, 700, 700);
        Assert.That(Gradient(Sum(Where(_bench.Given("m", DType.Bool, [3], 0, 1, 1), Call("LogCumSumExp", x), Constant(x, 0))), x), Is.EqualTo([0, 1.5, 0.5]).Within(1e-13));
    }

    [Test]
    public void MiddleValuesShareEvenly()
    {
        Node x = _bench.Vector("x", 5, 2, 2, 1), y = _bench.Vector("y", 1, 4, 2, 3);
        Assert.That(Gradient(Call("Median", x), x), Is.EqualTo([0, 0.5, 0.5, 0]));
        Assert.That(Gradient(Call("Median", y), y), Is.EqualTo([0, 0, 0.5, 0.5]));
    }

    [Test]
    public void EmptySumsAndRanges()
    {
        Node x = _bench.Given("x", [0], []);
        Assert.That(Gradient(Call("Norm", x), x), Is.Empty);
        Assert.That(Gradient(Call("Var", x), x), Is.Empty);
        Assert.That(Gradient(Sum(Call("CumProd", x)), x), Is.Empty);
    }

    private Node Call(string op, Node x, params (string Name, object? Value)[] arguments) => _bench.Call(op, [("x", x), .. arguments]);

    private double[] Gradient(Node cost, Node x) => _bench.Numbers(ReverseMode.Gradient(cost, [x])[0]);

    private double[] SecondGradient(Node cost, Node x) => _bench.Numbers(ReverseMode.Gradient(Sum(ReverseMode.Gradient(cost, [x])[0]), [x], Disconnected.Zero)[0]);
}
