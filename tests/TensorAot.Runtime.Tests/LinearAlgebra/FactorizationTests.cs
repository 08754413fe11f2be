using TensorAot.Runtime.Tests.Parallel;

namespace TensorAot.Runtime.Tests.LinearAlgebra;

// Inside the namespace: TensorAot has a Matrix and a Vector of its own.
using MathNet.Numerics.LinearAlgebra;

/// <summary>Factorisations of random matrices: they multiply to the matrix again, and agree with MathNet.</summary>
[TestFixture(typeof(float)), TestFixture(typeof(double)), NonParallelizable]
public unsafe class FactorizationTests<T>
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    private int _threads;

    [SetUp]
    public void Remember() => _threads = ParallelFor.MaxThreads;

    [TearDown]
    public void Restore() => ParallelFor.MaxThreads = _threads;

    [Test]
    public void Cholesky([Values(1, 2, 15, 16, 17, 40, 150, 300)] int n)
    {
        T[] a = TestMatrices.WellConditioned<T>(n, n, symmetric: true), l = Cholesky(a, n);
        Matrix<double> matrix = TestMatrices.Dense<T>(a, n, n), lower = TestMatrices.Dense<T>(l, n, n);
        TestMatrices.AreNear<T>(lower * lower.Transpose(), matrix, 4 * n + 8, "l·lᵀ");
        TestMatrices.AreNear<T>(lower, matrix.Cholesky().Factor, 16, "as MathNet");
    }

    [Test]
    public void Lu([Values(1, 2, 16, 17, 33, 100, 200)] int n)
    {
        T[] a = TestMatrices.Random<T>(n * n, n);
        (T[] lu, int[] rows, T sign) = Lu(a, n);
        Matrix<double> matrix = TestMatrices.Dense<T>(a, n, n), packed = TestMatrices.Dense<T>(lu, n, n);
        Matrix<double> lower = packed.StrictlyLowerTriangle() + Matrix<double>.Build.DenseIdentity(n);
        Matrix<double> permuted = Matrix<double>.Build.Dense(n, n, (i, j) => matrix[rows[i], j]);
        TestMatrices.AreNear<T>(lower * packed.UpperTriangle(), permuted, 8 * n + 8, "l·u");
        Assert.That(lower.Enumerate().Max(Math.Abs), Is.LessThanOrEqualTo(1), "rows are exchanged");
        Assert.That(double.CreateChecked(sign) * packed.Diagonal().Select(d => Math.Sign(d)).Aggregate(1, (x, y) => x * y), Is.EqualTo(Math.Sign(matrix.Determinant())));
    }

    [Test]
    public void Solve([Values(1, 3, 17, 60, 130)] int n, [Values(1, 5, 40)] int m, [Values] bool transposed)
    {
        T[] a = TestMatrices.WellConditioned<T>(n, n), b = TestMatrices.Random<T>(2 * n * m, m), x = new T[2 * n * m], scratch = new T[2 * n * m];
        (T[] lu, int[] rows, _) = Lu(a, n);
        fixed (T* pl = lu, pb = b, px = x, ps = scratch)
        fixed (int* pr = rows)
            LuFactorization.Solve(pl, pr, pb, px, ps, 2, 1, n, m, transposed ? 1 : 0, "x");
        Matrix<double> matrix = TestMatrices.Dense<T>(a, n, n);
        for (int k = 0; k < 2; k++)
            TestMatrices.AreNear<T>(TestMatrices.Dense<T>(x.AsSpan(k * n * m), n, m), (transposed ? matrix.Transpose() : matrix).Solve(TestMatrices.Dense<T>(b.AsSpan(k * n * m), n, m)), 32, "x");
    }

    /// <summary>The sum of a column overflows, its exponential is infinite or 0.</summary>
    [Test]
    public void ExponentialOfHugeElements()
    {
        T huge = typeof(T) == typeof(float) ? T.CreateChecked(3e38) : T.CreateChecked(1.7e308);
        T[] x = [huge, huge, huge, huge, -huge, T.Zero, -huge, -huge], y = new T[8], scratch = new T[24];
        fixed (T* px = x, py = y, ps = scratch)
        fixed (int* pivots = new int[2])
            MatrixExponential.Run(px, py, ps, pivots, 2, 2, 1);
        Assert.That(y[..4], Is.All.EqualTo(T.PositiveInfinity));
        Assert.That(y[4..], Is.All.EqualTo(T.Zero));
    }

    [Test]
    public void Triangular([Values(1, 16, 17, 70)] int n, [Values] bool lower, [Values] bool transposed, [Values] bool unit)
    {
        const int Columns = 7;
        T[] a = TestMatrices.WellConditioned<T>(n, n + 1), b = TestMatrices.Random<T>(n * Columns, 4), x = new T[n * Columns];
        if (unit)
            for (int i = 0; i < n * n; i++)
                a[i] /= T.CreateChecked(n * n);
        fixed (T* pa = a, pb = b, px = x)
            TriangularSystem.Solve(pa, pb, px, 1, 1, n, Columns, lower ? 1 : 0, transposed ? 1 : 0, unit ? 1 : 0, "x");
        Matrix<double> full = TestMatrices.Dense<T>(a, n, n), triangle = lower ? full.LowerTriangle() : full.UpperTriangle();
        if (unit)
            triangle.SetDiagonal(Enumerable.Repeat(1.0, n).ToArray());
        TestMatrices.AreNear<T>(TestMatrices.Dense<T>(x, n, Columns), (transposed ? triangle.Transpose() : triangle).Solve(TestMatrices.Dense<T>(b, n, Columns)), 64, "x");
    }

    [TestCase(1, 1, false), TestCase(5, 5, false), TestCase(40, 7, false), TestCase(7, 40, false), TestCase(90, 90, false), TestCase(12, 5, true), TestCase(5, 12, true), TestCase(3, 0, true), TestCase(0, 3, false)]
    public void Qr(int m, int n, bool complete)
    {
        int k = complete ? m : Math.Min(m, n);
        T[] a = TestMatrices.Random<T>(m * n, m + n), q = new T[m * k], r = new T[k * n], scratch = new T[(m + 2) * (n + k)];
        fixed (T* pa = a, pq = q, pr = r, ps = scratch)
            QrFactorization.Factor(pa, pq, pr, ps, 1, m, n, k, 1);
        if (m == 0)
            return;
        Matrix<double> orthonormal = TestMatrices.Dense<T>(q, m, k), upper = TestMatrices.Dense<T>(r, k, n);
        TestMatrices.AreNear<T>(orthonormal.Transpose() * orthonormal, Matrix<double>.Build.DenseIdentity(Math.Max(1, k)), 4 * m + 8, "qᵀ·q");
        TestMatrices.AreNear<T>(orthonormal * upper, TestMatrices.Dense<T>(a, m, n), 4 * m + 8, "q·r");
        Assert.That(upper.StrictlyLowerTriangle().Enumerate(), Is.All.Zero);
        Assert.That(upper.Diagonal(), Is.All.GreaterThanOrEqualTo(0));
    }

    [Test]
    public void Exponentials([Values(1, 4, 20, 50)] int n)
    {
        T[] a = TestMatrices.Random<T>(n * n, n), minus = [.. a.Select(v => -v)];
        Matrix<double> product = TestMatrices.Dense<T>(Exponential(a, n), n, n) * TestMatrices.Dense<T>(Exponential(minus, n), n, n);
        double growth = TestMatrices.Dense<T>(Exponential(a, n), n, n).L2Norm() * TestMatrices.Dense<T>(Exponential(minus, n), n, n).L2Norm();
        TestMatrices.AreNear<T>(product, Matrix<double>.Build.DenseIdentity(n), 100 * growth * n, "exp(a)·exp(-a)");
        T[] turn = Exponential([T.Zero, T.CreateChecked(-30), T.CreateChecked(30), T.Zero], 2);
        TestMatrices.AreNear<T>(TestMatrices.Dense<T>(turn, 2, 2), Matrix<double>.Build.DenseOfArray(new[,] { { Math.Cos(30), -Math.Sin(30) }, { Math.Sin(30), Math.Cos(30) } }), 300, "a rotation by 30");
    }

    [Test]
    public void TheSameBitsForAnyNumberOfThreads()
    {
        const int N = 200;
        T[] a = TestMatrices.WellConditioned<T>(N, 9, symmetric: true);
        ParallelFor.MaxThreads = 1;
        (T[] l, T[] lu, T[] y) = (Cholesky(a, N), Lu(a, N).Lu, Exponential([.. a.Select(v => v / T.CreateChecked(N))], N));
        ParallelFor.MaxThreads = 4;
        Assert.That(Cholesky(a, N), Is.EqualTo(l));
        Assert.That(Lu(a, N).Lu, Is.EqualTo(lu));
        Assert.That(Exponential([.. a.Select(v => v / T.CreateChecked(N))], N), Is.EqualTo(y));
    }

    [Test]
    public void AllocatesNothing()
    {
        const int N = 24;
        T[] a = TestMatrices.WellConditioned<T>(N, 1, symmetric: true), x = new T[N * N], scratch = new T[6 * N * N];
        var pivots = new int[N];
        Assert.That(Allocations.Least(() =>
        {
            fixed (T* pa = a, px = x, ps = scratch)
            fixed (int* pp = pivots)
            {
                CholeskyFactorization.Factor(pa, px, 1, N, "x");
                LuFactorization.Factor(pa, px, null, null, pp, 1, N);
                TriangularSystem.Solve(pa, pa, px, 1, 1, N, N, 1, 0, 0, "x");
                QrFactorization.Factor(pa, px, null, ps, 1, N, N, N, 1);
                MatrixExponential.Run(pa, px, ps, pp, 1, N, 1);
            }
        }), Is.Zero);
    }

    private static T[] Cholesky(T[] a, int n)
    {
        var l = new T[n * n];
        fixed (T* pa = a, pl = l)
            CholeskyFactorization.Factor(pa, pl, 1, n, "x");
        return l;
    }

    private static (T[] Lu, int[] Rows, T Sign) Lu(T[] a, int n)
    {
        var (lu, rows, pivots, sign) = (new T[n * n], new int[n], new int[n], default(T));
        fixed (T* pa = a, pl = lu)
        fixed (int* pr = rows, pp = pivots)
            LuFactorization.Factor(pa, pl, pr, &sign, pp, 1, n);
        return (lu, rows, sign);
    }

    private static T[] Exponential(T[] a, int n)
    {
        var (y, scratch, pivots) = (new T[n * n], new T[6 * n * n], new int[n]);
        fixed (T* pa = a, py = y, ps = scratch)
        fixed (int* pp = pivots)
            MatrixExponential.Run(pa, py, ps, pp, 1, n, 1);
        return y;
    }
}
