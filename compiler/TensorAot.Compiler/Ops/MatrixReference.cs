using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Ops;

/// <summary>Linear algebra for reference evaluation: textbook algorithms on small matrices in float64, which share nothing with the runtime's.</summary>
internal static partial class MatrixReference
{
    /// <summary>LU with row exchanges: both factors in one matrix, where each row came from, the sign of the permutation.</summary>
    public sealed record LuFactors(double[,] Packed, int[] Rows, double Sign);

    /// <summary>The matrices in the last two axes.</summary>
    public static double[][,] Of(NdArray x)
    {
        (int rows, int columns) = (x.Shape[x.Rank - 2], x.Shape[x.Rank - 1]);
        int count = x.Shape.Take(x.Rank - 2).Aggregate(1, (a, b) => a * b);
        return [.. Enumerable.Range(0, count).Select(k => Generate(rows, columns, (i, j) => x.Values[(((k * rows) + i) * columns) + j]))];
    }

    public static NdArray Stack(int[] shape, IEnumerable<double[,]> matrices) => new(shape, [.. matrices.SelectMany(m => m.Cast<double>())]);

    public static NdArray Map(ReferenceRequest request, Func<double[,], double[,]> formula) => Stack(request.Shape, Of(request.Inputs[0]).Select(formula));

    public static NdArray MapScalar(ReferenceRequest request, Func<double[,], double> formula) => new(request.Shape, [.. Of(request.Inputs[0]).Select(formula)]);

    /// <summary>A function of matrices and right-hand sides; one matrix serves all.</summary>
    public static NdArray Map2(ReferenceRequest request, Func<double[,], double[,], double[,]> formula)
    {
        double[][,] a = Of(request.Inputs[0]), b = Of(request.Inputs[1]);
        return Stack(request.Shape, b.Select((right, k) => formula(a[request.Inputs[0].Rank == 2 ? 0 : k], right)));
    }

    public static double[,] Generate(int rows, int columns, Func<int, int, double> value)
    {
        var result = new double[rows, columns];
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
                result[i, j] = value(i, j);
        return result;
    }

    public static double[,] Identity(int n) => Generate(n, n, (i, j) => i == j ? 1 : 0);

    public static double[,] Transposed(double[,] a) => Generate(a.GetLength(1), a.GetLength(0), (i, j) => a[j, i]);

    public static double[,] Symmetric(double[,] a) => Generate(a.GetLength(0), a.GetLength(0), (i, j) => (a[i, j] + a[j, i]) / 2);

    public static double[,] Product(double[,] a, double[,] b) =>
        Generate(a.GetLength(0), b.GetLength(1), (i, j) => Enumerable.Range(0, a.GetLength(1)).Sum(k => a[i, k] * b[k, j]));

    /// <summary>What a triangular system solves with.</summary>
    public static double[,] Triangle(double[,] a, TriangularAttribute how)
    {
        int n = a.GetLength(0);
        double[,] triangle = Generate(n, n, (i, j) => i == j ? (how.UnitDiagonal ? 1 : a[i, j]) : i > j == how.Lower ? a[i, j] : 0);
        return how.Transposed ? Transposed(triangle) : triangle;
    }

    public static double[,] UnitLower(double[,] packed) => Generate(packed.GetLength(0), packed.GetLength(0), (i, j) => i == j ? 1 : i > j ? packed[i, j] : 0);

    /// <summary>Column by column, from the definition.</summary>
    public static double[,] Cholesky(double[,] x)
    {
        double[,] a = Symmetric(x);
        int n = a.GetLength(0);
        var l = new double[n, n];
        for (int j = 0; j < n; j++)
            for (int i = j; i < n; i++)
            {
                double rest = a[i, j] - Enumerable.Range(0, j).Sum(k => l[i, k] * l[j, k]);
                l[i, j] = i == j ? (rest > 0 ? Math.Sqrt(rest) : throw new ArithmeticException("not positive definite")) : rest / l[j, j];
            }
        return l;
    }

    /// <summary>Gauss and Jordan with row exchanges.</summary>
    public static double[,] Solve(double[,] matrix, double[,] right)
    {
        int n = matrix.GetLength(0), m = right.GetLength(1);
        double[,] a = Generate(n, n + m, (i, j) => j < n ? matrix[i, j] : right[i, j - n]);
        for (int k = 0; k < n; k++)
        {
            int pivot = Enumerable.Range(k, n - k).OrderByDescending(i => Math.Abs(a[i, k])).First();
            if (a[pivot, k] == 0)
                throw new ArithmeticException("singular");
            for (int j = 0; j < n + m; j++)
                (a[k, j], a[pivot, j]) = (a[pivot, j], a[k, j]);
            for (int i = 0; i < n; i++)
            {
                double factor = i == k ? 0 : a[i, k] / a[k, k];
                for (int j = k; j < n + m && i != k; j++)
                    a[i, j] -= factor * a[k, j];
            }
        }
        return Generate(n, m, (i, j) => a[i, n + j] / a[i, i]);
    }

    /// <summary>Laplace's expansion along the first row.</summary>
    public static double Determinant(double[,] a)
    {
        int n = a.GetLength(0);
        return n == 0 ? 1 : Enumerable.Range(0, n).Sum(c => (c % 2 == 0 ? 1 : -1) * a[0, c] * Determinant(Generate(n - 1, n - 1, (i, j) => a[i + 1, j < c ? j : j + 1])));
    }

