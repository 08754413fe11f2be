using TensorAot.Compiler.Graphs;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Differentiation;

/// <summary>The one place where gradients of broadcast operands get their operand's shape back.</summary>
internal static class Unbroadcast
{
    /// <summary>
    /// A gradient in the shape of its operand: summed over the axes along which the operand was repeated, repeated along those in
    /// which the gradient is constant.
    /// </summary>
    public static Node To(Node gradient, Shape shape)
    {
        DimConstraints constraints = gradient.Graph.Constraints;
        int extra = Math.Max(0, gradient.Rank - shape.Rank);
        int[] repeated =
        [
            .. Enumerable.Range(0, shape.Rank).Where(axis =>
            {
                int at = axis + gradient.Rank - shape.Rank;
                return at >= 0 && constraints.Resolve(shape[axis]).IsOne && !constraints.Resolve(gradient.Shape[at]).IsOne;
            }),
        ];
        int shift = gradient.Rank - shape.Rank;
        Node summed = Sum(gradient, [.. Enumerable.Range(0, extra), .. repeated.Select(axis => axis + shift)]);
        Node aligned = ExpandDims(summed, repeated.Select(axis => axis + Math.Min(shift, 0)));
        return Fits(constraints, aligned.Shape, shape) ? aligned : BroadcastTo(aligned, shape);
    }

    private static bool Fits(DimConstraints constraints, Shape a, Shape b) =>
        a.Rank == b.Rank && Enumerable.Range(0, a.Rank).All(axis => constraints.AreEqual(a[axis], b[axis]) || constraints.IsChecked(a[axis], b[axis]));
}
