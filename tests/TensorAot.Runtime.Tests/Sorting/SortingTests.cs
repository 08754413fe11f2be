using TensorAot.Runtime.Tests.Parallel;

namespace TensorAot.Runtime.Tests.Sorting;

/// <summary>Order, against LINQ's stable sort with NaN last.</summary>
[TestFixture, NonParallelizable]
public unsafe class SortingTests
{
    private int _threads;

    [SetUp]
    public void Remember() => _threads = ParallelFor.MaxThreads;

    [TearDown]
    public void Restore() => ParallelFor.MaxThreads = _threads;

    private static readonly double[] s_corners = [0.0, -0.0, double.NaN, -double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue];

    /// <summary>Lengths on both sides of every change of algorithm; taken: all, few (a heap), none.</summary>
    [Test]
    public void Floats_as_LINQ_sorts_them([Values(0, 1, 2, 31, 32, 33, 255, 1000)] int length, [Values(1, 3)] int inner, [Values] bool descending)
    {
        var random = new Random(length + inner);
        double[] x = [.. Enumerable.Range(0, 2 * length * inner).Select(_ => random.Next(4) == 0 ? s_corners[random.Next(s_corners.Length)] : random.Next(-50, 50))];
        foreach (int taken in new[] { length, length / 20, 0 })
        {
            CheckRows(x, length, inner, taken, descending, double.IsNaN, (a, b) => a < b);
            CheckRows([.. x.Select(v => (float)v)], length, inner, taken, descending, float.IsNaN, (a, b) => a < b);
        }
    }

    [Test]
    public void Integers_as_LINQ_sorts_them([Values(5, 400)] int length, [Values] bool descending)
    {
        var random = new Random(length);
        long[] x = [.. Enumerable.Range(0, 2 * length).Select(i => i % 7 == 0 ? (i % 2 == 0 ? long.MinValue : long.MaxValue) : random.NextInt64(-1L << 40, 1L << 40))];
        CheckRows(x, length, 1, length, descending, _ => false, (a, b) => a < b);
        CheckRows([.. x.Select(v => (int)v)], length, 1, length, descending, _ => false, (a, b) => a < b);
        CheckRows([.. x.Select(v => (byte)v)], length, 1, length, descending, _ => false, (a, b) => a < b);
        CheckRows([.. x.Select(v => v % 2 == 0)], length, 1, length, descending, _ => false, (a, b) => !a & b);
    }

    [Test]
    public void The_same_for_any_number_of_threads_and_without_allocation()
    {
        var random = new Random(9);
        float[] x = [.. Enumerable.Range(0, 300 * 400).Select(_ => (float)random.NextDouble())];
        float[] values = new float[x.Length];
        int[] positions = new int[x.Length];
        ParallelFor.MaxThreads = 1;
        Sort(x, values, positions, 300, 400, 1, 400, false);
        (float[] serial, int[] serialPositions) = ([.. values], [.. positions]);
        ParallelFor.MaxThreads = 4;
        Sort(x, values, positions, 300, 400, 1, 400, false);
        Assert.That(values, Is.EqualTo(serial));
        Assert.That(positions, Is.EqualTo(serialPositions));
        int[] keys = new int[x.Length], other = new int[x.Length], order = new int[x.Length], otherOrder = new int[x.Length];
        Assert.That(Allocations.Least(() => Once(x, values, positions, keys, other, order, otherOrder)), Is.Zero);
    }

    private static void Once(float[] x, float[] values, int[] positions, int[] keys, int[] other, int[] order, int[] otherOrder)
    {
        fixed (float* px = x, pv = values)
        fixed (int* pp = positions, pk = keys, po = other, pr = order, pq = otherOrder)
            Runtime.Sorting.First(px, pv, pp, pk, po, pr, pq, 30, 400, 1, 400, 0);
    }

    private static void CheckRows<T>(T[] x, int length, int inner, int taken, bool descending, Func<T, bool> isNaN, Func<T, T, bool> less)
        where T : unmanaged
    {
        const int Outer = 2;
        T[] values = new T[Outer * taken * inner];
        int[] positions = new int[values.Length];
        Sort(x, values, positions, Outer, length, inner, taken, descending);
        var comparer = Comparer<T>.Create((a, b) => less(a, b) ? -1 : less(b, a) ? 1 : isNaN(a).CompareTo(isNaN(b)));
        for (int row = 0; row < Outer * inner; row++)
        {
            T At(int i) => x[(row / inner * length + i) * inner + row % inner];
            IEnumerable<int> all = Enumerable.Range(0, length);
            int[] expected = [.. (descending ? all.OrderByDescending(At, comparer) : all.OrderBy(At, comparer)).Take(taken)];
            int[] places = [.. Enumerable.Range(0, taken).Select(i => (row / inner * taken + i) * inner + row % inner)];
            Assert.That(places.Select(p => positions[p]), Is.EqualTo(expected), $"{typeof(T).Name}, {length} long, row {row}, the first {taken}");
            Assert.That(places.Select(p => values[p]), Is.EqualTo(expected.Select(At)));
        }
    }

    private static void Sort<T>(T[] x, T[] values, int[] positions, int outer, int length, int inner, int taken, bool descending)
        where T : unmanaged
    {
        int[] order = new int[x.Length], otherOrder = new int[x.Length];
        fixed (T* px = x, pv = values)
        fixed (int* pp = positions, pr = order, pq = otherOrder)
        {
            if (sizeof(T) == 8)
            {
                fixed (long* keys = new long[x.Length], other = new long[x.Length])
                    Runtime.Sorting.First(px, pv, pp, keys, other, pr, pq, outer, length, inner, taken, descending ? 1 : 0);
            }
            else
            {
                fixed (int* keys = new int[x.Length], other = new int[x.Length])
                    Runtime.Sorting.First(px, pv, pp, keys, other, pr, pq, outer, length, inner, taken, descending ? 1 : 0);
            }
        }
    }
}
