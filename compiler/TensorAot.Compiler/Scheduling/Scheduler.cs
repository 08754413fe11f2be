using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Scheduling;

/// <summary>
/// Turns a graph into steps: decides what is stored, fuses what can share loops, orders everything so that updates come last and
/// whatever can fail comes before them.
/// </summary>
public sealed class Scheduler
{
    private readonly FunctionGraph _function;
    private readonly Graph _graph;
    private readonly Materialization _materialization;
    private readonly StorageTable _storage;
    private readonly List<object> _plan = [];
    private readonly Dictionary<Node, int> _position = [];
    private readonly HashSet<(CheckKind, Storage, Dim)> _checked = [];
    private int _kernels;
    private int _firstWrite;

    private Scheduler(FunctionGraph function)
    {
        _function = function;
        _graph = function.Graph;
        _materialization = Materialization.Decide(function);
        _storage = new StorageTable(function, _materialization);
    }

    public static Schedule Run(FunctionGraph function) => new Scheduler(function).Run();

    private Schedule Run()
    {
        IReadOnlyList<Node> order = Graph.TopologicalOrder(_function.Roots);
        List<Node> stored = [.. order.Where(_materialization.IsStored)];
        // Whatever can fail must have failed before anything of the caller's is written: what is checked comes first.
        foreach (Node node in stored.Where(_storage.IsChecked))
            Place(node);
        foreach (Node node in stored)
            AddChecks(node);
        _firstWrite = _plan.Count;
        foreach (Node node in stored.Where(n => !_storage.IsUpdateOnly(n) && !_storage.IsChecked(n)))
            Place(node);
        PlaceSourceOutputs();
        foreach (Node node in stored.Where(_storage.IsUpdateOnly))
            Place(node);
        foreach ((Storage from, Storage to, string? comment) in _storage.Copies)
            _plan.Add(new CopyStep(from, to, comment));
        return Finish();
    }

    private Schedule Finish()
    {
        List<Step> steps = [.. _plan.OfType<CheckStep>().Where(c => c.Storage.Role is StorageRole.Parameter or StorageRole.State)];
        foreach (object item in _plan)
        {
            if (item is KernelDraft draft)
                steps.Add(new LoopStep(KernelFinisher.Finish(draft)));
            else if (!steps.Contains((Step)item))
                steps.Add((Step)item);
        }
        KeepInLoops(steps);
        return new Schedule(_function, steps, _storage.Parameters, _storage.Outputs, _storage.States, _storage.Temporaries);
    }

    /// <summary>What only the loops that compute it read needs no storage: later sweeps of a row have a fold as a scalar, a sweep its own values.</summary>
    private static void KeepInLoops(List<Step> steps)
    {
        HashSet<Storage> read = [.. steps.SelectMany(s => s.Reads)];
        bool IsDead(Storage storage) => storage.Role == StorageRole.Temporary && !read.Contains(storage);
        foreach (Sweep sweep in steps.OfType<LoopStep>().SelectMany(s => s.Kernel.Sweeps))
        {
            foreach (Accumulator fold in sweep.Accumulators.Where(f => f.Scope == FoldScope.Row && f.Target is { } target && IsDead(target)))
                fold.KeepInRow();
            sweep.Stores.RemoveAll(s => IsDead(s.Storage));
        }
    }

    /// <summary>Results that are parameters, state or constants as they are.</summary>
    private void PlaceSourceOutputs()
    {
        foreach ((Node source, Storage target) in _storage.SourceTargets)
            AddLoops(source, [(LoopRoot.Of(source, target), source)]);
    }

    private void Place(Node node)
    {
        AddChecks(node);
        Storage target = _storage.Of(node);
        switch (node.Op.Kind)
        {
            case OpKind.Contraction:
                Add(node, ProductPlanner.Plan(node, target, _storage.Of, _materialization.IsStored));
                break;
            case OpKind.Routine:
                Add(node, Routine(node));
                break;
            case OpKind.Part:
                PlacePart(node);
                break;
            case OpKind.Join:
                PlaceJoin(node, target);
                break;
            default:
                if (node.Rank == 0 && node.Op.Kind != OpKind.Reduction)
                    Add(node, new ScalarStep(target, Scalar(node), _graph.SourceOf(node)));
                else
                    AddLoops(node, Alternatives(node, target));
                break;
        }
    }

    /// <summary>The ways in which the loops of a node may be shaped, best first.</summary>
    private IEnumerable<(LoopRoot Root, Node Value)> Alternatives(Node node, Storage target)
    {
        Node value = node.Op.Kind == OpKind.Reduction ? node.Inputs[0] : node;
        if (LoopRoot.PerRow(node, target) is { } perRow && Needed(node).Any(n => _plan.OfType<KernelDraft>().Any(d => d.Folds(n))))
            yield return (perRow, value);
        yield return (LoopRoot.Of(node, target), value);
    }

