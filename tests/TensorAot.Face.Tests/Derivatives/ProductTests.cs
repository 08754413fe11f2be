namespace FaceTests.Derivatives;

/// <summary>Against closed forms: with s = 1 - y², dy/dx = s wᵀ, dy/db = diag(s).</summary>
[TestFixture]
public class ProductTests
{
    private static readonly double[] s_x = [0.3, -0.8, 0.5], s_b = [0.1, -0.2], s_u = [1.5, -0.5], s_v = [1, 2, -1], s_t = [0.25, 3];
    private static readonly double[,] s_w = { { 0.2, -0.4 }, { 1.1, 0.3 }, { -0.6, 0.9 } };

    private static double[] Y => [.. Enumerable.Range(0, 2).Select(j => Math.Tanh(Enumerable.Range(0, 3).Sum(i => s_x[i] * s_w[i, j]) + s_b[j]))];

    private static double[] S => [.. Y.Select(y => 1 - (y * y))];

    [Test]
    public void Left_products()
    {
        (double[] byX, double[,] byW) = Products.Left(s_x, s_w, s_b, s_u);
        Assert.That(byX, Is.EqualTo(Enumerable.Range(0, 3).Select(i => (s_u[0] * S[0] * s_w[i, 0]) + (s_u[1] * S[1] * s_w[i, 1]))).Within(1e-14));
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 2; j++)
                Assert.That(byW[i, j], Is.EqualTo(s_u[j] * S[j] * s_x[i]).Within(1e-14));
    }

    [Test]
    public void Right_products()
    {
        double[] expected = [.. Enumerable.Range(0, 2).Select(j => S[j] * (Enumerable.Range(0, 3).Sum(i => s_v[i] * s_w[i, j]) + s_t[j]))];
        Assert.That(Products.Right(s_x, s_w, s_b, s_v, s_t), Is.EqualTo(expected).Within(1e-14));
        (double[] first, double second) = Products.RightOfTwo(s_x, s_w, s_b, s_v);
        double[] alongX = [.. Enumerable.Range(0, 2).Select(j => S[j] * Enumerable.Range(0, 3).Sum(i => s_v[i] * s_w[i, j]))];
        Assert.That(first, Is.EqualTo(alongX).Within(1e-14));
        Assert.That(second, Is.EqualTo(2 * ((Y[0] * alongX[0]) + (Y[1] * alongX[1]))).Within(1e-14));
    }

    [Test]
    public void Jacobians_have_the_shape_of_the_output_and_then_of_the_input()
    {
        (double[,] byX, double[,,] byW, double[,] byB) = Products.Whole(s_x, s_w, s_b);
        (double[,] fixedByX, double[,,] fixedByW) = Products.Fixed(s_x, s_w, s_b);
        Assert.That((byX.GetLength(0), byX.GetLength(1)), Is.EqualTo((2, 3)));
        Assert.That((byW.GetLength(0), byW.GetLength(1), byW.GetLength(2)), Is.EqualTo((2, 3, 2)));
        for (int j = 0; j < 2; j++)
        {
            Assert.That(byB[j, j], Is.EqualTo(S[j]).Within(1e-14));
            Assert.That(byB[j, 1 - j], Is.Zero);
            for (int i = 0; i < 3; i++)
            {
                Assert.That(byX[j, i], Is.EqualTo(S[j] * s_w[i, j]).Within(1e-14));
                Assert.That(byW[j, i, j], Is.EqualTo(S[j] * s_x[i]).Within(1e-14));
                Assert.That(byW[j, i, 1 - j], Is.Zero);
            }
        }
        Assert.That(fixedByX, Is.EqualTo(byX).Within(1e-15));
        Assert.That(fixedByW, Is.EqualTo(byW).Within(1e-15));
    }

    [Test]
    public void Hessians_and_their_products() // d²/dx² of sum of y² = w diag(2 s (s - 2 y²)) wᵀ
    {
        double[] inner = [.. Enumerable.Range(0, 2).Select(j => 2 * S[j] * (S[j] - (2 * Y[j] * Y[j])))];
        double[,] hessian = Products.Second(s_x, s_w, s_b);
        (double[] byX, double[] byB) = Products.SecondTimes(s_x, s_w, s_b, s_v, s_t);
        double[] change = [.. Enumerable.Range(0, 2).Select(j => inner[j] * (Enumerable.Range(0, 3).Sum(i => s_v[i] * s_w[i, j]) + s_t[j]))];
        for (int i = 0; i < 3; i++)
        {
            for (int k = 0; k < 3; k++)
                Assert.That(hessian[i, k], Is.EqualTo(Enumerable.Range(0, 2).Sum(j => s_w[i, j] * inner[j] * s_w[k, j])).Within(1e-14));
            Assert.That(byX[i], Is.EqualTo((s_w[i, 0] * change[0]) + (s_w[i, 1] * change[1])).Within(1e-14));
        }
        Assert.That(byB, Is.EqualTo(change).Within(1e-14));
    }

    [Test]
    public void What_does_not_depend_has_zeros_when_asked()
    {
        (double[] byX, double[] byB) = Products.Apart([1, 2, 3], [4, 5]);
        Assert.That(byX, Is.EqualTo(new double[] { 2, 4, 6 }));
        Assert.That(byB, Is.EqualTo(new double[] { 0, 0 }));
    }

    [Test]
    public void Derivatives_nest_to_any_order()
    {
        Assert.That(Products.ThirdOfPower(1.5), Is.EqualTo(36));
        double[,,] third = Products.ThirdOrderTensor([1, 2]);
        Assert.That(third.Cast<double>(), Is.EqualTo(new double[] { 6, 0, 0, 0, 0, 0, 0, 6 }));
    }
}
