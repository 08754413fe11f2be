namespace TensorAot.Runtime.Tests.LinearAlgebra;

// Inside the namespace: TensorAot has a Matrix and a Vector of its own.
using MathNet.Numerics.LinearAlgebra;
using Complex = System.Numerics.Complex;

/// <summary>Singular values and eigenvalues: factors multiply to the matrix again, orders and signs are as documented, and values agree with MathNet's.</summary>
[TestFixture(typeof(float)), TestFixture(typeof(double))]
public unsafe class SpectraTests<T>
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    [TestCase(1, 1, false), TestCase(6, 6, false), TestCase(30, 4, false), TestCase(4, 30, false), TestCase(9, 3, true), TestCase(3, 9, true), TestCase(5, 5, true)]
    public void Svd(int m, int n, bool full)
    {
        int k = Math.Min(m, n), columns = full ? m : k, rows = full ? n : k;
        T[] a = TestMatrices.Random<T>(m * n, m * n), u = new T[m * columns], s = new T[k], vh = new T[rows * n];
        fixed (T* pa = a, pu = u, ps = s, pv = vh)
            Spectra.Svd(pa, pu, ps, pv, 1, m, n, columns, rows, "x");
        Matrix<double> matrix = TestMatrices.Dense<T>(a, m, n), left = TestMatrices.Dense<T>(u, m, columns), right = TestMatrices.Dense<T>(vh, rows, n);
        TestMatrices.AreNear<T>(left.Transpose() * left, Matrix<double>.Build.DenseIdentity(columns), 32, "uᵀ·u");
        TestMatrices.AreNear<T>(right * right.Transpose(), Matrix<double>.Build.DenseIdentity(rows), 32, "vh·vhᵀ");
        Matrix<double> middle = Matrix<double>.Build.Dense(columns, rows, (i, j) => i == j && i < k ? double.CreateChecked(s[i]) : 0);
        TestMatrices.AreNear<T>(left * middle * right, matrix, 64, "u·s·vh");
        TestMatrices.AreNear<T>(TestMatrices.Dense<T>(s, 1, k), matrix.Svd(false).S.ToRowMatrix(), 64, "s");
        Assert.That(left.EnumerateColumns().Select(c => c.MaximumBy()), Is.All.GreaterThan(0));
    }

    /// <summary>Values scale with the matrix, also where squares of its elements over- or underflow.</summary>
    [TestCase(-30), TestCase(150), TestCase(-150), TestCase(1000), TestCase(-1000), TestCase(-1060)]
    public void MatricesOfAnySize(int exponent)
    {
        if (typeof(T) == typeof(float))
            exponent = Math.Clamp(exponent, -120, 120);
        const int N = 4;
        // Powers of two, so that the scaled matrix is exact where it is not subnormal.
        T[] small = [.. Enumerable.Range(0, N * N).Select(i => T.CreateChecked(((i * 7) % 11) + (i / N == i % N ? 20 : 0)))];
        T[] large = [.. small.Select(v => T.CreateChecked(Math.ScaleB(double.CreateChecked(v), exponent)))];
        Assert.That(Values(large).Select(v => Math.ScaleB(v, -exponent)), Is.EqualTo(Values(small)).Within(typeof(T) == typeof(float) ? 1e-5 : exponent < -1050 ? 1e-3 : 1e-12));
    }

    private static double[] Values(T[] a)
    {
        int n = (int)Math.Sqrt(a.Length);
        T[] s = new T[n], symmetric = new T[n], real = new T[n], imaginary = new T[n];
        fixed (T* pa = a, ps = s, pw = symmetric, pr = real, pi = imaginary)
        {
            Spectra.Svd(pa, null, ps, null, 1, n, n, n, n, "x");
            Spectra.Eigh(pa, pw, null, 1, n, "x");
            Spectra.Eig(pa, pr, pi, null, null, 1, n, "x");
        }
        return [.. s.Concat(symmetric).Concat(real).Concat(imaginary).Select(double.CreateChecked)];
    }

    [Test]
    public void Eigh([Values(1, 2, 7, 40)] int n)
    {
        T[] a = TestMatrices.Random<T>(n * n, n), values = new T[n], vectors = new T[n * n];
        fixed (T* pa = a, pw = values, pv = vectors)
            Spectra.Eigh(pa, pw, pv, 1, n, "x");
        Matrix<double> matrix = TestMatrices.Dense<T>(a, n, n), v = TestMatrices.Dense<T>(vectors, n, n);
        Matrix<double> symmetric = (matrix + matrix.Transpose()) / 2;
        Assert.That(values, Is.Ordered);
        TestMatrices.AreNear<T>(v.Transpose() * v, Matrix<double>.Build.DenseIdentity(n), 64, "vᵀ·v");
        TestMatrices.AreNear<T>(v * Matrix<double>.Build.DenseOfDiagonalArray([.. values.Select(double.CreateChecked)]) * v.Transpose(), symmetric, 128, "v·w·vᵀ");
        Assert.That(v.EnumerateColumns().Select(c => c.MaximumBy()), Is.All.GreaterThan(0));
    }

    [Test]
    public void Eig([Values(1, 2, 5, 20)] int n)
    {
        T[] a = TestMatrices.Random<T>(n * n, 3 * n), real = new T[n], imaginary = new T[n], re = new T[n * n], im = new T[n * n];
        fixed (T* pa = a, pr = real, pi = imaginary, pre = re, pim = im)
            Spectra.Eig(pa, pr, pi, pre, pim, 1, n, "x");
        for (int j = 0; j < n; j++)
        {
            var value = new Complex(double.CreateChecked(real[j]), double.CreateChecked(imaginary[j]));
            Complex[] v = [.. Enumerable.Range(0, n).Select(i => new Complex(double.CreateChecked(re[i * n + j]), double.CreateChecked(im[i * n + j])))];
            for (int i = 0; i < n; i++)
            {
                Complex product = Enumerable.Range(0, n).Aggregate(Complex.Zero, (sum, k) => sum + (double.CreateChecked(a[i * n + k]) * v[k]));
                Assert.That((product - (value * v[i])).Magnitude, Is.LessThan(typeof(T) == typeof(float) ? 1e-5 : 1e-12), $"value {j}, row {i}");
            }
            Complex largest = v.MaxBy(z => z.Magnitude);
            Assert.That(v.Sum(z => z.Magnitude * z.Magnitude), Is.EqualTo(1).Within(1e-5));
            Assert.That(largest.Real, Is.GreaterThan(0));
            Assert.That(largest.Imaginary, Is.EqualTo(0).Within(1e-5));
        }
        Assert.That(Enumerable.Range(0, n).Select(j => (real[j], imaginary[j])), Is.Ordered);
    }

    [Test]
    public void NotANumberGivesNotANumber()
    {
        T[] a = [T.One, T.NaN, T.Zero, T.One], values = new T[2], vectors = new T[4];
        fixed (T* pa = a, pw = values, pv = vectors)
        {
            Spectra.Eigh(pa, pw, pv, 1, 2, "x");
            Assert.That(values.Concat(vectors), Is.All.NaN);
            Spectra.Svd(pa, pv, pw, null, 1, 2, 2, 2, 2, "x");
            Assert.That(values.Concat(vectors), Is.All.NaN);
        }
    }

    [Test]
    public void EqualValuesAndZeros()
    {
        T[] a = [T.Zero, T.Zero, T.Zero, T.Zero], u = new T[4], s = new T[2], vh = new T[4];
        fixed (T* pa = a, pu = u, ps = s, pv = vh)
            Spectra.Svd(pa, pu, ps, pv, 1, 2, 2, 2, 2, "x");
        Assert.That(s, Is.All.EqualTo(T.Zero));
        Matrix<double> left = TestMatrices.Dense<T>(u, 2, 2);
        TestMatrices.AreNear<T>(left.Transpose() * left, Matrix<double>.Build.DenseIdentity(2), 8, "uᵀ·u of zeros");
    }
}

internal static class VectorExtensions
{
    /// <summary>The element of largest magnitude.</summary>
    public static double MaximumBy(this Vector<double> vector) => vector.MaxBy(Math.Abs);
}
