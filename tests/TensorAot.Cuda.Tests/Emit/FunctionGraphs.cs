using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Cuda.Tests.Emit;

// Inside the namespace: the language has a Dim of its own.
using Dim = TensorAot.Compiler.Graphs.Dim;

/// <summary>Functions whose parameters are the inputs of a graph, in the order of their nodes.</summary>
internal static class FunctionGraphs
{
    /// <summary>The function that computes these results; they are named result0, result1, ...</summary>
    public static FunctionGraph Of(params Node[] results)
    {
        var inputs = Graph.TopologicalOrder(results).Where(node => node.Op == Sources.Input);
        return new FunctionGraph(
            "Function", results[0].Graph,
            [.. inputs.Select(node => new FunctionInput(NameOf(node), node, null))],
            [.. results.Select((node, i) => new FunctionOutput("result" + i, node))],
            []);
    }

    /// <summary>An input of named or fixed sizes.</summary>
    public static Node Input(Graph graph, string name, DType dtype, params Dim[] shape) =>
        Sources.NewInput(graph, name, new TensorType(dtype, Shape.Of(shape)));

    /// <summary>The name of an input.</summary>
    public static string NameOf(Node input) => ((InputAttribute)input.Attribute!).Name;
}
