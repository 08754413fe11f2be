using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Scheduling;

/// <summary>
/// Where every parameter, state, result and stored value lives. An update is written straight into its state when nothing else needs
/// the old value; otherwise it is written aside and copied at the end.
/// </summary>
internal sealed partial class StorageTable
{
    private readonly Dictionary<Node, Storage> _storage = [];
    private readonly HashSet<Node> _updateOnly = [];
    private readonly NameSet _names = new(ReservedNames.All);
    private readonly ILookup<Node, Node> _parts;
    private readonly FunctionGraph _function;
    private readonly Materialization _materialization;
    private readonly BlockTree _blocks;
    private readonly HashSet<Node> _checked;

    public StorageTable(FunctionGraph function, Materialization materialization, BlockTree blocks, bool allStates)
    {
        (_function, _materialization, _blocks) = (function, materialization, blocks);
        _checked = CheckedValues.Of(blocks, materialization);
        Parameters = [.. function.Parameters.Select(p => Bind(p.Value, p.Name, StorageRole.Parameter))];
        States = [.. (allStates ? function.States : StateNodes(function)).Select(s => (s, Bind(s.Node, s.Path, StorageRole.State)))];
        var outputs = new List<Storage>();
        foreach (FunctionOutput output in function.Outputs)
            outputs.Add(BindOutput(output));
        Outputs = outputs;
        // A new value that others are computed from stands aside; the rest may then overwrite what only such values read.
        HashSet<Node> used = [.. blocks.Order.SelectMany(n => n.Inputs)];
        foreach (StateUpdate update in function.Updates.OrderBy(u => used.Contains(u.Value) ? 0 : 1))
            BindUpdate(update, !used.Contains(update.Value));
        BindLoops();
        foreach (Node node in blocks.Order.Where(n => materialization.IsStored(n) && !_storage.ContainsKey(n)))
            Temporary(node);
        _parts = blocks.Order.Where(n => n.Op.Kind == OpKind.Part).ToLookup(n => n.Inputs[0]);
    }

    public IReadOnlyList<Storage> Parameters { get; }

    public IReadOnlyList<Storage> Outputs { get; }

    public IReadOnlyList<(StateVariable State, Storage Storage)> States { get; }

    public List<Storage> Temporaries { get; } = [];

    /// <summary>Results that are inputs or constants as they are: to be copied by loops before the first update.</summary>
    public List<(Node Source, Storage Target)> SourceTargets { get; } = [];

    /// <summary>Copies at the very end.</summary>
    public List<(Storage From, Storage To, string? Comment)> Copies { get; } = [];

    public Storage Of(Node node) =>
        TryOf(node) ?? throw new InvalidOperationException($"{node} has no storage");

    public Storage? TryOf(Node node) => _storage.TryGetValue(node, out Storage? storage) ? storage : null;

    /// <summary>Whether a check needs the value: it is computed aside, before anything is written.</summary>
    public bool IsChecked(Node node) => _checked.Contains(node);

    /// <summary>Whether the value goes straight to the caller's memory or to state.</summary>
    public bool IsWritten(Node node) => TryOf(node) is null or { Role: StorageRole.Output or StorageRole.State };

    /// <summary>Whether a value is stored only to update state.</summary>
    public bool IsUpdateOnly(Node node) => _updateOnly.Contains(node);

    private static IEnumerable<StateVariable> StateNodes(FunctionGraph function)
    {
        if (function.States.Count == 0)
            return [];
        HashSet<Node> used = [.. Graph.TopologicalOrder(function.Roots)];
        return function.States.Where(s => used.Contains(s.Node) || function.Updates.Any(u => u.State == s));
    }

    private Storage Bind(Node node, string name, StorageRole role)
    {
        var storage = new Storage(Unique(name), Resolved(node.Type), role);
        _storage[node] = storage;
        return storage;
    }

    private TensorType Resolved(TensorType type) =>
        new(type.DType, Shape.Of(type.Shape.Dims.Select(_function.Graph.Constraints.Resolve)));

    private Storage BindOutput(FunctionOutput output)
    {
        var storage = new Storage(Unique(output.Name), Resolved(output.Value.Type), StorageRole.Output);
        if (output.Value.Op.Kind == OpKind.Source)
            SourceTargets.Add((output.Value, storage));
        else if (_storage.TryGetValue(output.Value, out Storage? first))
            Copies.Add((first, storage, output.Name));
        else if (IsChecked(output.Value))
            Copies.Add((Temporary(output.Value), storage, output.Name));
        else
            _storage[output.Value] = storage;
        return storage;
    }

