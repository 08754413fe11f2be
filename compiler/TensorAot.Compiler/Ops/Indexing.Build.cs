using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

// x[...]
public static partial class Indexing
{
    /// <summary>
    /// The value of an index expression. Each element of <paramref name="slices"/> is an <c>int</c> (negative: from the end), an
    /// <see cref="Axis"/> (from <c>^k</c>) or a <see cref="Dim"/>, which remove an axis; a <see cref="SliceRange"/>; a <see cref="Node"/>
    /// of int or long, whose shape takes the axis's place; or an <see cref="IndexMarker"/>. Several index tensors broadcast together
    /// and select as NumPy's do (<c>p[Arange(n), labels]</c>); their axes must be neighbours.
    /// </summary>
    /// <exception cref="GraphException">Too many indices, one out of range, or one that is no integer.</exception>
    public static Node Build(Graph graph, Node x, IReadOnlyList<object> slices)
    {
        var subject = new IndexSubject(graph, x);
        IReadOnlyList<object> items = Complete(subject, slices);
        object[] perAxis = [.. items.Where(item => item is not IndexMarker)];

        AxisSlice[] taken = [.. perAxis.Select((item, axis) => Take(subject, item, axis))];
        bool isWhole = taken.Select((s, axis) => s.Step == 1 && s.Start == Dim.Zero && s.Length == x.Shape[axis]).All(whole => whole);
        Node result = isWhole ? x : Slice(x, new SliceAttribute(taken.ToEquatableArray()));

        result = Squeeze(result, Enumerable.Range(0, perAxis.Length).Where(axis => perAxis[axis] is int or Axis or Dim));
        object[] kept = [.. perAxis.Where(item => item is SliceRange or Node)];
        int[] indexed = [.. Enumerable.Range(0, kept.Length).Where(axis => kept[axis] is Node)];
        if (indexed.Length > 0)
            result = GatherAll(subject, result, [.. indexed.Select(axis => (Node)kept[axis])], indexed);
        return ExpandDims(result, NewAxes(items, result.Rank - (kept.Length - indexed.Length)));
    }

    /// <summary>One item for each axis: the ellipsis and what is missing at the end become whole ranges, known scalars become sizes.</summary>
    private static IReadOnlyList<object> Complete(IndexSubject subject, IReadOnlyList<object> slices)
    {
        int named = slices.Count(item => item is not IndexMarker), rank = subject.Node.Rank;
        if (named > rank)
            throw new GraphException(DiagnosticRules.TooManyIndices, subject, named, subject.Node.Shape);
        if (slices.Count(item => item is IndexMarker.Ellipsis) > 1)
            throw new GraphException(DiagnosticRules.EllipsisTwice, subject);
        List<object> items = slices.Contains(IndexMarker.Ellipsis) ? [.. slices] : [.. slices, IndexMarker.Ellipsis];
        int ellipsis = items.IndexOf(IndexMarker.Ellipsis);
        items.RemoveAt(ellipsis);
        items.InsertRange(ellipsis, Enumerable.Repeat(SliceRange.All, rank - named));
        return [.. items.Select(item => item is Node node ? Known(subject, node) : item)];
    }

    private static object Known(IndexSubject subject, Node index) =>
        index.DType == DType.Bool ? throw new GraphException(DiagnosticRules.MaskIndex, subject)
        : !DTypes.Indices.Contains(index.DType) ? throw new GraphException(DiagnosticRules.IndexNotInteger, subject, index.DType.CSharpName())
        : Sources.ConstantOf(index) is { } constant ? (Dim)constant.Bits
        : index.Attribute is SizeAttribute size ? size.Dim
        : index;

    private static AxisSlice Take(IndexSubject subject, object item, int axis)
    {
        Dim size = subject.Node.Shape[axis];
        return item switch
        {
            int index => subject.Element(axis, index < 0 ? size + index : index, $"index {index}"),
            Axis index => subject.Element(axis, index.FromEnd ? size - index.Value : index.Value, $"index {(index.FromEnd ? "^" : "")}{index.Value}"),
            Dim index => subject.Element(axis, index, $"index {index}"),
            SliceRange range => subject.Range(axis, range),
            Node => new AxisSlice(Dim.Zero, size, 1),
            _ => throw new InvalidOperationException($"not an index: {item}"),
        };
    }

    private static Node GatherAll(IndexSubject subject, Node x, Node[] indices, int[] axes)
    {
        if (indices.Length == 1)
            return Gather(x, indices[0], axes[0]);
        if (axes[axes.Length - 1] - axes[0] != axes.Length - 1)
            throw new GraphException(DiagnosticRules.SeparatedIndexTensors, subject);
        // The axes become one, and the positions one position in it; each is checked against its own axis.
        Node? place = null;
        Dim count = Dim.One;
        foreach ((Node index, int axis) in indices.Zip(axes, (index, axis) => (index, axis)))
        {
            Node size = Size(x.Graph, x.Shape[axis], index.DType);
            Node position = Apply(CheckPlace, index, size);
            place = place is null ? position : (place * size) + position;
            count *= x.Shape[axis];
        }
        Node merged = Reshape(x, Shape.Of([.. x.Shape.Dims.Take(axes[0]), count, .. x.Shape.Dims.Skip(axes[0] + axes.Length)]));
        return Gather(merged, place!, axes[0]);
    }

    /// <summary>Where the new axes stand in the result; all index tensors together make <paramref name="indexRank"/> axes, at the first one.</summary>
    private static IReadOnlyList<int> NewAxes(IReadOnlyList<object> items, int indexRank)
    {
        List<int> added = [];
        int position = 0;
        bool isFirstTensor = true;
        foreach (object item in items)
        {
            if (item is IndexMarker.NewAxis)
                added.Add(position);
            position += item is IndexMarker.NewAxis or SliceRange ? 1 : item is Node && isFirstTensor ? indexRank : 0;
            isFirstTensor &= item is not Node;
        }
        return added;
    }

    /// <summary>What is indexed, and the checks of positions in it.</summary>
    private sealed record IndexSubject(Graph Graph, Node Node)
    {
        public override string ToString() => Calls.Subject(Graph, Slice);

        public AxisSlice Element(int axis, Dim position, string text)
        {
            Require(axis, text, position, Node.Shape[axis] - 1 - position);
            return new AxisSlice(position, Dim.One, 1);
        }

        public AxisSlice Range(int axis, SliceRange range)
        {
            Dim size = Node.Shape[axis];
            Dim start = range.StartFromEnd ? size - range.Start : range.Start;
            Dim end = range.EndFromEnd ? size - range.End : range.End;
            Require(axis, $"range {range}", start, end - start, size - end);
            long stride = Math.Abs(range.Step);
            Dim length = Dim.FloorDivide(end - start + (stride - 1), stride);
            return new AxisSlice(range.Step < 0 ? end - 1 : start, length, range.Step);
        }

        private void Require(int axis, string text, params Dim[] nonNegative)
        {
            foreach (Dim dim in nonNegative)
                if (!Graph.Constraints.TryRequireAtLeast(dim, 0, Graph.Source))
                    throw new GraphException(DiagnosticRules.IndexOutOfRange, this, text, axis, Node.Shape, Node.Shape[axis]);
        }
    }
}
