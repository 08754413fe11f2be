using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting;

/// <summary>
/// Finds the stable form of formulas of numbers alone. In <c>Exp(800) / (1 + Exp(800))</c> there is nothing but numbers to tell the parts of
/// the pattern apart, and some would be folded before it is seen; so what the formula is of is taken as a variable until it has been.
/// </summary>
internal static class ConstantFormulas
{
    /// <summary>Whole numbers up to this, and their halves, are taken as part of the formula.</summary>
    private const double LargestPart = 4;

    /// <summary>Of numbers these are computed at once where no digit is lost.</summary>
    private static readonly HashSet<Op> s_exact =
    [
        Arithmetic.Add, Arithmetic.Subtract, Arithmetic.Multiply, Arithmetic.Divide, Arithmetic.Negate, Arithmetic.Abs, Arithmetic.Sign, Arithmetic.Square,
        Conversion.Cast, Extremes.Minimum, Extremes.Maximum, Logic.Where,
    ];

    /// <summary>The roots with such formulas in their stable form; the same roots where there are none.</summary>
    public static IReadOnlyList<Node> Run(IReadOnlyList<Node> roots, IReadOnlyList<Rule> rules, RewriteReport report)
    {
        IReadOnlyList<Node> order = Graph.TopologicalOrder(roots);
        var known = new HashSet<Node>();
        var formulas = new HashSet<Node>();
        foreach (Node node in order)
            if (IsLeaf(node) || (node.Inputs.Count > 0 && node.Op.Kind is OpKind.Elementwise or OpKind.Reduction or OpKind.View && !node.CanFail && !node.Op.HasEffect && node.Inputs.All(known.Contains)))
            {
                known.Add(node);
                if (!IsLeaf(node) && (IsFunction(node.Op) || node.Inputs.Any(formulas.Contains)))
                    formulas.Add(node);
            }
        if (formulas.Count == 0)
            return roots;
        HashSet<Node> inner = [.. order.Where(n => formulas.Contains(n)).SelectMany(n => n.Inputs)], outer = [.. order.Where(n => !formulas.Contains(n)).SelectMany(n => n.Inputs).Concat(roots)];
        Node[] tops = [.. order.Where(n => formulas.Contains(n) && (outer.Contains(n) || !inner.Contains(n)))];
        var replaced = new Dictionary<Node, Node>();
        foreach (Node top in tops)
            if (Stable(top, rules, report) is { } stable)
                replaced[top] = stable;
        return replaced.Count == 0 ? roots : Substitution.Run(roots, replaced, renew: false);
    }

    private static Node? Stable(Node top, IReadOnlyList<Rule> rules, RewriteReport report)
    {
        Dictionary<Node, Node> variables = Arguments(top).ToDictionary(x => x, x => Sources.NewVariable(x.Graph, "x", x.Type));
        if (variables.Count == 0)
            return null;
        int before = report.Events.Count;
        Node found = Rewriter.Run(Substitution.Run([top], variables, renew: false), [.. rules.Where(r => r.Stage <= Stage.Specialize)], report)[0];
        if (!report.Events.Skip(before).Any(e => e.Rule.Stage == Stage.Stabilize))
            return null;
        Node stable = Replacement.Fit(Substitution.Run([found], variables.ToDictionary(v => v.Value, v => v.Key), renew: false)[0], top.Type, null);
        if (stable == top)
            return null;
        Replacement.HandOn(top, stable);
        report.Replace(top, stable);
        return stable;
    }

    /// <summary>What a formula is of: the numbers that occur more than once in it, or, where none does, all that are no small whole numbers.</summary>
    private static Node[] Arguments(Node top)
    {
        var occurrences = new Dictionary<Node, int>();
        IReadOnlyList<Node> order = Graph.TopologicalOrder([top]);
        foreach (Node node in order)
            occurrences[node] = node == top ? 1 : 0;
        foreach (Node node in order.Reverse().Where(n => !IsLeaf(n)))
            foreach (Node input in node.Inputs)
                occurrences[input] = Math.Min(2, occurrences[input] + occurrences[node]);
        Node[] leaves = [.. order.Where(n => IsLeaf(n) && n.DType.IsFloating() && occurrences[n] > 0 && !IsPart(n))];
        Node[] repeated = [.. leaves.Where(l => occurrences[l] > 1)];
        return repeated.Length > 0 ? repeated : leaves;
    }

    /// <summary>A number, or several in a row.</summary>
    private static bool IsLeaf(Node node) =>
        node.Op == Sources.Constant || (node.Op == Shaping.Concatenate && node.Inputs.All(i => Constants.ValueOf(i) is not null));

    private static bool IsPart(Node leaf) =>
        Sources.ConstantOf(leaf)?.ToDouble() is { } value && Math.Abs(value) <= LargestPart && Math.Floor(2 * value) == 2 * value;

    private static bool IsFunction(Op op) => op.Kind == OpKind.Elementwise && !s_exact.Contains(op);
}
