namespace FaceTests.Indexing;

[TestFixture]
public class PickTests
{
    private static readonly double[] s_vector = [1, 3, 7, 13];
    private static readonly double[,] s_matrix = { { 1, 2, 3 }, { 4, 5, 6 } };
    private static readonly double[,,] s_cube = { { { 1, 2 }, { 3, 4 } }, { { 5, 6 }, { 7, 8 } } };

    [Test]
    public void Elements_from_both_ends()
    {
        Assert.That(Picks.First(s_vector), Is.EqualTo(1));
        Assert.That(Picks.Last(s_vector), Is.EqualTo(13));
    }

    [Test]
    public void Ranges()
    {
        Assert.That(Picks.Tail(s_vector), Is.EqualTo(s_vector[1..]));
        Assert.That(Picks.Inner(s_vector), Is.EqualTo(s_vector[1..^1]));
        Assert.That(Picks.Differences(s_vector), Is.EqualTo((double[])[2, 4, 6]));
        Assert.That(Picks.Differences([5]), Is.Empty);
    }

    [Test]
    public void Columns_by_constant_and_by_argument()
    {
        Assert.That(Picks.Column(s_matrix), Is.EqualTo((double[])[2, 5]));
        Assert.That(Picks.ColumnAt(s_matrix, 2), Is.EqualTo((double[])[3, 6]));
        Assert.That(Picks.ColumnAt(s_matrix, -1), Is.EqualTo((double[])[3, 6]), "counts from the end, as in NumPy");
    }

    [Test]
    public void Gathers_by_int_and_long()
    {
        Assert.That(Picks.Rows(s_matrix, [1, 0, 1]), Is.EqualTo(new double[,] { { 4, 5, 6 }, { 1, 2, 3 }, { 4, 5, 6 } }));
        Assert.That(Picks.ColumnsByLong(s_matrix, [2, 2]), Is.EqualTo(new double[,] { { 3, 3 }, { 6, 6 } }));
        Assert.That(Picks.Pairs(s_matrix, [0, 1], [2, 0]), Is.EqualTo((double[])[3, 4]));
        Assert.That(Picks.Rows(s_matrix, []), Is.EqualTo(new double[0, 3]));
    }

    [Test]
    public void New_axes_and_the_ellipsis()
    {
        Assert.That(Picks.Outer([1, 2], [3, 4]), Is.EqualTo(new double[,] { { 3, 4 }, { 6, 8 } }));
        Assert.That(Picks.LastAxis(s_cube), Is.EqualTo(new double[,] { { 1, 3 }, { 5, 7 } }));
        Assert.That(Picks.Block(s_cube), Is.EqualTo(new double[,] { { 2 }, { 4 } }));
    }

    [Test]
    public void A_size_is_a_value_and_a_shape()
    {
        Assert.That(Picks.Average(s_vector), Is.EqualTo(6));
        Assert.That(Picks.Sizes(s_matrix), Is.EqualTo(203));
        Assert.That(Picks.Reshaped(s_matrix), Is.EqualTo(new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }));
        Assert.That(Picks.Padded([7, 8]), Is.EqualTo((double[])[7, 8, 0, 0, 0]));
    }

    [Test]
    public void The_gradient_of_a_gather_adds_up() =>
        Assert.That(Picks.Scattered(s_vector, [1, 3, 1]), Is.EqualTo((double[])[0, 12, 0, 26]));

    [Test]
    public void An_index_out_of_range_shows_the_expression()
    {
        Assert.That(() => Picks.ColumnAt(s_matrix, 3), Throws.TypeOf<IndexOutOfRangeException>().With.Message.EqualTo(
            "Index 3 is out of range for an axis of size 3 in x[.., i]. Nothing was written."));
        double[] result = [-1, -1];
        Assert.That(() => Picks.Pairs([1, 2, 3, 4, 5, 6], [0, 1], [2, 3], 2, 3, result), Throws.TypeOf<IndexOutOfRangeException>().With.Message.EqualTo(
            "Index 3 is out of range for an axis of size 3 in x[rows, columns]. Nothing was written."));
        Assert.That(() => Picks.Pairs([1, 2, 3, 4, 5, 6], [0, 1], [2, -4], 2, 3, result), Throws.TypeOf<IndexOutOfRangeException>().With.Message.EqualTo(
            "Index -4 is out of range for an axis of size 3 in x[rows, columns]. Nothing was written."));
        Assert.That(result, Is.All.EqualTo(-1));
    }

    [Test]
    public void A_slice_that_needs_more_elements_says_how_many()
    {
        Assert.That(() => Picks.Inner([1]), Throws.ArgumentException.With.Message.EqualTo(
            "x[1..^1] needs xDim0 to be at least 2; it is 1 in this call. Nothing was written."));
        Assert.That(() => Picks.First([]), Throws.ArgumentException.With.Message.EqualTo(
            "x[0] needs xDim0 to be at least 1; it is 0 in this call. Nothing was written."));
    }
}
