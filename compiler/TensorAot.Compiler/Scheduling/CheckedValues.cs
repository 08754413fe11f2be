using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Scheduling;

/// <summary>
/// The stored values that checks of data look at (indices, divisors) or that themselves may fail (a factorisation), and the stored
/// values that those are computed from.
/// </summary>
internal static class CheckedValues
{
    public static HashSet<Node> Of(FunctionGraph function, Materialization materialization)
    {
        IReadOnlyList<Node> order = Graph.TopologicalOrder(function.Roots);
        Node[] failing = [.. order.Where(n => n.CanFail)];
        var pending = new Stack<Node>(failing.Select(n => n.Op.Check is { } check ? n.Inputs[check.Input] : n));
        foreach (Node part in order.Where(n => n.Op.Kind == OpKind.Part && failing.Contains(n.Inputs[0])))
            pending.Push(part);
        var seen = new HashSet<Node>();
        while (pending.Count > 0)
        {
            Node node = pending.Pop();
            if (seen.Add(node))
                foreach (Node input in node.Inputs)
                    pending.Push(input);
        }
        return [.. seen.Where(materialization.IsStored)];
    }
}
