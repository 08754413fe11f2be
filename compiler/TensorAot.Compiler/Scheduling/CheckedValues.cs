using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Scheduling;

/// <summary>The stored values that checks of data look at (indices, divisors), and the stored values that those are computed from.</summary>
internal static class CheckedValues
{
    public static HashSet<Node> Of(FunctionGraph function, Materialization materialization)
    {
        var pending = new Stack<Node>(Graph.TopologicalOrder(function.Roots).Where(n => n.CanFail).Select(n => n.Inputs[n.Op.Check!.Input]));
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
