namespace TensorAot.Examples.Tests;

/// <summary>The bound against the sums that it is made of, and that it holds.</summary>
public class AutoencoderTests
{
    [Test]
    public void The_bound_is_below_the_evidence()
    {
        // Before training codes matter little: the evidence is nearly that of the decoder at the mean of all codes.
        Shared.SetSeed(4);
        var model = new Autoencoder();
        float[,] image = new float[1, 784];
        for (int i = 0; i < 784; i += 3)
            image[0, i] = 1;
        double bound = Enumerable.Range(0, 400).Average(_ => (double)model.Evidence(image)[0]);
        double evidence = Evidence(model, image);
        Assert.That(bound, Is.LessThan(evidence));
        Assert.That(evidence - bound, Is.LessThan(20));
    }

    [Test]
    public void Training_raises_it()
    {
        Shared.SetSeed(4);
        var model = new Autoencoder();
        float[,] images = new float[20, 784];
        for (int i = 0; i < 20 * 784; i++)
            images[i / 784, i % 784] = i % 784 / 28 % (2 + i / 784 % 4) == 0 ? 1 : 0;
        float first = model.Train(images, 0.002f), last = first;
        for (int i = 0; i < 100; i++)
            last = model.Train(images, 0.002f);
        Assert.That(first, Is.LessThan(-400));
        Assert.That(last, Is.GreaterThan(first / 4));
    }

    // log of the mean of p(x | z) over codes z of the prior, by many draws outside the graph.
    private static double Evidence(Autoencoder model, float[,] image)
    {
        const int Draws = 4000;
        var random = new Random(0);
        float[,] codes = new float[Draws, Autoencoder.Codes];
        for (int i = 0; i < codes.Length; i++)
            codes[i / Autoencoder.Codes, i % Autoencoder.Codes] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        float[,] ink = model.Decode(codes);
        double[] logs = [.. Enumerable.Range(0, Draws).Select(draw =>
            Enumerable.Range(0, 784).Sum(i => Math.Log(image[0, i] == 1 ? ink[draw, i] : 1 - (double)ink[draw, i])))];
        return logs.Max() + Math.Log(logs.Average(log => Math.Exp(log - logs.Max())));
    }
}
