using System.Numerics;

namespace TensorAot.Runtime.Tests.Windows;

/// <summary>Convolutions and their adjoints: the definition in float64, and the same bits on every vector width and any number of threads.</summary>
[TestFixture(typeof(float)), TestFixture(typeof(double)), NonParallelizable]
public unsafe class CorrelationTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private int _threads;

    [SetUp]
    public void Remember() => _threads = ParallelFor.MaxThreads;

    [TearDown]
    public void Restore() => ParallelFor.MaxThreads = _threads;

    /// <summary>Sizes as they come: strides beyond the kernel, dilation, groups, one window, one image.</summary>
    [Test]
    public void Any_sizes()
    {
        var random = new Random(1);
        for (int round = 0; round < 400; round++)
            Check(Draw(random, random.Next(4), 6, 9), random);
    }

    /// <summary>More windows than a block, more taps than a chunk, more filters than a block.</summary>
    [TestCase(1, 1, 3, 7, 1, 300, 1, 5, 2)]
    [TestCase(2, 1, 70, 9, 13, 11, 3, 2, 1)]
    [TestCase(3, 2, 9, 130, 12, 12, 3, 3, 1)]
    [TestCase(2, 1, 1, 100, 40, 57, 3, 3, 2)]
    [TestCase(9, 1, 30, 20, 7, 7, 3, 3, 1)]
    public void Large_sizes(int images, int groups, int channels, int filters, int height, int width, int kernelHeight, int kernelWidth, int stride)
    {
        Check(new CorrelationShape(images, groups, channels, filters, new(1, 1, 1, 1, 1), Axis(height, kernelHeight, stride, 1), Axis(width, kernelWidth, stride, 1)), new Random(2));
    }

    [Test]
    public void Nothing_is_zero()
    {
        SlidingAxis one = new(1, 1, 1, 1, 1), axis = Axis(5, 2, 1, 1);
        Check(new CorrelationShape(0, 1, 2, 3, one, axis, axis), new Random(3));
        Check(new CorrelationShape(2, 1, 0, 3, one, axis, axis), new Random(3));
        Check(new CorrelationShape(2, 1, 2, 0, one, axis, axis), new Random(3));
    }

    private static SlidingAxis Axis(nint size, nint kernel, nint stride, nint dilation) =>
        new(size, (size - (kernel - 1) * dilation - 1) / stride + 1, kernel, stride, dilation);

    private static SlidingAxis Draw(Random random, bool exists, int mostKernel)
    {
        if (!exists)
            return new(1, 1, 1, 1, 1);
        int kernel = random.Next(1, mostKernel), stride = random.Next(1, 4), dilation = random.Next(1, 3);
        return Axis(((kernel - 1) * dilation) + random.Next(1, 20), kernel, stride, dilation);
    }

    private static CorrelationShape Draw(Random random, int images, int mostChannels, int mostFilters) => new(
        images, random.Next(1, 4), random.Next(1, mostChannels), random.Next(1, mostFilters),
        Draw(random, random.Next(4) == 0, 3), Draw(random, random.Next(3) > 0, 4), Draw(random, true, 6));

    private static void Check(in CorrelationShape shape, Random random)
    {
        T[] x = Draw(shape.Images * shape.Groups * shape.Channels * shape.Plane, random), w = Draw(shape.Groups * shape.Filters * shape.Taps, random);
        T[] y = Draw(shape.Images * shape.Groups * shape.Filters * shape.Places, random);
        (double[] forward, double[] images, double[] filters) = Expected(shape, x, w, y);
        int parts = random.Next(1, 5);
        byte[]? first = null;
        foreach (int threads in (int[])[1, 3])
        {
            ParallelFor.MaxThreads = threads;
            foreach ((T[] Forward, T[] Images, T[] Filters) result in Results(shape, parts, x, w, y))
            {
                AssertClose(result.Forward, forward, shape, "forward");
                AssertClose(result.Images, images, shape, "images");
                AssertClose(result.Filters, filters, shape, "filters");
                byte[] bytes = [.. Bytes(result.Forward), .. Bytes(result.Images), .. Bytes(result.Filters)];
                Assert.That(first is null || bytes.AsSpan().SequenceEqual(first), $"{shape}: bits differ");
                first ??= bytes;
            }
        }
    }

    private static IEnumerable<(T[] Forward, T[] Images, T[] Filters)> Results(CorrelationShape shape, int parts, T[] x, T[] w, T[] y) =>
        [Run<GemmLanes512<T>>(shape, parts, x, w, y), Run<GemmLanes256<T>>(shape, parts, x, w, y), Run<GemmLanesPortable<T>>(shape, parts, x, w, y)];

    private static (T[] Forward, T[] Images, T[] Filters) Run<TLanes>(CorrelationShape shape, int parts, T[] x, T[] w, T[] y)
        where TLanes : unmanaged, IGemmLanes<TLanes, T>
    {
        T[] forward = Junk(y.Length), images = Junk(x.Length), filters = Junk(w.Length);
        T[] panels = Junk(shape.Groups * shape.Filters * ((shape.Taps + 5) / 6 * 6)), sums = Junk(parts * shape.Groups * shape.Taps * ((shape.Filters + 31) / 32 * 32));
        fixed (T* px = x, pw = w, py = y, pf = forward, pi = images, pk = filters, pp = panels, ps = sums)
        {
            CorrelationForward<T, TLanes>.Run(shape, px, pw, pf);
            CorrelationImages<T, TLanes>.Run(shape, py, pw, pi, pp);
            CorrelationFilters<T, TLanes>.Run(shape, parts, px, py, pk, ps);
        }
        return (forward, images, filters);
    }

    private static (double[] Forward, double[] Images, double[] Filters) Expected(in CorrelationShape s, T[] x, T[] w, T[] y)
    {
        double[] forward = new double[y.Length], images = new double[x.Length], filters = new double[w.Length];
        for (nint at = 0; at < y.Length; at++)
        {
            nint place = at % s.Places, filter = at / s.Places % (s.Groups * s.Filters), image = at / s.Places / (s.Groups * s.Filters);
            nint p2 = place % s.Axis2.Count, p1 = place / s.Axis2.Count % s.Axis1.Count, p0 = place / s.Axis2.Count / s.Axis1.Count;
            for (nint tap = 0; tap < s.Taps; tap++)
            {
                nint k2 = tap % s.Axis2.Kernel, k1 = tap / s.Axis2.Kernel % s.Axis1.Kernel, k0 = tap / s.Axis2.Kernel / s.Axis1.Kernel % s.Axis0.Kernel;
                nint channel = (image * s.Groups + filter / s.Filters) * s.Channels + tap / s.KernelLength;
                nint row = channel * s.Axis0.Size + p0 * s.Axis0.Stride + k0 * s.Axis0.Dilation;
                row = row * s.Axis1.Size + p1 * s.Axis1.Stride + k1 * s.Axis1.Dilation;
                nint from = row * s.Axis2.Size + p2 * s.Axis2.Stride + k2 * s.Axis2.Dilation, weight = filter * s.Taps + tap;
                forward[at] += double.CreateChecked(x[from]) * double.CreateChecked(w[weight]);
                images[from] += double.CreateChecked(y[at]) * double.CreateChecked(w[weight]);
                filters[weight] += double.CreateChecked(x[from]) * double.CreateChecked(y[at]);
            }
        }
        return (forward, images, filters);
    }

    /// <summary>Numbers with few bits, so that float sums are exact whatever their order.</summary>
    private static T[] Draw(nint count, Random random) => [.. Enumerable.Range(0, (int)count).Select(_ => T.CreateChecked(random.Next(-8, 9)))];

    private static T[] Junk(nint count) => [.. Enumerable.Repeat(T.NaN, (int)count)];

    private static void AssertClose(T[] actual, double[] expected, CorrelationShape shape, string what)
    {
        for (int i = 0; i < expected.Length; i++)
            if (double.CreateChecked(actual[i]) != expected[i])
                Assert.Fail($"{what} of {shape}: element {i} is {actual[i]} instead of {expected[i]}");
    }

    private static ReadOnlySpan<byte> BytesOf(T[] values) => System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan());

    private static byte[] Bytes(T[] values) => BytesOf(values).ToArray();
}
