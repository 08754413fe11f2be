using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Graphs;

/// <summary>
/// The values of one function, hash-consed, in an order in which inputs come before their users.
/// It also knows the user's expression for a node (text only: never a position, never part of a node's identity)
/// and which sizes must agree at run time.
/// </summary>
public sealed class Graph
{
    private readonly record struct Key(Op Op, EquatableArray<Node> Inputs, object? Attribute, int Effect);

    private readonly Dictionary<Key, Node> _interned = [];
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<Node, Origin> _origins = [];
    private readonly Dictionary<Origin, List<Node>> _expressions = [];
    private readonly Dictionary<Node, string> _names = [];
    private readonly Dictionary<Type, object> _recent = [];
    private int _effects;
    private int _variables;

    public IReadOnlyList<Node> Nodes => _nodes;

    public DimConstraints Constraints { get; } = new();

    /// <summary>
    /// What derivatives are taken of, for outputs and the inputs to differentiate by: a numerically safer form of the outputs, of the
    /// same values. Null: of the outputs as they are.
    /// </summary>
    public Func<IReadOnlyList<Node>, IReadOnlyList<Node>, IReadOnlyList<Node>>? BeforeDerivatives { get; init; }

    /// <summary>The expression that is being read: nodes added while it is set are explained by it.</summary>
    public Origin? Origin { get; set; }

    /// <summary>The text of <see cref="Origin"/>.</summary>
    public string? Source
    {
        get => Origin?.Text;
        set => Origin = value is null ? null : new Origin(value);
    }

    /// <summary>The node for an op applied to inputs; infers its type.</summary>
    /// <exception cref="GraphException">The inputs' types do not fit the op: the rule broken, with both facts.</exception>
    public Node Add(Op op, object? attribute, params IEnumerable<Node> inputs)
    {
        EquatableArray<Node> operands = inputs.ToEquatableArray();
        // Nodes with an effect (random draws, Print, Assert) carry a counter: two equal draws are two draws.
        var key = new Key(op, operands, attribute, op.HasEffect ? ++_effects : 0);
        if (!_interned.TryGetValue(key, out Node? node))
        {
            var request = new TypeRequest(this, op, operands.Select(i => i.Type).ToEquatableArray(), attribute);
            node = new Node(this, _nodes.Count, op, operands, attribute, op.Type(request), op.Parts?.Invoke(request) ?? []);
            _interned.Add(key, node);
            _nodes.Add(node);
        }
        Explain(node, Origin);
        return node;
    }

    /// <summary>A number for a new <see cref="Sources.Variable"/>.</summary>
    public int NewVariable() => _variables++;

    /// <summary>The user's expression for a node, or null when none was written for it (a rewrite or a gradient made it).</summary>
    public string? SourceOf(Node node) => OriginOf(node)?.Text;

    /// <summary>The user's expression for a node and where it stands, or null when none was written for it.</summary>
    public Origin? OriginOf(Node node) => _origins.TryGetValue(node, out Origin? origin) ? origin : null;

    /// <summary>Says which expression a node computes, unless that is known: a rewrite hands it on to what it makes.</summary>
    public void Explain(Node node, Origin? origin)
    {
        if (origin is not null && !_origins.ContainsKey(node))
            _origins.Add(node, origin);
    }

    /// <summary>Notes that a node is the value of a whole expression, not a part of what its op is made of.</summary>
    public void Complete(Node node, Origin origin)
    {
        if (!_expressions.TryGetValue(origin, out List<Node>? values))
            _expressions[origin] = values = [];
        values.Add(node);
    }

    /// <summary>The values that an expression has had, one for each time it was evaluated.</summary>
    public IReadOnlyList<Node> ValuesOf(Origin origin) => _expressions.TryGetValue(origin, out List<Node>? values) ? values : [];

    /// <summary>The name that the user gave a node (a local, a parameter, a field), or null.</summary>
    public string? NameOf(Node node) => _names.TryGetValue(node, out string? name) ? name : null;

    /// <summary>Names a node; the first name stays.</summary>
    public void Name(Node node, string name)
    {
        if (!_names.ContainsKey(node))
            _names.Add(node, name);
    }

    /// <summary>What passes have worked out lately, for each kind of it.</summary>
    internal RecentValues<T> Recent<T>()
        where T : class
    {
        if (!_recent.TryGetValue(typeof(T), out object? values))
            _recent[typeof(T)] = values = new RecentValues<T>();
        return (RecentValues<T>)values;
    }

    /// <summary>The nodes that <paramref name="roots"/> need, each after its inputs. No recursion: chains may be thousands of nodes long.</summary>
    /// <param name="roots">The nodes to reach.</param>
    /// <param name="isLeaf">Nodes whose inputs are not wanted.</param>
    public static IReadOnlyList<Node> TopologicalOrder(IEnumerable<Node> roots, Func<Node, bool>? isLeaf = null)
    {
        var seen = new HashSet<Node>();
        var needed = new List<Node>();
        var pending = new Stack<Node>(roots);
        while (pending.Count > 0)
        {
            Node node = pending.Pop();
            if (!seen.Add(node))
                continue;
            needed.Add(node);
            if (isLeaf is null || !isLeaf(node))
                foreach (Node input in node.Inputs)
                    pending.Push(input);
        }
        return InOrder(needed);
    }

    private static Node[] InOrder(List<Node> nodes)
    {
        int[] ids = new int[nodes.Count];
        for (int i = 0; i < ids.Length; i++)
            ids[i] = nodes[i].Id;
        Node[] ordered = [.. nodes];
        Array.Sort(ids, ordered);
        return ordered;
    }
}
