namespace TensorAot.Generated.Tests.Fusion;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Generated.Tests.Testing;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>A step of softmax regression: cost and gradient share one kernel, whose sweeps need each other's folds.</summary>
public class TrainingStepTests
{
    private static readonly FunctionSet s_functions = new([Step("Single", DType.Float32), Step("Double", DType.Float64)]);

    [Test]
    public void CostAndStepAreThoseOfTheGraph([Values("Single", "Double")] string name, [Values(1, 5, 40)] int rows) =>
        s_functions.Check(name, ("n", rows));

    private static FunctionGraph Step(string name, DType dtype)
    {
        var f = new FunctionBuilder(name);
        Dim n = Dim.Symbol("n");
        Node x = f.Input(dtype, n, 6), w = f.Input(dtype, 6, 3), labels = f.Input(DType.Int32, n);
        Node cost = Sum(CrossEntropy(Dot(x, w), labels), [0]) / Cast(Sources.NewSize(f.Graph, n), dtype);
        return f.Returns(cost, w - 0.1 * ReverseMode.Gradient(cost, [w])[0]);
    }
}
