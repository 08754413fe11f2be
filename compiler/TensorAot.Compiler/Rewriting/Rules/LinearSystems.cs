using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Systems of equations and inverses: no inverse where a solution is asked for, no factorisation where the matrix has a structure.</summary>
public static class LinearSystems
{
    private const Deviations OtherSteps = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero;
    private const Deviations NoCheck = OtherSteps | Deviations.Failure;
    private const string NoFactorisation = "no factorisation";
    private static readonly Pattern s_inverse = new OpPattern(LinearAlgebra.Inverse, Patterns.X);
    private static readonly Pattern s_solve = new OpPattern(LinearAlgebra.Solve, Patterns.X, Patterns.Y);
    private static readonly Pattern s_triangular = new OpPattern(LinearAlgebra.SolveTriangular, Patterns.X, Patterns.Y);

    public static readonly Rule InverseTimes = new("inverse-times", Stage.Specialize)
    {
        Form = "Dot(Inverse(A), b) -> Solve(A, b); also MatMul, Transpose(Inverse(A)), and Dot(b, Inverse(A))",
        Pattern = new AnyOfPattern("product", Linear.Dot, Linear.MatMul),
        Result = m => Solution(m.Root.Inputs[0], m.Root.Inputs[1]),
        Why = "The definition of the inverse; a third of the work, and more accurate. A singular matrix throws as before.",
        Benefit = "faster and more accurate",
        MayChange = OtherSteps,
        Covers = ["inv_as_solve", "inv_to_solve"],
    };

    public static readonly Rule InverseOfInverse = new("inverse-of-inverse", Stage.Canonicalize)
    {
        Form = "Inverse(Inverse(A)) -> A",
        Pattern = new OpPattern(LinearAlgebra.Inverse, s_inverse),
        Result = m => m[Patterns.X],
        Why = "Each undoes the other; a singular matrix, which threw, is now returned as it is.",
        Benefit = NoFactorisation,
        MayChange = NoCheck,
        Covers = ["inv_of_inv", "local_func_inv"],
    };

    public static readonly Rule InverseOfTransposed = new("inverse-of-transposed", Stage.Canonicalize)
    {
        Form = "Inverse(Transpose(A)) -> Transpose(Inverse(A))",
        Pattern = new OpPattern(LinearAlgebra.Inverse, new OpPattern(Shaping.Transpose, Patterns.X)),
        Condition = m => Matrices.TransposedOf(m.Root.Inputs[0]) is not null,
        Result = m => TransposeLast(Apply(LinearAlgebra.Inverse, m[Patterns.X])),
        Why = "Transposing exchanges the factors of A·B = I; one factorisation serves both.",
        MayChange = Deviations.Rounding,
        Covers = ["transinv_to_invtrans", "transpose_of_inv"],
    };

    public static readonly Rule InverseOfDiagonal = new("inverse-of-diagonal", Stage.Canonicalize)
    {
        Form = "Inverse(Diag(v)) -> Diag(1 / v)",
        Pattern = s_inverse,
        Result = m => Matrices.IsIdentity(m[Patterns.X]) ? m[Patterns.X] : Matrices.DiagonalOf(m[Patterns.X]) is { } v ? m.Graph.Add(m[Patterns.X].Op, m[Patterns.X].Attribute, 1 / v) : null,
        Why = "Element by element; a zero on the diagonal, which threw, now gives infinity.",
        Benefit = NoFactorisation,
        MayChange = NoCheck,
        Covers = ["inv_of_diag_to_diag_reciprocal"],
    };

    public static readonly Rule InverseOfOrthogonal = new("inverse-of-orthogonal", Stage.Canonicalize)
    {
        Form = "Inverse(Q) -> Transpose(Q), for Q of Qr, eigenvectors of Eigh, and U and Vh of Svd that are square",
        Pattern = s_inverse,
        Condition = m => Structures.Of(m[Patterns.X]).HasFlag(Structure.Orthogonal),
        Result = m => Matrices.Transposed(m[Patterns.X]),
        Why = "The definition of an orthogonal matrix.",
        Benefit = NoFactorisation,
        MayChange = NoCheck,
        Covers = ["inv_of_orthogonal_to_transpose"],
    };

