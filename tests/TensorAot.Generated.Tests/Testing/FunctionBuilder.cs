namespace TensorAot.Generated.Tests.Testing;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

/// <summary>Builds the graph of one function: inputs are called x0, x1, ..., results y0, y1, ....</summary>
internal sealed class FunctionBuilder(string name)
{
    /// <summary>The parameter of functions that need none.</summary>
    public const string Unused = "unused";

    /// <summary>Its length, which is the size n of such functions.</summary>
    public const int UnusedSize = 5;

    private readonly List<FunctionInput> _inputs = [];

    public Graph Graph { get; } = new();

    public Node Input(DType dtype, params Dim[] shape) => Input("x" + _inputs.Count, dtype, shape);

    public Node Input(string parameter, DType dtype, params Dim[] shape)
    {
        Node node = Sources.NewInput(Graph, parameter, new TensorType(dtype, Shape.Of(shape)));
        _inputs.Add(new FunctionInput(parameter, node, null));
        return node;
    }

    public FunctionGraph Returns(params Node[] outputs) =>
        new(name, Graph, [.. _inputs], [.. outputs.Select((y, i) => new FunctionOutput("y" + i, y))], []);

    /// <summary>A function of the inputs that some nodes need; one that needs none gets an unused parameter that tells the size n.</summary>
    public static FunctionGraph Of(string name, params Node[] outputs)
    {
        var inputs = Graph.TopologicalOrder(outputs).Where(n => n.Op == Sources.Input).ToList();
        if (inputs.Count == 0)
            inputs.Add(Sources.NewInput(outputs[0].Graph, Unused, new TensorType(DType.Int32, Shape.Of(Dim.Symbol("n")))));
        return new FunctionGraph(name, outputs[0].Graph, [.. inputs.Select(n => new FunctionInput(((InputAttribute)n.Attribute!).Name, n, null))],
            [.. outputs.Select((y, i) => new FunctionOutput("y" + i, y))], []);
    }
}
