using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>What the gradient of a product needs: dividing the product by an element fails where it is zero or infinite.</summary>
public static class Products
{
    public static readonly Op ProdOfOthers = new("ProdOfOthers", OpKind.Composite)
    {
        Doc = "For each element of the last axis the product of all others: the gradient of Prod. With one zero in a row only the zero's place is not zero; with two, none is. It is the product of what is before the place and of what is after it: nothing is divided, so an element may be zero or infinite, and the product of all may overflow where that of the others does not.",
        Type = r =>
        {
            TypeRules.RequireRank(r, r.Inputs[0], r.Inputs[0].Rank >= 1, "at least 1");
            return TypeRules.Same(r);
        },
        DTypes = DTypes.Floating,
        Reference = r => NdArray.Generate(r.Shape, index => Others(r.Inputs[0], index)),
        Gradient = r => [PairwiseGradient(r.Inputs[0], r.Gradient)],
        Batch = BatchRules.Same,
        Expand = n => Expand(n.Inputs[0]),
        UlpBound = 16,
        Samples = s => [Apply(ProdOfOthers!, s.Input(4)), Apply(ProdOfOthers!, s.Input(2, 3)), Apply(ProdOfOthers!, s.Input(0, 3))],
    };

    /// <summary>For each element the product of all others along <paramref name="axes"/>.</summary>
    internal static Node OfOthers(Node x, EquatableArray<int> axes)
    {
        int[] order = [.. Enumerable.Range(0, x.Rank).Where(a => !axes.Contains(a)), .. axes];
        Node moved = Transpose(x, order);
        Shape rows = Shape.Of([.. moved.Shape.Dims.Take(x.Rank - axes.Count), axes.Aggregate(Dim.One, (count, a) => count * x.Shape[a])]);
        Node others = Apply(ProdOfOthers, Reshape(moved, rows));
        return Transpose(Reshape(others, moved.Shape), Enumerable.Range(0, x.Rank).Select(a => Array.IndexOf(order, a)));
    }

    private static Node Expand(Node x)
    {
        CumulativeAttribute forward = new(0), backward = new(0, Reverse: true);
        Node before = x.Graph.Add(Cumulative.CumProd, forward, x), after = x.Graph.Add(Cumulative.CumProd, backward, x);
        return Recurrences.Delayed(before, forward, 1) * Recurrences.Advanced(after, backward, 1);
    }

    /// <summary>
    /// The result at i is the product over j of E[i, j], with E = x[j] and 1 on the diagonal. Differentiating that form costs the
    /// square of the axis, but only from second derivatives on, and is right for any number of zeros.
    /// </summary>
    private static Node PairwiseGradient(Node x, Node gradient)
    {
        int last = x.Rank - 1;
        Node places = Sources.NewIota(x.Graph, DType.Int32, x.Shape[last]);
        Node diagonal = Equal(ExpandDims(places, 1), ExpandDims(places, 0));
        Node pairs = Where(diagonal, Constant(x, 1), ExpandDims(x, last));
        Node slopes = ExpandDims(gradient, last + 1) * Apply(ProdOfOthers, pairs);
        return Sum(Where(diagonal, Constant(x, 0), slopes), [last]);
    }

    private static double Others(NdArray x, int[] index)
    {
        double product = 1;
        int[] at = [.. index];
        for (int j = 0; j < x.Shape[x.Rank - 1]; j++)
        {
            at[x.Rank - 1] = j;
            if (j != index[x.Rank - 1])
                product *= x[at];
        }
        return product;
    }
}
