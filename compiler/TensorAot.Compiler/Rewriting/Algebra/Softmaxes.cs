using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>Reads normalisations that are written by hand.</summary>
internal static class Softmaxes
{
    /// <summary>
    /// For <c>sum(e^x)</c> over one axis, shaped so that it broadcasts along that axis again (keepDims, or the outermost axis, which
    /// broadcasting restores): the node <c>e^x</c> and the axis.
    /// </summary>
    public static (Node Exp, int Axis)? SummedExp(Node node) =>
        ReducedAlong(node, Reduction.Sum) is var (input, axis) && input.Op == Transcendental.Exp ? (input, axis) : null;

    /// <summary>What a node reduces over one axis and repeats along it when it broadcasts, else null.</summary>
    public static (Node Input, int Axis)? ReducedAlong(Node node, Op reduction)
    {
        Node inner = node.Op == Shaping.ExpandDims ? node.Inputs[0] : node;
        if (inner.Op != reduction || inner.Attribute is not AxesAttribute { Axes.Count: 1 } reduced)
            return null;
        bool restored = node == inner ? reduced.Axes[0] == 0 : reduced.Equals(node.Attribute);
        return restored ? (inner.Inputs[0], reduced.Axes[0]) : null;
    }

    /// <summary>Whether a value is the same along an axis of a tensor that it is broadcast with.</summary>
    public static bool IsConstantAlong(Node value, int axis, int rank)
    {
        int place = axis - (rank - value.Rank);
        return place < 0 || value.Graph.Constraints.Resolve(value.Shape[place]).IsOne;
    }
}
