using TensorAot.Runtime.Tests.Parallel;

namespace TensorAot.Runtime.Tests.Scans;

/// <summary>Scans and selections: long sums, any number of threads, no allocation, and ranks against a sort.</summary>
[NonParallelizable]
public sealed unsafe class CumulativeTests
{
    private int _threads;

    [SetUp]
    public void Remember() => _threads = ParallelFor.MaxThreads;

    [TearDown]
    public void Restore() => ParallelFor.MaxThreads = _threads;

    [Test]
    public void A_long_sum_of_floats_stays_accurate()
    {
        const int Count = 2_000_000;
        float[] x = new float[Count], result = new float[Count];
        Array.Fill(x, 0.1f);
        fixed (float* from = x, to = result)
            Cumulative.Sum(from, to, 1, Count, 1, 0);
        for (int i = 0; i < Count; i += 9_973)
            Assert.That(result[i], Is.EqualTo((float)((i + 1) * (double)0.1f)).Within(1).Ulps);
    }

    [TestCase(7, 1000, 1)]
    [TestCase(3, 50, 200)]
    [TestCase(1, 3, 129)]
    [TestCase(200, 300, 1)]
    public void Any_number_of_threads_gives_the_same_bits(int outer, int size, int inner)
    {
        var random = new Random(3);
        double[] x = [.. Enumerable.Range(0, outer * size * inner).Select(_ => random.NextDouble() - 0.5)], y = [.. x.Select(v => Math.Round(v * 3))];
        double[][] Run(int threads)
        {
            ParallelFor.MaxThreads = threads;
            double[][] results = [new double[x.Length], new double[x.Length], new double[x.Length], new double[x.Length]];
            fixed (double* a = x, b = y, r0 = results[0], r1 = results[1], r2 = results[2], r3 = results[3])
            {
                Cumulative.Sum(a, r0, outer, size, inner, 0);
                Cumulative.LogSumExp(a, r1, outer, size, inner, 0);
                Cumulative.Recurrence(a, b, r2, outer, size, inner, 1);
                Cumulative.RunSum(a, b, r3, outer, size, inner, 0);
            }
            return results;
        }
        double[][] one = Run(1), four = Run(4);
        for (int k = 0; k < one.Length; k++)
            Assert.That(four[k], Is.EqualTo(one[k]));
        Assert.That(one[0][(size - 1) * inner], Is.EqualTo(Enumerable.Range(0, size).Sum(i => x[i * inner])).Within(1e-12));
    }

    [Test]
    public void Backwards_is_the_flipped_sum_of_the_flipped()
    {
        int[] x = [.. Enumerable.Range(1, 24)], result = new int[24];
        fixed (int* from = x, to = result)
            Cumulative.Sum(from, to, 2, 3, 4, 1);
        for (int o = 0; o < 2; o++)
            for (int i = 0; i < 3; i++)
                for (int j = 0; j < 4; j++)
                    Assert.That(result[(((o * 3) + i) * 4) + j], Is.EqualTo(Enumerable.Range(i, 3 - i).Sum(k => x[(((o * 3) + k) * 4) + j])));
    }

    [Test]
    public void Nothing_is_allocated()
    {
        double[] x = new double[10_000], y = new double[10_000];
        int rank = 7;
        Assert.That(Allocations.Least(() =>
        {
            fixed (double* from = x, to = y)
            {
                Cumulative.Sum(from, to, 1, 10_000, 1, 0);
                Cumulative.Max(from, to, 10, 10, 100, 0);
                int k = rank;
                OrderStatistics.Select(from, &k, (double*)null, (double*)null, to, 10, 1_000);
            }
        }), Is.Zero);
    }

    [Test]
    public void Ranks_are_those_of_a_sort([Values(1, 2, 3, 10, 257)] int size, [Values(2, 1_000_000)] int distinct)
    {
        var random = new Random(size);
        float[] x = [.. Enumerable.Range(0, 3 * size).Select(_ => (float)random.Next(distinct))], low = new float[3], high = new float[3], scratch = new float[3 * size];
        for (int rank = 0; rank < size; rank += Math.Max(1, size / 7))
        {
            int k = rank;
            fixed (float* from = x, l = low, h = high, s = scratch)
                OrderStatistics.Select(from, &k, l, h, s, 3, size);
            for (int row = 0; row < 3; row++)
            {
                float[] sorted = x[(row * size)..((row + 1) * size)];
                Array.Sort(sorted);
                Assert.That(low[row], Is.EqualTo(sorted[rank]));
                Assert.That(high[row], Is.EqualTo(sorted[Math.Min(rank + 1, size - 1)]));
            }
        }
    }

    [Test]
    public void Rows_without_an_order_are_NaN()
    {
        double[] x = [1, double.NaN, 3, 1, 2, 3], low = new double[2], scratch = new double[6];
        int k = 1;
        fixed (double* from = x, l = low, s = scratch)
        {
            OrderStatistics.Select(from, &k, l, null, s, 2, 3);
            Assert.That(low, Is.EqualTo((double[])[double.NaN, 2]));
            OrderStatistics.Select(from, &k, l, null, s, 2, 0);
            Assert.That(low, Is.All.NaN);
        }
    }
}
