using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Differentiation;

/// <summary>
/// A walk from given nodes to what depends on them, which finds one node for each. Bodies of loops are left to the loops' rules, which
/// walk them in a pass of their own inside this one.
/// </summary>
/// <param name="outer">The pass that runs outside the body, which knows the values that the body reads.</param>
internal abstract class NodePass(NodePass? outer)
{
    private readonly Dictionary<Node, Node?> _found = [];
    private readonly HashSet<Node> _dependent = [];
    private ILookup<Node, int> _partsRead = Enumerable.Empty<Node>().ToLookup(n => n, _ => 0);

    /// <summary>What a node became; null for one that does not depend on the given ones.</summary>
    protected Node? Found(Node node) => _found.TryGetValue(node, out Node? found) ? found : outer?.Found(node);

    /// <summary>Whether a node depends on the given ones, be it only through the body of a loop.</summary>
    protected bool IsDependent(Node node) => _dependent.Contains(node) || (outer?.IsDependent(node) ?? false);

    /// <summary>Which results of a node with several something reads.</summary>
    protected IEnumerable<int> PartsRead(Node tuple) => _partsRead[tuple];

    /// <summary>Makes a node's counterpart. Called once for each node that depends on the given ones, after its inputs.</summary>
    protected abstract Node? Make(Node node);

    /// <summary>Walks to <paramref name="outputs"/> from nodes whose counterparts are given.</summary>
    protected Node?[] Walk(IReadOnlyList<Node> outputs, IReadOnlyList<Node> given, IReadOnlyList<Node?> counterparts)
    {
        if (outputs.Count == 0)
            return [];
        for (int i = 0; i < given.Count; i++)
        {
            _found[given[i]] = counterparts[i];
            if (counterparts[i] is not null)
                _dependent.Add(given[i]);
        }
        // What was there before the first given node cannot depend on one.
        int first = outer is null && given.Count > 0 ? given.Min(n => n.Id) : 0;
        bool IsLeaf(Node node) => node.Id < first || Knows(node);
        IReadOnlyList<Node> order = Graph.TopologicalOrder(outputs, IsLeaf);
        _partsRead = order.Where(n => n.Op.Kind == OpKind.Part).ToLookup(n => n.Inputs[0], Tuples.IndexOf);
        HashSet<Node> inside = LoopBodies.Of(outputs, order);
        Graph graph = outputs[0].Graph;
        Origin? origin = graph.Origin;
        try
        {
            foreach (Node node in order)
            {
                if (IsLeaf(node) || !node.Inputs.Any(IsDependent))
                    continue;
                _dependent.Add(node);
                if (inside.Contains(node))
                    continue;
                graph.Origin = graph.OriginOf(node) ?? origin;
                _found[node] = Make(node);
            }
        }
        finally
        {
            graph.Origin = origin;
        }
        return [.. outputs.Select(Found)];
    }

    private bool Knows(Node node) => _found.ContainsKey(node) || (outer?.Knows(node) ?? false);
}
