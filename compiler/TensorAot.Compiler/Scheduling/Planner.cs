using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Scheduling;

/// <summary>Orders the steps of one block: the function, the body of a loop, a side of a branch.</summary>
internal sealed partial class Planner(PlanContext context, Block block, Planner? outer = null)
{
    /// <summary>How many steps back a value may join a kernel: looking through all of a long function would be quadratic.</summary>
    private const int FarthestKernel = 256;

    private readonly List<object> _items = [];
    private readonly Dictionary<Node, int> _position = [];
    private readonly HashSet<object> _checked = [];
    private readonly Dictionary<Storage, int> _lastReader = [];

    private Graph Graph => context.Graph;

    /// <summary>From which step on the caller's memory may be written.</summary>
    public int FirstWrite { get; set; }

    public int Count => _items.Count;

    public void Add(object item) => _items.Add(item);

    /// <summary>Plans what its block computes, in order. What only a branch needs is planned with the branch.</summary>
    public void PlaceAll()
    {
        foreach (Node node in block.Nodes)
            if (context.IsStored(node))
                Place(node);
    }

    public void Place(Node node)
    {
        if (!context.TryPlace(node))
            return;
        AddChecks(node);
        switch (node.Op.Kind)
        {
            case OpKind.Contraction:
                if (node.Op == AccumulatedProducts.Gemm)
                    PlaceStart(node);
                Add(node, ProductPlanner.Plan(node, context.Storage.Of(node), context.Storage.Of, context.IsStored));
                break;
            case OpKind.Routine:
                Add(node, Routine(node));
                break;
            case OpKind.Part:
                PlacePart(node);
                break;
            case OpKind.Branch:
                PlaceBranch(node);
                break;
            case OpKind.Join:
                PlaceJoin(node, context.Storage.Of(node));
                break;
            case not OpKind.Reduction when node.Rank == 0:
                Add(node, new ScalarStep(context.Storage.Of(node), context.Scalar(node, compute: true), Graph.SourceOf(node)));
                break;
            default:
                AddLoops(node, Alternatives(node, context.Storage.Of(node)), context.Needed(node), context.Region(node));
                break;
        }
    }

    /// <summary>Stores a value that is an input or has storage of its own in another place.</summary>
    public void PlaceCopy(Node value, Storage target)
    {
        if (value.Rank == 0)
        {
            _items.Add(new ScalarStep(target, context.Scalar(value, compute: !context.IsStored(value)), null));
            NoteReads(value, _items.Count - 1);
        }
        else
        {
            AddLoops(value, [(LoopRoot.Copy(value, target), value)], context.IsStored(value) ? [value] : context.Needed(value), [], isCopy: true);
        }
    }

    /// <summary>What a product is added to is copied to where the sum goes, unless it lies there.</summary>
    private void PlaceStart(Node sum)
    {
        (Node start, Storage target) = (sum.Inputs[0], context.Storage.Of(sum));
        if (context.Storage.Of(start) == target)
            return;
        LoopRoot root = LoopRoot.Copy(start, target);
        KernelDraft copy = context.NewDraft(root);
        if (!copy.TryAdd(root, start, [], []))
            throw new InvalidOperationException($"no loops for input 0 of {sum}");
        Add(sum, copy);
    }

    /// <summary>The ways in which the loops of a node may be shaped, best first.</summary>
    private IEnumerable<(LoopRoot Root, Node Value)> Alternatives(Node node, Storage target)
    {
        Node value = node.Op.Kind == OpKind.Reduction ? node.Inputs[0] : node;
        if (LoopRoot.PerRow(node, target) is { } perRow && context.Needed(node).Any(IsFolded))
            yield return (perRow, value);
        yield return (LoopRoot.Of(node, target), value);
    }

    private bool IsFolded(Node node) => _position.TryGetValue(node, out int position) && position < _items.Count && _items[position] is KernelDraft draft && draft.Folds(node);

    private void AddLoops(Node node, IEnumerable<(LoopRoot Root, Node Value)> alternatives, IReadOnlyCollection<Node> needed, IReadOnlyList<Node> region, bool isCopy = false)
    {
        int earliest = Math.Max(Position(needed), EarliestWrite(node, isCopy));
        LoopRoot? last = null;
        Node? lastValue = null;
        foreach ((LoopRoot root, Node value) in alternatives)
        {
            // The first place is the one nearest to what the value is made of.
            for (int i = context.IsApart ? _items.Count : Math.Max(earliest, _items.Count - FarthestKernel); i < _items.Count; i++)
            {
                if (_items[i] is KernelDraft draft && draft.MayTake(root) && draft.TryAdd(root, value, [.. needed.Where(draft.Contains)], region))
                {
                    Placed(node, i, isCopy);
                    return;
                }
            }
            (last, lastValue) = (root, value);
        }
        KernelDraft created = context.NewDraft(last!);
        if (!created.TryAdd(last!, lastValue!, [], region))
            throw new InvalidOperationException($"no loops for {node}");
        _items.Add(created);
        Placed(node, _items.Count - 1, isCopy);
    }

