using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Rewriting;

public static partial class RuleCases
{
    /// <summary>A matrix of known sizes.</summary>
    private static Node Known(CaseInputs c, int rows, int columns) => c.Input($"m{rows}x{columns}", DType.Float64, rows, columns);

    private static Node Vector(CaseInputs c, int size) => c.Input($"v{size}", DType.Float64, size);

    /// <summary>double[2, n, m]</summary>
    private static Node Batch(CaseInputs c, string name = "batch") => c.Input(name, DType.Float64, 2, CaseInputs.N, CaseInputs.M);

    private static Node Product(CaseInputs c) => Dot(c.X, Transpose(c.Y));

    private static Node Row(Node x, int axis, int start, int length) => Indexing.Part(x, axis, start, length);

    private static void MatrixProducts()
    {
        Fires("product-of-scaled", c => Dot(c.S * c.X, c.V), c => c.S * Dot(c.X, c.V));
        Fires("product-of-scaled", c => Dot(2 * c.X, Transpose(c.Y) * 3), c => 6 * Dot(c.X, Transpose(c.Y)));
        Fires("product-of-scaled", c => Dot(Transpose(c.X / c.S), c.Y), c => 1 / c.S * Dot(Transpose(c.X), c.Y));
        Fires("product-of-scaled", c => MatMul(Batch(c) * 2, Transpose(c.X)), c => 2 * MatMul(Batch(c), Transpose(c.X)));
        Fires("product-of-scaled", c => Dot(Known(c, 4, 3) * Known(c, 4, 1), Known(c, 3, 2)), c => Known(c, 4, 1) * Dot(Known(c, 4, 3), Known(c, 3, 2)));
        Fires("product-of-scaled", c => Dot(c.X * Sum(c.Y, [1], keepDims: true), c.V), c => Squeeze(Sum(c.Y, [1], keepDims: true), 1) * Dot(c.X, c.V));
        Fires("product-of-scaled", c => Dot(c.Input("u", DType.Float64, CaseInputs.N), c.X * c.V), c => c.V * Dot(c.Input("u", DType.Float64, CaseInputs.N), c.X));
        Not("product-of-scaled", c => Dot(c.X * c.V, Transpose(c.Y)));
        Not("product-of-scaled", c => Dot(Known(c, 4, 3) * Known(c, 4, 1), Known(c, 3, 5)));
        Not("product-of-scaled", c => Dot(2 * c.I, Transpose(c.I)));
        Fires("transpose-of-product", c => Transpose(Dot(c.X, Transpose(c.Y))), c => Dot(c.Y, Transpose(c.X)));
        Fires("transpose-of-product", c => TransposeLast(MatMul(Batch(c), TransposeLast(Batch(c, "batch2")))), c => MatMul(Batch(c, "batch2"), TransposeLast(Batch(c))));
        Not("transpose-of-product", c => Transpose(MatMul(Batch(c), TransposeLast(Batch(c, "batch2"))), [1, 0, 2]));
        Not("transpose-of-product", c => Transpose(Product(c)) * Product(c));
        Fires("product-with-zeros", c => Dot(c.Full(0), c.V), c => BroadcastTo(c.Number(0), Shape.Of(CaseInputs.N)));
        Not("product-with-zeros", c => Dot(c.X, c.V));
        Fires("product-with-identity", c => Dot(c.X, Diagonals.Identity(c.G, CaseInputs.M, DType.Float64)), c => c.X);
        Fires("product-with-identity", c => Dot(Diagonals.Identity(c.G, CaseInputs.N, DType.Float64), c.X), c => c.X);
        Not("product-with-identity", c => Dot(c.X, Cast(LessEqual(Diagonals.Identity(c.G, CaseInputs.M, DType.Float64), c.S), DType.Float64)));
        Fires("product-with-diagonal", c => Dot(c.X, Diagonals.ToMatrices(c.V)), c => c.X * c.V);
        Fires("product-with-diagonal", c => Dot(Diagonals.ToMatrices(c.V), Transpose(c.X)), c => ExpandDims(c.V, 1) * Transpose(c.X));
        Fires("product-with-diagonal", c => Dot(Diagonals.ToMatrices(c.V), Exp(c.V)), c => c.V * Exp(c.V));
        Fires("product-with-diagonal", c => MatMul(Batch(c), Diagonals.ToMatrices(Sum(Batch(c), [1]))), c => Batch(c) * ExpandDims(Sum(Batch(c), [1]), 1));
        Not("product-with-diagonal", c => Dot(c.X, Diagonals.Triangle(Diagonals.ToMatrices(c.V), 0, lower: true)));
        Fires("product-over-one", c => Dot(ExpandDims(c.V, 1), ExpandDims(c.V, 0)), c => ExpandDims(c.V, 1) * ExpandDims(c.V, 0));
        Fires("product-over-one", c => Dot(ExpandDims(c.V, 1), Vector(c, 1)), c => Squeeze(ExpandDims(c.V, 1), 1) * Vector(c, 1));
        Fires("product-over-one", c => Dot(Vector(c, 1), OneByM(c)), c => Vector(c, 1) * Squeeze(OneByM(c), 0));
        Fires("product-over-one", c => Dot(Vector(c, 1), Vector(c, 1)), c => Squeeze(Vector(c, 1), 0) * Squeeze(Vector(c, 1), 0));
        Not("product-over-one", c => Dot(OneByM(c), c.V));
        Fires("product-of-repeated", c => Dot(c.X, BroadcastTo(c.S, c.V.Shape)), c => Sum(c.X, [1]) * c.S);
        Fires("product-of-repeated", c => Dot(BroadcastTo(Known(c, 3, 1), Shape.Of(3, CaseInputs.N)), c.X), c => Known(c, 3, 1) * Sum(c.X, [0]));
        Fires("product-of-repeated", c => Dot(c.X, BroadcastTo(Vector(c, 2), Shape.Of(CaseInputs.M, 2))), c => ExpandDims(Sum(c.X, [1]), 1) * Vector(c, 2));
        Fires("product-of-repeated", c => Dot(BroadcastTo(c.S, c.X.Shape), Transpose(c.Y)), c => BroadcastTo(c.S * Sum(Transpose(c.Y), [0]), Shape.Of(CaseInputs.N, CaseInputs.N)));
        Not("product-of-repeated", c => Dot(BroadcastTo(c.V, c.X.Shape), c.V));
        Fires("factor-products", c => Dot(c.X, c.V) + Dot(c.X, Exp(c.V)), c => Dot(c.X, c.V + Exp(c.V)));
        Fires("factor-products", c => Dot(c.X, c.V) + c.S - Dot(c.Y, c.V), c => Dot(c.X - c.Y, c.V) + c.S);
        Fires("factor-products", c => MatMul(Batch(c), Transpose(c.X)) - MatMul(Batch(c), Transpose(c.Y)), c => MatMul(Batch(c), Transpose(c.X) - Transpose(c.Y)));
        Not("factor-products", c => Dot(c.X, c.V) + Dot(c.Y, Exp(c.V)));
        Not("factor-products", c => Dot(c.X, Transpose(c.Y)) + Dot(c.X, Known(c, 1, 1) * Sum(c.Y)));
        Fires("matrix-chain", c => Dot(Dot(c.X, Transpose(c.Y)), Sum(c.Z, [1])), c => Dot(c.X, Dot(Transpose(c.Y), Sum(c.Z, [1]))));
        Fires("matrix-chain", c => Dot(c.V, Dot(Transpose(c.X), c.Y)), c => Dot(Dot(c.V, Transpose(c.X)), c.Y));
        Fires("matrix-chain", c => Dot(Dot(Dot(Known(c, 2, 9), Known(c, 9, 3)), Known(c, 3, 8)), Vector(c, 8)), c => Dot(Known(c, 2, 9), Dot(Known(c, 9, 3), Dot(Known(c, 3, 8), Vector(c, 8)))));
        Fires("matrix-chain", c => Dot(Known(c, 2, 9), Dot(Known(c, 9, 3), Known(c, 3, 8))), c => Dot(Dot(Known(c, 2, 9), Known(c, 9, 3)), Known(c, 3, 8)));
        Fires("matrix-chain", c => Dot(c.Input("n9", DType.Float64, CaseInputs.N, 9), Dot(Known(c, 9, 2), Known(c, 2, 9))), c => Dot(Dot(c.Input("n9", DType.Float64, CaseInputs.N, 9), Known(c, 9, 2)), Known(c, 2, 9)));
        Not("matrix-chain", c => Dot(Dot(c.X, Transpose(c.Y)), c.Z));
        Not("matrix-chain", c => Dot(Dot(Known(c, 2, 9), Known(c, 9, 3)), Known(c, 3, 8)));
        Not("matrix-chain", c => Dot(Product(c), Sum(c.X, [1])) * Dot(Sum(c.Y, [1]), Product(c)));
    }

