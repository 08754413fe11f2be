namespace TensorAot.Generated.Tests.Fusion;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using TensorAot.Generated.Tests.Testing;

/// <summary>Whatever the scheduler fuses, orders and stores: the results are those of the graph.</summary>
public class RandomFunctionTests
{
    private const int Batches = 2;
    private const int PerBatch = 60;

    [TestCase(DType.Float64, 1e-9)]
    [TestCase(DType.Float32, 2e-4)]
    public void Fused_loops_compute_the_graph(DType dtype, double tolerance)
    {
        int compared = 0;
        for (int batch = 0; batch < Batches; batch++)
        {
            FunctionGraph[] functions = [.. Enumerable.Range(batch * PerBatch, PerBatch).Select(seed => new RandomFunctions(seed).Next(dtype, 24))];
            GeneratedAssembly asWritten = GeneratedAssembly.Of(functions, rewrite: false), rewritten = GeneratedAssembly.Of(functions);
            foreach (FunctionGraph function in functions)
                foreach ((int n, int m) in new[] { (4, 5), (1, 1), (37, 40) })
                    if (Fits(function, n, m))
                        compared += Compare(function, n, m, tolerance, asWritten, rewritten);
        }
        Assert.That(compared, Is.GreaterThan(1000), "values compared");
    }

    [TestCase(DType.Float64, 1e-9)]
    [TestCase(DType.Float32, 2e-3)]
    public void Loops_and_branches_compute_the_graph(DType dtype, double tolerance)
    {
        int compared = 0;
        FunctionGraph[] functions = [.. Enumerable.Range(0, PerBatch).Select(seed => new RandomFunctions(seed).NextLoop(dtype, 18))];
        GeneratedAssembly asWritten = GeneratedAssembly.Of(functions, rewrite: false), rewritten = GeneratedAssembly.Of(functions);
        foreach (FunctionGraph function in functions)
            foreach ((int n, int m) in new[] { (4, 5), (1, 1), (37, 40) })
                if (Fits(function, n, m))
                    compared += Compare(function, n, m, tolerance, asWritten, rewritten);
        Assert.That(compared, Is.GreaterThan(1000), "values compared");
    }

    /// <summary>Whether sizes satisfy what the graph needs of them.</summary>
    internal static bool Fits(FunctionGraph function, int n, int m)
    {
        long Size(DimSymbol symbol) => symbol.Name == "n" ? n : m;
        bool constants = function.Parameters.All(p => p.Value.Shape.Dims.All(d => d.Constant is not { } c || c == (c == 4 ? n : m)));
        return function.Graph.Constraints.Checks.All(c => c.Left.Evaluate(Size) == c.Right.Evaluate(Size))
            && function.Graph.Constraints.Bounds.All(b => b.Dim.Evaluate(Size) >= b.Minimum)
            && (constants || function.Parameters.All(p => p.Value.Shape.Dims.All(d => d.Symbols.Any() || d.Constant is 4 or 5)));
    }

    internal static int Compare(FunctionGraph function, int n, int m, double tolerance, params GeneratedAssembly[] assemblies)
    {
        long Size(DimSymbol symbol) => symbol.Name == "n" ? n : m;
        var random = new Random(3);
        GraphExactArray[] inputs = [.. function.Parameters.Select(p => Values.Sample(p.Value.DType, [.. p.Value.Shape.Dims.Select(d => (int)d.Evaluate(Size))], random, -1, 1))];
        NdArray[] expected = ReferenceEvaluator.Evaluate([.. function.Outputs.Select(o => o.Value)],
            function.Parameters.Select((p, i) => (p.Name, new NdArray(inputs[i].Shape, inputs[i].ToDoubles()))).ToDictionary());
        foreach (GeneratedAssembly assembly in assemblies)
        {
            GraphExactArray[] results = assembly.Run(function, inputs);
            for (int k = 0; k < expected.Length; k++)
            {
                double[] actual = results[k].ToDoubles();
                for (int i = 0; i < actual.Length; i++)
                    if (!(Math.Abs(actual[i] - expected[k].Values[i]) <= tolerance * (1 + Math.Abs(expected[k].Values[i]))))
                        Assert.Fail($"{function.Name} n={n} m={m}: y{k}[{i}] = {actual[i]}, reference {expected[k].Values[i]}\n" +
                            GraphPrinter.Print([.. function.Outputs.Select(o => (o.Name, o.Value))]));
            }
        }
        return expected.Sum(e => e.Values.Length);
    }
}
