using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// Tensors with some elements replaced by, or joined with, others. The ops take a tensor, values, and positions in a range of axes that
/// is seen as one; <see cref="ScatterIntoAttribute"/> says which. Users write index expressions, which become these.
/// </summary>
public static partial class Scattering
{
    // Before the ops, which hold it.
    private static readonly CheckCode s_check = new(CheckKind.IndexInRange, 2, Length);

    public static readonly Op SetAt = new("SetAt", OpKind.Routine)
    {
        Doc = "A tensor with values in the place of the elements at positions along an axis (of several seen as one); of values for one place the last one stays, as in NumPy. A negative position counts from the end; one out of range throws before anything is written. The gradient of the tensor is 0 where elements were replaced, that of a value that did not stay is 0.",
        Type = ScatteringTypes.Into,
        Reference = r => Reference(r, (_, value) => value),
        Gradient = SetGradient,
        Batch = Batch,
        Routine = new RoutineCode("Scatter.SetAt", Sizes) { Flops = RoutineWork.None },
        WorksInPlace = true,
        CanFail = true,
        FailsWhen = Fails,
        Check = s_check,
        Samples = s => Samples(s, SetAt!),
    };

    public static readonly Op IncAt = new("IncAt", OpKind.Routine)
    {
        Doc = "A tensor with values added to its elements at positions along an axis (of several seen as one), one after the other, so that repeated positions add up in a fixed order. Integers wrap. A negative position counts from the end; one out of range throws before anything is written.",
        Type = ScatteringTypes.Into,
        DTypes = DTypes.Numbers,
        Reference = r => Reference(r, (old, value) => r.Node.DType.IsFloating() ? old + value : ReferenceFormulas.Wrap(r.Node.DType, (long)old + (long)value)),
        Gradient = r => [r.Gradient, Selected(r.Gradient, r.Output), null],
        Batch = Batch,
        Routine = new RoutineCode("Scatter.IncAt", Sizes) { Flops = n => n.Inputs[1].Shape.ElementCount },
        WorksInPlace = true,
        CanFail = true,
        FailsWhen = Fails,
        Check = s_check,
        Samples = s => Samples(s, IncAt!),
    };

    public static readonly Op MaxAt = Extreme("MaxAt", "larger", ScalarReference.Maximum, () => MaxAt!);

    public static readonly Op MinAt = Extreme("MinAt", "smaller", ScalarReference.Minimum, () => MinAt!);

    private static Op Extreme(string name, string adjective, Func<double, double, double> formula, Func<Op> self) => new(name, OpKind.Routine)
    {
        Doc = $"A tensor with the {adjective} of its element and of all values for it at positions along an axis (of several seen as one); NaN if any is NaN. A negative position counts from the end; one out of range throws before anything is written. The gradient is shared evenly by what equals the result.",
        Type = ScatteringTypes.Into,
        DTypes = DTypes.Numbers,
        Reference = r => Reference(r, formula),
        Gradient = ExtremeGradient,
        Batch = Batch,
        Routine = new RoutineCode("Scatter." + name, Sizes) { Flops = n => n.Inputs[1].Shape.ElementCount },
        WorksInPlace = true,
        CanFail = true,
        FailsWhen = Fails,
        Check = s_check,
        Samples = s => Samples(s, self()),
    };

    private static ScatterIntoAttribute Attribute(Node scatter) => (ScatterIntoAttribute)scatter.Attribute!;

    private static bool Fails(Node scatter) => !Attribute(scatter).IsChecked;

    /// <summary>The number of elements in the axes that positions select along.</summary>
    private static Dim Length(Node scatter) =>
        Shape.Of(scatter.Shape.Dims.Skip(Attribute(scatter).Axis).Take(Attribute(scatter).Span)).ElementCount;

    /// <summary>Outer, count, size, inner: values [outer, count, inner] go into [outer, size, inner].</summary>
    private static EquatableArray<Dim> Sizes(Node scatter)
    {
        ScatterIntoAttribute attribute = Attribute(scatter);
        return
        [
            Shape.Of(scatter.Shape.Dims.Take(attribute.Axis)).ElementCount, scatter.Inputs[2].Shape.ElementCount, Length(scatter),
            Shape.Of(scatter.Shape.Dims.Skip(attribute.Axis + attribute.Span)).ElementCount,
        ];
    }

    /// <summary>The elements of a tensor of the result's shape at the positions, in the shape of the values.</summary>
    private static Node Selected(Node x, Node scatter)
    {
        ScatterIntoAttribute attribute = Attribute(scatter);
        Shape merged = Shape.Of([.. x.Shape.Dims.Take(attribute.Axis), Length(scatter), .. x.Shape.Dims.Skip(attribute.Axis + attribute.Span)]);
        return Gather(Reshape(x, merged), scatter.Inputs[2], attribute.Axis, attribute.IsChecked);
    }

