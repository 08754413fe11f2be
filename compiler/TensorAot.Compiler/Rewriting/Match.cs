using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting;

/// <summary>What a pattern's parts are bound to.</summary>
public sealed class Match
{
    // A pattern has a few parts: a list is faster than a dictionary, and this is made for every rule at every node.
    private readonly List<(Pattern Part, Node Node)> _bound = [];
    private readonly UseCounts _uses;

    internal Match(Node root, UseCounts uses)
    {
        Root = root;
        _uses = uses;
    }

    /// <summary>The node to replace.</summary>
    public Node Root { get; }

    public Graph Graph => Root.Graph;

    /// <summary>The node that a part of the pattern is bound to.</summary>
    public Node this[Pattern part] => TryGet(part, out Node node) ? node : throw new KeyNotFoundException($"{part} is no part of the pattern");

    /// <summary>The number that a constant of the pattern is bound to.</summary>
    public double Value(Pattern constant) => Constants.ValueOf(this[constant])!.Value.ToDouble();

    /// <summary>A number of the root's element type, as a scalar.</summary>
    public Node Constant(double value) => Constants.Of(Graph, Root.DType, value);

    /// <summary>Whether nothing else uses the node, so that replacing its only user makes it disappear.</summary>
    public bool IsSingleUse(Node node) => _uses.IsSingle(node);

    internal bool TryGet(Pattern part, out Node node)
    {
        foreach ((Pattern bound, Node value) in _bound)
        {
            if (bound == part)
            {
                node = value;
                return true;
            }
        }
        node = null!;
        return false;
    }

    internal void Bind(Pattern part, Node node) => _bound.Add((part, node));

    internal void Unbind(Pattern part) => _bound.RemoveAll(b => b.Part == part);
}
