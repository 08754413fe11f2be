using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting;

/// <summary>Puts a rule's result in a value's place: of the same type, with the user's text and names.</summary>
internal static class Replacement
{
    /// <summary>The rule's result for a node, fitted to its type, or null when the rule does not apply.</summary>
    public static Node? Make(Rule rule, Node node, UseCounts uses)
    {
        Graph graph = node.Graph;
        Origin? outer = graph.Origin;
        // What the rule builds is explained by the expression that it replaces.
        graph.Origin = graph.OriginOf(node);
        try
        {
            return rule.Apply(node, uses) is { } result ? Fit(result, node.Type, rule) : null;
        }
        finally
        {
            graph.Origin = outer;
        }
    }

    /// <summary>
    /// The result in the shape of the value that it replaces: elementwise ops repeat scalars and axes of size 1 by themselves,
    /// so a result may have lost them (<c>x * 0</c> is a scalar 0).
    /// </summary>
    /// <exception cref="GraphException">The result is of another type: an error of the rule.</exception>
    public static Node Fit(Node result, TensorType type, Rule? rule)
    {
        if (SameType(result, type))
            return result;
        if (result.DType == type.DType && Broadcasts(result, type.Shape))
            return NodeOperators.BroadcastTo(result, type.Shape);
        throw new GraphException(DiagnosticRules.RewriteChangesType, rule?.Name ?? "rebuild", type, result.Type);
    }

    /// <summary>Names and explains a value as the one that it replaces was. Leaves keep their own names.</summary>
    public static void HandOn(Node before, Node after)
    {
        if (after.Op.Kind == OpKind.Source)
            return;
        Graph graph = before.Graph;
        graph.Explain(after, graph.OriginOf(before));
        if (graph.NameOf(before) is { } name)
            graph.Name(after, name);
    }

    private static bool SameType(Node node, TensorType type) =>
        node.DType == type.DType && node.Rank == type.Rank
        && Enumerable.Range(0, type.Rank).All(axis => node.Graph.Constraints.AreEqual(node.Shape[axis], type.Shape[axis]));

    private static bool Broadcasts(Node node, Shape shape)
    {
        int shift = shape.Rank - node.Rank;
        DimConstraints constraints = node.Graph.Constraints;
        return shift >= 0 && Enumerable.Range(0, node.Rank).All(axis =>
            constraints.Resolve(node.Shape[axis]).IsOne || constraints.AreEqual(node.Shape[axis], shape[axis + shift])
            || constraints.IsChecked(node.Shape[axis], shape[axis + shift]));
    }
}
