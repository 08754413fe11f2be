using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>The same elements in another order: exchanged axes, flips and rolls.</summary>
public static class Rearranging
{
    private static readonly EquatableArray<DType> s_all = DTypes.All.ToEquatableArray();

    public static readonly Op SwapAxes = Calls.Macro("SwapAxes", "Two axes exchanged: a view, as numpy.swapaxes. The gradient is SwapAxes(g).",
        BuildSwapAxes, s =>
        [
            s.Expect(s.Call(SwapAxes!, ("x", s.Input(2, 3, 4)), ("axis1", 0), ("axis2", -1)), v => NdArray.Generate([4, 3, 2], i => v[0][i[2], i[1], i[0]])),
            s.Expect(s.Call(SwapAxes!, ("x", s.Input(0, 3)), ("axis1", 0), ("axis2", 1)), v => new NdArray([3, 0])),
        ], s_all);

    public static readonly Op MoveAxis = Calls.Macro("MoveAxis", "Axes moved to other places, the others in their order: a view, as numpy.moveaxis. The gradient moves them back.",
        BuildMoveAxis, s =>
        [
            s.Expect(s.Call(MoveAxis!, ("x", s.Input(2, 3, 4)), ("source", 0), ("destination", -1)), v => NdArray.Generate([3, 4, 2], i => v[0][i[2], i[0], i[1]])),
            s.Expect(s.Call(MoveAxis!, ("x", s.Input(2, 3, 4)), ("source", new[] { 0, 1 }), ("destination", new[] { -1, -2 })), v => NdArray.Generate([4, 3, 2], i => v[0][i[2], i[1], i[0]])),
        ], s_all);

    public static readonly Op Flip = Calls.Macro("Flip", "The elements in reverse order along axes (all by default): a view, as numpy.flip. The gradient is Flip(g).",
        c => Reverse(c.Node("x"), Calls.AxesOrAll(c, c.Node("x"))), s =>
        [
            s.Expect(s.Call(Flip!, ("x", s.Input(2, 3))), v => NdArray.Generate([2, 3], i => v[0][1 - i[0], 2 - i[1]])),
            s.Expect(s.Call(Flip!, ("x", s.Input(2, 3)), ("axis", -1)), v => NdArray.Generate([2, 3], i => v[0][i[0], 2 - i[1]])),
            s.Expect(s.Call(Flip!, ("x", s.Input())), v => v[0]),
            s.Expect(s.Call(Flip!, ("x", s.Input(0, 2)), ("axis", 0)), _ => new NdArray([0, 2])),
        ], s_all);

    public static readonly Op FlipLr = Calls.Macro("FlipLr", "The elements in reverse order along axis 1, left to right: a view of a tensor of two axes or more, as numpy.fliplr.",
        c => ReverseOne(c, 1), s => [s.Expect(s.Call(FlipLr!, ("x", s.Input(2, 3))), v => NdArray.Generate([2, 3], i => v[0][i[0], 2 - i[1]]))], s_all);

    public static readonly Op FlipUd = Calls.Macro("FlipUd", "The elements in reverse order along axis 0, upside down: a view of a tensor of one axis or more, as numpy.flipud.",
        c => ReverseOne(c, 0), s => [s.Expect(s.Call(FlipUd!, ("x", s.Input(2, 3))), v => NdArray.Generate([2, 3], i => v[0][1 - i[0], i[1]]))], s_all);

    public static readonly Op Roll = new("Roll", OpKind.Composite)
    {
        Doc = "The elements moved towards the end by a shift along an axis, those that leave it entering at its start: result[i] = x[(i - shift) mod n], as numpy.roll. The shift may be a size, negative (towards the start) or larger than the axis. Without an axis the elements roll in row-major order; several axes roll one after another. The gradient is g rolled back.",
        Type = TypeRules.Same,
        Reference = r =>
        {
            var (axis, shift) = ((RollAttribute)r.Node.Attribute!).Of(r.Size);
            int[] shape = r.Shape;
            return NdArray.Generate(shape, index => r.Inputs[0][[.. index.Select((i, a) => a == axis ? (i - shift + shape[axis]) % shape[axis] : i)]]);
        },
        Gradient = r =>
        {
            var attribute = (RollAttribute)r.Output.Attribute!;
            return [Rolled(r.Gradient, attribute with { Shift = r.Output.Shape[attribute.Axis] - attribute.Shift })];
        },
        Expand = n =>
        {
            (int axis, Dim shift) = (RollAttribute)n.Attribute!;
            Dim kept = n.Shape[axis] - shift;
            return Concatenate([Indexing.Part(n.Inputs[0], axis, kept, shift), Indexing.Part(n.Inputs[0], axis, Dim.Zero, kept)], axis);
        },
        Build = BuildRoll,
        Samples = s =>
        [
            Rolled(s.Input(5), new RollAttribute(0, 2)),
            Rolled(s.Input(2, 3), new RollAttribute(1, 1)),
            Rolled(s.Input(3, 2, 2), new RollAttribute(0, 3)),
            Rolled(s.Input(0, 2), new RollAttribute(0, 0)),
        ],
    };

