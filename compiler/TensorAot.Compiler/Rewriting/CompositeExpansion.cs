using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting;

/// <summary>
/// Replaces composites (softmax and its relatives) by the ops that compute them. Runs after the rules, which look for composites;
/// what it makes is in its final form.
/// </summary>
public static class CompositeExpansion
{
    /// <summary>The function without composites.</summary>
    public static FunctionGraph Run(FunctionGraph function) => function.WithRoots(Run([.. function.Roots]));

    /// <summary>The same values without composites, also where one expands to others.</summary>
    public static IReadOnlyList<Node> Run(IReadOnlyList<Node> roots)
    {
        var expanded = new Dictionary<Node, Node>();
        while (Graph.TopologicalOrder(roots).Any(n => n.Op.Kind == OpKind.Composite))
        {
            expanded.Clear();
            foreach (Node node in Graph.TopologicalOrder(roots))
                expanded[node] = Expand(node, expanded);
            roots = [.. roots.Select(r => expanded[r])];
        }
        return roots;
    }

    private static Node Expand(Node node, Dictionary<Node, Node> expanded)
    {
        Graph graph = node.Graph;
        Node rebuilt = node.Inputs.All(i => expanded[i] == i) ? node : graph.Add(node.Op, node.Attribute, node.Inputs.Select(i => expanded[i]));
        Node result = rebuilt;
        if (rebuilt.Op.Kind == OpKind.Composite)
        {
            string? outer = graph.Source;
            graph.Source = graph.SourceOf(node);
            result = Replacement.Fit(rebuilt.Op.Expand!(rebuilt), node.Type, null);
            graph.Source = outer;
        }
        if (result != node)
            Replacement.HandOn(node, result);
        return result;
    }
}
