using TensorAot;

namespace FaceTests;

/// <summary>Results against those of the function as written.</summary>
public class ComparedTests
{
    [Test]
    public void WhatAgreesIsGiven()
    {
        var model = new Compared();
        float[,] x = { { 1, 2, 3 }, { -1, 0.5f, 0 }, { 2, 2, -2 } };
        float[] y = [1, 0, 1];
        double[] w = [0.5, -0.25, 2];
        for (int step = 0; step < 20; step++)
        {
            double[] z = [.. Enumerable.Range(0, 3).Select(i => Enumerable.Range(0, 3).Sum(k => x[i, k] * w[k]))];
            double[] p = [.. z.Select(v => 1 / (1 + Math.Exp(-v)))];
            double cost = -Enumerable.Range(0, 3).Average(i => (y[i] * Math.Log(p[i])) + ((1 - y[i]) * Math.Log(1 - p[i])));
            w = [.. Enumerable.Range(0, 3).Select(k => w[k] - (0.5 * Enumerable.Range(0, 3).Average(i => (p[i] - y[i]) * x[i, k])))];
            Assert.That(model.Train(x, y), Is.EqualTo(cost).Within(1e-5));
            Assert.That(model.W.Value, Is.EqualTo(w).Within(1e-5));
        }
    }

    [Test]
    public void WhatIsNotFiniteAsWrittenIsNoDifference()
    {
        var model = new Compared();
        model.W.CopyFrom([200f, 0, 0]);
        // Log(p) is Log(0) as written, -200 as it is computed.
        Assert.That(model.Train(new float[,] { { -1, 0, 0 } }, [1]), Is.EqualTo(200).Within(1e-3));
    }

    [Test]
    public void WhatLosesItsDigitsAsWrittenIsTold()
    {
        Assert.That(new Compared().Cancels([1, 2]), Is.EqualTo(new[] { 1e12 * Math.Log(2), 1e12 * Math.Log(3) }).Within(1e-13).Percent);
        var exception = Assert.Throws<FunctionCheckException>(() => new Compared().Cancels([3e-10, 1e-10]))!;
        TestContext.Out.WriteLine(exception.Message);
        Assert.Multiple(() =>
        {
            Assert.That(exception.Check, Is.EqualTo(Checks.Reference));
            Assert.That(exception.Index, Is.EqualTo(new[] { 0 }));
            Assert.That(exception.Value, Is.EqualTo(300).Within(1e-6));
            Assert.That(exception.Expected, Is.EqualTo(1e12 * Math.Log(1 + 3e-10)).Within(1e-12));
            Assert.That(exception.Message, Does.Contain("As written, without rewriting, it is"));
        });
    }

    [Test]
    public void PlacesAndDrawsAreTheSame()
    {
        var model = new Compared();
        (int best, double first) = model.Several([1, -3, 2]);
        Assert.That(best, Is.EqualTo(1));
        Assert.That(model.Several([1, -3, 2]).Drawn, Is.Not.EqualTo(first), "the stream moves on");
    }

    [Test]
    public void WhatIsPrintedIsPrintedOnce()
    {
        var output = new StringWriter();
        TextWriter before = GraphPrint.Output;
        GraphPrint.Output = output;
        try
        {
            new Compared().Shown([1, 2, 3]);
        }
        finally
        {
            GraphPrint.Output = before;
        }
        Assert.That(output.ToString().Trim(), Is.EqualTo("mean: double = 2"));
    }
}
