using TensorAot.Compiler.Graphs;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// Keeps NaN and infinity of an operand that <c>Where</c> did not take out of the gradient. There the gradient is
/// <c>Where(mask, g, 0)</c>; multiplied by an infinite slope its zeros would become NaN, so each elementwise step masks its result
/// again. One select per step is cheap, and the graph form cannot know which slopes are finite.
/// </summary>
public static class GradientMask
{
    /// <summary>The gradient where the mask holds and zero elsewhere; masks of masks are merged.</summary>
    public static Node Mask(Node mask, Node gradient)
    {
        if (TryFind(gradient) is not { } inner)
            return Where(mask, gradient, Constant(gradient, 0));
        Node both = inner == mask ? mask : And(inner, mask);
        return Where(both, gradient.Inputs[1], gradient.Inputs[2]);
    }

    /// <summary>A gradient that was computed from another, masked like that one.</summary>
    public static Node Reapply(Node from, Node computed) =>
        computed != from && TryFind(from) is { } mask && TryFind(computed) is null && Sources.ConstantOf(computed) is null
            ? Mask(mask, computed)
            : computed;

    /// <summary>The sum of two gradients, under their mask when they share one.</summary>
    public static Node Accumulate(Node a, Node b) =>
        TryFind(a) is { } mask && mask == TryFind(b) && a.Inputs[1].Shape == b.Inputs[1].Shape
            ? Where(mask, a.Inputs[1] + b.Inputs[1], a.Inputs[2])
            : a + b;

    private static Node? TryFind(Node gradient) =>
        gradient.Op == Logic.Where && Sources.ConstantOf(gradient.Inputs[2])?.ToDouble() == 0 ? gradient.Inputs[0] : null;
}
