using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Ops;

// What ops need besides their inputs. ToString() is how the attribute reads as an argument in the printed form of a graph.

/// <summary>Axes from 0, ascending: those that a reduction folds, a Softmax normalises, an ExpandDims adds (counted in the result).</summary>
public record AxesAttribute(EquatableArray<int> Axes)
{
    public sealed override string ToString() => Axes.Count == 1 ? $"axis: {Axes[0]}" : $"axis: {Axes}";
}

/// <summary>The input's axis for each axis of the result.</summary>
public sealed record PermutationAttribute(EquatableArray<int> Axes)
{
    public override string ToString() => string.Join(", ", Axes);
}

/// <summary>The sizes of the result.</summary>
public sealed record ShapeAttribute(Shape Shape)
{
    public override string ToString() => string.Join(", ", Shape.Dims);
}

/// <summary>The element type of the result.</summary>
public sealed record CastAttribute(DType DType)
{
    public override string ToString() => DType.CSharpName();
}

/// <summary>What a slice takes of one axis: positions <c>Start, Start + Step, ...</c>, <paramref name="Length"/> of them.</summary>
public sealed record AxisSlice(Dim Start, Dim Length, long Step)
{
    public override string ToString() => Step == 1 ? $"{Start}..{Start + Length}" : $"{Start}..+{Length} by {Step}";
}

/// <summary>What a slice takes of each axis of its input.</summary>
public sealed record SliceAttribute(EquatableArray<AxisSlice> Axes)
{
    public override string ToString() => string.Join(", ", Axes);
}

/// <summary>Where a slice lies, and the sizes of the tensor that it lies in.</summary>
public sealed record PlaceSliceAttribute(SliceAttribute Slice, Shape Shape)
{
    public override string ToString() => $"{Slice}, in: {Shape}";
}

/// <summary>The axis of a gather whose positions are in range, because they were checked one by one before they were computed.</summary>
public sealed record CheckedAxesAttribute(EquatableArray<int> Axes) : AxesAttribute(Axes);

/// <summary>The axis that indices select along, and its size.</summary>
public record ScatterAttribute(int Axis, Dim Length)
{
    public sealed override string ToString() => $"axis: {Axis}, length: {Length}";
}

/// <summary>The axis of a scatter whose positions are in range, because they were checked one by one before they were computed.</summary>
public sealed record CheckedScatterAttribute(int Axis, Dim Length) : ScatterAttribute(Axis, Length);

/// <summary>
/// The axes that positions select along: <paramref name="Span"/> neighbours from <paramref name="Axis"/> on, seen as one axis in row-major
/// order. <paramref name="IsChecked"/>: the positions are known to be in range.
/// </summary>
public sealed record ScatterIntoAttribute(int Axis, int Span, bool IsChecked)
{
    public override string ToString() => Span == 1 ? $"axis: {Axis}" : $"axes: {Axis}..{Axis + Span}";
}

/// <summary>What is sorted: the axis, counted from the end (1 is the last), the direction, and how many elements of each row stay.</summary>
public sealed record SortAttribute(int AxisFromEnd, bool Descending, Dim Count)
{
    public override string ToString() => $"axis: ^{AxisFromEnd}, count: {Count}{(Descending ? ", descending" : "")}";
}

/// <summary>How rows are searched: the leading axes that sorted rows and values share, and whether equal elements come before the place.</summary>
public sealed record SearchAttribute(int BatchRank, bool Right)
{
    public override string ToString() => Right ? "right" : "left";
}

/// <summary>How many distinct elements there is room for.</summary>
public sealed record UniqueAttribute(Dim Size)
{
    public override string ToString() => $"size: {Size}";
}

/// <summary>How far elements move to the right along an axis, from 0 to its size.</summary>
public sealed record RollAttribute(int Axis, Dim Shift)
{
    public override string ToString() => $"{Shift}, axis: {Axis}";
}

/// <summary>The axes of a variance or standard deviation, ascending, and what is subtracted from the number of elements.</summary>
public sealed record MomentAttribute(EquatableArray<int> Axes, int Ddof)
{
    public override string ToString() => $"{new AxesAttribute(Axes)}{(Ddof == 0 ? "" : $", ddof: {Ddof}")}";
}

/// <summary>The axis of a scan, counted from the last one, which is 0, so that leading axes may be added; and its direction.</summary>
public sealed record CumulativeAttribute(int AxisFromEnd, bool Reverse = false)
{
    public override string ToString() => $"axis: ^{AxisFromEnd + 1}{(Reverse ? ", reverse" : "")}";
}
