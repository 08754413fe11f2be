using TensorAot.Compiler.Graphs;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// Keeps NaN and infinity of an operand that <c>Where</c> did not take out of the gradient. There the gradient is
/// <c>Where(mask, g, 0)</c>; multiplied by an infinite slope its zeros would become NaN, so each elementwise step masks its result
/// again. One select per step is cheap, and the graph form cannot know which slopes are finite. Between two elementwise steps the
/// gradient may have passed views, sums and products: the mask follows it through them.
/// </summary>
public static class GradientMask
{
    /// <summary>How many nodes are looked at for a mask.</summary>
    private const int Reach = 24;

    /// <summary>The gradient where the mask holds and zero elsewhere; masks of masks are merged.</summary>
    public static Node Mask(Node mask, Node gradient)
    {
        if (TryFind(gradient) is not { } inner)
            return Where(mask, gradient, Constant(gradient, 0));
        return Where(Both(inner, mask), gradient.Inputs[1], gradient.Inputs[2]);
    }

    /// <summary>A gradient that was computed from another, masked like that one.</summary>
    public static Node Reapply(Node from, Node computed) =>
        computed != from && TryFind(computed) is null && Sources.ConstantOf(computed) is null && Of(from) is { } mask
            ? Mask(mask, computed)
            : computed;

    /// <summary>The sum of two gradients, under their mask when they share one.</summary>
    public static Node Accumulate(Node a, Node b) =>
        TryFind(a) is { } mask && mask == TryFind(b) && a.Inputs[1].Shape == b.Inputs[1].Shape
            ? Where(mask, a.Inputs[1] + b.Inputs[1], a.Inputs[2])
            : a + b;

    /// <summary>Where a gradient can be other than zero, because of the masks that it was computed under; null when there are none.</summary>
    private static Node? Of(Node gradient)
    {
        int budget = Reach;
        return Find(gradient, ref budget);
    }

    private static Node? Find(Node node, ref int budget)
    {
        if (budget-- <= 0)
            return null;
        if (TryFind(node) is { } own)
            return Find(node.Inputs[1], ref budget) is { } inner ? Both(own, inner) : own;
        if (node.Op == Arithmetic.Multiply)
            return (Find(node.Inputs[0], ref budget), Find(node.Inputs[1], ref budget)) switch
            {
                ({ } a, { } b) => Both(a, b),
                (var a, var b) => a ?? b,
            };
        if (node.Op == Arithmetic.Add || node.Op == Arithmetic.Subtract)
            return Find(node.Inputs[0], ref budget) is { } left && Find(node.Inputs[1], ref budget) is { } right ? Either(left, right) : null;
        if (node.Op == Arithmetic.Divide || node.Op == Arithmetic.Negate || node.Op == Conversion.Cast)
            return Find(node.Inputs[0], ref budget);
        return Carrier(node) is { } carry && Find(node.Inputs[0], ref budget) is { } mask ? carry(Full(mask, node.Inputs[0])) : null;
    }

    /// <summary>What becomes of the mask of a node's (first) input, given in its full shape; null when it ends there.</summary>
    private static Func<Node, Node>? Carrier(Node node)
    {
        if (node.Op.Kind is OpKind.View or OpKind.Reshape)
            return mask => node.Graph.Add(node.Op, node.Attribute, [mask, .. node.Inputs.Skip(1)]);
        if (node.Op == Reduction.Sum)
            return mask => Any(mask, ((AxesAttribute)node.Attribute!).Axes);
        bool isMatrixProduct = node.Op.Kind == OpKind.Contraction && node.Inputs.Count == 2 && node.Inputs[0].Rank >= 2 && node.Inputs[1].Rank >= 2;
        return isMatrixProduct ? mask => Any(mask, [mask.Rank - 1], keepDims: true) : null;
    }

    private static Node Full(Node mask, Node masked) => BroadcastTo(mask, masked.Shape);

    private static Node Both(Node a, Node b) => Implies(a, b) ? a : Implies(b, a) ? b : And(a, b);

    private static Node Either(Node a, Node b) => Implies(a, b) ? b : Implies(b, a) ? a : Or(a, b);

    private static bool Implies(Node a, Node b) => a == b || (a.Op == Logic.And && (a.Inputs[0] == b || a.Inputs[1] == b));

    private static Node? TryFind(Node gradient) =>
        gradient.Op == Logic.Where && Sources.ConstantOf(gradient.Inputs[2])?.ToDouble() == 0 ? gradient.Inputs[0] : null;
}
