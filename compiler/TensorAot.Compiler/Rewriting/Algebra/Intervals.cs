using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>The smallest and the largest value that an integer tensor can have.</summary>
internal readonly record struct Interval(Dim Low, Dim High);

/// <summary>What is known about positions and sizes, which are integers that do not wrap.</summary>
internal static class Intervals
{
    private const int MaximalDepth = 6;

    /// <summary>The interval of an expression of counters, sizes and constants; null when it is something else.</summary>
    /// <param name="node">The expression.</param>
    /// <param name="taken">Only the values at these positions count; null: all. The axes are aligned at the last one.</param>
    public static Interval? Of(Node node, IReadOnlyList<AxisSlice>? taken = null) => Of(node, taken, MaximalDepth);

    /// <summary>Whether a comparison or a conjunction of some holds everywhere (true) or nowhere (false); null when that is not known.</summary>
    public static bool? Truth(Node node, IReadOnlyList<AxisSlice>? taken = null)
    {
        if (node.Op == Logic.And)
            return (Truth(node.Inputs[0], taken), Truth(node.Inputs[1], taken)) switch
            {
                (true, true) => true,
                (false, _) or (_, false) => false,
                _ => null,
            };
        if (node.Op == Shaping.ExpandDims)
            return Truth(node.Inputs[0], Within(node, taken));
        if (Constants.ValueOf(node) is { DType: DType.Bool } value)
            return value.Bits != 0;
        if (IsMultiple(node, taken) is { } isMultiple)
            return isMultiple;
        return node.Inputs.Count == 2 && Of(node.Inputs[0], taken) is { } a && Of(node.Inputs[1], taken) is { } b ? Compare(node, a, b) : null;
    }

    private static bool? Compare(Node node, Interval a, Interval b)
    {
        bool AtLeast(Dim dim, long minimum) => node.Graph.Constraints.IsAtLeast(dim, minimum);
        bool Below(Interval x, Interval y) => AtLeast(y.Low - x.High, 1);
        bool NotAbove(Interval x, Interval y) => AtLeast(y.Low - x.High, 0);
        bool isSame = node.Graph.Constraints.AreEqual(a.Low, a.High) && node.Graph.Constraints.AreEqual(b.Low, b.High) && node.Graph.Constraints.AreEqual(a.Low, b.Low);
        bool? equal = isSame ? true : Below(a, b) || Below(b, a) ? false : null;
        return node.Op == Comparison.Less ? Below(a, b) ? true : NotAbove(b, a) ? false : null
            : node.Op == Comparison.LessEqual ? NotAbove(a, b) ? true : Below(b, a) ? false : null
            : node.Op == Comparison.Greater ? Below(b, a) ? true : NotAbove(a, b) ? false : null
            : node.Op == Comparison.GreaterEqual ? NotAbove(b, a) ? true : Below(a, b) ? false : null
            : node.Op == Comparison.Equal ? equal
            : node.Op == Comparison.NotEqual ? !equal
            : null;
    }

    private static Interval? Of(Node node, IReadOnlyList<AxisSlice>? taken, int depth)
    {
        if (depth == 0 || !DTypes.Indices.Contains(node.DType))
            return null;
        if (Constants.ValueOf(node) is { } constant)
            return new Interval(constant.Bits, constant.Bits);
        if (node.Attribute is SizeAttribute size)
            return new Interval(size.Dim, size.Dim);
        if (node.Attribute is IotaAttribute iota)
            return Counter(Positions(node, iota, taken));
        if (node.Op == Shaping.ExpandDims)
            return Of(node.Inputs[0], Within(node, taken), depth - 1);
        if (node.Op == Conversion.Cast || (taken is null && node.Op.Kind is OpKind.View or OpKind.Reshape && !node.Op.HasEffect))
            return Of(node.Inputs[0], taken, depth - 1);
        bool isSum = node.Op == Arithmetic.Add || node.Op == Arithmetic.Subtract;
        if (!isSum || Of(node.Inputs[0], taken, depth - 1) is not { } a || Of(node.Inputs[1], taken, depth - 1) is not { } b)
            return null;
        return node.Op == Arithmetic.Add ? new Interval(a.Low + b.Low, a.High + b.High) : new Interval(a.Low - b.High, a.High - b.Low);
    }

