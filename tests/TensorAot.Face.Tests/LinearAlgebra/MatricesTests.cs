namespace FaceTests.LinearAlgebra;

/// <summary>Values that follow from the definitions.</summary>
[TestFixture]
public class MatricesTests
{
    private static readonly double[,] s_matrix = { { 2, 1 }, { 1, 3 } };

    [Test]
    public void Systems()
    {
        Assert.That(Matrices.Solved(s_matrix, [3, 5]), Is.EqualTo((double[])[0.8, 1.4]).Within(1e-15));
        var (ga, gb) = Matrices.SolvedGradient(s_matrix, [3, 5]);
        // gb = a^-T·2x, ga = -gb·xᵀ.
        Assert.That(gb, Is.EqualTo((double[])[0.4, 0.8]).Within(1e-14));
        Assert.That(ga, Is.EqualTo(new double[,] { { -0.32, -0.56 }, { -0.64, -1.12 } }).Within(1e-14));
    }

    [Test]
    public void A_singular_matrix_shows_the_expression()
    {
        double[] x = [7, 7];
        var error = Assert.Throws<LinearAlgebraException>(() => Matrices.Solved([1, 2, 2, 4], [1, 1], x));
        Assert.That(error!.Message, Is.EqualTo("Solve(a, b): the matrix is singular: pivot 1 is zero. Nothing was written."));
        Assert.That(x, Is.EqualTo((double[])[7, 7]));
    }

    [Test]
    public void A_likelihood()
    {
        // det = 5, yᵀ·a^-1·y = 3·0.8 + 5·1.4.
        Assert.That(Matrices.LogLikelihood(s_matrix, [3, 5]), Is.EqualTo((-0.5 * 9.4) - (0.5 * Math.Log(5))).Within(1e-14));
        Assert.That(() => Matrices.LogLikelihood(new double[,] { { 1, 2 }, { 2, 1 } }, [1, 1]), Throws.TypeOf<LinearAlgebraException>().With.Message.Contain("Cholesky(covariance)").And.Message.Contain("pivot 1"));
    }

    [Test]
    public void Factors()
    {
        var (u, s, vh) = Matrices.Decomposed(new double[,] { { 3, 0 }, { 0, -4 }, { 0, 0 } });
        Assert.That(s, Is.EqualTo((double[])[4, 3]).Within(1e-14));
        Assert.That(u, Is.EqualTo(new double[,] { { 0, 1 }, { 1, 0 }, { 0, 0 } }).Within(1e-14));
        Assert.That(vh, Is.EqualTo(new double[,] { { 0, -1 }, { 1, 0 } }).Within(1e-14));
        var (q, r) = Matrices.Factored(new double[,] { { 3 }, { 4 } });
        Assert.That(q, Is.EqualTo(new double[,] { { 0.6 }, { 0.8 } }).Within(1e-15));
        Assert.That(r, Is.EqualTo(new double[,] { { 5 } }).Within(1e-15));
        var wide = Matrices.Decomposed(new double[,] { { 0, 0, 2 } });
        Assert.That(wide.vh, Is.EqualTo(new double[,] { { 0, 0, 1 } }).Within(1e-15));
    }

    [Test]
    public void Spectra()
    {
        var (values, vectors) = Matrices.Spectrum(new double[,] { { 2, 1 }, { 1, 2 } });
        double h = Math.Sqrt(0.5);
        Assert.That(values, Is.EqualTo((double[])[1, 3]).Within(1e-15));
        Assert.That(vectors, Is.EqualTo(new double[,] { { h, h }, { -h, h } }).Within(1e-15));
        var (real, imaginary) = Matrices.Roots(new double[,] { { 0, -1, 0 }, { 1, 0, 0 }, { 0, 0, -2 } });
        Assert.That(real, Is.EqualTo((double[])[-2, 0, 0]).Within(1e-15));
        Assert.That(imaginary, Is.EqualTo((double[])[0, -1, 1]).Within(1e-15));
    }

    [Test]
    public void Determinants()
    {
        var (sign, log) = Matrices.Determinants(new float[,,] { { { 0, 2 }, { 3, 0 } }, { { 1, 2 }, { 2, 4 } } });
        Assert.That(sign, Is.EqualTo((float[])[-1, 0]));
        Assert.That(log[0], Is.EqualTo(MathF.Log(6)).Within(1e-6f));
        Assert.That(log[1], Is.EqualTo(float.NegativeInfinity));
        var (rows, l, u) = Matrices.Exchanged(new double[,] { { 0, 2 }, { 4, 8 } });
        Assert.That(rows, Is.EqualTo((int[])[1, 0]));
        Assert.That(l, Is.EqualTo(new double[,] { { 1, 0 }, { 0, 1 } }));
        Assert.That(u, Is.EqualTo(new double[,] { { 4, 8 }, { 0, 2 } }));
    }

    [Test]
    public void Least_squares_and_ranks()
    {
        Assert.That(Matrices.Fitted(new double[,] { { 1, 0 }, { 1, 1 }, { 1, 2 } }, [1, 3, 5]), Is.EqualTo((double[])[1, 2]).Within(1e-14));
        Assert.That(Matrices.Ranks(new double[,] { { 1, 2, 3 }, { 2, 4, 6 } }), Is.EqualTo(1));
    }

    [Test]
    public void Exponentials() => Assert.That(
        Matrices.Turned(new double[,] { { 0, -1 }, { 1, 0 } }),
        Is.EqualTo(new double[,] { { Math.Cos(1), -Math.Sin(1) }, { Math.Sin(1), Math.Cos(1) } }).Within(1e-15));

    [Test]
    public void Products()
    {
        Assert.That(Matrices.Attention(new double[,,] { { { 1, 2 } } }, new double[,,] { { { 3, 4 }, { 5, 6 } } }), Is.EqualTo(new double[,,] { { { 11, 17 } } }));
        Assert.That(Matrices.Bilinear([1, 2], new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }, [1, 1, 1]), Is.EqualTo(36));
        Assert.That(Matrices.Powers(new float[,] { { 1, 1 }, { 0, 1 } }), Is.EqualTo(new float[,] { { 2, 4 }, { 0, 2 } }));
        Assert.That(Matrices.Blocks(new long[,] { { 1, 2 }, { 0, 1 } }, new long[,] { { 1, 0 }, { 0, 3 } }), Is.EqualTo(new long[,] { { 1, 0, 2, 0 }, { 0, 3, 0, 6 }, { 0, 0, 1, 0 }, { 0, 0, 0, 3 } }));
        Assert.That(Matrices.Contracted(new double[,,] { { { 1, 2, 3 }, { 4, 5, 6 } } }, new double[,] { { 1, 0 }, { 0, 1 }, { 1, 1 } }), Is.EqualTo((double[])[1 + 3 + 5 + 6]));
        Assert.That(Matrices.Chained(Ones(2, 30), Ones(30, 2), [1, 2]), Is.EqualTo((double[])[90, 90]));
    }

    [Test]
    public void Diagonals_and_triangles()
    {
        Assert.That(Matrices.Diagonals(new double[,,] { { { 1, 2 }, { 3, 4 } } }), Is.EqualTo((double[])[7]));
        Assert.That(Matrices.Filled(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }), Is.EqualTo(new double[,] { { 7, 0, 0 }, { 4, 7, 0 } }));
    }

    private static double[,] Ones(int rows, int columns)
    {
        var ones = new double[rows, columns];
        foreach (ref double element in System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref ones[0, 0], ones.Length))
            element = 1;
        return ones;
    }
}
