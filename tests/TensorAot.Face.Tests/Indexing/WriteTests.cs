namespace FaceTests.Indexing;

[TestFixture]
public class WriteTests
{
    private static readonly double[,] s_matrix = { { 1, 2, 3 }, { 4, 5, 6 } };

    [Test]
    public void Slices_are_replaced()
    {
        Assert.That(Writes.SetRange([1, 2, 3, 4], [8, 9]), Is.EqualTo((double[])[1, 8, 9, 4]));
        Assert.That(() => Writes.SetRange([1, 2], [8, 9]), Throws.ArgumentException);
        Assert.That(Writes.SetLast(s_matrix), Is.EqualTo(new double[,] { { 1, 2, 7 }, { 4, 5, 7 } }));
        Assert.That(Writes.SetEverySecond(new float[,] { { 1, 2, 3, 4 }, { 5, 6, 7, 8 } }), Is.EqualTo(new float[,] { { 1, 0, 3, 0 }, { 5, 6, 7, 8 } }));
    }

    [Test]
    public void The_last_of_repeated_rows_stays() =>
        Assert.That(Writes.SetRows(s_matrix, [1, -1, 0], new double[,] { { 7, 7, 7 }, { 8, 8, 8 }, { 9, 9, 9 } }), Is.EqualTo(new double[,] { { 9, 9, 9 }, { 8, 8, 8 } }));

    [Test]
    public void Repeated_rows_add_up()
    {
        Assert.That(Writes.IncRows(s_matrix, [1, 1, -2], 10), Is.EqualTo(new double[,] { { 11, 12, 13 }, { 24, 25, 26 } }));
        Assert.That(Writes.IncPart(s_matrix, [2, 0, 2]), Is.EqualTo(new double[,] { { 1, 2, 3 }, { 5, 5, 8 } }));
    }

    [Test]
    public void Extremes_of_old_and_new()
    {
        Assert.That(Writes.LargestOf([1, 5, 3], [0, 0, 1], [4, 2, 3]), Is.EqualTo((double[])[4, 5, 3]));
        Assert.That(Writes.LargestOf([1, 5, 3], [1], [double.NaN]), Is.EqualTo((double[])[1, double.NaN, 3]));
        Assert.That(Writes.SmallestOf([4, 3, 2]), Is.EqualTo((double[])[4, 2.5, 2]));
    }

    [Test]
    public void Gradients_go_to_what_stayed()
    {
        var (x, y) = Writes.SlopesOfSet([1, 2, 3], [1, 1], [4, 5]);
        Assert.That(x, Is.EqualTo((double[])[2, 0, 6]));
        Assert.That(y, Is.EqualTo((double[])[0, 10]), "the first value for place 1 was overwritten");
        (x, y) = Writes.SlopesOfMax([1, 4, 3], [1, 1, 2], [4, 2, 5]);
        Assert.That(x, Is.EqualTo((double[])[2, 4, 0]), "equal ones share");
        Assert.That(y, Is.EqualTo((double[])[4, 0, 10]));
    }

    [Test]
    public void Elements_along_an_axis()
    {
        Assert.That(Writes.Along(s_matrix, new[,] { { 2, 0 }, { -1, -3 } }), Is.EqualTo(new double[,] { { 3, 1 }, { 6, 4 } }));
        Assert.That(() => Writes.Along(s_matrix, new[,] { { 2, 0 }, { 3, 0 } }), Throws.TypeOf<IndexOutOfRangeException>().With.Message.Contain("Index 3 is out of range for an axis of size 3"));
        Assert.That(Writes.PutFirst(s_matrix), Is.EqualTo(new double[,] { { 1, 2, 0 }, { 4, 5, 0 } }));
    }

    [Test]
    public void Elements_by_mode()
    {
        Assert.That(Writes.Flat(s_matrix, [5, 0, -2]), Is.EqualTo((double[])[6, 1, 5]));
        Assert.That(Writes.Clipped(s_matrix, [-7, 1, 9]), Is.EqualTo(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }));
        Assert.That(Writes.Wrapped([1, 2, 3], [-4, 3, 7]), Is.EqualTo((double[])[3, 1, 2]));
        Assert.That(Writes.Chosen([2, 0, 1], [1, 2, 3]), Is.EqualTo((double[])[0.5, 2, -3]));
        Assert.That(() => Writes.Chosen([2, 0, 3], [1, 2, 3]), Throws.TypeOf<IndexOutOfRangeException>());
    }

    [Test]
    public void Labels_and_counts()
    {
        Assert.That(Writes.Classes([2, 0, 3]), Is.EqualTo(new float[,] { { 0, 0, 1 }, { 1, 0, 0 }, { 0, 0, 0 } }));
        var (counts, weighted) = Writes.Bins([0, 3, 3, 1], [1, 2, 3, 4]);
        Assert.That(counts, Is.EqualTo((int[])[1, 1, 0, 2]));
        Assert.That(weighted, Is.EqualTo((double[])[1, 4, 0, 5]));
        Assert.That(() => Writes.Bins([0, 4, 3, 1], [1, 2, 3, 4]), Throws.TypeOf<IndexOutOfRangeException>());
        Assert.That(() => Writes.Bins([0, -1, 3, 1], [1, 2, 3, 4]), Throws.TypeOf<IndexOutOfRangeException>(), "counts take no negative numbers");
        Assert.That(Writes.Undo([2, 0, 1]), Is.EqualTo((int[])[1, 2, 0]));
    }

    [Test]
    public void State_is_written_in_places()
    {
        var table = new Table();
        table.Learn([3, 0, 3], new double[,] { { 1, 2 }, { 3, 4 }, { 10, 20 } });
        Assert.That(table.Rows.Value, Is.EqualTo((double[])[3, 4, 0, 0, 0, 0, 11, 22]));
        Assert.That(() => table.Learn([0, 4], new double[2, 2]), Throws.TypeOf<IndexOutOfRangeException>());
        table.Fill(5);
        Assert.That(table.Rows.Value, Is.EqualTo((double[])[5, 5, 5, 5, 0, 0, 11, 22]));
    }
}
