namespace TensorAot.Runtime.Tests.Loops;

/// <summary>Scatters against the loop that their documentation says, bit by bit and for any number of threads.</summary>
[TestFixture, NonParallelizable]
public unsafe class ScatterTests
{
    private delegate void Routine(float* x, float* values, int* indices, float* target, nint outer, nint count, nint size, nint inner);

    private int _threads;

    [SetUp]
    public void Remember() => _threads = ParallelFor.MaxThreads;

    [TearDown]
    public void Restore() => ParallelFor.MaxThreads = _threads;

    private static readonly (string Name, Routine Run, Func<float, float, float> Combine, bool FromZero)[] s_routines =
    [
        ("Add", (x, values, indices, target, outer, count, size, inner) => Scatter.Add(values, indices, target, outer, count, size, inner), (a, b) => a + b, true),
        ("SetAt", Scatter.SetAt, (_, b) => b, false),
        ("IncAt", Scatter.IncAt, (a, b) => a + b, false),
        ("MaxAt", Scatter.MaxAt, MathF.Max, false),
        ("MinAt", Scatter.MinAt, MathF.Min, false),
    ];

    private static IEnumerable<string> Names => s_routines.Select(r => r.Name);

    [Test]
    public void Values_are_taken_in_order([ValueSource(nameof(Names))] string name, [Values(1, 3)] int outer, [Values(0, 5, 600)] int count, [Values(1, 7, 300)] int inner, [Values(1, 4)] int threads)
    {
        const int Size = 40;
        ParallelFor.MaxThreads = threads;
        (_, Routine run, Func<float, float, float> combine, bool fromZero) = s_routines.Single(r => r.Name == name);
        var random = new Random(count + inner);
        float[] x = Draw(outer * Size * inner, random), values = Draw(outer * count * inner, random), target = Draw(x.Length, random);
        int[] indices = [.. Enumerable.Range(0, count).Select(_ => random.Next(-Size, Size))];
        float[] expected = fromZero ? new float[x.Length] : [.. x];
        for (int o = 0; o < outer; o++)
        {
            for (int r = 0; r < count; r++)
            {
                int row = (o * Size) + (indices[r] < 0 ? indices[r] + Size : indices[r]);
                for (int i = 0; i < inner; i++)
                    expected[(row * inner) + i] = combine(expected[(row * inner) + i], values[(((o * count) + r) * inner) + i]);
            }
        }
        fixed (float* px = x, pv = values, pt = target)
        fixed (int* pi = indices)
            run(px, pv, pi, pt, outer, count, Size, inner);
        Assert.That(target, Is.EqualTo(expected));
    }

    [Test]
    public void Nothing_is_written_to_an_empty_target()
    {
        float guard = 3;
        Scatter.Add<float, int>(&guard, null, &guard, 1, 0, 0, 4);
        Assert.That(guard, Is.EqualTo(3));
    }

    private static float[] Draw(int count, Random random) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextDouble() - 0.5f)];
}
