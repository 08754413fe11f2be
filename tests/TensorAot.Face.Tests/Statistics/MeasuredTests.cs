namespace FaceTests.Statistics;

/// <summary>The values that NumPy gives for the same calls.</summary>
[TestFixture]
public class MeasuredTests
{
    [Test]
    public void Moments()
    {
        Assert.That(Measured.Standardised(new double[,] { { 1, 10 }, { 2, 30 }, { 3, 20 } }), Is.EqualTo(new double[,] { { -1, -1 }, { 0, 1 }, { 1, 0 } }).Within(1e-15));
        var (variance, slope) = Measured.Spread([1, 2, 3, 4]);
        Assert.That(variance, Is.EqualTo(1.25f));
        Assert.That(slope, Is.EqualTo((float[])[-0.75f, -0.25f, 0.25f, 0.75f]));
        Assert.That(Measured.Spread([]).Variance, Is.NaN);
        Assert.That(Measured.Spread([1e8f, 1e8f + 8, 1e8f + 16]).Variance, Is.EqualTo(128 / 3f).Within(1e-5f), "far from zero");
    }

    [Test]
    public void A_mean_of_more_elements_than_an_int_counts() =>
        Assert.That(Measured.MeanOfPairs(new float[50000], new float[50000]), Is.EqualTo(1));

    [Test]
    public void Norms()
    {
        var (length, slope) = Measured.Length([3, 0, -4]);
        Assert.That(length, Is.EqualTo(5));
        Assert.That(slope, Is.EqualTo((double[])[0.6, 0, -0.8]).Within(1e-15));
        Assert.That(Measured.Length([0, 0]).Slope, Is.EqualTo((double[])[0, 0]));
        Assert.That(Measured.Length([3e300, 4e300]).Size, Is.EqualTo(5e300).Within(2).Ulps);
        Assert.That(Measured.Lengths(new double[,] { { 1, -2 }, { 0, 3 } }), Is.EqualTo((double[])[5, 6]));
        Assert.That(Measured.LargestRow(new double[,] { { 1, -2 }, { 0, 2.5 } }), Is.EqualTo(3));
    }

    [Test]
    public void Counts_and_positions()
    {
        Assert.That(Measured.Bytes([3, 0, 255, 0]), Is.EqualTo((1, 2, (byte)255)));
        Assert.That(Measured.TrueOnes(new[,] { { true, false }, { true, true } }), Is.EqualTo(3));
        Assert.That(() => Measured.Bytes([]), Throws.ArgumentException);
    }

    [Test]
    public void Averages_and_quantiles()
    {
        Assert.That(Measured.Weighted(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }, [1, 0, 3]), Is.EqualTo((double[])[2.5, 5.5]));
        Assert.That(Measured.Middle([9, 1, 5]).Value, Is.EqualTo(5));
        var (middle, slope) = Measured.Middle([4, 1, 3, 9]);
        Assert.That(middle, Is.EqualTo(3.5));
        Assert.That(slope, Is.EqualTo((double[])[0.5, 0, 0.5, 0]));
        Assert.That(Measured.Middle([]).Value, Is.NaN);
        Assert.That(Measured.Quartiles(new double[,] { { 4, 1 }, { 1, 1 }, { 2, 1 }, { 3, 9 } }), Is.EqualTo(new double[,] { { 1.75, 1 }, { 3.25, 3 } }));
    }

    [Test]
    public void Scans()
    {
        var (sums, products) = Measured.Running(new double[,] { { 1, 2, 3 }, { 4, 0, -1 } });
        Assert.That(sums, Is.EqualTo(new double[,] { { 1, 3, 6 }, { 4, 4, 3 } }));
        Assert.That(products, Is.EqualTo(new double[,] { { 1, 2, 3 }, { 4, 0, -3 } }));
        Assert.That(Measured.Records([2, 5, 1, 4]), Is.EqualTo((int[])[0, 3, 4, 4]));
        Assert.That(Measured.RunningSlope([2, 0, 3]), Is.EqualTo((double[])[1 + 3 + 2, 2 + 6 + 2, 0 + 1 + 1]));
        Assert.That(Measured.RunningLog([1000, 1000]), Is.EqualTo((double[])[1000, 1000 + Math.Log(2)]).Within(1e-12));
        Assert.That(Measured.Records([]), Is.Empty);
        Assert.That(Measured.Steps([1, 4, 2]), Is.EqualTo((int[])[3, -2]));
        Assert.That(() => Measured.Steps([]), Throws.ArgumentException);
        Assert.That(Measured.SecondSteps(new double[,] { { 1 }, { 4 }, { 2 } }), Is.EqualTo(new double[,] { { -5 } }));
    }
}
