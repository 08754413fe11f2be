using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Values by their rank.</summary>
public static class Quantiles
{
    public static readonly Op OrderStatistics = new("OrderStatistics", OpKind.Routine)
    {
        Doc = "Of each row of the last axis the element of rank k, counted from 0 in ascending order, and the next larger one (the same for the last). k is an int scalar, limited to the ranks that there are. Both are NaN where the row is empty or holds a NaN. The gradient goes to the elements that have the value, shared evenly by equals.",
        Type = TypeRules.Several,
        Parts = r =>
        {
            TypeRules.RequireDType(r, r.Inputs[0].DType, r.Op.DTypes);
            TypeRules.RequireRank(r, r.Inputs[0], r.Inputs[0].Rank >= 1, "at least 1");
            TensorType part = r.Inputs[0] with { Shape = Shape.Of(r.Inputs[0].Shape.Dims.Take(r.Inputs[0].Rank - 1)) };
            return [part, part];
        },
        DTypes = DTypes.Floating,
        Reference = r => throw new InvalidOperationException($"{r.Node}: it has several results"),
        ReferenceParts = ReferenceParts,
        Gradient = PartsGradient,
        Batch = r => r.IsBatched[1]
            ? throw new InvalidOperationException($"{r.Output}: a rank depends on sizes alone")
            : r.Graph.Add(OrderStatistics!, null, r.Inputs[0], r.Inputs[1]),
        Routine = new RoutineCode("OrderStatistics.Select", n => [Rows(n.Inputs[0]), n.Inputs[0].Shape[n.Inputs[0].Rank - 1]], n => [n.Inputs[0].Type]) { Flops = RoutineWork.None },
        Samples = s =>
        [
            Tuples.Of(Apply(OrderStatistics!, s.Input(7), Rank(s, 3)), 0),
            Tuples.Of(Apply(OrderStatistics!, s.Input(2, 4), Rank(s, 1)), 1),
            Tuples.Of(Apply(OrderStatistics!, s.Input(2, 3), Rank(s, 5)), 1),
            Tuples.Of(Apply(OrderStatistics!, s.Input(0, 3), Rank(s, 0)), 0),
        ],
    };

    public static readonly Op Quantile = Calls.Macro("Quantile", "The value below which a part q of the elements lies, over axes (all by default), interpolated linearly between neighbours as numpy.quantile does by default: with the elements in ascending order the value at place q (n - 1). NaN where there is nothing, or a NaN. The gradient goes to the two neighbours, shared evenly by equals.",
        c => Build(c, Fraction(c, 1)), s => Samples(s, Quantile!, 1), DTypes.Floating);

    public static readonly Op Percentile = Calls.Macro("Percentile", "Quantile with q from 0 to 100.",
        c => Build(c, Fraction(c, 100)), s => Samples(s, Percentile!, 100), DTypes.Floating);

    public static readonly Op Median = Calls.Macro("Median", "The middle value over axes (all by default), or the mean of the two middle values of an even number: Quantile(x, 0.5). NaN where there is nothing, or a NaN. The gradient goes to the middle elements, shared evenly by equals.",
        c => Build(c, 0.5), s =>
        [
            s.Expect(s.Call(Median!, ("x", s.Input(7))), v => NdArray.Scalar(Value(v[0].Values, 0.5))),
            s.Expect(s.Call(Median!, ("x", s.Input(2, 4)), ("axis", 1), ("keepDims", true)), v => NdArray.Generate([2, 1], i => Value([.. Enumerable.Range(0, 4).Select(k => v[0][i[0], k])], 0.5))),
            s.Expect(s.Call(Median!, ("x", s.Input(3, 2)), ("axis", 0)), v => NdArray.Generate([2], i => Value([.. Enumerable.Range(0, 3).Select(k => v[0][k, i[0]])], 0.5))),
            s.Expect(s.Call(Median!, ("x", s.Input())), v => v[0]),
            s.Expect(s.Call(Median!, ("x", s.Input(2, 0)), ("axis", 1)), _ => new NdArray([2], [double.NaN, double.NaN])),
        ], DTypes.Floating);

    private static Dim Rows(Node x) => Shape.Of(x.Shape.Dims.Take(x.Rank - 1)).ElementCount;

    private static Node Rank(OpSamples s, int rank) => Sources.NewConstant(s.Graph, ConstantValue.Of(rank));

