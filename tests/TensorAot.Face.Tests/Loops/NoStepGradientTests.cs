namespace FaceTests.Loops;

/// <summary>In a loop of no steps the final state is the initial one, so its derivative is the identity; otherwise these loops forget their start.</summary>
[TestFixture]
public class NoStepGradientTests
{
    private static readonly double[,] s_none = new double[0, 2];
    private static readonly double[,] s_one = { { 0.1, 0.2 } };

    [Test]
    public void Reverse_mode()
    {
        Assert.That(NoStepGradients.Reverse(3, []), Is.EqualTo(6));
        Assert.That(NoStepGradients.Reverse(3, [7]), Is.Zero);
    }

    [Test]
    public void Forward_mode()
    {
        Assert.That(NoStepGradients.Forward(3, [], 0.5), Is.EqualTo(3));
        Assert.That(NoStepGradients.Forward(3, [7], 0.5), Is.Zero);
    }

    [Test]
    public void Second_derivatives()
    {
        // Of s^3, and of 196 s.
        Assert.That(NoStepGradients.Second(3, []), Is.EqualTo(18));
        Assert.That(NoStepGradients.Second(3, [7]), Is.Zero);
    }

    [Test]
    public void Folds_and_reductions()
    {
        Assert.That(NoStepGradients.Folded([1, 2], s_none), Is.EqualTo(new double[,] { { 1, 0 }, { 0, 1 } }));
        Assert.That(NoStepGradients.Folded([1, 2], s_one), Is.EqualTo(new double[2, 2]));
        Assert.That(NoStepGradients.Reduced([1, 2], s_none), Is.EqualTo((double[])[2, 4]));
        Assert.That(NoStepGradients.Reduced([1, 2], s_one), Is.EqualTo((double[])[0, 0]));
    }

    [Test]
    public void Stopped_and_partly_forgotten_states()
    {
        Assert.That(NoStepGradients.Reset([], 3), Is.EqualTo(6));
        Assert.That(NoStepGradients.Reset([1], 3), Is.Zero);
        Assert.That(NoStepGradients.Several(1, 2, []), Is.EqualTo((3.0, 5.0)));
        Assert.That(NoStepGradients.Several(1, 2, [4]), Is.EqualTo((0.0, 20.0)));
        Assert.That(NoStepGradients.Several(1, 2, [4, 6]), Is.EqualTo((0.0, 120.0)));
    }

    [Test]
    public void Infinite_slopes_that_a_mask_takes_out()
    {
        Assert.That(NoStepGradients.Selected(0, [], [0, 0]), Is.Zero);
        Assert.That(NoStepGradients.Selected(0, [0], [0, 0]), Is.Zero);
        Assert.That(NoStepGradients.Selected(4, [], [0, 1]), Is.EqualTo(0.25));
    }
}
