using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Rules for <see cref="Op.Batch"/> that several ops or kinds share.</summary>
internal static class BatchRules
{
    /// <summary>The same op and attribute on inputs that are all batched: for ops whose leading axes are a batch anyway.</summary>
    public static Node Same(BatchRequest request) =>
        request.Graph.Add(request.Output.Op, request.Output.Attribute, Enumerable.Range(0, request.Inputs.Count).Select(request.Batched));

    /// <summary>
    /// The same op and attribute where shapes broadcast from the right: a batched input of lower rank gets axes of size 1 after the
    /// batch; what is not batched broadcasts along it.
    /// </summary>
    public static Node Aligned(BatchRequest request)
    {
        Node node = request.Output;
        int rank = node.Inputs.Max(i => i.Rank);
        IEnumerable<Node> inputs = request.Inputs.Select((input, k) => request.IsBatched[k] ? ExpandDims(input, Enumerable.Range(1, rank - node.Inputs[k].Rank)) : input);
        return request.Graph.Add(node.Op, node.Attribute, inputs);
    }

    /// <summary>The same op of one input over the axes of an <see cref="AxesAttribute"/>, one further to the right.</summary>
    public static Node ShiftedAxes(BatchRequest request) =>
        request.Graph.Add(request.Output.Op, new AxesAttribute(Shifted(request.Output)), request.Inputs[0]);

    /// <summary>The axes of an <see cref="AxesAttribute"/>, where they are with a batch in front.</summary>
    public static EquatableArray<int> Shifted(Node node) => ((AxesAttribute)node.Attribute!).Axes.Select(axis => axis + 1).ToEquatableArray();

    /// <summary>A product of vectors and matrices. One side that is the same in all examples stays one factor of one product.</summary>
    public static Node Dot(BatchRequest request)
    {
        (Node a, Node b) = (request.Inputs[0], request.Inputs[1]);
        (int left, int right) = (request.Output.Inputs[0].Rank, request.Output.Inputs[1].Rank);
        if (!request.IsBatched[1] && left == 1)
            return NodeOperators.Dot(a, b);
        if (!request.IsBatched[1])
            return Reshape(NodeOperators.Dot(Reshape(a, Shape.Of(a.Shape[0] * a.Shape[1], a.Shape[2])), b), Shape.Of([request.Size, .. request.Output.Shape.Dims]));
        if (!request.IsBatched[0] && right == 1)
            return NodeOperators.Dot(b, left == 1 ? a : Transpose(a));
        if (left == 1 && right == 1)
            return Sum(a * b, [1]);
        Node product = NodeOperators.MatMul(left == 1 ? ExpandDims(a, a.Rank - 1) : a, right == 1 ? ExpandDims(b, 2) : b);
        return left == 1 ? Squeeze(product, 1) : right == 1 ? Squeeze(product, 2) : product;
    }

    /// <summary>
    /// Each example takes positions of its own values: the batch and the indexed axis become one axis, and the positions positions in
    /// it, after a check against the size that they were meant for.
    /// </summary>
    public static Node Gather(BatchRequest request)
    {
        (Node x, Node indices) = (request.Inputs[0], request.Inputs[1]);
        int axis = ((AxesAttribute)request.Output.Attribute!).Axes[0], rank = request.Output.Inputs[1].Rank;
        if (!request.IsBatched[1])
            return NodeOperators.Gather(x, indices, axis + 1);
        if (!request.IsBatched[0])
            return ToFront(NodeOperators.Gather(x, indices, axis), axis);
        Node front = Transpose(x, [0, axis + 1, .. Enumerable.Range(1, x.Rank - 1).Where(a => a != axis + 1)]);
        Node merged = Reshape(front, Shape.Of([request.Size * front.Shape[1], .. front.Shape.Dims.Skip(2)]));
        Node taken = NodeOperators.Gather(merged, Places(request, x.Shape[axis + 1]), 0);
        return Transpose(taken, [0, .. Enumerable.Range(rank + 1, axis), .. Enumerable.Range(1, rank), .. Enumerable.Range(rank + 1 + axis, taken.Rank - rank - 1 - axis)]);
    }

    /// <summary>As <see cref="Gather"/>: each example adds to positions of its own.</summary>
    public static Node ScatterAdd(BatchRequest request)
    {
        var attribute = (ScatterAttribute)request.Output.Attribute!;
        (int axis, int rank) = (attribute.Axis, request.Output.Inputs[1].Rank);
        Node x = request.Batched(0);
        if (!request.IsBatched[1])
            return NodeOperators.ScatterAdd(x, request.Inputs[1], axis + 1, attribute.Length);
        int[] indexed = [.. Enumerable.Range(axis + 1, rank)];
        Node front = Transpose(x, [0, .. indexed, .. Enumerable.Range(1, x.Rank - 1).Where(a => !indexed.Contains(a))]);
        Node added = NodeOperators.ScatterAdd(front, Places(request, attribute.Length), 0, request.Size * attribute.Length);
        Node split = Reshape(added, Shape.Of([request.Size, attribute.Length, .. added.Shape.Dims.Skip(1)]));
        return Transpose(split, [0, .. Enumerable.Range(2, axis), 1, .. Enumerable.Range(2 + axis, split.Rank - 2 - axis)]);
    }

    /// <summary>The positions of all examples in an axis that holds the axes of all examples one after the other.</summary>
    private static Node Places(BatchRequest request, Dim length)
    {
        Node indices = request.Inputs[1], size = Size(request.Graph, length, indices.DType);
        Node example = ExpandDims(Sources.NewIota(request.Graph, indices.DType, request.Size), Enumerable.Range(1, indices.Rank - 1));
        return (example * size) + Apply(Indexing.CheckPlace, indices, size);
    }

    private static Node ToFront(Node x, int axis) => Transpose(x, [axis, .. Enumerable.Range(0, x.Rank).Where(a => a != axis)]);
}
