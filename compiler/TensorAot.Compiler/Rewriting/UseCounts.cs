using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Rewriting;

/// <summary>How often each value is used, as of the start of a pass. A value that replaces another is used where that one was; other values made since then count as used once.</summary>
internal sealed class UseCounts
{
    private readonly Dictionary<Node, int> _counts;

    public UseCounts(IReadOnlyList<Node> roots)
    {
        IReadOnlyList<Node> nodes = Graph.TopologicalOrder(roots);
        NodeCount = nodes.Count;
        _counts = new Dictionary<Node, int>(nodes.Count);
        foreach (Node node in nodes)
            foreach (Node input in node.Inputs)
                Add(input);
        foreach (Node root in roots)
            Add(root);
    }

    /// <summary>How many values there were.</summary>
    public int NodeCount { get; }

    /// <summary>Notes that the users of one value now use another.</summary>
    public void HandOn(Node before, Node after) => _counts[after] = Of(after) + Of(before) - 1;

    /// <summary>Whether a rule asked since this was set to false.</summary>
    public bool WasAsked { get; set; }

    /// <summary>Whether at most one other value uses a value.</summary>
    public bool IsSingle(Node node)
    {
        WasAsked = true;
        return Of(node) <= 1;
    }

    private int Of(Node node) => _counts.TryGetValue(node, out int count) ? count : 1;

    private void Add(Node node) => _counts[node] = _counts.TryGetValue(node, out int count) ? count + 1 : 1;
}
