namespace TensorAot.Generated.Tests.Shapes;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Generated.Tests.Testing;

/// <summary>Statistics of twenty million floats, of data far from zero, and of numbers whose squares do not exist.</summary>
public class StatisticsTests
{
    private const int Millions = 20_000_000;

    private static readonly Lazy<Func<float[], float[]>> s_all = new(() => Harness("""
        public static float[] All(float[] x)
        {
            int n = x.Length;
            var total = new float[n];
            Generated.Functions.CumSum(x, 1, n, total);
            return
            [
                Generated.Functions.Mean(x, 4, n / 4), Generated.Functions.Var(x, 4, n / 4), Generated.Functions.Norm(x, 4, n / 4),
                Generated.Functions.Var(x, 1, n), Generated.Functions.Norm(x, n, 1), total[n - 1],
            ];
        }
        """, "All"));

    private static readonly Lazy<Func<float[], float[]>> s_norm = new(() => Harness("public static float[] Norm(float[] x) => [Generated.Functions.Norm(x, 1, x.Length)];", "Norm"));

    [Test]
    public void MillionsOfOnes()
    {
        var ones = new float[Millions];
        Array.Fill(ones, 1f);
        Assert.That(s_all.Value(ones), Is.EqualTo((float[])[1, 0, MathF.Sqrt(2e7f), 0, MathF.Sqrt(2e7f), 2e7f]));
    }

    [Test]
    public void MillionsFarFromZero()
    {
        float[] x = [.. Enumerable.Range(0, Millions).Select(i => 10_000f + (i % 3))];
        float[] actual = s_all.Value(x);
        double mean = x.Average(v => (double)v), variance = x.Average(v => (v - mean) * (v - mean)), norm = Math.Sqrt(x.Sum(v => (double)v * v));
        double[] expected = [mean, variance, norm, variance, norm, x.Sum(v => (double)v)];
        for (int i = 0; i < expected.Length; i++)
            Assert.That(actual[i], Is.EqualTo(expected[i]).Within(1e-6 * expected[i]), $"value {i}");
    }

    [TestCase(new[] { 3e-30f, 4e-30f }, 5e-30f)]
    [TestCase(new[] { 3e30f, 4e30f }, 5e30f)]
    [TestCase(new[] { 3e-45f }, 3e-45f)]
    [TestCase(new[] { 3e30f, 4e30f, 1e-30f, 1 }, 5e30f)]
    [TestCase(new[] { 1e-30f, 3, 4 }, 5f)]
    [TestCase(new[] { float.MaxValue }, float.MaxValue)]
    [TestCase(new[] { float.MaxValue, float.MaxValue }, float.PositiveInfinity)]
    [TestCase(new[] { 1, float.NegativeInfinity }, float.PositiveInfinity)]
    [TestCase(new[] { 1e30f, float.NaN }, float.NaN)]
    [TestCase(new[] { 1e-30f, float.NaN }, float.NaN)]
    [TestCase(new[] { 0f, -0f }, 0f)]
    [TestCase(new float[0], 0f)]
    public void NormsOfExtremes(float[] x, float expected) =>
        Assert.That(s_norm.Value(x)[0], float.IsFinite(expected) ? Is.EqualTo(expected).Within(2).Ulps : Is.EqualTo(expected));

    private static Func<float[], float[]> Harness(string method, string name)
    {
        FunctionGraph[] functions = [.. new[] { "Mean", "Var", "Norm", "CumSum" }.Select(Function)];
        GeneratedAssembly assembly = GeneratedAssembly.Of(functions, harness: $"public static class Cores {{ {method} }}");
        return assembly.Delegate<Func<float[], float[]>>("Cores", name);
    }

    private static FunctionGraph Function(string name)
    {
        var builder = new FunctionBuilder(name);
        Node x = builder.Input(DType.Float32, Dim.Symbol("n"), Dim.Symbol("m"));
        Op op = OpTable.Find(name)!;
        return builder.Returns(op.Build!(new OpCall(x.Graph, op, x.DType, new Dictionary<string, object?> { ["x"] = x })));
    }
}
