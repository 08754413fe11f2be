using System.Numerics;
using TensorAot.Runtime.Tests.Parallel;
using MathNetMatrix = MathNet.Numerics.LinearAlgebra.Matrix<double>;

namespace TensorAot.Runtime.Tests.Products;

using MathNet.Numerics.LinearAlgebra;

/// <summary>The public entry points against naive sums in double and integer arithmetic, and against MathNet.</summary>
[TestFixture, NonParallelizable]
public unsafe class GemmTests
{
    [Test]
    public void Floats_are_near_the_sum_in_double() => CheckNear<float>(Gemm.Multiply, 6e-8);

    [Test]
    public void Doubles_are_near_the_sum_in_double() => CheckNear<double>(Gemm.Multiply, 2.3e-16);

    [Test]
    public void Ints_are_exact_modulo_their_range() => CheckExact<int>(Gemm.Multiply);

    [Test]
    public void Longs_are_exact_modulo_their_range() => CheckExact<long>(Gemm.Multiply);

    [TestCase(1, 1, 1), TestCase(5, 7, 3), TestCase(64, 64, 64), TestCase(113, 59, 271), TestCase(300, 310, 290)]
    public void Agrees_with_MathNet(int m, int n, int k)
    {
        ProductCase<double> product = new(m, n, k, false, false, 0, 1, 0, new Random(5));
        MathNetMatrix a = MathNetMatrix.Build.Dense(m, k, (i, p) => product.AtA(i, p));
        MathNetMatrix b = MathNetMatrix.Build.Dense(k, n, (p, j) => product.AtB(p, j));
        MathNetMatrix expected = a * b;
        double[] actual = product.Run(Gemm.Multiply);
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
                Assert.That(actual[i * n + j], Is.EqualTo(expected[i, j]).Within(1e-13 * k));
        }
    }

    [Test]
    public void Not_a_number_and_infinity_stay_in_their_row_and_column([Values(1, 2, 40, 330)] int size)
    {
        ProductCase<float> product = new(size, size, size, false, false, 0, 1, 0, new Random(6));
        product.AtA(size / 2, size / 3) = float.NaN;
        product.AtB(size / 3, size - 1) = float.PositiveInfinity;
        float[] actual = product.Run(Gemm.Multiply);
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                bool nan = i == size / 2, infinite = j == size - 1;
                float value = actual[i * size + j];
                Assert.That(nan ? float.IsNaN(value) : infinite ? float.IsInfinity(value) : float.IsFinite(value), $"{i}, {j}");
            }
        }
    }

    [Test]
    public void With_beta_zero_C_is_not_read([Values(0, 1, 9, 300)] int depth, [Values(1, 37)] int rows, [Values(1, 41, 300)] int columns)
    {
        ProductCase<float> product = new(rows, columns, depth, false, false, 0, 1, 0, new Random(7));
        product.C.AsSpan().Fill(float.NaN);
        Assert.That(product.Run(Gemm.Multiply).AsSpan(0, rows * columns).ToArray(), Is.All.Matches<float>(float.IsFinite));
    }

    [TestCase(7, 3, 5, 4), TestCase(3, 150, 151, 140), TestCase(200, 20, 21, 22), TestCase(0, 2, 2, 2), TestCase(5, 1, 1, 9)]
    public void A_batch_is_the_single_products_bit_for_bit(int batch, int m, int n, int k)
    {
        ProductCase<float> all = new(batch * m, n, k, false, false, 0, 1, 0, new Random(8));
        float[] right = [.. new ProductCase<float>(batch * k, n, 1, false, false, 0, 1, 0, new Random(9)).C];
        float[] actual = new float[batch * m * n + 1], shared = new float[batch * m * n + 1], expected = new float[batch * m * n + 1];
        float[] expectedShared = new float[batch * m * n + 1];
        fixed (float* a = all.A, b = right, c = actual, s = shared, e = expected, es = expectedShared)
        {
            Gemm.MultiplyBatched(batch, m, n, k, a, m * k, k, 1, b, k * n, n, 1, c, m * n, n);
            Gemm.MultiplyBatched(batch, m, n, k, a, m * k, k, 1, b, 0, n, 1, s, m * n, n);
            for (int i = 0; i < batch; i++)
            {
                Gemm.Multiply(m, n, k, a + i * m * k, k, 1, b + i * k * n, n, 1, e + i * m * n, n);
                Gemm.Multiply(m, n, k, a + i * m * k, k, 1, b, n, 1, es + i * m * n, n);
            }
        }
        Assert.That(actual, Is.EqualTo(expected));
        Assert.That(shared, Is.EqualTo(expectedShared));
    }

    [Test]
    public void Bad_sizes_are_refused()
    {
        float value = 0;
        float* p = &value;
        Assert.That(() => Gemm.Multiply(-1, 1, 1, p, 1, 1, p, 1, 1, p, 1), Refuses("m"));
        Assert.That(() => Gemm.Multiply(1, -1, 1, p, 1, 1, p, 1, 1, p, 1), Refuses("n"));
        Assert.That(() => Gemm.Multiply(1, 1, -1, p, 1, 1, p, 1, 1, p, 1), Refuses("k"));
        Assert.That(() => Gemm.Multiply(2, 2, 1, p, 1, 1, p, 1, 1, p, 1), Refuses("cRowStride"));
        Assert.That(() => Gemm.MultiplyBatched(-1, 1, 1, 1, p, 1, 1, 1, p, 1, 1, 1, p, 1, 1), Refuses("batch"));
    }

    [Test]
    public void Nothing_is_allocated_on_any_thread()
    {
        // A packed product, one that is not, and a dot product with a strided vector; all large enough for threads.
        ProductCase<float> packed = new(100, 150, 100, true, true, 0, 1, 0, new Random(10));
        ProductCase<float> direct = new(100, 120, 100, false, false, 0, 1, 0, new Random(11));
        ProductCase<float> dot = new(500, 1, 300, false, false, 3, 1, 0, new Random(12));
        int threads = ParallelFor.MaxThreads;
        ParallelFor.MaxThreads = 3;
        long least = Allocations.Least(() =>
        {
            fixed (float* a = packed.A, b = packed.B, c = packed.C)
                Gemm.Multiply(100, 150, 100, a, 1, 100, b, 1, 100, c, 150);
            fixed (float* a = direct.A, b = direct.B, c = direct.C)
                Gemm.Multiply(100, 120, 100, a, 100, 1, b, 120, 1, c, 120);
            fixed (float* a = dot.A, b = dot.B, c = dot.C)
                Gemm.Multiply(500, 1, 300, a, 300, 1, b, 2, 1, c, 1);
        });
        ParallelFor.MaxThreads = threads;
        Assert.That(least, Is.Zero);
    }

    private static NUnit.Framework.Constraints.Constraint Refuses(string parameter) =>
        Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo(parameter);

    private static void CheckNear<T>(GemmCall<T> multiply, double unit)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (ProductCase<T> product in Cases<T>())
        {
            T[] actual = product.Run(multiply);
            for (int i = 0; i < product.Rows; i++)
            {
                for (int j = 0; j < product.Columns; j++)
                {
                    (double sum, double size) = Sum(product, i, j);
                    Assert.That(
                        double.CreateChecked(actual[i * product.CRow + j]),
                        Is.EqualTo(sum).Within(unit * (product.Depth + 4) * size), $"{i}, {j} of {product}");
                }
            }
        }
    }

    private static (double Sum, double Size) Sum<T>(ProductCase<T> product, int i, int j)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0, size = 1e-300;
        for (int p = 0; p < product.Depth; p++)
        {
            double term = double.CreateChecked(product.AtA(i, p)) * double.CreateChecked(product.AtB(p, j));
            sum += term;
            size += Math.Abs(term);
        }
        double alpha = double.CreateChecked(product.Alpha);
        double old = double.CreateChecked(product.Beta) * double.CreateChecked(product.AtC(i, j));
        return (alpha * sum + old, Math.Abs(alpha) * size + Math.Abs(old));
    }

    private static void CheckExact<T>(GemmCall<T> multiply)
        where T : unmanaged, IBinaryInteger<T>
    {
        BigInteger modulus = BigInteger.One << (8 * sizeof(T));
        foreach (ProductCase<T> product in Cases<T>())
        {
            T[] expected = product.Expect((i, j) =>
            {
                BigInteger sum = 0;
                for (int p = 0; p < product.Depth; p++)
                    sum += BigInteger.CreateChecked(product.AtA(i, p)) * BigInteger.CreateChecked(product.AtB(p, j));
                sum = BigInteger.CreateChecked(product.Alpha) * sum
                    + BigInteger.CreateChecked(product.Beta) * BigInteger.CreateChecked(product.AtC(i, j));
                return T.CreateTruncating(sum % modulus);
            });
            Assert.That(product.Run(multiply), Is.EqualTo(expected), product.ToString());
        }
    }

    private static IEnumerable<ProductCase<T>> Cases<T>()
        where T : unmanaged, INumber<T>
    {
        Random random = new(4);
        T[] factors = [T.One, T.Zero, T.CreateTruncating(-2), T.CreateTruncating(3)];
        int[] sizes = [0, 1, 2, 3, 5, 6, 7, 8, 11, 13, 16, 17, 23, 29, 31, 32, 33];
        for (int round = 0; round < 150; round++)
        {
            yield return new(
                sizes[random.Next(sizes.Length)], sizes[random.Next(sizes.Length)], sizes[random.Next(sizes.Length)],
                random.Next(2) == 0, random.Next(2) == 0, random.Next(4), factors[random.Next(4)], factors[random.Next(4)], random);
        }
        yield return new(67, 71, 300, true, true, 2, T.One, T.One, random);
        yield return new(97, 103, 101, false, false, 0, T.One, T.Zero, random);
    }
}
