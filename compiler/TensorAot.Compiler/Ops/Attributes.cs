using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Ops;

// What ops need besides their inputs. ToString() is how the attribute reads as an argument in the printed form of a graph.

/// <summary>Axes from 0, ascending: those that a reduction folds, a Softmax normalises, an ExpandDims adds (counted in the result).</summary>
public sealed record AxesAttribute(EquatableArray<int> Axes)
{
    public override string ToString() => Axes.Count == 1 ? $"axis: {Axes[0]}" : $"axis: {Axes}";
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

/// <summary>The axis that indices select along, and its size.</summary>
public sealed record ScatterAttribute(int Axis, Dim Length)
{
    public override string ToString() => $"axis: {Axis}, length: {Length}";
}

/// <summary>How far elements move to the right along an axis, from 0 to its size.</summary>
public sealed record RollAttribute(int Axis, Dim Shift)
{
    public override string ToString() => $"{Shift}, axis: {Axis}";
}
