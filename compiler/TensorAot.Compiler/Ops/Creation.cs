using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Tensors from nothing: repeated constants and positions.</summary>
public static class Creation
{
    public static readonly Op Const = Calls.Macro("Const", "A number as a scalar.",
        c => c.Node("value"), s => [s.Expect(Scalar(s.Graph, s.DType, 1), _ => NdArray.Scalar(1))], DTypes.All.ToEquatableArray());

    public static readonly Op Zeros = Calls.Macro("Zeros", "A tensor of zeros (false for bool).",
        c => BroadcastTo(Scalar(c.Graph, DTypeOf(c), 0), Shape.Of(c.Dims("shape"))), s => [s.Expect(BroadcastTo(Scalar(s.Graph, s.DType, 0), Shape.Of(2, 3)), _ => NdArray.Generate([2, 3], _ => 0))], DTypes.All.ToEquatableArray());

    public static readonly Op Ones = Calls.Macro("Ones", "A tensor of ones (true for bool).",
        c => BroadcastTo(Scalar(c.Graph, DTypeOf(c), 1), Shape.Of(c.Dims("shape"))), s => [s.Expect(BroadcastTo(Scalar(s.Graph, s.DType, 1), Shape.Of(2, 3)), _ => NdArray.Generate([2, 3], _ => 1))], DTypes.All.ToEquatableArray());

    public static readonly Op Full = Calls.Macro("Full", "A tensor of one value.",
        c => BroadcastTo(c.Node("value"), Shape.Of(c.Dims("shape"))), s => [s.Expect(BroadcastTo(s.Input(), Shape.Of(2, 3)), v => NdArray.Generate([2, 3], _ => v[0].Values[0]))], DTypes.All.ToEquatableArray());

    public static readonly Op Eye = Calls.Macro("Eye", "The identity matrix [n, n].",
        c => Identity(c.Graph, c.Dim("n"), DTypeOf(c)), s => [s.Expect(Identity(s.Graph, 3, s.DType), _ => NdArray.Generate([3, 3], i => i[0] == i[1] ? 1 : 0))], DTypes.Numbers);

    public static readonly Op Arange = Calls.Macro("Arange", "The numbers 0, 1, ..., n - 1.",
        c => Sources.NewIota(c.Graph, DTypeOf(c), c.Dim("n")), s => [s.Expect(Sources.NewIota(s.Graph, s.DType, 5), _ => new NdArray([5], [0, 1, 2, 3, 4]))], DTypes.Numbers);

    private static DType DTypeOf(OpCall call) => call.TypeArgument ?? throw new InvalidOperationException($"{call.Op.Name} without an element type");

    private static Node Scalar(Graph graph, DType dtype, double value) => Sources.NewConstant(graph, ConstantValue.From(dtype, value));

    private static Node Identity(Graph graph, Dim n, DType dtype)
    {
        Node places = Sources.NewIota(graph, DType.Int32, n);
        return Cast(Equal(ExpandDims(places, 1), ExpandDims(places, 0)), dtype);
    }
}
