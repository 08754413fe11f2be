using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>The distinct elements of a tensor, as many as there is room for.</summary>
public static class Distinct
{
    private const string Room = "There is room for `size` of them: further ones are left out, and missing ones are padded with the smallest element (as JAX), so x must not be empty. NaNs are one element, and so are -0 and +0.";

    public static readonly Op UniqueAll = new("UniqueAll", OpKind.Routine)
    {
        Doc = $"The distinct elements of x in ascending order, the position of the first occurrence of each in row-major order, the number of each element's value in the shape of x, and how often each occurs; positions, numbers and counts as int. {Room} The number of an element that was left out is not below `size`; padded counts are 0. The gradient of a value goes to its first occurrence.",
        Type = TypeRules.Several,
        Parts = Types,
        Reference = r => throw new InvalidOperationException($"{r.Node}: it has four results"),
        ReferenceParts = ReferenceUnique,
        Gradient = r => r.PartGradients[0] is { } g
            ? [AddAlongAxis(g, Tuples.Of(r.Output, 1), r.Inputs[0].Rank - 1, r.Inputs[0].Shape)]
            : [null],
        BuildMany = c => Parts(c, 0, 1, 2, 3),
        Routine = new RoutineCode("Sorting.Unique", Sizes, Sorting.SortScratch) { Flops = RoutineWork.None },
        Domain = [(-60, 60)],
        Samples = s => [Sample(s, 7, 7), Sample(s, 3, 2, 5), Sample(s, 50, 40), Sample(s, 1, 1)],
    };

    public static readonly Op UniqueValues = Macro("UniqueValues", $"The distinct elements of x in ascending order. {Room}", 0);

    public static readonly Op UniqueCounts = Macro("UniqueCounts", $"The distinct elements of x in ascending order, and how often each occurs, as int. {Room} Padded counts are 0.", 0, 3);

    public static readonly Op UniqueInverse = Macro("UniqueInverse", $"The distinct elements of x in ascending order, and the number of each element's value in the shape of x, as int. {Room} The number of an element that was left out is not below `size`.", 0, 2);

    private static Op Macro(string name, string doc, params int[] parts) => new(name, OpKind.Macro)
    {
        Doc = doc,
        Type = r => throw new InvalidOperationException($"{r.Op.Name} is built from other ops"),
        Reference = r => throw new InvalidOperationException($"{r.Node.Op.Name} is built from other ops"),
        Build = parts.Length == 1 ? c => Parts(c, parts)[0] : null,
        BuildMany = parts.Length == 1 ? null : c => Parts(c, parts),
        Domain = [(-3, 3)],
        Samples = s => [.. parts.Select(part => s.Expect(Result(s.Input(2, 4), 5, part), v => Shaped(v[0], OfRow(v[0].Values, 5)[part], part)))],
    };

    private static IReadOnlyList<Node> Parts(OpCall call, params int[] parts) => [.. parts.Select(part => Result(call.Node("x"), Calls.SizeOf(call, "size"), part))];

    private static Node Result(Node x, Dim size, int part)
    {
        Node flat = Reshape(x, Shape.Of(x.Shape.ElementCount));
        Calls.RequireNotEmpty(x.Graph, UniqueAll, flat, [0]);
        Node unique = x.Graph.Add(UniqueAll, new UniqueAttribute(size), flat);
        Node result = Tuples.Of(unique, part);
        return part == 2 ? Reshape(result, x.Shape) : result;
    }

    private static NdArray Shaped(NdArray x, double[] values, int part) => new(part == 2 ? x.Shape : [values.Length], values);

    private static EquatableArray<TensorType> Types(TypeRequest request)
    {
        TensorType x = request.Inputs[0];
        TypeRules.RequireDType(request, x.DType, request.Op.DTypes);
        TypeRules.RequireRank(request, x, x.Rank > 0, "at least 1");
        Shape shape = Shape.Of([.. x.Shape.Dims.Take(x.Rank - 1), ((UniqueAttribute)request.Attribute!).Size]);
        var positions = new TensorType(DType.Int32, shape);
        return [x with { Shape = shape }, positions, new TensorType(DType.Int32, x.Shape), positions];
    }

    /// <summary>Outer, length, size.</summary>
    private static EquatableArray<Dim> Sizes(Node unique)
    {
        Shape shape = unique.Inputs[0].Shape;
        return [Shape.Of(shape.Dims.Take(shape.Rank - 1)).ElementCount, shape[shape.Rank - 1], ((UniqueAttribute)unique.Attribute!).Size];
    }

    private static NdArray[] ReferenceUnique(ReferenceRequest request)
    {
        NdArray x = request.Inputs[0];
        int length = x.Shape[x.Rank - 1], size = checked((int)((UniqueAttribute)request.Node.Attribute!).Size.Evaluate(request.Size));
        int[] batch = [.. x.Shape.Take(x.Rank - 1)];
        double[][][] rows = [.. NdArray.Indices(batch).Select(row => OfRow([.. Enumerable.Range(0, length).Select(k => x[[.. row, k]])], size))];
        return [.. Enumerable.Range(0, 4).Select(part => new NdArray([.. batch, part == 2 ? length : size], [.. rows.SelectMany(row => row[part])]))];
    }

    /// <summary>Values, first positions, numbers and counts of a row.</summary>
    private static double[][] OfRow(double[] row, int size)
    {
        // Equals puts all NaNs together; adding 0 makes -0 and +0 one.
        IGrouping<double, int>[] groups = [.. Enumerable.Range(0, row.Length).GroupBy(i => row[i] + 0.0)];
        int[] order = Sorting.Ranked([.. groups.Select(g => g.Key)], descending: false);
        int[] firsts = [.. order.Select(k => groups[k].First())];
        int[] places = [.. firsts.Concat(Enumerable.Repeat(firsts[0], size)).Take(size)];
        int[] rank = [.. Enumerable.Range(0, order.Length).Select(k => Array.IndexOf(order, k))];
        return
        [
            [.. places.Select(p => row[p])],
            [.. places.Select(p => (double)p)],
            [.. row.Select((_, i) => (double)rank[Array.FindIndex(groups, g => g.Contains(i))])],
            [.. order.Select(k => (double)groups[k].Count()).Concat(Enumerable.Repeat(0.0, size)).Take(size)],
        ];
    }

    private static Node Sample(OpSamples s, int size, params long[] shape) =>
        Tuples.Of(s.Graph.Add(UniqueAll, new UniqueAttribute(size), s.Input(shape)), 0);
}
