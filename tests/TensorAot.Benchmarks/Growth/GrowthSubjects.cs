using TensorAot.Benchmarks.Models;
using TensorAot.Benchmarks.Workloads;

namespace TensorAot.Benchmarks.Growth;

/// <summary>What is measured for many sizes.</summary>
internal static class GrowthSubjects
{
    private const int LongestVector = 100_000_000;
    private const int LargestMatrix = 2048;
    private const int Width = 64;
    private const int Rows = 32;
    private const float Rate = 1e-7f;

    private static readonly int[] s_lengths =
    [
        1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000, 30_000_000, LongestVector,
    ];

    private static readonly int[] s_sides = [8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 253, 256, 384, 512, 768, 1024, 1536, LargestMatrix];

    private static readonly int[] s_steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];

    /// <summary>Each is made when it is asked for, as the longest vectors take memory.</summary>
    public static IEnumerable<Func<GrowthSeries>> Makers => [Fused, Total, Product, Layers, Loop];

    private static GrowthSeries Fused()
    {
        float[] a = Normal(LongestVector, 1), b = Normal(LongestVector, 2), z = Normal(LongestVector, 3);
        return Vectors("log(1 + exp(a b + a)) tanh(b) - a", n => () => Curves.Fused(a.AsSpan(0, n), b.AsSpan(0, n), a.AsSpan(0, n), b.AsSpan(0, n), z.AsSpan(0, n)));
    }

    private static GrowthSeries Total()
    {
        float[] x = Normal(LongestVector, 1);
        return Vectors("sum", n => () => Curves.Total(x.AsSpan(0, n)));
    }

    private static GrowthSeries Vectors(string name, Func<int, Action> callOf) => new(name, "length", "element", s_lengths, n => n, callOf);

    private static GrowthSeries Product()
    {
        const int Most = LargestMatrix * LargestMatrix;
        float[] a = Normal(Most, 1), b = Normal(Most, 2), c = new float[Most];
        return new("product of two matrices", "n", "multiply-add", s_sides, n => (double)n * n * n,
            n => () => Squares.Multiply(a.AsSpan(0, n * n), b.AsSpan(0, n * n), n, c.AsSpan(0, n * n)));
    }

    private static GrowthSeries Layers()
    {
        Chains model = new();
        float[] x = Normal(Rows * Width, 1);
        Dictionary<int, Action> steps = new()
        {
            [1] = () => model.Layers1(x, Rate),
            [2] = () => model.Layers2(x, Rate),
            [5] = () => model.Layers5(x, Rate),
            [10] = () => model.Layers10(x, Rate),
            [20] = () => model.Layers20(x, Rate),
            [50] = () => model.Layers50(x, Rate),
            [100] = () => model.Layers100(x, Rate),
            [200] = () => model.Layers200(x, Rate),
        };
        return new("training step, dense layers of 64, 32 rows", "layers", "layer", [.. steps.Keys], n => n, n => steps[n]);
    }

    private static GrowthSeries Loop()
    {
        Chains model = new();
        float[] x = Normal(s_steps[^1] * Width, 1);
        return new("training step through a loop, state of 64", "steps", "step", s_steps, n => n, n => () => model.Loop(x.AsSpan(0, n * Width), Rate));
    }

    // Not by Shared.Normal, which takes seconds for the longest.
    private static float[] Normal(int length, ulong seed)
    {
        float[] block = Inputs.Normal<float>("x", seed, Math.Min(length, 1_000_003)).Values;
        float[] values = new float[length];
        for (int start = 0; start < length; start += block.Length)
            block.AsSpan(0, Math.Min(block.Length, length - start)).CopyTo(values.AsSpan(start));
        return values;
    }
}