    private static double Fraction(OpCall call, double whole) => call["q"] is double q && q >= 0 && q <= whole
        ? q / whole
        : throw Calls.OutOfRange(call, "q", call["q"] ?? "null", $"from 0 to {whole}");

    private static Node Build(OpCall call, double fraction)
    {
        Node x = call.Node("x");
        TypeRules.RequireDType(new TypeRequest(call.Graph, call.Op, [x.Type], null), x.DType, call.Op.DTypes);
        int[] axes = Calls.AxesOrAll(call, x);
        if (axes.Length == 0)
            return x;
        int[] kept = [.. Enumerable.Range(0, x.Rank).Where(axis => !axes.Contains(axis))];
        Dim count = call.Graph.Constraints.Resolve(axes.Aggregate(Dim.One, (product, axis) => product * x.Shape[axis]));
        Node rows = Reshape(Transpose(x, kept.Concat(axes)), Shape.Of([.. kept.Select(axis => x.Shape[axis]), count]));
        Node place = Constant64(call.Graph, fraction) * Size(call.Graph, count - 1, DType.Float64);
        Node rank = Cast(place, DType.Int32);
        Node both = Apply(OrderStatistics, rows, rank), low = Tuples.Of(both, 0), high = Tuples.Of(both, 1);
        Node part = Cast(place - Cast(rank, DType.Float64), x.DType);
        // An infinite neighbour that does not count must not make NaN of 0 times infinity.
        Node result = Where(Or(Equal(part, 0), Equal(low, high)), low, low + (part * (high - low)));
        return call.Flag("keepDims") ? ExpandDims(result, axes) : result;
    }

    private static Node Constant64(Graph graph, double value) => Sources.NewConstant(graph, ConstantValue.Of(value));

    private static NdArray[] ReferenceParts(ReferenceRequest request)
    {
        (NdArray x, NdArray rank) = (request.Inputs[0], request.Inputs[1]);
        int last = x.Rank - 1, count = x.Shape[last];
        NdArray At(int further) => NdArray.Generate([.. x.Shape.Take(last)], row =>
        {
            double[] sorted = [.. Enumerable.Range(0, count).Select(i => x[[.. row, i]]).OrderBy(v => v)];
            int place = Math.Max(0, Math.Min((int)rank.Values[0] + further, count - 1));
            return count == 0 || sorted.Any(double.IsNaN) ? double.NaN : sorted[place];
        });
        return [At(0), At(1)];
    }

    private static Node?[] PartsGradient(GradientRequest request)
    {
        Node x = request.Inputs[0];
        int[] last = [x.Rank - 1];
        Node? total = null;
        for (int part = 0; part < 2; part++)
        {
            if (request.PartGradients[part] is not { } gradient)
                continue;
            Node chosen = Equal(x, ExpandDims(Tuples.Of(request.Output, part), last));
            Node share = gradient / Sum(Cast(chosen, x.DType), last);
            Node masked = GradientMask.Mask(chosen, ExpandDims(share, last));
            total = total is null ? masked : total + masked;
        }
        return [total, null];
    }

    private static double Value(double[] row, double q)
    {
        double[] sorted = [.. row.OrderBy(v => v)];
        double place = q * (row.Length - 1);
        int low = (int)Math.Floor(place), high = Math.Min(low + 1, row.Length - 1);
        return sorted[low] + ((place - low) * (sorted[high] - sorted[low]));
    }

    private static IEnumerable<Node> Samples(OpSamples s, Op op, double whole) =>
    [
        s.Expect(s.Call(op, ("x", s.Input(7)), ("q", 0.3 * whole)), v => NdArray.Scalar(Value(v[0].Values, 0.3))),
        s.Expect(s.Call(op, ("x", s.Input(2, 3)), ("q", 0.75 * whole)), v => NdArray.Scalar(Value(v[0].Values, 0.75))),
        s.Expect(s.Call(op, ("x", s.Input(2, 4)), ("q", 1.0 * whole), ("axis", 1)), v => NdArray.Generate([2], i => Enumerable.Range(0, 4).Max(k => v[0][i[0], k]))),
        s.Expect(s.Call(op, ("x", s.Input(2, 4)), ("q", 0.0), ("axis", -1)), v => NdArray.Generate([2], i => Enumerable.Range(0, 4).Min(k => v[0][i[0], k]))),
    ];
}
