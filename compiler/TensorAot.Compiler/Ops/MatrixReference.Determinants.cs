namespace TensorAot.Compiler.Ops;

// Derivatives of determinants, from Laplace's expansion.
internal static partial class MatrixReference
{
    public static double[,] Cofactors(double[,] a) => Generate(a.GetLength(0), a.GetLength(0), (i, j) => Alternating(i + j) * Determinant(Without(a, i, j)));

    /// <summary>The cofactors without the row and the column of each element of the direction, times that element.</summary>
    public static double[,] CofactorDerivative(double[,] a, double[,] direction)
    {
        int n = a.GetLength(0);
        return Generate(n, n, (i, j) =>
        {
            double[,] rest = Cofactors(Without(a, i, j)), along = Without(direction, i, j);
            return Alternating(i + j) * Enumerable.Range(0, n - 1).Sum(k => Enumerable.Range(0, n - 1).Sum(l => rest[k, l] * along[k, l]));
        });
    }

    private static int Alternating(int power) => power % 2 == 0 ? 1 : -1;

    private static double[,] Without(double[,] a, int row, int column) =>
        Generate(a.GetLength(0) - 1, a.GetLength(1) - 1, (i, j) => a[i < row ? i : i + 1, j < column ? j : j + 1]);
}
