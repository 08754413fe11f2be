using TensorAot.Compiler.Graphs;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Graphs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class GraphPrinterTests
{
    private readonly GraphBench _bench = new();

    [Test]
    public void PrintsFormulas()
    {
        Node x = _bench.Double("x", "n", "m");
        Assert.That(Print(1 / (1 + Exp(-x))), Is.EqualTo("result  double[n, m]  =  1 / (1 + Exp(-x))\n"));
    }

    [Test]
    public void ParenthesesKeepTheMeaning()
    {
        Node a = _bench.Double("a"), b = _bench.Double("b"), c = _bench.Double("c");
        string Right(Node x) => Print(x).Split("=  ")[1].TrimEnd();
        Assert.That(Right(a - (b - c)), Is.EqualTo("a - (b - c)"));
        Assert.That(Right(a - b - c), Is.EqualTo("a - b - c"));
        Assert.That(Right((a + b) * c), Is.EqualTo("(a + b) * c"));
        Assert.That(Right(a / (b * c)), Is.EqualTo("a / (b * c)"));
        Assert.That(Right(-(a * b)), Is.EqualTo("-(a * b)"));
        Assert.That(Right(a * -0.1), Is.EqualTo("a * -0.1"));
        Assert.That(Right(Sum(_bench.Double("x", 2, 3), [1])), Is.EqualTo("Sum(x, axis: 1)"));
        Assert.That(Right(And(Less(a, b), Not(Less(b, c)))), Is.EqualTo("Less(a, b) & Not(Less(b, c))"));
    }

    [Test]
    public void SharedValuesGetALine()
    {
        Node x = _bench.Double("x", "n"), e = Exp(-x), logits = 2 * x;
        _bench.Graph.Name(logits, "logits");
        Assert.That(GraphPrinter.Print([("cost", Sum(e / (1 + e) + logits * logits)), ("other", Square(e))]), Is.EqualTo(
            """
            t0      double[n]  =  Exp(-x)
            logits  double[n]  =  2 * x
            cost    double     =  Sum(t0 / (1 + t0) + logits * logits, axis: 0)
            other   double[n]  =  Square(t0)

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void LongChainsAreCut()
    {
        Node x = _bench.Double("x"), y = x;
        for (int i = 0; i < 5000; i++)
            y = Sin(y);
        string text = Print(y);
        Assert.That(text.Split('\n').Max(line => line.Length), Is.LessThan(160));
    }

    [Test]
    public void OneValueStaysOnOneLine()
    {
        Node x = _bench.Double("x"), y = x + 1;
        Assert.That(GraphPrinter.Print(y / (1 + y)), Is.EqualTo("(x + 1) / (1 + (x + 1))"));
        for (int i = 0; i < 100; i++)
            y = y * y;
        Assert.That(GraphPrinter.Print(y), Has.Length.LessThan(250));
    }

    private static string Print(Node node) => GraphPrinter.Print([("result", node)]);
}
