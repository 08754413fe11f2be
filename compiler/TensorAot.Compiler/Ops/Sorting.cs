using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Order along an axis. NaN is the largest value, -0 equals +0, and equal elements keep their order.</summary>
public static partial class Sorting
{
    private const string Order = "NaN counts as the largest value (last when ascending, first when descending), -0 equals +0, and equal elements keep their order.";

    private static readonly SortAttribute s_whole = new(1, false, 0);

    public static readonly Op SortWithPositions = new("SortWithPositions", OpKind.Routine)
    {
        Doc = $"The first elements of each row along an axis in ascending or descending order, and their positions as int. {Order} The gradient of the values goes to where they came from.",
        Type = TypeRules.Several,
        Parts = SortedTypes,
        Reference = r => throw new InvalidOperationException($"{r.Node}: it has two results"),
        ReferenceParts = ReferenceSorted,
        Gradient = r => r.PartGradients[0] is { } g
            ? [AddAlongAxis(g, Tuples.Of(r.Output, 1), AxisOf(r.Output), r.Inputs[0].Shape)]
            : [null],
        Routine = new RoutineCode("Sorting.First", SortedSizes, SortScratch) { Flops = RoutineWork.None },
        Domain = [(-60, 60)],
        Samples = s =>
        [
            Sorted(s, s_whole with { Count = 7 }, 7),
            Sorted(s, s_whole with { Count = 2, Descending = true }, 3, 4),
            Sorted(s, new SortAttribute(2, false, 3), 3, 2),
            Sorted(s, s_whole with { Count = 40 }, 40),
            Sorted(s, s_whole with { Count = 3 }, 2, 70),
            Sorted(s, s_whole, 0),
        ],
    };

    public static readonly Op Sort = Macro("Sort", $"The elements of each row along an axis (the last by default) in ascending order, or descending. {Order}",
        c => Tuples.Of(Build(c), 0), 0, DTypes.All.ToEquatableArray());

    public static readonly Op ArgSort = Macro("ArgSort", $"The positions that put each row along an axis (the last by default) in ascending order, or descending, as int. {Order} So the sort is stable.",
        c => Tuples.Of(Build(c), 1), 1, DTypes.All.ToEquatableArray());

    public static readonly Op TopK = new("TopK", OpKind.Macro)
    {
        Doc = $"The k largest elements of each row along an axis (the last by default), largest first, and their positions as int. {Order} The size of the axis must be at least k.",
        Type = r => throw new InvalidOperationException($"{r.Op.Name} is built from other ops"),
        Reference = r => throw new InvalidOperationException($"{r.Node.Op.Name} is built from other ops"),
        BuildMany = c =>
        {
            Node x = c.Node("x");
            Node sorted = SortWithPositions(x, Axis(c, x), descending: true, Least(c, x));
            return [Tuples.Of(sorted, 0), Tuples.Of(sorted, 1)];
        },
        Domain = [(-60, 60)],
        Samples = s => [.. new[] { 0, 1 }.Select(part => ExpectSorted(s, part, s_whole with { Count = 2, Descending = true }, 3, 4))],
    };

    public static readonly Op FlatNonZero = Calls.Macro("FlatNonZero",
        "The positions of the first `size` true elements of a mask in row-major order, as int, padded with a number (0 by default) where there are fewer: a selection whose size is known. The mask must have at least `size` elements.",
        c => NonZero(c.Node("x"), c.Dim("size"), c["fill"] as int? ?? 0),
        s => [s.Expect(NonZero(s.Input(2, 3), 4, -1), v => new NdArray([4], [.. Enumerable.Range(0, 6).Where(i => v[0].Values[i] != 0).Select(i => (double)i).Concat([-1, -1, -1, -1]).Take(4)]))],
        DTypes.Boolean);

    private static SortAttribute Attribute(Node sorted) => (SortAttribute)sorted.Attribute!;

