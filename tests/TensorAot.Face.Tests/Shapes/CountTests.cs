namespace FaceTests.Shapes;

/// <summary>A product of sizes that is no int fails with a message; it never becomes another number.</summary>
[TestFixture]
public class CountTests
{
    [Test]
    public void Products_that_fit()
    {
        Assert.That(Counts.Bytes(new byte[3, 4]), Is.EqualTo(1200));
        Assert.That(Counts.Beside(new byte[3], new byte[4], 5), Is.EqualTo(12_005));
        Assert.That(Counts.Long(new byte[30_000], new byte[4000]), Is.EqualTo(120_000_000_000));
    }

    [Test]
    public void Products_that_do_not_fit()
    {
        Assert.That(() => Counts.Bytes(new byte[30_000, 4000]), Throws.ArgumentException.With.Message.EqualTo(
            "result needs 100*m*n to be at most 2147483647; it is 12000000000 in this call. Nothing was written."));
        Assert.That(() => Counts.Beside(new byte[3000], new byte[3000], 5), Throws.ArgumentException.With.Message.Contains("it is 9000000000 in this call"));
    }

    [Test]
    public void Loops_over_more_positions_than_an_int_counts()
    {
        byte[] a = new byte[50_000], b = new byte[50_000];
        (a[0], a[^1], b[1], b[^1]) = (1, 2, 3, 4);
        Assert.That(Counts.ManyPairs(a, b), Is.EqualTo(21));
    }
}
