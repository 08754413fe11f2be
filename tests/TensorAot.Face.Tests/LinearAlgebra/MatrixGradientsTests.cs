using TensorAot.Verification;

namespace FaceTests.LinearAlgebra;

/// <summary>Gradients against minors, closed forms and differences, at singular matrices too.</summary>
[TestFixture]
public class MatrixGradientsTests
{
    private static readonly double[][,] s_matrices =
    [
        new double[,] { { 3 } }, new double[,] { { 0 } },
        new double[,] { { 1, 2 }, { 3, 4 } }, new double[,] { { 0, 1 }, { 0, 0 } }, new double[,] { { 1, 2 }, { 2, 4 } }, new double[2, 2],
        new double[,] { { 1, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 } }, new double[,] { { 0, 1, 0 }, { 0, 0, 1 }, { 0, 0, 0 } }, new double[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
        new double[,] { { 1, 2, 3 }, { 2, 4, 6 }, { 3, 6, 9 } }, new double[,] { { 0.1, 0.2, 0.3 }, { 0.4, 0.5, 0.6 }, { 0.7, 0.8, 0.9 } }, new double[3, 3],
        new double[,] { { 2, 0, 0, 1 }, { 0, 0, 0, 0 }, { 0, 3, 0, 0 }, { 0, 0, 5, 7 } }, new double[,] { { 1, 2, 0, 0 }, { 3, 4, 0, 0 }, { 0, 0, 0, 0 }, { 0, 0, 0, 0 } },
    ];

    [TestCaseSource(nameof(s_matrices))]
    public void The_gradient_of_a_determinant(double[,] x) =>
        Assert.That(MatrixGradients.DeterminantGradient(x), Is.EqualTo(Cofactors(x)).Within(1e-13));

    [TestCaseSource(nameof(s_matrices))]
    public void The_second_derivative_of_a_determinant(double[,] x)
    {
        // The gradient is a polynomial of degree n - 1 on every line: central differences of two widths are exact up to degree 4.
        int n = x.GetLength(0);
        double[,] v = Generate(n, (i, j) => Math.Sin(1 + (3 * i) + (7 * j)));
        double[,] one = Difference(0.5), two = Difference(1);
        Assert.That(MatrixGradients.Curvature(x, v), Is.EqualTo(Generate(n, (i, j) => ((4 * one[i, j]) - two[i, j]) / 3)).Within(1e-12));

        double[,] Difference(double h)
        {
            double[,] plus = Cofactors(Generate(n, (i, j) => x[i, j] + (h * v[i, j]))), minus = Cofactors(Generate(n, (i, j) => x[i, j] - (h * v[i, j])));
            return Generate(n, (i, j) => (plus[i, j] - minus[i, j]) / (2 * h));
        }
    }

    [Test]
    public void A_whole_Hessian()
    {
        double[,,,] h = MatrixGradients.DeterminantHessian(new double[2, 2]);
        Assert.That(h[0, 0, 1, 1], Is.EqualTo(1).Within(1e-15));
        Assert.That(h[0, 1, 1, 0], Is.EqualTo(-1).Within(1e-15));
        Assert.That(h[0, 0, 0, 0], Is.EqualTo(0).Within(1e-15));
    }

    [Test]
    public void A_third_derivative()
    {
        // det(x + t·v) at the identity, whose singular values are equal: t³ has the coefficient det(v), and the third derivative along v is 6·det(v).
        double[,] identity = Generate(3, (i, j) => i == j ? 1 : 0), v = { { 1, 2, 0 }, { 0, 1, 3 }, { 2, 0, 1 } }, third = MatrixGradients.Third(identity, v);
        Assert.That(third.Cast<double>().Zip(v.Cast<double>(), (a, b) => a * b).Sum(), Is.EqualTo(6 * 13).Within(1e-11));
        Assert.That(() => MatrixGradients.Third(new double[3, 3], v), Throws.TypeOf<LinearAlgebraException>());
    }

    [Test]
    public void Batches_and_large_matrices()
    {
        Assert.That(MatrixGradients.DeterminantGradients(new float[,,] { { { 1, 2 }, { 2, 4 } }, { { 1, 2 }, { 3, 5 } } }), Is.EqualTo(new float[,,] { { { 4, -2 }, { -2, 1 } }, { { 5, -3 }, { -2, 1 } } }).Within(1e-6f));
        Assert.That(MatrixGradients.DeterminantGradient(new double[0, 0]).Length, Is.Zero);
        // Euler: the derivative along x is n·det(x).
        double[,] large = Generate(40, (i, j) => (i == j ? 1.2 : 0) + (0.1 * Math.Sin((5 * i) + (3 * j * j))));
        double along = MatrixGradients.DeterminantGradient(large).Cast<double>().Zip(large.Cast<double>(), (a, b) => a * b).Sum();
        Assert.That(along, Is.EqualTo(40 * MatrixGradients.Determinant(large)).Within(1e-10).Percent);
    }

    [Test]
    public void NaN_stays_NaN() =>
        Assert.That(MatrixGradients.DeterminantGradient(new[,] { { 1, double.NaN }, { 2, 3 } }), Has.All.NaN);

    [Test]
    public void A_logarithm_has_no_gradient_at_a_singular_matrix()
    {
        Assert.That(() => MatrixGradients.LogGradient(new double[,] { { 1, 2 }, { 2, 4 } }), Throws.TypeOf<LinearAlgebraException>().With.Message.Contain("LogDet(x)"));
        Assert.That(() => MatrixGradients.SignedLogGradient(new double[,] { { 1, 2 }, { 2, 4 } }), Throws.TypeOf<LinearAlgebraException>());
        Assert.That(MatrixGradients.LogGradient(new double[,] { { 1, 2 }, { 3, 5 } }), Is.EqualTo(new double[,] { { -5, 3 }, { 2, -1 } }).Within(1e-13));
    }

    [TestCase(3, 3)]
    [TestCase(5, 2)]
    [TestCase(2, 5)]
    [TestCase(4, 1)]
    [TestCase(1, 4)]
    public void Singular_vectors_of_reduced_forms(int m, int n)
    {
        int k = Math.Min(m, n);
        double[,] x = Generate(m, n, (i, j) => Math.Sin(1 + (2 * i) + (5 * j)) + (i == j ? 2 + i : 0));
        double[,] a = Generate(m, k, (i, j) => Math.Cos((3 * i) + j)), b = Generate(k, n, (i, j) => Math.Cos(i + (4 * j)));
        GradientCheck.Run(p => MatrixGradients.Vectors(p, a, b), p => MatrixGradients.VectorsGradient(p, a, b), x).Require();
        GradientCheck.Run(MatrixGradients.FullValues, MatrixGradients.FullValuesGradient, x).Require();
    }

    private static double[,] Cofactors(double[,] x)
    {
        int n = x.GetLength(0);
        return Generate(n, (i, j) => ((i + j) % 2 == 0 ? 1 : -1) * Determinant(Without(x, i, j)));
    }

    private static double Determinant(double[,] x) => x.GetLength(0) == 0 ? 1
        : Enumerable.Range(0, x.GetLength(0)).Sum(j => (j % 2 == 0 ? 1 : -1) * x[0, j] * Determinant(Without(x, 0, j)));

    private static double[,] Without(double[,] x, int row, int column) =>
        Generate(x.GetLength(0) - 1, (i, j) => x[i < row ? i : i + 1, j < column ? j : j + 1]);

    private static double[,] Generate(int n, Func<int, int, double> value) => Generate(n, n, value);

    private static double[,] Generate(int m, int n, Func<int, int, double> value)
    {
        var result = new double[m, n];
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++)
                result[i, j] = value(i, j);
        return result;
    }
}
