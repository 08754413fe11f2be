namespace FaceTests.Loops;

/// <summary>Against the same loops written in C#.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class UpdatesInLoopsTests
{
    private static readonly double[] s_x = [0.5, -1.25, 2, 0.75];
    private readonly UpdatesInLoops _model = new();

    [Test]
    public void A_step_reads_what_the_step_before_left()
    {
        double total = 1, before = 10;
        var expected = new List<double>();
        foreach (double e in s_x)
        {
            expected.Add(before + total);
            total += e;
        }
        Assert.That(_model.Grow(s_x), Is.EqualTo(expected).Within(1e-14));
        Assert.That(_model.Total.Span[0], Is.EqualTo(total));
        Assert.That(_model.Grow([]), Is.Empty);
        Assert.That(_model.Total.Span[0], Is.EqualTo(total));
    }

    [Test]
    public void Gradient_descent_in_a_loop()
    {
        double[,] x = { { 1, 2, -1 }, { 0.5, -1, 3 }, { 2, 0, 1 }, { -1, 1, 1 } };
        double[] y = [1, -2, 0.5, 3], w = new double[3];
        var expected = new List<double>();
        for (int epoch = 0; epoch < 2; epoch++)
            for (int i = 0; i < 4; i++)
            {
                double error = x[i, 0] * w[0] + x[i, 1] * w[1] + x[i, 2] * w[2] - y[i];
                expected.Add(error * error);
                for (int k = 0; k < 3; k++)
                    w[k] -= 0.05 * 2 * error * x[i, k];
            }
        (double[] first, _) = _model.Epoch(x, y, 0.05);
        (double[] second, double last) = _model.Epoch(x, y, 0.05);
        Assert.That(first.Concat(second), Is.EqualTo(expected).Within(1e-13));
        Assert.That(last, Is.EqualTo(expected[^1]).Within(1e-13));
        Assert.That(_model.W.Value, Is.EqualTo(w).Within(1e-13));
        Assert.That(_model.Steps.Span[0], Is.EqualTo(8));
    }

    [Test]
    public void A_loop_in_a_loop()
    {
        double total = 1, sum = 0;
        foreach (double e in s_x)
            foreach (double f in s_x)
            {
                sum += total;
                total = total * 0.5 + f * e;
            }
        Assert.That(_model.Nested(s_x), Is.EqualTo(sum).Within(1e-13));
        Assert.That(_model.Total.Span[0], Is.EqualTo(total).Within(1e-13));
    }

    [Test]
    public void Only_the_side_that_is_taken_updates()
    {
        Assert.That(_model.Sides(2), Is.EqualTo(2));
        Assert.That(_model.Total.Span[0], Is.EqualTo(3));
        Assert.That(_model.Sides(-1), Is.EqualTo(3));
        Assert.That(_model.Total.Span[0], Is.EqualTo(3));
        Assert.That(_model.W.Value, Is.EqualTo(new double[] { -1, -1, -1 }));
    }

    [TestCase(0, 1, 2)]
    [TestCase(1, 1, 1)]
    [TestCase(2, 3, 0)]
    public void Only_the_branch_that_is_taken_updates(int k, double value, double after)
    {
        Assert.That(_model.Branch(k), Is.EqualTo(value));
        Assert.That(_model.Total.Span[0], Is.EqualTo(after));
    }

    [Test]
    public void A_branch_in_a_loop()
    {
        Assert.That(_model.WhenPositive(s_x), Is.EqualTo(3));
        Assert.That(_model.Total.Span[0], Is.EqualTo(1 + 0.5 + 2 + 0.75));
    }

    [TestCase(0.5, 0, 1)]
    [TestCase(1, 1, 2)]
    [TestCase(100, 7, 128)]
    public void A_condition_reads_what_the_step_left(double bound, int steps, double total)
    {
        Assert.That(_model.Until(bound), Is.EqualTo(((double)steps, steps)));
        Assert.That(_model.Total.Span[0], Is.EqualTo(total));
    }

    [Test]
    public void Steps_that_are_not_done_update_nothing()
    {
        Assert.That(_model.UntilSum([1, 2, 4, 8], 2.5), Is.EqualTo((3.0, 2)));
        Assert.That(_model.Total.Span[0], Is.EqualTo(4));
    }

    [Test]
    public void Gradients_go_through_updates()
    {
        double Value(double[] x, double total)
        {
            double s = 0;
            foreach (double e in x)
                (s, total) = (s + total * total, total * e);
            return s;
        }
        _model.Total.Span[0] = 1.5;
        (double[] byX, double byTotal) = _model.Slopes(s_x);
        const double h = 1e-6;
        for (int i = 0; i < s_x.Length; i++)
        {
            double[] up = [.. s_x], down = [.. s_x];
            (up[i], down[i]) = (up[i] + h, down[i] - h);
            Assert.That(byX[i], Is.EqualTo((Value(up, 1.5) - Value(down, 1.5)) / (2 * h)).Within(1e-7));
        }
        Assert.That(byTotal, Is.EqualTo((Value(s_x, 1.5 + h) - Value(s_x, 1.5 - h)) / (2 * h)).Within(1e-7));
        Assert.That(_model.Total.Span[0], Is.EqualTo(1.5 * 0.5 * -1.25 * 2 * 0.75).Within(1e-14));
    }

    [Test]
    public void A_step_that_fails_leaves_state_as_it_was()
    {
        Assert.That(() => _model.Failing([1, 2, 3], [0, 1, 5]), Throws.InstanceOf<IndexOutOfRangeException>());
        Assert.That(_model.Total.Span[0], Is.EqualTo(1));
        Assert.That(_model.Failing([1, 2, 3], [0, 2]), Is.EqualTo(4));
        Assert.That(_model.Total.Span[0], Is.EqualTo(5));
    }

    [Test]
    public void Values_of_steps_before()
    {
        Assert.That(_model.Past([1, 2, 3, 4]), Is.EqualTo(new double[] { 1, 3, 6, 10 }));
        Assert.That(_model.Total.Span[0], Is.EqualTo(1 + 0 + 0 + 1 + 3));
    }
}
