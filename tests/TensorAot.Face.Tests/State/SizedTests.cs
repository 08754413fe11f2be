namespace FaceTests.State;

[TestFixture]
public class SizedTests
{
    [Test]
    public void Instances_have_sizes_of_their_own()
    {
        Sized small = new(2, 1), large = new(3, 4);
        Assert.That(small.Apply(new double[,] { { 1, 2 } }), Is.EqualTo(new double[,] { { 3 } }));
        Assert.That(large.Apply(new double[,] { { 1, 2, 3 }, { 0, 0, 1 } }), Is.EqualTo(new double[,] { { 6, 6, 6, 6 }, { 1, 1, 1, 1 } }));
        double[] columns = new double[4];
        large.Columns(columns);
        Assert.That(columns, Is.All.EqualTo(3));
    }

    [Test]
    public void A_size_that_state_has_is_no_parameter_of_the_core_and_tells_the_others()
    {
        double[] result = new double[2];
        new Sized(3, 1).Apply([1, 2, 3, 4, 5, 6], result);
        Assert.That(result, Is.EqualTo((double[])[6, 15]));
    }

    [Test]
    public void An_argument_that_does_not_fit_the_instance_is_refused()
    {
        var sized = new Sized(3, 1);
        Assert.That(() => sized.Apply(new double[2, 2]), Throws.ArgumentException.With.Message.EqualTo(
            "x is double[n, inputs] (here [2, 3]), but [2, 2] was given: axis 1 is 2 instead of 3. (Parameter 'x')"));
        Assert.That(() => sized.Apply([1, 2, 3, 4], new double[1]), Throws.ArgumentException.With.Message.EqualTo(
            "x is double[n, inputs]: a multiple of 3 elements expected, 4 given. (Parameter 'x')"));
    }

    [Test]
    public void A_parameter_may_have_the_name_of_a_size()
    {
        var sized = new Sized(2, 2);
        double cost = sized.Fit(new double[,] { { 1, 0 } }, new double[,] { { 0, 3 } }, outputs: 0.25);
        Assert.That(cost, Is.EqualTo(0.25 * 5));
        Assert.That(sized.B.Value, Is.EqualTo((double[])[-0.5, 1]));
    }

    [Test]
    public void State_that_disagrees_with_other_state_is_named()
    {
        Assert.That(new Replaceable([1, 2, 3], 3, 2).Weighted(2), Is.EqualTo((double[])[12, 12]));
        Assert.That(() => new Replaceable([1, 2, 3], 4, 2).Weighted(2), Throws.InvalidOperationException.With.Message.EqualTo(
            "The state Table is double[4, 2], but the function was compiled for double[k, 2] (here [3, 2])."));
        Assert.That(() => new Replaceable([1, 2, 3], 3, 5).Weighted(2), Throws.InvalidOperationException.With.Message.EqualTo(
            "The state Table is double[3, 5], but the function was compiled for double[k, 2] (here [3, 2])."));
    }
}
