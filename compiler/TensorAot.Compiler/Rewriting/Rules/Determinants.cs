using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Determinants (Det, LogDet and the sign that SlogDet gives): logarithms that do not overflow, and no factorisation where none is needed.</summary>
public static class Determinants
{
    private static readonly Pattern s_det = new OpPattern(LinearAlgebra.Det, Patterns.X);
    private static readonly Pattern s_anyDet = new AnyOfPattern("det", LinearAlgebra.Det, LinearAlgebra.LogDet, LinearAlgebra.DetSign);

    public static readonly Rule LogOfDet = new("log-of-det", Stage.Stabilize)
    {
        Form = "Log(Det(A)) -> LogDet(A), NaN for a negative determinant",
        Pattern = Patterns.Log(s_det),
        Result = m => m[Patterns.X].Op == LinearAlgebra.Cholesky ? LogDet(m[Patterns.X])
            : Where(Less(Apply(LinearAlgebra.DetSign, m[Patterns.X]), m.Constant(0)), m.Constant(double.NaN), LogDet(m[Patterns.X])),
        Why = "The sum of the logarithms of the pivots, finite where their product over- or underflows; one factorisation gives it and the sign.",
        Benefit = "no overflow",
        MayChange = Deviations.Rounding | Deviations.NonFinite,
        Covers = ["slogdet_specialization"],
    };

    public static readonly Rule LogOfAbsDet = new("log-of-abs-det", Stage.Stabilize)
    {
        Form = "Log(Abs(Det(A))) -> LogDet(A)",
        Pattern = Patterns.Log(Patterns.Abs(s_det)),
        Result = m => LogDet(m[Patterns.X]),
        Why = "The sum of the logarithms of the pivots, finite where their product over- or underflows.",
        Benefit = "no overflow",
        MayChange = Deviations.Rounding | Deviations.NonFinite,
        Covers = ["slogdet_specialization"],
    };

    public static readonly Rule CofactorsOverDet = new("cofactors-over-det", Stage.Stabilize)
    {
        Form = "Cofactors(A) / Det(A) -> Transpose(Inverse(A)), among the factors of a product",
        Pattern = new AnyOfPattern("product", Arithmetic.Multiply, Arithmetic.Divide),
        Condition = Patterns.IsFloating,
        Result = m => WithInverse(m.Root),
        Why = "The cofactor formula of the inverse: the gradient of Log(Det(A)), where both may over- or underflow. A singular matrix throws, as it does in the gradient of LogDet.",
        Benefit = "no overflow",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero | Deviations.Failure,
    };

    // These wait until logarithms have been recognised: Log(Prod(diagonal)) would overflow again.
    public static readonly Rule DetOfTriangular = new("det-of-triangular", Stage.Specialize)
    {
        Form = "Det(L) -> Prod(Diagonal(L)) for triangular and diagonal L; LogDet(L) -> Sum(Log(Abs(Diagonal(L))))",
        Pattern = s_anyDet,
        Condition = m => Structures.IsTriangular(m.Root.Inputs[0]),
        Result = m => OfTriangular(m.Root, m.Root.Inputs[0]),
        Why = "All other terms of the determinant contain a zero.",
        Benefit = "no factorisation",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["det_of_triangular", "local_det_chol", "det_of_factorized_matrix"],
    };

    public static readonly Rule DetOfTransposed = new("det-of-transposed", Stage.Canonicalize)
    {
        Form = "Det(Transpose(A)) -> Det(A); also LogDet and the sign",
        Pattern = s_anyDet,
        Condition = m => Matrices.TransposedOf(m.Root.Inputs[0]) is not null,
        Result = m => m.Graph.Add(m.Root.Op, null, Matrices.TransposedOf(m.Root.Inputs[0])!),
        Why = "Rows and columns have the same part in a determinant; one factorisation serves both.",
        MayChange = Deviations.Rounding,
    };

