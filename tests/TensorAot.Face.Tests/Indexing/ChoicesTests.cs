namespace FaceTests.Indexing;

/// <summary>An index out of range fails, whether or not the choice depends on it.</summary>
[TestFixture]
public class ChoicesTests
{
    [Test]
    public void One_choice()
    {
        Assert.That(Choices.Only([0, 0], [3, 4]), Is.EqualTo((double[])[3, 4]));
        Assert.That(() => Choices.Only([0, 1], [3, 4]), Throws.TypeOf<IndexOutOfRangeException>());
        Assert.That(() => Choices.Only([-1, 0], [3, 4]), Throws.TypeOf<IndexOutOfRangeException>());
    }

    [Test]
    public void Choices_that_are_the_same_value()
    {
        Assert.That(Choices.Same([0, 1], [3, 4]), Is.EqualTo((double[])[4, 5]));
        Assert.That(() => Choices.Same([0, 2], [3, 4]), Throws.TypeOf<IndexOutOfRangeException>());
        Assert.That(Choices.Numbers([0, 1]), Is.EqualTo((double[])[2, 2]));
        Assert.That(() => Choices.Numbers([0, 2]), Throws.TypeOf<IndexOutOfRangeException>());
        Assert.That(Choices.OfScalar([0, 2], 5), Is.EqualTo((double[])[5, 5]));
        Assert.That(() => Choices.OfScalar([0, 3], 5), Throws.TypeOf<IndexOutOfRangeException>());
    }

    [Test]
    public void Gradients()
    {
        Assert.That(Choices.Gradient([0, 0], [3, 4]), Is.EqualTo((double[])[6, 8]));
        Assert.That(() => Choices.Gradient([0, 1], [3, 4]), Throws.TypeOf<IndexOutOfRangeException>());
        Assert.That(Choices.Masked([0, 1, 0], [4, 4, 0]), Is.EqualTo((double[])[0.25, 1, 0]));
        Assert.That(() => Choices.Masked([0, 2, 0], [4, 4, 0]), Throws.TypeOf<IndexOutOfRangeException>());
    }
}
