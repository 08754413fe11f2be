namespace FaceTests.Indexing;

// Values as NumPy gives them for the same index.
[TestFixture]
public class StepTests
{
    private static readonly double[] s_vector = [0, 1, 2, 3, 4, 5, 6];
    private static readonly double[,,] s_cube = { { { 0, 1, 2 }, { 3, 4, 5 } }, { { 6, 7, 8 }, { 9, 10, 11 } } };

    [Test]
    public void Steps_forwards_and_back()
    {
        Assert.That(Steps.Reversed(s_vector), Is.EqualTo((double[])[6, 5, 4, 3, 2, 1, 0]), "x[::-1]");
        Assert.That(Steps.Reversed([]), Is.Empty);
        Assert.That(Steps.Thirds(s_vector), Is.EqualTo((double[])[0, 3, 6]), "x[::3]");
        Assert.That(Steps.BackByTwo(s_vector), Is.EqualTo((double[])[5, 3, 1]), "x[1:-1][::-2]");
        Assert.That(Steps.Down(s_vector), Is.EqualTo((double[])[6, 4, 2]), "x[-1:1:-2]");
        Assert.That(Steps.Up(s_vector), Is.EqualTo((double[])[1, 3, 5]), "x[1:-1:2]");
        Assert.That(Steps.DownToTheStart(s_vector), Is.EqualTo((double[])[3, 2, 1, 0]), "x[3::-1]");
        Assert.That(Steps.SlopeOfSteps([1, 2, 3, 4]), Is.EqualTo((double[])[0, 4, 0, 8]));
    }

    [Test]
    public void Ranges_of_sizes()
    {
        Assert.That(Steps.FirstHalf([10, 20], s_vector), Is.EqualTo((double[])[10, 21]));
        Assert.That(() => Steps.FirstHalf([1, 2, 3], [1, 2]), Throws.ArgumentException.With.Message.Contain("Slice.Range"));
    }

    [Test]
    public void Index_tensors_on_separated_axes_come_first()
    {
        Assert.That(Steps.Separated(s_cube, [1, 0, -1], [2, 0, 0]), Is.EqualTo(new double[,] { { 8, 11 }, { 0, 3 }, { 6, 9 } }), "x[i, :, j]");
        Assert.That(Steps.BesideAnInteger(s_cube, [2, 0]), Is.EqualTo(new double[,] { { 8, 11 }, { 6, 9 } }), "x[1, :, j]: NumPy counts the integer as an index array");
    }

    [Test]
    public void Index_tensors_broadcast_together()
    {
        double[,] x = { { 0, 1, 2 }, { 10, 11, 12 } };
        Assert.That(Steps.Grid(x, [1, 0, 1], [2, -3]), Is.EqualTo(new double[,] { { 12, 10 }, { 2, 0 }, { 12, 10 } }));
        Assert.That(Steps.InTransposed(x, [2, 0], [1, -1]), Is.EqualTo((double[])[12, 10]));
        Assert.That(Steps.SlopeOfPairs(x, [1, 1, 0], [2, 2, 1]), Is.EqualTo(new double[,] { { 0, 2, 0 }, { 0, 0, 48 } }));
    }

    [Test]
    public void An_index_is_checked_against_its_own_axis() =>
        Assert.That(() => Steps.Separated(s_cube, [0, 2], [0, 0]), Throws.TypeOf<IndexOutOfRangeException>().With.Message.EqualTo(
            "Index 2 is out of range for an axis of size 2 in x[i, .., j]. Nothing was written."));
}
