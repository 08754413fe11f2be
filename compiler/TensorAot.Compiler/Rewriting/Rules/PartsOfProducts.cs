using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Parts and sums of matrix products, and products of batches that are one product: only what is needed is computed.</summary>
public static class PartsOfProducts
{
    private static readonly Pattern s_dot = new OpPattern(Linear.Dot, Patterns.X, Patterns.Y);
    private static readonly Pattern s_matMul = new OpPattern(Linear.MatMul, Patterns.X, Patterns.Y);
    private static readonly Pattern s_product = new AnyOfPattern("product", Linear.Dot, Linear.MatMul);

    public static readonly Rule SliceOfProduct = new("slice-of-product", Stage.Specialize)
    {
        Form = "Dot(A, B)[i, j] -> Dot(A[i], B[:, j]); also ranges, and MatMul",
        Pattern = new OpPattern(Indexing.Slice, s_product),
        Condition = m => m.IsSingleUse(m[s_product]),
        Result = m => Sliced(m[s_product], ((SliceAttribute)m.Root.Attribute!).Axes),
        Why = "An element of a product depends on one row of A and one column of B; the others are not computed.",
        Benefit = "only what is used is computed",
        MayChange = Deviations.Rounding,
        Covers = ["local_subtensor_of_dot"],
    };

    public static readonly Rule GatherOfProduct = new("gather-of-product", Stage.Specialize)
    {
        Form = "Gather(Dot(A, B), i, axis 0) -> Dot(Gather(A, i), B); axis 1 alike, where i picks no more than there is",
        Pattern = new OpPattern(Indexing.Gather, s_dot, Patterns.Z),
        Condition = m => m.IsSingleUse(m[s_dot]) && m[Patterns.Z].Rank <= 1
            && Sizes.AtMost(m.Graph, m[Patterns.Z].Shape.ElementCount, m[s_dot].Shape[Axes(m.Root)[0]]),
        Result = m => Gathered(m.Root, m[s_dot]),
        Why = "A row of a product depends on one row of A; the others are not computed.",
        Benefit = "only what is used is computed",
        MayChange = Deviations.Rounding,
        Covers = ["local_advanced_subtensor_of_dot"],
    };

    public static readonly Rule DiagonalOfProduct = new("diagonal-of-product", Stage.Specialize)
    {
        Form = "Diagonal(Dot(A, B)) -> Sum(A * Transpose(B), axis 1); also MatMul. Trace(Dot(A, B)) becomes Sum(A * Transpose(B))",
        Pattern = new OpPattern(Diagonals.Diagonal, s_product),
        Condition = m => m.IsSingleUse(m[s_product]) && IsMainDiagonal(m.Root) && Matrices.IsMatrixProduct(m[s_product]) && Matrices.IsSquare(m[s_product]),
        Result = m => Sum(m[s_product].Inputs[0] * Matrices.Transposed(m[s_product].Inputs[1]), [m[s_product].Rank - 1]),
        Why = "Element (i, i) is the sum over A[i, :] * B[:, i]; the others are not computed.",
        Benefit = "no product",
        MayChange = Deviations.Rounding,
    };

    public static readonly Rule SumOfProduct = new("sum-of-product", Stage.Specialize)
    {
        Form = "Sum(Dot(A, B), axis 0) -> Dot(Sum(A, axis 0), B); axis 1 sums B",
        Pattern = Patterns.Sum(s_dot),
        Condition = m => m[Patterns.X].Rank == 2 && m[Patterns.Y].Rank == 2 && m.IsSingleUse(m[s_dot]),
        Result = m => Dot(Axes(m.Root).Contains(0) ? Sum(m[Patterns.X], [0]) : m[Patterns.X], Axes(m.Root).Contains(1) ? Sum(m[Patterns.Y], [1]) : m[Patterns.Y]),
        Why = "The distributive law; a product of a vector instead of one of matrices.",
        Benefit = "no product of matrices",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
    };

    public static readonly Rule ProductOfBatch = new("product-of-batch", Stage.Specialize)
    {
        Form = "MatMul(A[b, n, k], B[k, m]) -> Reshape(Dot(Reshape(A, [b * n, k]), B))",
        Pattern = s_matMul,
        Condition = m => m[Patterns.Y].Rank == 2 && m[Patterns.X].Op.Kind != OpKind.View,
        Result = m => Reshape(Dot(Rows(m[Patterns.X]), m[Patterns.Y]), m.Root.Shape),
        Why = "All rows are multiplied with the same matrix, so they are the rows of one product. Not where A would have to be copied for it.",
        Benefit = "one product",
        MayChange = Deviations.Rounding,
        Covers = ["local_batched_matmul_to_core_matmul", "local_batched_matmul_to_core_matmul_with_reshape"],
    };

