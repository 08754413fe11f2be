namespace TensorAot.Generated.Tests.Shapes;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Generated.Tests.Testing;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>Every movement of elements after every other, and under every kind of loop, there with constant and with open sizes.</summary>
public class ViewTests
{
    [TestCaseSource(nameof(Names))]
    public void Composition(string name)
    {
        if (!name.EndsWith("Open", StringComparison.Ordinal))
            s_set.Check(name);
        else
            foreach ((int n, int m) in new[] { (4, 6), (5, 33), (1, 2), (2, 1), (0, 4), (3, 0) })
                if (n * m > 0 || !name.Contains("Gather", StringComparison.Ordinal))
                    s_set.Check(name, ("n", n), ("m", m));
    }

    /// <summary>Movements that every matrix of any size allows.</summary>
    private static readonly (string Name, Func<Node, Node> Apply)[] s_views =
    [
        ("Transpose", x => Transpose(x)),
        ("Reverse", x => Slice(x, new SliceAttribute([Whole(x, 0), new AxisSlice(x.Shape[1] - 1, x.Shape[1], -1)]))),
        ("ReverseRows", x => Slice(x, new SliceAttribute([new AxisSlice(x.Shape[0] - 1, x.Shape[0], -1), Whole(x, 1)]))),
        ("EverySecond", x => Slice(x, new SliceAttribute([Whole(x, 0), new AxisSlice(0, Dim.FloorDivide(x.Shape[1] + 1, 2), 2)]))),
        ("Reshape", x => Reshape(x, Shape.Of(x.Shape[1], x.Shape[0]))),
        ("Concatenate", x => Concatenate([x, Exp(x)], 1)),
        ("ConcatenateRows", x => Concatenate([x * 2, x], 0)),
        ("Gather", x => Gather(x, Places(x, x.Shape[0], 3), 0)),
        ("GatherColumns", x => Gather(x, Places(x, x.Shape[1], 4), 1)),
        ("Place", x => PlaceSlice(x, new SliceAttribute([new AxisSlice(1, x.Shape[0], 1), new AxisSlice(0, x.Shape[1], 1)]), Shape.Of(x.Shape[0] + 2, x.Shape[1]))),
        ("Scatter", x => ScatterAdd(x, Sources.NewIota(x.Graph, DType.Int64, x.Shape[0]), 0, x.Shape[0] + 1)),
        ("Exp", x => Exp(x)),
    ];

    /// <summary>What reads the moved elements, as a matrix.</summary>
    private static readonly (string Name, Func<Node, Node> Apply)[] s_uses =
    [
        ("Scale", x => (2 * x) + 1),
        ("SumRows", x => Sum(x, [1])),
        ("SumColumns", x => Sum(Square(x), [0])),
        ("SumAll", x => Sum(x)),
        ("Softmax", x => Softmax(x, [1])),
        ("SoftmaxColumns", x => Softmax(x, [0])),
        ("Centre", x => x - Sum(x, [0], keepDims: true)),
        ("Gram", x => Dot(x, Transpose(x))),
        ("Broadcast", x => Sum(BroadcastTo(ExpandDims(x, 1), Shape.Of(x.Shape[0], 2, x.Shape[1])) * 3, [0])),
    ];

    private static readonly FunctionSet s_set = new([.. Compositions(open: false), .. Compositions(open: true)]);

    private static IEnumerable<string> Names => s_set.Names;

    private static IEnumerable<FunctionGraph> Compositions(bool open)
    {
        foreach ((string first, Func<Node, Node> apply) in s_views)
        {
            if (!open)
                foreach ((string second, Func<Node, Node> then) in s_views)
                    yield return Of($"{first}_{second}", open, x => then(apply(x)));
            foreach ((string use, Func<Node, Node> by) in s_uses)
                yield return Of($"{first}_{use}", open, x => by(apply(x)));
        }
    }

    private static FunctionGraph Of(string name, bool open, Func<Node, Node> formula)
    {
        var builder = new FunctionBuilder(name + (open ? "_Open" : ""));
        Node x = open ? builder.Input(DType.Float32, Dim.Symbol("n"), Dim.Symbol("m")) : builder.Input(DType.Float32, 4, 6);
        return builder.Returns(formula(x));
    }

    private static AxisSlice Whole(Node x, int axis) => new(0, x.Shape[axis], 1);

    /// <summary>Places along an axis of any size above 0: the first, the last, and between.</summary>
    private static Node Places(Node x, Dim size, int count)
    {
        Node last = Sources.NewSize(x.Graph, size) - 1;
        Node places = Sources.NewIota(x.Graph, DType.Int32, count);
        return Minimum(places * 2, last) - Where(Equal(places, Constant(places, 1)), last + 1, Constant(places, 0));
    }
}
