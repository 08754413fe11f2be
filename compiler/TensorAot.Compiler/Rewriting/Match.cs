using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting;

/// <summary>What a pattern's parts are bound to.</summary>
public sealed class Match
{
    private readonly Dictionary<Pattern, Node> _bound = [];
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
    public Node this[Pattern part] => _bound[part];

    /// <summary>The number that a constant of the pattern is bound to.</summary>
    public double Value(Pattern constant) => Constants.ValueOf(_bound[constant])!.Value.ToDouble();

    /// <summary>A number of the root's element type, as a scalar.</summary>
    public Node Constant(double value) => Constants.Of(Graph, Root.DType, value);

    /// <summary>Whether nothing else uses the node, so that replacing its only user makes it disappear.</summary>
    public bool IsSingleUse(Node node) => _uses.Of(node) <= 1;

    internal bool TryGet(Pattern part, out Node node) => _bound.TryGetValue(part, out node!);

    internal void Bind(Pattern part, Node node) => _bound[part] = node;

    internal void Unbind(Pattern part) => _bound.Remove(part);
}
