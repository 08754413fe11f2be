using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// An index expression <c>x[...]</c>, taken apart: what a slice takes of each axis, which axes leave, what index tensors select in the
/// rest, and where new axes stand. Integers beside index tensors count as index tensors when it is decided whether those stand side by
/// side, as in NumPy: if not, the shape that they make comes first.
/// </summary>
internal sealed class IndexExpression
{
    private readonly Graph _graph;
    private readonly Node _x;

    /// <summary>What stands in the index, new axes included, one item for each axis of the tensor.</summary>
    private readonly IReadOnlyList<object> _items;

    public IndexExpression(Graph graph, Node x, IReadOnlyList<object> slices)
    {
        (_graph, _x) = (graph, x);
        _items = Complete(slices);
        object[] perAxis = [.. _items.Where(item => item is not IndexMarker)];
        Taken = new SliceAttribute([.. perAxis.Select(Take)]);
        Removed = [.. Enumerable.Range(0, perAxis.Length).Where(axis => IsElement(perAxis[axis]))];
        object[] kept = [.. perAxis.Where(item => !IsElement(item))];
        int[] axes = [.. Enumerable.Range(0, kept.Length).Where(axis => kept[axis] is Node)];
        if (axes.Length > 0)
            Selection = new Selection([.. axes.Select(axis => (Node)kept[axis])], axes, Separated ? 0 : _items.Take(FirstSelector).Count(item => item is SliceRange));
    }

    /// <summary>What the slice takes of each axis.</summary>
    public SliceAttribute Taken { get; }

    /// <summary>The axes of the tensor that leave, because an integer stands on them.</summary>
    public IReadOnlyList<int> Removed { get; }

    /// <summary>What index tensors select in the slice, after axes have left; null when there are none.</summary>
    public Selection? Selection { get; }

    /// <summary>Whether the slice is the whole tensor.</summary>
    public bool IsWhole => Removed.Count == 0 && Enumerable.Range(0, _x.Rank).All(IsWholeAxis);

    /// <summary>The slice, without the axes that leave.</summary>
    public Node Slice() =>
        Squeeze(Enumerable.Range(0, _x.Rank).All(IsWholeAxis) ? _x : NodeOperators.Slice(_x, Taken), Removed);

    /// <summary>The value of the expression.</summary>
    public Node Read()
    {
        Node selected = Selection is null ? Slice() : Selection.Read(Slice());
        return ExpandDims(selected, NewAxes);
    }

    /// <summary>Where the new axes stand in the result.</summary>
    public IReadOnlyList<int> NewAxes
    {
        get
        {
            int indexRank = Selection?.IndexShape(_graph).Rank ?? 0, position = Separated ? indexRank : 0;
            List<int> added = [];
            for (int i = 0; i < _items.Count; i++)
            {
                if (_items[i] is IndexMarker.NewAxis)
                    added.Add(position);
                position += _items[i] is IndexMarker.NewAxis or SliceRange ? 1 : !Separated && i == FirstSelector ? indexRank : 0;
            }
            return added;
        }
    }

    /// <summary>Where the slice lies, as bool that broadcasts with the tensor; null where that is everywhere.</summary>
    public Node? Mask()
    {
        Node? mask = null;
        for (int axis = 0; axis < _x.Rank; axis++)
        {
            if (IsWholeAxis(axis))
                continue;
            Node inside = ExpandDims(Inside(axis), Enumerable.Range(0, _x.Rank).Where(a => a != axis));
            mask = mask is null ? inside : And(mask, inside);
        }
        return mask;
    }

    private bool IsWholeAxis(int axis) => Taken.Axes[axis] is var s && s.Step == 1 && s.Start == Dim.Zero && s.Length == _x.Shape[axis];

    private static bool IsElement(object item) => item is int or Axis or Dim;

    private bool HasTensors => _items.Any(item => item is Node);

    /// <summary>Integers and index tensors where there are index tensors.</summary>
    private bool IsSelector(object item) => item is Node || (HasTensors && IsElement(item));

    private int FirstSelector => Enumerable.Range(0, _items.Count).Where(i => IsSelector(_items[i])).DefaultIfEmpty(-1).First();

    /// <summary>Whether something else stands between index tensors.</summary>
    private bool Separated =>
        HasTensors && _items.Skip(FirstSelector).SkipWhile(IsSelector).Any(IsSelector);

