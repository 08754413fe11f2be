using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting;

/// <summary>What a pattern's parts are bound to.</summary>
public sealed class Match
{
    // Most patterns have one part, others a few: this is made for every rule at every node.
    private readonly List<(Pattern Part, Node Node)>? _bound;
    private readonly Pattern? _whole;
    private readonly UseCounts _uses;

    /// <summary>A match of which nothing is bound yet.</summary>
    internal Match(Node root, UseCounts uses)
        : this(root, uses, null)
    {
    }

    /// <summary>A match of a pattern of one part.</summary>
    internal Match(Node root, UseCounts uses, Pattern? whole)
    {
        Root = root;
        _uses = uses;
        _whole = whole;
        _bound = whole is null ? [] : null;
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
        node = part == _whole ? Root : null!;
        for (int i = 0; i < (_bound?.Count ?? 0) && node is null; i++)
            if (_bound![i].Part == part)
                node = _bound[i].Node;
        return node is not null;
    }

    internal void Bind(Pattern part, Node node) => _bound!.Add((part, node));

    internal void Unbind(Pattern part)
    {
        for (int i = _bound!.Count - 1; i >= 0; i--)
            if (_bound[i].Part == part)
                _bound.RemoveAt(i);
    }
}
