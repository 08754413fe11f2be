namespace FaceTests.Calls;

/// <summary>[Default]: optional parameters on returning overloads, one further core without them.</summary>
[TestFixture]
public class DefaultTests
{
    private static readonly double[] s_x = [2, 4];

    [Test]
    public void Returning_overloads_have_optional_parameters()
    {
        Assert.That(Defaults.Scaled(s_x), Is.EqualTo((double[])[4, 5]));
        Assert.That(Defaults.Scaled(s_x, 1), Is.EqualTo((double[])[5, 7]));
        Assert.That(Defaults.Scaled(s_x, offset: 0), Is.EqualTo((double[])[1, 2]));
        Assert.That(Defaults.Two(s_x).scaled, Is.EqualTo((double[])[4, 8]));
        Assert.That(Defaults.Sized(new double[1, 2]), Is.EqualTo(new[,] { { -1.5, -1.5 } }));
    }

    [Test]
    public void The_core_has_one_further_overload_without_them()
    {
        double[] result = new double[2];
        Defaults.Scaled(s_x, result);
        Assert.That(result, Is.EqualTo((double[])[4, 5]));
        Defaults.Scaled(s_x, 1, 0, result);
        Assert.That(result, Is.EqualTo(s_x));
        Defaults.Two(s_x, out double sum, result);
        Assert.That((sum, result[1]), Is.EqualTo((6.0, 8.0)));
        Defaults.Sized([1, 2], n: 2, m: 1, result: result);
        Assert.That(result, Is.EqualTo((double[])[-0.5, 0.5]));
    }

    [Test]
    public void A_default_is_a_value_of_the_element_type()
    {
        Assert.That(Defaults.Power(3), Is.EqualTo(3 * 0.1f));
        Assert.That(Defaults.Power(3, 2), Is.EqualTo(6));
        Assert.That(Defaults.Chosen(s_x), Is.EqualTo((double[])[-2, -4]));
        Assert.That(Defaults.Chosen(s_x, false), Is.EqualTo(s_x));
        Assert.That(Defaults.Shifted([1]), Is.EqualTo((long[])[(1L << 40) + 1]));
    }

    [Test]
    public void All_parameters_may_have_defaults()
    {
        Assert.That(Defaults.OnlyDefaults(), Is.EqualTo(0.5));
        Assert.That(Defaults.OnlyDefaults(4, 4), Is.EqualTo(16));
    }

    [Test]
    public void A_setting_of_build_time_is_no_parameter() =>
        Assert.That(Defaults.Setting(s_x), Is.EqualTo((double[])[4, 16]));
}
