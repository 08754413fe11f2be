using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Functions of batches of matrices: each different matrix that is needed is factored once.</summary>
public static class RepeatedMatrices
{
    private const string Fewer = "fewer factorisations";

    private static readonly Pattern s_function = new AnyOfPattern(
        "f(A)", LinearAlgebra.Inverse, LinearAlgebra.Cholesky, LinearAlgebra.Expm, LinearAlgebra.Det, LinearAlgebra.LogDet, LinearAlgebra.DetSign, LinearAlgebra.Cofactors);

    // Those that do not fail: no check is lost with the matrices that are not read.
    private static readonly Pattern s_harmless =
        new AnyOfPattern("f(A)", LinearAlgebra.Expm, LinearAlgebra.Det, LinearAlgebra.LogDet, LinearAlgebra.DetSign, LinearAlgebra.Cofactors);

    public static readonly Rule OfRepeated = new("matrices-of-repeated", Stage.Canonicalize)
    {
        Form = "Det(BroadcastTo(A)) -> BroadcastTo(Det(A)); also ExpandDims, and the inverse, Cholesky factor, logarithm of the determinant, exponential",
        Pattern = s_function,
        Result = m => Lifted(m.Root, m.Root.Inputs[0]),
        Why = "Equal matrices have equal inverses and determinants; each is computed once. Not where there may be no copy, so that nothing may fail.",
        Benefit = Fewer,
        Covers = ["lift_linalg_of_expanded_matrices"],
    };

    public static readonly Rule SolveWithRepeated = new("solve-with-repeated", Stage.Canonicalize)
    {
        Form = "Solve(BroadcastTo(A), b) -> Solve(A, b), for one matrix A; also SolveTriangular",
        Pattern = new AnyOfPattern("system", LinearAlgebra.Solve, LinearAlgebra.SolveTriangular),
        Condition = m => Copied(m.Root.Inputs[0]) is { Rank: 2 } && Slices.IsAtLeast(m.Graph, LinearAlgebraTypes.Batch(m.Root.Shape).ElementCount, 1),
        Result = m => m.Graph.Add(m.Root.Op, m.Root.Attribute, Copied(m.Root.Inputs[0])!, m.Root.Inputs[1]),
        Why = "One matrix serves all right-hand sides, and is factored once.",
        Benefit = Fewer,
        Covers = ["batched_vector_b_solve_to_matrix_b_solve"],
    };

    public static readonly Rule SliceOfMatrices = new("slice-of-matrices", Stage.Canonicalize)
    {
        Form = "Det(A)[a..b] -> Det(A[a..b]); also Expm, LogDet and cofactors, for slices of the batch",
        Pattern = new OpPattern(Indexing.Slice, s_harmless),
        Condition = m => m.IsSingleUse(m[s_harmless]),
        Result = m => Sliced(m.Root, m[s_harmless]),
        Why = "Each matrix is treated by itself.",
        Benefit = "computes only what is read",
        Covers = ["local_subtensor_of_batch_dims"],
    };

    /// <summary>The matrices of which a batch has copies, else null.</summary>
    private static Node? Copied(Node x) =>
        x.Op == Shaping.BroadcastTo && x.Inputs[0] is { Rank: >= 2 } source
        && Enumerable.Range(1, 2).All(i => x.Graph.Constraints.AreEqual(source.Shape[source.Rank - i], x.Shape[x.Rank - i])) ? source : null;

    private static Node? Lifted(Node function, Node x)
    {
        if (Copied(x) is { } source)
            return function.CanFail && !Slices.IsAtLeast(x.Graph, LinearAlgebraTypes.Batch(x.Shape).ElementCount, 1) ? null
                : BroadcastTo(x.Graph.Add(function.Op, function.Attribute, source), function.Shape);
        if (x.Op != Shaping.ExpandDims)
            return null;
        EquatableArray<int> axes = ((AxesAttribute)x.Attribute!).Axes;
        return axes.All(axis => axis < x.Rank - 2) ? ExpandDims(x.Graph.Add(function.Op, function.Attribute, x.Inputs[0]), axes) : null;
    }

    private static Node? Sliced(Node slice, Node function)
    {
        EquatableArray<AxisSlice> taken = Slices.Taken(slice);
        Node x = function.Inputs[0];
        int batch = x.Rank - 2;
        if (taken.Skip(batch).Select((s, i) => (s, i)).Any(p => !Slices.IsWhole(x.Graph, p.s, function.Shape[batch + p.i])))
            return null;
        return x.Graph.Add(function.Op, function.Attribute, Slices.Take(x, taken.Take(batch).Concat(x.Shape.Dims.Skip(batch).Select(Slices.Whole))));
    }
}
