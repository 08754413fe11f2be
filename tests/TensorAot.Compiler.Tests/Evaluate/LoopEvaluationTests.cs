using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Evaluate;

/// <summary>Loops and branches in both evaluators, against loops of C#.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class LoopEvaluationTests
{
    private readonly GraphBench _bench = new();

    [Test]
    public void AStateGoesThroughTheElements([Values] bool reverse)
    {
        double[] x = [1, 2, 3, 4];
        Node loop = Recurrence(_bench.Vector("x", x), _bench.Number("h", 0.5), reverse);
        double state = 0.5;
        var before = new double[4];
        for (int step = 0; step < 4; step++)
        {
            int t = reverse ? 3 - step : step;
            before[t] = state;
            state = (0.5 * state) + x[t];
        }
        Assert.That(Both(Tuples.Of(loop, 0)), Is.EqualTo([state]));
        Assert.That(Both(Tuples.Of(loop, 1)), Is.EqualTo(before));
    }

    [Test]
    public void NoStepsLeaveTheInitialState()
    {
        Node loop = Recurrence(_bench.Vector("x"), _bench.Number("h", 0.5), reverse: false);
        Assert.That(Both(Tuples.Of(loop, 0)), Is.EqualTo([0.5]));
        Assert.That(Both(Tuples.Of(loop, 1)), Is.Empty);
    }

    [Test]
    public void StatesChangeTogetherAndTheIndexCounts()
    {
        TensorType type = TensorType.Scalar(DType.Float64);
        Node a = Sources.NewVariable(_bench.Graph, "a", type), b = Sources.NewVariable(_bench.Graph, "b", type), i = Sources.NewVariable(_bench.Graph, "i", TensorType.Scalar(DType.Int32));
        var attribute = new ScanAttribute([Variable(a), Variable(b)], [], Variable(i), 1, 10, Reverse: false);
        Node loop = Loops.NewScan(attribute, [_bench.Number("a0", 0), _bench.Number("b0", 1)], [], [b, a + b], [i * i]);
        Assert.That((Both(Tuples.Of(loop, 0))[0], Both(Tuples.Of(loop, 1))[0]), Is.EqualTo((55.0, 89.0)));
        Assert.That(Both(Tuples.Of(loop, 2)), Is.EqualTo([0, 1, 4, 9, 16, 25, 36, 49, 64, 81]));
    }

    [Test]
    public void LoopsStandInLoops()
    {
        // total += for each row: a scan over its elements that starts from the total.
        Node x = _bench.Given("x", [2, 3], 1, 2, 3, 4, 5, 6);
        Node total = Sources.NewVariable(_bench.Graph, "total", TensorType.Scalar(DType.Float64)), row = Sources.NewVariable(_bench.Graph, "row", new TensorType(DType.Float64, Shape.Of(3)));
        Node inner = Recurrence(row, total, reverse: false);
        Node outer = Loops.NewScan(new ScanAttribute([Variable(total)], [Variable(row)], null, 1, 2, Reverse: false), [_bench.Number("t0", 0)], [x], [Tuples.Of(inner, 0)], [Tuples.Of(inner, 1)]);
        double state = 0;
        var before = new List<double>();
        foreach (double element in new double[] { 1, 2, 3, 4, 5, 6 })
        {
            before.Add(state);
            state = (0.5 * state) + element;
        }
        Assert.That(Both(Tuples.Of(outer, 0)), Is.EqualTo([state]));
        Assert.That(Both(Tuples.Of(outer, 1)), Is.EqualTo(before));
    }

    [TestCase(3, 4)]
    [TestCase(0, -1)]
    public void OnlyTheChosenValueIsComputed(int divisor, double expected)
    {
        Node d = _bench.Given("d", DType.Int32, [], divisor), one = Constant(d, 1);
        Node result = Loops.NewIfElse(Not(Equal(d, 0)), 12 * one / d, -one);
        Assert.That(Both(result), Is.EqualTo([expected]));
    }

    /// <summary>h' = h / 2 + x; gives h.</summary>
    private Node Recurrence(Node x, Node initial, bool reverse)
    {
        Node h = Sources.NewVariable(_bench.Graph, "h", initial.Type), element = Sources.NewVariable(_bench.Graph, "x", TensorType.Scalar(DType.Float64));
        return Loops.NewScan(new ScanAttribute([Variable(h)], [Variable(element)], null, 1, x.Shape[0], reverse), [initial], [x], [0.5 * h + element], [h]);
    }

    private static VariableAttribute Variable(Node node) => (VariableAttribute)node.Attribute!;

    private double[] Both(Node node)
    {
        double[] reference = _bench.Numbers(node);
        var inputs = _bench.Values.ToDictionary(v => v.Key, v => GraphExactArray.Of(_bench.Graph.Nodes.Single(n => n.Attribute is InputAttribute i && i.Name == v.Key).DType, v.Value));
        Assert.That(GraphExact.Evaluate([node], inputs)[0].ToDoubles(), Is.EqualTo(reference));
        return reference;
    }
}
