namespace FaceTests.Helpers;

[TestFixture]
public class ComposedTests
{
    private static readonly double[] s_x = [-2, 0.5, 3];

    [Test]
    public void Extension_methods_and_generic_helpers_are_inlined_for_each_element_type()
    {
        Assert.That(Composed.Extended(s_x), Is.EqualTo(s_x.Select(v => (v * v * v) + v + 1)).Within(1e-14));
        Assert.That(Composed.ExtendedLong([-2, 3]), Is.EqualTo((long[])[-9, 31]));
    }

    [Test]
    public void Recursion_over_params_ends_at_build_time() =>
        Assert.That(Composed.Horner(s_x), Is.EqualTo(s_x.Select(v => (2 * v * v * v) - v + 3)).Within(1e-14));

    [Test]
    public void Optional_and_named_arguments_choose_a_branch_of_a_switch()
    {
        (double one, double two, double three) = Composed.Norms(s_x);
        Assert.That(one, Is.EqualTo(5.5).Within(1e-14));
        Assert.That(two, Is.EqualTo(Math.Sqrt(4 + 0.25 + 9)).Within(1e-14));
        Assert.That(three, Is.EqualTo(Math.Cbrt(8 + 0.125 + 27)).Within(1e-14));
    }

    [Test]
    public void Loops_over_linq_unroll() =>
        Assert.That(Composed.Delayed(s_x), Is.EqualTo(s_x.Select(v => v + (0.5 * v * v) + (0.25 * v * v * v))).Within(1e-13));

    [Test]
    public void Lambdas_and_local_functions_share_variables() =>
        Assert.That(Composed.Captured(s_x), Is.EqualTo(s_x.Select(v => (10 * v) + 1 + v + (v * v))).Within(1e-13));

    [Test]
    public void Patterns_decide_at_build_time() =>
        Assert.That(Composed.Matched(s_x), Is.EqualTo(s_x.Select(v => ((v + 2) * 3) - 1)).Within(1e-14));

    [Test]
    public void Lists_of_expressions_are_joined() =>
        Assert.That(Composed.Joined([1, 2], [5]), Is.EqualTo((double[])[2, 4, 1, 2, 5, 1, 2]));

    [Test]
    public void A_missing_optional_tensor_is_null() =>
        Assert.That(Composed.Nullable(s_x), Is.EqualTo((double[])[2, -0.5, -3]));

    [Test]
    public void Definitions_call_definitions_of_this_and_other_classes()
    {
        Assert.That(Composed.Other(s_x), Is.EqualTo(s_x.Select(v => v + 1)).Within(1e-13));
        Assert.That(Shapes.Volume([2]), Is.EqualTo((double[])[8]));
    }
}
