namespace FaceTests.Loops;

/// <summary>Against loops written out by hand, closed forms and differences.</summary>
[TestFixture]
public class LoopFormTests
{
    private static readonly double[] s_h0 = [0.1, -0.2];
    private static readonly double[,] s_w = { { 0.3, -0.1 }, { 0.2, 0.4 }, { -0.5, 0.6 } };
    private static readonly double[,] s_u = { { 0.7, -0.3 }, { 0.1, 0.2 } };

    [Test]
    public void A_step_reads_two_steps_back() =>
        Assert.That(LoopForms.Fibonacci([0, 1]), Is.EqualTo(new double[] { 1, 2, 3, 5, 8, 13, 21, 34, 55, 89 }));

    [Test]
    public void Taps_of_values_and_of_a_sequence()
    {
        (double[] start, double[] x, double[] w) = (Some(14, 1), Some(16, 2), Some(4, 3));
        Assert.That(LoopForms.Taps(Table(start, 2), Table(x, 2), Table(w, 2)).Cast<double>(), Is.EqualTo(Tapped(start, x, w)).Within(1e-14));
    }

    [Test]
    public void Gradients_through_taps_are_differences()
    {
        double[][] at = [Some(12, 1), Some(14, 2), Some(4, 3)];
        var result = LoopForms.TapsGradient(Table(at[0], 2), Table(at[1], 2), Table(at[2], 2));
        Differences(at, v => Tapped(v[0], v[1], v[2]).Sum(y => y * y), [Flat(result.start), Flat(result.x), Flat(result.w)]);
    }

    [Test]
    public void Fewer_initial_rows_than_taps_are_refused() =>
        Assert.That(() => LoopForms.Taps(new double[4, 2], new double[8, 2], new double[2, 2]), Throws.ArgumentException);

    [Test]
    public void Values_move_through_a_ring_of_buffers()
    {
        double[,] start = { { 0.1, 0.2, 0.3 }, { 0.5, -0.5, 0.25 }, { 1, 2, 3 } };
        List<double[]> rows = [.. Enumerable.Range(0, 3).Select(i => Enumerable.Range(0, 3).Select(j => start[i, j]).ToArray())];
        for (int t = 0; t < 11; t++)
            rows.Add([.. Enumerable.Range(0, 3).Select(j => 0.9 * rows[^1][j] + rows[^3][2 - j])]);
        Assert.That(LoopForms.LastOfTaps(start, 0.9), Is.EqualTo(rows[^1]).Within(1e-13));
    }

    [Test]
    public void Several_pasts_and_an_output()
    {
        var (x, y, sums) = LoopForms.TwoPasts([1, 2], [4]);
        Assert.That(x, Is.EqualTo(new double[] { 5, 3, 7.5, 4.5 }));
        Assert.That(y, Is.EqualTo(new double[] { 1, 2.5, 1.5, 3.75 }));
        Assert.That(sums, Is.EqualTo(new double[] { 1, 1, 2, 3 }));
    }

    [TestCase(2, 1)]
    [TestCase(9, 1)]
    [TestCase(4, 2)]
    public void Newtons_iteration_ends_at_the_root(double a, double start)
    {
        (double x, int n) = (start, 0);
        for (; Math.Abs((x * x) - a) > 1e-12; n++)
            x = 0.5 * (x + (a / x));
        (double root, int steps) = LoopForms.Newton(a, start);
        Assert.That((root, steps), Is.EqualTo((x, n)));
        Assert.That(root, Is.EqualTo(Math.Sqrt(a)).Within(1e-12));
    }

    [Test]
    public void Derivatives_go_through_the_steps_that_were_done()
    {
        var (first, second, forward) = LoopForms.NewtonDerivatives(7, 3);
        Assert.That(first, Is.EqualTo(0.5 / Math.Sqrt(7)).Within(1e-9));
        Assert.That(forward, Is.EqualTo(first).Within(1e-14));
        Assert.That(second, Is.EqualTo(-0.25 / Math.Pow(7, 1.5)).Within(1e-5));
    }

    [Test]
    public void A_loop_of_no_steps_has_the_gradient_of_its_initial_state()
    {
        var (first, second, forward) = LoopForms.NewtonDerivatives(9, 3);
        Assert.That((first, second, forward), Is.EqualTo((0.0, 0.0, 0.0)));
    }

    [Test]
    public void Examples_of_a_batch_end_by_themselves()
    {
        double[] a = [4, 1, 100, 0.25, 2];
        var (roots, steps) = LoopForms.NewtonOfEach(a);
        for (int i = 0; i < a.Length; i++)
            Assert.That((roots[i], steps[i]), Is.EqualTo(LoopForms.Newton(a[i], 1)), $"example {i}");
        Assert.That(LoopForms.NewtonGradients([4, 100, 0.25]), Is.EqualTo(new[] { 0.25, 0.05, 1 }).Within(1e-6));
    }

