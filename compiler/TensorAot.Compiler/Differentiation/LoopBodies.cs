using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Differentiation;

/// <summary>Which nodes belong to the body of a loop. Only the loop's own rules say what becomes of them: no pass visits them by itself.</summary>
internal static class LoopBodies
{
    /// <summary>The nodes behind <paramref name="outputs"/> that depend on a variable which a loop among <paramref name="loops"/> binds.</summary>
    public static HashSet<Node> Of(IReadOnlyList<Node> outputs, IReadOnlyList<Node> loops)
    {
        var inside = new HashSet<Node>();
        HashSet<Node> bound = [.. loops.SelectMany(BoundBy)];
        if (bound.Count == 0)
            return inside;
        var reads = new Dictionary<Node, HashSet<Node>>();
        foreach (Node node in Graph.TopologicalOrder(outputs))
        {
            HashSet<Node> variables = Union(node.Inputs.Where(reads.ContainsKey).Select(i => reads[i]));
            if (bound.Contains(node))
                variables = [node];
            else if (node.Attribute is IBindsVariables)
                variables = [.. variables.Except(BoundBy(node))];
            if (variables.Count == 0)
                continue;
            reads[node] = variables;
            inside.Add(node);
        }
        return inside;
    }

    private static IEnumerable<Node> BoundBy(Node node) => node.Attribute is IBindsVariables binder
        ? binder.Bound.Select(variable => node.Graph.Add(Sources.Variable, variable))
        : [];

    /// <summary>Most nodes read what one of their inputs reads: they share its set.</summary>
    private static HashSet<Node> Union(IEnumerable<HashSet<Node>> sets)
    {
        HashSet<Node> union = [];
        foreach (HashSet<Node> set in sets)
            union = union.IsSubsetOf(set) ? set : set.IsSubsetOf(union) ? union : [.. union, .. set];
        return union;
    }
}
