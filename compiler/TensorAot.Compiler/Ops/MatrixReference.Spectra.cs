using System.Numerics;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Ops;

// Singular values and eigenvalues, by rotations and by the characteristic polynomial.
internal static partial class MatrixReference
{
    /// <summary>Jacobi's method: rotations make the matrix diagonal.</summary>
    public static (double[] Values, double[,] Vectors) Eigh(double[,] x)
    {
        int n = x.GetLength(0);
        double[,] a = Symmetric(x), v = Identity(n);
        for (int sweep = 0; sweep < 60; sweep++)
            for (int p = 0; p < n; p++)
                for (int q = p + 1; q < n; q++)
                    if (a[p, q] != 0)
                    {
                        double[,] rotation = Rotation(n, p, q, a[p, p], a[p, q], a[q, q]);
                        a = Product(Product(Transposed(rotation), a), rotation);
                        v = Product(v, rotation);
                    }
        int[] order = [.. Enumerable.Range(0, n).OrderBy(i => a[i, i])];
        double[] signs = [.. order.Select(i => Sign(Column(v, i)))];
        return ([.. order.Select(i => a[i, i])], Generate(n, n, (i, j) => signs[j] * v[i, order[j]]));
    }

    /// <summary>Hestenes' method: rotations of columns make them orthogonal; their lengths are the singular values.</summary>
    public static (double[,] U, double[] S, double[,] Vh) Svd(double[,] x, bool full)
    {
        int m = x.GetLength(0), n = x.GetLength(1), k = Math.Min(m, n);
        (double[,] left, double[] s, double[,] right) = m >= n ? TallSvd(x) : Swapped(TallSvd(Transposed(x)));
        double[,] u = Completed(left, s, full ? m : k), v = Completed(right, s, full ? n : k);
        double[] signs = [.. Enumerable.Range(0, u.GetLength(1)).Select(j => Sign(Column(u, j)))];
        double SignOf(int j) => j < k ? signs[j] : 1;
        return (Generate(m, u.GetLength(1), (i, j) => signs[j] * u[i, j]), s, Generate(v.GetLength(1), n, (i, j) => SignOf(i) * v[j, i]));

        static (double[,], double[], double[,]) Swapped((double[,] U, double[] S, double[,] V) svd) => (svd.V, svd.S, svd.U);
    }

    /// <summary>The inverse over the singular values that count.</summary>
    public static double[,] PseudoInverse(double[,] x, double? relative)
    {
        (double[,] u, double[] s, double[,] vh) = Svd(x, full: false);
        double least = (relative ?? (Math.Max(x.GetLength(0), x.GetLength(1)) * Math.Pow(2, -52))) * s.DefaultIfEmpty(0).Max();
        return Generate(x.GetLength(1), x.GetLength(0), (i, j) => Enumerable.Range(0, s.Length).Where(k => s[k] > least).Sum(k => vh[k, i] * u[j, k] / s[k]));
    }

    /// <summary>The four results of Eig for a batch of matrices.</summary>
    public static NdArray[] EigParts(NdArray x)
    {
        (Complex[] Values, Complex[][] Vectors)[] pairs = [.. Of(x).Select(Eig)];
        int[] shape = [.. x.Shape.Take(x.Rank - 1)];
        int n = x.Shape[x.Rank - 1];
        NdArray Values(Func<Complex, double> part) => new(shape, [.. pairs.SelectMany(p => p.Values.Select(part))]);
        NdArray Vectors(Func<Complex, double> part) => Stack(x.Shape, pairs.Select(p => Generate(n, n, (i, j) => part(p.Vectors[j][i]))));
        return [Values(z => z.Real), Values(z => z.Imaginary), Vectors(z => z.Real), Vectors(z => z.Imaginary)];
    }

    /// <summary>The roots of the characteristic polynomial, and vectors by inverse iteration.</summary>
    private static (Complex[] Values, Complex[][] Vectors) Eig(double[,] a)
    {
        Complex[] values = [.. Roots(CharacteristicPolynomial(a)).OrderBy(z => Math.Round(z.Real, 8)).ThenBy(z => z.Imaginary)];
        return (values, [.. values.Select(value => Vector(a, value))]);
    }

    /// <summary>Coefficients from the constant to the leading one, by Faddeev and LeVerrier.</summary>
    private static double[] CharacteristicPolynomial(double[,] a)
    {
        int n = a.GetLength(0);
        var coefficients = new double[n + 1];
        coefficients[n] = 1;
        var m = new double[n, n];
        for (int k = 1; k <= n; k++)
        {
            double[,] product = Product(a, m);
            m = Generate(n, n, (i, j) => product[i, j] + (i == j ? coefficients[n - k + 1] : 0));
            double[,] next = Product(a, m);
            coefficients[n - k] = -Enumerable.Range(0, n).Sum(i => next[i, i]) / k;
        }
        return coefficients;
    }

