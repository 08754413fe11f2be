using System.Numerics.Tensors;

namespace OverloadTests.Tensors;

/// <summary>Wrong tensors are named with what was expected and what came, before anything is written.</summary>
[TestFixture]
public class TensorErrorTests
{
    private static readonly double[] s_memory = new double[64];

    private static void Refused(Action call, string parameter, string says)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(call)!;
        Assert.That(error.ParamName, Is.EqualTo(parameter));
        Assert.That(error.Message, Does.StartWith(says));
    }

    [Test]
    public void The_number_of_axes() => Refused(
        () => Forms.Logistic(new ReadOnlyTensorSpan<double>(s_memory, [2, 2, 2])), "x", "x is double[xDim0, xDim1]: 2 axes expected, 3 given, [2, 2, 2].");

    [Test]
    public void A_size_that_must_agree() => Refused(
        () => Forms.Product(new ReadOnlyTensorSpan<double>(s_memory, [2, 3]), new ReadOnlyTensorSpan<double>(s_memory, [4, 5])), "y",
        "y is double[m, k] (here [3, 5]), but [4, 5] was given: axis 0 is 4 instead of 3.");

    [Test]
    public void A_fixed_size() => Refused(
        () => Forms.Weighted(new ReadOnlyTensorSpan<double>(s_memory, [2]), new ReadOnlyTensorSpan<double>(s_memory, [2, 1])), "x",
        "x is double[n, 3] (here [2, 3]), but [2, 1] was given: axis 1 is 1 instead of 3. A size of 1 broadcasts only where it is declared");

    [Test]
    public void The_shape_of_a_result() => Refused(
        () => Forms.Logistic(new ReadOnlyTensorSpan<double>(s_memory, [2, 3]), new TensorSpan<double>(new double[6], [3, 2])), "result",
        "result is double[xDim0, xDim1] (here [2, 3]), but [3, 2] was given: axis 0 is 3 instead of 2.");

    [Test]
    public void A_result_without_memory_for_each_element() => Refused(
        () => Forms.Logistic(new ReadOnlyTensorSpan<double>(s_memory, [2, 3]), new TensorSpan<double>(new double[6], [2, 3], [0, 1])), "result",
        "result is written, but its 2 elements along axis 0 lie at one place (stride 0)");

    [Test]
    public void More_elements_than_a_span_holds() => Refused(
        () => Forms.Logistic(new ReadOnlyTensorSpan<double>(s_memory, [1 << 20, 1 << 20], [0, 0])), "x",
        "x is double[xDim0, xDim1]: [1048576, 1048576] was given, which is more elements than a span can hold.");

    [Test]
    public void Shared_memory() => Refused(
        () => Forms.Logistic(new ReadOnlyTensorSpan<double>(s_memory, [2, 3]), new TensorSpan<double>(s_memory, [2, 3])), "result", "result shares memory with x");

    [Test]
    public void Too_few_elements() => Assert.That(
        () => Forms.Inner(new ReadOnlyTensorSpan<double>(s_memory, [1])), Throws.ArgumentException.With.Message.StartWith("x[1..^1] needs"));

    [Test]
    public void Null() => Assert.That(() => Forms.Logistic(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("x"));
}