    private static Interval Counter(AxisSlice slice)
    {
        Dim last = slice.Start + (slice.Step * (slice.Length - 1));
        return slice.Step > 0 ? new Interval(slice.Start, last) : new Interval(last, slice.Start);
    }

    /// <summary>The positions taken of what a node adds axes to.</summary>
    private static IReadOnlyList<AxisSlice>? Within(Node expanded, IReadOnlyList<AxisSlice>? taken)
    {
        if (taken is null)
            return null;
        var added = ((AxesAttribute)expanded.Attribute!).Axes;
        return [.. taken.Skip(taken.Count - expanded.Rank).Where((_, axis) => !added.Contains(axis))];
    }

    /// <summary>The numbers <c>start, start + step, ...</c> that a vector made from a counter holds, else null.</summary>
    /// <param name="node">The vector; with positions, a tensor that varies along one axis.</param>
    /// <param name="taken">Only the values at these positions count; null: all.</param>
    /// <param name="depth">How many nodes are read.</param>
    public static AxisSlice? Steps(Node node, IReadOnlyList<AxisSlice>? taken = null, int depth = MaximalDepth)
    {
        if (depth == 0 || (taken is null && node.Rank != 1) || !DTypes.Indices.Contains(node.DType))
            return null;
        if (node.Attribute is IotaAttribute iota)
            return Positions(node, iota, taken);
        AxisSlice? Of(Node x) => Steps(x, taken, depth - 1);
        if (node.Op == Shaping.ExpandDims && taken is not null)
            return Steps(node.Inputs[0], Within(node, taken), depth - 1);
        if (node.Op == Arithmetic.Negate && Of(node.Inputs[0]) is { } negative)
            return new AxisSlice(-negative.Start, negative.Length, -negative.Step);
        if (node.Op == Conversion.Cast)
            return Of(node.Inputs[0]);
        if (node.Inputs.Count != 2)
            return null;
        (Node x, Node y) = (node.Inputs[0], node.Inputs[1]);
        if (node.Op == Arithmetic.Subtract)
            return Number(y) is { } less && Of(x) is { } up ? up with { Start = up.Start - less }
                : Number(x) is { } first && Of(y) is { } down ? new AxisSlice(first - down.Start, down.Length, -down.Step)
                : null;
        if (Number(x) is not null)
            (x, y) = (y, x);
        if (Number(y) is not { } number || Of(x) is not { } steps)
            return null;
        return node.Op == Arithmetic.Add ? steps with { Start = steps.Start + number }
            : node.Op == Arithmetic.Multiply && number.Constant is { } factor && factor != 0 ? new AxisSlice(factor * steps.Start, steps.Length, factor * steps.Step)
            : null;
    }

    private static AxisSlice Positions(Node node, IotaAttribute iota, IReadOnlyList<AxisSlice>? taken) =>
        taken is null ? Slices.Whole(iota.Length) : Slices.IsOne(node.Graph, iota.Length) ? Slices.Whole(Dim.One) : taken[taken.Count - 1];

    /// <summary>Whether <c>x mod c == 0</c>, for x that goes up in multiples of c.</summary>
    private static bool? IsMultiple(Node node, IReadOnlyList<AxisSlice>? taken)
    {
        if (node.Op != Comparison.Equal || node.Inputs[0].Op != Arithmetic.Remainder || Number(node.Inputs[1]) != Dim.Zero
            || Number(node.Inputs[0].Inputs[1])?.Constant is not { } divisor || divisor <= 0 || Steps(node.Inputs[0].Inputs[0], taken) is not { } steps)
            return null;
        return node.Graph.Constraints.Resolve(steps.Start).Constant is { } start && steps.Step % divisor == 0 ? start % divisor == 0 : null;
    }

    /// <summary>The one value of a constant or a size, else null.</summary>
    public static Dim? Number(Node node)
    {
        while (node.Op == Conversion.Cast && DTypes.Indices.Contains(node.Inputs[0].DType))
            node = node.Inputs[0];
        return node.Attribute is SizeAttribute size ? size.Dim
            : Constants.ValueOf(node) is { } value && DTypes.Indices.Contains(value.DType) ? value.Bits
            : null;
    }
}