    public static LuFactors Lu(double[,] x)
    {
        int n = x.GetLength(0);
        var a = (double[,])x.Clone();
        int[] rows = [.. Enumerable.Range(0, n)];
        double sign = 1;
        for (int k = 0; k < n; k++)
        {
            int pivot = Enumerable.Range(k, n - k).Aggregate(k, (best, i) => Math.Abs(a[i, k]) > Math.Abs(a[best, k]) ? i : best);
            if (pivot != k)
            {
                sign = -sign;
                (rows[k], rows[pivot]) = (rows[pivot], rows[k]);
                for (int j = 0; j < n; j++)
                    (a[k, j], a[pivot, j]) = (a[pivot, j], a[k, j]);
            }
            for (int i = k + 1; i < n && a[k, k] != 0; i++)
            {
                a[i, k] /= a[k, k];
                for (int j = k + 1; j < n; j++)
                    a[i, j] -= a[i, k] * a[k, j];
            }
        }
        return new LuFactors(a, rows, sign);
    }

    /// <summary>Multiplies the factors again and solves with their product.</summary>
    public static NdArray LuSolution(ReferenceRequest request, bool transposed)
    {
        double[][,] packed = Of(request.Inputs[0]), right = Of(request.Inputs[2]);
        int n = request.Inputs[0].Shape[request.Inputs[0].Rank - 1];
        return Stack(request.Shape, right.Select((b, k) =>
        {
            int at = request.Inputs[0].Rank == 2 ? 0 : k;
            double[,] permuted = Product(UnitLower(packed[at]), Generate(n, n, (i, j) => i <= j ? packed[at][i, j] : 0));
            var a = new double[n, n];
            for (int i = 0; i < n; i++)
                for (int j = 0; j < n; j++)
                    a[(int)request.Inputs[1].Values[(at * n) + i], j] = permuted[i, j];
            return Solve(transposed ? Transposed(a) : a, b);
        }));
    }

    /// <summary>Gram and Schmidt, twice for every column; a complete q goes on with the unit vectors.</summary>
    public static (double[,] Q, double[,] R) Qr(double[,] a, bool complete)
    {
        int m = a.GetLength(0), n = a.GetLength(1), k = complete ? m : Math.Min(m, n);
        List<double[]> q = [];
        foreach (double[] candidate in Enumerable.Range(0, Math.Min(m, n)).Select(j => Column(a, j)).Concat(Enumerable.Range(0, m).Select(j => Column(Identity(m), j))))
        {
            double[] v = [.. candidate];
            for (int pass = 0; pass < 2; pass++)
                foreach (double[] known in q)
                    v = Subtract(v, known, Dot(v, known));
            double norm = Math.Sqrt(Dot(v, v));
            if (q.Count < k && (q.Count < Math.Min(m, n) || norm > 1e-8))
                q.Add([.. v.Select(e => norm == 0 ? 0 : e / norm)]);
        }
        return (Generate(m, k, (i, j) => q[j][i]), Generate(k, n, (i, j) => i > j ? 0 : Dot(q[i], Column(a, j))));
    }

    /// <summary>Taylor's series of x / 2^s, squared s times.</summary>
    public static double[,] Exponential(double[,] x)
    {
        int n = x.GetLength(0), squarings = 0;
        // In units of 2^64, in which the sum of finite numbers is finite.
        const double unit = 1 / 18446744073709551616.0;
        double norm = x.Cast<double>().Select(v => Math.Abs(v) * unit).DefaultIfEmpty(0).Sum();
        if (double.IsInfinity(norm))
            return Generate(n, n, (_, _) => double.NaN);
        for (; norm > 0.5 * unit; norm /= 2)
            squarings++;
        int half = squarings / 2;
        double[,] scaled = Generate(n, n, (i, j) => x[i, j] / Math.Pow(2, half) / Math.Pow(2, squarings - half)), term = Identity(n), sum = Identity(n);
        for (int k = 1; k <= 20; k++)
        {
            double[,] next = Product(term, scaled);
            term = Generate(n, n, (i, j) => next[i, j] / k);
            double[,] previous = sum;
            sum = Generate(n, n, (i, j) => previous[i, j] + term[i, j]);
        }
        for (; squarings > 0; squarings--)
            sum = Product(sum, sum);
        return sum;
    }

    /// <summary>(x·xᵀ + 2·I)^-1·b.</summary>
    public static NdArray PositiveSystem(NdArray x, NdArray b)
    {
        double[,] a = Of(x)[0], square = Product(a, Transposed(a));
        return Stack(b.Shape, [Solve(Generate(square.GetLength(0), square.GetLength(0), (i, j) => square[i, j] + (i == j ? 2 : 0)), Of(b)[0])]);
    }

    /// <summary>(aᵀ·a)^-1·aᵀ·b for a = x / 2 + diag(2, 4, ...).</summary>
    public static NdArray NormalEquations(NdArray x, NdArray b)
    {
        double[,] a = Generate(x.Shape[0], x.Shape[1], (i, j) => (x[i, j] / 2) + (i == j ? 2 * (i + 1) : 0)), t = Transposed(a);
        double[,] right = Generate(b.Shape[0], 1, (i, _) => b[i]);
        return new NdArray([x.Shape[1]], [.. Solve(Product(t, a), Product(t, right)).Cast<double>()]);
    }

    private static double[] Column(double[,] a, int j) => [.. Enumerable.Range(0, a.GetLength(0)).Select(i => a[i, j])];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double[] Subtract(double[] a, double[] b, double factor) => [.. a.Zip(b, (x, y) => x - (factor * y))];
}
