namespace FaceTests.Loops;

[TestFixture]
public class RecurrenceTests
{
    private static readonly double[,] s_xs = { { 0.5, -1, 0.25 }, { 1, 0.5, -0.5 }, { -0.75, 0.1, 0.9 }, { 0.2, 0.3, -0.4 } };
    private static readonly double[] s_h0 = [0.1, -0.2];
    private static readonly double[,] s_w = { { 0.3, -0.1 }, { 0.2, 0.4 }, { -0.5, 0.6 } };
    private static readonly double[,] s_u = { { 0.7, -0.3 }, { 0.1, 0.2 } };
    private static readonly double[] s_b = [0.05, -0.15];

    [Test]
    public void Every_step_is_an_output() =>
        Assert.That(Recurrences.CumulativeProduct([2, 3, -1, 0.5]), Is.EqualTo(new double[] { 2, 6, -6, -3 }));

    [Test]
    public void No_element_is_no_step() => Assert.That(Recurrences.CumulativeProduct([]), Is.Empty);

    [Test]
    public void States_are_updated_at_once()
    {
        (double last, double[] all) = Recurrences.Fibonacci(0, 1);
        Assert.That(last, Is.EqualTo(89));
        Assert.That(all, Is.EqualTo(new double[] { 0, 1, 1, 2, 3, 5, 8, 13, 21, 34 }));
    }

    [Test]
    public void A_network_is_its_formula() =>
        Assert.That(Recurrences.Network(s_xs, s_h0, s_w, s_u, s_b).Cast<double>(), Is.EqualTo(States(Flat(s_xs), s_h0, Flat(s_w), Flat(s_u), s_b)).Within(1e-13));

    [Test]
    public void Its_gradients_are_differences()
    {
        double[][] at = [Flat(s_xs), s_h0, Flat(s_w), Flat(s_u), s_b];
        var result = Recurrences.NetworkGradient(s_xs, s_h0, s_w, s_u, s_b);
        double[][] gradients = [Flat(result.xs), result.h0, Flat(result.w), Flat(result.u), result.b];
        Assert.That(result.cost, Is.EqualTo(Cost(at)).Within(1e-13));
        for (int i = 0; i < at.Length; i++)
            for (int k = 0; k < at[i].Length; k++)
                Assert.That(gradients[i][k], Is.EqualTo((Cost(Moved(at, i, k, 1e-5)) - Cost(Moved(at, i, k, -1e-5))) / 2e-5).Within(1e-9), $"input {i}, element {k}");
    }

    [Test]
    public void The_power_iteration_finds_the_largest_eigenvalue()
    {
        (double value, double[] vector) = Recurrences.PowerIteration(new double[,] { { 2, 1 }, { 1, 3 } }, [1, 0]);
        Assert.That(value, Is.EqualTo((5 + Math.Sqrt(5)) / 2).Within(1e-13));
        Assert.That(vector[1] / vector[0], Is.EqualTo((1 + Math.Sqrt(5)) / 2).Within(1e-12));
    }

    [Test]
    public void A_step_may_differentiate() => Assert.That(Recurrences.NewtonRoot(7), Is.EqualTo(Math.Sqrt(7)).Within(1e-15));

    [Test]
    public void Derivatives_of_a_loop_may_be_taken_again()
    {
        (double value, double first, double second) = Recurrences.Logistic(0.3, 2.8);
        // x' = r x (1 - x), and the derivatives of that by r.
        (double x, double d, double dd, double r) = (0.3, 0, 0, 2.8);
        for (int i = 0; i < 6; i++)
            (x, d, dd) = (r * x * (1 - x), (x * (1 - x)) + (r * d * (1 - (2 * x))), (2 * d * (1 - (2 * x))) + (r * dd * (1 - (2 * x))) - (2 * r * d * d));
        Assert.That((value, first, second), Is.EqualTo((x, d, dd)).Using<(double, double, double)>((a, b) =>
            Math.Abs(a.Item1 - b.Item1) < 1e-13 && Math.Abs(a.Item2 - b.Item2) < 1e-12 && Math.Abs(a.Item3 - b.Item3) < 1e-10));
    }

    [Test]
    public void Loops_nest()
    {
        double[,,] x = { { { 1, 2 }, { 3, 4 } }, { { 5, 6 }, { 7, 8 } } };
        Assert.That(Recurrences.Nested(x, 2), Is.EqualTo(((((((2 * 0.5) + 3) * 0.5) + 7) * 0.5) + 11) * 0.5 + 15));
    }

    [Test]
    public void A_loop_may_run_from_the_end() =>
        Assert.That(Recurrences.FromTheEnd([1, 2, 3]), Is.EqualTo(new double[] { 6, 5, 3 }));

    [Test]
    public void A_step_may_branch() =>
        Assert.That(Recurrences.Collatz(6), Is.EqualTo(new[] { 6, 3, 10, 5, 16, 8, 4, 2, 1, 4 }));

    [Test]
    public void What_is_asserted_holds_or_throws()
    {
        Assert.That(Recurrences.Checked([1, 2, 3]), Is.EqualTo(6));
        Assert.That(() => Recurrences.Checked([5, 4, 3]), Throws.TypeOf<GraphCheckException>().With.Message.Contain("The sum stays below 10."));
        Assert.That(Recurrences.Finite([1, 2]), Is.EqualTo(new[] { 1, 0.5 }));
        Assert.That(() => Recurrences.Finite([1, 0]), Throws.TypeOf<GraphCheckException>().With.Message.Contain("x has no zero"));
    }

    [Test]
    public void A_reduction_may_choose() =>
        Assert.That(Recurrences.Longest(new double[,] { { 1, 1 }, { 3, 0 }, { -2, 2 } }), Is.EqualTo(new double[] { 3, 0 }));

    private static double Cost(double[][] at) => States(at[0], at[1], at[2], at[3], at[4]).Sum(h => h * h);

    private static double[] States(double[] xs, double[] h0, double[] w, double[] u, double[] b)
    {
        List<double> all = [];
        double[] h = h0;
        for (int t = 0; t < xs.Length / 3; t++)
        {
            double[] previous = h;
            h = [.. Enumerable.Range(0, 2).Select(j => Math.Tanh(
                Enumerable.Range(0, 3).Sum(i => xs[(3 * t) + i] * w[(2 * i) + j]) + Enumerable.Range(0, 2).Sum(i => previous[i] * u[(2 * i) + j]) + b[j]))];
            all.AddRange(h);
        }
        return [.. all];
    }

    private static double[][] Moved(double[][] at, int input, int element, double by) =>
        [.. at.Select((values, i) => values.Select((v, k) => i == input && k == element ? v + by : v).ToArray())];

    private static double[] Flat(double[,] values) => [.. values.Cast<double>()];
}