    private static Node?[] SetGradient(GradientRequest request)
    {
        (Node output, Node values, Node positions) = (request.Output, request.Inputs[1], request.Inputs[2]);
        ScatterIntoAttribute attribute = Attribute(output);
        Node kept = ScatterInto(SetAt, request.Gradient, ZerosOf(request.Gradient, values.Shape), positions, attribute);
        // The numbers of the values, set like the values: those that are read back stayed.
        Node numbers = Reshape(Sources.NewIota(request.Graph, DType.Int32, positions.Shape.ElementCount), positions.Shape);
        Node last = ScatterInto(SetAt, ZerosOf(numbers, Shape.Of(Length(output))), numbers, positions, new ScatterIntoAttribute(0, 1, attribute.IsChecked));
        Node stayed = Equal(Gather(last, positions, 0, attribute.IsChecked), numbers);
        int inner = values.Rank - attribute.Axis - positions.Rank;
        Node mask = ExpandDims(stayed, Enumerable.Range(positions.Rank, inner));
        return [kept, GradientMask.Mask(mask, Selected(request.Gradient, output)), null];
    }

    private static Node?[] ExtremeGradient(GradientRequest request)
    {
        (Node output, Node values) = (request.Output, request.Inputs[1]);
        Node isOld = Equal(request.Inputs[0], output), isValue = Equal(values, Selected(output, output));
        DType dtype = output.DType;
        Node count = ScatterInto(IncAt, Cast(isOld, dtype), Cast(isValue, dtype), request.Inputs[2], Attribute(output));
        Node share = request.Gradient / count;
        return [GradientMask.Mask(isOld, share), GradientMask.Mask(isValue, Selected(share, output)), null];
    }

    /// <summary>The batch as one more outer axis; batched positions become positions in the batch axis and their own ones.</summary>
    private static Node Batch(BatchRequest request)
    {
        ScatterIntoAttribute attribute = Attribute(request.Output);
        (Node x, Node values, Node positions) = (request.Batched(0), request.Batched(1), request.Inputs[2]);
        if (!request.IsBatched[2])
            return ScatterInto(request.Output.Op, x, values, positions, attribute with { Axis = attribute.Axis + 1 });
        Node places = attribute.IsChecked ? positions : MergedPlaces.Checked(positions, Length(request.Output));
        Node example = ExpandDims(Sources.NewIota(request.Graph, positions.DType, request.Size), Enumerable.Range(1, positions.Rank - 1));
        Node merged = MergedPlaces.Merged([example, places], [request.Size, Length(request.Output)]);
        var batched = new ScatterIntoAttribute(attribute.Axis, attribute.Span + 1, IsChecked: true);
        return Move(ScatterInto(request.Output.Op, Move(x, 0, attribute.Axis), Move(values, 0, attribute.Axis), merged, batched), attribute.Axis, 0);
    }

    /// <summary>One axis moved to another place; the others keep their order.</summary>
    private static Node Move(Node x, int from, int to)
    {
        List<int> order = [.. Enumerable.Range(0, x.Rank).Where(axis => axis != from)];
        order.Insert(to, from);
        return Transpose(x, order);
    }

    private static NdArray Reference(ReferenceRequest request, Func<double, double, double> combine)
    {
        ScatterIntoAttribute attribute = Attribute(request.Node);
        (NdArray x, NdArray values, NdArray positions) = (request.Inputs[0], request.Inputs[1], request.Inputs[2]);
        int[] span = [.. x.Shape.Skip(attribute.Axis).Take(attribute.Span)];
        int size = span.Aggregate(1, (a, b) => a * b);
        var result = new NdArray(x.Shape, [.. x.Values]);
        foreach (int[] index in NdArray.Indices(values.Shape))
        {
            int place = (int)positions[[.. index.Skip(attribute.Axis).Take(positions.Rank)]];
            int fromStart = place < 0 ? place + size : place;
            if (fromStart < 0 || fromStart >= size)
                throw new IndexOutOfRangeException($"{place} of {size}");
            int[] at = [.. index.Take(attribute.Axis), .. NdArray.Indices(span).ElementAt(fromStart).ToArray(), .. index.Skip(attribute.Axis + positions.Rank)];
            result[at] = combine(result[at], values[index]);
        }
        return result;
    }

    private static IEnumerable<Node> Samples(OpSamples s, Op op)
    {
        Node Places(int count, int size) => Remainder(2 * Sources.NewIota(s.Graph, DType.Int32, count), Sources.NewConstant(s.Graph, ConstantValue.Of(size)));
        return
        [
            ScatterInto(op, s.Input(4), s.Input(3), Places(3, 4), new ScatterIntoAttribute(0, 1, false)),
            ScatterInto(op, s.Input(2, 4, 2), s.Input(2, 3, 2), Places(3, 4), new ScatterIntoAttribute(1, 1, false)),
            ScatterInto(op, s.Input(3, 2, 2), s.Input(5, 2), Places(5, 6) - 2, new ScatterIntoAttribute(0, 2, false)),
            ScatterInto(op, s.Input(2, 3), s.Input(2, 0), Places(0, 3), new ScatterIntoAttribute(1, 1, false)),
            ScatterInto(op, s.Input(3), s.Input(), Squeeze(Places(1, 3), 0), new ScatterIntoAttribute(0, 1, false)),
        ];
    }
}