    /// <summary>The elements along some axes from the last to the first.</summary>
    internal static Node Reverse(Node x, IReadOnlyCollection<int> axes) => axes.Count == 0 ? x : Slice(x, new SliceAttribute(
        x.Shape.Dims.Select((d, axis) => axes.Contains(axis) ? new AxisSlice(d - 1, d, -1) : new AxisSlice(Dim.Zero, d, 1)).ToEquatableArray()));

    /// <summary>A size that is 1 where the given one is 0 (by integer division: 1 / (n + 1) is 1 for 0 alone).</summary>
    internal static Dim OneForZero(Dim size) => size.LowerBound >= 1 ? size : size + Dim.FloorDivide(Dim.One, size + 1);

    private static (int Axis, int Shift) Of(this RollAttribute attribute, Func<DimSymbol, long> size) => (attribute.Axis, checked((int)attribute.Shift.Evaluate(size)));

    private static Node Rolled(Node x, RollAttribute roll) => x.Graph.Add(Roll, roll, x);

    private static Node ReverseOne(OpCall call, int axis)
    {
        Node x = call.Node("x");
        TypeRules.RequireRank(new TypeRequest(call.Graph, call.Op, [x.Type], null), x.Type, x.Rank > axis, $"at least {axis + 1}");
        return Reverse(x, [axis]);
    }

    private static Node BuildSwapAxes(OpCall call)
    {
        Node x = call.Node("x");
        (int a, int b) = (call.Axes("axis1", x.Rank)![0], call.Axes("axis2", x.Rank)![0]);
        return Transpose(x, Enumerable.Range(0, x.Rank).Select(axis => axis == a ? b : axis == b ? a : axis));
    }

    private static Node BuildMoveAxis(OpCall call)
    {
        Node x = call.Node("x");
        int[] from = call.Axes("source", x.Rank)!, to = call.Axes("destination", x.Rank)!;
        Calls.RequireDistinct(call, from, x);
        Calls.RequireDistinct(call, to, x);
        if (from.Length != to.Length)
            throw Calls.OutOfRange(call, "the number of destinations", to.Length, $"{from.Length}, one for each source");
        List<int> order = [.. Enumerable.Range(0, x.Rank).Where(axis => !from.Contains(axis))];
        foreach ((int source, int destination) in from.Zip(to, (source, destination) => (source, destination)).OrderBy(p => p.destination))
            order.Insert(destination, source);
        return Transpose(x, order);
    }

    private static Node BuildRoll(OpCall call)
    {
        Node x = call.Node("x");
        if (!call.Has("axis"))
        {
            Node flat = Reshape(x, Shape.Of(x.Shape.ElementCount));
            return Reshape(RollBy(call, flat, 0, call.Dim("shift")), x.Shape);
        }
        int[] axes = call.Axes("axis", x.Rank)!;
        Dim[] shifts = call["shift"] is int[] several ? [.. several.Select(s => (Dim)s)] : [call.Dim("shift")];
        if (shifts.Length != axes.Length)
            throw Calls.OutOfRange(call, "the number of shifts", shifts.Length, $"{axes.Length}, one for each axis");
        // As in NumPy an axis that is named twice rolls by the sum of its shifts.
        return axes.Zip(shifts, (axis, shift) => (axis, shift)).Aggregate(x, (rolled, by) => RollBy(call, rolled, by.axis, by.shift));
    }

    private static Node RollBy(OpCall call, Node x, int axis, Dim shift)
    {
        Dim size = OneForZero(x.Shape[axis]);
        bool isBackwards = shift.LowerBound is not >= 0 && (-shift).LowerBound >= 0;
        Dim distance = isBackwards ? -shift : Calls.RequireAtLeast(call, "the shift", shift, 0);
        Dim within = distance - (size * Dim.FloorDivide(distance, size));
        if (within == Dim.Zero)
            return x;
        return Rolled(x, new RollAttribute(axis, isBackwards ? x.Shape[axis] - within : within));
    }
}
