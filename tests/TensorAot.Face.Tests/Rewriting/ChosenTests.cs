namespace FaceTests.Rewriting;

public sealed class ChosenTests
{
    private static readonly double[] s_x = [800, -40, -800];

    [Test]
    public void Naive_formulas_are_stable_unless_asked_otherwise()
    {
        (double[] value, double[] slope) = Chosen.Naive(s_x);
        // log(1 + e^-40) = e^-40 - e^-80 / 2 + ...
        Assert.That(value, Is.EqualTo(new[] { 800, Math.Exp(-40), 0 }).Within(1e-15).Percent);
        Assert.That(slope, Is.EqualTo(new[] { 1, Math.Exp(-40), 0 }).Within(1e-13).Percent);
    }

    [Test]
    public void Off_is_the_arithmetic_as_written() =>
        Assert.That(Chosen.AsWritten(s_x), Is.EqualTo(new[] { double.PositiveInfinity, 0, 0 }));

    [Test]
    public void Strict_keeps_infinity_and_gains_accuracy()
    {
        double[] y = Chosen.Strict(s_x);
        Assert.That(y[0], Is.EqualTo(double.PositiveInfinity));
        Assert.That(y[1], Is.EqualTo(Math.Exp(-40)).Within(1e-13).Percent);
        Assert.That(Chosen.StrictByName(s_x)[0], Is.EqualTo(800));
    }

    [Test]
    public void Fast_multiplies_by_the_reciprocal_of_a_number() =>
        Assert.That(Chosen.Fast([1, 5, -7e300]), Is.EqualTo(new[] { 1 * (1.0 / 3), 5 * (1.0 / 3), -7e300 * (1.0 / 3) }));

    [Test]
    public void Strict_keeps_NaN()
    {
        double[] x = [1, double.NaN, double.PositiveInfinity];
        Assert.That(Chosen.TimesZero(x), Is.EqualTo(new[] { 0.0, 0, 0 }));
        Assert.That(Chosen.StrictTimesZero(x), Is.EqualTo(new[] { 0, double.NaN, double.NaN }));
    }

    [Test]
    public void What_edits_gradients_works_as_written() =>
        // d/dx of the constant x times x, and the clipped gradient 1.
        Assert.That(Chosen.StoppedAsWritten([3, -5]), Is.EqualTo(new double[] { 4, -4 }));

    [Test]
    public void Loops_give_the_same_values_as_written()
    {
        double[,] xs = { { 0.1, -0.4, 0.7 }, { 1.2, 0.3, -0.8 }, { -0.6, 0.5, 0.2 }, { 0.9, -1.1, 0.4 } };
        double[] h0 = [0.2, -0.3];
        double[,] w = { { 0.5, -0.2 }, { 0.1, 0.4 }, { -0.7, 0.3 } }, u = { { 0.6, -0.1 }, { 0.2, 0.8 } };
        (double cost, double[,] gw, double[,] gu) = Chosen.Recurrence(xs, h0, w, u);
        (double cost2, double[,] gw2, double[,] gu2) = Chosen.RecurrenceAsWritten(xs, h0, w, u);
        Assert.That(cost2, Is.EqualTo(cost).Within(1e-14));
        Assert.That(gw2, Is.EqualTo(gw).Within(1e-13));
        Assert.That(gu2, Is.EqualTo(gu).Within(1e-13));
    }
}