    [Test]
    public void A_loop_ends_with_the_step_in_which_its_condition_holds()
    {
        var (sum, sums, steps) = LoopForms.UntilBound([1, 2, 3, 4, 5], 10);
        Assert.That((sum, steps), Is.EqualTo((14.0, 3)));
        Assert.That(sums, Is.EqualTo(new double[] { 1, 5, 14, 0, 0 }));
        var whole = LoopForms.UntilBound([1, 2, 3], 100);
        Assert.That((whole.sum, whole.steps), Is.EqualTo((14.0, 3)));
        Assert.That(whole.sums, Is.EqualTo(new double[] { 1, 5, 14 }));
        var none = LoopForms.UntilBound([], 100);
        Assert.That((none.sum, none.steps, none.sums.Length), Is.EqualTo((0.0, 0, 0)));
    }

    [TestCase(0.9)]
    [TestCase(50)]
    public void Derivatives_of_a_loop_that_ends_are_differences(double bound)
    {
        (double[] x, double[] d) = ([0.5, -0.7, 0.9, 0.8, 0.4], [1, -2, 0.5, 0.25, -1]);
        var result = LoopForms.UntilDerivatives(x, d, bound);
        double Cost(double[] x)
        {
            (double s, double sum) = (0.1, 0);
            int t = 0;
            for (bool ends = false; t < x.Length && !ends; t++)
            {
                s = Math.Sin(s) + (x[t] * x[t] * x[t]);
                sum += Math.Exp(s * x[t]);
                ends = s > bound;
            }
            return (s * s) + sum + (x.Length - t);
        }

        Differences([x], v => Cost(v[0]), [result.gradient]);
        Assert.That(result.forward, Is.EqualTo(result.gradient.Zip(d, (g, e) => g * e).Sum()).Within(1e-12));
        double[] Moved(double by) => LoopForms.UntilDerivatives([.. x.Zip(d, (a, e) => a + (by * e))], d, bound).gradient;
        Assert.That(result.product, Is.EqualTo(Moved(1e-6).Zip(Moved(-1e-6), (p, m) => (p - m) / 2e-6)).Within(1e-7));
    }

    [Test]
    public void What_steps_that_are_not_done_would_read_is_not_checked()
    {
        double[,] a = { { 2, 0 }, { 0, 4 } };
        Assert.That(LoopForms.NotReached(a, [1, 99], 1), Is.EqualTo(8));
        Assert.That(() => LoopForms.NotReached(a, [1, 99], 2), Throws.TypeOf<IndexOutOfRangeException>());
        Assert.That(LoopForms.NoStep(new double[2, 2], 5), Is.EqualTo(5));
        Assert.That(LoopForms.NoStep(a, 0.5), Is.EqualTo(1.25));
    }

    [Test]
    public void A_truncated_gradient_goes_back_over_the_last_steps()
    {
        double[,] xs = Table(Some(30, 7), 3);
        var truncated = LoopForms.Truncated(xs, s_h0, s_w, s_u);
        var byHand = LoopForms.TruncatedByHand(xs, s_h0, s_w, s_u);
        Assert.That(truncated.xs.Cast<double>(), Is.EqualTo(byHand.xs.Cast<double>()).Within(1e-14));
        Assert.That(truncated.w.Cast<double>(), Is.EqualTo(byHand.w.Cast<double>()).Within(1e-14));
        Assert.That(truncated.u.Cast<double>(), Is.EqualTo(byHand.u.Cast<double>()).Within(1e-14));
        Assert.That(truncated.h0, Is.EqualTo(new double[2]));
        var few = (LoopForms.Truncated(Table(Some(9, 7), 3), s_h0, s_w, s_u), LoopForms.Whole(Table(Some(9, 7), 3), s_h0, s_w, s_u));
        Assert.That(few.Item1.h0, Is.EqualTo(few.Item2.h0).Within(1e-14));
        Assert.That(few.Item1.w.Cast<double>(), Is.EqualTo(few.Item2.w.Cast<double>()).Within(1e-14));
    }

    [TestCase(0)]
    [TestCase(5)]
    [TestCase(8)]
    [TestCase(16)]
    [TestCase(37)]
    public void Checkpoints_change_no_gradient(int steps)
    {
        double[,] xs = Table(Some(3 * steps, 7), 3);
        Same(LoopForms.Whole(xs, s_h0, s_w, s_u), LoopForms.Checkpointed(xs, s_h0, s_w, s_u));
        Same(LoopForms.WholeReverse(xs, s_h0, s_w, s_u), LoopForms.CheckpointedReverse(xs, s_h0, s_w, s_u));
        double[,] d = Table(Some(3 * steps, 8), 3);
        Assert.That(LoopForms.CheckpointedCurvature(xs, d, s_h0, s_w, s_u).Cast<double>(), Is.EqualTo(LoopForms.Curvature(xs, d, s_h0, s_w, s_u).Cast<double>()).Within(1e-11));
    }

