using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Scans;

/// <summary>
/// A loop of no steps computes nothing, so nothing in it fails. What is the same in all steps is computed once, before the loop: where
/// it can fail and the loop may have no step, it stands behind the condition that there is one.
/// </summary>
/// <remarks>
/// A value is needed by the body of a loop and nowhere else when every way to it from the roots passes that body: the body dominates it.
/// One search finds that for all loops with the same condition, so a row of hundreds of loops stays linear.
/// </remarks>
internal static class LoopGuards
{
    /// <summary>The roots with every such value guarded; the same roots when there is none.</summary>
    public static IReadOnlyList<Node> Run(IReadOnlyList<Node> roots)
    {
        // What two loops around each other guard, the inner one guards first.
        while (Graph.TopologicalOrder(roots) is var order && order.Any(n => n.CanFail) && Guards(roots, order) is { Count: > 0 } guards)
            roots = Guarded(roots, order, guards);
        return roots;
    }

    private static Dictionary<Node, Node> Guards(IReadOnlyList<Node> roots, IReadOnlyList<Node> order)
    {
        ScanView[] loops = [.. order.Where(n => n.Op.Kind == OpKind.Loop).Select(n => new ScanView(n))];
        var bodies = new LoopBodies(order, loops);
        var failing = new List<(ScanView Loop, Node Value, Node Condition)>();
        foreach (IGrouping<Node, ScanView> group in loops.Where(l => l.MayBeEmpty).GroupBy(Condition).ToArray())
            failing.AddRange(new GuardedWays(roots, order, [.. group], group.Key).Failing(bodies).Select(f => (f.Loop, f.Value, group.Key)));
        var guards = new Dictionary<Node, Node>();
        foreach ((_, Node value, Node condition) in failing.OrderBy(f => f.Loop.Node.Id).ThenBy(f => f.Value.Id))
            if (!guards.ContainsKey(value))
                guards.Add(value, Guarded(condition, value));
        return guards;
    }

    private static Node Condition(ScanView scan)
    {
        Node steps = scan.FirstLimit ?? Size(scan.Node.Graph, scan.Attribute.Steps, DType.Int32);
        return Greater(steps, Constant(steps, 0));
    }

    private static Node Guarded(Node condition, Node value)
    {
        (Origin? outer, value.Graph.Origin) = (value.Graph.Origin, value.Graph.OriginOf(value));
        Node guarded = Loops.NewIfElse(condition, value, Constant(value, 0));
        value.Graph.Origin = outer;
        return guarded;
    }

    /// <summary>Puts the guards in the place of what they guard, everywhere but in themselves.</summary>
    private static IReadOnlyList<Node> Guarded(IReadOnlyList<Node> roots, IReadOnlyList<Node> order, Dictionary<Node, Node> guards)
    {
        var made = new Dictionary<Node, Node>();
        foreach (KeyValuePair<Node, Node> guard in guards)
            (made[guard.Key], made[guard.Value]) = (guard.Value, guard.Value);
        foreach (Node node in order)
        {
            if (made.ContainsKey(node))
                continue;
            Node now = node.Inputs.Any(made.ContainsKey) ? Substitution.Rebuilt(node, made) : node;
            if (now == node)
                continue;
            made[node] = now;
            if (node.Op.Kind == OpKind.Part && node.Inputs[0].Op.Kind == OpKind.Loop)
                Replacement.HandOn(node, now);
        }
        return [.. roots.Select(r => made.TryGetValue(r, out Node? now) ? now : r)];
    }
}
