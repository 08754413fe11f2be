using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Ops;

// Elements at places that other tensors hold.
public static partial class NodeOperators
{
    /// <summary>Elements along an axis. <paramref name="isChecked"/>: the indices are known to be in range.</summary>
    public static Node Gather(Node x, Node indices, int axis, bool isChecked = false) =>
        x.Graph.Add(Indexing.Gather, isChecked ? new CheckedAxesAttribute([axis]) : new AxesAttribute([axis]), x, indices);

    /// <summary>Zeros with slices of <paramref name="x"/> added at positions of an axis of size <paramref name="length"/>. <paramref name="isChecked"/>: the indices are known to be in range.</summary>
    public static Node ScatterAdd(Node x, Node indices, int axis, Dim length, bool isChecked = false) =>
        x.Graph.Add(Indexing.ScatterAdd, isChecked ? new CheckedScatterAttribute(axis, length) : new ScatterAttribute(axis, length), x, indices);

    /// <summary>Elements of each row along an axis, at indices that are known to be in range.</summary>
    public static Node TakeAlongAxis(Node x, Node indices, int axis) =>
        Gather(Reshape(x, Shape.Of(x.Shape.ElementCount)), MergedPlaces.Along(x.Shape, indices, axis), 0, isChecked: true);

    /// <summary>Zeros of a shape with elements added along an axis, at indices that are known to be in range: the gradient of <see cref="TakeAlongAxis"/>.</summary>
    public static Node AddAlongAxis(Node values, Node indices, int axis, Shape shape) =>
        Reshape(ScatterAdd(values, MergedPlaces.Along(shape, indices, axis), 0, shape.ElementCount, isChecked: true), shape);

    /// <summary><paramref name="x"/> with some elements replaced by, or joined with, values: see <see cref="Scattering"/>.</summary>
    public static Node ScatterInto(Op op, Node x, Node values, Node positions, ScatterIntoAttribute attribute) =>
        x.Graph.Add(op, attribute, x, values, positions);

    /// <summary>The node for sorted rows: its parts are the values and their positions.</summary>
    public static Node SortWithPositions(Node x, int axis, bool descending, Dim? count = null) =>
        x.Graph.Add(Sorting.SortWithPositions, new SortAttribute(x.Rank - axis, descending, count ?? x.Shape[axis]), x);

    /// <summary>Zeros of a shape and of the element type of <paramref name="like"/>.</summary>
    public static Node ZerosOf(Node like, Shape shape) => BroadcastTo(Constant(like, 0), shape);

    /// <summary>Zeros of the type and shape of a tensor.</summary>
    public static Node ZerosLike(Node x) => ZerosOf(x, x.Shape);
}
