using System.Globalization;
using TensorAot.Verification;

namespace TensorAot.Runtime.Tests.Verification;

public sealed class GradientCheckTests
{
    [Test]
    public void ARightGradientIsCorrect()
    {
        double[] w = [0.3, -2, 700];
        GradientReport report = GradientCheck.Run(x => x.Sum(v => Math.Sin(v) * v), x => x.Select(v => Math.Sin(v) + (v * Math.Cos(v))).ToArray(), w);
        Assert.That(report.IsCorrect, Is.True, report.ToString());
        Assert.That(report.Compared, Has.Count.EqualTo(3 + 4));
        Assert.That(report.LargestError, Is.LessThan(1e-6));
        Assert.That(report.ToString(), Does.StartWith("The gradient agrees with differences in all 7 derivatives"));
        Assert.That(report.Require, Throws.Nothing);
    }

    [Test]
    public void AWrongElementIsNamedWithBothValues()
    {
        double[,] weights = { { 1, 2 }, { 3, 4 } };
        GradientReport report = GradientCheck.Run(x => x.Cast<double>().Sum(v => v * v), Wrong, weights);
        Assert.That(report.IsCorrect, Is.False);
        GradientDifference worst = report.Wrong[0];
        Assert.That((worst.Input, worst.Index, worst.Shape, worst.Gradient), Is.EqualTo(("weights", "[1, 0]", "[2, 2]", 12.0)));
        Assert.That(worst.Numeric, Is.EqualTo(6).Within(1e-9));
        Assert.That(worst.RelativeError, Is.EqualTo(0.5).Within(1e-9));
        Assert.That(report.Wrong.Skip(1).Select(d => d.Input), Is.All.EqualTo("all inputs"), "the directions see it too");
        var thrown = Assert.Throws<GradientCheckException>(report.Require);
        Assert.That(thrown!.Message, Does.Contain("weights[1, 0] of shape [2, 2]: gradient 12, differences 6, absolute error 6, relative error 0.5"));

        static double[,] Wrong(double[,] x) => new[,] { { 2 * x[0, 0], 2 * x[0, 1] }, { 4 * x[1, 0], 2 * x[1, 1] } };
    }

    [Test]
    public void SeveralInputsOfAnyRank()
    {
        double[,,] a = { { { 1, 2 } }, { { -1, 0.5 } } };
        double[] b = [2, 3];
        const double scale = 0.5;
        GradientReport report = GradientCheck.Run(
            (x, y, s) => s * x.Cast<double>().Select((v, i) => v * y[i % 2]).Sum(),
            (x, y, s) => (new[,,] { { { s * y[0], s * y[1] } }, { { s * y[0], s * y[1] } } }, [s * (x[0, 0, 0] + x[1, 0, 0]), s * (x[0, 0, 1] + x[1, 0, 1])], x.Cast<double>().Select((v, i) => v * y[i % 2]).Sum() + 1),
            a, b, scale);
        Assert.That(report.Wrong.First(d => d.Input != "all inputs").Input, Is.EqualTo("scale"));
        Assert.That(report.Wrong.Count(d => d.Input != "all inputs"), Is.EqualTo(1));
    }

    [Test]
    public void FloatsHaveWiderTolerances()
    {
        float[] x = [0.5f, -1.25f, 30];
        Assert.That(GradientCheck.Run(v => MathF.Tanh(v[0]) + (v[1] * v[2]), v => new[] { 1 - (MathF.Tanh(v[0]) * MathF.Tanh(v[0])), v[2], v[1] }, x).IsCorrect, Is.True);
        Assert.That(GradientCheck.Run(v => MathF.Tanh(v[0]) + (v[1] * v[2]), v => new[] { 1 - MathF.Tanh(v[0]), v[2], v[1] }, x).IsCorrect, Is.False);
    }

    [Test]
    public void ProductsOfFunctionsThatGiveArrays()
    {
        double[] x = [0.1, 0.2, 0.3];
        GradientReport right = GradientCheck.RunProduct(v => v.Select(Math.Exp).ToArray(), (v, u) => v.Select((e, i) => Math.Exp(e) * u[i]).ToArray(), x, 0.0);
        GradientReport wrong = GradientCheck.RunProduct(v => v.Select(Math.Exp).ToArray(), (v, u) => v.Select((e, i) => Math.Exp(e) * u[0]).ToArray(), x, 0.0);
        Assert.That(right.IsCorrect, Is.True, right.ToString());
        Assert.That(wrong.Wrong.Select(d => d.Index), Does.Contain("[1]").And.Contain("[2]").And.Not.Contain("[0]"));
    }

    [Test]
    public void LargeInputsAreSampled()
    {
        double[] x = new double[100_000];
        int calls = 0;
        double Cost(double[] v)
        {
            calls++;
            return v.Sum();
        }
        GradientReport report = GradientCheck.Run(Cost, v => v.Select(_ => 1.0).ToArray(), x, new GradientCheckOptions { Elements = 20, Directions = 2 });
        Assert.That(report.IsCorrect, Is.True, report.ToString());
        Assert.That(calls, Is.LessThanOrEqualTo(22 * 6));
    }

    [Test]
    public void NaNIsWrong() =>
        Assert.That(GradientCheck.Run(v => v[0], _ => new[] { double.NaN }, new[] { 1.0 }).IsCorrect, Is.False);

    [Test]
    public void NothingIsCorrect() =>
        Assert.That(GradientCheck.Run(v => v.Sum(), v => v, Array.Empty<double>()).IsCorrect, Is.True);

    [Test]
    public void AnotherShapeIsRefused()
    {
        double[] x = [1, 2];
        Assert.That(() => GradientCheck.Run(v => v.Sum(), _ => new[] { 1.0 }, x), Throws.ArgumentException.With.Message.Contain("The gradient of x has shape [1]; x has shape [2]."));
        Assert.That(() => GradientCheck.Run(v => v.Sum(n => (double)n), v => v, new[] { 1 }), Throws.ArgumentException.With.Message.Contain("expected Double"));
    }

    [Test]
    [SetCulture("de-DE")]
    public void ReportsReadTheSameInAnyCulture()
    {
        Assert.That(CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator, Is.EqualTo(","));
        Assert.That(GradientCheck.Run(v => v * v, v => v, 0.5).ToString(), Does.Contain("gradient 0.5, differences 1,"));
    }
}
