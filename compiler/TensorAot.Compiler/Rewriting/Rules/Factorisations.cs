using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Factors that are known already, and functions of diagonal matrices.</summary>
public static class Factorisations
{
    public static readonly Rule CholeskyOfProduct = new("cholesky-of-product", Stage.Canonicalize)
    {
        Form = "Cholesky(Dot(L, Transpose(L))) -> L, where L = Cholesky(A)",
        Pattern = new OpPattern(LinearAlgebra.Cholesky, new AnyOfPattern("product", Linear.Dot, Linear.MatMul)),
        Condition = m => m.Root.Inputs[0].Inputs is var factors && factors[0].Op == LinearAlgebra.Cholesky && Matrices.TransposedOf(factors[1]) == factors[0],
        Result = m => m.Root.Inputs[0].Inputs[0],
        Why = "The factor with a positive diagonal is unique. A product that rounding makes indefinite, which threw, has its factor now.",
        Benefit = "no factorisation",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero | Deviations.Failure,
        Covers = ["cholesky_ldotlt"],
    };

    public static readonly Rule CholeskyOfDiagonal = new("cholesky-of-diagonal", Stage.Canonicalize)
    {
        Form = "Cholesky(Diag(v)) -> Diag(Sqrt(v)); also I",
        Pattern = new OpPattern(LinearAlgebra.Cholesky, Patterns.X),
        Result = m => Matrices.IsIdentity(m[Patterns.X]) ? m[Patterns.X] : OfDiagonal(m[Patterns.X], Sqrt),
        Why = "Element by element; where v is 0 or negative, which threw, the factor is 0 or NaN there.",
        Benefit = "no factorisation",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero | Deviations.Failure,
        Covers = ["cholesky_of_diag"],
    };

    public static readonly Rule ExpmOfDiagonal = new("expm-of-diagonal", Stage.Canonicalize)
    {
        Form = "Expm(Diag(v)) -> Diag(Exp(v))",
        Pattern = new OpPattern(LinearAlgebra.Expm, Patterns.X),
        Result = m => OfDiagonal(m[Patterns.X], Exp),
        Why = "Powers of a diagonal matrix are those of its diagonal.",
        Benefit = "element by element",
        MayChange = Deviations.Rounding | Deviations.NonFinite,
        Covers = ["expm_of_diag"],
    };

    public static readonly Rule OrthogonalTimesTransposed = new("orthogonal-times-transposed", Stage.Canonicalize)
    {
        Form = "Dot(Transpose(Q), Q) -> I; Dot(Q, Transpose(Q)) -> I, for Q of Qr, eigenvectors of Eigh, and U and Vh of Svd that are square",
        Pattern = new AnyOfPattern("product", Linear.Dot, Linear.MatMul),
        Condition = m => Matrices.IsMatrixProduct(m.Root) && Matrices.Transposed(m.Root.Inputs[0]) == m.Root.Inputs[1] && Structures.Of(m.Root.Inputs[0]).HasFlag(Structure.Orthogonal),
        Result = m => Diagonals.Identity(m.Graph, m.Root.Shape[m.Root.Rank - 1], m.Root.DType),
        Why = "The definition of an orthogonal matrix; factors of a matrix with NaN, which are NaN, no longer show here.",
        MayChange = Deviations.Rounding | Deviations.NonFinite,
        Covers = ["orthogonal_dot_transpose_to_eye"],
    };

    private static Node? OfDiagonal(Node x, Func<Node, Node> function) =>
        Matrices.DiagonalOf(x) is { } v ? x.Graph.Add(x.Op, x.Attribute, function(v)) : null;
}
