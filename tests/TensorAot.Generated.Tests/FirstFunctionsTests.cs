namespace TensorAot.Generated.Tests;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Generated.Tests.Testing;
using static TensorAot.Compiler.Ops.NodeOperators;

public class FirstFunctionsTests
{
    private static FunctionGraph Function(string name, Func<Graph, (Node[] Inputs, Node[] Outputs)> build)
    {
        var graph = new Graph();
        (Node[] inputs, Node[] outputs) = build(graph);
        return new FunctionGraph(name, graph, [.. inputs.Select((x, i) => new FunctionInput("x" + i, x, null))],
            [.. outputs.Select((y, i) => new FunctionOutput("y" + i, y))], []);
    }

    private static Node Input(Graph graph, string name, DType dtype, params Dim[] shape) =>
        Sources.NewInput(graph, name, new TensorType(dtype, Shape.Of(shape)));

    [Test]
    public void Logistic()
    {
        FunctionGraph f = Function("Logistic", g =>
        {
            Node x = Input(g, "x0", DType.Float64, Dim.Symbol("n"), Dim.Symbol("m"));
            return ([x], [1 / (1 + Exp(-x))]);
        });
        GeneratedAssembly generated = GeneratedAssembly.Of([f]);
        TestContext.Out.WriteLine(generated.Text);
        var y = (double[,])generated.Call("Logistic", new double[,] { { 0, 1 }, { -1, -2 } })!;
        Assert.That(y[0, 1], Is.EqualTo(1 / (1 + Math.Exp(-1))).Within(1e-15));
    }

    [Test]
    public void SoftmaxCrossEntropyStep()
    {
        FunctionGraph f = Function("Train", g =>
        {
            Node x = Input(g, "x0", DType.Float32, Dim.Symbol("n"), 6);
            Node w = Input(g, "x1", DType.Float32, 6, 3);
            Node labels = Input(g, "x2", DType.Int32, Dim.Symbol("n"));
            Node logits = Dot(x, w);
            Node cost = Sum(CrossEntropy(logits, labels), [0]) / Cast(Sources.NewSize(g, Dim.Symbol("n")), DType.Float32);
            Node gradient = TensorAot.Compiler.Differentiation.ReverseMode.Gradient(cost, [w])[0];
            return ([x, w, labels], [cost, w - 0.1 * gradient]);
        });
        GeneratedAssembly generated = GeneratedAssembly.Of([f]);
        TestContext.Out.WriteLine(generated.Text);
    }
}