    /// <summary>The first place where a value may be written: what is the caller's after everything that can fail, state after its readers and all loops, in which a call can be stopped.</summary>
    private int EarliestWrite(Node node, bool isCopy)
    {
        int earliest = isCopy || context.Storage.IsWritten(node) ? FirstWrite : 0;
        if (isCopy || !context.Storage.IsUpdateOnly(node))
            return earliest;
        int reader = _lastReader.TryGetValue(context.Storage.Of(node), out int last) ? last : 0;
        return Math.Max(Math.Max(earliest, reader), _items.FindLastIndex(item => item is LoopDraft or BranchDraft) + 1);
    }

    private void Placed(Node node, int position, bool isCopy = false)
    {
        if (!isCopy)
            _position[node] = position;
        NoteReads(node, position);
    }

    private void PlaceJoin(Node node, Storage target)
    {
        if (node.Op.LeavesGaps)
            AddLoops(node, [(LoopRoot.Fill(node, target), Sources.NewConstant(Graph, ConstantValue.From(node.DType, 0)))], context.Needed(node), []);
        for (int i = 0; i < node.Inputs.Count; i++)
        {
            // Parts write the same storage as the fill, so they come after it.
            LoopRoot root = LoopRoot.JoinPart(node, i, target);
            KernelDraft part = context.NewDraft(root);
            if (!part.TryAdd(root, node.Inputs[i], [], []))
                throw new InvalidOperationException($"no loops for input {i} of {node}");
            Add(node, part);
        }
    }

    private void Add(Node node, object step)
    {
        _items.Add(step);
        Placed(node, _items.Count - 1);
    }

    /// <summary>A part is placed with the first one of its node: all results are computed together.</summary>
    private void PlacePart(Node part)
    {
        Node whole = part.Inputs[0];
        if (context.TryPlace(whole))
        {
            AddChecks(whole);
            if (whole.Op.Kind == OpKind.Loop)
                PlaceLoop(new ScanView(whole));
            else
                Add(whole, Routine(whole));
        }
        _position[part] = _position[whole];
    }

    private RoutineStep Routine(Node node)
    {
        StorageTable storage = context.Storage;
        Storage?[] targets = [storage.TryOf(node)];
        if (node.IsTuple)
        {
            targets = new Storage?[node.Parts.Count];
            foreach (Node part in storage.PartsOf(node))
                targets[Tuples.IndexOf(part)] = storage.Of(part);
        }
        Storage[] scratch = [.. node.Op.Routine!.Scratch?.Invoke(node).Select(type => storage.Scratch(node, type)) ?? []];
        return new RoutineStep(node, [.. node.Inputs.Select(i => storage.Of(Materialization.BelowReshapes(i)))], targets, scratch, Graph.SourceOf(node));
    }

    private int Position(IEnumerable<Node> nodes) => nodes.Select(n => _position.TryGetValue(n, out int p) ? p : 0).DefaultIfEmpty(0).Max();

    /// <summary>Notes which state a step reads: it is overwritten only afterwards.</summary>
    private void NoteReads(Node node, int position)
    {
        foreach (Node inner in context.Region(node))
            if (inner.Op == Sources.Input && context.Storage.Of(inner) is { Role: StorageRole.State } state)
                NoteRead(state, position);
    }

    private void NoteRead(Storage state, int position) =>
        _lastReader[state] = Math.Max(position + 1, _lastReader.TryGetValue(state, out int last) ? last : 0);

    /// <summary>Adds the checks of everything that a value's loops compute and that can fail, and what prints.</summary>
    private void AddChecks(Node node)
    {
        foreach (Node inner in context.Region(node).Where(n => n.Op.Check is not null || n.Attribute is PrintAttribute).OrderBy(n => n.Id))
            AddCheck(inner);
    }

    /// <summary>Adds what must hold for a node, once, in the outermost block that can tell.</summary>
    public void AddCheck(Node node)
    {
        Node input = node.Inputs[node.Op.Check?.Input ?? 0];
        Block target = context.Blocks.Hoist(block, input, fromLimited: false);
        if (target != block)
        {
            outer!.AddCheck(node);
            return;
        }
        if ((context.Storage.TryOf(input) ?? context.Storage.TryOf(Materialization.BelowReshapes(input))) is not { } storage)
            return;
        if (node.Attribute is PrintAttribute print)
        {
            if (IsNew(node))
                _items.Add(new PrintStep(storage, print.Label, print.Elements));
            return;
        }
        if (!node.CanFail)
            return;
        CheckCode check = node.Op.Check!;
        Dim size = check.Size?.Invoke(node) ?? Dim.Zero;
        Dim? steps = StepsBetween(node);
        if (IsNew((check.Kind, storage, size, steps)))
            _items.Add(new CheckStep(check.Kind, storage, size, Graph.SourceOf(node) ?? node.Op.Name, check.Message?.Invoke(node), steps));
    }

    /// <summary>How often the loops between a check and what it is for run; null when at least once.</summary>
    private Dim? StepsBetween(Node node)
    {
        Dim? steps = null;
        for (Block inner = context.Blocks.Of(node); inner != block && inner.Parent is { } parent; inner = parent)
            if (inner.Loop is { } loop && new ScanView(loop).Attribute.Steps is var own && !Graph.Constraints.IsAtLeast(own, 1))
                steps = Graph.Constraints.Resolve(steps is null ? own : steps * own);
        return steps;
    }

    private bool IsNew(object what)
    {
        for (Planner? planner = this; planner is not null; planner = planner.Outer)
            if (planner._checked.Contains(what))
                return false;
        return _checked.Add(what);
    }

    private Planner? Outer => outer;
}
