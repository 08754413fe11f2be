using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Parts of tensors, by ranges and by positions that tensors hold, and what their gradients need.</summary>
public static partial class Indexing
{
    public static readonly Op Slice = new("Slice", OpKind.View)
    {
        Doc = "Regularly spaced positions of each axis: x[1..^1]. A range follows C#: it must lie within the axis.",
        Type = IndexingTypes.Slice,
        Reference = r => NdArray.Generate(r.Shape, index => r.Inputs[0][Positions(Taken(r.Node), r, index)]),
        Gradient = r => [PlaceSlice(r.Gradient, Taken(r.Output), r.Inputs[0].Shape)],
        Batch = r => Slice(r.Inputs[0], InBatch(Taken(r.Output), r.Size)),
        View = (n, index) => [.. Taken(n).Axes.Select((s, axis) => (index[axis] * s.Step) + s.Start)],
        Samples = s =>
        [
            Part(s.Input(5), 0, 1, 3),
            Part(s.Input(4, 3), 1, 0, 2),
            Slice(s.Input(5, 3), new SliceAttribute([new AxisSlice(4, 3, -2), new AxisSlice(0, 3, 1)])),
            Part(s.Input(4, 3), 0, 2, 0),
        ],
    };

    public static readonly Op PlaceSlice = new("PlaceSlice", OpKind.Join)
    {
        Doc = "Zeros of a shape with x in the place of a slice: the gradient of Slice.",
        Type = IndexingTypes.PlaceSlice,
        Reference = ReferencePlace,
        Gradient = r => [Slice(r.Gradient, Placed(r.Output).Slice)],
        Batch = r => PlaceSlice(r.Inputs[0], InBatch(Placed(r.Output).Slice, r.Size), Shape.Of([r.Size, .. r.Output.Shape.Dims])),
        Place = (n, _, index) => [.. Placed(n).Slice.Axes.Select((s, axis) => (index[axis] * s.Step) + s.Start)],
        LeavesGaps = true,
        Samples = s =>
        [
            PlaceSlice(s.Input(3), new SliceAttribute([new AxisSlice(1, 3, 1)]), Shape.Of(5)),
            PlaceSlice(s.Input(2, 2), new SliceAttribute([new AxisSlice(3, 2, -2), new AxisSlice(0, 2, 1)]), Shape.Of(4, 3)),
            PlaceSlice(s.Input(0), new SliceAttribute([new AxisSlice(1, 0, 1)]), Shape.Of(3)),
        ],
    };

    public static readonly Op Gather = new("Gather", OpKind.Gather)
    {
        Doc = "Positions of an axis from an int or long tensor, whose shape takes the axis's place: [..., n, ...] and [i] give [..., i, ...]; a scalar removes the axis. A negative index counts from the end (as NumPy); one out of range throws before anything is written.",
        Type = IndexingTypes.Gather,
        Reference = ReferenceGather,
        Batch = BatchRules.Gather,
        Gradient = r => [ScatterAdd(r.Gradient, r.Inputs[1], AxisOf(r.Output), r.Inputs[0].Shape[AxisOf(r.Output)], r.Output.Attribute is CheckedAxesAttribute), null],
        CanFail = true,
        FailsWhen = n => n.Attribute is not CheckedAxesAttribute,
        Check = new CheckCode(CheckKind.IndexInRange, 1, n => n.Inputs[0].Shape[AxisOf(n)]),
        Samples = s =>
        [
            Gather(s.Input(4), Places(s, 3, 4), 0),
            Gather(s.Input(2, 4, 3), Places(s, 5, 4), 1),
            Gather(s.Input(4, 3), ExpandDims(Places(s, 3, 4), 0), 0),
            Gather(s.Input(4, 3), Places(s, 0, 3), 1),
            Gather(s.Input(4, 3), Squeeze(Places(s, 1, 3), 0), 1),
        ],
    };

