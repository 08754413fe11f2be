using TensorAot.Verification;

namespace FaceTests.Loops;

/// <summary>
/// What fails in a loop fails when the loop has a step, and not when it has none: the value is computed once, before the loop, but only
/// if there is a step that needs it.
/// </summary>
[TestFixture]
public class NoStepsTests
{
    private static readonly double[,] s_singular = { { 1, 2 }, { 2, 4 } };
    private static readonly double[,] s_regular = { { 2, 0 }, { 0, 4 } };
    private static readonly double[,] s_none = new double[0, 2];
    private static readonly double[,] s_one = { { 0.1, 0.2 } };

    [Test]
    public void A_singular_matrix_that_no_step_inverts()
    {
        Assert.That(NoSteps.Solved(s_singular, [1, 2], s_none), Is.EqualTo((double[])[1, 2]));
        Assert.That(() => NoSteps.Solved(s_singular, [1, 2], s_one), Throws.TypeOf<LinearAlgebraException>());
        Assert.That(NoSteps.Solved(s_regular, [1, 2], s_one), Is.EqualTo((double[])[Math.Tanh(0.6), Math.Tanh(0.7)]).Within(1e-15));
    }

    [Test]
    public void A_result_that_is_the_same_in_all_steps()
    {
        Assert.That(NoSteps.Known(s_singular, []).Length, Is.Zero);
        Assert.That(() => NoSteps.Known(s_singular, [1]), Throws.TypeOf<LinearAlgebraException>());
        Assert.That(NoSteps.Known(s_regular, [1, 2]), Is.EqualTo(new[,,] { { { 0.5, 0 }, { 0, 0.25 } }, { { 0.5, 0 }, { 0, 0.25 } } }));
    }

    [Test]
    public void A_product_that_leaves_the_loop()
    {
        Assert.That(NoSteps.Before(s_singular, s_none).Length, Is.Zero);
        Assert.That(() => NoSteps.Before(s_singular, s_one), Throws.TypeOf<LinearAlgebraException>());
        Assert.That(NoSteps.Before(s_regular, s_one), Is.EqualTo(new[,] { { 0.05, 0.05 } }).Within(1e-15));
        var (last, all) = NoSteps.After(new double[,] { { 1, 2 }, { 2, 1 } }, [1, 2], s_none);
        Assert.That(last, Is.EqualTo((double[])[1, 2]));
        Assert.That(all.Length, Is.Zero);
        Assert.That(() => NoSteps.After(new double[,] { { 1, 2 }, { 2, 1 } }, [1, 2], s_one), Throws.TypeOf<LinearAlgebraException>());
        Assert.That(NoSteps.After(s_regular, [0, 0], s_one).all, Is.EqualTo(new[,] { { Math.Tanh(0.1) * Math.Sqrt(2), Math.Tanh(0.2) * 2 } }).Within(1e-15));
    }

    [Test]
    public void The_gradient()
    {
        Assert.That(NoSteps.Gradient(s_regular, [1, 2], s_none), Is.EqualTo(new double[2, 2]));
        Assert.That(() => NoSteps.Gradient(s_singular, [1, 2], s_one), Throws.TypeOf<LinearAlgebraException>());
        GradientCheck.Run(a => Square(NoSteps.Solved(a, [1, 2], s_one)), a => NoSteps.Gradient(a, [1, 2], s_one), new[,] { { 2, 0.3 }, { -0.4, 3 } }).Require();

        static double Square(double[] x) => x.Sum(e => e * e);
    }

    [Test]
    public void Divisors_and_indices()
    {
        Assert.That(NoSteps.Quotients([], 0), Is.Zero);
        Assert.That(() => NoSteps.Quotients([4], 0), Throws.TypeOf<DivideByZeroException>());
        Assert.That(NoSteps.Quotients([4, 6], 2), Is.EqualTo(5));
        Assert.That(NoSteps.Fixed(7, 0, []), Is.Zero);
        Assert.That(() => NoSteps.Fixed(7, 0, [1]), Throws.TypeOf<DivideByZeroException>());
        Assert.That(NoSteps.Fixed(7, 2, [1, 2]), Is.EqualTo(4 * 2 + 5));
        Assert.That(NoSteps.Picked(s_none, [5], [1]), Is.EqualTo((double[])[1]));
        Assert.That(() => NoSteps.Picked(s_one, [5], [1]), Throws.InstanceOf<Exception>().With.Message.Contain("places"));
        Assert.That(NoSteps.Picked(s_one, [1], [1]), Is.EqualTo((double[])[Math.Tanh(1.2)]).Within(1e-15));
        Assert.That(NoSteps.Looked([1, 2], [5], [1], []), Is.EqualTo((double[])[1]));
        Assert.That(() => NoSteps.Looked([1, 2], [5], [1], [1]), Throws.InstanceOf<Exception>().With.Message.Contain("places"));
        Assert.That(NoSteps.Looked([1, 2], [1], [1], [0.5]), Is.EqualTo((double[])[Math.Tanh(2.5)]).Within(1e-15));
    }

    [TestCase(0, 0)]
    [TestCase(2, 0)]
    [TestCase(0, 2)]
    public void A_loop_in_a_loop(int outer, int inner) =>
        Assert.That(NoSteps.Nested(s_singular, [1, 2], new double[outer], new double[inner]), Is.EqualTo((double[])[1, 2]));

    [Test]
    public void A_loop_in_a_loop_with_steps()
    {
        Assert.That(() => NoSteps.Nested(s_singular, [1, 2], [1], [1]), Throws.TypeOf<LinearAlgebraException>());
        Assert.That(NoSteps.Nested(s_regular, [1, 2], [1], [1]), Is.EqualTo((double[])[Math.Tanh(1.5), Math.Tanh(1.5)]).Within(1e-15));
    }

    [Test]
    public void What_is_needed_outside_too_fails_in_any_case() =>
        Assert.That(() => NoSteps.Both(s_singular, [1, 2], s_none), Throws.TypeOf<LinearAlgebraException>());
}
