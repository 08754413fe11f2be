namespace FaceTests.Loops;

/// <summary>Against one loop over all numbers with derivatives carried along by hand, and differences.</summary>
[TestFixture]
public class DeepLoopTests
{
    [TestCase(10, 25, 40)]
    [TestCase(1, 1, 10_000)]
    [TestCase(3, 0, 5)]
    public void Three_loops_are_one(int a, int b, int c)
    {
        (double[,,] x, double[,,] d) = (Some(a, b, c, 1), Some(a, b, c, 2));
        var result = DeepLoops.Derivatives(x, d, 0.9);
        (double value, double byW, double[] byX) = ByHand(Flat(x), 0.9);
        Assert.That(result.value, Is.EqualTo(value).Within(1e-13));
        Assert.That(result.w, Is.EqualTo(byW).Within(1e-12));
        Assert.That(Flat(result.x), Is.EqualTo(byX).Within(1e-13));
        Assert.That(result.tangent, Is.EqualTo(byX.Zip(Flat(d), (g, v) => g * v).Sum()).Within(1e-12));
        double[] Moved(double by) => ByHand([.. Flat(x).Zip(Flat(d), (v, e) => v + (by * e))], 0.9).X;
        double[] curvature = [.. Moved(1e-5).Zip(Moved(-1e-5), (p, m) => (p - m) / 2e-5)];
        Assert.That(Flat(result.curvature), Is.EqualTo(curvature).Within(1e-8));
        var again = DeepLoops.Checkpointed(x, d, 0.9);
        Assert.That(again.value, Is.EqualTo(result.value));
        Assert.That(Flat(again.x), Is.EqualTo(Flat(result.x)));
        Assert.That(again.w, Is.EqualTo(result.w).Within(1e-13));
        Assert.That(Flat(again.curvature), Is.EqualTo(Flat(result.curvature)).Within(1e-13));
    }

    [Test]
    public void Loops_that_end_in_loops()
    {
        double[] x = [0.5, -1, 2, 0.1];
        var result = DeepLoops.LoopsThatEndInLoops(x);
        for (int i = 0; i < x.Length; i++)
        {
            Assert.That((result.steps[i], result.finals[i]), Is.EqualTo(Ending(x[i])), $"element {i}");
            double slope = (Ending(x[i] + 1e-6).Final - Ending(x[i] - 1e-6).Final) / 2e-6;
            Assert.That(result.gradient[i], Is.EqualTo(slope).Within(1e-7 * Math.Max(1, Math.Abs(slope))), $"element {i}");
        }
    }

    private static (int Steps, double Final) Ending(double e)
    {
        (double y, double bound, int steps) = (1, 1 + (3 * e * e), 0);
        for (; y < bound && steps < 40; steps++)
            y = (y * 1.5) + (y > 2 ? e : -e * e);
        return (steps, y);
    }

    private static (double Value, double W, double[] X) ByHand(double[] x, double w)
    {
        (double s, double byW) = (0.5, 0);
        var slopes = new double[x.Length];
        for (int t = 0; t < x.Length; t++)
        {
            slopes[t] = Math.Cos((s * w) + x[t]);
            (s, byW) = (Math.Sin((s * w) + x[t]), slopes[t] * (s + (w * byW)));
        }
        var gradients = new double[x.Length];
        double g = 1;
        for (int t = x.Length - 1; t >= 0; t--)
            (gradients[t], g) = (g * slopes[t], g * slopes[t] * w);
        return (s, byW, gradients);
    }

    private static double[,,] Some(int a, int b, int c, int seed)
    {
        var random = new Random(seed);
        var values = new double[a, b, c];
        for (int i = 0; i < a; i++)
            for (int j = 0; j < b; j++)
                for (int k = 0; k < c; k++)
                    values[i, j, k] = (2 * random.NextDouble()) - 1;
        return values;
    }

    private static double[] Flat(double[,,] values) => [.. values.Cast<double>()];
}
