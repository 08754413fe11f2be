namespace FaceTests.Sorting;

// Values as NumPy gives them, by hand.
[TestFixture]
public class OrderTests
{
    private static readonly double s_nan = double.NaN;

    [Test]
    public void Ascending_with_NaN_last()
    {
        Assert.That(Orders.Ascending([3, s_nan, -1, double.PositiveInfinity, 0]), Is.EqualTo((double[])[-1, 0, 3, double.PositiveInfinity, s_nan]));
        Assert.That(Orders.Ascending([]), Is.Empty);
        Assert.That(Orders.Columns(new float[,] { { 1, float.NaN }, { 3, -2 }, { 2, 5 } }), Is.EqualTo(new[,] { { 3, float.NaN }, { 2, 5 }, { 1, -2 } }));
    }

    [Test]
    public void Equal_elements_keep_their_order()
    {
        Assert.That(Orders.Positions([2, 0.0, 1, -0.0, 1]), Is.EqualTo((int[])[1, 3, 2, 4, 0]));
        Assert.That(Orders.PositionsDown([2, 0.0, 1, -0.0, 1]), Is.EqualTo((int[])[0, 2, 4, 1, 3]));
        Assert.That(Orders.PositionsDown([2, s_nan, 1]), Is.EqualTo((int[])[1, 0, 2]));
    }

    [Test]
    public void Long_rows_agree_with_LINQ()
    {
        var random = new Random(5);
        double[] x = [.. Enumerable.Range(0, 5000).Select(_ => Math.Round(random.NextDouble() * 200) - 100)];
        int[] expected = [.. Enumerable.Range(0, x.Length).OrderBy(i => x[i])];
        Assert.That(Orders.Positions(x), Is.EqualTo(expected));
        Assert.That(Orders.Ascending(x), Is.EqualTo(x.Order()));
    }

    [Test]
    public void The_largest_few()
    {
        var (values, at) = Orders.Top(new double[,] { { 1, 5, 5, 2 }, { 9, 8, 7, 9 } });
        Assert.That(values, Is.EqualTo(new double[,] { { 5, 5 }, { 9, 9 } }));
        Assert.That(at, Is.EqualTo(new[,] { { 1, 2 }, { 0, 3 } }));
        Assert.That(() => Orders.Top(new double[1, 1]), Throws.ArgumentException.With.Message.Contain("TopK(x, 2)"));
        double[,] row = new double[1, 1000];
        for (int i = 0; i < 1000; i++)
            row[0, i] = i * 7 % 1000;
        (values, at) = Orders.Top(row);
        Assert.That(values, Is.EqualTo(new double[,] { { 999, 998 } }));
        Assert.That(at, Is.EqualTo(new[,] { { 857, 714 } }), "7 * 857 = 5999, 7 * 714 = 4998");
    }

    [Test]
    public void Elements_at_sorted_positions_are_sorted() =>
        Assert.That(Orders.Same(new double[,] { { 3, 1, 2 }, { 4, 6, 5 } }), Is.All.Zero);

    [Test]
    public void Gradients_go_where_elements_came_from()
    {
        Assert.That(Orders.Slope([3, 1, 2], [10, 20, 30]), Is.EqualTo((double[])[30, 10, 20]));
        Assert.That(Orders.SlopeOfTop([3, 1, 2, 5]), Is.EqualTo((double[])[6, 0, 0, 10]));
    }

    [Test]
    public void Places_among_sorted_values()
    {
        var (left, right) = Orders.Places([1, 2, 2, 4], [2, 0, 9, s_nan, 3]);
        Assert.That(left, Is.EqualTo((int[])[1, 0, 4, 4, 3]));
        Assert.That(right, Is.EqualTo((int[])[3, 0, 4, 4, 3]));
        Assert.That(Orders.Bins([0.2, 6.4, 3.0, 1.6], [0.0, 1.0, 2.5, 4.0, 10.0]), Is.EqualTo((int[])[1, 4, 3, 2]), "the example of numpy.digitize");
    }

    [Test]
    public void Counts_between_edges() =>
        Assert.That(Orders.Counts(new double[,] { { 0, 1, 2.5 }, { 4, s_nan, -1 } }, [0, 1, 3, 4]), Is.EqualTo((int[])[1, 2, 1]));

    [Test]
    public void Distinct_elements()
    {
        var (values, counts) = Orders.Distinct([7, 3, 7, 7, 3]);
        Assert.That(values, Is.EqualTo((int[])[3, 7, 3, 3]), "padded with the smallest");
        Assert.That(counts, Is.EqualTo((int[])[2, 3, 0, 0]));
        var all = Orders.Everything(new double[,] { { 5, 0.0, s_nan }, { -0.0, 5, s_nan } });
        Assert.That(all.Values, Is.EqualTo((double[])[0, 5, s_nan]));
        Assert.That(all.At, Is.EqualTo((int[])[1, 0, 2]));
        Assert.That(all.Inverse, Is.EqualTo(new[,] { { 1, 0, 2 }, { 0, 1, 2 } }));
        Assert.That(all.Counts, Is.EqualTo((int[])[2, 2, 2]));
        Assert.That(() => Orders.Distinct([]), Throws.ArgumentException);
    }

    [Test]
    public void Positions_of_true_elements()
    {
        Assert.That(Orders.FirstPositive([-1, 4, -2, 5, 6]), Is.EqualTo((double[])[4, 5]));
        Assert.That(Orders.FirstPositive([-1, 4, -2]), Is.EqualTo((double[])[4, -2]), "padded with the last one");
    }
}