    public static readonly Rule InverseOfTriangular = new("inverse-of-triangular", Stage.Specialize)
    {
        Form = "Inverse(L) -> SolveTriangular(L, I), for triangular L",
        Pattern = s_inverse,
        Condition = m => Structures.IsTriangular(m[Patterns.X]),
        Result = m => LinearAlgebra.Triangular(m[Patterns.X], BroadcastTo(Diagonals.Identity(m.Graph, m.Root.Shape[m.Root.Rank - 1], m.Root.DType), m.Root.Shape), Triangle(m[Patterns.X], false)),
        Why = "A triangular matrix is its own factor. A zero on its diagonal throws as before.",
        Benefit = NoFactorisation,
        MayChange = OtherSteps,
    };

    public static readonly Rule SolveOfTransposed = new("solve-of-transposed", Stage.Canonicalize)
    {
        Form = "Solve(Transpose(A), b) -> Solve(A, b, transposed); also SolveTriangular",
        Pattern = new AnyOfPattern("system", LinearAlgebra.Solve, LinearAlgebra.SolveTriangular),
        Condition = m => Matrices.TransposedOf(m.Root.Inputs[0]) is not null,
        Result = m => m.Graph.Add(m.Root.Op, TransposedSystem(m.Root.Attribute!), Matrices.TransposedOf(m.Root.Inputs[0])!, m.Root.Inputs[1]),
        Why = "The same system; the matrix is factored once for both, and not copied.",
        MayChange = Deviations.Rounding,
    };

    public static readonly Rule SolveOfInverse = new("solve-of-inverse", Stage.Canonicalize)
    {
        Form = "Solve(Inverse(A), b) -> Dot(A, b)",
        Pattern = new OpPattern(LinearAlgebra.Solve, s_inverse, Patterns.Y),
        Condition = m => !IsPositive(m.Root),
        Result = m => Matrices.Product(((SystemAttribute)m.Root.Attribute!).Transposed ? Matrices.Transposed(m[Patterns.X]) : m[Patterns.X], m[Patterns.Y]),
        Why = "The definition of the inverse; a singular A, which threw, now gives the product.",
        Benefit = NoFactorisation,
        MayChange = NoCheck,
        Covers = ["solve_of_inv_to_matmul"],
    };

    public static readonly Rule SolveWithDiagonal = new("solve-with-diagonal", Stage.Canonicalize)
    {
        Form = "Solve(Diag(v), b) -> b / v; also SolveTriangular, I, and matrices [1, 1]",
        Pattern = new AnyOfPattern("system", LinearAlgebra.Solve, LinearAlgebra.SolveTriangular),
        Result = m => OverDiagonal(m.Root, m.Root.Inputs[0], m.Root.Inputs[1]),
        Why = "Each equation has one unknown; a zero on the diagonal, which threw, now gives infinity or NaN.",
        Benefit = NoFactorisation,
        MayChange = NoCheck,
        Covers = ["diagonal_solve_to_division", "scalar_solve_to_division"],
    };

    public static readonly Rule SolveWithOrthogonal = new("solve-with-orthogonal", Stage.Canonicalize)
    {
        Form = "Solve(Q, b) -> Dot(Transpose(Q), b), for Q of Qr, eigenvectors of Eigh, and U and Vh of Svd that are square",
        Pattern = s_solve,
        Condition = m => !IsPositive(m.Root) && Structures.Of(m[Patterns.X]).HasFlag(Structure.Orthogonal),
        Result = m => Matrices.Product(((SystemAttribute)m.Root.Attribute!).Transposed ? m[Patterns.X] : Matrices.Transposed(m[Patterns.X]), m[Patterns.Y]),
        Why = "The transpose of an orthogonal matrix is its inverse.",
        Benefit = NoFactorisation,
        MayChange = NoCheck,
        Covers = ["orthogonal_solve_to_transpose_matmul"],
    };

    public static readonly Rule SolveWithTriangular = new("solve-with-triangular", Stage.Specialize)
    {
        Form = "Solve(L, b) -> SolveTriangular(L, b), for L of Cholesky, R of Qr, Tril, Triu, and what keeps their zeros",
        Pattern = s_solve,
        Condition = m => !IsPositive(m.Root) && Structures.IsTriangular(m[Patterns.X]),
        Result = m => LinearAlgebra.Triangular(m[Patterns.X], m[Patterns.Y], Triangle(m[Patterns.X], ((SystemAttribute)m.Root.Attribute!).Transposed)),
        Why = "A triangular matrix is its own factor. A zero on its diagonal throws as before.",
        Benefit = NoFactorisation,
        MayChange = OtherSteps,
        Covers = ["generic_solve_to_solve_triangular", "tag_solve_triangular", "generic_solve_to_structured_form"],
    };

