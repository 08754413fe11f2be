using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>Sums that are a softplus, by softplus(u) - softplus(-u) = u.</summary>
internal static class SoftplusSums
{
    private const int MaximalTerms = 8;

    /// <summary>The sum with two of its terms as one, or null.</summary>
    public static Node? TryMerge(Node root)
    {
        IReadOnlyList<(Node Term, int Sign)> terms = SumForm.Of(root).Terms;
        if (terms.Count > MaximalTerms)
            return null;
        for (int i = 0; i < terms.Count; i++)
            for (int j = 0; j < terms.Count && terms[i].Term.Op == Transcendental.Softplus; j++)
                if (i != j && Merged(terms[i].Term, terms[i].Sign, terms[j].Term, terms[j].Sign) is var (term, sign))
                    return SumForm.Build(root.Graph, root.DType, [.. terms.Select((t, k) => k == i ? (term, sign) : t).Where((_, k) => k != j)]);
        return null;
    }

    private static (Node Term, int Sign)? Merged(Node softplus, int sign, Node other, int otherSign)
    {
        Node u = softplus.Inputs[0];
        if (other.Op == Transcendental.Softplus)
            return sign != otherSign && SumForm.AreOpposite(u, other.Inputs[0]) ? (u, sign) : null;
        // softplus(u) - u = softplus(-u); the other may be -u itself.
        bool cancels = sign == otherSign ? SumForm.AreOpposite(u, other) : u == other;
        if (cancels)
            return (NodeOperators.Softplus(SumForm.Negated(u)), sign);
        // max(u, 0) + softplus(-|u|) = softplus(u)
        return sign == otherSign && PositivePart(other) is { } v && SumForm.AreOpposite(u, NodeOperators.Abs(v)) ? (NodeOperators.Softplus(v), sign) : null;
    }

    private static Node? PositivePart(Node node)
    {
        if (node.Op == Extremes.Maximum)
            for (int i = 0; i < 2; i++)
                if (Constants.Is(node.Inputs[i], 0))
                    return node.Inputs[1 - i];
        return null;
    }
}
