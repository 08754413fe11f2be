using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Tests;

/// <summary>A graph with short ways to make inputs, call ops as a definition does, and evaluate.</summary>
internal sealed class GraphBench
{
    public Graph Graph { get; } = new();

    public Dictionary<string, NdArray> Values { get; } = [];

    /// <summary>An input of sizes that are numbers, declared names (<c>"n"</c>) or unnamed axes (<c>"?x0"</c>).</summary>
    public Node Input(string name, DType dtype, params object[] shape) =>
        Sources.NewInput(Graph, name, new TensorType(dtype, Shape.Of(shape.Select(Size))));

    public Node Double(string name, params object[] shape) => Input(name, DType.Float64, shape);

    /// <summary>A double input with its value.</summary>
    public Node Given(string name, int[] shape, params double[] values) => Given(name, DType.Float64, shape, values);

    public Node Given(string name, DType dtype, int[] shape, params double[] values)
    {
        Values[name] = new NdArray(shape, values);
        return Input(name, dtype, [.. shape.Select(d => (object)d)]);
    }

    public Node Vector(string name, params double[] values) => Given(name, [values.Length], values);

    public Node Number(string name, double value) => Given(name, [], value);

    /// <summary>Calls an op as the evaluator of definitions does.</summary>
    public Node Call(string op, params (string Name, object? Value)[] arguments) => Call(op, null, arguments);

    public Node Call(string op, DType? typeArgument, params (string Name, object? Value)[] arguments)
    {
        Op found = OpTable.Find(op)!;
        return found.Build!(new OpCall(Graph, found, typeArgument, arguments.ToDictionary(a => a.Name, a => a.Value)));
    }

    public NdArray Evaluate(Node node) => ReferenceEvaluator.Evaluate([node], Values)[0];

    public double[] Numbers(Node node) => Evaluate(node).Values;

    private static Dim Size(object size) => size switch
    {
        int value => value,
        string name when name[0] == '?' => Dim.Symbol(name[1..], declared: false),
        string name => Dim.Symbol(name),
        _ => (Dim)size,
    };
}