    private static void PartsOfProducts()
    {
        Fires("slice-of-product", c => Row(Row(Dot(Known(c, 3, 4), Known(c, 4, 5)), 0, 1, 1), 1, 0, 2), c => Dot(Row(Known(c, 3, 4), 0, 1, 1), Row(Known(c, 4, 5), 1, 0, 2)));
        Fires("slice-of-product", c => Row(Dot(Known(c, 3, 4), Vector(c, 4)), 0, 0, 2), c => Dot(Row(Known(c, 3, 4), 0, 0, 2), Vector(c, 4)));
        Fires("slice-of-product", c => Row(Dot(Vector(c, 4), Known(c, 4, 5)), 0, 3, 1), c => Dot(Vector(c, 4), Row(Known(c, 4, 5), 1, 3, 1)));
        Fires("slice-of-product", c => Row(MatMul(Batch(c), TransposeLast(Batch(c, "batch2"))), 0, 1, 1), c => MatMul(Row(Batch(c), 0, 1, 1), Row(TransposeLast(Batch(c, "batch2")), 0, 1, 1)));
        Not("slice-of-product", c => Row(Dot(Known(c, 3, 4), Vector(c, 4)), 0, 0, 2) * Sum(Dot(Known(c, 3, 4), Vector(c, 4))));
        Not("slice-of-product", c => Row(MatMul(Batch(c), Transpose(c.X)), 0, 1, 1));
        Fires("gather-of-product", c => Gather(Product(c), c.Number(1, DType.Int32), 0), c => Dot(Gather(c.X, c.Number(1, DType.Int32), 0), Transpose(c.Y)));
        Fires("gather-of-product", c => Gather(Dot(Vector(c, 4), Known(c, 4, 5)), Sources.NewIota(c.G, DType.Int32, 2), 0), c => Dot(Vector(c, 4), Gather(Known(c, 4, 5), Sources.NewIota(c.G, DType.Int32, 2), 1)));
        Fires("gather-of-product", c => Gather(Dot(Known(c, 3, 4), Known(c, 4, 5)), c.Number(2, DType.Int32), 1), c => Dot(Known(c, 3, 4), Gather(Known(c, 4, 5), c.Number(2, DType.Int32), 1)));
        Not("gather-of-product", c => Gather(Dot(Known(c, 3, 4), Known(c, 4, 5)), Remainder(Sources.NewIota(c.G, DType.Int32, 7), c.Number(3, DType.Int32)), 0));
        Fires("diagonal-of-product", c => Diagonals.OfMatrices(Product(c)), c => Sum(c.X * c.Y, [1]));
        Fires("diagonal-of-product", c => Diagonals.OfMatrices(MatMul(Batch(c), Transpose(c.Y))), c => Sum(Batch(c) * c.Y, [2]));
        Not("diagonal-of-product", c => c.Apply(Diagonals.Diagonal, new DiagonalAttribute(1, 0, 1), Dot(Known(c, 3, 4), Known(c, 4, 3))));
        Not("diagonal-of-product", c => Diagonals.OfMatrices(Product(c)) * Sum(Product(c), [0]));
        Fires("sum-of-product", c => Sum(Product(c), [0]), c => Dot(Sum(c.X, [0]), Transpose(c.Y)));
        Fires("sum-of-product", c => Sum(Product(c), [1]), c => Dot(c.X, Sum(Transpose(c.Y), [1])));
        Fires("sum-of-product", c => Sum(Product(c)), c => Dot(Sum(c.X, [0]), Sum(Transpose(c.Y), [1])));
        Not("sum-of-product", c => Sum(Dot(c.X, c.V)));
        Not("sum-of-product", c => Max(Product(c), [0]));
        Fires("product-of-batch", c => MatMul(Batch(c), Transpose(c.X)), c => Reshape(Dot(Reshape(Batch(c), Shape.Of(2 * CaseInputs.N, CaseInputs.M)), Transpose(c.X)), Shape.Of(2, CaseInputs.N, CaseInputs.N)));
        Not("product-of-batch", c => MatMul(TransposeLast(Batch(c)), c.X));
        Not("product-of-batch", c => MatMul(c.X, TransposeLast(Batch(c))));
        Fires("sum-of-batch-product", c => Sum(MatMul(TransposeLast(Batch(c)), Batch(c, "batch2")), [0]), c => Dot(Transpose(Reshape(Batch(c), Shape.Of(2 * CaseInputs.N, CaseInputs.M))), Reshape(Batch(c, "batch2"), Shape.Of(2 * CaseInputs.N, CaseInputs.M))));
        Not("sum-of-batch-product", c => Sum(MatMul(TransposeLast(Batch(c)), Batch(c, "batch2")), [1]));
        Not("sum-of-batch-product", c => Sum(MatMul(Batch(c), TransposeLast(Batch(c, "batch2"))), [0]));
    }
}
