namespace FaceTests.Gradients;

[TestFixture]
public class SlopeTests
{
    private const double B = 0.3;
    private static readonly double[,] s_x = { { 1, 2 }, { -0.5, 0.25 }, { 3, -1 } };
    private static readonly double[] s_w = [0.2, -0.4];

    [Test]
    public void The_value_is_the_formula() =>
        Assert.That(Slopes.Value(s_x, s_w, B), Is.EqualTo(Cost(s_x, s_w, B)).Within(1e-13));

    [Test]
    public void A_gradient_of_a_vector_is_the_finite_difference()
    {
        double[] gradient = Slopes.One(s_x, s_w, B);
        Assert.That(gradient, Is.EqualTo(Differences(s_w, w => Cost(s_x, w, B))).Within(1e-8));
    }

    [Test]
    public void Several_gradients_come_in_the_order_asked_for_with_the_shapes_of_the_inputs()
    {
        (double[] w, double b, double[,] x) = Slopes.Three(s_x, s_w, B);
        Assert.That(w, Is.EqualTo(Differences(s_w, v => Cost(s_x, v, B))).Within(1e-8));
        Assert.That(b, Is.EqualTo(Differences([B], v => Cost(s_x, s_w, v[0]))[0]).Within(1e-8));
        double[] flat = [.. s_x.Cast<double>()];
        Assert.That(x.Cast<double>(), Is.EqualTo(Differences(flat, v => Cost(Rows(v), s_w, B))).Within(1e-8));
    }

    [Test]
    public void A_list_gives_an_array()
    {
        double expected = Differences(s_w, v => Cost(s_x, v, B)).Sum() + Differences([B], v => Cost(s_x, s_w, v[0]))[0];
        Assert.That(Slopes.Listed(s_x, s_w, B), Is.EqualTo(expected).Within(1e-8));
    }

    [Test]
    public void Gradients_nest() // (x^2 e^x)'' = (x^2 + 4 x + 2) e^x
        => Assert.That(Slopes.Second([-1, 0, 0.7, 2]), Is.EqualTo(((double[])[-1, 0, 0.7, 2]).Select(v => ((v * v) + (4 * v) + 2) * Math.Exp(v))).Within(1e-12));

    [Test]
    public void What_is_stopped_counts_as_a_constant() =>
        Assert.That(Slopes.Stopped([-3, 2]), Is.EqualTo((double[])[9, 4]));

    private static double Cost(double[,] x, double[] w, double b) => Enumerable.Range(0, x.GetLength(0)).Average(i =>
    {
        double z = (x[i, 0] * w[0]) + (x[i, 1] * w[1]), t = Math.Tanh(z + b);
        return (t * t) + Math.Exp(-b * b) + Math.Log(1 + Math.Exp(z));
    });

    private static double[] Differences(double[] at, Func<double[], double> cost) => [.. at.Select((_, i) =>
    {
        double Moved(double by) => cost([.. at.Select((v, j) => j == i ? v + by : v)]);
        return (Moved(1e-5) - Moved(-1e-5)) / 2e-5;
    })];

    private static double[,] Rows(double[] flat)
    {
        double[,] rows = new double[flat.Length / 2, 2];
        for (int i = 0; i < flat.Length; i++)
            rows[i / 2, i % 2] = flat[i];
        return rows;
    }
}
