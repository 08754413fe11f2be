namespace FaceTests.Entry;

/// <summary>What wrong arguments get: a message that names the parameter, what was expected and what came, and nothing written.</summary>
[TestFixture]
public class MessageTests
{
    private const string Broadcast = " A size of 1 broadcasts only where it is declared: declare 1 to broadcast.";

    [Test]
    public void An_array_of_another_size()
    {
        Refused(() => Checked.Added(new double[2, 3], new double[2]), "bias",
            "bias is double[m] (here [3]), but [2] was given: axis 0 is 2 instead of 3.");
        Refused(() => Checked.Fixed(new double[2, 4]), "x",
            "x is double[n, 3] (here [2, 3]), but [2, 4] was given: axis 1 is 4 instead of 3.");
    }

    [Test]
    public void A_size_of_1_where_broadcasting_was_hoped_for() =>
        Refused(() => Checked.Added(new double[2, 3], new double[1]), "bias",
            "bias is double[m] (here [3]), but [1] was given: axis 0 is 1 instead of 3." + Broadcast);

    [Test]
    public void A_span_of_another_length()
    {
        double[] result = new double[6];
        Refused(() => Checked.Added(new double[5], [1, 2, 3], n: 2, result: result), "x",
            "x is double[n, m] (here [2, 3]): 6 elements expected, 5 given.");
        Refused(() => Checked.Added(new double[6], [1, 2, 3], n: 2, result: new double[7]), "result",
            "result is double[n, m] (here [2, 3]): 6 elements expected, 7 given.");
        Refused(() => Checked.Fixed(new double[7], result), "x",
            "x is double[n, 3]: a multiple of 3 elements expected, 7 given.");
        Refused(() => Checked.Added(new double[6], [1, 2, 3], n: -2, result: result), "x",
            "A size cannot be negative: x is double[n, m] (here [-2, 3]).");
        Assert.That(result, Is.All.Zero, "nothing was written");
    }

    [Test]
    public void Sizes_that_inference_found_equal()
    {
        Refused(() => Checked.Inferred(new double[2, 3], new double[2, 4]), "x",
            "Sizes disagree: axis 1 of x (needed by x + y) is 3, but axis 1 of y is 4.");
        Refused(() => Checked.Inferred(new double[2, 3], new double[1, 3]), "x",
            "Sizes disagree: axis 0 of x (needed by x + y) is 2, but axis 0 of y is 1." + Broadcast);
    }

    [Test]
    public void An_output_that_overlaps_an_input_or_another_output()
    {
        double[] memory = [1, 2, 3, 4, 5, 6];
        Refused(() => Checked.Split(memory.AsSpan(0, 2), memory.AsSpan(1, 2), memory.AsSpan(4)), "up",
            "up shares memory with x: an output needs memory of its own.");
        Refused(() => Checked.Split(memory.AsSpan(0, 2), memory.AsSpan(2, 2), memory.AsSpan(3, 2)), "down",
            "down shares memory with up: an output needs memory of its own.");
        Assert.That(memory, Is.EqualTo((double[])[1, 2, 3, 4, 5, 6]), "nothing was written");
        Checked.Split(memory.AsSpan(0, 2), memory.AsSpan(2, 2), memory.AsSpan(4));
        Assert.That(memory, Is.EqualTo((double[])[1, 2, 2, 3, 0, 1]), "neighbours are no overlap");
    }

    [Test]
    public void An_argument_in_the_memory_of_the_state()
    {
        var model = new Checked();
        Refused(() => model.Moved(new double[4], model.Offset.Span), "result",
            "result shares memory with Offset: an output needs memory of its own.");
        Refused(() => model.Moved(model.Offset.Span, new double[4]), "x",
            "x shares memory with Offset, which this call updates: pass a copy.");
        Assert.That(model.Offset.Value, Is.All.EqualTo(1));
    }

    [Test]
    public void Integer_division_by_zero_shows_the_expression_and_updates_nothing()
    {
        int[] result = [9, 9];
        Assert.That(() => Checked.Divided([1, 2], 0, result), Throws.TypeOf<DivideByZeroException>().With.Message.EqualTo(
            "Division by zero in x / by. Nothing was written."));
        Assert.That(result, Is.All.EqualTo(9));
        var model = new Checked();
        Assert.That(() => model.Quotient([1, 2, 3, 4], 0), Throws.TypeOf<DivideByZeroException>());
        Assert.That(model.Offset.Value, Is.All.EqualTo(1));
        Assert.That(model.Quotient([8, 7, -7, 2], 2), Is.EqualTo((int[])[4, 3, -3, 1]));
        Assert.That(model.Offset.Value, Is.All.EqualTo(2));
    }

    [Test]
    public void Nothing_has_no_largest_element() =>
        Assert.That(() => Checked.Largest([]), Throws.ArgumentException.With.Message.EqualTo(
            "Max(x) needs xDim0 to be at least 1; it is 0 in this call. Nothing was written."));

    [Test]
    public void A_definition_that_is_called_says_what_it_is()
    {
        var definition = typeof(Checked).GetMethods(System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)
            .Single(m => m.Name == "Largest");
        Assert.That(() => definition.Invoke(null, System.Reflection.BindingFlags.DoNotWrapExceptions, null, [null], null),
            Throws.TypeOf<GraphDefinitionException>());
    }

    private static void Refused(Action call, string parameter, string message) =>
        Assert.That(call, Throws.TypeOf<ArgumentException>().With.Property("ParamName").EqualTo(parameter)
            .And.Message.EqualTo($"{message} (Parameter '{parameter}')"));
}
