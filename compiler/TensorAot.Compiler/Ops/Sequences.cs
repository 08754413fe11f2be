using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Arithmetic and geometric progressions. They are computed where they are used and take no memory.</summary>
public static class Sequences
{
    public static readonly Op Arange = Calls.Macro("Arange", "The numbers 0, 1, ..., n - 1; or start, start + 1, ... below stop, between two sizes; or start, start + step, ... before stop, for numbers that are known at build time: element i is start + i * step, and there are ceil((stop - start) / step), as numpy.arange.",
        BuildArange, s =>
        [
            s.Expect(s.Call(Arange!, ("n", (Dim)5)), _ => new NdArray([5], [0, 1, 2, 3, 4])),
            s.Expect(s.Call(Arange!, ("start", (Dim)2), ("stop", (Dim)6)), _ => new NdArray([4], [2, 3, 4, 5])),
            s.Expect(s.Call(Arange!, ("start", Number(s, 7)), ("stop", Number(s, 0)), ("step", Number(s, s.DType == DType.UInt8 ? 1 : -3))), _ => s.DType == DType.UInt8 ? new NdArray([0]) : new NdArray([3], [7, 4, 1])),
            s.Expect(s.Call(Arange!, ("start", Number(s, 1)), ("stop", Number(s, 8)), ("step", Number(s, 3))), _ => new NdArray([3], [1, 4, 7])),
        ], DTypes.Numbers);

    public static readonly Op Linspace = Calls.Macro("Linspace", "n numbers at equal distances from start to stop: start + i * (stop - start) / (n - 1), the last one exactly stop; without the endpoint the distance is (stop - start) / n, as numpy.linspace. start and stop may be tensors, whose axes follow that of the numbers. One number is start.",
        c => Spaced(c, (start, stop, _, values) => values(start, stop)), s =>
        [
            s.Expect(s.Call(Linspace!, ("start", s.Input()), ("stop", s.Input()), ("n", (Dim)5), ("endpoint", true)), v => NdArray.Generate([5], i => v[0].Values[0] + (i[0] * (v[1].Values[0] - v[0].Values[0]) / 4))),
            s.Expect(s.Call(Linspace!, ("start", s.Input(2)), ("stop", s.Input()), ("n", (Dim)4), ("endpoint", false)), v => NdArray.Generate([4, 2], i => v[0][i[1]] + (i[0] * (v[1].Values[0] - v[0][i[1]]) / 4))),
            s.Expect(s.Call(Linspace!, ("start", s.Input()), ("stop", s.Input()), ("n", (Dim)1), ("endpoint", true)), v => NdArray.Generate([1], _ => v[0].Values[0])),
            s.Expect(s.Call(Linspace!, ("start", s.Input()), ("stop", s.Input()), ("n", (Dim)0), ("endpoint", true)), _ => new NdArray([0])),
        ], DTypes.Floating);

    public static readonly Op Logspace = Calls.Macro("Logspace", "n numbers at equal ratios from base^start to base^stop (base 10 by default): Pow(base, Linspace(start, stop, n)), as numpy.logspace.",
        c => Spaced(c, (start, stop, _, values) => Pow(Constant(start, c["base"] as double? ?? 10), values(start, stop))), s =>
        [
            s.Expect(s.Call(Logspace!, ("start", s.Input()), ("stop", s.Input()), ("n", (Dim)3), ("endpoint", true), ("base", 2.0)), v => NdArray.Generate([3], i => Math.Pow(2, v[0].Values[0] + (i[0] * (v[1].Values[0] - v[0].Values[0]) / 2)))),
        ], DTypes.Floating);

    public static readonly Op Geomspace = Calls.Macro("Geomspace", "n numbers at equal ratios from start to stop, which have one sign: start * (stop / start)^(i / (n - 1)), the first exactly start and the last exactly stop, as numpy.geomspace. Other signs give NaN.",
        c => Spaced(c, (start, stop, last, values) =>
        {
            Node zero = Constant(start, 0), numbers = start * Pow(stop / start, values(zero, zero + 1));
            return last is null ? numbers : Where(last, stop, numbers);
        }), s =>
        [
            s.Expect(s.Call(Geomspace!, ("start", Exp(s.Input())), ("stop", Exp(s.Input())), ("n", (Dim)4), ("endpoint", true)), v => NdArray.Generate([4], i => Math.Exp(v[0].Values[0] + (i[0] * (v[1].Values[0] - v[0].Values[0]) / 3)))),
        ], DTypes.Floating);