    /// <summary>One item for each axis: the ellipsis and what is missing at the end become whole ranges, known scalars become sizes.</summary>
    private IReadOnlyList<object> Complete(IReadOnlyList<object> slices)
    {
        int named = slices.Count(item => item is not IndexMarker);
        if (named > _x.Rank)
            throw new GraphException(DiagnosticRules.TooManyIndices, Subject, named, _x.Shape);
        if (slices.Count(item => item is IndexMarker.Ellipsis) > 1)
            throw new GraphException(DiagnosticRules.EllipsisTwice, Subject);
        List<object> items = slices.Contains(IndexMarker.Ellipsis) ? [.. slices] : [.. slices, IndexMarker.Ellipsis];
        int ellipsis = items.IndexOf(IndexMarker.Ellipsis);
        items.RemoveAt(ellipsis);
        items.InsertRange(ellipsis, Enumerable.Repeat(SliceRange.All, _x.Rank - named));
        return [.. items.Select(item => item is Node node ? Known(node) : item)];
    }

    private object Known(Node index) =>
        index.DType == DType.Bool ? throw new GraphException(DiagnosticRules.MaskIndex, Subject)
        : !DTypes.Indices.Contains(index.DType) ? throw new GraphException(DiagnosticRules.IndexNotInteger, Subject, index.DType.CSharpName())
        : Sources.ConstantOf(index) is { } constant ? (constant.Bits < 0 ? (object)(int)constant.Bits : (Dim)constant.Bits)
        : index.Attribute is SizeAttribute size ? size.Dim
        : index;

    private AxisSlice Take(object item, int axis)
    {
        Dim size = _x.Shape[axis];
        return item switch
        {
            int index => Element(axis, index < 0 ? size + index : index, $"index {index}"),
            Axis index => Element(axis, index.FromEnd ? size - index.Value : index.Value, $"index {(index.FromEnd ? "^" : "")}{index.Value}"),
            Dim index => Element(axis, index, $"index {index}"),
            SliceRange range => Range(axis, range),
            Node => new AxisSlice(Dim.Zero, size, 1),
            _ => throw new InvalidOperationException($"not an index: {item}"),
        };
    }

    private AxisSlice Element(int axis, Dim position, string text)
    {
        Require(axis, text, position, _x.Shape[axis] - 1 - position);
        return new AxisSlice(position, Dim.One, 1);
    }

    private AxisSlice Range(int axis, SliceRange range)
    {
        Dim size = _x.Shape[axis];
        Dim start = range.StartFromEnd ? size - range.Start : range.Start;
        Dim end = range.EndFromEnd ? size - range.End : range.End;
        if (range.Step == 0)
            throw new GraphException(DiagnosticRules.IndexOutOfRange, Subject, $"range {range}", axis, _x.Shape, size);
        Require(axis, $"range {range}", start, end - start, size - end);
        long stride = Math.Abs(range.Step);
        Dim length = Dim.FloorDivide(end - start + (stride - 1), stride);
        return new AxisSlice(range.Step < 0 ? end - 1 : start, length, range.Step);
    }

    private void Require(int axis, string text, params Dim[] nonNegative)
    {
        foreach (Dim dim in nonNegative)
            if (!_graph.Constraints.TryRequireAtLeast(dim, 0, _graph.Source))
                throw new GraphException(DiagnosticRules.IndexOutOfRange, Subject, text, axis, _x.Shape, _x.Shape[axis]);
    }

    private string Subject => Calls.Subject(_graph, Indexing.Slice);

    /// <summary>Which positions of an axis its slice takes.</summary>
    private Node Inside(int axis)
    {
        AxisSlice taken = Taken.Axes[axis];
        Node places = Sources.NewIota(_graph, DType.Int32, _x.Shape[axis]);
        Node Number(Dim value) => Size(_graph, value, DType.Int32);
        if (taken.Length.IsOne)
            return Equal(places, Number(taken.Start));
        long stride = Math.Abs(taken.Step);
        Dim first = taken.Step < 0 ? taken.Start - ((taken.Length - 1) * stride) : taken.Start;
        Node inside = And(GreaterEqual(places, Number(first)), Less(places, Number(first + (taken.Length * stride))));
        return stride == 1 ? inside : And(inside, Equal(Remainder(places - Number(first), Number(stride)), Number(Dim.Zero)));
    }
}
