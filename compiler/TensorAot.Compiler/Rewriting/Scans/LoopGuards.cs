using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Scans;

/// <summary>
/// A loop of no steps computes nothing, so nothing in it fails. What is the same in all steps is computed once, before the loop: where
/// it can fail and the loop may have no step, it stands behind the condition that there is one.
/// </summary>
internal static class LoopGuards
{
    /// <summary>The roots with every such value guarded; the same roots when there is none.</summary>
    public static IReadOnlyList<Node> Run(IReadOnlyList<Node> roots)
    {
        while (Graph.TopologicalOrder(roots).Any(n => n.CanFail) && Step(roots) is { } next)
            roots = next;
        return roots;
    }

    private static Node[]? Step(IReadOnlyList<Node> roots)
    {
        foreach (LoopUse loop in LoopUse.Of(roots).Where(l => MayBeEmpty(l.Scan)))
        {
            Node[] failing = Failing(loop.Scan, roots);
            if (failing.Length == 0)
                continue;
            Node condition = Condition(loop.Scan);
            var draft = new LoopDraft(loop.Scan);
            draft.Substitute(failing.ToDictionary(f => f, f => Guarded(condition, f)));
            Dictionary<Node, Node> replacements = draft.Build();
            foreach (KeyValuePair<Node, Node> replacement in replacements)
                Replacement.HandOn(replacement.Key, replacement.Value);
            return Substitution.Run(roots, replacements, renew: false);
        }
        return null;
    }

    private static bool MayBeEmpty(ScanView scan) => !scan.Node.Graph.Constraints.IsAtLeast(scan.Attribute.Steps, 1);

    private static Node Condition(ScanView scan)
    {
        Node steps = Size(scan.Node.Graph, scan.Attribute.Steps, DType.Int32);
        return Greater(steps, Constant(steps, 0));
    }

    private static Node Guarded(Node condition, Node value)
    {
        (Origin? outer, value.Graph.Origin) = (value.Graph.Origin, value.Graph.OriginOf(value));
        Node guarded = Loops.NewIfElse(condition, value, Constant(value, 0));
        value.Graph.Origin = outer;
        return guarded;
    }

    /// <summary>What can fail in a loop, does not change in it and is needed nowhere else; of several results those that are read.</summary>
    private static Node[] Failing(ScanView scan, IReadOnlyList<Node> roots)
    {
        Node condition = Condition(scan);
        HashSet<Node> region = LoopRegion.Of(scan.Results, scan.VariableNodes);
        HashSet<Node> elsewhere = Unguarded(roots, scan, condition), reached = Unguarded(scan.Results, null, condition);
        HashSet<Node> failing = [.. reached.Where(n => n.CanFail && !region.Contains(n) && !elsewhere.Contains(n))];
        return [.. reached.Where(n => n.Op.Kind == OpKind.Part ? failing.Contains(n.Inputs[0]) : failing.Contains(n) && !n.IsTuple).OrderBy(n => n.Id)];
    }

    /// <summary>What some values need, but for what they need through a loop's body or only where a condition holds.</summary>
    private static HashSet<Node> Unguarded(IEnumerable<Node> values, ScanView? except, Node condition)
    {
        var reached = new HashSet<Node>();
        var pending = new Stack<Node>(values);
        while (pending.Count > 0)
        {
            Node node = pending.Pop();
            if (!reached.Add(node))
                continue;
            IEnumerable<Node> inputs = node == except?.Node ? except.Initial.Concat(except.Sequences)
                : node.Op.Kind == OpKind.Branch && node.Inputs[0] == condition ? [node.Inputs[0], node.Inputs[2]]
                : node.Inputs;
            foreach (Node input in inputs)
                pending.Push(input);
        }
        return reached;
    }
}
