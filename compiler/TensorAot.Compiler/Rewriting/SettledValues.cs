using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Rewriting;

/// <summary>
/// The values that no rule of a stage, or of those before it, applies to. A value never changes, so the next pass tries only the rules
/// that asked how often something is used, and the next stage only its own: most of the work of a pass over a graph that is nearly done.
/// </summary>
internal sealed class SettledValues
{
    private static readonly Rule[] s_none = [];
    private readonly Dictionary<Node, (Stage Stage, Rule[] Asked)> _values = [];
    private (Graph? Graph, int Version) _sizes;

    /// <summary>Whether a value is settled for some rules of up to a stage, and what is still to be tried.</summary>
    public bool TryGet(Node node, out Stage stage, out Rule[] asked)
    {
        bool found = _values.TryGetValue(node, out (Stage Stage, Rule[] Asked) value);
        (stage, asked) = value;
        return found;
    }

    /// <summary>Notes that no rule of up to a stage applies to a value, as long as nothing changes in what some of them asked.</summary>
    public void Add(Node node, Stage stage, List<Rule>? asked) => _values[node] = (stage, asked is null ? s_none : [.. asked]);

    /// <summary>Forgets everything when more is known about sizes than when it was found.</summary>
    public void Renew(Graph graph)
    {
        (Graph, int) now = (graph, graph.Constraints.Checks.Count + graph.Constraints.Bounds.Count);
        if (_sizes != now)
            _values.Clear();
        _sizes = now;
    }
}
