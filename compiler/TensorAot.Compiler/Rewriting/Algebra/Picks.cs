using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>
/// Sums along an axis of which a one-hot mask leaves one term: <c>k == label</c>, where k counts along the axis and the label is the
/// same along it. A label out of range leaves none.
/// </summary>
internal static class Picks
{
    /// <summary>The sum of a product with a one-hot mask, as the sum of what the mask selects; null for other sums.</summary>
    public static Node? OfProduct(Node sum)
    {
        Node full = sum.Inputs[0];
        ProductForm product = ProductForm.Of(full);
        foreach ((Node factor, int exponent) in product.Factors)
            if (exponent > 0 && factor.Op == Conversion.Cast && Softmaxes.Axes(sum).Any(axis => LabelOf(factor.Inputs[0], axis, full) is not null))
            {
                product.MultiplyFactor(factor, -exponent);
                return product.HasUsableCoefficient ? Selected(factor.Inputs[0], product.Build(), 0, sum) : null;
            }
        return null;
    }

    /// <summary>The sum of a value that is the same along the axis where a one-hot mask holds: the value, or 0 without a place; else null.</summary>
    public static Node? OfConstant(Node sum)
    {
        if (Read(sum) is not var (_, value, inRange, axis) || !Softmaxes.IsConstantAlong(value, [axis], sum.Inputs[0].Rank))
            return null;
        return BroadcastTo(Where(inRange, Without(axis, value, sum.Inputs[0]), Constant(value, 0)), sum.Shape);
    }

    /// <summary>The logarithm of what a one-hot mask picks, where that has a stable one; else null.</summary>
    public static Node? Logarithm(Node sum) =>
        Read(sum) is var (mask, value, inRange, _) && LogarithmOf(value) is { } logarithm
            ? Where(inRange, Selected(mask, logarithm, 0, sum), Constant(value, double.NegativeInfinity))
            : null;

    /// <summary>The logarithm of the sum of what a mask selects, where that has a stable one; else null.</summary>
    public static Node? LogarithmOfSelected(Node sum) =>
        sum.Op == Reduction.Sum && Masked(sum.Inputs[0]) is var (mask, value) && LogarithmOf(value) is { } logarithm
            ? sum.Graph.Add(Neural.LogSumExp, sum.Attribute, Full(Where(mask, logarithm, Constant(logarithm, double.NegativeInfinity)), sum))
            : null;

    /// <summary>The logarithm of a product of probabilities or exponentials, or of one; else null.</summary>
    private static Node? LogarithmOf(Node x) =>
        x.Op == Arithmetic.Multiply || x.Op == Arithmetic.Divide ? StableLogarithms.OfProduct(x) : StableLogarithms.Of(x);

    private static Node Selected(Node mask, Node value, double otherwise, Node sum) =>
        sum.Graph.Add(Reduction.Sum, sum.Attribute, Full(Where(mask, value, Constant(value, otherwise)), sum));

    private static Node Full(Node terms, Node sum) => BroadcastTo(terms, sum.Inputs[0].Shape);

    /// <summary>
    /// For a sum over one axis of <c>Where(k == label, value, 0)</c>: mask, value, whether the label is in range, and the axis. A
    /// gradient's mask may ask for more, which is the same along the axis.
    /// </summary>
    private static (Node Mask, Node Value, Node InRange, int Axis)? Read(Node sum)
    {
        if (sum.Op != Reduction.Sum || Softmaxes.Axes(sum).Count != 1 || Masked(sum.Inputs[0]) is not var (mask, value))
            return null;
        Node full = sum.Inputs[0];
        int axis = Softmaxes.Axes(sum)[0];
        foreach ((Node hot, Node? other) in mask.Op == Logic.And ? [(mask.Inputs[0], mask.Inputs[1]), (mask.Inputs[1], mask.Inputs[0])] : new (Node, Node?)[] { (mask, null) })
            if (LabelOf(hot, axis, full) is { } found && (other is null || Softmaxes.IsConstantAlong(other, [axis], full.Rank)))
            {
                Node label = Without(axis, found, full);
                Node inRange = And(GreaterEqual(label, Constant(label, 0)), Less(label, Size(sum.Graph, full.Shape[axis], label.DType)));
                return (mask, value, other is null ? inRange : And(inRange, Without(axis, other, full)), axis);
            }
        return null;
    }

    /// <summary>A value that is the same along an axis of a tensor, without that axis.</summary>
    private static Node Without(int axis, Node value, Node full)
    {
        int own = axis - (full.Rank - value.Rank);
        return own < 0 ? value : Squeeze(value, own);
    }

    /// <summary>The mask and the value of <c>Where(mask, value, 0)</c>.</summary>
    private static (Node Mask, Node Value)? Masked(Node where)
    {
        while (where.Op == Shaping.BroadcastTo)
            where = where.Inputs[0];
        return where.Op == Logic.Where && where.DType.IsFloating() && Constants.Is(where.Inputs[2], 0) ? (where.Inputs[0], where.Inputs[1]) : null;
    }

    /// <summary>The label of <c>k == label</c> where k counts along an axis of a tensor, else null.</summary>
    private static Node? LabelOf(Node mask, int axis, Node full)
    {
        while (mask.Op == Shaping.BroadcastTo)
            mask = mask.Inputs[0];
        if (mask.Op != Comparison.Equal || mask.Inputs[0].DType.IsFloating())
            return null;
        for (int i = 0; i < 2; i++)
            if (CountsAlong(mask.Inputs[i], full.Rank - axis, full.Shape[axis]) && Softmaxes.IsConstantAlong(mask.Inputs[1 - i], [axis], full.Rank))
                return mask.Inputs[1 - i];
        return null;
    }

    /// <summary>Whether a value is 0, 1, 2, ... along an axis of a length, counted from the last, which is 1, and nothing else.</summary>
    private static bool CountsAlong(Node x, int fromEnd, Dim length)
    {
        int axis = x.Rank - fromEnd;
        if (axis < 0)
            return false;
        if (x.Op == Sources.Iota)
            return x.Graph.Constraints.AreEqual(x.Shape[axis], length);
        if (x.Op == Shaping.BroadcastTo || (x.Op == Conversion.Cast && !x.Inputs[0].DType.IsFloating() && x.DType is DType.Int32 or DType.Int64))
            return CountsAlong(x.Inputs[0], fromEnd, length);
        return x.Op == Shaping.ExpandDims && !Softmaxes.Axes(x).Contains(axis)
            && CountsAlong(x.Inputs[0], fromEnd - Softmaxes.Axes(x).Count(added => added > axis), length);
    }
}
