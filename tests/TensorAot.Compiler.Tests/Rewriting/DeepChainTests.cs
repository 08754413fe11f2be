using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Rewriting;

/// <summary>The work on chains is counted, not timed: twice the rounds may take twice the firings, values and nodes made on the way.</summary>
public sealed class DeepChainTests
{
    private const int Rounds = 150;

    private static readonly Dictionary<string, Func<Node, Node, Node>> s_rounds = new()
    {
        ["Products"] = (y, w) => Tanh(Dot(y, w)),
        ["Residual"] = (y, w) => y + Tanh(Dot(y, w)),
        ["Normalise"] = (y, _) => y / (1 + Sum(Square(y))),
        ["Standardise"] = (y, w) => (y - (0.25 * Sum(y, [1], keepDims: true))) / Sqrt(1 + (0.25 * Sum(Square(y * w), [1], keepDims: true))),
        ["Exponentials"] = (y, _) => Log(1 + Exp(y)) / (1 + Exp(-y)),
        ["Folds"] = (y, _) => y - Max(y, [1], keepDims: true),
        ["Scaled"] = (y, w) => 2 * (y + w) / 3,
        ["Loops"] = Loop,
    };

    [Test]
    public void Twice_the_rounds_is_twice_the_work([Values("Products", "Residual", "Normalise", "Standardise", "Exponentials", "Folds", "Scaled", "Loops")] string chain, [Values] bool gradient)
    {
        (int fired, int left, int made) = Work(chain, Rounds, gradient);
        (int firedTwice, int leftTwice, int madeTwice) = Work(chain, 2 * Rounds, gradient);
        Assert.Multiple(() =>
        {
            Assert.That(firedTwice, Is.LessThanOrEqualTo(2.1 * fired + 10), "firings");
            Assert.That(leftTwice, Is.LessThanOrEqualTo(2.1 * left + 10), "values of the result");
            Assert.That(madeTwice, Is.LessThanOrEqualTo(2.1 * made + 10), "nodes made");
        });
    }

    private static (int Fired, int Left, int Made) Work(string chain, int rounds, bool gradient)
    {
        var graph = new Graph();
        var type = new TensorType(DType.Float64, Shape.Of(Dim.Symbol("n"), Dim.Symbol("n")));
        Node x = Sources.NewInput(graph, "x", type), w = Sources.NewInput(graph, "w", type), y = x;
        for (int k = 0; k < rounds; k++)
            y = s_rounds[chain](y, w);
        Node[] roots = gradient ? ReverseMode.Gradient(Sum(y), [x, w], Disconnected.Zero) : [y];
        int before = graph.Nodes.Count;
        var report = new RewriteReport();
        IReadOnlyList<Node> rewritten = Rewriter.Run(roots, report);
        return (report.Events.Count, Graph.TopologicalOrder(rewritten).Count, graph.Nodes.Count - before);
    }

    /// <summary>A loop over the rows of w, whose results the next one starts with.</summary>
    private static Node Loop(Node y, Node w)
    {
        Node state = Sources.NewVariable(y.Graph, "state", y.Type), row = Sources.NewVariable(y.Graph, "row", new TensorType(DType.Float64, Shape.Of(w.Shape.Dims[1])));
        var attribute = new ScanAttribute([(VariableAttribute)state.Attribute!], [(VariableAttribute)row.Attribute!], null, 0, w.Shape.Dims[0], Reverse: false);
        return Tuples.Of(Compiler.Ops.Loops.NewScan(attribute, [y], [w], [Tanh(state * row)], []), 0);
    }
}
