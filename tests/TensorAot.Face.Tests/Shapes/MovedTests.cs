namespace FaceTests.Shapes;

/// <summary>The values that NumPy gives for the same calls.</summary>
[TestFixture]
public class MovedTests
{
    private static readonly int[,] s_matrix = { { 1, 2, 3 }, { 4, 5, 6 } };

    [Test]
    public void Axes_change_places()
    {
        double[,,] x = { { { 1, 2 }, { 3, 4 }, { 5, 6 } } };
        Assert.That(Moved.Swapped(x), Is.EqualTo(new double[,,] { { { 1 }, { 3 }, { 5 } }, { { 2 }, { 4 }, { 6 } } }));
        Assert.That(Moved.MovedTo(x), Is.EqualTo(new double[,,] { { { 1 }, { 3 }, { 5 } }, { { 2 }, { 4 }, { 6 } } }));
    }

    [Test]
    public void Flips() => Assert.That(Moved.Turned(s_matrix), Is.EqualTo(new[,] { { 3 + 4 + 6, 2 + 5 + 5, 1 + 6 + 4 }, { 6 + 1 + 3, 5 + 2 + 2, 4 + 3 + 1 } }));

    [Test]
    public void Rolls()
    {
        Assert.That(Moved.Rolled([0, 1, 2, 3, 4]), Is.EqualTo((int[])[3, 4, 0, 1, 2]));
        Assert.That(Moved.Rolled([7]), Is.EqualTo((int[])[7]), "further than the axis is long");
        Assert.That(Moved.Rolled([1, 2, 3]), Is.EqualTo((int[])[2, 3, 1]));
        Assert.That(Moved.Rolled([]), Is.Empty);
        Assert.That(Moved.RolledBack([0, 1, 2]), Is.EqualTo((int[])[1, 2, 0]));
        Assert.That(Moved.RolledBack([]), Is.Empty);
        Assert.That(Moved.RolledBySize([0, 1, 2], [1, 1, 1, 1]), Is.EqualTo((int[])[2, 0, 1]));
        Assert.That(Moved.RolledBySize([], [1]), Is.Empty);
        Assert.That(Moved.RolledBoth(s_matrix), Is.EqualTo(new[,] { { 5, 6, 4 }, { 2, 3, 1 } }));
    }

    [Test]
    public void Borders()
    {
        Assert.That(Moved.Bordered(new double[,] { { 1, 2 } }), Is.EqualTo(new double[,] { { 0, 0, 0, 0 }, { 0, 1, 2, 0 }, { 0, 0, 0, 0 } }));
        Assert.That(Moved.Bordered(new double[0, 1]), Is.EqualTo(new double[2, 3]));
        Assert.That(Moved.Surrounded(new double[,] { { 1, 2 } }), Is.EqualTo(new double[,] { { 0.5, 0.5, 0.5, 0.5 }, { 1, 2, 0.5, 0.5 } }));
        Assert.That(Moved.Framed([false, true]), Is.EqualTo((bool[])[true, false, true, true]));
        Assert.That(Moved.Reflected([1, 2, 3]), Is.EqualTo((double[])[3, 2, 1, 2, 3, 2]));
        Assert.That(Moved.Widened([1, 2], [0, 0, 0]), Is.EqualTo((double[])[1, 1, 1, 1, 2, 2, 2, 2]));
        Assert.That(Moved.ReflectedSlope([1, 2, 3, 4]), Is.EqualTo((double[])[1, 3, 3, 1]));
    }

    [Test]
    public void A_border_that_cannot_be_taken_is_refused() => Assert.That(() => Moved.Reflected([1, 2]), Throws.ArgumentException.With.Message.Contain("at least 3"));

    [Test]
    public void Repetitions()
    {
        Assert.That(Moved.Tiled([1, 2]), Is.EqualTo(new double[,] { { 1, 2, 1, 2 }, { 1, 2, 1, 2 } }));
        Assert.That(Moved.RepeatedBySize([1, 2], [0, 0]), Is.EqualTo((double[])[1, 1, 2, 2]));
        Assert.That(Moved.RepeatedBySize([1, 2], []), Is.Empty);
    }

    [Test]
    public void Joins_and_parts()
    {
        Assert.That(Moved.Beside([1], [2, 3]), Is.EqualTo((double[])[1, 2, 3]));
        Assert.That(Moved.Above([1, 2], [3, 4]), Is.EqualTo(new double[,] { { 1, 2 }, { 3, 4 }, { 4, 6 } }));
        var (first, last) = Moved.Parts(new double[,] { { 1, 2, 3, 4 }, { 5, 6, 7, 8 } });
        Assert.That(first, Is.EqualTo(new double[,] { { 1, 2 }, { 5, 6 } }));
        Assert.That(last, Is.EqualTo(new double[,] { { 3, 4 }, { 7, 8 } }));
        Assert.That(() => Moved.Parts(new double[1, 3]), Throws.ArgumentException);
        Assert.That(Moved.Middle([1, 2, 3, 4]), Is.EqualTo((double[])[2, 3]));
        Assert.That(() => Moved.Middle([1]), Throws.ArgumentException);
    }

    [Test]
    public void Grids()
    {
        var (x, y) = Moved.Grid([1, 2], [3, 4, 5]);
        Assert.That(x, Is.EqualTo(new double[,] { { 1, 1, 1 }, { 2, 2, 2 } }));
        Assert.That(y, Is.EqualTo(new double[,] { { 3, 4, 5 }, { 3, 4, 5 } }));
        Assert.That(Moved.Distances([1, 2], [1, 3, 5]), Is.EqualTo(new double[,] { { 0, 1 }, { 4, 1 }, { 16, 9 } }));
    }

    [Test]
    public void Progressions()
    {
        Assert.That(Moved.Progression(1, 2), Is.EqualTo((float[])[1, 1.25f, 1.5f, 1.75f, 2]));
        Assert.That(Moved.Progression(0, 0.7f)[^1], Is.EqualTo(0.7f), "the end is the end");
        Assert.That(Moved.Fixed([0, 0, 0, 0]), Is.EqualTo((double[])[0, 0.25 + (1 / 3.0), 0.5 + (2 / 3.0), 1.75]).Within(1e-15));
        Assert.That(Moved.Counted([5, 5]), Is.EqualTo((int[])[1, 2]));
        Assert.That(Moved.Powers(1), Is.EqualTo((double[])[2, 20, 200, 2000]).Within(1e-12));
        Assert.That(Moved.Diagonals([]), Is.EqualTo(new double[,] { { 12, 12, 11 }, { 12, 12, 12 } }));
        Assert.That(Moved.Raised(3), Is.EqualTo(new double[,] { { 6 } }));
    }
}