    public static readonly Rule SumOfBatchProduct = new("sum-of-batch-product", Stage.Specialize)
    {
        Form = "Sum(MatMul(Transpose(A)[b, k, n], C[b, n, m]), axis b) -> Dot(Transpose(Reshape(A, [b * n, k])), Reshape(C, [b * n, m]))",
        Pattern = Patterns.Sum(s_matMul),
        Condition = m => m.IsSingleUse(m[s_matMul]) && m[Patterns.X].Rank == m[Patterns.Y].Rank && Axes(m.Root).SequenceEqual(Enumerable.Range(0, m[s_matMul].Rank - 2)),
        Result = m => SumOverBatch(m[Patterns.X], m[Patterns.Y]),
        Why = "Both sums are one: the gradient of a matrix that a whole batch was multiplied with. Not where an operand would have to be copied for it.",
        Benefit = "one product",
        MayChange = Deviations.Rounding | Deviations.NonFinite,
    };

    private static EquatableArray<int> Axes(Node node) => ((AxesAttribute)node.Attribute!).Axes;

    private static bool IsMainDiagonal(Node node) =>
        node.Attribute is DiagonalAttribute { Offset: 0 } d && Math.Min(d.RowAxis, d.ColumnAxis) == node.Inputs[0].Rank - 2 && Math.Max(d.RowAxis, d.ColumnAxis) == node.Inputs[0].Rank - 1;

    private static bool IsAll(AxisSlice slice, Dim size) => slice.Step == 1 && slice.Start == Dim.Zero && slice.Length == size;

    /// <summary>The product of slices of the operands; batch axes are sliced in both, so both must have them.</summary>
    private static Node? Sliced(Node product, EquatableArray<AxisSlice> axes)
    {
        if (Enumerable.Range(0, axes.Count).All(axis => IsAll(axes[axis], product.Shape[axis])))
            return null;
        (Node a, Node b) = (product.Inputs[0], product.Inputs[1]);
        int batch = product.Op == Linear.Dot ? 0 : product.Rank - 2;
        if (product.Op == Linear.MatMul && !(a.Rank == b.Rank && Enumerable.Range(0, batch).All(axis => IsAll(axes[axis], product.Shape[axis]) || a.Graph.Constraints.AreEqual(a.Shape[axis], b.Shape[axis]))))
            return null;
        bool hasRows = a.Rank >= 2, hasColumns = b.Rank >= 2;
        var left = new List<AxisSlice>();
        var right = new List<AxisSlice>();
        for (int axis = 0; axis < batch; axis++)
        {
            left.Add(IsAll(axes[axis], product.Shape[axis]) ? All(a, axis) : axes[axis]);
            right.Add(IsAll(axes[axis], product.Shape[axis]) ? All(b, axis) : axes[axis]);
        }
        if (hasRows)
            left.Add(axes[batch]);
        left.Add(All(a, a.Rank - 1));
        right.Add(All(b, batch));
        if (hasColumns)
            right.Add(axes[axes.Count - 1]);
        return Matrices.Rebuild(product, Part(a, left), Part(b, right));
    }

    private static AxisSlice All(Node x, int axis) => new(Dim.Zero, x.Shape[axis], 1);

    private static Node Part(Node x, List<AxisSlice> axes) =>
        Enumerable.Range(0, x.Rank).All(axis => IsAll(axes[axis], x.Shape[axis])) ? x : Slice(x, new SliceAttribute(axes.ToEquatableArray()));

    private static Node Gathered(Node gather, Node product)
    {
        (Node a, Node b, Node indices) = (product.Inputs[0], product.Inputs[1], gather.Inputs[1]);
        bool rows = a.Rank == 2 && Axes(gather)[0] == 0;
        Node operand = rows ? a : b;
        AxesAttribute attribute = (AxesAttribute)gather.Attribute! with { Axes = [rows ? 0 : b.Rank - 1] };
        Node picked = gather.Graph.Add(Indexing.Gather, attribute, operand, indices);
        return rows ? Dot(picked, b) : Dot(a, picked);
    }

    private static Node Rows(Node x) => Reshape(x, Shape.Of(Shape.Of(x.Shape.Dims.Take(x.Rank - 1)).ElementCount, x.Shape[x.Rank - 1]));

    private static Node? SumOverBatch(Node left, Node right)
    {
        if (Matrices.TransposedOf(left) is not { } a || a.Op.Kind == OpKind.View || right.Op.Kind == OpKind.View
            || !Enumerable.Range(0, a.Rank - 1).All(axis => a.Graph.Constraints.AreEqual(a.Shape[axis], right.Shape[axis])))
            return null;
        return Dot(Transpose(Rows(a)), Rows(right));
    }
}