    public static readonly Rule DetOfInverse = new("det-of-inverse", Stage.Specialize)
    {
        Form = "Det(Inverse(A)) -> 1 / Det(A); LogDet(Inverse(A)) -> -LogDet(A)",
        Pattern = s_anyDet,
        Condition = m => m.Root.Inputs[0].Op == LinearAlgebra.Inverse,
        Result = m => OfInverse(m.Root, m.Root.Inputs[0].Inputs[0]),
        Why = "det(A)·det(A^-1) = 1; a singular A, which threw, now gives infinity (and a sign of 0).",
        Benefit = "no inverse",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.Failure,
        Covers = ["det_of_inv"],
    };

    public static readonly Rule DetOfProduct = new("det-of-product", Stage.Specialize)
    {
        Form = "Det(Dot(A, B)) -> Det(A) * Det(B), for square A and B; LogDet is the sum",
        Pattern = s_anyDet,
        Condition = m => Matrices.IsMatrixProduct(m.Root.Inputs[0]) && m.IsSingleUse(m.Root.Inputs[0])
            && m.Root.Inputs[0].Inputs.All(i => Matrices.IsSquare(i) && i.Rank == m.Root.Inputs[0].Rank),
        Result = m => OfProduct(m.Root, m.Root.Inputs[0].Inputs[0], m.Root.Inputs[0].Inputs[1]),
        Why = "Determinants are multiplicative; half the work, and more accurate. L·Lᵀ needs no factorisation at all.",
        Benefit = "no product",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["local_det_chol", "det_of_matrix_factorized_elsewhere"],
    };

    private static Node? WithInverse(Node root)
    {
        ProductForm product = ProductForm.Of(root);
        Node? cofactors = product.Factors.Where(f => f.Base.Op == LinearAlgebra.Cofactors && f.Exponent > 0).Select(f => f.Base).FirstOrDefault();
        if (cofactors is null)
            return null;
        Node x = cofactors.Inputs[0];
        Node? det = product.Factors.Where(f => f.Exponent < 0 && Unexpanded(f.Base) is { } d && d.Op == LinearAlgebra.Det && d.Inputs[0] == x).Select(f => f.Base).FirstOrDefault();
        if (det is null || !product.HasUsableCoefficient)
            return null;
        product.MultiplyFactor(det, 1);
        product.MultiplyFactor(cofactors, -1);
        product.MultiplyFactor(TransposeLast(Apply(LinearAlgebra.Inverse, x)), 1);
        return product.Build();
    }

    /// <summary>A number for each matrix, below the axes of size 1 with which it is broadcast to the matrices.</summary>
    private static Node? Unexpanded(Node x) =>
        x.Op == Shaping.ExpandDims && ((AxesAttribute)x.Attribute!).Axes.SequenceEqual([x.Rank - 2, x.Rank - 1]) ? x.Inputs[0] : x.Rank == 0 ? x : null;

    private static Node LogDet(Node x) => Apply(LinearAlgebra.LogDet, x);

    private static Node OfTriangular(Node det, Node x)
    {
        Node diagonal = Matrices.DiagonalOf(x) ?? Diagonals.OfMatrices(x);
        int[] last = [diagonal.Rank - 1];
        return det.Op == LinearAlgebra.Det ? Prod(diagonal, last)
            : det.Op == LinearAlgebra.DetSign ? Prod(Sign(diagonal), last)
            : Sum(Log(x.Op == LinearAlgebra.Cholesky ? diagonal : Abs(diagonal)), last);
    }

    private static Node OfInverse(Node det, Node x)
    {
        Node own = det.Graph.Add(det.Op, null, x);
        return det.Op == LinearAlgebra.Det ? 1 / own : det.Op == LinearAlgebra.LogDet ? -own : own;
    }

    private static Node OfProduct(Node det, Node a, Node b)
    {
        Node first = det.Graph.Add(det.Op, null, a), second = det.Graph.Add(det.Op, null, b);
        return det.Op == LinearAlgebra.LogDet ? first + second : first * second;
    }
}
