using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>Ranges of axes: composed, compared and taken. What is not known at build time is never assumed.</summary>
internal static class Slices
{
    /// <summary>What a slice takes of each axis.</summary>
    public static EquatableArray<AxisSlice> Taken(Node slice) => ((SliceAttribute)slice.Attribute!).Axes;

    public static PlaceSliceAttribute Placed(Node place) => (PlaceSliceAttribute)place.Attribute!;

    /// <summary>All positions of an axis.</summary>
    public static AxisSlice Whole(Dim size) => new(Dim.Zero, size, 1);

    /// <summary>The positions of an axis that a slice of a slice takes.</summary>
    public static AxisSlice Compose(AxisSlice outer, AxisSlice inner) =>
        new(inner.Start + (inner.Step * outer.Start), outer.Length, inner.Step * outer.Step);

    public static bool IsWhole(Graph graph, AxisSlice slice, Dim size) =>
        graph.Constraints.AreEqual(slice.Start, Dim.Zero) && graph.Constraints.AreEqual(slice.Length, size) && (slice.Step == 1 || IsOne(graph, size));

    /// <summary>Whether a slice takes all of a tensor of the given shape.</summary>
    public static bool IsWhole(Graph graph, IReadOnlyList<AxisSlice> slices, Shape shape) =>
        Enumerable.Range(0, shape.Rank).All(axis => IsWhole(graph, slices[axis], shape[axis]));

    public static bool AreSame(Graph graph, AxisSlice a, AxisSlice b) =>
        graph.Constraints.AreEqual(a.Start, b.Start) && graph.Constraints.AreEqual(a.Length, b.Length) && (a.Step == b.Step || IsOne(graph, a.Length));

    public static bool IsOne(Graph graph, Dim size) => graph.Constraints.Resolve(size).IsOne;

    public static bool IsAtLeast(Graph graph, Dim size, long minimum) => graph.Constraints.IsAtLeast(size, minimum);

    /// <summary>A part of a tensor; the tensor itself where that is all of it.</summary>
    public static Node Take(Node x, IEnumerable<AxisSlice> slices)
    {
        EquatableArray<AxisSlice> axes = slices.Select(s => s.Length.IsOne ? s with { Step = 1 } : s).ToEquatableArray();
        return IsWhole(x.Graph, axes, x.Shape) ? x : NodeOperators.Slice(x, new SliceAttribute(axes));
    }

    /// <summary>Zeros of a shape with a tensor in the place of a slice; the tensor itself where that is all of it.</summary>
    public static Node Place(Node x, IEnumerable<AxisSlice> slices, Shape shape)
    {
        EquatableArray<AxisSlice> axes = slices.ToEquatableArray();
        return IsWhole(x.Graph, axes, shape) ? x : NodeOperators.PlaceSlice(x, new SliceAttribute(axes), shape);
    }

    /// <summary>
    /// The part of an operand of an elementwise op that gives a part of its result: axes that the op repeats stay as they are.
    /// </summary>
    public static Node TakeOperand(Node operand, IReadOnlyList<AxisSlice> slices)
    {
        int shift = slices.Count - operand.Rank;
        return Take(operand, operand.Shape.Dims.Select((size, axis) => IsOne(operand.Graph, size) ? Whole(size) : slices[axis + shift]));
    }

    /// <summary>Whether every position of one slice lies before every position of the other; both have a positive step.</summary>
    public static bool IsBefore(Graph graph, AxisSlice a, AxisSlice b) =>
        a.Step > 0 && b.Step > 0 && IsAtLeast(graph, b.Start - (a.Start + (a.Step * (a.Length - 1))) - 1, 0);

    /// <summary>Whether two slices of an axis have no position in common, as far as is known.</summary>
    public static bool AreApart(Graph graph, AxisSlice a, AxisSlice b) => IsBefore(graph, a, b) || IsBefore(graph, b, a);

    /// <summary>Whether all positions of a slice lie from <paramref name="start"/> on and before <paramref name="end"/>.</summary>
    public static bool IsWithin(Graph graph, AxisSlice slice, Dim start, Dim end)
    {
        Dim last = slice.Start + (slice.Step * (slice.Length - 1));
        (Dim low, Dim high) = slice.Step > 0 ? (slice.Start, last) : (last, slice.Start);
        return IsAtLeast(graph, low - start, 0) && IsAtLeast(graph, end - 1 - high, 0);
    }
}
