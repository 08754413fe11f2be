using TensorAot.Verification;

namespace FaceTests.Derivatives;

[TestFixture]
public class CornerTests
{
    private static readonly double[,] s_identity = { { 1, 0 }, { 0, 1 } };

    /// <summary>The logistic function's slope at 1; at 800 it is 0.</summary>
    private const double AtOne = 0.19661193324148185;

    [Test]
    public void Forward_over_reverse_far_out_is_not_NaN() =>
        Assert.That(Corners.RightOfGradient(s_identity, [800, 1], [1, 1]), Is.EqualTo(new[] { 0, AtOne }).Within(1e-15));

    [Test]
    public void Nor_is_reverse_over_reverse() =>
        Assert.That(Corners.GradientOfGradient(s_identity, [800, 1], [1, 1]), Is.EqualTo(new[] { 0, AtOne }).Within(1e-15));

    [Test]
    public void Nor_is_the_Hessian() =>
        Assert.That(Corners.Whole(s_identity, [800, 1]), Is.EqualTo(new[,] { { 0, 0 }, { 0, AtOne } }).Within(1e-15));

    [Test]
    public void Nor_is_it_in_float() =>
        Assert.That(Corners.InFloat([100, 1, -100], [1, 1, 1]), Is.EqualTo(new[] { 0, (float)AtOne, 0 }).Within(1e-7f));

    [Test]
    public void Rows_that_Where_leaves_out_have_gradient_zero() =>
        Assert.That(Corners.LogOfRows(new double[,] { { 1, 2 }, { 0, 3 } }), Is.EqualTo(new[,] { { 1, 0.5 }, { 0, 0 } }));

    [Test]
    public void The_norm_of_a_zero_row_has_gradient_zero() =>
        Assert.That(Corners.NormOfRows(new double[,] { { 0, 0 }, { 3, 4 } }), Is.EqualTo(new[,] { { 0, 0 }, { 0.6, 0.8 } }).Within(1e-15));

    [Test]
    public void Products_with_zeros() =>
        Assert.That(Corners.ProductOfRows(new double[,] { { 0, 2, 3 }, { 0, 0, 3 }, { 1, 2, 3 } }), Is.EqualTo(new double[,] { { 6, 0, 0 }, { 0, 0, 0 }, { 6, 3, 2 } }));

    [Test]
    public void The_Jacobian_of_a_softmax_as_written_is_not_NaN() =>
        Assert.That(Corners.JacobianOfSoftmax([1000, 1000]), Is.EqualTo(new[,] { { 0.25, -0.25 }, { -0.25, 0.25 } }).Within(1e-15));

    [TestCase(1e-23f)]
    [TestCase(3f)]
    [TestCase(1e25f)]
    public void The_slopes_of_an_angle_neither_overflow_nor_vanish(float size)
    {
        var (byA, byB) = Corners.AngleSlopes(size, size);
        Assert.That(byA * size, Is.EqualTo(0.5f).Within(1e-6f));
        Assert.That(byB * size, Is.EqualTo(-0.5f).Within(1e-6f));
    }

    /// <summary>The densities: of the gamma distribution at 40 and at 200, of the beta distribution at the middle.</summary>
    [Test]
    public void The_slopes_of_incomplete_functions_stay_finite_where_their_factors_do_not()
    {
        Assert.That(Corners.PartOfGamma(40, 40), Is.EqualTo(0.062947f).Within(1e-5f));
        Assert.That(Corners.RestOfGamma(200, 200), Is.EqualTo(-0.02819772768).Within(1e-10));
        Assert.That(Corners.PartOfBeta(1000, 0.5), Is.EqualTo(35.6780222917).Within(1e-8));
    }

    [Test]
    public void The_slope_of_a_power_of_zero_by_its_exponent()
    {
        Assert.That(Corners.PowByExponent(0, 2), Is.Zero);
        Assert.That(Corners.PowByExponent(0, 0), Is.Zero);
        Assert.That(Corners.PowByExponent(0, -1), Is.EqualTo(double.NegativeInfinity));
    }

    [Test]
    public void The_gradient_of_a_cross_entropy_checks_its_labels_where_it_stands_alone() =>
        Assert.That(() => Corners.SlopeByLogits(new float[1, 2], [7]), Throws.TypeOf<IndexOutOfRangeException>().With.Message.Contain("Index 7"));

    [Test]
    public void Generated_gradients_pass_the_check()
    {
        double[] x = [0.3, -0.7], v = [1, 2];
        double[,] w = { { 0.2, -0.4 }, { 1.1, 0.3 } };
        GradientCheck.RunProduct(y => Products.Value(y, w, v), (y, u) => Products.Left(y, w, v, u).byX, x, 0.0).Require();
        GradientCheck.RunProduct(m => Products.Value(x, m, v), (m, u) => Products.Left(x, m, v, u).byW, w, 0.0).Require();
    }
}