    public static readonly Rule SolveOfProduct = new("solve-of-product", Stage.Specialize)
    {
        Form = "Solve(Dot(A, B), b) -> Solve(B, Solve(A, b)), for A and B that are triangular, diagonal or orthogonal: L·Lᵀ above all",
        Pattern = s_solve,
        Condition = m => Matrices.IsMatrixProduct(m[Patterns.X]) && HasStructuredFactors(m[Patterns.X])
            && (!IsPositive(m.Root) || Matrices.Transposed(m[Patterns.X].Inputs[0]) == m[Patterns.X].Inputs[1]),
        Result = m => OfProduct(m[Patterns.X].Inputs[0], m[Patterns.X].Inputs[1], m[Patterns.Y], ((SystemAttribute)m.Root.Attribute!).Transposed),
        Why = "The factors are known, so the product need be neither formed nor factored; more accurate. A singular factor throws as before.",
        Benefit = NoFactorisation,
        MayChange = OtherSteps,
        Covers = ["psd_solve_with_chol", "psd_solve_to_chol_solve"],
    };

    public static readonly Rule TriangleOfTriangular = new("triangle-of-triangular", Stage.Canonicalize)
    {
        Form = "SolveTriangular(Tril(A), b, lower) -> SolveTriangular(A, b, lower); also Triu and upper",
        Pattern = s_triangular,
        Result = m => WithoutMask(m.Root, m[Patterns.X]) is { } x ? m.Graph.Add(m.Root.Op, m.Root.Attribute, x, m[Patterns.Y]) : null,
        Why = "Only that triangle is read, so the zeros beside it need not be written.",
    };

    private static bool IsPositive(Node solve) => ((SystemAttribute)solve.Attribute!).PositiveDefinite;

    private static TriangularAttribute Triangle(Node x, bool transposed) => new(Structures.Of(x).HasFlag(Structure.Lower), transposed, UnitDiagonal: false);

    private static object TransposedSystem(object attribute) => attribute switch
    {
        TriangularAttribute how => how with { Lower = !how.Lower, Transposed = !how.Transposed },
        SystemAttribute { PositiveDefinite: false } how => how with { Transposed = !how.Transposed },
        _ => attribute,
    };

    private static Node? Solution(Node a, Node b)
    {
        (Node left, bool leftTransposed) = Systems.Untransposed(a);
        if (left.Op == LinearAlgebra.Inverse && Systems.Fit(left, b))
            return Systems.Solve(left.Inputs[0], b, leftTransposed);
        (Node right, bool rightTransposed) = Systems.Untransposed(b);
        return right.Op == LinearAlgebra.Inverse && Systems.Fit(right, a) ? Systems.SolveRight(right.Inputs[0], a, rightTransposed) : null;
    }

    private static Node? OverDiagonal(Node system, Node a, Node b)
    {
        if (Matrices.IsIdentity(a))
            return b;
        bool isUnit = system.Attribute is TriangularAttribute { UnitDiagonal: true };
        if (Matrices.DiagonalOf(a) is { } diagonal)
            return isUnit ? b : Systems.OverDiagonal(b, diagonal);
        return !Sizes.IsOne(a, a.Rank - 1) ? null : isUnit ? b : b / a;
    }

    private static bool HasStructuredFactors(Node product) =>
        product.Inputs.All(i => i.Rank == product.Rank && Matrices.IsSquare(i) && Structures.Of(i) != Structure.None);

    private static Node OfProduct(Node a, Node b, Node right, bool transposed) => transposed
        ? Systems.Solve(a, Systems.Solve(b, right, transposed: true), transposed: true)
        : Systems.Solve(b, Systems.Solve(a, right, transposed: false), transposed: false);

    /// <summary>What lies below a mask that keeps the triangle that is read.</summary>
    private static Node? WithoutMask(Node system, Node x)
    {
        if (x.Op != Logic.Where || !Constants.Is(x.Inputs[2], 0) || !Sizes.AreSame(x, x.Inputs[1]))
            return null;
        bool lower = ((TriangularAttribute)system.Attribute!).Lower;
        return Structures.KeepsTriangle(x.Inputs[0], lower) ? x.Inputs[1] : null;
    }
}
