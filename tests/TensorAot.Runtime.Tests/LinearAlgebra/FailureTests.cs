namespace TensorAot.Runtime.Tests.LinearAlgebra;

/// <summary>Matrices that have no such factors: which matrix of the batch, which pivot, and the user's expression.</summary>
public unsafe class FailureTests
{
    [Test]
    public void NotPositiveDefinite()
    {
        double[] a = [1, 0, 0, 1, 4, 2, 2, 1, -1, 0, 0, 1], l = new double[12];
        var error = Assert.Throws<LinearAlgebraException>(() =>
        {
            fixed (double* pa = a, pl = l)
                CholeskyFactorization.Factor(pa, pl, 3, 2, "Cholesky(k)");
        });
        Assert.That(error!.Message, Is.EqualTo("Cholesky(k): the matrix is not positive definite: pivot 1 is not positive (matrix 1 of 3). Nothing was written."));
        Assert.That((error.Matrix, error.Pivot), Is.EqualTo((1L, 1L)));
    }

    [Test]
    public void NotANumberIsNotPositive()
    {
        double[] a = [double.NaN], l = new double[1];
        Assert.Throws<LinearAlgebraException>(() =>
        {
            fixed (double* pa = a, pl = l)
                CholeskyFactorization.Factor(pa, pl, 1, 1, "c");
        });
    }

    [Test]
    public void Singular()
    {
        double[] a = [1, 2, 2, 4], b = [1, 1], x = new double[2], lu = new double[4];
        int[] rows = new int[2], pivots = new int[2];
        var error = Assert.Throws<LinearAlgebraException>(() =>
        {
            fixed (double* pa = a, pb = b, px = x, pl = lu)
            fixed (int* pr = rows, pp = pivots)
            {
                LuFactorization.Factor(pa, pl, pr, null, pp, 1, 2);
                LuFactorization.Solve(pl, pr, pb, px, px, 1, 1, 2, 1, 0, "Solve(a, b)");
            }
        });
        Assert.That(error!.Message, Is.EqualTo("Solve(a, b): the matrix is singular: pivot 1 is zero. Nothing was written."));
    }

    [Test]
    public void ZeroOnTheDiagonalOfATriangle()
    {
        double[] a = [1, 0, 5, 0], b = [1, 1], x = new double[2];
        var error = Assert.Throws<LinearAlgebraException>(() =>
        {
            fixed (double* pa = a, pb = b, px = x)
                TriangularSystem.Solve(pa, pb, px, 1, 1, 2, 1, 1, 0, 0, "t");
        });
        Assert.That(error!.Pivot, Is.EqualTo(1));
    }
}
