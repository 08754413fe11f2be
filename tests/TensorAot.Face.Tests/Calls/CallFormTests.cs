namespace FaceTests.Calls;

/// <summary>Every form of argument that C# offers reaches an overload without ambiguity.</summary>
[TestFixture]
public class CallFormTests
{
    private static readonly float[] s_two = [2, 4];

    [Test]
    public void A_vector_comes_as_array_or_collection_expression()
    {
        float[] array = [1, 2];
        Assert.That(Signatures.Doubled(array), Is.EqualTo(s_two));
        float[] destination = new float[2];
        Signatures.Doubled([1, 2], destination);
        Assert.That(destination, Is.EqualTo(s_two));
    }

    [Test]
    public void A_vector_comes_as_any_kind_of_span()
    {
        float[] destination = new float[2];
        Span<float> stack = stackalloc float[2];
        Signatures.Doubled(stackalloc float[] { 1, 2 }, stack);
        Assert.That(stack.ToArray(), Is.EqualTo(s_two));
        Span<float> span = [1, 2];
        Signatures.Doubled(span, destination);
        Assert.That(destination, Is.EqualTo(s_two));
        ReadOnlySpan<float> readOnly = span;
        Signatures.Doubled(readOnly, destination);
        Signatures.Doubled(new ArraySegment<float>([0, 1, 2], 1, 2), destination);
        Assert.That(destination, Is.EqualTo(s_two));
        Signatures.Doubled(new ReadOnlyMemory<float>([1, 2]).Span, destination);
        Assert.That(destination, Is.EqualTo(s_two));
    }

    [Test]
    public void A_scalar_result_is_returned_for_spans_arrays_and_collection_expressions()
    {
        double[] array = [1, 2, 3];
        Assert.That(Signatures.Total(array), Is.EqualTo(6));
        Assert.That(Signatures.Total(array.AsSpan(1)), Is.EqualTo(5));
        Assert.That(Signatures.Total([1, 2.5]), Is.EqualTo(3.5));
        Assert.That(Signatures.Total(stackalloc double[] { 1, 2 }), Is.EqualTo(3));
        Assert.That(Signatures.Total([]), Is.Zero);
        Assert.That(Signatures.Total(default(ReadOnlySpan<double>)), Is.Zero);
    }

    [Test]
    public void Null_goes_to_the_array_overload_which_names_the_parameter()
    {
        Assert.That(() => Signatures.Doubled(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("x"));
        Assert.That(() => Signatures.Total(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("x"));
        Assert.That(() => Signatures.Logistic(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("x"));
        Assert.That(() => Signatures.Product(new double[1, 1], null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("y"));
    }

    [Test]
    public void Named_arguments_have_the_names_of_the_definition()
    {
        Assert.That(Signatures.Affine(offset: 1, slope: 2, x: [1f, 2f]), Is.EqualTo((float[])[3, 5]));
        Span<float> result = stackalloc float[1];
        Signatures.Affine(result: result, x: [3], offset: 1, slope: 2);
        Assert.That(result[0], Is.EqualTo(7));
    }

    [Test]
    public void Scalars_come_by_value_and_a_scalar_result_of_scalars_is_returned()
    {
        double sum = Signatures.Plus(1.5, 2);
        Assert.That(sum, Is.EqualTo(3.5));
    }

    [Test]
    public void A_function_converts_to_a_delegate()
    {
        Func<double[,], double[,]> logistic = Signatures.Logistic;
        Assert.That(logistic(new double[1, 1]), Is.EqualTo(new double[,] { { 0.5 } }));
        Func<double, double, double> plus = Signatures.Plus;
        Assert.That(plus(1, 2), Is.EqualTo(3));
    }
}
