using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>Builds systems of equations for rules.</summary>
internal static class Systems
{
    /// <summary>Whether one matrix, or one for each, belongs to the right-hand sides.</summary>
    public static bool Fit(Node a, Node b) =>
        a.Rank == 2 || (a.Rank == b.Rank && Enumerable.Range(0, a.Rank - 2).All(axis => a.Graph.Constraints.AreEqual(a.Shape[axis], b.Shape[axis])));

    /// <summary>The x with a·x = b, or aᵀ·x = b; b may be a vector.</summary>
    public static Node Solve(Node a, Node b, bool transposed) => b.Rank == 1
        ? Squeeze(LinearAlgebra.LinearSystem(a, ExpandDims(b, 1), new SystemAttribute(transposed, false)), 1)
        : LinearAlgebra.LinearSystem(a, b, new SystemAttribute(transposed, false));

    /// <summary>The x with x·a = b, or x·aᵀ = b; b may be a vector.</summary>
    public static Node SolveRight(Node a, Node b, bool transposed) => Matrices.Transposed(Solve(a, Matrices.Transposed(b), !transposed));

    /// <summary>A matrix, not transposed, and whether it was.</summary>
    public static (Node Matrix, bool Transposed) Untransposed(Node x) => Matrices.TransposedOf(x) is { } below ? (below, true) : (x, false);

    /// <summary>Right-hand sides [..., n, m] over a diagonal [..., n].</summary>
    public static Node OverDiagonal(Node b, Node diagonal) => b / ExpandDims(diagonal, diagonal.Rank);
}
