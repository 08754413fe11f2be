using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>Takes out of two terms of a sum what they have in common.</summary>
internal static class CommonFactors
{
    /// <summary>
    /// A sum or difference of two products as one product, or null where that saves nothing. Longer sums stay in their order: what was
    /// meant to cancel first would otherwise be rounded.
    /// </summary>
    /// <param name="root">A sum.</param>
    /// <param name="isFree">Whether a term is used nowhere else, so that it need not be computed any more.</param>
    public static Node? TryFactor(Node root, Func<Node, bool> isFree)
    {
        (Node first, Node second) = (root.Inputs[0], root.Inputs[1]);
        if ((!IsProduct(first) && !IsProduct(second)) || !IsWhole(first, root, isFree) || !IsWhole(second, root, isFree))
            return null;
        bool isSum = root.Op == Arithmetic.Add;
        return Merged(first, second, isSum, multiples: true) ?? Merged(first, second, isSum, multiples: false);
    }

    private static bool IsProduct(Node x) => x.Op == Arithmetic.Multiply || x.Op == Arithmetic.Divide || x.Op == Arithmetic.Square;

    /// <summary>Whether a term is computed for this sum only, element by element.</summary>
    private static bool IsWhole(Node term, Node root, Func<Node, bool> isFree) => Sizes.AreSame(term, root) && (!IsProduct(term) || isFree(term));

    /// <summary>Both terms as one.</summary>
    /// <param name="multiples">Whether they must be multiples of the same value, such as x and c * x; otherwise both must be products.</param>
    private static Node? Merged(Node first, Node second, bool sameSign, bool multiples)
    {
        if (!multiples && (!IsProduct(first) || !IsProduct(second)))
            return null;
        ProductForm[] rests = [ProductForm.Of(first), ProductForm.Of(second)];
        ProductForm common = ProductForm.TakeOutCommon(rests);
        bool numbersLeft = rests.All(r => r.Factors.All(f => f.Base.Rank == 0));
        if (common.Factors.Count == 0 || (multiples ? !numbersLeft || common.Factors.All(f => f.Base.Rank == 0) : !IsWorthIt(common, rests)))
            return null;
        if (rests.Any(r => !r.HasUsableCoefficient))
            return null;
        Node a = rests[0].Build(), b = rests[1].Build();
        common.MultiplyFactor(sameSign ? a + b : a - b, 1);
        return common.Build();
    }

    /// <summary>A number stays with matrix products, which take it in.</summary>
    private static bool IsWorthIt(ProductForm common, ProductForm[] rests) =>
        common.Factors.Any(f => f.Base.Rank > 0) || !rests.Any(r => r.Factors.Any(f => Matrices.IsProduct(f.Base)));
}
