namespace FaceTests.Elementwise;

/// <summary>Where the functions are elementary: P(1, x) = 1 - exp(-x), and I_x(n, 1) = x^n.</summary>
[TestFixture]
public class IncompleteTests
{
    private static readonly double[] s_x = [0.125, 0.5, 0.875];

    [Test]
    public void Values_are_elementary()
    {
        var (lower, upper, beta) = Incomplete.Values(s_x);
        Assert.That(lower, Is.EqualTo(s_x.Select(x => 1 - Math.Exp(-x))).Within(1e-15));
        Assert.That(upper, Is.EqualTo(s_x.Select(x => Math.Exp(-x))).Within(1e-15));
        Assert.That(beta, Is.EqualTo(s_x.Select(x => x * x)).Within(1e-15));
    }

    [Test]
    public void Slopes_are_elementary()
    {
        var (lower, upper, beta) = Incomplete.Slopes(s_x);
        Assert.That(lower, Is.EqualTo(s_x.Select(x => Math.Exp(-x))).Within(1e-15));
        Assert.That(upper, Is.EqualTo(s_x.Select(x => -Math.Exp(-x))).Within(1e-15));
        Assert.That(beta, Is.EqualTo(s_x.Select(x => 2 * x)).Within(1e-14));
    }

    [Test]
    public void So_are_second_and_forward_derivatives()
    {
        var (second, forward) = Incomplete.Further(s_x, [1, 10, 100]);
        Assert.That(second, Is.EqualTo(s_x.Select(x => 6 * x)).Within(1e-13));
        Assert.That(forward, Is.EqualTo(new[] { Math.Exp(-0.125), 10 * Math.Exp(-0.5), 100 * Math.Exp(-0.875) }).Within(1e-13));
    }

    /// <summary>x^(x - 1) e^-x / Gamma(x), at 1 and at 2, where Gamma is 1.</summary>
    [Test]
    public void A_parameter_can_be_held() =>
        Assert.That(Incomplete.Held([1, 2]), Is.EqualTo(new[] { Math.Exp(-1), 2 * Math.Exp(-2) }).Within(1e-15));
}
