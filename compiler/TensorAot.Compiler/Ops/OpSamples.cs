using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Ops;

/// <summary>Makes the inputs of an op's samples. Inputs are called x0, x1, ... and are sampled from the op's domain.</summary>
public sealed class OpSamples(Graph graph, DType dtype)
{
    private int _count;

    public Graph Graph { get; } = graph;

    /// <summary>The element type under test.</summary>
    public DType DType { get; } = dtype;

    /// <summary>A new input of the element type under test with fixed sizes.</summary>
    public Node Input(params long[] shape) => InputOf(DType, shape);

    /// <summary>A new input of another element type. (Not an overload of Input: there 0 would be an element type.)</summary>
    public Node InputOf(DType dtype, params long[] shape) =>
        Sources.NewInput(Graph, "x" + _count++, new TensorType(dtype, Shape.Of(shape.Select(d => (Dim)d))));
}
