namespace TensorAot.Face.Tests.Stability;

/// <summary>Closed forms, at arguments where the formulas as written give infinity and NaN.</summary>
public class TutorialsTests
{
    private static double Sigmoid(double z) => z >= 0 ? 1 / (1 + Math.Exp(-z)) : Math.Exp(z) / (1 + Math.Exp(z));

    [Test]
    public void Logistic_regression_is_exact_for_scores_of_800()
    {
        var (cost, slope, curve) = Tutorials.LogisticRegression(new double[,] { { 800, 0 }, { -800, 0 }, { 0, 1 }, { 0, 800 } }, [1, 1], [0, 1, 1, 1], [1, 2]);
        double s = Sigmoid(1), t = Sigmoid(-1);
        Assert.That(cost, Is.EqualTo((800 + 800 - Math.Log(s)) / 4).Within(1e-12));
        Assert.That(slope, Is.EqualTo(new[] { (800 + 800) / 4.0, -t / 4 }).Within(1e-12));
        Assert.That(curve, Is.EqualTo(new[] { 0, 2 * s * t / 4 }).Within(1e-15));
    }

    [Test]
    public void Softmax_regression_is_exact_for_scores_of_900()
    {
        var (cost, slope, curve) = Tutorials.SoftmaxRegression(new float[,] { { 900, 0, -900 }, { 1, 1, 1 } }, new float[,] { { 0, 1, 0 }, { 1, 0, 0 } }, new float[,] { { 1, 2, 3 }, { 3, 0, 0 } });
        Assert.That(cost, Is.EqualTo(900 + (float)Math.Log(3)).Within(1e-3));
        Assert.That(slope, Is.EqualTo(new[,] { { 1, -1, 0 }, { -2 / 3f, 1 / 3f, 1 / 3f } }).Within(1e-6));
        Assert.That(curve, Is.EqualTo(new[,] { { 0, 0, 0 }, { 2 / 3f, -1 / 3f, -1 / 3f } }).Within(1e-6));
    }

    [Test]
    public void The_likelihood_of_a_Gaussian_is_exact_far_from_its_mean()
    {
        double[] x = [1e5, -1e5, 3];
        var (value, mean, deviation) = Tutorials.Gaussian(x, 0.25, 0.5);
        Assert.That(value, Is.EqualTo(x.Sum(v => (-0.5 * (v - 0.25) * (v - 0.25) / 0.25) - Math.Log(0.5) - (0.5 * Math.Log(2 * Math.PI)))).Within(1e-3));
        Assert.That(mean, Is.EqualTo(x.Sum(v => (v - 0.25) / 0.25)).Within(1e-6));
        Assert.That(deviation, Is.EqualTo(x.Sum(v => ((v - 0.25) * (v - 0.25) / 0.125) - 2)).Within(1e-2));
    }

    [Test]
    public void Patterns_are_found_through_transposes_and_in_loops()
    {
        Assert.That(Tutorials.Transposed(new double[,] { { 900, 0 } }), Is.EqualTo(new double[,] { { 0, -900 } }));
        Assert.That(Tutorials.Survival([-800, -900, 800], 1), Is.EqualTo(-1699));
    }
}