    private static ConstantValue Number(OpSamples s, long value) => ConstantValue.FromInteger(s.DType, value);

    private static Node BuildArange(OpCall call)
    {
        DType dtype = Creation.DTypeOf(call);
        if (call.Has("n"))
            return Sources.NewIota(call.Graph, dtype, Calls.RequireAtLeast(call, "the number of elements", call.Dim("n"), 0));
        if (!call.Has("step"))
        {
            Dim start = call.Dim("start");
            Node places = Sources.NewIota(call.Graph, dtype, Calls.RequireAtLeast(call, "the number of elements", call.Dim("stop") - start, 0));
            return start == Dim.Zero ? places : places + Size(call.Graph, start, dtype);
        }
        Node[] bounds = call.Operands("start", "stop", "step");
        ConstantValue[] numbers = [.. bounds.Select(b => Sources.ConstantOf(b)!.Value)];
        if (numbers[2].ToDouble() == 0)
            throw Calls.OutOfRange(call, "the step", numbers[2], "not 0");
        Node steps = Sources.NewIota(call.Graph, dtype, Count(call, numbers));
        Node scaled = numbers[2].ToDouble() == 1 ? steps : steps * bounds[2];
        return numbers[0].ToDouble() == 0 ? scaled : scaled + bounds[0];
    }

    private static long Count(OpCall call, ConstantValue[] bounds)
    {
        if (!bounds[0].DType.IsFloating())
        {
            decimal exact = Math.Ceiling(((decimal)bounds[1].Bits - bounds[0].Bits) / bounds[2].Bits);
            return exact <= int.MaxValue ? (long)Math.Max(exact, 0) : throw Calls.OutOfRange(call, "the number of elements", exact, "at most 2147483647");
        }
        double count = Math.Ceiling((bounds[1].ToDouble() - bounds[0].ToDouble()) / bounds[2].ToDouble());
        return count <= int.MaxValue ? (long)Math.Max(count, 0) : throw Calls.OutOfRange(call, "the number of elements", count, "at most 2147483647");
    }

    /// <summary>
    /// A progression: the function gets start, stop, where the last element is (null without the endpoint), and how to interpolate
    /// linearly between two values.
    /// </summary>
    private static Node Spaced(OpCall call, Func<Node, Node, Node?, Func<Node, Node, Node>, Node> formula)
    {
        Node[] bounds = call.Operands("start", "stop");
        (Node start, Node stop) = (bounds[0], bounds[1]);
        var request = new TypeRequest(call.Graph, call.Op, [start.Type, stop.Type], null);
        DType dtype = TypeRules.SameDType(request);
        int rank = Math.Max(start.Rank, stop.Rank);
        Dim count = Calls.RequireAtLeast(call, "the number of elements", call.Dim("n"), 0);
        bool endpoint = call["endpoint"] is not false;
        Node places = ExpandDims(Sources.NewIota(call.Graph, dtype, count), Enumerable.Range(1, rank));
        // One element, or none, has no distance to the next.
        Dim parts = endpoint ? count - 1 : count;
        Node steps = count.Constant is { } known ? Constant(places, Math.Max(known - (endpoint ? 1 : 0), 1)) : Maximum(Size(call.Graph, parts, dtype), Constant(places, 1));
        Node? last = endpoint ? Equal(places, steps) : null;
        Node Interpolate(Node from, Node to)
        {
            Node values = (places * ((to - from) / steps)) + from;
            return last is null ? values : Where(last, to, values);
        }
        Shape shape = Shape.Of([count, .. TypeRules.BroadcastAll(request).Dims]);
        return BroadcastTo(formula(start, stop, last, Interpolate), shape);
    }
}
