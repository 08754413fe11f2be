using TensorAot.Verification;

namespace TensorAot.Examples.Tests;

/// <summary>The likelihood against SciPy, its slopes against differences, and what the process says where it has seen the target.</summary>
public class GaussianProcessTests
{
    private static readonly double[] s_lengths = [.. Enumerable.Repeat(1.0, 10)];

    [Test]
    public void The_likelihood_is_that_of_SciPy()
    {
        // examples/gp/check.py, at its start.
        var (train, _, _) = DiabetesData.Load();
        Assert.That(GaussianProcess.LogLikelihood(train.X, train.Y, s_lengths, -0.5, -0.5).likelihood, Is.EqualTo(-372.6772331077666).Within(1e-9));
    }

    [Test]
    public void Slopes_go_through_the_Cholesky_factor()
    {
        var (train, _, _) = DiabetesData.Load();
        double[,] x = new double[40, 10];
        Array.Copy(train.X, x, x.Length);
        double[] y = train.Y[..40];
        GradientCheck.Run(
            (double[] lengths, double signal, double noise) => GaussianProcess.LogLikelihood(x, y, lengths, signal, noise).likelihood,
            (lengths, signal, noise) =>
            {
                var (_, byLengths, bySignal, byNoise) = GaussianProcess.LogLikelihood(x, y, lengths, signal, noise);
                return (byLengths, bySignal, byNoise);
            },
            s_lengths, -0.5, -0.3).Require();
    }

    [Test]
    public void Without_noise_what_was_seen_is_expected()
    {
        double[,] x = { { 0, 1 }, { 1, -1 }, { 2, 0.5 } };
        double[] y = [0.3, -0.2, 1];
        var (mean, deviation) = GaussianProcess.Predict(x, x, y, [0, 0], 0, -12);
        Assert.That(mean, Is.EqualTo(y).Within(1e-6));
        Assert.That(deviation, Is.All.LessThan(1e-4));
        // Far away nothing is known: the mean of all targets, and the whole deviation.
        var (far, spread) = GaussianProcess.Predict(new double[,] { { 50, 50 } }, x, y, [0, 0], 0.5, -12);
        Assert.That(far[0], Is.Zero.Within(1e-12));
        Assert.That(spread[0], Is.EqualTo(Math.Exp(0.5)).Within(1e-8));
    }
}
