using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Scheduling;

/// <summary>How the loops of a stored value are shaped.</summary>
internal enum LoopForm
{
    /// <summary>Each element is computed and stored.</summary>
    Map,

    /// <summary>Trailing axes fold into one scalar for each row.</summary>
    RowFold,

    /// <summary>Everything folds into one scalar.</summary>
    TotalFold,

    /// <summary>Leading axes fold, the last one stays: the result is folded in place.</summary>
    ColumnFold,
}

/// <summary>
/// A value to store and the loops that compute it: which axes of its iteration space are parallel rows, which run serially in the
/// middle and which is the inner one. Axes of size 1 take no loop.
/// </summary>
internal sealed class LoopRoot
{
    private LoopRoot(Node node, Node space, Storage target, LoopForm form, int[] rows, int[] middle, int? inner)
    {
        (Node, Target, Form, SpaceNode) = (node, target, form, space);
        Rows = [.. rows.Select(a => Resolve(space.Shape[a]))];
        Middle = [.. middle.Select(a => Resolve(space.Shape[a]))];
        Inner = inner is { } axis ? Resolve(space.Shape[axis]) : Dim.One;
        Index = [.. Enumerable.Range(0, space.Rank).Select(a => Counter(a, rows, middle, inner))];
    }

    public Node Node { get; }

    /// <summary>The node whose shape is iterated: the node itself, or what a reduction folds.</summary>
    public Node SpaceNode { get; }

    public Storage Target { get; }

    public LoopForm Form { get; }

    public IReadOnlyList<Dim> Rows { get; }

    public IReadOnlyList<Dim> Middle { get; }

    public Dim Inner { get; }

    public int Counters => Rows.Count + Middle.Count + 1;

    /// <summary>The index in the iteration space, in counters.</summary>
    public IReadOnlyList<AffineIndex> Index { get; }

    /// <summary>For a part of a join: where its elements lie in the target.</summary>
    public Func<IReadOnlyList<AffineIndex>, IReadOnlyList<AffineIndex>>? Place { get; private init; }

    /// <summary>Whether it copies a value that has its own storage.</summary>
    public bool IsCopy { get; private init; }

    /// <summary>The index of the result, in counters.</summary>
    public IReadOnlyList<AffineIndex> ResultIndex
    {
        get
        {
            if (Place is not null)
                return Place(Index);
            if (Form == LoopForm.Map)
                return Index;
            EquatableArray<int> folded = FoldedAxes(Node);
            return [.. Index.Where((_, axis) => !folded.Contains(axis))];
        }
    }

    private Dim Resolve(Dim dim) => Node.Graph.Constraints.Resolve(dim);

    private AffineIndex Counter(int axis, int[] rows, int[] middle, int? inner)
    {
        int counter = axis == inner ? rows.Length + middle.Length
            : Array.IndexOf(rows, axis) is var r and >= 0 ? r
            : Array.IndexOf(middle, axis) is var m and >= 0 ? rows.Length + m
            : -1;
        return counter < 0 ? AffineIndex.Fixed(Dim.Zero, Counters) : AffineIndex.Counter(counter, Counters);
    }

    public static EquatableArray<int> FoldedAxes(Node reduction) => ((AxesAttribute)reduction.Attribute!).Axes;

    /// <summary>The loops that a node needs: the last axis inside.</summary>
    public static LoopRoot Of(Node node, Storage target) =>
        node.Op.Kind == OpKind.Reduction ? Fold(node, target) : Map(node, node, target, null);

    /// <summary>The loops of one value per row: rank-1 results of row folds go on where the rows are.</summary>
    public static LoopRoot? PerRow(Node node, Storage target)
    {
        if (node.Op.Kind == OpKind.Reduction)
        {
            Node space = node.Inputs[0];
            bool total = FoldedAxes(node).Count == space.Rank && !node.Op.Fold!.Selects;
            return total && LongAxes(space).Length > 0 ? new LoopRoot(node, space, target, LoopForm.TotalFold, LongAxes(space), [], null) : null;
        }
        return LongAxes(node) is { Length: > 0 } axes ? new LoopRoot(node, node, target, LoopForm.Map, axes, [], null) : null;
    }

    /// <summary>The loops that lay one input of a join into its place.</summary>
    public static LoopRoot JoinPart(Node join, int input, Storage target) =>
        Map(join, join.Inputs[input], target, index => join.Op.Place!(join, input, index));

    /// <summary>The loops that store another value (zero, the chosen value of a branch) everywhere in the shape of <paramref name="node"/>.</summary>
    public static LoopRoot Fill(Node node, Storage target) => Map(node, node, target, null);

    /// <summary>The loops that store a value elsewhere than in its own storage.</summary>
    public static LoopRoot Copy(Node node, Storage target) => Map(node, node, target, null, isCopy: true);

    private static LoopRoot Map(Node node, Node space, Storage target, Func<IReadOnlyList<AffineIndex>, IReadOnlyList<AffineIndex>>? place, bool isCopy = false)
    {
        int[] axes = LongAxes(space);
        return new LoopRoot(node, space, target, LoopForm.Map, [.. axes.Take(axes.Length - 1)], [], axes.Length == 0 ? null : axes[axes.Length - 1]) { Place = place, IsCopy = isCopy };
    }

    private static LoopRoot Fold(Node node, Storage target)
    {
        Node space = node.Inputs[0];
        int[] folded = [.. LongAxes(space).Where(a => FoldedAxes(node).Contains(a))];
        int[] kept = [.. LongAxes(space).Except(folded)];
        int? last = folded.Length == 0 ? null : folded[folded.Length - 1];
        int[] before = [.. folded.Take(folded.Length - 1)];
        if (node.Op.Fold!.Selects)
            return new LoopRoot(node, space, target, LoopForm.RowFold, kept, before, last);
        if (kept.Length == 0)
            return new LoopRoot(node, space, target, LoopForm.TotalFold, before, [], last);
        int keptLast = kept[kept.Length - 1];
        return last is null || last > keptLast
            ? new LoopRoot(node, space, target, LoopForm.RowFold, kept, before, last)
            : new LoopRoot(node, space, target, LoopForm.ColumnFold, [.. kept.Take(kept.Length - 1)], folded, keptLast);
    }

    private static int[] LongAxes(Node node) => [.. Enumerable.Range(0, node.Rank).Where(a => !node.Graph.Constraints.Resolve(node.Shape[a]).IsOne)];
}
