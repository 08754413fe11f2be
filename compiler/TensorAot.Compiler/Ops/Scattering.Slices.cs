using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

// What users call: index expressions that are written to.
public static partial class Scattering
{
    public static readonly Op SetSlice = Calls.Macro("SetSlice",
        "x with y in the place of x[at], Theano's set_subtensor: y broadcasts to the shape of x[at]. Of several values for one place the last one stays, as in NumPy. The gradient of x is 0 where it was replaced, that of y is g[at], 0 for a value that did not stay.",
        c => Write(c, SetAt), s => SliceSamples(s, SetAt, (_, value) => value), DTypes.All.ToEquatableArray());

    public static readonly Op IncSlice = Calls.Macro("IncSlice",
        "x with y added to x[at], Theano's inc_subtensor: y broadcasts to the shape of x[at]. Several values for one place add up, in their order. Integers wrap. The gradient of x is g, that of y is g[at].",
        c => Write(c, IncAt), s => SliceSamples(s, IncAt, (old, value) => s.DType.IsFloating() ? old + value : ReferenceFormulas.Wrap(s.DType, (long)old + (long)value)), DTypes.Numbers);

    public static readonly Op MaxSlice = Calls.Macro("MaxSlice",
        "x with Maximum(x[at], y) in the place of x[at], also of several values for one place: y broadcasts to the shape of x[at]. The gradient is shared evenly by what equals the result.",
        c => Write(c, MaxAt), s => SliceSamples(s, MaxAt, ScalarReference.Maximum), DTypes.Numbers);

    public static readonly Op MinSlice = Calls.Macro("MinSlice",
        "x with Minimum(x[at], y) in the place of x[at], also of several values for one place: y broadcasts to the shape of x[at]. The gradient is shared evenly by what equals the result.",
        c => Write(c, MinAt), s => SliceSamples(s, MinAt, ScalarReference.Minimum), DTypes.Numbers);

    private static Node Write(OpCall call, Op op)
    {
        Node[] operands = call.Operands("x", "y");
        return Write(op, operands[0], operands[1], [.. (object[])call["at"]!]);
    }

    /// <summary><paramref name="x"/> with <paramref name="y"/> written to an index expression on it.</summary>
    internal static Node Write(Op op, Node x, Node y, IReadOnlyList<object> at)
    {
        var place = new IndexExpression(x.Graph, x, at);
        Node values = Squeeze(BroadcastTo(y, place.Read().Shape), place.NewAxes), old = place.Slice();
        bool addsElsewhere = op == IncAt && !place.IsWhole;
        Node written = place.Selection is { } selection ? selection.Write(op, addsElsewhere ? ZerosOf(old, old.Shape) : old, values)
            : op == SetAt || addsElsewhere ? values
            : op == IncAt ? old + values
            : op == MaxAt ? Maximum(old, values) : Minimum(old, values);
        if (place.IsWhole)
            return written;
        // The rest of x: added to zeros, or taken where the slice is not.
        Node placed = PlaceSlice(ExpandDims(written, place.Removed), place.Taken, x.Shape);
        return addsElsewhere ? x + placed : place.Mask() is { } mask ? Where(mask, placed, x) : placed;
    }

    /// <summary>Index expressions, each with the places of a [3, 4] or [5] tensor that it names, in order; y is made to fit.</summary>
    private static IEnumerable<Node> SliceSamples(OpSamples s, Op op, Func<double, double, double> combine)
    {
        SliceRange Range(int start, int end, int step = 1) => new(start, false, end, false, step);
        Node rows = Remainder(2 * Sources.NewIota(s.Graph, DType.Int32, 3), Sources.NewConstant(s.Graph, ConstantValue.Of(4)));
        yield return Sample([5], [2], [Range(1, 3)], [1, 2]);
        yield return Sample([5], [], [new Axis(1, true)], [4]);
        yield return Sample([5], [3], [Range(0, 5, -2)], [4, 2, 0]);
        yield return Sample([3, 4], [2], [SliceRange.All, Range(1, 3)], [1, 2, 5, 6, 9, 10]);
        // Setting all of x leaves nothing of it, so that is no sample with two inputs.
        if (op != SetAt)
            yield return Sample([3, 4], [], [SliceRange.All], [.. Enumerable.Range(0, 12)]);
        yield return Sample([4], [3], [rows], [0, 2, 0]);
        yield return Sample([3, 4], [3], [1, rows], [4, 6, 4]);
        yield return Sample([3, 4], [1, 3], [Range(0, 3, 2), rows], [0, 2, 0, 8, 10, 8]);
        yield return Sample([3, 4], [3], [Sources.NewIota(s.Graph, DType.Int32, 3), rows], [0, 6, 8]);

        Node Sample(long[] shape, long[] value, object[] at, int[] places)
        {
            Node x = s.Input(shape), y = s.Input(value);
            return s.Expect(Write(op, x, y, at), v =>
            {
                var result = new NdArray(v[0].Shape, [.. v[0].Values]);
                for (int i = 0; i < places.Length; i++)
                    result.Values[places[i]] = combine(result.Values[places[i]], v[1].Values[i % v[1].Values.Length]);
                return result;
            });
        }
    }
}
