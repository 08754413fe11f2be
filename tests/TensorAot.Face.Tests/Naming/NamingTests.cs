namespace FaceTests.Naming;

[TestFixture]
public class NamingTests
{
    [Test]
    public void Graph_classes_in_the_global_namespace_and_in_other_types()
    {
        Assert.That(new GlobalCurve().Scaled([0, 0]), Is.EqualTo((double[])[2, 2]));
        Assert.That(new Containers.Inner.Curve().Scaled([1, 2]), Is.EqualTo((double[])[3, 6]));
        Assert.That(Containers.Other.Call([1, 2]), Is.EqualTo((double[])[4, 8]));
    }

    [Test]
    public void Types_beside_the_graph_class_may_have_any_name()
    {
        var curve = new Neighbours.Curve();
        Assert.That(curve.Scaled(new double[,] { { 1, 2 }, { 1, 3 } })[0, 0], Is.EqualTo(0.5));
        (double[] a, double b) = Neighbours.Curve.Both([0, -1]);
        Assert.That((a[0], b), Is.EqualTo((0.0, 0.0)));
    }

    [Test]
    public void Classes_of_one_name_and_functions_of_one_name_are_told_apart()
    {
        Assert.That(One.Twin.Run([1.0]), Is.EqualTo((double[])[2]));
        Assert.That(Two.Twin.Run([1.0]), Is.EqualTo((double[])[3]));
        Assert.That(Two.Twin.Run(new double[,] { { 1 } }), Is.EqualTo(new double[,] { { 21 } }));
        Assert.That(Two.Twin.Run([1f]), Is.EqualTo((float[])[201]));
        Assert.That(Generated.Run([1.0]), Is.EqualTo((double[])[2]));
        Assert.That(Generated.Call([1.0]), Is.EqualTo((double[])[3]));
        Assert.That(Numerics.Half([1.0]), Is.EqualTo((double[])[0.5]));
    }

    [Test]
    public void A_value_may_have_the_name_that_its_fold_would_have()
    {
        (double[] values, double squares) = Parameters.Sums([1, 2]);
        Assert.That(values, Is.EqualTo((double[])[2, 3]));
        Assert.That(squares, Is.EqualTo(13));
    }

    [Test]
    public void Parameters_and_results_may_have_the_names_of_generated_locals()
    {
        (double[,] softmax, double sum) = Parameters.Locals(new double[,] { { 1, 1 }, { 2, 2 } }, [0, 1], 3, 10);
        Assert.That(softmax, Is.EqualTo(new[,] { { 0.5, 1.5 }, { 0.5, 1.5 } }).Within(1e-15));
        Assert.That(sum, Is.EqualTo(16));
        double[] flat = new double[4];
        Parameters.Locals([1, 1, 2, 2], [0, 1], 3, 10, start: 2, @out: flat, i: out sum);
        Assert.That(flat[1], Is.EqualTo(1.5).Within(1e-15));
        Assert.That(Parameters.Slots([1, 1], [2, 4], 2, 1), Is.EqualTo((double[])[10, 10]));
        Assert.That(Parameters.Workspaces(new double[,] { { 2, 0, 0 }, { 0, 2, 0 }, { 0, 0, 2 } }, [1, 2, 3]), Is.EqualTo((double[])[4, 8, 12]));
        Assert.That(Parameters.Sizes(new double[,] { { 1, 2 } }, [3, 4], [5]), Is.EqualTo((double[])[16]));
    }

    [Test]
    public void Keywords_and_letters_of_any_script_are_names()
    {
        Assert.That(Parameters.Keywords(@class: [1, 2], @event: 2, value: [1, 1]), Is.EqualTo((double[])[4, 6]));
        Assert.That(Parameters.Unicode(größe: [1, 2], λ: 2), Is.EqualTo((double[])[2, 4]));
        Assert.That(Parameters.@static([1]), Is.EqualTo((double[])[-1]));
    }

    [Test]
    public void State_and_parameters_may_have_the_names_of_generated_members()
    {
        var parameters = new Parameters();
        Assert.That(parameters.State(tensorAotState: [1, 2], state: 3, owner: 10), Is.EqualTo(13));
        Assert.That(parameters.State([0, 0], 1, 0), Is.EqualTo(5 + 3));
    }
}
