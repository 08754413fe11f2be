namespace FaceTests.Functions;

/// <summary>The functions with programs, called as a user calls them; values by mpmath.</summary>
public class CurveTests
{
    [Test]
    public void TheNormalDistributionHasItsTails()
    {
        double[] result = Curves.NormalCdf([0.0, 1.0, -1.0, -6.0, -20.0]);
        double[] expected = [0.5, 0.84134474606854294859, 0.15865525393145705141, 9.8658764503769814070e-10, 2.7536241186062336951e-89];
        for (int i = 0; i < expected.Length; i++)
            Assert.That(result[i], Is.EqualTo(expected[i]).Within(4e-14 * expected[i]));
    }

    [Test]
    public void ItsSlopeIsTheDensity()
    {
        double[] result = Curves.NormalDensity([0.0, 1.0, -3.0]);
        double[] expected = [0.39894228040143267794, 0.24197072451914334980, 0.0044318484119380070881];
        for (int i = 0; i < expected.Length; i++)
            Assert.That(result[i], Is.EqualTo(expected[i]).Within(1e-14));
    }

    [Test]
    public void QuantilesInvertIt()
    {
        double[] result = Curves.NormalQuantile([0.5, 0.975, 0.025]);
        double[] expected = [0, 1.9599639845400542355, -1.9599639845400542355];
        for (int i = 0; i < expected.Length; i++)
            Assert.That(result[i], Is.EqualTo(expected[i]).Within(1e-13));
    }

    [Test]
    public void AnglesAreInTheirQuadrants()
    {
        var (angle, _) = Curves.Angles([1f, 1f, -1f, -1f, 0f], [1f, -1f, -1f, 1f, -1f]);
        float[] expected = [0.785398163f, 2.35619449f, -2.35619449f, -0.785398163f, 3.14159265f];
        for (int i = 0; i < expected.Length; i++)
            Assert.That(angle[i], Is.EqualTo(expected[i]).Within(1).Ulps);
    }

    [Test]
    public void IdentitiesHold()
    {
        var (circle, hyperbola) = Curves.Identities([0.3, 1.2, -0.7]);
        for (int i = 0; i < 3; i++)
        {
            Assert.That(circle[i], Is.Zero.Within(1e-14));
            Assert.That(hyperbola[i], Is.EqualTo(1).Within(1e-13));
        }
    }

    [Test]
    public void LogarithmsAreExactAtPowers()
    {
        var (two, ten, factorial) = Curves.Logarithms([1f, 10f, 5f]);
        Assert.That((two[0], two[1], two[2]), Is.EqualTo((1f, 10f, 5f)));
        Assert.That((ten[0], ten[1]), Is.EqualTo((0f, 1f)));
        Assert.That(factorial[2], Is.EqualTo(4.78749174f).Within(2).Ulps);
    }
}
