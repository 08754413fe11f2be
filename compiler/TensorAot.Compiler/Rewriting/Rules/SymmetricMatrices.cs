using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Matrices that are symmetric because of how they are made.</summary>
public static class SymmetricMatrices
{
    public static readonly Rule TransposeOfSymmetric = new("transpose-of-symmetric", Stage.Canonicalize)
    {
        Form = "Transpose(A) -> A, for A that is diagonal, Dot(X, Transpose(X)), or made of such by sums, numbers and inverses",
        Pattern = new AnyOfPattern("transpose", Shaping.Transpose),
        Condition = m => Matrices.TransposedOf(m.Root) is { } x && Structures.IsSymmetric(x),
        Result = m => Matrices.TransposedOf(m.Root),
        Why = "A symmetric matrix is its own transpose; products and inverses are so up to rounding.",
        MayChange = Deviations.Rounding,
        Covers = ["no_transpose_symmetric", "useless_symmetric_transpose"],
    };

    public static readonly Rule EigOfSymmetric = new("eig-of-symmetric", Stage.Canonicalize)
    {
        Form = "Eig(A) -> Eigh(A) with imaginary parts 0, for A that is symmetric by its form",
        Pattern = new OpPattern(Tuples.Part, new OpPattern(LinearAlgebra.Eig, Patterns.X)),
        Condition = m => Structures.IsSymmetric(m[Patterns.X]),
        Result = m => OfPart(m.Root, m[Patterns.X]),
        Why = "The eigenvalues and eigenvectors of a symmetric matrix are real, and a tenth of the work finds them. Values ascend and the largest element of a vector is positive in both.",
        Benefit = "real, and faster",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero | Deviations.Failure,
        Covers = ["eig_to_eigh"],
    };

    /// <summary>Eig gives values and vectors, each as real and imaginary parts.</summary>
    private static Node? OfPart(Node part, Node x) => Tuples.IndexOf(part) switch
    {
        0 => Tuples.Of(x.Graph.Add(LinearAlgebra.Eigh, null, x), 0),
        2 => Tuples.Of(x.Graph.Add(LinearAlgebra.Eigh, null, x), 1),
        _ => x.HasFailures ? null : NodeOperators.ZerosOf(part, part.Shape),
    };
}
