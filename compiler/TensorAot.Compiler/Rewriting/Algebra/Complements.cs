using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>Finds <c>1 - sigmoid</c> where it is multiplied out.</summary>
internal static class Complements
{
    private const int MaximalTerms = 8;

    /// <summary>The sum with two terms <c>y - y * sigmoid(u)</c> written as <c>y * sigmoid(-u)</c>, or null when it has none.</summary>
    public static Node? TryFactor(Node root)
    {
        IReadOnlyList<(Node Term, int Sign)> terms = SumForm.Of(root).Terms;
        if (terms.Count > MaximalTerms)
            return null;
        ProductForm[] products = [.. terms.Select(t => ProductForm.Of(t.Term))];
        for (int i = 0; i < terms.Count; i++)
            for (int j = 0; j < terms.Count; j++)
                if (i != j && SigmoidOf(products[j].Over(products[i]), terms[i].Sign * terms[j].Sign) is { } u)
                    return Merge(root, terms, i, j, terms[i].Term * NodeOperators.Sigmoid(SumForm.Negated(u)));
        return null;
    }

    /// <summary>The argument when a quotient of two terms is <c>-sigmoid(u)</c>, in any of its forms.</summary>
    private static Node? SigmoidOf(ProductForm quotient, int sign)
    {
        if (quotient.Factors.Count is 0 or > 2 || !quotient.Factors.All(f => IsPartOfSigmoid(f.Base)))
            return null;
        StableFactors.MergeSigmoids(quotient);
        // Merging may move numbers into the coefficient: e^c is one.
        return quotient.Coefficient * sign == -1 && quotient.Factors.Count == 1 && quotient.Factors[0] is (var sigmoid, 1) && sigmoid.Op == Transcendental.Sigmoid ? sigmoid.Inputs[0] : null;
    }

    private static bool IsPartOfSigmoid(Node factor) =>
        factor.Op == Transcendental.Sigmoid || factor.Op == Transcendental.Exp || StableFactors.ExponentOfOnePlusExp(factor) is not null;

    private static Node Merge(Node root, IReadOnlyList<(Node Term, int Sign)> terms, int i, int j, Node merged) =>
        SumForm.Build(root.Graph, root.DType, [.. terms.Select((t, k) => k == i ? (merged, t.Sign) : t).Where((_, k) => k != j)]);
}
