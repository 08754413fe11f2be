using TensorAot.Compiler.Graphs;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Positions in several axes as positions in one.</summary>
internal static class MergedPlaces
{
    /// <summary>
    /// The position in row-major order of element <c>[..., indices[..., k, ...], ...]</c> of each row along an axis. Indices have the
    /// rank of the tensor; their other axes are those of the tensor, or 1.
    /// </summary>
    public static Node Along(Shape shape, Node indices, int axis)
    {
        Node? place = null;
        Dim stride = Dim.One;
        for (int a = shape.Rank - 1; a >= 0; a--)
        {
            Node? step = a == axis ? indices : indices.Graph.Constraints.Resolve(shape[a]).IsOne ? null : Counter(indices, shape, a);
            if (step is not null)
            {
                Node moved = indices.Graph.Constraints.Resolve(stride).IsOne ? step : step * Size(indices.Graph, stride, indices.DType);
                place = place is null ? moved : moved + place;
            }
            stride *= shape[a];
        }
        return place!;
    }

    /// <summary>The position in merged axes, row-major, from one in each of them; all are in range.</summary>
    public static Node Merged(IReadOnlyList<Node> indices, IReadOnlyList<Dim> sizes)
    {
        DType dtype = indices.Any(i => i.DType == DType.Int64) ? DType.Int64 : DType.Int32;
        Node place = Cast(indices[0], dtype);
        for (int i = 1; i < indices.Count; i++)
            place = (place * Size(place.Graph, sizes[i], dtype)) + Cast(indices[i], dtype);
        return place;
    }

    /// <summary>The positions from the start of indices that may count from the end, after a check that the axis has them.</summary>
    public static Node Checked(Node indices, Dim size)
    {
        Node counted = indices;
        while (counted.Op == Shaping.ExpandDims)
            counted = counted.Inputs[0];
        bool isCounter = counted.Attribute is IotaAttribute iota && indices.Graph.Constraints.AreEqual(iota.Length, size);
        return isCounter ? indices : Apply(Indexing.CheckPlace, indices, Size(indices.Graph, size, indices.DType));
    }

    /// <summary>0, 1, ... along an axis, with sizes of 1 around it.</summary>
    private static Node Counter(Node like, Shape shape, int axis) =>
        ExpandDims(Sources.NewIota(like.Graph, like.DType, shape[axis]), Enumerable.Range(0, shape.Rank).Where(a => a != axis));
}
