namespace TensorAot.Generated.Tests.Debugging;

using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Graphs;
using TensorAot.Generated.Tests.Fusion;
using TensorAot.Generated.Tests.Testing;

/// <summary>Random functions with checks: the values of the graph, and no alarm, whether loops are fused (memory alone) or apart (numbers too).</summary>
public class CheckedFunctionTests
{
    private const int Count = 40;

    [TestCase(DType.Float64, 1e-9)]
    [TestCase(DType.Float32, 2e-4)]
    public void Straight(DType dtype, double tolerance) => Check([.. Enumerable.Range(500, Count).Select(seed => new RandomFunctions(seed).Next(dtype, 24))], tolerance);

    [TestCase(DType.Float64, 1e-9)]
    [TestCase(DType.Float32, 2e-3)]
    public void LoopsAndBranches(DType dtype, double tolerance) => Check([.. Enumerable.Range(500, Count).Select(seed => new RandomFunctions(seed).NextLoop(dtype, 18))], tolerance);

    private static void Check(FunctionGraph[] functions, double tolerance)
    {
        GeneratedAssembly apart = GeneratedAssembly.Of(functions, checks: FunctionChecks.All & ~FunctionChecks.Reference);
        GeneratedAssembly fused = GeneratedAssembly.Of(functions, checks: FunctionChecks.Bounds | FunctionChecks.Reference);
        int compared = 0;
        foreach (FunctionGraph function in functions)
            foreach ((int n, int m) in new[] { (4, 5), (1, 1), (37, 40) })
                if (RandomFunctionTests.Fits(function, n, m))
                    compared += RandomFunctionTests.Compare(function, n, m, tolerance, apart, fused);
        Assert.That(compared, Is.GreaterThan(1000), "values compared");
    }
}
