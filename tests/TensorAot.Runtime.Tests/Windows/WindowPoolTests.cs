using System.Numerics;
using TensorAot.Runtime.Tests.Parallel;

namespace TensorAot.Runtime.Tests.Windows;

/// <summary>Pooling and its gradients against the definition, one window after the other, on numbers with many ties.</summary>
[TestFixture(typeof(float)), TestFixture(typeof(double)), NonParallelizable]
public unsafe class WindowPoolTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private int _threads;

    [SetUp]
    public void Remember() => _threads = ParallelFor.MaxThreads;

    [TearDown]
    public void Restore() => ParallelFor.MaxThreads = _threads;

    private sealed record Case(int Rows, SlidingAxis[] Axes)
    {
        public nint Size => Rows * Axes[0].Size * Axes[1].Size * Axes[2].Size;

        public nint Windows => Rows * Axes[0].Count * Axes[1].Count * Axes[2].Count;

        /// <summary>The places of the elements of a window.</summary>
        public IEnumerable<int> Places(int window)
        {
            (SlidingAxis a, SlidingAxis b, SlidingAxis c) = (Axes[0], Axes[1], Axes[2]);
            nint w2 = window % c.Count, w1 = window / c.Count % b.Count, w0 = window / c.Count / b.Count % a.Count, row = window / c.Count / b.Count / a.Count;
            for (nint k0 = 0; k0 < a.Kernel; k0++)
                for (nint k1 = 0; k1 < b.Kernel; k1++)
                    for (nint k2 = 0; k2 < c.Kernel; k2++)
                    {
                        nint plane = (row * a.Size) + (w0 * a.Stride) + (k0 * a.Dilation), line = (plane * b.Size) + (w1 * b.Stride) + (k1 * b.Dilation);
                        yield return (int)((line * c.Size) + (w2 * c.Stride) + (k2 * c.Dilation));
                    }
        }
    }

    private static SlidingAxis Draw(Random random, bool exists)
    {
        if (!exists)
            return new(1, 1, 1, 1, 1);
        int kernel = random.Next(1, 5), stride = random.Next(1, 5), dilation = random.Next(4) == 0 ? 2 : 1;
        int size = ((kernel - 1) * dilation) + 1 + random.Next(0, 40);
        return new(size, ((size - ((kernel - 1) * dilation) - 1) / stride) + 1, kernel, stride, dilation);
    }

    [Test]
    public void Any_windows([Values(1, 3)] int threads)
    {
        ParallelFor.MaxThreads = threads;
        var random = new Random(1);
        for (int round = 0; round < 300; round++)
            Check(new Case(random.Next(4), [Draw(random, random.Next(5) == 0), Draw(random, random.Next(3) > 0), Draw(random, true)]), random);
    }

    [TestCase(37, 24, 2, 2)]
    [TestCase(5, 57, 3, 2)]
    [TestCase(3, 100, 2, 3)]
    [TestCase(2, 9, 9, 4)]
    public void Many_lines(int rows, int size, int kernel, int stride)
    {
        SlidingAxis axis = new(size, ((size - kernel) / stride) + 1, kernel, stride, 1);
        Check(new Case(rows, [new(1, 1, 1, 1, 1), axis, axis]), new Random(2));
    }

    [Test]
    public void Nan_wins_and_its_window_hands_nothing_back()
    {
        T[] x = [T.One, T.NaN, -T.One, T.NegativeZero, T.Zero, T.NegativeZero], y = new T[3], gradient = [T.One, T.One, T.One], result = new T[6];
        fixed (T* px = x, py = y, pg = gradient, pr = result)
        {
            WindowPool.Max(px, py, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 6, 3, 2, 2, 1);
            WindowPool.SpreadMax(pg, px, py, pr, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 6, 3, 2, 2, 1);
        }
        Assert.That(T.IsNaN(y[0]) && y[1] == T.Zero && T.IsPositive(y[2]) && y[2] == T.Zero);
        T half = T.One / (T.One + T.One);
        Assert.That(result, Is.EqualTo(new[] { T.Zero, T.Zero, T.Zero, T.One, half, half }));
    }

    [Test]
    public void Nothing_is_allocated()
    {
        T[] x = new T[64 * 64], y = new T[32 * 32], result = new T[64 * 64];
        Assert.That(Allocations.Least(() =>
        {
            fixed (T* px = x, py = y, pr = result)
            {
                WindowPool.Max(px, py, 1, 1, 1, 1, 1, 1, 64, 32, 2, 2, 1, 64, 32, 2, 2, 1);
                WindowPool.SpreadMax(py, px, py, pr, 1, 1, 1, 1, 1, 1, 64, 32, 2, 2, 1, 64, 32, 2, 2, 1);
                WindowPool.SpreadSum(py, pr, 1, 1, 1, 1, 1, 1, 64, 32, 2, 2, 1, 64, 32, 2, 2, 1);
            }
        }), Is.Zero);
    }

    private static void Check(Case c, Random random)
    {
        T[] x = Draw(c.Size, random, 4), gradient = Draw(c.Windows, random, 8);
        T[] largest = new T[c.Windows], sums = new T[c.Windows], shares = [.. x.Select(_ => T.NaN)], spread = [.. x.Select(_ => T.NaN)];
        (SlidingAxis a, SlidingAxis b, SlidingAxis d) = (c.Axes[0], c.Axes[1], c.Axes[2]);
        fixed (T* px = x, pg = gradient, pl = largest, ps = sums, ph = shares, pw = spread)
        {
            WindowPool.Max(px, pl, c.Rows, a.Size, a.Count, a.Kernel, a.Stride, a.Dilation, b.Size, b.Count, b.Kernel, b.Stride, b.Dilation, d.Size, d.Count, d.Kernel, d.Stride, d.Dilation);
            WindowPool.Sum(px, ps, c.Rows, a.Size, a.Count, a.Kernel, a.Stride, a.Dilation, b.Size, b.Count, b.Kernel, b.Stride, b.Dilation, d.Size, d.Count, d.Kernel, d.Stride, d.Dilation);
            WindowPool.SpreadMax(pg, px, pl, ph, c.Rows, a.Size, a.Count, a.Kernel, a.Stride, a.Dilation, b.Size, b.Count, b.Kernel, b.Stride, b.Dilation, d.Size, d.Count, d.Kernel, d.Stride, d.Dilation);
            WindowPool.SpreadSum(pg, pw, c.Rows, a.Size, a.Count, a.Kernel, a.Stride, a.Dilation, b.Size, b.Count, b.Kernel, b.Stride, b.Dilation, d.Size, d.Count, d.Kernel, d.Stride, d.Dilation);
        }
        double[] expectedShares = new double[x.Length], expectedSpread = new double[x.Length];
        for (int window = 0; window < c.Windows; window++)
        {
            int[] places = [.. c.Places(window)];
            T most = places.Select(p => x[p]).Max();
            int[] ties = [.. places.Where(p => x[p] == most)];
            Assert.That(largest[window], Is.EqualTo(most), $"{c}");
            Assert.That(double.CreateChecked(sums[window]), Is.EqualTo(places.Sum(p => double.CreateChecked(x[p]))), $"{c}");
            foreach (int p in ties)
                expectedShares[p] += double.CreateChecked(gradient[window]) / ties.Length;
            foreach (int p in places)
                expectedSpread[p] += double.CreateChecked(gradient[window]);
        }
        for (int p = 0; p < x.Length; p++)
        {
            Assert.That(double.CreateChecked(shares[p]), Is.EqualTo(expectedShares[p]).Within(1e-4), $"{c}: element {p}");
            Assert.That(double.CreateChecked(spread[p]), Is.EqualTo(expectedSpread[p]), $"{c}: element {p}");
        }
    }

    private static T[] Draw(nint count, Random random, int range) => [.. Enumerable.Range(0, (int)count).Select(_ => T.CreateChecked(random.Next(-range, range)))];
}
