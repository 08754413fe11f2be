using LayersTests.Models;

namespace LayersTests.Optimizers;

/// <summary>Schedules against their formulas.</summary>
[TestFixture]
public class RateTests
{
    [Test]
    public void Schedules([Values(0, 1, 2, 3, 4, 5, 9, 10, 11, 1000, 3_000_000_000)] long step)
    {
        var at = RateModel.At(step);
        Assert.That(at.steps, Is.EqualTo(0.5 * Math.Pow(0.1, step / 3)).Within(1e-14).Percent);
        Assert.That(at.exponential, Is.EqualTo(0.5 * Math.Pow(0.25, step / 10.0)).Within(1e-12).Percent);
        Assert.That(at.cosine, Is.EqualTo(Cosine(step)).Within(1e-15));
        Assert.That(at.warm, Is.EqualTo(step < 4 ? 0.5 * (step + 1) / 4 : Cosine(step - 4)).Within(1e-15));
        Assert.That(at.warmConstant, Is.EqualTo(step < 4 ? 0.5 * (step + 1) / 4 : 0.5).Within(1e-15));
    }

    [Test]
    public void In_single_precision_too([Values(0, 3, 4, 9, 30)] long step)
    {
        var (at, exact) = (RateModel.AtSingle(step), RateModel.At(step));
        Assert.That(at.steps, Is.EqualTo(exact.steps).Within(1e-4).Percent);
        Assert.That(at.exponential, Is.EqualTo(exact.exponential).Within(1e-4).Percent);
        Assert.That(at.cosine, Is.EqualTo(exact.cosine).Within(1e-7));
        Assert.That(at.warm, Is.EqualTo(exact.warm).Within(1e-7));
    }

    private static double Cosine(long step) => 0.1 + (0.2 * (1 + Math.Cos(Math.PI * Math.Min(step / 10.0, 1))));
}