    [Test]
    public void Checkpoints_change_no_bit_of_a_state_or_its_gradient()
    {
        double[] x = [.. Enumerable.Range(0, 64).Select(i => (i + 0.5) / 65)];
        var (whole, checkpointed) = (LoopForms.LongWhole(x, 3.57), LoopForms.LongCheckpointed(x, 3.57));
        Assert.That(checkpointed.value, Is.EqualTo(whole.value));
        Assert.That(checkpointed.slope, Is.EqualTo(whole.slope));
    }

    [TestCase(-1, 5)]
    [TestCase(0, 0)]
    [TestCase(1, 1)]
    [TestCase(2, 2)]
    [TestCase(3, 3)]
    [TestCase(4, 4)]
    [TestCase(5, 5)]
    [TestCase(6, 5)]
    [TestCase(int.MaxValue, 5)]
    [TestCase(int.MinValue, 5)]
    public void A_switch_computes_one_value(int k, int branch)
    {
        (Func<double, double> f, Func<double, double> slope)[] branches =
        [
            (Math.Sin, Math.Cos), (x => x * x, x => 2 * x), (Math.Log, x => 1 / x), (Math.Exp, Math.Exp), (x => 1 / x, x => -1 / (x * x)), (x => -x, _ => -1),
        ];
        double[] x = [0.5, 1.5, 2];
        Assert.That(LoopForms.Chosen(k, x), Is.EqualTo(x.Select(branches[branch].f)).Within(1e-15));
        Assert.That(LoopForms.ChosenSlope(k, x), Is.EqualTo(x.Select(branches[branch].slope)).Within(1e-14));
    }

    [Test]
    public void A_switch_of_pairs()
    {
        Assert.That(LoopForms.ChosenPair(0, 3), Is.EqualTo((3.0, 9.0)));
        Assert.That(LoopForms.ChosenPair(2, 4), Is.EqualTo((-4.0, 2.0)));
        Assert.That(LoopForms.ChosenPair(-7, 4), Is.EqualTo((-4.0, 2.0)));
    }

    [Test]
    public void A_machine_runs_its_program() => Assert.That(LoopForms.Machine([0, 1, 2, 3, 0, 0], 1), Is.EqualTo((0.25, 4)));

    [Test]
    public void The_last_state_of_a_loop_updates_the_model()
    {
        var mean = new RunningMean();
        Assert.That(mean.Add([1, 2, 3]), Is.EqualTo(new[] { 1, 1.5, 2 }));
        Assert.That(mean.Add([10]), Is.EqualTo(new double[] { 4 }).Within(1e-15));
    }

    private static void Same(
        (double[,] xs, double[] h0, double[,] w, double[,] u) a, (double[,] xs, double[] h0, double[,] w, double[,] u) b)
    {
        Assert.That(Flat(b.xs), Is.EqualTo(Flat(a.xs)).Within(1e-14));
        Assert.That(b.h0, Is.EqualTo(a.h0).Within(1e-14));
        Assert.That(Flat(b.w), Is.EqualTo(Flat(a.w)).Within(1e-13));
        Assert.That(Flat(b.u), Is.EqualTo(Flat(a.u)).Within(1e-13));
    }

    private static double[] Tapped(double[] start, double[] x, double[] w)
    {
        List<double[]> rows = [.. start.Chunk(2)], xs = [.. x.Chunk(2)];
        for (int t = 1; t < xs.Count - 1; t++)
            rows.Add([.. Enumerable.Range(0, 2).Select(j => Math.Tanh(
                (rows[^1][0] * w[j]) + (rows[^1][1] * w[2 + j]) - (0.5 * rows[^2][j]) + rows[^5][j] + (xs[t - 1][j] * xs[t][j]) - xs[t + 1][j]))]);
        return [.. rows.Skip(start.Length / 2).SelectMany(r => r)];
    }

    private static void Differences(double[][] at, Func<double[][], double> cost, double[][] gradients)
    {
        for (int i = 0; i < at.Length; i++)
            for (int k = 0; k < at[i].Length; k++)
                Assert.That(gradients[i][k], Is.EqualTo((cost(Moved(at, i, k, 1e-5)) - cost(Moved(at, i, k, -1e-5))) / 2e-5).Within(1e-8), $"input {i}, element {k}");
    }

    private static double[][] Moved(double[][] at, int input, int element, double by) =>
        [.. at.Select((values, i) => values.Select((v, k) => i == input && k == element ? v + by : v).ToArray())];

    private static double[] Some(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];
    }

    private static double[,] Table(double[] values, int columns)
    {
        var table = new double[values.Length / columns, columns];
        Buffer.BlockCopy(values, 0, table, 0, values.Length * sizeof(double));
        return table;
    }

    private static double[] Flat(double[,] values) => [.. values.Cast<double>()];
}
