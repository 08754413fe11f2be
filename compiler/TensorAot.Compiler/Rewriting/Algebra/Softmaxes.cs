using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>Reads normalisations that are written by hand.</summary>
internal static class Softmaxes
{
    /// <summary>
    /// For <c>sum(e^x)</c> over some axes, shaped so that it broadcasts along them again (keepDims, or the outermost axes, which
    /// broadcasting restores): the node <c>e^x</c> and the axes.
    /// </summary>
    public static (Node Exp, EquatableArray<int> Axes)? SummedExp(Node node) =>
        ReducedAlong(node, Reduction.Sum) is var (input, axes) && input.Op == Transcendental.Exp ? (input, axes) : null;

    /// <summary>What a node reduces over some axes and repeats along them when it broadcasts, else null.</summary>
    public static (Node Input, EquatableArray<int> Axes)? ReducedAlong(Node node, Op reduction)
    {
        Node inner = node.Op == Shaping.ExpandDims ? node.Inputs[0] : node;
        if (inner.Op != reduction || inner.Attribute is not AxesAttribute { Axes: var axes } attribute)
            return null;
        bool restored = node == inner ? axes.Select((axis, i) => axis == i).All(leading => leading) : attribute.Equals(node.Attribute);
        return restored ? (inner.Inputs[0], axes) : null;
    }

    /// <summary>Whether a value is the same along axes of a tensor, of the given rank, that it is broadcast with.</summary>
    public static bool IsConstantAlong(Node value, IEnumerable<int> axes, int rank)
    {
        int shift = rank - value.Rank;
        return axes.All(axis => axis < shift || value.Graph.Constraints.Resolve(value.Shape[axis - shift]).IsOne);
    }

    /// <summary>The axes of a reduction or a normalisation.</summary>
    public static EquatableArray<int> Axes(Node node) => ((AxesAttribute)node.Attribute!).Axes;

    /// <summary>The axes of a reduction and of the one that it folds, counted in the tensor that the inner one folds.</summary>
    public static EquatableArray<int> JoinedAxes(Node outer)
    {
        Node inner = outer.Inputs[0];
        int[] left = [.. Enumerable.Range(0, inner.Inputs[0].Rank).Where(axis => !Axes(inner).Contains(axis))];
        return Axes(inner).Concat(Axes(outer).Select(axis => left[axis])).OrderBy(axis => axis).ToEquatableArray();
    }
}
