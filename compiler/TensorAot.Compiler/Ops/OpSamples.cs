using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Ops;

/// <summary>Makes the inputs of an op's samples. Inputs are called x0, x1, ... and are sampled from the op's domain.</summary>
public sealed class OpSamples(Graph graph, DType dtype)
{
    private readonly Dictionary<Node, Func<NdArray[], NdArray>> _expected = [];
    private int _count;

    public Graph Graph { get; } = graph;

    /// <summary>The element type under test.</summary>
    public DType DType { get; } = dtype;

    /// <summary>A new input of the element type under test with fixed sizes.</summary>
    public Node Input(params long[] shape) => InputOf(DType, shape);

    /// <summary>A new input of another element type. (Not an overload of Input: there 0 would be an element type.)</summary>
    public Node InputOf(DType dtype, params long[] shape) =>
        Sources.NewInput(Graph, "x" + _count++, new TensorType(dtype, Shape.Of(shape.Select(d => (Dim)d))));

    /// <summary>What the values of the samples must be, by an independent formula of the values of the inputs x0, x1, ... in float64.</summary>
    public IReadOnlyDictionary<Node, Func<NdArray[], NdArray>> Expected => _expected;

    /// <summary>
    /// A sample of a macro, with what its value must be: <paramref name="formula"/> gets the values of the inputs in the order in which
    /// they were made. A macro has no reference of its own, so each of its samples says this.
    /// </summary>
    public Node Expect(Node sample, Func<NdArray[], NdArray> formula)
    {
        _expected[sample] = formula;
        return sample;
    }
}
