using LayersTests.Models;
using LayersTests.Torch;

namespace LayersTests.Layers;

/// <summary>Models of nested layers, as users write them.</summary>
[TestFixture]
public class NetworkTests
{
    [Test]
    public void Layers_in_layers_learn()
    {
        Shared.SetSeed(0);
        var network = new Network();
        // Three classes by the sign of two products.
        var x = new float[60, 4];
        var labels = new int[60];
        for (int i = 0; i < 60; i++)
        {
            for (int k = 0; k < 4; k++)
                x[i, k] = (float)Math.Sin((7.3 * i) + (2.1 * k) + (i * k));
            labels[i] = x[i, 0] * x[i, 1] > 0 ? 0 : x[i, 2] > 0 ? 1 : 2;
        }

        var (first, rate) = network.Train(x, labels);
        Assert.That(rate, Is.EqualTo(0.01f / 20).Within(1e-9f));
        float last = first;
        for (int i = 0; i < 400; i++)
            last = network.Train(x, labels).cost;
        Assert.That(last, Is.LessThan(0.05f).And.LessThan(first / 10));
        Assert.That(network.Predict(x).Zip(labels, (a, b) => a == b).Count(hit => hit), Is.GreaterThan(55));
        Assert.That(network.Optimizer.Steps.Value[0], Is.EqualTo(401));
        // Dense, BatchNorm, two blocks of two dense layers and a norm, Dense.
        Assert.That(network.Optimizer.Parameters, Has.Count.EqualTo(2 + 2 + (2 * 6) + 2));
    }

    [Test]
    public void The_same_seed_gives_the_same_weights()
    {
        float[] Weights()
        {
            Shared.SetSeed(7);
            return [.. new Network().Optimizer.Parameters.SelectMany(p => p.Value)];
        }

        Assert.That(Weights(), Is.EqualTo(Weights()));
    }

    [Test]
    public void Sizes_may_belong_to_the_object()
    {
        var network = new SizedNetwork(3, 5);
        var x = new double[4, 6, 3];
        for (int i = 0; i < x.Length; i++)
            x[i / 18, i / 3 % 6, i % 3] = Math.Sin(i * i);
        // What stood in the first step.
        double[] y = [.. Enumerable.Range(0, 6).Select(n => x[0, n, 1])];
        double first = network.Train(x, y), last = first;
        for (int i = 0; i < 300; i++)
            last = network.Train(x, y);
        Assert.That(last, Is.LessThan(first / 10));
        Assert.That(network.Parameters.Select(p => p.Length), Is.EqualTo((int[])[5, 1, 60, 100, 20]));
    }
}
