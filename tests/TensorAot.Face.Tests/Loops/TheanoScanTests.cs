namespace FaceTests.Loops;

/// <summary>The examples of Theano's documentation of scan, with the values that it prints.</summary>
[TestFixture]
public class TheanoScanTests
{
    private static readonly double[] s_ten = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

    [Test]
    public void Powers()
    {
        Assert.That(TheanoScans.SecondPower(s_ten), Is.EqualTo(new double[] { 0, 1, 4, 9, 16, 25, 36, 49, 64, 81 }));
        Assert.That(TheanoScans.FourthPower(s_ten), Is.EqualTo(new double[] { 0, 1, 16, 81, 256, 625, 1296, 2401, 4096, 6561 }));
    }

    [Test]
    public void Polynomials() => Assert.That(TheanoScans.Polynomial([1, 0, 2], 3), Is.EqualTo(19));

    [Test]
    public void Accumulation() =>
        Assert.That(TheanoScans.Accumulated(new int[15]), Is.EqualTo(new[] { 0, 1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 66, 78, 91, 105 }));

    [Test]
    public void Elementwise() => Assert.That(
        TheanoScans.Elementwise(new double[,] { { 1, 0 }, { 0, 1 } }, new double[,] { { 1, 1 }, { 1, 1 } }, [1, 2]).Cast<double>(),
        Is.EqualTo(new[] { 0.96402758, 0.99505475, 0.96402758, 0.99505475 }).Within(5e-9));

    [Test]
    public void ASequence()
    {
        double[,] ones = { { 1, 1 }, { 1, 1 } };
        double[,] y = { { -3, -3 }, { 1, 1 }, { 1, 1 }, { 1, 1 }, { 1, 1 } }, p = { { 3, 3 }, { 1, 1 }, { 1, 1 }, { 1, 1 }, { 1, 1 } };
        double[,] xs = TheanoScans.Sequence([0, 1], ones, y, ones, p, ones);
        // All weights are 1, so the elements of a row are equal: tanh of the sums of the rows that go in.
        double[] expected = new double[5];
        double sum = 1;
        for (int t = 0; t < 5; t++)
        {
            expected[t] = Math.Tanh(sum + (2 * y[t, 0]) + (2 * p[4 - t, 0]));
            sum = 2 * expected[t];
        }
        Assert.That(Enumerable.Range(0, 5).Select(t => xs[t, 1]), Is.EqualTo(expected).Within(1e-14));
    }

    [Test]
    public void Norms()
    {
        double[,] x = new double[6, 6];
        for (int i = 1; i < 6; i++)
            x[i - 1, i] = i;
        Assert.That(TheanoScans.Norms(x), Is.EqualTo(new double[] { 1, 2, 3, 4, 5, 0 }));
        Assert.That(TheanoScans.ColumnNorms(x), Is.EqualTo(new double[] { 0, 1, 2, 3, 4, 5 }));
    }

    [Test]
    public void ATrace()
    {
        double[,] x = new double[5, 5];
        for (int i = 0; i < 5; i++)
            (x[i, i], x[0, i]) = (1, i);
        x[0, 0] = 0;
        Assert.That(TheanoScans.Trace(x), Is.EqualTo(4));
    }

    [Test]
    public void AJacobian()
    {
        double[,] a = { { 1, 0, 0 }, { 0, 1, 0 }, { 1, 1, 1 }, { 0, 0, 0 }, { 0, 0, 0 } };
        Assert.That(TheanoScans.JacobianByScan([1, 0, 0, 0, 0], a).Cast<double>(),
            Is.EqualTo(new[] { 0.41997434, 0, 0.41997434, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0 }).Within(5e-9));
    }
}
