using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

// Along an axis, and counts.
public static partial class Scattering
{
    public static readonly Op PutAlongAxis = Calls.Macro("PutAlongAxis",
        "x with the values at indices along an axis of each row: TakeAlongAxis the other way round. Indices have the rank of x and its sizes besides the axis, or 1; the values broadcast to their shape. Of several values for one place the last one stays. A negative index counts from the end; one out of range throws before anything is written.",
        c =>
        {
            Node[] operands = c.Operands("x", "values");
            return Put(operands[0], c.Node("indices"), operands[1], c.Axes("axis", operands[0].Rank)![0]);
        },
        s =>
        [
            s.Expect(Put(s.Input(2, 4), Columns(s, 2, 2), s.Input(2, 2), 1), v => PutReference(v, [[0, 2], [3, 1]])),
            s.Expect(Put(s.Input(2, 4), Columns(s, 1, 2), s.Input(), 1), v => PutReference(v, [[0, 2], [0, 2]])),
        ], DTypes.All.ToEquatableArray());

    public static readonly Op BinCount = Calls.Macro("BinCount",
        "How often each of 0, 1, ..., length - 1 occurs in x, or the sum of the weights of its occurrences, which broadcast with x: NumPy's bincount with a length that is known. The elements count as a vector. One that is negative or not below the length throws before anything is written.",
        c => Count(c.Node("x"), Calls.SizeOf(c, "length"), c.Has("weights") ? c.Node("weights") : null),
        s =>
        [
            s.Expect(Count(Remainder(3 * Sources.NewIota(s.Graph, DType.Int32, 5), Sources.NewConstant(s.Graph, ConstantValue.Of(4))), 6, s.Input(5)),
                v => new NdArray([6], [Sum(s.DType, v[0].Values[0], v[0].Values[4]), v[0].Values[3], v[0].Values[2], v[0].Values[1], 0, 0])),
            s.Expect(Count(Sources.NewIota(s.Graph, DType.Int64, 0), 2, s.Input()), _ => new NdArray([2])),
        ], DTypes.Numbers);

    public static readonly Op InversePermutation = Calls.Macro("InversePermutation",
        "The permutation that undoes one along the last axis: p[result] = result[p] = 0, 1, ..., n - 1. An element out of range throws before anything is written; if one is missing, its place is 0.",
        c => Invert(c.Node("x")),
        s => [s.Expect(Invert(Cast(Remainder(3 * Sources.NewIota(s.Graph, DType.Int32, 5), Sources.NewConstant(s.Graph, ConstantValue.Of(5))), s.DType)), _ => new NdArray([5], [0, 2, 4, 1, 3]))],
        DTypes.Indices);

    private static Node Put(Node x, Node indices, Node values, int axis)
    {
        Indexing.RequireSameRank(x, indices);
        Node positions = MergedPlaces.Along(x.Shape, MergedPlaces.Checked(indices, x.Shape[axis]), axis);
        return ScatterInto(SetAt, x, BroadcastTo(values, positions.Shape), positions, new ScatterIntoAttribute(0, x.Rank, IsChecked: true));
    }

    private static Node Count(Node x, Dim length, Node? weights)
    {
        var flat = Shape.Of(x.Shape.ElementCount);
        Node places = Apply(Indexing.CheckIndex, Reshape(x, flat), Size(x.Graph, length, x.DType));
        Node one = weights ?? Sources.NewConstant(x.Graph, ConstantValue.Of(1));
        return ScatterAdd(Reshape(BroadcastTo(one, x.Shape), flat), places, 0, length, isChecked: true);
    }

    private static Node Invert(Node permutation)
    {
        int axis = permutation.Rank - 1;
        Node numbers = Sources.NewIota(permutation.Graph, permutation.DType, permutation.Shape[axis]);
        return Put(ZerosOf(permutation, permutation.Shape), permutation, numbers, axis);
    }

    private static double Sum(DType dtype, double a, double b) => dtype.IsFloating() ? a + b : ReferenceFormulas.Wrap(dtype, (long)a + (long)b);

    /// <summary>For samples: [rows, columns] of places below 4: 0, 2 in the first row, -1, 1 in the second one.</summary>
    private static Node Columns(OpSamples s, int rows, int columns)
    {
        Node row = ExpandDims(Sources.NewIota(s.Graph, DType.Int32, rows), 1), column = ExpandDims(Sources.NewIota(s.Graph, DType.Int32, columns), 0);
        return (2 * column) - row;
    }

    private static NdArray PutReference(NdArray[] inputs, int[][] places)
    {
        var result = new NdArray(inputs[0].Shape, [.. inputs[0].Values]);
        for (int row = 0; row < places.Length; row++)
            for (int i = 0; i < places[row].Length; i++)
                result[row, places[row][i]] = inputs[1].AtBroadcast([row, i]);
        return result;
    }
}
