namespace FaceTests.Derivatives;

[TestFixture]
public class EditedTests
{
    [Test]
    public void The_gradient_is_clipped_on_its_way_back() =>
        Assert.That(Edited.Clipped([-2, 0.25, 1, 5]), Is.EqualTo(new[] { -1, 0.5, 2, 3 }));

    [Test]
    public void A_tangent_passes_what_clips_gradients_unchanged()
    {
        Assert.That(Edited.ClippedForward([-2, 0.25, 5], [10, 100, 1000]), Is.EqualTo(new double[] { -40, 50, 10000 }));
        Assert.That(Edited.ScaledForward([-2, 0.25, 5], [10, 100, 1000]), Is.EqualTo(new double[] { 20, -25, -5000 }), "a scale is of both");
    }

    [Test]
    public void The_clipped_gradient_is_differentiated_as_it_is() =>
        Assert.That(Edited.ClippedTwice([-2, 0.25, 1, 5], [1, 10, 100, 1000]), Is.EqualTo(new double[] { 0, 20, 200, 0 }));

    [Test]
    public void A_whole_Jacobian_is_clipped() =>
        Assert.That(Edited.ClippedRows([1, -3]), Is.EqualTo(new[,] { { 1.0, 0 }, { 0, -3 } }));

    [Test]
    public void The_gradient_is_scaled() =>
        Assert.That(Edited.Reversed([1, -2]), Is.EqualTo(new float[] { -1, 2 }));

    [Test]
    public void A_helper_has_the_gradient_that_the_user_wrote()
    {
        (double value, double[] slope, double byWidth) = Edited.Stepped([-1, 2, 0.5], 3);
        Assert.That(value, Is.EqualTo(18));
        Assert.That(slope, Is.EqualTo(new[] { 0, 6 * Slope(2), 6 * Slope(0.5) }).Within(1e-14));
        Assert.That(byWidth, Is.EqualTo(2 * 3 * 3 * 2));
    }

    [Test]
    public void It_is_differentiated_by_its_own_graph() =>
        Assert.That(Edited.SteppedTwice([-1, 2], 3), Is.EqualTo(new[] { Slope(-1) * (1 - (2 * Logistic(-1))), Slope(2) * (1 - (2 * Logistic(2))) }).Within(1e-14));

    [Test]
    public void Forward_mode_is_its_transpose() =>
        Assert.That(Edited.SteppedForward([-1, 2], 3, [10, 100]), Is.EqualTo(new[] { 10 * Slope(-1), 100 * Slope(2) }).Within(1e-13));

    [Test]
    public void It_is_mapped() =>
        Assert.That(Edited.SteppedEach(new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }, 3), Is.EqualTo(new[,] { { Slope(1), Slope(2) }, { Slope(3), Slope(4) }, { Slope(5), Slope(6) } }).Within(1e-14));

    [Test]
    public void Two_helpers_may_be_each_others_gradient() =>
        Assert.That(Edited.ThirdOfSine(0.7), Is.EqualTo(-Math.Cos(0.7)).Within(1e-15));

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static double Slope(double x) => Logistic(x) * (1 - Logistic(x));
}
