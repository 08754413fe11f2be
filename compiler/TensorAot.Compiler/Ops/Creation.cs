using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Tensors from nothing: repeated constants and positions.</summary>
public static class Creation
{
    public static readonly Op Const = Calls.Macro("Const", "A number as a scalar.",
        c => c.Node("value"), s => [Scalar(s.Graph, s.DType, 1)], DTypes.All.ToEquatableArray());

    public static readonly Op Zeros = Calls.Macro("Zeros", "A tensor of zeros (false for bool).",
        c => BroadcastTo(Scalar(c.Graph, DTypeOf(c), 0), Shape.Of(c.Dims("shape"))), s => [BroadcastTo(Scalar(s.Graph, s.DType, 0), Shape.Of(2, 3))], DTypes.All.ToEquatableArray());

    public static readonly Op Ones = Calls.Macro("Ones", "A tensor of ones (true for bool).",
        c => BroadcastTo(Scalar(c.Graph, DTypeOf(c), 1), Shape.Of(c.Dims("shape"))), s => [BroadcastTo(Scalar(s.Graph, s.DType, 1), Shape.Of(2, 3))], DTypes.All.ToEquatableArray());

    public static readonly Op Full = Calls.Macro("Full", "A tensor of one value.",
        c => BroadcastTo(c.Node("value"), Shape.Of(c.Dims("shape"))), s => [BroadcastTo(s.Input(), Shape.Of(2, 3))], DTypes.All.ToEquatableArray());

    public static readonly Op Eye = Calls.Macro("Eye", "The identity matrix [n, n].",
        c => Identity(c.Graph, c.Dim("n"), DTypeOf(c)), s => [Identity(s.Graph, 3, s.DType)], DTypes.Numbers);

    public static readonly Op Arange = Calls.Macro("Arange", "The numbers 0, 1, ..., n - 1.",
        c => Sources.NewIota(c.Graph, DTypeOf(c), c.Dim("n")), s => [Sources.NewIota(s.Graph, s.DType, 5)], DTypes.Numbers);

    private static DType DTypeOf(OpCall call) => call.TypeArgument ?? throw new InvalidOperationException($"{call.Op.Name} without an element type");

    private static Node Scalar(Graph graph, DType dtype, double value) => Sources.NewConstant(graph, ConstantValue.From(dtype, value));

    private static Node Identity(Graph graph, Dim n, DType dtype)
    {
        Node places = Sources.NewIota(graph, DType.Int32, n);
        return Cast(Equal(ExpandDims(places, 1), ExpandDims(places, 0)), dtype);
    }
}
