using System.Runtime.InteropServices;
using TensorAot.Runtime.Tests.Parallel;

namespace TensorAot.Runtime.Tests.Windows;

/// <summary>Rounded sums: the same bits for any number of threads and on every vector width, and no allocation.</summary>
[TestFixture, NonParallelizable]
public unsafe class CorrelationBitTests
{
    private int _threads;

    [SetUp]
    public void Remember() => _threads = ParallelFor.MaxThreads;

    [TearDown]
    public void Restore() => ParallelFor.MaxThreads = _threads;

    private static readonly CorrelationShape[] s_shapes =
    [
        new(8, 1, 3, 20, new(1, 1, 1, 1, 1), new(28, 24, 5, 1, 1), new(28, 24, 5, 1, 1)),
        new(3, 2, 20, 50, new(1, 1, 1, 1, 1), new(12, 8, 5, 1, 1), new(12, 8, 5, 1, 1)),
        new(1, 1, 40, 70, new(1, 1, 1, 1, 1), new(19, 9, 3, 2, 1), new(23, 10, 3, 2, 2)),
        new(5, 1, 2, 3, new(6, 2, 3, 2, 1), new(7, 5, 3, 1, 1), new(9, 3, 3, 3, 1)),
    ];

    [Test]
    public void Bits_depend_on_nothing_but_sizes([Range(0, 3)] int number)
    {
        CorrelationShape shape = s_shapes[number];
        var random = new Random(4);
        float[] x = Draw(shape.Images * shape.Groups * shape.Channels * shape.Plane, random), w = Draw(shape.Groups * shape.Filters * shape.Taps, random);
        float[] y = Draw(shape.Images * shape.Groups * shape.Filters * shape.Places, random);
        byte[]? first = null;
        foreach (int threads in (int[])[1, 2, 5])
        {
            ParallelFor.MaxThreads = threads;
            foreach (byte[] bits in (byte[][])[Run<GemmLanes512<float>>(shape, x, w, y), Run<GemmLanes256<float>>(shape, x, w, y), Run<GemmLanesPortable<float>>(shape, x, w, y)])
            {
                first ??= bits;
                Assert.That(bits.AsSpan().SequenceEqual(first), $"{threads} threads");
            }
        }
    }

    [Test]
    public void Nothing_is_allocated([Values(1, 3)] int threads)
    {
        ParallelFor.MaxThreads = threads;
        CorrelationShape shape = s_shapes[0];
        var random = new Random(5);
        float[] x = Draw(shape.Images * shape.Channels * shape.Plane, random), w = Draw(shape.Filters * shape.Taps, random), y = Draw(shape.Images * shape.Filters * shape.Places, random);
        float[] panels = new float[shape.Filters * (shape.Taps + 6)], sums = new float[8 * shape.Taps * 32];
        long bytes = Allocations.Least(() =>
        {
            fixed (float* px = x, pw = w, py = y, pp = panels, ps = sums)
            {
                CorrelationForward<float, GemmLanes256<float>>.Run(shape, px, pw, py);
                CorrelationImages<float, GemmLanes256<float>>.Run(shape, py, pw, px, pp);
                CorrelationFilters<float, GemmLanes256<float>>.Run(shape, 8, px, py, pw, ps);
            }
        });
        Assert.That(bytes, Is.Zero);
    }

    private static byte[] Run<TLanes>(CorrelationShape shape, float[] x, float[] w, float[] y)
        where TLanes : unmanaged, IGemmLanes<TLanes, float>
    {
        float[] forward = new float[y.Length], images = new float[x.Length], filters = new float[w.Length];
        float[] panels = new float[shape.Groups * shape.Filters * (shape.Taps + 6)], sums = new float[4 * shape.Groups * shape.Taps * (shape.Filters + 32)];
        fixed (float* px = x, pw = w, py = y, pf = forward, pi = images, pk = filters, pp = panels, ps = sums)
        {
            CorrelationForward<float, TLanes>.Run(shape, px, pw, pf);
            CorrelationImages<float, TLanes>.Run(shape, py, pw, pi, pp);
            CorrelationFilters<float, TLanes>.Run(shape, 4, px, py, pk, ps);
        }
        return [.. MemoryMarshal.AsBytes(forward.AsSpan()), .. MemoryMarshal.AsBytes(images.AsSpan()), .. MemoryMarshal.AsBytes(filters.AsSpan())];
    }

    private static float[] Draw(nint count, Random random) => [.. Enumerable.Range(0, (int)count).Select(_ => (random.NextSingle() * 2) - 1)];
}
