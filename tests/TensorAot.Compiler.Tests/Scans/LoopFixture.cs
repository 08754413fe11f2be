using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Tests.Scans;

/// <summary>Loops written as functions, on a graph with some inputs.</summary>
public abstract class LoopFixture
{
    protected Graph G { get; private set; } = null!;

    protected Dictionary<string, NdArray> Values { get; private set; } = null!;

    private Random _random = null!;

    [SetUp]
    public void NewGraph()
    {
        G = new Graph();
        Values = [];
        _random = new Random(5);
    }

    /// <summary>A new input with a value from -1 to 1.</summary>
    protected Node Input(string name, params long[] shape) => Input(name, DType.Float64, () => (2 * _random.NextDouble()) - 1, shape);

    /// <summary>A new int input with a value below <paramref name="limit"/>.</summary>
    protected Node Integers(string name, int limit, params long[] shape) => Input(name, DType.Int32, () => _random.Next(limit), shape);

    protected Node Given(string name, params double[] values)
    {
        Values[name] = new NdArray([values.Length], values);
        return Sources.NewInput(G, name, new TensorType(DType.Float64, Shape.Of((Dim)values.Length)));
    }

    protected Node Number(double value) => Sources.NewConstant(G, ConstantValue.Of(value));

    /// <summary>The final states and the stacked outputs of a loop over <paramref name="sequences"/>, or of <paramref name="steps"/> steps.</summary>
    internal (Node[] Final, Node[] Outputs) Scan(
        Func<Node[], Node[], (Node[] Next, Node[] Outputs)> step, Node[] initial, Node[] sequences, bool reverse = false, Dim? steps = null)
    {
        Node[] states = [.. initial.Select((s, i) => Sources.NewVariable(G, "s" + i, s.Type))];
        Node[] elements = [.. sequences.Select((s, k) => Sources.NewVariable(G, "x" + k, new TensorType(s.DType, Shape.Of(s.Shape.Dims.Skip(1)))))];
        (Node[] next, Node[] outputs) = step(states, elements);
        var attribute = new ScanAttribute(Of(states), Of(elements), null, outputs.Length, steps ?? sequences[0].Shape[0], reverse);
        var scan = new ScanView(Compiler.Ops.Loops.NewScan(attribute, initial, sequences, next, outputs));
        return ([.. next.Select((_, i) => scan.Final(i))], [.. outputs.Select((_, j) => scan.Stacked(j))]);
    }

    protected double[] Evaluate(Node node) => ReferenceEvaluator.Evaluate([node], Values)[0].Values;

    private Node Input(string name, DType dtype, Func<double> value, long[] shape)
    {
        Values[name] = NdArray.Generate([.. shape.Select(d => (int)d)], _ => value());
        return Sources.NewInput(G, name, new TensorType(dtype, Shape.Of(shape.Select(d => (Dim)d))));
    }

    private static EquatableArray<VariableAttribute> Of(Node[] variables) => variables.Select(v => (VariableAttribute)v.Attribute!).ToEquatableArray();
}
