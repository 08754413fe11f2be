using System.Numerics.Tensors;

namespace OverloadTests.Tensors;

/// <summary>With overloads over tensors, calls with arrays and spans mean what they meant, and tensors go where arrays do not.</summary>
[TestFixture]
public class CallFormTests
{
    [Test]
    public void Arrays_go_to_the_overloads_over_arrays()
    {
        double[,] y = Forms.Logistic(new double[,] { { 0 } });
        Assert.That(y, Is.EqualTo(new double[,] { { 0.5 } }));
        float[] doubled = Forms.Doubled([1, 2]);
        Assert.That(doubled, Is.EqualTo(new float[] { 2, 4 }));
        float[] array = [3], into = new float[1];
        doubled = Forms.Doubled(array);
        Forms.Doubled(array, into);
        Assert.That((doubled[0], into[0]), Is.EqualTo((6f, 6f)));
        Assert.That(Forms.Total([1, 2.5]), Is.EqualTo(3.5));
        Assert.That(Forms.Total([]), Is.Zero);
    }

    [Test]
    public void Spans_go_to_the_cores()
    {
        Span<float> into = stackalloc float[2];
        Forms.Doubled(stackalloc float[] { 1, 2 }, into);
        Assert.That(into.ToArray(), Is.EqualTo(new float[] { 2, 4 }));
        Assert.That(Forms.Total(default(ReadOnlySpan<double>)), Is.Zero);
        Assert.That(Forms.Total(new ArraySegment<double>([1, 2, 3], 1, 2)), Is.EqualTo(5));
    }

    [Test]
    public void Null_and_default_are_no_tensors()
    {
        Assert.That(() => Forms.Logistic(null!), Throws.ArgumentNullException);
        Assert.That(() => Forms.Logistic(default!), Throws.ArgumentNullException);
        Assert.That(() => Forms.Total(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void Tensors_and_arrays_mix()
    {
        Tensor<double> x = Tensor.Create<double>([1, 2, 3, 4, 5, 6], [2, 3]);
        Tensor<double> y = Forms.Weighted(new double[] { 1, 1 }, x, 1);
        Assert.That(y[1], Is.EqualTo(7));
        double[] into = new double[3];
        Forms.Weighted(new double[] { 1, 1 }, x, 1, into);
        Assert.That(into, Is.EqualTo(new double[] { 5, 7, 9 }));
    }

    [Test]
    public void Every_kind_of_tensor_is_an_argument()
    {
        Tensor<double> tensor = Tensor.Create<double>([0], [1, 1]);
        TensorSpan<double> span = tensor;
        ReadOnlyTensorSpan<double> readOnly = tensor;
        Assert.That(Forms.Logistic(tensor)[0, 0], Is.EqualTo(0.5));
        Assert.That(Forms.Logistic(span)[0, 0], Is.EqualTo(0.5));
        Assert.That(Forms.Logistic(readOnly)[0, 0], Is.EqualTo(0.5));
        Assert.That(Forms.Logistic(in readOnly)[0, 0], Is.EqualTo(0.5));
        Tensor<double> into = Tensor.Create<double>([0], [1, 1]);
        Forms.Logistic(tensor, into);
        Assert.That(into[0, 0], Is.EqualTo(0.5));
    }

    [Test]
    public void Scalars_alone_have_no_such_overload() => Assert.That(Forms.Plus(1, 2), Is.EqualTo(3));

    [Test]
    public void Functions_still_convert_to_delegates()
    {
        Func<double[,], double[,]> arrays = Forms.Logistic;
        Func<Tensor<double>, Tensor<double>> tensors = x => Forms.Logistic(x);
        Assert.That(arrays(new double[1, 1])[0, 0], Is.EqualTo(tensors(Tensor.Create(new double[1], [1, 1]))[0, 0]));
    }
}
