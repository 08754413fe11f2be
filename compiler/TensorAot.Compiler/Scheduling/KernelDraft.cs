using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Scheduling;

/// <summary>
/// A kernel while values are added to it. A value joins when it iterates over the same rows and whatever it needs of this kernel is
/// there for its own row: what earlier sweeps folded, or what they stored at the same row.
/// </summary>
internal sealed class KernelDraft(string name, LoopRoot first, Func<Node, Storage> storageOf, Func<Node, bool> isStored, Func<Node, string> newName)
{
    private sealed class SweepDraft(Sweep sweep)
    {
        public Sweep Sweep { get; } = sweep;

        public ValueBuilder? Builder { get; set; }

        /// <summary>Values stored by this sweep, with the index at which it computes them.</summary>
        public Dictionary<Node, (IReadOnlyList<AffineIndex> Index, Value Value)> Stored { get; } = [];

        public Dictionary<Node, Accumulator> Folded { get; } = [];

        /// <summary>The elementwise nodes that it computes.</summary>
        public HashSet<Node> Inlined { get; } = [];

        public int Cost { get; set; }

        /// <summary>What further nodes would cost.</summary>
        public int CostOf(IReadOnlyList<Node> nodes)
        {
            int cost = 0;
            for (int i = 0; i < nodes.Count; i++)
                if (nodes[i].Op.Code is { } code && !Inlined.Contains(nodes[i]))
                    cost += code.Cost;
            return cost;
        }
    }

    /// <summary>Vector instructions in the body of one sweep, beyond which values wait for the next; see <see cref="Materialization"/>.</summary>
    private const int SweepBudget = 300;

    /// <summary>
    /// The same of all sweeps together, beyond which values wait for the next kernel: the inliner's budget is that of a method. Measured:
    /// 24 functions of a float in four sweeps took 16.5 ns an element, in two kernels 6.4.
    /// </summary>
    private const int KernelBudget = 400;

    /// <summary>Beyond this a method takes the JIT longer than it saves.</summary>
    private const int MostSweeps = 48;

    private readonly List<SweepDraft> _sweeps = [];
    /// <summary>The first sweep that stores or folds a value.</summary>
    private readonly Dictionary<Node, int> _sweepOf = [];
    /// <summary>Values that are complete only when the whole kernel has run.</summary>
    private readonly HashSet<Node> _incomplete = [];
    private bool _fits;

    public string Name { get; } = name;

    public IReadOnlyList<Dim> Rows { get; } = first.Rows;

    /// <summary>Whether the first value folds columns: such kernels take only values of the same loops.</summary>
    private bool IsColumnFold { get; } = first.Form == LoopForm.ColumnFold;

    public IReadOnlyList<Sweep> Sweeps => [.. _sweeps.Select(s => s.Sweep)];

    public bool Contains(Node node) => _incomplete.Contains(node) || _sweepOf.ContainsKey(node);

    /// <summary>Whether a value of this kernel that <paramref name="node"/> needs is folded here.</summary>
    public bool Folds(Node node) => _sweepOf.TryGetValue(node, out int sweep) && _sweeps[sweep].Folded.ContainsKey(node);

    /// <summary>Whether a value's loops are like the kernel's, whatever it needs.</summary>
    public bool MayTake(LoopRoot root) =>
        (root.Form == LoopForm.ColumnFold) == IsColumnFold && root.Rows.SequenceEqual(Rows)
        // Without rows only the inner axis can run in parallel, so all sweeps must share it.
        && (Rows.Count > 0 || _sweeps.Count == 0 || _sweeps[0].Sweep.Inner == root.Inner);

    /// <summary>Adds a value that it may take, if it fits.</summary>
    /// <param name="root">The value and its loops.</param>
    /// <param name="value">Node to compute at an index of the root's space, usually the root's own.</param>
    /// <param name="needed">The stored values that it needs.</param>
    /// <param name="region">The nodes that are computed with it.</param>
    public bool TryAdd(LoopRoot root, Node value, IReadOnlyCollection<Node> needed, IReadOnlyList<Node> region)
    {
        if (needed.Any(_incomplete.Contains) || IsBeyondBudget(region))
            return false;
        int earliest = needed.Count == 0 ? 0 : needed.Max(n => EarliestSweepAfter(n, root));
        if (earliest == int.MaxValue)
            return false;
        for (int i = earliest; i < _sweeps.Count; i++)
            if (Matches(_sweeps[i].Sweep, root) && TryAddTo(_sweeps[i], root, value, region))
                return true;
        if ((_sweeps.Count > 0 && IsColumnFold) || _sweeps.Count == MostSweeps)
            return false;
        var sweep = new SweepDraft(new Sweep(root.Middle, root.Inner, Rows.Count));
        _sweeps.Add(sweep);
        if (TryAddTo(sweep, root, value, region))
            return true;
        _sweeps.Remove(sweep);
        return false;
    }

    private bool IsBeyondBudget(IReadOnlyList<Node> region)
    {
        int cost = _sweeps.Sum(s => s.Cost);
        return cost > 0 && cost + region.Sum(n => n.Op.Code?.Cost ?? 0) > KernelBudget;
    }

    private static bool Matches(Sweep sweep, LoopRoot root) => sweep.Inner == root.Inner && sweep.Middle.SequenceEqual(root.Middle);

    /// <summary>The first sweep that may use a value, or MaxValue when none in this kernel may.</summary>
    private int EarliestSweepAfter(Node needed, LoopRoot root)
    {
        if (!_sweepOf.TryGetValue(needed, out int i))
            return 0;
        if (_sweeps[i].Folded.TryGetValue(needed, out Accumulator? fold))
            return fold.Scope == FoldScope.Row ? i + 1 : int.MaxValue;
        return Matches(_sweeps[i].Sweep, root) ? i : i + 1;
    }

