namespace FaceTests.Indexing;

[TestFixture]
public class PartTests
{
    [Test]
    public void Parts_of_values()
    {
        Assert.That(Parts.RowOfExp(new double[,] { { 1, 2 }, { 0, 1 } }), Is.EqualTo((double[])[1, Math.E]).Within(1e-15));
        Assert.That(Parts.SecondOfTwo([1, 2], [3, 4]), Is.EqualTo((double[])[9, 12]));
        Assert.That(Parts.SecondOfTwo([1, 2], []), Is.Empty);
        Assert.That(Parts.WhatWasWritten([1, 2, 3, 4, 5], [8, 9]), Is.EqualTo((double[])[8, 9]));
        Assert.That(Parts.HalvesAgain([1, 2, 3, 4, 5, 6]), Is.EqualTo((double[])[2, 3, 4, 5, 6, 7]));
    }

    [Test]
    public void Gradients_of_parts() => Assert.That(Parts.SlopesOfHalves([1, 2, 3, 4]), Is.EqualTo((double[])[2, 4, 3, 3]));

    [Test]
    public void Labels_select_and_one_out_of_range_gives_zeros()
    {
        Assert.That(Parts.Scores(new double[,] { { 1, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 } }, [2, -1, 0]), Is.EqualTo((double[])[3, 0, 7]));
        Assert.That(Parts.Selected(new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }, [2, 3, 0]), Is.EqualTo(new double[,] { { 5, 6 }, { 0, 0 }, { 1, 2 } }));
    }

    [Test]
    public void Masks_hold() => Assert.That(Parts.Masked([0, 1, -2, 4]), Is.EqualTo((double[])[0, 2, 0, 1.25]));

    [Test]
    public void A_step_on_rows_read_twice()
    {
        Assert.That(Parts.Step(new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }, [2, 0, 2], 0.25), Is.EqualTo(new double[,] { { 0.5, 1 }, { 3, 4 }, { 0, 0 } }));
        Assert.That(() => Parts.Step(new double[,] { { 1, 2 } }, [1], 0.25), Throws.InstanceOf<IndexOutOfRangeException>());
    }

    [Test]
    public void Own_places() => Assert.That(Parts.OwnPlaces([3, 5]), Is.EqualTo((double[])[3, 5]));
}
