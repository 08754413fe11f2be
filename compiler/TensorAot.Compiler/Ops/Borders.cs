using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Tensors with borders.</summary>
public static class Borders
{
    /// <summary>As <c>TensorAot.PadMode</c>.</summary>
    private enum Mode
    {
        Constant,
        Edge,
        Reflect,
        Symmetric,
        Wrap,
    }

    public static readonly Op Pad = Calls.Macro("Pad", "x with borders before and after each axis, as numpy.pad: of a constant (zero by default), of the edge's value, reflected without the edge (Reflect, 3 2 | 1 2 3 | 2 1) or with it (Symmetric, 2 1 | 1 2 3 | 3 2), or from the other side (Wrap). A reflected or wrapped border must not be wider than what it mirrors, and only a constant can surround an empty axis; sizes that are not known at build time are checked at entry. The gradient is that of the inner part, with that of the border added where its values came from.",
        BuildPad, s =>
        [
            s.Expect(s.Call(Pad!, ("x", s.Input(3)), ("width", (Dim)2)), v => Expected(v[0], 2, i => i is >= 0 and < 3 ? i : -1)),
            s.Expect(s.Call(Pad!, ("x", s.Input(3)), ("width", (Dim)2), ("mode", 1)), v => Expected(v[0], 2, i => Math.Min(Math.Max(i, 0), 2))),
            s.Expect(s.Call(Pad!, ("x", s.Input(3)), ("width", (Dim)2), ("mode", 2)), v => Expected(v[0], 2, i => i < 0 ? -i : i > 2 ? 4 - i : i)),
            s.Expect(s.Call(Pad!, ("x", s.Input(3)), ("width", (Dim)2), ("mode", 3)), v => Expected(v[0], 2, i => i < 0 ? -1 - i : i > 2 ? 5 - i : i)),
            s.Expect(s.Call(Pad!, ("x", s.Input(3)), ("width", (Dim)2), ("mode", 4)), v => Expected(v[0], 2, i => (i + 3) % 3)),
            s.Expect(s.Call(Pad!, ("x", s.Input(2, 3)), ("width", new object[] { new object[] { (Dim)1, (Dim)0 }, new object[] { (Dim)0, (Dim)2 } }), ("value", s.Input())),
                v => NdArray.Generate([3, 5], i => i[0] > 0 && i[1] < 3 ? v[0][i[0] - 1, i[1]] : v[1].Values[0])),
            s.Expect(s.Call(Pad!, ("x", s.Input(0)), ("width", (Dim)1)), _ => new NdArray([2])),
        ], DTypes.All.ToEquatableArray());

    /// <summary>x surrounded by zeros.</summary>
    internal static Node WithZeros(Node x, IReadOnlyList<(Dim Before, Dim After)> widths) => x.DType == DType.Bool
        ? WithValue(x, Constant(x, 0), widths)
        : PlaceSlice(x, new SliceAttribute(x.Shape.Dims.Select((d, axis) => new AxisSlice(widths[axis].Before, d, 1)).ToEquatableArray()),
            Shape.Of(x.Shape.Dims.Select((d, axis) => widths[axis].Before + d + widths[axis].After)));

    private static NdArray Expected(NdArray x, int width, Func<int, int> source) =>
        NdArray.Generate([x.Shape[0] + (2 * width)], i => source(i[0] - width) is >= 0 and var from ? x[from] : 0);

    private static Node BuildPad(OpCall call)
    {
        Node x = call.Node("x");
        (Dim Before, Dim After)[] widths = Widths(call, x);
        if (widths.All(w => w.Before == Dim.Zero && w.After == Dim.Zero))
            return x;
        if (call.Has("value"))
            return WithValue(x, call.Operands("x", "value")[1], widths);
        var mode = (Mode)(call["mode"] as int? ?? 0);
        if (mode == Mode.Constant)
            return WithZeros(x, widths);
        for (int axis = 0; axis < x.Rank; axis++)
            x = Extended(call, x, axis, widths[axis], mode);
        return x;
    }

    private static (Dim Before, Dim After)[] Widths(OpCall call, Node x)
    {
        (Dim Before, Dim After)[] widths = call["width"] is object?[] pairs
            ? [.. pairs.Select(p => (object?[])p!).Select(p => (call.ToDim(p[0]), call.ToDim(p[1])))]
            : [.. Enumerable.Repeat((call.Dim("width"), call.Dim("width")), x.Rank)];
        if (widths.Length != x.Rank)
            throw Calls.OutOfRange(call, "the number of widths", widths.Length, $"{x.Rank}, one pair for each axis");
        foreach ((Dim before, Dim after) in widths)
        {
            Calls.RequireAtLeast(call, "a width", before, 0);
            Calls.RequireAtLeast(call, "a width", after, 0);
        }
        return widths;
    }

    private static Node WithValue(Node x, Node value, IReadOnlyList<(Dim Before, Dim After)> widths)
    {
        for (int axis = 0; axis < x.Rank; axis++)
        {
            Node Border(Dim width) => BroadcastTo(value, Shape.Of(x.Shape.Dims.Select((d, a) => a == axis ? width : d)));
            x = Joined(axis, widths[axis], x, Border);
        }
        return x;
    }

    private static Node Extended(OpCall call, Node x, int axis, (Dim Before, Dim After) width, Mode mode)
    {
        Dim size = x.Shape[axis];
        // How many elements there are to take a border from.
        Dim available = mode == Mode.Reflect ? size - 1 : size;
        foreach (Dim border in new[] { width.Before, width.After }.Where(w => w != Dim.Zero))
            if (!call.Graph.Constraints.TryRequireAtLeast(mode == Mode.Edge ? size - 1 : available - border, 0, call.Graph.Source))
                throw new GraphException(DiagnosticRules.IndexOutOfRange, Calls.Subject(call.Graph, call.Op), $"a border of {border}", axis, x.Shape, size);
        Node Piece(Dim start, Dim length, long step) => Slice(x, new SliceAttribute(
            x.Shape.Dims.Select((d, a) => a == axis ? new AxisSlice(start, length, step) : new AxisSlice(Dim.Zero, d, 1)).ToEquatableArray()));
        Node Copies(Dim place, Dim count) => BroadcastTo(Piece(place, 1, 1), Shape.Of(x.Shape.Dims.Select((d, a) => a == axis ? count : d)));
        Func<Dim, Node> before = mode switch
        {
            Mode.Edge => w => Copies(Dim.Zero, w),
            Mode.Reflect => w => Piece(w, w, -1),
            Mode.Symmetric => w => Piece(w - 1, w, -1),
            _ => w => Piece(size - w, w, 1),
        };
        Func<Dim, Node> after = mode switch
        {
            Mode.Edge => w => Copies(size - 1, w),
            Mode.Reflect => w => Piece(size - 2, w, -1),
            Mode.Symmetric => w => Piece(size - 1, w, -1),
            _ => w => Piece(Dim.Zero, w, 1),
        };
        return Concatenate([.. Some(width.Before, before), x, .. Some(width.After, after)], axis);
    }

    private static Node Joined(int axis, (Dim Before, Dim After) width, Node x, Func<Dim, Node> border) =>
        Concatenate([.. Some(width.Before, border), x, .. Some(width.After, border)], axis);

    private static Node[] Some(Dim width, Func<Dim, Node> border) => width == Dim.Zero ? [] : [border(width)];
}
