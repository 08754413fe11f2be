using TensorAot.Runtime;
using Memory = TensorAot.Runtime.Strided;

namespace TensorAot.Runtime.Tests.StridedMemory;

/// <summary>Copies between strided and dense memory, against indices multiplied out one by one.</summary>
public class StridedTests
{
    /// <summary>Where each element lies, in row-major order.</summary>
    private static int[] Places(nint[] lengths, nint[] strides)
    {
        IEnumerable<nint> places = [0];
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            nint length = lengths[axis], stride = strides[axis];
            places = [.. places.SelectMany(p => Enumerable.Range(0, (int)length).Select(i => p + i * stride))];
        }
        return [.. places.Select(p => (int)p)];
    }

    /// <summary>Lengths, and strides of a permutation of the axes with gaps.</summary>
    private static (nint[] Lengths, nint[] Strides, int Size) Layout(Random random)
    {
        int rank = random.Next(1, 6);
        nint[] lengths = new nint[rank], strides = new nint[rank];
        for (int axis = 0; axis < rank; axis++)
            lengths[axis] = random.Next(8) == 0 ? random.Next(2) : random.Next(1, rank > 3 ? 5 : 40);
        int[] order = [.. Enumerable.Range(0, rank)];
        random.Shuffle(order);
        nint stride = random.Next(1, 3);
        foreach (int axis in order)
        {
            strides[axis] = lengths[axis] == 1 ? random.Next(100) : stride;
            stride = stride * Math.Max(lengths[axis], 1) + random.Next(2);
        }
        return (lengths, strides, (int)stride + 1);
    }

    [Test]
    public void Random_layouts_are_read_and_written()
    {
        var random = new Random(7);
        for (int round = 0; round < 300; round++)
        {
            (nint[] lengths, nint[] strides, int size) = Layout(random);
            int[] places = Places(lengths, strides);
            double[] memory = [.. Enumerable.Range(0, size).Select(i => (double)i)];
            string what = $"[{string.Join(", ", lengths)}] by [{string.Join(", ", strides)}]";
            using (DenseInput<double> input = Memory.Read(in memory[0], lengths, strides))
                Assert.That(input.Span.ToArray(), Is.EqualTo(places.Select(p => memory[p])), what);

            using DenseOutput<double> output = Memory.Write(ref memory[0], lengths, strides, "x");
            for (int i = 0; i < places.Length; i++)
                output.Span[i] = -1 - i;
            output.Store();
            double[] expected = [.. Enumerable.Range(0, size).Select(i => (double)i)];
            for (int i = 0; i < places.Length; i++)
                expected[places[i]] = -1 - i;
            Assert.That(memory, Is.EqualTo(expected), what);
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(4)]
    [TestCase(8)]
    public void Elements_of_every_size(int bytes)
    {
        nint[] lengths = [37, 21], strides = [1, 37];
        int[] places = Places(lengths, strides);
        void Compare<T>(Func<int, T> make) where T : unmanaged
        {
            T[] memory = [.. Enumerable.Range(0, 37 * 21).Select(make)];
            using DenseInput<T> input = Memory.Read(in memory[0], lengths, strides);
            Assert.That(input.Span.ToArray(), Is.EqualTo(places.Select(p => memory[p])));
        }
        switch (bytes)
        {
            case 1: Compare(i => (byte)i); break;
            case 2: Compare(i => i % 3 == 0); break;
            case 4: Compare(i => i); break;
            default: Compare(i => (long)i); break;
        }
    }

    [Test]
    public void Backwards_strides_and_broadcast_axes_are_read()
    {
        double[] memory = [0, 1, 2, 3, 4, 5];
        using DenseInput<double> backwards = Memory.Read(in memory[5], [2, 3], [-3, -1]);
        Assert.That(backwards.Span.ToArray(), Is.EqualTo(new double[] { 5, 4, 3, 2, 1, 0 }));
        using DenseInput<double> repeated = Memory.Read(in memory[1], [2, 2, 2], [0, 1, 0]);
        Assert.That(repeated.Span.ToArray(), Is.EqualTo(new double[] { 1, 1, 2, 2, 1, 1, 2, 2 }));
    }

    [Test]
    public void Dense_memory_is_not_copied()
    {
        double[] memory = new double[12];
        using DenseInput<double> input = Memory.Read(in memory[0], [1, 3, 1, 4], [99, 4, 0, 1]);
        Assert.That(input.Span.Overlaps(memory, out int offset) && offset == 0);
        using DenseOutput<double> output = Memory.Write(ref memory[4], [2, 4], [4, 1], "x");
        output.Span.Fill(1);
        Assert.That(memory, Is.EqualTo(new double[] { 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1 }));
    }

    [Test]
    public void Column_major_matrices()
    {
        double[] values = [1, 2, 3, 4, 5, 6];
        using (DenseInput<double> input = Memory.ReadColumns(values, 2, 3))
            Assert.That(input.Span.ToArray(), Is.EqualTo(new double[] { 1, 3, 5, 2, 4, 6 }));
        using DenseOutput<double> output = Memory.WriteColumns(values, 3, 2);
        new double[] { 1, 2, 3, 4, 5, 6 }.CopyTo(output.Span);
        output.Store();
        Assert.That(values, Is.EqualTo(new double[] { 1, 3, 5, 2, 4, 6 }));
    }

    [Test]
    public void Memory_of_copies_is_used_again()
    {
        double[] memory = new double[300 * 200];
        void Copy()
        {
            using DenseInput<double> input = Memory.Read(in memory[0], [200, 300], [1, 200]);
        }
        Copy();
        long reserved = Memory.ReservedBytes;
        for (int i = 0; i < 10; i++)
            Copy();
        Assert.That(Memory.ReservedBytes, Is.EqualTo(reserved));
    }

    [Test]
    public void Errors()
    {
        Assert.That(() => Memory.Rank([2], 2, "x", "double[n, m]"), Throws.ArgumentException.With.Message.StartWith("x is double[n, m]: 2 axes expected, 1 given, [2]."));
        Assert.That(() => Memory.Size([nint.MaxValue], 0, "x", "double[n]"), Throws.ArgumentException.With.Property("ParamName").EqualTo("x"));
        Assert.That(() => Memory.Shape([2, 3], "x", "double[n, m]", 2, 4), Throws.ArgumentException.With.Message.StartWith("x is double[n, m] (here [2, 4]), but [2, 3] was given: axis 1 is 3 instead of 4."));
        Assert.That(() => Memory.Count("double[n, m]", 1 << 20, 1 << 20), Throws.ArgumentException);
        Assert.That(Memory.Count("double[n, m]", 1 << 20, 0, 1 << 20), Is.Zero);
        Assert.That(() => Memory.Storage<double>(null, "x"), Throws.ArgumentException.With.Property("ParamName").EqualTo("x"));
    }
}
