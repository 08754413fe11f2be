using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// Recognises values that are sums of squares by their form. They are zero only where everything squared is, and so is their gradient:
/// the square root of one (a norm, a distance, a standard deviation) has the subgradient 0 there, not infinity times zero.
/// </summary>
internal static class SumsOfSquares
{
    /// <summary>How deep to look: <c>Sqrt(Mean(Square(x - m)))</c> is three.</summary>
    private const int Depth = 8;

    public static bool Contains(Node node) => Contains(node, Depth);

    private static bool Contains(Node node, int depth)
    {
        if (depth == 0)
            return false;
        if (node.Op == Arithmetic.Square)
            return true;
        if (node.Op == Arithmetic.Multiply || (node.Op == Linear.Dot && node.Rank == 0))
            return node.Inputs[0] == node.Inputs[1] || (node.Op == Arithmetic.Multiply && HasPositiveFactor(node, depth));
        if (node.Op == Arithmetic.Divide)
            return IsPositive(node.Inputs[1]) && Contains(node.Inputs[0], depth - 1);
        if (node.Op == Arithmetic.Add)
            return node.Inputs.All(i => Contains(i, depth - 1));
        return (node.Op == Reduction.Sum || node.Op.Kind is OpKind.View or OpKind.Reshape) && Contains(node.Inputs[0], depth - 1);
    }

    private static bool HasPositiveFactor(Node product, int depth) =>
        (IsPositive(product.Inputs[0]) && Contains(product.Inputs[1], depth - 1)) || (IsPositive(product.Inputs[1]) && Contains(product.Inputs[0], depth - 1));

    /// <summary>A constant, or a size as a number.</summary>
    private static bool IsPositive(Node node) =>
        Sources.ConstantOf(node)?.ToDouble() > 0 || node.Op == Sources.Size;
}
