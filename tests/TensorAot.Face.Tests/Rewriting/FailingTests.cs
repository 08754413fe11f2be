namespace FaceTests.Rewriting;

/// <summary>What makes a value disappear leaves what fails in it.</summary>
[TestFixture]
public class FailingTests
{
    [Test]
    public void A_division_by_zero_is_found_below_a_value_that_is_known()
    {
        Assert.That(Failing.NoQuotient([6, 7], [2, 3]), Is.EqualTo((int[])[0, 0]));
        Assert.That(Failing.NoDifference([6, 7], [2, 3]), Is.EqualTo((int[])[0, 0]));
        Assert.That(Failing.Never([6, 7], [2, 3]), Is.EqualTo((bool[])[false, false]));
        Assert.That(() => Failing.NoQuotient([6, 7], [2, 0]), Throws.TypeOf<DivideByZeroException>());
        Assert.That(() => Failing.NoDifference([6, 7], [2, 0]), Throws.TypeOf<DivideByZeroException>());
        Assert.That(() => Failing.Never([6, 7], [2, 0]), Throws.TypeOf<DivideByZeroException>());
    }

    [Test]
    public void A_position_out_of_range_is_found_below_a_value_that_is_known()
    {
        Assert.That(Failing.NoElement([6, 7], [1, 0]), Is.EqualTo((double[])[0, 0]));
        Assert.That(Failing.Chosen([6, 7], [1, 0]), Is.EqualTo(13));
        Assert.That(() => Failing.NoElement([6, 7], [2]), Throws.TypeOf<IndexOutOfRangeException>());
        Assert.That(() => Failing.Chosen([6, 7], [2]), Throws.TypeOf<IndexOutOfRangeException>());
    }

    [Test]
    public void Terms_with_one_exponential_and_different_cofactors_stay_apart() =>
        Assert.That(Failing.Cubic([0, Math.Log(2)], [3, 2]), Is.EqualTo((double[])[(4 * 7) + 4, (2 * 5) + 2]).Within(1e-14));
}
