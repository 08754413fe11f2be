using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>A value as a sum: terms with a sign, read through additions, subtractions, negations and broadcasts.</summary>
internal sealed class SumForm
{
    /// <summary>Longer sums are read in parts; it keeps the work on a chain of additions linear.</summary>
    private const int MaximalTerms = 32;

    private SumForm(IReadOnlyList<(Node Term, int Sign)> terms) => Terms = terms;

    /// <summary>The terms, left to right.</summary>
    public IReadOnlyList<(Node Term, int Sign)> Terms { get; }

    public static SumForm Of(Node root)
    {
        RecentValues<SumForm> recent = root.Graph.Recent<SumForm>();
        return recent.Find(root) ?? recent.Keep(root, Read(root));
    }

    private static SumForm Read(Node root)
    {
        if (!IsSum(root))
            return new SumForm([(root, 1)]);
        var terms = new List<(Node, int)>();
        var pending = new Stack<(Node Node, int Sign)>();
        pending.Push((root, 1));
        while (pending.Count > 0)
        {
            (Node node, int sign) = pending.Pop();
            bool open = terms.Count + pending.Count < MaximalTerms;
            if (open && (node.Op == Arithmetic.Add || node.Op == Arithmetic.Subtract))
            {
                pending.Push((node.Inputs[1], node.Op == Arithmetic.Add ? sign : -sign));
                pending.Push((node.Inputs[0], sign));
            }
            else if (node.Op == Arithmetic.Negate)
                pending.Push((node.Inputs[0], -sign));
            else if (node.Op == Shaping.BroadcastTo)
                pending.Push((node.Inputs[0], sign));
            else
                terms.Add((node, sign));
        }
        return new SumForm(terms);
    }

    private static bool IsSum(Node node) =>
        node.Op == Arithmetic.Add || node.Op == Arithmetic.Subtract || node.Op == Arithmetic.Negate || node.Op == Shaping.BroadcastTo;

    /// <summary>The sum without pairs of equal terms with opposite signs, or null when there are none.</summary>
    public SumForm? WithoutOpposites()
    {
        if (Terms.All(t => t.Sign == Terms[0].Sign))
            return null;
        var kept = new List<(Node Term, int Sign)>();
        foreach ((Node term, int sign) in Terms)
        {
            int opposite = kept.FindIndex(t => t.Term == term && t.Sign == -sign);
            if (opposite >= 0)
                kept.RemoveAt(opposite);
            else
                kept.Add((term, sign));
        }
        return kept.Count == Terms.Count ? null : new SumForm(kept);
    }

    /// <summary>The sum as a value: 0 for no terms.</summary>
    public Node Build(Graph graph, DType dtype) => Build(graph, dtype, Terms);

    /// <summary>Terms with signs, added from left to right, beginning with a positive one.</summary>
    public static Node Build(Graph graph, DType dtype, IReadOnlyList<(Node Term, int Sign)> terms)
    {
        Node? sum = null;
        int first = Math.Max(0, terms.Select(t => t.Sign).ToList().IndexOf(1));
        foreach ((Node term, int sign) in terms.Skip(first).Take(1).Concat(terms.Where((_, i) => i != first)))
            sum = sum is null ? (sign > 0 ? term : -term) : sign > 0 ? sum + term : sum - term;
        return sum ?? Constants.Of(graph, dtype, 0);
    }

    /// <summary>Whether one value is known to be the negative of another: <c>a - b</c> and <c>b - a</c>, <c>-2 * x</c> and <c>2 * x</c>.</summary>
    public static bool AreOpposite(Node a, Node b)
    {
        if (a.DType != b.DType)
            return false;
        Dictionary<Node, double> sum = Coefficients(a);
        foreach (KeyValuePair<Node, double> term in Coefficients(b))
            sum[term.Key] = (sum.TryGetValue(term.Key, out double c) ? c : 0) + term.Value;
        return sum.Values.All(c => c == 0);
    }

    /// <summary>The negative of a value, without a second sign.</summary>
    public static Node Negated(Node x) =>
        x.Op == Arithmetic.Negate ? x.Inputs[0]
        : x.Op == Arithmetic.Subtract ? x.Inputs[1] - x.Inputs[0]
        : Sources.ConstantOf(x) is { } c ? Constants.Of(x.Graph, x.DType, -c.ToDouble())
        : -x;

    /// <summary>Terms with their constant factors: a constant counts as a multiple of 1.</summary>
    private static Dictionary<Node, double> Coefficients(Node x)
    {
        var sum = new Dictionary<Node, double>();
        foreach ((Node term, int sign) in Of(x).Terms)
        {
            (Node key, double factor) = Scaled(term);
            sum[key] = (sum.TryGetValue(key, out double c) ? c : 0) + (sign * factor);
        }
        return sum;
    }

    private static (Node Key, double Factor) Scaled(Node term)
    {
        if (Constants.ValueOf(term) is { } constant)
            return (Constants.Of(term.Graph, term.DType, 1), constant.ToDouble());
        if (term.Op == Arithmetic.Multiply)
            for (int i = 0; i < 2; i++)
                if (Constants.ValueOf(term.Inputs[i]) is { } factor)
                    return (term.Inputs[1 - i], factor.ToDouble());
        return (term, 1);
    }
}
