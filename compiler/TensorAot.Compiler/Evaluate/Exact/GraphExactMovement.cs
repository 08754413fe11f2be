using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Evaluate.Exact;

/// <summary>Ops that move elements: views, reshapes, joins, gathers, scatters.</summary>
internal static class GraphExactMovement
{
    public static GraphExactArray Evaluate(Node node, GraphExactArray[] inputs, int[] shape, Func<DimSymbol, long> size) => node.Op.Kind switch
    {
        OpKind.View => View(node, inputs[0], shape, size),
        OpKind.Reshape => inputs[0].Reshape(shape),
        OpKind.Join => Join(node, inputs, shape, size),
        OpKind.Gather => Gather(inputs[0], inputs[1], ((AxesAttribute)node.Attribute!).Axes[0], shape),
        OpKind.Routine => Routine(node, inputs, shape, size),
        _ => throw new NotSupportedException($"{node}: no exact form"),
    };

    /// <summary>Additions keep their order; every other routine is its reference, rounded.</summary>
    private static GraphExactArray Routine(Node node, GraphExactArray[] inputs, int[] shape, Func<DimSymbol, long> size)
    {
        if (node.Op == Indexing.ScatterAdd)
            return ScatterAdd(node, inputs[0], inputs[1], shape);
        if (node.Op == Scattering.IncAt)
            return IncAt(node, inputs[0], inputs[1], inputs[2]);
        return GraphExactArray.Of(node.DType, node.Op.Reference(new ReferenceRequest(node, [.. inputs.Select(x => x.ToNdArray())], size)));
    }

    private static GraphExactArray View(Node node, GraphExactArray x, int[] shape, Func<DimSymbol, long> size)
    {
        IReadOnlyList<AffineIndex> map = node.Op.View!(node, Counters(shape.Length));
        return GraphExactArray.Generate(node.DType, shape, index => x.Bits[x.Position(At(map, index, size))]);
    }

    private static GraphExactArray Join(Node node, GraphExactArray[] inputs, int[] shape, Func<DimSymbol, long> size)
    {
        GraphExactArray result = GraphExactArray.Generate(node.DType, shape, _ => 0);
        for (int k = 0; k < inputs.Length; k++)
        {
            IReadOnlyList<AffineIndex> map = node.Op.Place!(node, k, Counters(inputs[k].Rank));
            int position = 0;
            foreach (int[] index in NdArray.Indices(inputs[k].Shape))
                result.Bits[result.Position(At(map, index, size))] = inputs[k].Bits[position++];
        }
        return result;
    }

    private static GraphExactArray Gather(GraphExactArray x, GraphExactArray places, int axis, int[] shape) =>
        GraphExactArray.Generate(x.DType, shape, index =>
            x.Bits[x.Position([.. index.Take(axis), Place(places, index, axis, x.Shape[axis]), .. index.Skip(axis + places.Rank)])]);

    private static GraphExactArray ScatterAdd(Node node, GraphExactArray x, GraphExactArray places, int[] shape)
    {
        int axis = ((ScatterAttribute)node.Attribute!).Axis, position = 0;
        GraphExactArray result = GraphExactArray.Generate(node.DType, shape, _ => 0);
        foreach (int[] index in NdArray.Indices(x.Shape))
        {
            int at = result.Position([.. index.Take(axis), Place(places, index, axis, shape[axis]), .. index.Skip(axis + places.Rank)]);
            result.Bits[at] = GraphExactArithmetic.Binary("+", node.DType, result.Bits[at], x.Bits[position++])!.Value;
        }
        return result;
    }

    private static GraphExactArray IncAt(Node node, GraphExactArray x, GraphExactArray values, GraphExactArray places)
    {
        var attribute = (ScatterIntoAttribute)node.Attribute!;
        int size = x.Shape.Skip(attribute.Axis).Take(attribute.Span).Aggregate(1, (a, b) => a * b), position = 0;
        int[] merged = [.. x.Shape.Take(attribute.Axis), size, .. x.Shape.Skip(attribute.Axis + attribute.Span)];
        GraphExactArray result = new(x.DType, merged, [.. x.Bits]);
        foreach (int[] index in NdArray.Indices(values.Shape))
        {
            int at = result.Position([.. index.Take(attribute.Axis), Place(places, index, attribute.Axis, size), .. index.Skip(attribute.Axis + places.Rank)]);
            result.Bits[at] = GraphExactArithmetic.Binary("+", node.DType, result.Bits[at], values.Bits[position++])!.Value;
        }
        return result.Reshape(x.Shape);
    }

    private static int Place(GraphExactArray places, int[] index, int axis, int size)
    {
        long place = places.Bits[places.Position([.. index.Skip(axis).Take(places.Rank)])];
        long fromStart = place < 0 ? place + size : place;
        return fromStart >= 0 && fromStart < size ? (int)fromStart : throw new IndexOutOfRangeException($"{place} of {size}");
    }

    private static AffineIndex[] Counters(int rank) => [.. Enumerable.Range(0, rank).Select(axis => AffineIndex.Counter(axis, rank))];

    private static int[] At(IReadOnlyList<AffineIndex> map, int[] counters, Func<DimSymbol, long> size) =>
        [.. map.Select(i => checked((int)(i.Offset.Evaluate(size) + i.Strides.Select((stride, axis) => stride.Evaluate(size) * counters[axis]).Sum())))];
}
