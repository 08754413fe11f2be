namespace TensorAot.Runtime.Tests.LinearAlgebra;

// Inside the namespace: TensorAot has a Matrix and a Vector of its own.
using MathNet.Numerics.LinearAlgebra;

/// <summary>Random matrices, and results as MathNet matrices, which the tests compare with.</summary>
internal static class TestMatrices
{
    public static T[] Random<T>(int count, int seed)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked(2 * random.NextDouble() - 1))];
    }

    /// <summary>Random with n on the diagonal, which keeps it far from singular; symmetric if so wished.</summary>
    public static T[] WellConditioned<T>(int n, int seed, bool symmetric = false)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        T[] x = Random<T>(n * n, seed);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; symmetric && j < i; j++)
                x[i * n + j] = x[j * n + i];
            x[i * n + i] += T.CreateChecked(n);
        }
        return x;
    }

    public static Matrix<double> Dense<T>(ReadOnlySpan<T> values, int rows, int columns)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        Matrix<double> matrix = Matrix<double>.Build.Dense(Math.Max(1, rows), Math.Max(1, columns));
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
                matrix[i, j] = double.CreateChecked(values[i * columns + j]);
        return matrix;
    }

    /// <summary>The largest difference is within some units of the element type's precision, at the size of the second matrix.</summary>
    public static void AreNear<T>(Matrix<double> actual, Matrix<double> expected, double units, string what)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        double epsilon = typeof(T) == typeof(float) ? Math.Pow(2, -24) : Math.Pow(2, -53);
        double scale = Math.Max(1, expected.Enumerate().Max(Math.Abs)), difference = (actual - expected).Enumerate().Max(Math.Abs);
        Assert.That(difference, Is.LessThanOrEqualTo(units * epsilon * scale), what);
    }
}
