using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Scans along an axis: each result folds the elements up to its own place. What their gradients need is in <see cref="Recurrences"/>.</summary>
public static class Cumulative
{
    public static readonly Op CumSum = new("CumSum", OpKind.Routine)
    {
        Doc = "The sums of the elements up to each place along an axis; without an axis of all elements in row-major order, as numpy.cumsum. float is added up in double, so long sums stay accurate; integers wrap. Gradient: the sums of g from each place on.",
        Type = TypeRules.Same,
        DTypes = DTypes.Numbers,
        Reference = Prefixes((r, row) => row.Aggregate(0.0, (a, b) => r.Node.DType.IsFloating() ? a + b : ReferenceFormulas.Wrap(r.Node.DType, unchecked((long)a + (long)b)))),
        Gradient = r => [Along(CumSum!, r.Gradient, Attribute(r.Output) with { Reverse = !Attribute(r.Output).Reverse })],
        Build = Build,
        Routine = new RoutineCode("Cumulative.Sum", Sizes),
        UlpBound = 1,
        Samples = s => [.. Samples(s, CumSum!), Along(CumSum!, s.Input(2, 3), new CumulativeAttribute(0, Reverse: true))],
    };

    public static readonly Op CumProd = new("CumProd", OpKind.Routine)
    {
        Doc = "The products of the elements up to each place along an axis; without an axis of all elements in row-major order, as numpy.cumprod. float is multiplied up in double; integers wrap. The gradient divides by nothing and is right where elements are zero: the product before each place times s, with s[i] = g[i] + x[i + 1] s[i + 1].",
        Type = TypeRules.Same,
        DTypes = DTypes.Numbers,
        Reference = Prefixes((r, row) => row.Aggregate(1.0, (a, b) => r.Node.DType.IsFloating() ? a * b : ReferenceFormulas.Wrap(r.Node.DType, unchecked((long)a * (long)b)))),
        Gradient = r => [ProductSlope(r.Gradient, r.Inputs[0], r.Output, Attribute(r.Output))],
        Build = Build,
        Routine = new RoutineCode("Cumulative.Prod", Sizes),
        UlpBound = 1,
        Samples = s => [.. Samples(s, CumProd!), Along(CumProd!, s.Input(2, 3), new CumulativeAttribute(0, Reverse: true))],
    };

    public static readonly Op CumMax = Extreme("CumMax", "largest", "numpy.maximum.accumulate", ScalarReference.Maximum, () => CumMax!);

    public static readonly Op CumMin = Extreme("CumMin", "smallest", "numpy.minimum.accumulate", ScalarReference.Minimum, () => CumMin!);

    public static readonly Op LogCumSumExp = new("LogCumSumExp", OpKind.Routine)
    {
        Doc = "log(CumSum(exp(x))) along an axis, without overflow for any x; without an axis of all elements in row-major order. Computed in double with the largest element so far taken out. Gradient: exp(x - y) times s with s[i] = g[i] + exp(y[i] - y[i + 1]) s[i + 1], which neither overflows nor cancels.",
        Type = TypeRules.Same,
        DTypes = DTypes.Floating,
        Reference = Prefixes((_, row) =>
        {
            double largest = row.Max();
            return double.IsInfinity(largest) ? largest : largest + Math.Log(row.Sum(v => Math.Exp(v - largest)));
        }),
        Gradient = LogCumSumExpGradient,
        Build = Build,
        Routine = new RoutineCode("Cumulative.LogSumExp", Sizes),
        UlpBound = 8,
        Samples = s => Samples(s, LogCumSumExp!),
    };

    public static readonly Op Diff = Calls.Macro("Diff", "The differences of neighbours along an axis (the last by default), n times over: x[1..] - x[..^1], as numpy.diff. The axis becomes n shorter and must have as many elements, which is checked at entry if it is not known before. Integers wrap.",
        BuildDiff, s =>
        [
            s.Expect(s.Call(Diff!, ("x", s.Input(5))), v => NdArray.Generate([4], i => Wrapped(s, v[0][i[0] + 1] - v[0][i[0]]))),
            s.Expect(s.Call(Diff!, ("x", s.Input(4, 2)), ("n", 2), ("axis", 0)), v => NdArray.Generate([2, 2], i => Wrapped(s, v[0][i[0] + 2, i[1]] - (2 * v[0][i[0] + 1, i[1]]) + v[0][i[0], i[1]]))),
            s.Expect(s.Call(Diff!, ("x", s.Input(2, 1))), _ => new NdArray([2, 0])),
        ], DTypes.Numbers);

    private static Node ProductSlope(Node gradient, Node x, Node products, CumulativeAttribute attribute) => attribute.Reverse
        ? Recurrences.Advanced(products, attribute, 1) * Recurrences.Linear(gradient, Recurrences.Delayed(x, attribute, 0), attribute with { Reverse = false })
        : Recurrences.Delayed(products, attribute, 1) * Recurrences.Linear(gradient, x, attribute with { Reverse = true });

