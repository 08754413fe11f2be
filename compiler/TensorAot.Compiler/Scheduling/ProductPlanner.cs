using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Scheduling;

/// <summary>Plans matrix products: operands are read where they lie, through strides, so that transposes and slices cost nothing.</summary>
internal static class ProductPlanner
{
    public static ProductStep Plan(Node node, Storage target, Func<Node, Storage> storageOf, Func<Node, bool> isStored)
    {
        bool accumulates = node.Op == AccumulatedProducts.Gemm;
        (Node a, Node b) = accumulates ? (node.Inputs[1], node.Inputs[2]) : (node.Inputs[0], node.Inputs[1]);
        int batchRank = Math.Max(0, Math.Max(a.Rank, b.Rank) - 2);
        (Storage leftStorage, AffineIndex left) = Window(a, storageOf, isStored);
        (Storage rightStorage, AffineIndex right) = Window(b, storageOf, isStored);
        Dim k = a.Shape[a.Rank - 1];
        Dim m = a.Rank == 1 ? Dim.One : a.Shape[a.Rank - 2];
        Dim n = b.Rank == 1 ? Dim.One : b.Shape[b.Rank - 1];
        EquatableArray<Dim> batch = node.Shape.Dims.Take(batchRank).ToEquatableArray();
        return new ProductStep(
            new MatrixOperand(leftStorage, left.Offset, a.Rank == 1 ? Dim.Zero : left.Strides[a.Rank - 2], left.Strides[a.Rank - 1], BatchStrides(a, left, batchRank)),
            new MatrixOperand(rightStorage, right.Offset, right.Strides[Math.Max(0, b.Rank - 2)], b.Rank == 1 ? Dim.Zero : right.Strides[b.Rank - 1], BatchStrides(b, right, batchRank)),
            target, m, n, k, batch, node.Graph.SourceOf(node))
        {
            Scaling = accumulates ? new ProductScaling(Factor(node.Inputs[3], storageOf), Factor(node.Inputs[4], storageOf)) : null,
        };
    }

    private static ProductFactor Factor(Node number, Func<Node, Storage> storageOf) =>
        Sources.ConstantOf(number) is { } constant ? new ProductFactor(constant, null) : new ProductFactor(null, storageOf(number));

    /// <summary>A stride for each batch axis of the product: sizes of 1 and missing axes repeat.</summary>
    private static EquatableArray<Dim> BatchStrides(Node operand, AffineIndex at, int batchRank)
    {
        int own = Math.Max(0, operand.Rank - 2), missing = batchRank - own;
        return Enumerable.Range(0, batchRank)
            .Select(axis => axis < missing || operand.Shape[axis - missing].IsOne ? Dim.Zero : at.Strides[axis - missing])
            .ToEquatableArray();
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
        if (node.Op.Kind == OpKind.Reshape && !isStored(node))
            return (storageOf(node.Inputs[0]), ValueBuilder.At(Storage.RowMajorStrides(node.Shape), index, rank));
        Storage storage = storageOf(node);
        return (storage, ValueBuilder.At(storage.Strides, index, rank));
    }
}
