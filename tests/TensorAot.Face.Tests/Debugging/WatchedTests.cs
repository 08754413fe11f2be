using TensorAot;

namespace FaceTests;

/// <summary>What checked functions say, and what they do not complain about.</summary>
public class WatchedTests
{
    private static FunctionCheckException Fails(Action call)
    {
        var exception = Assert.Throws<FunctionCheckException>(call)!;
        TestContext.Out.WriteLine(exception.Message);
        return exception;
    }

    [Test]
    public void ANaNNamesItsExpressionPlaceAndCause()
    {
        FunctionCheckException e = Fails(() => new Watched().Entropy(new[,] { { 0.5, 0.25, 0.25 }, { 0.75, -0.5, 0.75 } }));
        Assert.Multiple(() =>
        {
            Assert.That(e.Check, Is.EqualTo(Checks.NaN));
            Assert.That(e.Function, Is.EqualTo("Watched.Entropy"));
            Assert.That(e.Expression, Is.EqualTo("Log(p)"));
            Assert.That(e.Index, Is.EqualTo(new[] { 1, 1 }));
            Assert.That(e.Value, Is.NaN);
            Assert.That(e.InputsAreFinite, Is.True);
            Assert.That(e.Message, Does.Contain("Log(p) is NaN at [1, 1]").And.Contain("p is -0.5 there").And.Contain("the result result").Or.Contain("the result"));
        });
    }

    [Test]
    public void ValuesAreThoseOfTheFormula()
    {
        double[,] p = { { 0.5, 0.25, 0.25 }, { 0.125, 0.125, 0.75 } };
        Assert.That(new Watched().Entropy(p), Is.EqualTo(-p.Cast<double>().Sum(v => v * Math.Log(v))).Within(1e-15));
    }

    [Test]
    public void StateAndResultsStayWhenACheckFails()
    {
        var model = new Watched();
        double[,] good = { { 1, 0, 0 }, { 0, 1, 1 } }, bad = { { 1, 0, 0 }, { 0, -1, 0 } };
        double cost = model.Train(good, [1, 1], 0.1);
        // Sqrt(1) - 1 = 0 and Sqrt(5) - 1; the slope of the second is (Sqrt(5) - 1) / Sqrt(5) / 2 for both of its weights.
        double error = Math.Sqrt(5) - 1, slope = error / Math.Sqrt(5) / 2;
        double[] expected = [1, 2 - (0.1 * slope), 3 - (0.1 * slope)];
        Assert.That(cost, Is.EqualTo(error * error / 2).Within(1e-15));
        Assert.That(model.W.Value, Is.EqualTo(expected).Within(1e-15));
        Assert.That(model.Count.Value[0], Is.EqualTo(1));
        double[] before = model.W.Value;
        FunctionCheckException e = Fails(() => model.Train(bad, [1, 1], 0.1));
        Assert.That(e.Expression, Is.EqualTo("Sqrt(Dot(x, W))"));
        Assert.That(e.Message, Does.Contain("the state W"));
        Assert.That(model.W.Value, Is.EqualTo(before));
        Assert.That(model.Count.Value[0], Is.EqualTo(1));
    }

    [Test]
    public void ANaNThatReachesNoResultIsNone() =>
        Assert.That(new Watched().Guarded([-1, 1, Math.E]), Is.EqualTo(new[] { -1, 1, 1 + Math.E }).Within(1e-15));

    [Test]
    public void ANaNInTheArgumentsPassesThrough() =>
        Assert.That(new Watched().Guarded([double.NaN, 1, Math.E])[0], Is.NaN);

    [Test]
    public void APlaceThatANaNDecidesCounts() => Assert.That(Fails(() => new Watched().Best([1, -1, 4])).Expression, Is.EqualTo("Sqrt(x)"));

    [Test]
    public void StepsOfLoopsAreNamed()
    {
        FunctionCheckException e = Fails(() => new Watched().Decay(9, [0, 2, 5, 1]));
        Assert.That(e.Message, Does.Contain("in step 2 of its loop"));
        (double last, double[] all) = new Watched().Decay(9, [0, 2, 1]);
        Assert.That(last, Is.Zero);
        Assert.That(all, Is.EqualTo(new double[] { 18, 6, 2 }));
    }

    [Test]
    public void InfinitiesAreAskedForSeparately()
    {
        Assert.That(new Watched().LogsMayBeInfinite([0, 1]), Is.EqualTo(new[] { double.NegativeInfinity, 0 }));
        FunctionCheckException e = Fails(() => new Watched().Logs([1, 0]));
        Assert.That(e.Check, Is.EqualTo(Checks.Infinity));
        Assert.That(e.Value, Is.EqualTo(double.NegativeInfinity));
        Assert.That(new Watched().Logs([double.PositiveInfinity]), Is.EqualTo(new[] { double.PositiveInfinity }));
    }

    [Test]
    public void AnInfinityOfTheDefinitionIsMeant() => Assert.That(new Watched().Masked([1, 2], [false, false]), Is.EqualTo(double.NegativeInfinity));

    [Test]
    public void InfinitiesThatBecomeNaNAreNamed()
    {
        FunctionCheckException e = Fails(() => new Watched().Difference([1, 1000]));
        Assert.That(e.InputsAreFinite, Is.False);
        Assert.That(e.Index, Is.EqualTo(new[] { 1 }));
        Assert.That(e.Message, Does.Contain("Exp(x) is Infinity there"));
    }

    [Test]
    public void TheClassExplainsItself()
    {
        string text = Watched.Explain();
        TestContext.Out.WriteLine(text);
        Assert.That(text, Does.StartWith("Watched.Entropy\n  double Entropy(ReadOnlySpan<double> p, int n, int m)\n"));
        Assert.That(text, Does.Contain("as written").And.Contain("as computed").And.Contain("Log(p)").And.Contain("bytes of workspace"));
        Assert.That(text.Split('\n').Count(l => l.StartsWith("Watched.", StringComparison.Ordinal)), Is.EqualTo(10), "functions");
    }

    [Test]
    public void IntegersHaveNothingToCheck() => Assert.That(new Watched().Integers([1, 2, -3]), Is.EqualTo(new[] { -2, 1, 6 }));

    [Test]
    public void EmptyInputsAreFine() => Assert.That(new Watched().Entropy(new double[0, 3]), Is.Zero);
}
