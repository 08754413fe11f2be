using System.Numerics.Tensors;
using System.Reflection;

namespace OverloadTests.Signatures;

/// <summary>Partial methods marked as forms of a function compute what the function does.</summary>
[TestFixture]
public class ChosenTests
{
    private static readonly double[] s_x = [1, 2, 3, 4, 5, 6];

    [Test]
    public void Parameters_come_in_any_order()
    {
        double[] result = new double[6];
        Chosen.ScaledInto(result, 3, 2, 10, s_x);
        Assert.That(result, Is.EqualTo(new double[] { 10, 20, 30, 40, 50, 60 }));
    }

    [Test]
    public void A_parameter_with_a_default_may_be_left_out()
    {
        Assert.That(Chosen.ScaledFlat(s_x, 2, 3), Is.EqualTo(new double[] { 2, 4, 6, 8, 10, 12 }));
        double[] result = new double[6];
        Chosen.ScaledMemory(s_x, 2, 3, result);
        Assert.That(result[5], Is.EqualTo(30), "the default of the form itself");
    }

    [Test]
    public void Extensions_and_references()
    {
        Assert.That(Chosen.Tripled(new double[,] { { 1, 2 } }), Is.EqualTo(new double[,] { { 3, 6 } }));
        Tensor<double> result = Tensor.Create(new double[6], [3, 2]);
        double factor = 2;
        Chosen.ScaledTensor(new ReadOnlyTensorSpan<double>(s_x, [3, 2], [1, 3]), in factor, result);
        Assert.That(new[] { result[0, 0], result[0, 1], result[1, 0], result[2, 1] }, Is.EqualTo(new double[] { 2, 8, 4, 12 }));
        Assert.That(Chosen.ScaledTensor(Tensor.Create(s_x, [2, 3]))[1, 2], Is.EqualTo(12));
    }

    [Test]
    public void Results_are_taken_or_returned()
    {
        double[] x = [1, 4, 2];
        var (shifted, best) = Chosen.ShiftedAndBest(x, out double total);
        Assert.That((total, best), Is.EqualTo((7.0, 1)));
        Assert.That(shifted, Is.EqualTo(new double[] { -6, -3, -5 }));
        var named = Chosen.ByName(x);
        Assert.That((named.best, named.total, named.shifted[0]), Is.EqualTo((1, 7.0, -6.0)));
        Assert.That(Chosen.ByPlace(x), Is.EqualTo((7.0, shifted, 1)));
        double[] into = new double[3];
        double sum = 0;
        Chosen.ByReference(x, ref sum, into, out int first);
        Assert.That((sum, first, into[2]), Is.EqualTo((7.0, 1, -5.0)));
    }

    [Test]
    public void A_size_that_something_else_tells_is_compared()
    {
        Assert.That(Chosen.TotalOfRows(s_x, 2), Is.EqualTo(21));
        Assert.That(() => Chosen.TotalOfRows(s_x, 3), Throws.ArgumentException.With.Property("ParamName").EqualTo("n").And.Message.StartWith("Sizes disagree: n is 3, but that of x, double[n, 3], is 2."));
        Assert.That(() => Chosen.ScaledRows(new double[2, 3], 3), Throws.ArgumentException.With.Property("ParamName").EqualTo("x"));
        Assert.That(Chosen.ScaledRows(new double[,] { { 1, 2, 3 } }, 1), Is.EqualTo(new double[] { 2, 4, 6 }));
        Chosen.TotalInto(s_x, out double total);
        Assert.That(total, Is.EqualTo(21));
    }

    [Test]
    public void Of_overloads_the_one_that_fits_is_called()
    {
        Assert.That(Chosen.TwiceMatrix(new double[,] { { 1 } }), Is.EqualTo(new double[,] { { 2 } }));
        Assert.That(Chosen.TwiceVector([1]), Is.EqualTo(new double[] { 2 }));
        Assert.That(() => Chosen.TwiceVector(null), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("x"));
    }

    [Test]
    public void Keywords_are_names() => Assert.That(Chosen.Int([1]), Is.EqualTo(new double[] { 2 }));

    [Test]
    public void Modifiers_are_the_users()
    {
        var model = new ChosenModel();
        Assert.That(model.Advance(new double[] { 1, 2 }), Is.EqualTo(2));
        Assert.That(model.Advance(new double[] { 0, 0 }), Is.EqualTo(5));
        MethodInfo method = typeof(ChosenModel).GetMethod("Advance", BindingFlags.Instance | BindingFlags.NonPublic)!;
        Assert.That((method.IsFamilyOrAssembly, method.IsVirtual), Is.EqualTo((true, true)));
        Assert.That(typeof(Chosen).GetMethod("ScaledFlat", BindingFlags.Static | BindingFlags.NonPublic)!.IsAssembly);
    }
}
