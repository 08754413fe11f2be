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
        Condition = m => m[Patterns.Z].Rank == 1 && m[s_blocks].Rank == 2 && m[s_blocks].Inputs[0].Rank == 4 && m.IsSingleUse(m[s_blocks]),
        Result = m => Product(m[s_blocks], m[Patterns.X], m[Patterns.Y], m[Patterns.Z]),
        Why = "Row (i, p) of A⊗B is the products of row i of A and row p of B; for n by n factors the work is 2n^3 instead of n^4.",
        Benefit = "no Kronecker product",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
    };

    private static Node? Product(Node kron, Node a, Node b, Node v)
    {
        Shape pairs = kron.Inputs[0].Shape;
        DimConstraints sizes = kron.Graph.Constraints;
        bool isKron = sizes.AreEqual(kron.Shape[0], pairs[0] * pairs[1]) && sizes.AreEqual(kron.Shape[1], pairs[2] * pairs[3]);
        if (!isKron || Matrix(a, pairs, 0) is not { } left || Matrix(b, pairs, 1) is not { } right)
            return null;
        Node rows = Reshape(v, Shape.Of(pairs[2], pairs[3]));
        return Reshape(Dot(left, Dot(rows, Matrices.Transposed(right))), Shape.Of(kron.Shape[0]));
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
