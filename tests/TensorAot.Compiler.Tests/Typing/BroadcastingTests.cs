using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Typing;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class BroadcastingTests
{
    private readonly GraphBench _bench = new();

    [TestCase("n m", "n m", "[n, m]")]
    [TestCase("n m", "m", "[n, m]")]
    [TestCase("n m", "", "[n, m]")]
    [TestCase("n 1", "1 m", "[n, m]")]
    [TestCase("1", "n", "[n]")]
    [TestCase("n ?a", "n 10", "[n, 10]")]
    [TestCase("?a", "m", "[m]")]
    [TestCase("?a", "?b", "[a]")]
    [TestCase("n 3", "3 n", "[3, 3]")]
    public void ShapesJoin(string left, string right, string expected)
    {
        Assert.That((_bench.Double("x", Shape(left)) + _bench.Double("y", Shape(right))).Shape.ToString(), Is.EqualTo(expected));
    }

    [TestCase("n m", "n k")]
    [TestCase("n", "m")]
    [TestCase("3", "4")]
    public void ClashesNameBothShapesAndTheExpression(string left, string right)
    {
        Node x = _bench.Double("x", Shape(left)), y = _bench.Double("y", Shape(right));
        _bench.Graph.Source = "x + y";
        var e = Assert.Throws<GraphException>(() => _ = x + y);
        Assert.That(e!.Rule, Is.SameAs(DiagnosticRules.ShapesDoNotBroadcast));
        Assert.That(e.Message, Does.StartWith("'x + y'").And.Contain(x.Shape.ToString()).And.Contain(y.Shape.ToString()));
    }

    [Test]
    public void AnUnknownSizeIsNotRepeatedButChecked()
    {
        Node x = _bench.Double("x", "?a"), y = _bench.Double("y", "?b");
        _bench.Graph.Source = "x + y";
        _ = x + y;
        Assert.That(_bench.Graph.Constraints.Checks.Select(c => $"{c.Left} = {c.Right} in {c.Source}"), Is.EqualTo(["a = b in x + y"]));
    }

    [Test]
    public void ElementTypesDoNotMix()
    {
        Node x = _bench.Input("x", DType.Float32), y = _bench.Double("y"), i = _bench.Input("i", DType.Int32);
        Assert.That(() => x * y, Throws.TypeOf<GraphException>().With.Message.Contain("Cast<double>"));
        Assert.That(() => x * i, Throws.TypeOf<GraphException>().With.Message.Contain("Cast<float>"));
        Assert.That(() => Where(x, y, y), Throws.TypeOf<GraphException>().With.Message.Contain("bool"));
    }

    [Test]
    public void ProductsNameTheirInnerSizes()
    {
        Node a = _bench.Double("a", "n", "k"), b = _bench.Double("b", "m", "p");
        _bench.Graph.Source = "Dot(a, b)";
        var e = Assert.Throws<GraphException>(() => Dot(a, b));
        Assert.That(e!.Rule, Is.SameAs(DiagnosticRules.InnerSizesDiffer));
        Assert.That(e.Message, Does.Contain("[n, k]").And.Contain("[m, p]").And.Contain("'Dot(a, b)'"));
    }

    private static object[] Shape(string sizes) =>
        [.. sizes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => int.TryParse(s, out int value) ? (object)value : s)];
}
