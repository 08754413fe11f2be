using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

// Reference evaluation and samples.
public static partial class Sorting
{
    private static readonly Comparer<double> s_nanLast = Comparer<double>.Create((a, b) =>
        a < b ? -1 : a > b ? 1 : double.IsNaN(a).CompareTo(double.IsNaN(b)));

    /// <summary>The positions of a row in order. LINQ's sort is stable.</summary>
    internal static int[] Ranked(IReadOnlyList<double> row, bool descending)
    {
        IEnumerable<int> positions = Enumerable.Range(0, row.Count);
        return [.. descending ? positions.OrderByDescending(i => row[i], s_nanLast) : positions.OrderBy(i => row[i], s_nanLast)];
    }

    private static NdArray[] ReferenceSorted(ReferenceRequest request)
    {
        NdArray x = request.Inputs[0];
        int taken = checked((int)Attribute(request.Node).Count.Evaluate(request.Size));
        return FirstOf(x, AxisOf(request.Node), taken, Attribute(request.Node).Descending);
    }

    /// <summary>The first elements of each row and their positions.</summary>
    private static NdArray[] FirstOf(NdArray x, int axis, int taken, bool descending)
    {
        int[] shape = [.. x.Shape.Select((d, a) => a == axis ? taken : d)];
        NdArray values = new(shape), positions = new(shape);
        foreach (int[] index in NdArray.Indices(shape))
        {
            int[] order = Ranked([.. Enumerable.Range(0, x.Shape[axis]).Select(k => x[At(index, axis, k)])], descending);
            positions[index] = order[index[axis]];
            values[index] = x[At(index, axis, order[index[axis]])];
        }
        return [values, positions];
    }

    private static int[] At(int[] index, int axis, int position) => [.. index.Select((i, a) => a == axis ? position : i)];

    private static Node Sorted(OpSamples s, SortAttribute attribute, params long[] shape) =>
        Tuples.Of(s.Graph.Add(SortWithPositions, attribute, s.Input(shape)), 0);

    private static Node ExpectSorted(OpSamples s, int part, SortAttribute attribute, params long[] shape)
    {
        int axis = shape.Length - attribute.AxisFromEnd, taken = (int)attribute.Count.Constant!.Value;
        Node sorted = s.Graph.Add(SortWithPositions, attribute, s.Input(shape));
        return s.Expect(Tuples.Of(sorted, part), v => FirstOf(v[0], axis, taken, attribute.Descending)[part]);
    }

    private static Op Macro(string name, string doc, Func<OpCall, Node> build, int part, EquatableArray<DType> dtypes) => new(name, OpKind.Macro)
    {
        Doc = doc,
        Type = r => throw new InvalidOperationException($"{r.Op.Name} is built from other ops"),
        Reference = r => throw new InvalidOperationException($"{r.Node.Op.Name} is built from other ops"),
        Build = build,
        DTypes = dtypes,
        Domain = [(-60, 60)],
        Samples = s =>
        [
            ExpectSorted(s, part, s_whole with { Count = 5 }, 5),
            ExpectSorted(s, part, new SortAttribute(2, true, 3), 3, 2),
            ExpectSorted(s, part, s_whole with { Count = 1 }, 2, 1),
            ExpectSorted(s, part, s_whole with { Count = 4 }, 0, 4),
        ],
    };
}
