using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Ops;

// Other shapes. What would change nothing returns the node itself.
public static partial class NodeOperators
{
    public static Node Reshape(Node x, Shape shape) => x.Shape == shape ? x : With(new ShapeAttribute(shape), Shaping.Reshape, x);

    public static Node Transpose(Node x, IEnumerable<int> axes)
    {
        EquatableArray<int> order = axes.ToEquatableArray();
        return order.SequenceEqual(Enumerable.Range(0, x.Rank)) ? x : With(new PermutationAttribute(order), Shaping.Transpose, x);
    }

    /// <summary>All axes in reverse order.</summary>
    public static Node Transpose(Node x) => Transpose(x, Enumerable.Range(0, x.Rank).Reverse());

    /// <summary>The last two axes exchanged.</summary>
    public static Node TransposeLast(Node x) => Transpose(x, [.. Enumerable.Range(0, x.Rank - 2), x.Rank - 1, x.Rank - 2]);

    /// <summary>New axes of size 1 at places counted in the result.</summary>
    public static Node ExpandDims(Node x, params IEnumerable<int> axes)
    {
        EquatableArray<int> added = Ascending(axes);
        return added.Count == 0 ? x : With(new AxesAttribute(added), Shaping.ExpandDims, x);
    }

    public static Node Squeeze(Node x, params IEnumerable<int> axes)
    {
        EquatableArray<int> removed = Ascending(axes);
        return removed.Count == 0 ? x : With(new AxesAttribute(removed), Shaping.Squeeze, x);
    }

    public static Node BroadcastTo(Node x, Shape shape) => x.Shape == shape ? x : With(new ShapeAttribute(shape), Shaping.BroadcastTo, x);

    public static Node Concatenate(IEnumerable<Node> xs, int axis)
    {
        Node[] parts = [.. xs];
        return parts.Length == 1 ? parts[0] : parts[0].Graph.Add(Shaping.Concatenate, new AxesAttribute([axis]), parts);
    }

    public static Node Slice(Node x, SliceAttribute slice) => With(slice, Indexing.Slice, x);

    /// <summary>Zeros of a shape with <paramref name="x"/> in the place of a slice.</summary>
    public static Node PlaceSlice(Node x, SliceAttribute slice, Shape shape) => With(new PlaceSliceAttribute(slice, shape), Indexing.PlaceSlice, x);

    /// <summary>All windows along the last axes: [..., kernels, windows].</summary>
    public static Node SlideWindows(Node x, WindowAttribute windows) => With(windows, Windows.SlideWindows, x);

    /// <summary>Windows added back to the places that they were taken from, in last axes of the given sizes.</summary>
    public static Node FoldWindows(Node x, WindowAttribute windows, Shape sizes) => With(new FoldWindowsAttribute(windows, sizes), Windows.FoldWindows, x);

    /// <summary>The correlation of images with filters; <paramref name="how"/> may be that of an adjoint.</summary>
    public static Node Correlate(Node x, Node w, CorrelationAttribute how) => x.Graph.Add(Correlations.Correlate, how with { Sizes = Shape.Scalar }, x, w);
}
