using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>
/// Rows that are selected by a product with rows of a one and zeros. A label out of range has a row of zeros, which stays so.
/// Sums of products with labels are in <see cref="StabilizePicks"/>: they are cross-entropies.
/// </summary>
public static class OneHots
{
    private static readonly Pattern s_counter = new OpPattern(Sources.Iota);
    private static readonly Pattern s_oneHot = new OpPattern(Conversion.Cast, new OpPattern(Comparison.Equal, X, s_counter));

    public static readonly Rule ProductWithOneHot = new("product-with-one-hot", Stage.Specialize)
    {
        Form = "Dot(OneHot(i, n), w) -> w[i]",
        Pattern = new OpPattern(Linear.Dot, s_oneHot, Y),
        Condition = m => m[Y].Rank == 2 && m[s_oneHot].Rank == 2 && m[s_oneHot].DType.IsFloating() && Labels(m) is not null && Slices.IsAtLeast(m.Graph, m[s_counter].Shape[0], 1),
        Result = m =>
        {
            (Node isKnown, Node safe) = Checked(m);
            return Where(ExpandDims(isKnown, 1), Gather(m[Y], safe, 0, isChecked: true), Constant(m[Y], 0));
        },
        Why = "The row of a product with one 1 is a row of the matrix; elements that are not finite do not count.",
        Benefit = "selects rows",
        MayChange = Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["selection_dot_to_indexing"],
    };

    /// <summary>The labels, without the last axis that was added to them.</summary>
    private static Node? Labels(Match m)
    {
        Node x = m[X];
        return x.Op == Shaping.ExpandDims && x.Attribute is AxesAttribute { Axes: { Count: 1 } axes } && axes[0] == x.Rank - 1 ? x.Inputs[0] : null;
    }

    /// <summary>Where the labels are in range, and labels that are: 0 in the place of the others.</summary>
    private static (Node IsKnown, Node Safe) Checked(Match m)
    {
        Node labels = Labels(m)!;
        Node isKnown = And(GreaterEqual(labels, Constant(labels, 0)), Less(labels, Size(m.Graph, m[s_counter].Shape[0], labels.DType)));
        return (isKnown, Where(isKnown, labels, Constant(labels, 0)));
    }
}