    private bool TryAddTo(SweepDraft sweep, LoopRoot root, Node value, IReadOnlyList<Node> region)
    {
        if (sweep.Inlined.Count > 0 && sweep.Cost + sweep.CostOf(region) > SweepBudget)
            return false;

        // A number that a product has in storage is a number all the same, also as what fills a tensor of any shape.
        Value? Stored(Node node, IReadOnlyList<AffineIndex> index) => isStored(node) && node.Op != Sources.Constant ? FromHere(sweep, node, index) : null;

        // Reshape and gather read anywhere in the storage below them: it must be complete before this kernel runs.
        Storage Whole(Node node)
        {
            _fits &= !Contains(node);
            return storageOf(node);
        }

        _fits = true;
        bool compute = value == root.Node && !(root.IsCopy && isStored(value));
        sweep.Builder ??= new ValueBuilder(root.Counters, Stored, Whole);
        Value built = sweep.Builder.Build(value, root.Index, compute);
        // A value that does not fit must leave nothing behind.
        sweep.Builder.End(keep: _fits);
        if (!_fits)
            return false;
        sweep.Cost += sweep.CostOf(region);
        sweep.Inlined.UnionWith(region.Where(n => n.Op.Code is not null));
        Commit(sweep, root, built);
        return true;
    }

    /// <summary>A stored value as this sweep sees it.</summary>
    private Value FromHere(SweepDraft sweep, Node node, IReadOnlyList<AffineIndex> index)
    {
        if (_sweepOf.TryGetValue(node, out int number))
        {
            SweepDraft other = _sweeps[number];
            if (other.Folded.TryGetValue(node, out Accumulator? fold))
            {
                _fits &= other != sweep && fold.Scope == FoldScope.Row && IsRowIndex(node, index);
                return new FoldTerm(fold);
            }
            (IReadOnlyList<AffineIndex> Index, Value Value) stored = other.Stored[node];
            if (other == sweep && index.SequenceEqual(stored.Index))
                return stored.Value;
            // Without rows the kernel may run in parallel over the inner axis: another element may not be there yet.
            _fits &= other != sweep && (Rows.Count == 0 ? index.SequenceEqual(stored.Index) : IsSameRow(index, stored.Index));
        }
        return ValueBuilder.Load(storageOf(node), index, sweep.Sweep.InnerCounter + 1);
    }

    /// <summary>Whether an index names the result of the row's own fold.</summary>
    private bool IsRowIndex(Node node, IReadOnlyList<AffineIndex> index)
    {
        int row = 0;
        for (int axis = 0; axis < index.Count; axis++)
        {
            if (node.Graph.Constraints.Resolve(node.Shape[axis]).IsOne)
                continue;
            if (!IsCounter(index[axis], row++))
                return false;
        }
        return row == Rows.Count;
    }

    /// <summary>Whether two indices stay in the same row: where one is a row counter, so is the other, and no other axis moves with the row.</summary>
    private bool IsSameRow(IReadOnlyList<AffineIndex> index, IReadOnlyList<AffineIndex> stored)
    {
        for (int axis = 0; axis < index.Count; axis++)
        {
            int row = Enumerable.Range(0, Rows.Count).Where(r => IsCounter(stored[axis], r)).DefaultIfEmpty(-1).First();
            bool moves = Enumerable.Range(0, Rows.Count).Any(r => ValueWalker.Moves(index[axis], r));
            if (row >= 0 ? !IsCounter(index[axis], row) : moves)
                return false;
        }
        return true;
    }

    private static bool IsCounter(AffineIndex index, int counter) =>
        index.Offset.IsZero && Enumerable.Range(0, index.Strides.Count).All(i => i == counter ? index.Strides[i].IsOne : index.Strides[i].IsZero);

    private void Commit(SweepDraft sweep, LoopRoot root, Value value)
    {
        AffineIndex at = ValueBuilder.At(root.Target.Strides, root.ResultIndex, root.Counters);
        Comment(sweep, root.Node);
        switch (root.Form)
        {
            case LoopForm.Map:
                sweep.Sweep.Stores.Add(new StoreStatement(root.Target, at, value));
                if (root.Place is not null)
                    _incomplete.Add(root.Node);
                else if (!root.IsCopy)
                {
                    sweep.Stored[root.Node] = (root.Index, value);
                    Note(root.Node, sweep);
                }
                break;
            case LoopForm.ColumnFold:
                ReductionCode columns = root.Node.Op.Fold!;
                sweep.Sweep.Stores.Add(new StoreStatement(root.Target, at, value, columns.Combine(), columns.Identity(root.Node.DType)));
                _incomplete.Add(root.Node);
                break;
            default:
                ReductionCode fold = root.Node.Op.Fold!;
                var accumulator = new Accumulator(newName(root.Node), fold.Combine(), fold.Identity(value.DType), value,
                    root.Form == LoopForm.RowFold ? FoldScope.Row : FoldScope.Total, root.Target)
                {
                    TargetAt = at,
                    SelectsPlace = fold.Selects,
                };
                sweep.Sweep.Accumulators.Add(accumulator);
                sweep.Folded[root.Node] = accumulator;
                Note(root.Node, sweep);
                break;
        }
    }

    private void Note(Node node, SweepDraft sweep)
    {
        if (!_sweepOf.ContainsKey(node))
            _sweepOf[node] = _sweeps.IndexOf(sweep);
    }

    private static void Comment(SweepDraft sweep, Node node)
    {
        if (node.Graph.SourceOf(node) is { } source && !sweep.Sweep.Comments.Contains(source))
            sweep.Sweep.Comments.Add(source);
    }
}
