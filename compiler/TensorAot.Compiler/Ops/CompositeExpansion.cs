using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Ops;

/// <summary>Replaces composites by the ops that they stand for. Runs after rewriting, which knows composites by name.</summary>
public static class CompositeExpansion
{
    /// <summary>The function without composites.</summary>
    public static FunctionGraph Run(FunctionGraph function) => function.WithRoots(Run([.. function.Roots]));

    /// <summary>The same values without composites.</summary>
    public static IReadOnlyList<Node> Run(IReadOnlyList<Node> roots)
    {
        // An expansion may contain composites in turn (CrossEntropy, LogSumExp).
        while (Graph.TopologicalOrder(roots).Any(n => n.Op.Kind == OpKind.Composite))
            roots = ExpandOnce(roots);
        return roots;
    }

    private static IReadOnlyList<Node> ExpandOnce(IReadOnlyList<Node> roots)
    {
        var expanded = new Dictionary<Node, Node>();
        foreach (Node node in Graph.TopologicalOrder(roots))
        {
            Node[] inputs = [.. node.Inputs.Select(i => expanded[i])];
            Node rebuilt = inputs.SequenceEqual(node.Inputs) ? node : node.Graph.Add(node.Op, node.Attribute, inputs);
            node.Graph.Origin = node.Graph.OriginOf(node);
            Node result = rebuilt.Op.Kind == OpKind.Composite ? rebuilt.Op.Expand!(rebuilt) : rebuilt;
            node.Graph.Origin = null;
            HandOn(node, result);
            expanded[node] = result;
        }
        return [.. roots.Select(r => expanded[r])];
    }

    private static void HandOn(Node before, Node after)
    {
        if (before == after)
            return;
        after.Graph.Explain(after, before.Graph.OriginOf(before));
        if (before.Graph.NameOf(before) is { } name)
            after.Graph.Name(after, name);
    }
}