    private static int AxisOf(Node sorted) => sorted.Inputs[0].Rank - Attribute(sorted).AxisFromEnd;

    private static int Axis(OpCall call, Node x) =>
        x.Rank == 0 ? throw new GraphException(DiagnosticRules.RankNotSupported, Calls.Subject(call.Graph, call.Op), x.Shape, 0, "at least 1")
        : call.Axes("axis", x.Rank)?[0] ?? x.Rank - 1;

    private static Node Build(OpCall call)
    {
        Node x = call.Node("x");
        return SortWithPositions(x, Axis(call, x), call.Flag("descending"));
    }

    /// <summary>The k of a call, after a check that the axis has as many elements.</summary>
    private static Dim Least(OpCall call, Node x)
    {
        Dim k = call.Dim("k"), size = x.Shape[Axis(call, x)];
        RequireAtMost(call.Graph, Calls.Subject(call.Graph, call.Op), k, x, Axis(call, x));
        return call.Graph.Constraints.Resolve(size) == k ? size : k;
    }

    private static void RequireAtMost(Graph graph, string subject, Dim count, Node x, int axis)
    {
        if (!graph.Constraints.TryRequireAtLeast(count, 0, graph.Source) || !graph.Constraints.TryRequireAtLeast(x.Shape[axis] - count, 0, graph.Source))
            throw new GraphException(DiagnosticRules.IndexOutOfRange, subject, $"the number {count}", axis, x.Shape, x.Shape[axis]);
    }

    private static Node NonZero(Node mask, Dim size, int fill)
    {
        TypeRules.RequireDType(new TypeRequest(mask.Graph, FlatNonZero, [mask.Type], null), mask.DType, DTypes.Boolean);
        Node flat = Reshape(mask, Shape.Of(mask.Shape.ElementCount));
        RequireAtMost(mask.Graph, Calls.Subject(mask.Graph, FlatNonZero), size, flat, 0);
        // True is the larger value and the sort is stable.
        Node positions = Tuples.Of(SortWithPositions(flat, 0, descending: true, size), 1);
        Node found = Less(Sources.NewIota(mask.Graph, DType.Int32, size), Sum(Cast(flat, DType.Int32)));
        return Where(found, positions, Constant(positions, fill));
    }

    private static EquatableArray<TensorType> SortedTypes(TypeRequest request)
    {
        TensorType x = request.Inputs[0];
        var attribute = (SortAttribute)request.Attribute!;
        TypeRules.RequireDType(request, x.DType, request.Op.DTypes);
        TypeRules.RequireRank(request, x, attribute.AxisFromEnd <= x.Rank, $"at least {attribute.AxisFromEnd}");
        int axis = x.Rank - attribute.AxisFromEnd;
        Shape shape = Shape.Of(x.Shape.Dims.Select((d, a) => a == axis ? attribute.Count : d));
        return [x with { Shape = shape }, new TensorType(DType.Int32, shape)];
    }

    /// <summary>Outer, length, inner, taken, descending: rows of [outer, length, inner] along the middle axis.</summary>
    private static EquatableArray<Dim> SortedSizes(Node sorted)
    {
        (Shape shape, int axis) = (sorted.Inputs[0].Shape, AxisOf(sorted));
        return
        [
            Shape.Of(shape.Dims.Take(axis)).ElementCount, shape[axis], Shape.Of(shape.Dims.Skip(axis + 1)).ElementCount,
            Attribute(sorted).Count, Attribute(sorted).Descending ? 1 : 0,
        ];
    }

    /// <summary>Keys and positions, each twice.</summary>
    internal static EquatableArray<TensorType> SortScratch(Node sorted)
    {
        TensorType x = sorted.Inputs[0].Type;
        Shape flat = Shape.Of(x.Shape.ElementCount);
        var keys = new TensorType(x.DType.ByteSize() == 8 ? DType.Int64 : DType.Int32, flat);
        var positions = new TensorType(DType.Int32, flat);
        return [keys, keys, positions, positions];
    }
}
