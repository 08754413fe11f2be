using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Kronecker products that need not be formed.</summary>
public static class KroneckerProducts
{
    private static readonly Pattern s_blocks = new OpPattern(Shaping.Reshape, Patterns.X * Patterns.Y);

    public static readonly Rule KronTimesVector = new("kron-times-vector", Stage.Specialize)
    {
        Form = "Dot(Kron(A, B), v) -> Reshape(Dot(A, Dot(Reshape(v), Transpose(B))))",
        Pattern = new OpPattern(Linear.Dot, s_blocks, Patterns.Z),
        Condition = m => m[Patterns.Z].Rank == 1 && m.IsSingleUse(m[s_blocks]),
        Result = m => Product(m[s_blocks], m[Patterns.X], m[Patterns.Y], m[Patterns.Z]),
        Why = "Row (i, p) of A⊗B is the products of row i of A and row p of B; for n by n factors the work is 2n^3 instead of n^4.",
        Benefit = "no Kronecker product",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
    };

    public static readonly Rule KronOfDiagonals = new("kron-of-diagonals", Stage.Canonicalize)
    {
        Form = "Kron(Diag(u), Diag(v)) -> Diag(Kron(u, v))",
        Pattern = s_blocks,
        Result = m => Factors(m.Root, m[Patterns.X], m[Patterns.Y]) is var (a, b) && Matrices.DiagonalOf(a) is { } u && Matrices.DiagonalOf(b) is { } v
            ? Diagonals.ToMatrices(OfVectors(u, v))
            : null,
        Why = "All products beside the diagonal have a factor 0; NaN and infinity no longer meet it.",
        MayChange = Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["kron_of_diagonal_to_diagonal"],
    };

    public static readonly Rule DiagonalOfKron = new("diagonal-of-kron", Stage.Canonicalize)
    {
        Form = "Diagonal(Kron(A, B)) -> Kron(Diagonal(A), Diagonal(B)), for square A and B",
        Pattern = new OpPattern(Diagonals.Diagonal, s_blocks),
        Condition = m => m.Root.Attribute is DiagonalAttribute { Offset: 0 } && m.IsSingleUse(m[s_blocks]),
        Result = m => Squares(m[s_blocks], m[Patterns.X], m[Patterns.Y]) is var (a, b) ? OfVectors(Diagonals.OfMatrices(a), Diagonals.OfMatrices(b)) : null,
        Why = "Element (i, p) of the diagonal is the product of those of A and B.",
        Benefit = "no Kronecker product",
        Covers = ["diag_of_kronecker"],
    };

    public static readonly Rule DetOfKron = new("det-of-kron", Stage.Specialize)
    {
        Form = "Det(Kron(A, B)) -> Pow(Det(A), m) * Pow(Det(B), n), for A [n, n] and B [m, m]; LogDet is m * LogDet(A) + n * LogDet(B)",
        Pattern = new AnyOfPattern("det", LinearAlgebra.Det, LinearAlgebra.LogDet, LinearAlgebra.DetSign),
        Condition = m => m.Root.Inputs[0].Op == Shaping.Reshape && m.Root.Inputs[0].Inputs[0].Op == Arithmetic.Multiply && m.IsSingleUse(m.Root.Inputs[0]),
        Result = m => Determinant(m.Root, m.Root.Inputs[0]),
        Why = "A⊗B = (A⊗I)(I⊗B), which are copies of A and of B; for n by n factors the work is n^3 instead of n^6.",
        Benefit = "no Kronecker product",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["det_of_kronecker"],
    };

    private static Node? Product(Node kron, Node a, Node b, Node v)
    {
        if (Factors(kron, a, b) is not var (left, right))
            return null;
        Node rows = Reshape(v, Shape.Of(kron.Inputs[0].Shape[2], kron.Inputs[0].Shape[3]));
        return Reshape(Dot(left, Dot(rows, Matrices.Transposed(right))), Shape.Of(kron.Shape[0]));
    }

    /// <summary>The matrices of which a reshaped product of four axes is the Kronecker product, else null.</summary>
    private static (Node A, Node B)? Factors(Node kron, Node a, Node b)
    {
        if (kron.Rank != 2 || kron.Inputs[0].Rank != 4)
            return null;
        Shape pairs = kron.Inputs[0].Shape;
        DimConstraints sizes = kron.Graph.Constraints;
        bool isKron = sizes.AreEqual(kron.Shape[0], pairs[0] * pairs[1]) && sizes.AreEqual(kron.Shape[1], pairs[2] * pairs[3]);
        return isKron && Matrix(a, pairs, 0) is { } left && Matrix(b, pairs, 1) is { } right ? (left, right) : null;
    }

    private static (Node A, Node B)? Squares(Node kron, Node a, Node b) =>
        Factors(kron, a, b) is var (left, right) && Matrices.IsSquare(left) && Matrices.IsSquare(right) ? (left, right) : null;

    private static Node OfVectors(Node u, Node v) => Reshape(ExpandDims(u, 1) * ExpandDims(v, 0), Shape.Of(u.Shape[0] * v.Shape[0]));

    private static Node? Determinant(Node det, Node kron)
    {
        (Node x, Node y) = (kron.Inputs[0].Inputs[0], kron.Inputs[0].Inputs[1]);
        if ((Squares(kron, x, y) ?? Squares(kron, y, x)) is not var (a, b))
            return null;
        Node Of(Node matrix) => det.Graph.Add(det.Op, null, matrix);
        Node Copies(Node of) => Size(det.Graph, of.Shape[0], det.DType);
        return det.Op == LinearAlgebra.LogDet
            ? (Copies(b) * Of(a)) + (Copies(a) * Of(b))
            : Pow(Of(a), Copies(b)) * Pow(Of(b), Copies(a));
    }

    /// <summary>The factor that varies with axes 0 and 2 of the pairs (or 1 and 3), as a matrix, else null.</summary>
    private static Node? Matrix(Node factor, Shape pairs, int first)
    {
        int shift = 4 - factor.Rank;
        int[] kept = [first, first + 2], left = [1 - first, 3 - first];
        bool isOwn = kept.All(axis => axis >= shift && factor.Graph.Constraints.AreEqual(factor.Shape[axis - shift], pairs[axis])) && Softmaxes.IsConstantAlong(factor, left, 4);
        if (!isOwn)
            return null;
        int[] removed = [.. left.Where(axis => axis >= shift).Select(axis => axis - shift)];
        return factor.Op == Shaping.ExpandDims && ((AxesAttribute)factor.Attribute!).Axes.SequenceEqual(removed.OrderBy(axis => axis)) ? factor.Inputs[0] : Squeeze(factor, removed);
    }
}
