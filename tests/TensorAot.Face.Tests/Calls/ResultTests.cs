namespace FaceTests.Calls;

/// <summary>Scalars, arrays, tuples and records as results.</summary>
[TestFixture]
public class ResultTests
{
    private static readonly double[] s_x = [1, 2, 6];

    [Test]
    public void A_tuple_keeps_its_names()
    {
        var moments = Results.Moments(s_x);
        Assert.That(moments.sum, Is.EqualTo(9));
        Assert.That(moments.squares, Is.EqualTo((double[])[1, 4, 36]));
        (double sum, double[] squares) = Results.Moments(s_x);
        Assert.That((sum, squares[2]), Is.EqualTo((9.0, 36.0)));
    }

    [Test]
    public void In_the_span_core_a_scalar_is_an_out_parameter_and_the_names_are_the_elements()
    {
        double[] squares = new double[3];
        Results.Moments(s_x, out double sum, squares);
        Assert.That(sum, Is.EqualTo(9));
        Results.Moments(x: s_x, sum: out sum, squares: squares);
        Assert.That(squares, Is.EqualTo((double[])[1, 4, 36]));
    }

    [Test]
    public void A_tuple_without_names_is_one_without_names()
    {
        (double total, double[] negated) = Results.Unnamed(s_x);
        Assert.That(total, Is.EqualTo(9));
        Assert.That(negated, Is.EqualTo((double[])[-1, -2, -6]));
        var both = Results.Unnamed(s_x);
        Assert.That((both.Item1, both.Item2[0]), Is.EqualTo((9.0, -1.0)));
    }

    [Test]
    public void A_record_becomes_a_named_tuple_in_camel_case()
    {
        var spread = Results.Describe(s_x);
        Assert.That(spread.mean, Is.EqualTo(3));
        Assert.That(spread.deviations, Is.EqualTo((double[])[-2, -1, 3]));
        double[] deviations = new double[3];
        Results.Describe(s_x, mean: out double mean, deviations: deviations);
        Assert.That((mean, deviations[2]), Is.EqualTo((3.0, 3.0)));
    }

    [Test]
    public void A_record_gives_what_it_inherits_and_nothing_that_it_computes()
    {
        (double mean, double[] deviations, double largest) = Results.DescribeMore(s_x);
        Assert.That((mean, deviations[2], largest), Is.EqualTo((3.0, 3.0, 6.0)));
        Results.DescribeMore(s_x, mean: out mean, deviations: deviations, largest: out largest);
        Assert.That((mean, deviations[0], largest), Is.EqualTo((3.0, -2.0, 6.0)));
    }

    [Test]
    public void Two_scalars_come_as_a_tuple_or_through_out()
    {
        Assert.That(Results.Both(2, 5), Is.EqualTo((7.0, 10.0)));
        Results.Both(2, 5, out double sum, out double product);
        Assert.That((sum, product), Is.EqualTo((7.0, 10.0)));
    }

    [Test]
    public void Results_have_types_of_their_own()
    {
        (double[] column, int[] best, bool[,] positive) = Results.Mixed(new double[,] { { 1, 2 }, { 3, -4 } });
        Assert.That(column, Is.EqualTo((double[])[1, 3]));
        Assert.That(best, Is.EqualTo((int[])[1, 0]));
        Assert.That(positive, Is.EqualTo(new[,] { { true, true }, { true, false } }));
    }

    [Test]
    public void An_output_whose_name_is_taken_gets_a_number_in_the_core_and_keeps_its_name_in_the_tuple()
    {
        var results = Results.Clashing(s_x);
        Assert.That(results.x, Is.EqualTo((double[])[2, 3, 7]));
        Assert.That(results.result, Is.EqualTo((double[])[3, 4, 8]));
        Assert.That(results.n, Is.EqualTo(9));
        double[] x2 = new double[3], result = new double[3];
        Results.Clashing(s_x, x2: x2, result: result, n2: out double n);
        Assert.That((x2[0], result[0], n), Is.EqualTo((2.0, 3.0, 9.0)));
        double[] doubled = new double[3];
        Results.ResultIsTaken(result: s_x, result2: doubled);
        Assert.That(doubled, Is.EqualTo((double[])[2, 4, 12]));
    }

    [Test]
    public void One_value_returned_twice_fills_both_outputs()
    {
        var (same, again) = Results.Same(s_x);
        Assert.That(same, Is.EqualTo(s_x));
        Assert.That(again, Is.EqualTo(s_x).And.Not.SameAs(same));
    }

    [Test]
    public void A_result_may_be_declared_by_its_rank() =>
        Assert.That(Results.Declared(new double[1, 2]), Is.EqualTo(new double[,] { { 1, 1 } }));

    [Test]
    public void Without_parameters_the_face_is_the_span_core_alone()
    {
        Results.Answer(out double answer);
        Assert.That(answer, Is.EqualTo(42));
        double[] table = new double[4];
        Results.Table(table);
        Assert.That(table, Is.EqualTo((double[])[0, 2, 4, 6]));
        int[] counts = new int[3];
        Results.Constants(out double one, counts);
        Assert.That((one, counts[2]), Is.EqualTo((1.0, 2)));
    }

    [Test]
    public void An_input_that_nothing_needs_is_still_a_parameter() =>
        Assert.That(Results.IgnoresItsInput([5, 6, 7]), Is.EqualTo((double[])[1, 1]));

    [Test]
    public void A_result_may_have_the_name_of_its_function()
    {
        var (largest, smallest) = Results.Extremes(s_x);
        Assert.That((largest, smallest), Is.EqualTo((6.0, 1.0)));
    }

    [Test]
    public void The_recurrence_of_the_README_is_differentiated()
    {
        var random = new Random(3);
        double[,] Drawn(int rows, int columns)
        {
            var drawn = new double[rows, columns];
            for (int i = 0; i < rows * columns; i++)
                drawn[i / columns, i % columns] = random.NextDouble() - 0.5;
            return drawn;
        }
        double[,] x = Drawn(7, 3), u = Drawn(5, 5);
        double[] initial = [0.1, 0.2, 0.3, 0.4, 0.5];
        TensorAot.Verification.GradientCheck.Run(w => Results.RecurrentCost(x, w, u, initial), w => Results.Recurrent(x, w, u, initial), Drawn(3, 5)).Require();
    }
}