    /// <summary>All roots at once, by Durand and Kerner; real to rounding means real.</summary>
    private static Complex[] Roots(double[] coefficients)
    {
        int n = coefficients.Length - 1;
        double size = 1 + coefficients.Take(n).Select(Math.Abs).DefaultIfEmpty(0).Max();
        Complex[] z = [.. Enumerable.Range(0, n).Select(k => Complex.FromPolarCoordinates(Math.Min(size, 5), (2 * Math.PI * k / n) + 0.4))];
        for (int step = 0; step < 500; step++)
            for (int i = 0; i < n; i++)
            {
                Complex value = Enumerable.Reverse(coefficients).Aggregate(Complex.Zero, (sum, c) => (sum * z[i]) + c);
                z[i] -= value / z.Where((_, j) => j != i).Aggregate(Complex.One, (product, other) => product * (z[i] - other));
            }
        return [.. z.Select(root => Math.Abs(root.Imaginary) < 1e-10 ? new Complex(root.Real, 0) : root)];
    }

    /// <summary>(a - z)·v = w, again and again, for a z next to the eigenvalue, as a real system of twice the size.</summary>
    private static Complex[] Vector(double[,] a, Complex value)
    {
        int n = a.GetLength(0);
        Complex near = value + (1e-7 * (1 + value.Magnitude));
        double[,] system = Generate(2 * n, 2 * n, (i, j) =>
        {
            Complex entry = a[i % n, j % n] - (i % n == j % n ? near : 0);
            return i < n == j < n ? entry.Real : i < n ? -entry.Imaginary : entry.Imaginary;
        });
        // What begins real stays exactly real for a real eigenvalue.
        Complex[] v = [.. Enumerable.Range(0, n).Select(i => new Complex(1 + (0.3 * i), value.Imaginary == 0 ? 0 : 0.1))];
        for (int step = 0; step < 6; step++)
        {
            double[,] solution = Solve(system, Generate(2 * n, 1, (i, _) => i < n ? v[i].Real : v[i - n].Imaginary));
            Complex[] next = [.. Enumerable.Range(0, n).Select(i => new Complex(solution[i, 0], solution[i + n, 0]))];
            double length = Math.Sqrt(next.Sum(z => z.Magnitude * z.Magnitude));
            Complex largest = next.First(z => z.Magnitude >= next.Max(o => o.Magnitude) * (1 - 1e-9));
            v = [.. next.Select(z => z / length * (Complex.Conjugate(largest) / largest.Magnitude))];
        }
        return v;
    }

    /// <summary>For at least as many rows as columns; columns of u for singular values of 0 are left at 0.</summary>
    private static (double[,] U, double[] S, double[,] V) TallSvd(double[,] x)
    {
        int m = x.GetLength(0), n = x.GetLength(1);
        double[,] a = (double[,])x.Clone(), v = Identity(n);
        for (int sweep = 0; sweep < 60; sweep++)
            for (int p = 0; p < n; p++)
                for (int q = p + 1; q < n; q++)
                {
                    double[] left = Column(a, p), right = Column(a, q);
                    if (Math.Abs(Dot(left, right)) <= 1e-18 * Math.Sqrt(Dot(left, left) * Dot(right, right)))
                        continue;
                    double[,] rotation = Rotation(n, p, q, Dot(left, left), Dot(left, right), Dot(right, right));
                    (a, v) = (Product(a, rotation), Product(v, rotation));
                }
        double[] s = [.. Enumerable.Range(0, n).Select(j => Math.Sqrt(Dot(Column(a, j), Column(a, j))))];
        int[] order = [.. Enumerable.Range(0, n).OrderByDescending(j => s[j])];
        return (Generate(m, n, (i, j) => s[order[j]] == 0 ? 0 : a[i, order[j]] / s[order[j]]), [.. order.Select(j => s[j])], Generate(n, n, (i, j) => v[i, order[j]]));
    }

    /// <summary>Columns for singular values above 0, and an orthonormal basis of the rest.</summary>
    private static double[,] Completed(double[,] u, double[] s, int count)
    {
        int m = u.GetLength(0), rank = s.Count(value => value > 1e-12 * s[0]);
        double[,] q = Qr(Generate(m, rank, (i, j) => u[i, j]), complete: true).Q;
        return Generate(m, count, (i, j) => j < rank ? u[i, j] : q[i, j]);
    }

    /// <summary>The rotation of two axes that makes [[app, apq], [apq, aqq]] diagonal.</summary>
    private static double[,] Rotation(int n, int p, int q, double app, double apq, double aqq)
    {
        double theta = (aqq - app) / (2 * apq);
        double t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1)), c = 1 / Math.Sqrt((t * t) + 1), s = t * c;
        return Generate(n, n, (i, j) => (i, j) == (p, p) || (i, j) == (q, q) ? c : (i, j) == (p, q) ? s : (i, j) == (q, p) ? -s : i == j ? 1 : 0);
    }

    /// <summary>The sign of the element of largest magnitude, the first of equals.</summary>
    private static double Sign(double[] v)
    {
        double largest = v.Select(Math.Abs).DefaultIfEmpty(0).Max();
        return v.FirstOrDefault(e => Math.Abs(e) >= largest * (1 - 1e-9)) < 0 ? -1 : 1;
    }
}