    private void AddLoops(Node node, IEnumerable<(LoopRoot Root, Node Value)> alternatives)
    {
        IReadOnlyCollection<Node> needed = Needed(node);
        int earliest = Math.Max(Position(needed), _storage.IsUpdateOnly(node) ? LastReader(_storage.Of(node), node) : 0);
        if (_storage.IsWritten(node))
            earliest = Math.Max(earliest, _firstWrite);
        LoopRoot? last = null;
        Node? lastValue = null;
        foreach ((LoopRoot root, Node value) in alternatives)
        {
            // The first place is the one nearest to what the value is made of.
            for (int i = earliest; i < _plan.Count; i++)
            {
                if (_plan[i] is KernelDraft draft && draft.TryAdd(root, value, [.. needed.Where(draft.Contains)]))
                {
                    _position[node] = i;
                    return;
                }
            }
            (last, lastValue) = (root, value);
        }
        var created = new KernelDraft("Loop" + _kernels++, last!, _storage.Of, _materialization.IsStored, _storage.NewName);
        if (!created.TryAdd(last!, lastValue!, []))
            throw new InvalidOperationException($"no loops for {node}");
        Add(node, created);
    }

    private void PlaceJoin(Node node, Storage target)
    {
        if (node.Op.LeavesGaps)
            AddLoops(node, [(LoopRoot.Fill(node, target), Sources.NewConstant(_graph, ConstantValue.From(node.DType, 0)))]);
        for (int i = 0; i < node.Inputs.Count; i++)
        {
            // Parts write the same storage as the fill, so they come after it.
            var part = new KernelDraft("Loop" + _kernels++, LoopRoot.JoinPart(node, i, target), _storage.Of, _materialization.IsStored, _storage.NewName);
            if (!part.TryAdd(LoopRoot.JoinPart(node, i, target), node.Inputs[i], []))
                throw new InvalidOperationException($"no loops for input {i} of {node}");
            Add(node, part);
        }
    }

    private void Add(Node node, object step)
    {
        _position[node] = _plan.Count;
        _plan.Add(step);
    }

    private Value Scalar(Node node) =>
        new ValueBuilder(0, (n, i) => _materialization.IsStored(n) ? new LoadTerm(_storage.Of(n), AffineIndex.Fixed(Dim.Zero, 0), []) : null, _storage.Of)
            .Build(node, [], compute: true);

    /// <summary>A part is placed with the first one of its node: all results are computed together.</summary>
    private void PlacePart(Node part)
    {
        Node whole = part.Inputs[0];
        if (!_position.ContainsKey(whole))
            Add(whole, Routine(whole));
        _position[part] = _position[whole];
    }

    private RoutineStep Routine(Node node)
    {
        Storage?[] targets = [_storage.TryOf(node)];
        if (node.IsTuple)
        {
            targets = new Storage?[node.Parts.Count];
            foreach (Node part in _storage.PartsOf(node))
                targets[Tuples.IndexOf(part)] = _storage.Of(part);
        }
        Storage[] scratch = [.. node.Op.Routine!.Scratch?.Invoke(node).Select(type => _storage.Scratch(node, type)) ?? []];
        return new RoutineStep(node, node.Inputs.Select(i => _storage.Of(Materialization.BelowReshapes(i))).ToEquatableArray(), targets, scratch, _graph.SourceOf(node));
    }

    /// <summary>The stored values that the loops of a node read.</summary>
    private IReadOnlyCollection<Node> Needed(Node node)
    {
        var needed = new HashSet<Node>();
        foreach (Node inner in Region(node))
            foreach (Node input in inner.Inputs)
                if (_materialization.IsStored(input))
                    needed.Add(input);
        return needed;
    }

    /// <summary>The nodes that are computed in the loops of a stored node, itself included.</summary>
    private IEnumerable<Node> Region(Node root)
    {
        var seen = new HashSet<Node> { root };
        var pending = new Stack<Node>([root]);
        while (pending.Count > 0)
        {
            Node node = pending.Pop();
            yield return node;
            foreach (Node input in node.Inputs)
                if (!_materialization.IsStored(input) && seen.Add(input))
                    pending.Push(input);
        }
    }

    private int Position(IEnumerable<Node> nodes) => nodes.Select(n => _position.TryGetValue(n, out int p) ? p : 0).DefaultIfEmpty(0).Max();

    /// <summary>The first place in the plan where state may be overwritten: after everything that reads its old value.</summary>
    private int LastReader(Storage state, Node update)
    {
        if (state.Role != StorageRole.State)
            return 0;
        int last = 0;
        foreach (KeyValuePair<Node, int> placed in _position)
            if (placed.Key != update && Region(placed.Key).Any(n => n.Op == Sources.Input && _storage.Of(n) == state))
                last = Math.Max(last, placed.Value + 1);
        return last;
    }

    private void AddChecks(Node node)
    {
        foreach (Node inner in Region(node).Where(n => n.CanFail && n.Op.Check is not null).OrderBy(n => n.Id))
        {
            CheckCode check = inner.Op.Check!;
            Dim size = check.Size?.Invoke(inner) ?? Dim.Zero;
            if (_storage.TryOf(inner.Inputs[check.Input]) is { } storage && _checked.Add((check.Kind, storage, size)))
                _plan.Add(new CheckStep(check.Kind, storage, size, _graph.SourceOf(inner) ?? inner.Op.Name));
        }
    }
}
