namespace TensorAot.Generated.Tests.Fusion;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Generated.Tests.Testing;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>A temporary lies in a result's memory only where nothing reads it once the result is written.</summary>
public class ResultMemoryTests
{
    private static readonly FunctionGraph[] s_functions =
    [
        Of("Softmax", x => [Softmax(x, [1])]),
        Of("SumOfSoftmax", x => [Sum(Softmax(x, [1]), [1]), LogSoftmax(x, [1])]),
        Of("SoftmaxFirst", x => [LogSoftmax(x, [1]), Sum(Softmax(x, [1]), [1])]),
        Of("BesideCopies", x => [Sum(Softmax(x, [1]), [1]), x + 1, LogSoftmax(x, [1]), x * 2]),
        Of("LargestOfSoftmax", x => [Max(Softmax(x, [1]), [1]), LogSoftmax(x, [1])]),
        Of("TwoResults", x => [LogSoftmax(x, [1]), Softmax(x, [1]) * x]),
    ];

    private static readonly FunctionSet s_set = new(s_functions);

    [Test]
    public void ResultsAreThoseOfTheGraph([ValueSource(nameof(Names))] string name, [Values(1, 3, 40)] int rows) => s_set.Check(name, ("n", rows));

    private static IEnumerable<string> Names => s_functions.Select(f => f.Name);

    private static FunctionGraph Of(string name, Func<Node, Node[]> results)
    {
        var f = new FunctionBuilder(name);
        return f.Returns(results(f.Input(DType.Float64, Dim.Symbol("n"), 9)));
    }
}