    public static readonly Op ScatterAdd = new("ScatterAdd", OpKind.Routine)
    {
        Doc = "Zeros with the slices of x along an axis added at positions from an int or long tensor, in their order: the gradient of Gather. A negative index counts from the end; one out of range throws before anything is written.",
        Type = IndexingTypes.ScatterAdd,
        DTypes = DTypes.Numbers,
        Reference = ReferenceScatterAdd,
        Gradient = r => [Gather(r.Gradient, r.Inputs[1], ((ScatterAttribute)r.Output.Attribute!).Axis, r.Output.Attribute is CheckedScatterAttribute), null],
        Batch = BatchRules.ScatterAdd,
        Routine = new RoutineCode("Scatter.Add", ScatterSizes) { Flops = n => n.Inputs[0].Shape.ElementCount },
        CanFail = true,
        FailsWhen = n => n.Attribute is not CheckedScatterAttribute,
        Check = new CheckCode(CheckKind.IndexInRange, 1, n => ((ScatterAttribute)n.Attribute!).Length),
        Samples = s =>
        [
            ScatterAdd(s.Input(3), Places(s, 3, 4), 0, 4),
            ScatterAdd(s.Input(2, 3, 2), Places(s, 3, 4), 1, 4),
            ScatterAdd(s.Input(2, 0), Places(s, 0, 3), 1, 3),
            ScatterAdd(s.Input(2), Squeeze(Places(s, 1, 3), 0), 0, 3),
        ],
    };

    public static readonly Op CheckIndex = new("CheckIndex", OpKind.Elementwise)
    {
        Doc = "An index itself, after a check that it lies from 0 to the given size, exclusive; otherwise it throws before anything is written.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Indices,
        Domain = [(0, 4)],
        Reference = ReferenceFormulas.Binary((index, size) => index >= 0 && index < size ? index : throw new IndexOutOfRangeException($"{index} of {size}")),
        NoGradient = "its result is a position, which does not vary",
        Code = new ElementCode("CheckIndex", IsOperator: false, Cost: 4, _ => false),
        CanFail = true,
        Check = new CheckCode(CheckKind.LabelInRange, 0, n => Sources.SizeOf(n.Inputs[1])),
        Samples = s => [Apply(CheckIndex!, s.Input(5), Size(s.Graph, 5, s.DType)), Apply(CheckIndex!, s.Input(2, 3), Size(s.Graph, 9, s.DType))],
    };

    public static readonly Op CheckPlace = new("CheckPlace", OpKind.Elementwise)
    {
        Doc = "The position from the start of an index that may count from the end (-1 is the last), after a check that the given size has it; otherwise it throws before anything is written.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Indices,
        Domain = [(-4, 4)],
        Reference = ReferenceFormulas.Binary((index, size) => index >= -size && index < size ? index < 0 ? index + size : index : throw new IndexOutOfRangeException($"{index} of {size}")),
        NoGradient = "its result is a position, which does not vary",
        Code = new ElementCode("CheckPlace", IsOperator: false, Cost: 4, _ => false),
        CanFail = true,
        Check = new CheckCode(CheckKind.IndexInRange, 0, n => Sources.SizeOf(n.Inputs[1])),
        Samples = s => [Apply(CheckPlace!, s.Input(5), Size(s.Graph, 5, s.DType)), Apply(CheckPlace!, s.Input(2, 3), Size(s.Graph, 9, s.DType))],
    };

    /// <summary><paramref name="length"/> positions of one axis from <paramref name="start"/> on, all of the others.</summary>
    internal static Node Part(Node x, int axis, Dim start, Dim length) => Slice(x, new SliceAttribute(
        x.Shape.Dims.Select((d, a) => a == axis ? new AxisSlice(start, length, 1) : new AxisSlice(Dim.Zero, d, 1)).ToEquatableArray()));

    /// <summary>The slice of each example.</summary>
    private static SliceAttribute InBatch(SliceAttribute slice, Dim size) => new([new AxisSlice(Dim.Zero, size, 1), .. slice.Axes]);

    private static SliceAttribute Taken(Node slice) => (SliceAttribute)slice.Attribute!;

    private static PlaceSliceAttribute Placed(Node node) => (PlaceSliceAttribute)node.Attribute!;

    /// <summary>For samples: <paramref name="count"/> positions below <paramref name="size"/>, with repetitions.</summary>
    private static Node Places(OpSamples s, int count, int size)
    {
        Node places = 2 * Sources.NewIota(s.Graph, DType.Int32, count);
        return Remainder(places, Constant(places, size));
    }

    /// <summary>Outer, count, size, inner: values [outer, count, inner] go into [outer, size, inner].</summary>
    private static EquatableArray<Dim> ScatterSizes(Node scatter)
    {
        var attribute = (ScatterAttribute)scatter.Attribute!;
        (Shape values, Shape indices) = (scatter.Inputs[0].Shape, scatter.Inputs[1].Shape);
        return
        [
            Shape.Of(values.Dims.Take(attribute.Axis)).ElementCount, indices.ElementCount, attribute.Length,
            Shape.Of(values.Dims.Skip(attribute.Axis + indices.Rank)).ElementCount,
        ];
    }

    private static int AxisOf(Node gather) => ((AxesAttribute)gather.Attribute!).Axes[0];
}