    /// <summary>Outer, the axis, inner and the direction.</summary>
    internal static EquatableArray<Dim> Sizes(Node node)
    {
        Shape shape = node.Inputs[0].Shape;
        int axis = AxisOf(node);
        return [Shape.Of(shape.Dims.Take(axis)).ElementCount, shape[axis], Shape.Of(shape.Dims.Skip(axis + 1)).ElementCount, Attribute(node).Reverse ? 1 : 0];
    }

    internal static CumulativeAttribute Attribute(Node node) => (CumulativeAttribute)node.Attribute!;

    internal static int AxisOf(Node node) => node.Rank - 1 - Attribute(node).AxisFromEnd;

    private static Node Along(Op op, Node x, CumulativeAttribute attribute) => x.Graph.Add(op, attribute, x);

    private static Node Build(OpCall call)
    {
        Node x = call.Node("x");
        Node source = call.Has("axis") ? x : Reshape(x, Shape.Of(x.Shape.ElementCount));
        int axis = call.Has("axis") ? call.Axes("axis", x.Rank)![0] : 0;
        return Along(call.Op, source, new CumulativeAttribute(source.Rank - 1 - axis));
    }

    /// <summary>The values of a row up to each of its places, folded.</summary>
    private static Func<ReferenceRequest, NdArray> Prefixes(Func<ReferenceRequest, double[], double> fold) => r =>
    {
        NdArray x = r.Inputs[0];
        int axis = AxisOf(r.Node), size = x.Shape[axis];
        return NdArray.Generate(r.Shape, index =>
        {
            IEnumerable<int> places = Attribute(r.Node).Reverse ? Enumerable.Range(index[axis], size - index[axis]).Reverse() : Enumerable.Range(0, index[axis] + 1);
            return fold(r, [.. places.Select(i => x[[.. index.Select((k, a) => a == axis ? i : k)]])]);
        });
    };

    private static Op Extreme(string name, string adjective, string like, Func<double, double, double> formula, Func<Op> self) =>
        new(name, OpKind.Routine)
        {
            Doc = $"The {adjective} element up to each place along an axis, NaN from the first NaN on; without an axis of all elements in row-major order, as {like}. The gradient goes to the element that was taken, the first of equals.",
            Type = TypeRules.Same,
            DTypes = DTypes.Numbers,
            Reference = Prefixes((_, row) => row.Aggregate(formula)),
            Gradient = r => [Recurrences.SumOfRuns(r.Gradient, r.Output, Attribute(r.Output))],
            Build = Build,
            Routine = new RoutineCode("Cumulative." + name.Substring(3), Sizes),
            Samples = s => Samples(s, self()),
        };

    private static Node?[] LogCumSumExpGradient(GradientRequest request)
    {
        (Node x, Node y) = (request.Inputs[0], request.Output);
        CumulativeAttribute attribute = Attribute(y);
        // Where the sum is still 0 (its logarithm -infinity) nothing has been added and nothing flows.
        Node isNothing = Equal(y, double.NegativeInfinity), zero = Constant(y, 0);
        Node safe = Where(isNothing, zero, y);
        Node growth = Where(isNothing, zero, Exp(Recurrences.Delayed(y, attribute, double.NegativeInfinity) - safe));
        Node share = Where(isNothing, zero, Exp(x - safe));
        return [share * Recurrences.Linear(request.Gradient, growth, attribute with { Reverse = true })];
    }

    private static double Wrapped(OpSamples s, double value) => s.DType.IsFloating() ? value : ReferenceFormulas.Wrap(s.DType, (long)value);

    private static Node BuildDiff(OpCall call)
    {
        Node x = call.Node("x");
        TypeRules.RequireRank(new TypeRequest(call.Graph, call.Op, [x.Type], null), x.Type, x.Rank > 0, "at least 1");
        int axis = call.Has("axis") ? call.Axes("axis", x.Rank)![0] : x.Rank - 1;
        long times = call.Has("n") ? call.Dim("n").Constant!.Value : 1;
        if (times < 0)
            throw Calls.OutOfRange(call, "n", times, "at least 0");
        Calls.RequireAtLeast(call, $"the size of axis {axis}", x.Shape[axis], times);
        for (; times > 0; times--)
        {
            Dim size = x.Shape[axis] - 1;
            x = Indexing.Part(x, axis, Dim.One, size) - Indexing.Part(x, axis, Dim.Zero, size);
        }
        return x;
    }

    private static IEnumerable<Node> Samples(OpSamples s, Op op) =>
    [
        Along(op, s.Input(7), new CumulativeAttribute(0)),
        Along(op, s.Input(2, 3), new CumulativeAttribute(0)),
        Along(op, s.Input(3, 2), new CumulativeAttribute(1)),
        Along(op, s.Input(2, 3, 2), new CumulativeAttribute(1)),
        Along(op, s.Input(0, 3), new CumulativeAttribute(1)),
        Along(op, s.Input(1), new CumulativeAttribute(0)),
    ];
}
