using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Scheduling;

/// <summary>Plans matrix products: operands are read where they lie, through strides, so that transposes and slices cost nothing.</summary>
internal static class ProductPlanner
{
    public static ProductStep Plan(Node node, Storage target, Func<Node, Storage> storageOf, Func<Node, bool> isStored)
    {
        (Node a, Node b) = (node.Inputs[0], node.Inputs[1]);
        int batchRank = Math.Max(0, Math.Max(a.Rank, b.Rank) - 2);
        (Storage leftStorage, AffineIndex left) = Window(a, storageOf, isStored);
        (Storage rightStorage, AffineIndex right) = Window(b, storageOf, isStored);
        Dim k = a.Shape[a.Rank - 1];
        Dim m = a.Rank == 1 ? Dim.One : a.Shape[a.Rank - 2];
        Dim n = b.Rank == 1 ? Dim.One : b.Shape[b.Rank - 1];
        Dim batch = node.Shape.Dims.Take(batchRank).Aggregate(Dim.One, (x, y) => x * y);
        Dim Stride(AffineIndex at, int axis) => axis >= 0 ? at.Strides[axis] : Dim.Zero;
        return new ProductStep(
            new MatrixOperand(leftStorage, left.Offset, a.Rank == 1 ? Dim.Zero : Stride(left, a.Rank - 2), Stride(left, a.Rank - 1), BatchStride(a, left, node, batchRank)),
            new MatrixOperand(rightStorage, right.Offset, b.Rank == 1 ? Stride(right, 0) : Stride(right, b.Rank - 2), b.Rank == 1 ? Dim.Zero : Stride(right, b.Rank - 1), BatchStride(b, right, node, batchRank)),
            target, m, n, k, batch, node.Graph.SourceOf(node));
    }

    /// <summary>One stride for all batch axes: they must follow each other, or not move at all.</summary>
    private static Dim BatchStride(Node operand, AffineIndex at, Node node, int batchRank)
    {
        int own = operand.Rank - 2;
        if (own <= 0 || Enumerable.Range(0, own).All(a => at.Strides[a] == Dim.Zero || operand.Shape[a].IsOne))
            return Dim.Zero;
        Dim stride = at.Strides[own - 1], expected = stride;
        for (int axis = own - 1; axis >= 0; axis--)
        {
            if (own != batchRank || !node.Graph.Constraints.AreEqual(operand.Shape[axis], node.Shape[axis]) || at.Strides[axis] != expected)
                throw new InvalidOperationException($"the batch axes of {operand} have no common stride");
            expected *= operand.Shape[axis];
        }
        return stride;
    }

    /// <summary>The storage below views, and where an element of the operand lies in it.</summary>
    private static (Storage Storage, AffineIndex At) Window(Node node, Func<Node, Storage> storageOf, Func<Node, bool> isStored)
    {
        IReadOnlyList<AffineIndex> index = [.. Enumerable.Range(0, node.Rank).Select(a => AffineIndex.Counter(a, node.Rank))];
        int rank = node.Rank;
        while (node.Op.Kind == OpKind.View && !isStored(node))
        {
            index = node.Op.View!(node, index);
            node = node.Inputs[0];
        }
        Storage storage = storageOf(node);
        return (storage, ValueBuilder.At(storage.Strides, index, rank));
    }
}
