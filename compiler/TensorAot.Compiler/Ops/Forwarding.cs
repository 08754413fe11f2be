using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// Puts many values in the place of others at once. Unlike <see cref="Substitution"/> it also goes into what it puts there, so that
/// replacements that were found apart, each in the graph as it was, work together. One walk over the graph, however many there are.
/// </summary>
internal sealed class Forwarding
{
    private readonly IReadOnlyDictionary<Node, Node> _replacements;
    private readonly Dictionary<Node, Node> _made = [];
    private readonly HashSet<Node> _active = [];
    private readonly Stack<Node> _pending = new();
    private bool _failed;

    private Forwarding(IReadOnlyDictionary<Node, Node> replacements) => _replacements = replacements;

    /// <summary>The roots and the replaced values as they are then; null when a value would need itself.</summary>
    public static (Node[] Roots, IReadOnlyDictionary<Node, Node> Made)? Run(IReadOnlyList<Node> roots, IReadOnlyDictionary<Node, Node> replacements)
    {
        var forwarding = new Forwarding(replacements);
        return roots.All(forwarding.Make) && replacements.Keys.All(forwarding.Make) ? ([.. roots.Select(r => forwarding._made[r])], forwarding._made) : null;
    }

    private bool Make(Node root)
    {
        _pending.Push(root);
        while (_pending.Count > 0)
            if (!Step(_pending.Peek()))
                return false;
        return true;
    }

    /// <summary>Makes a node, or enters what it needs first; false when that needs the node.</summary>
    private bool Step(Node node)
    {
        if (_made.ContainsKey(node))
        {
            _pending.Pop();
            return true;
        }
        _active.Add(node);
        bool isReplaced = _replacements.TryGetValue(node, out Node? value);
        bool isReady = isReplaced ? Enter(value!) : EnterAll(node.Inputs);
        if (_failed || !isReady)
            return !_failed;
        _made[node] = isReplaced ? _made[value!] : Substitution.Rebuilt(node, _made);
        _active.Remove(node);
        _pending.Pop();
        return true;
    }

    private bool EnterAll(IReadOnlyList<Node> inputs)
    {
        bool ready = true;
        for (int i = inputs.Count - 1; i >= 0; i--)
            ready &= Enter(inputs[i]);
        return ready;
    }

    private bool Enter(Node node)
    {
        if (_made.ContainsKey(node))
            return true;
        _failed |= _active.Contains(node);
        _pending.Push(node);
        return false;
    }
}
