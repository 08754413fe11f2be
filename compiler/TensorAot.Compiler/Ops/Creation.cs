using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Tensors from nothing: repeated constants and diagonals. Progressions are <see cref="Sequences"/>.</summary>
public static class Creation
{
    private static readonly EquatableArray<DType> s_all = DTypes.All.ToEquatableArray();

    public static readonly Op Const = Calls.Macro("Const", "A number as a scalar.",
        c => c.Node("value"), s => [s.Expect(Scalar(s.Graph, s.DType, 1), _ => NdArray.Scalar(1))], s_all);

    public static readonly Op Zeros = Calls.Macro("Zeros", "A tensor of zeros (false for bool); it takes no memory.",
        c => BroadcastTo(Scalar(c.Graph, DTypeOf(c), 0), Calls.ShapeOf(c, "shape")),
        s => [s.Expect(s.Call(Zeros!, ("shape", new Dim[] { 2, 3 })), _ => Repeated([2, 3], 0)), s.Expect(s.Call(Zeros!, ("shape", Array.Empty<Dim>())), _ => NdArray.Scalar(0))], s_all);

    public static readonly Op Ones = Calls.Macro("Ones", "A tensor of ones (true for bool); it takes no memory.",
        c => BroadcastTo(Scalar(c.Graph, DTypeOf(c), 1), Calls.ShapeOf(c, "shape")),
        s => [s.Expect(s.Call(Ones!, ("shape", new Dim[] { 2, 3 })), _ => Repeated([2, 3], 1))], s_all);

    public static readonly Op Full = Calls.Macro("Full", "A tensor of one value, a number or a scalar; it takes no memory. The gradient of the value is Sum(g).",
        c => BroadcastTo(c.Node("value"), Calls.ShapeOf(c, "shape")),
        s => [s.Expect(s.Call(Full!, ("value", s.Input()), ("shape", new Dim[] { 2, 3 })), v => Repeated([2, 3], v[0].Values[0]))], s_all);

    public static readonly Op ZerosLike = Like("ZerosLike", "Zeros (false for bool) in the shape and element type of x; the values of x do not count, so no gradient flows.", 0, () => ZerosLike!);

    public static readonly Op OnesLike = Like("OnesLike", "Ones (true for bool) in the shape and element type of x; the values of x do not count, so no gradient flows.", 1, () => OnesLike!);

    public static readonly Op FullLike = Calls.Macro("FullLike", "One value, a number or a scalar, in the shape and element type of x. The gradient of the value is Sum(g); none flows to x.",
        c => BroadcastTo(c.Operands("x", "value")[1], c.Node("x").Shape),
        s => [s.Expect(s.Call(FullLike!, ("x", s.Input(2, 3)), ("value", s.Input())), v => Repeated([2, 3], v[v.Length - 1].Values[0]))], s_all);

    public static readonly Op Eye = Calls.Macro("Eye", "A matrix [n, n] or [n, m] with ones on the diagonal of an offset (0 is the main one, positive ones lie above it) and zeros elsewhere.",
        BuildEye, s =>
        [
            s.Expect(s.Call(Eye!, ("n", (Dim)3)), _ => NdArray.Generate([3, 3], i => i[0] == i[1] ? 1 : 0)),
            s.Expect(s.Call(Eye!, ("n", (Dim)2), ("m", (Dim)4), ("offset", 1)), _ => NdArray.Generate([2, 4], i => i[1] - i[0] == 1 ? 1 : 0)),
            s.Expect(s.Call(Eye!, ("n", (Dim)0)), _ => new NdArray([0, 0])),
        ], DTypes.Numbers);

    internal static DType DTypeOf(OpCall call) => call.TypeArgument ?? throw new InvalidOperationException($"{call.Op.Name} without an element type");

    private static Node Scalar(Graph graph, DType dtype, double value) => Sources.NewConstant(graph, ConstantValue.From(dtype, value));

    private static NdArray Repeated(int[] shape, double value) => NdArray.Generate(shape, _ => value);

    private static Op Like(string name, string doc, double value, Func<Op> self) => Calls.Macro(name, doc,
        c => BroadcastTo(Scalar(c.Graph, c.Node("x").DType, value), c.Node("x").Shape),
        s => [s.Expect(s.Call(self(), ("x", s.Input(2, 3))), _ => Repeated([2, 3], value)), s.Expect(s.Call(self(), ("x", s.Input(0, 3))), _ => new NdArray([0, 3]))], s_all);

    private static Node BuildEye(OpCall call)
    {
        Dim n = Calls.SizeOf(call, "n"), m = call.Has("m") ? Calls.SizeOf(call, "m") : n;
        int diagonal = call["offset"] as int? ?? 0;
        Node rows = Sources.NewIota(call.Graph, DType.Int32, n), columns = Sources.NewIota(call.Graph, DType.Int32, m);
        // For each row the column of its place on the diagonal.
        Node places = diagonal == 0 ? rows : rows + diagonal;
        return Cast(Equal(ExpandDims(places, 1), ExpandDims(columns, 0)), DTypeOf(call));
    }
}
