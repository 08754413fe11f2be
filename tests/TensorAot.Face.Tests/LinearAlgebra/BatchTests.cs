using TensorAot.Runtime;

namespace FaceTests.LinearAlgebra;

/// <summary>The matrices of a batch are computed in parallel, each as if it were alone.</summary>
[TestFixture, NonParallelizable]
public class BatchTests
{
    [TestCase(0, 5)]
    [TestCase(1, 5)]
    [TestCase(37, 6)]
    [TestCase(20, 40)]
    public void Each_matrix_is_as_if_alone(int batch, int n)
    {
        var random = new Random(batch);
        var x = new double[batch, n, n];
        for (int k = 0; k < x.Length; k++)
            x[k / (n * n), k / n % n, k % n] = random.NextDouble() - 0.5;
        int threads = ParallelFor.MaxThreads;
        try
        {
            ParallelFor.MaxThreads = 1;
            var serial = Batches.Many(x);
            ParallelFor.MaxThreads = 4;
            Assert.That(Batches.Many(x), Is.EqualTo(serial));
            for (int b = 0; b < batch; b += 7)
            {
                var matrix = new double[n, n];
                Buffer.BlockCopy(x, b * n * n * sizeof(double), matrix, 0, n * n * sizeof(double));
                var one = Batches.One(matrix);
                Assert.That(Part(serial.exp, b), Is.EqualTo(Flat(one.exp)));
                Assert.That(Part(serial.q, b), Is.EqualTo(Flat(one.q)));
                Assert.That(Part(serial.r, b), Is.EqualTo(Flat(one.r)));
                Assert.That(Part(serial.s, b), Is.EqualTo(Flat(one.s)));
                Assert.That(Part(serial.values, b), Is.EqualTo(Flat(one.values)));
                Assert.That(Part(serial.real, b), Is.EqualTo(Flat(one.real)));
            }
        }
        finally
        {
            ParallelFor.MaxThreads = threads;
        }
    }

    [Test]
    public void A_permutation_whose_factors_nobody_asks_for()
    {
        var rows = new int[6];
        Batches.Permutation([0, 1, 0, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1], rows);
        Assert.That(rows, Is.EqualTo((int[])[2, 0, 1, 0, 1, 2]));
    }

    private static double[] Part(Array batch, int index)
    {
        int count = batch.Length / batch.GetLength(0);
        var part = new double[count];
        Buffer.BlockCopy(batch, index * count * sizeof(double), part, 0, count * sizeof(double));
        return part;
    }

    private static double[] Flat(Array values)
    {
        var flat = new double[values.Length];
        Buffer.BlockCopy(values, 0, flat, 0, values.Length * sizeof(double));
        return flat;
    }
}