    private void BindUpdate(StateUpdate update, bool isLast)
    {
        Storage state = Of(update.State.Node);
        string comment = $"Update({update.State.Path}, ...)";
        Node value = update.Value;
        if (value.Op.Kind == OpKind.Source)
        {
            if (value == update.State.Node)
                return;
            // Another state's old value may itself be overwritten: keep it first.
            Storage copy = Add(update.State.Path + "Next", value.Type);
            SourceTargets.Add((value, copy));
            Copies.Add((copy, state, comment));
        }
        else if (_storage.TryGetValue(value, out Storage? elsewhere))
        {
            Copies.Add((elsewhere, state, comment));
        }
        else if (isLast && !IsChecked(value) && MayOverwrite(update))
        {
            _storage[value] = state;
            _updateOnly.Add(value);
        }
        else
        {
            Copies.Add((Temporary(value, update.State.Path + "Next"), state, comment));
        }
    }

    /// <summary>
    /// Whether computing an update may overwrite the state as it goes: no other update that does so reads the old value, and this one
    /// reads it only at the place that it writes, or is a routine that works in place.
    /// </summary>
    private bool MayOverwrite(StateUpdate update)
    {
        Node old = update.State.Node;
        foreach (StateUpdate other in _function.Updates)
            if (other != update && !StandsAside(other.Value) && Reads(other.Value, old))
                return false;
        if (update.Value.Op.WorksInPlace && update.Value.Inputs[0] == old)
            return update.Value.Inputs.Skip(1).All(input => Materialization.BelowReshapes(input) != old);
        // A product is added to what is there.
        if (update.Value.Op == AccumulatedProducts.Gemm && update.Value.Inputs[0] == old)
            return update.Value.Inputs.Skip(1).All(input => input != old && (_materialization.IsStored(input) || !Reads(input, old)));
        return update.Value.Op.Kind switch
        {
            OpKind.Elementwise => ReadsOnlyInPlace(update.Value, old),
            // What has several results, or is computed in several places, is not there at once.
            OpKind.Join or OpKind.Part or OpKind.Branch => false,
            _ => !Reads(update.Value, old),
        };
    }

    private bool StandsAside(Node value) => TryOf(value) is { Role: not StorageRole.State };

    /// <summary>Whether the loops of a value read an input.</summary>
    private bool Reads(Node root, Node input)
    {
        var pending = new Stack<Node>([root]);
        var seen = new HashSet<Node>();
        while (pending.Count > 0)
        {
            Node node = pending.Pop();
            foreach (Node next in node.Inputs)
            {
                if (next == input)
                    return true;
                if (seen.Add(next) && !_materialization.IsStored(next))
                    pending.Push(next);
            }
        }
        return false;
    }

    private bool ReadsOnlyInPlace(Node root, Node input)
    {
        var pending = new Stack<Node>([root]);
        var seen = new HashSet<Node>();
        while (pending.Count > 0)
        {
            Node node = pending.Pop();
            foreach (Node next in node.Inputs)
            {
                if (_materialization.IsStored(next))
                    continue;
                bool elementwise = node.Op.Kind == OpKind.Elementwise && next.Shape.Equals(root.Shape);
                if (!elementwise && (next == input || Reads(next, input)))
                    return false;
                if (elementwise && seen.Add(next))
                    pending.Push(next);
            }
        }
        return true;
    }

    /// <summary>A new identifier after a node's name, or after its op.</summary>
    public string NewName(Node node) => Unique(NameOf(node));

    /// <summary>A new identifier.</summary>
    public string Unique(string name) => _names.Unique(name);

    /// <summary>Memory for a routine to work in.</summary>
    public Storage Scratch(Node node, TensorType type) => Add(NewName(node) + "Scratch", type);

    /// <summary>The parts of a node with several results that have storage.</summary>
    public IEnumerable<Node> PartsOf(Node node) => _parts[node];

    private Storage Temporary(Node node, string? name = null)
    {
        Storage storage = Add(name ?? NameOf(node), node.Type, origin: _function.Graph.OriginOf(node));
        _storage[node] = storage;
        return storage;
    }

    private Storage Add(string name, TensorType type, StorageRole role = StorageRole.Temporary, Origin? origin = null)
    {
        var storage = new Storage(Unique(name), Resolved(type), role) { Origin = origin };
        Temporaries.Add(storage);
        return storage;
    }

    private string NameOf(Node node) => _function.Graph.NameOf(node) ?? (node.Attribute as VariableAttribute)?.Name ?? char.ToLowerInvariant(node.Op.Name[0]) + node.Op.Name.Substring(1);
}
