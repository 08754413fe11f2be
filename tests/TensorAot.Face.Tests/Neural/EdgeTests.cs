namespace FaceTests.Neural;

[TestFixture]
public class EdgeTests
{
    private const double Infinity = double.PositiveInfinity;

    /// <summary>A class that is ruled out by its score and has the probability 0 counts for nothing; elsewhere a weight of 0 keeps its slope.</summary>
    [Test]
    public void Cross_entropy_of_a_class_that_is_ruled_out()
    {
        double a = -Math.Log(1 / (1 + Math.E)), b = -Math.Log(Math.E / (1 + Math.E));
        var (loss, slope, ofTarget) = Edges.Soft(new[,] { { 0, 1, -Infinity }, { 0, 1, -Infinity } }, new[,] { { 0.25, 0.75, 0 }, { 1, 0, 0 } });
        Assert.That(loss, Is.EqualTo(new[] { (0.25 * a) + (0.75 * b), a }).Within(1e-15));
        double p = 1 / (1 + Math.E);
        Assert.That(slope, Is.EqualTo(new[,] { { p - 0.25, 0.25 - p, 0 }, { p - 1, 1 - p, 0 } }).Within(1e-15));
        Assert.That(ofTarget, Is.EqualTo(new[,] { { a, b, 0 }, { a, b, 0 } }).Within(1e-15));
        Assert.That(Edges.Soft(new[,] { { 0, -Infinity } }, new[,] { { 0.5, 0.5 } }).loss, Is.EqualTo(new[] { Infinity }));
    }

    [Test]
    public void Binary_cross_entropy_of_certainties()
    {
        var (loss, slope, ofTarget) = Edges.Binary([0, 1, 0.25, 0.25], [0, 1, 0, 1]);
        Assert.That(loss, Is.EqualTo(new[] { 0, 0, -Math.Log(0.75), -Math.Log(0.25) }).Within(1e-15));
        Assert.That(slope, Is.EqualTo(new[] { 1, -1, 1 / 0.75, -4 }).Within(1e-14));
        Assert.That(ofTarget[2..], Is.EqualTo(new[] { Math.Log(0.75 / 0.25), Math.Log(0.75 / 0.25) }).Within(1e-14));
        Assert.That(ofTarget[..2], Has.None.NaN);
    }

    /// <summary>Values of numpy.linalg.norm.</summary>
    [Test]
    public void Norms_of_orders_below_one_at_zero()
    {
        var (norm, slope) = Edges.Half([0, 4, -9]);
        Assert.That(norm, Is.EqualTo(25));
        Assert.That(slope, Is.EqualTo(new[] { 0, 2.5, -5.0 / 3 }).Within(1e-14));
        (norm, slope) = Edges.Half([0, 0]);
        Assert.That((norm, slope[0], slope[1]), Is.EqualTo((0.0, 0.0, 0.0)));
        (norm, slope) = Edges.Harmonic([2, -2]);
        Assert.That(norm, Is.EqualTo(1));
        Assert.That(slope, Is.EqualTo(new[] { 0.25, -0.25 }));
        (norm, slope) = Edges.Harmonic([0, 2]);
        Assert.That((norm, slope[0], slope[1]), Is.EqualTo((0.0, 0.0, 0.0)));
    }

    [Test]
    public void Smooth_l1_without_a_smooth_part()
    {
        var (loss, slope) = Edges.Sharp([1, -2, 3], [3, -5, 3]);
        Assert.That(loss, Is.EqualTo((double[])[2, 3, 0]));
        Assert.That(slope, Is.EqualTo((double[])[-1, 1, 0]));
    }

    [Test]
    public void A_mean_of_padding_only_is_zero()
    {
        var (mean, slope) = Edges.Border([1, 3]);
        Assert.That(mean, Is.EqualTo((double[])[0, 2, 0]));
        Assert.That(slope, Is.EqualTo((double[])[2, 2]));
    }

    [Test]
    public void Pooling_of_nothing_names_the_size()
    {
        Assert.That(() => Edges.SameMax([]), Throws.ArgumentException.With.Message.Contains("needs xDim0 to be at least 1; it is 0 in this call"));
        Assert.That(() => Edges.SameMean([]), Throws.ArgumentException.With.Message.Contains("needs xDim0 to be at least 1; it is 0 in this call"));
        Assert.That(Edges.SameMax([5]), Is.EqualTo((double[])[5]));
        Assert.That(Edges.SameMean([1, 2, 3]), Is.EqualTo((double[])[1.5, 1.5]));
    }

    [Test]
    public void Activations_of_huge_numbers()
    {
        var (value, slope) = Edges.TanhGelu([1e30f, -1e30f, 20, -20, float.PositiveInfinity, float.NegativeInfinity]);
        Assert.That(value, Is.EqualTo((float[])[1e30f, 0, 20, 0, float.PositiveInfinity, 0]));
        Assert.That(slope, Is.EqualTo((float[])[1, 0, 1, 0, 1, 0]));
    }

    /// <summary>mpmath: log(beta(a, b)).</summary>
    [TestCase(1, 1, 0, 0)]
    [TestCase(1, 1 + 1.0 / (1L << 40), -9.0949470177251465e-13, 1e-27)]
    [TestCase(1 - 1.0 / (1L << 30), 1 + 1.0 / (1L << 30), 1.4267528710978105e-18, 1e-24)]
    [TestCase(1.25, 0.8125, 0.014235933141900235, 1e-17)]
    public void Logarithms_of_beta_near_one(double a, double b, double expected, double within) =>
        Assert.That(Edges.LogOfBeta(a, b), Is.EqualTo(expected).Within(within));
}
