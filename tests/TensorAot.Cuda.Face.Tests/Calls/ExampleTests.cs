using TensorAot.Examples;

namespace DeviceTests.Calls;

/// <summary>The functions of the examples on the emulator: bit for bit those of the CPU without products, and with products up to rounding.</summary>
[TestFixture]
public sealed class ExampleTests : OnEmulator
{
    private const int Count = 70;

    private static readonly double[] Truths = [.. Enumerable.Range(0, Count).Select(i => i % 3 == 0 ? 1.0 : 0)];

    [Test]
    public void TheSigmoidOfTheReadme()
    {
        SameBits(() => Logistic.Sigmoid(new double[,] { { 0, 1 }, { -1, -2 }, { 800, double.NaN } }));
        Assert.That(Emulated(() => Logistic.Sigmoid(new double[,] { { 0 } })), Is.EqualTo(new[,] { { 0.5 } }));
    }

    [Test]
    public void LogisticRegressionTrains()
    {
        (LogisticRegression cpu, LogisticRegression device) = (new(), new());
        double[,] x = Values.Doubles(Count, 30);
        for (int step = 0; step < 5; step++)
            Assert.That(Emulated(() => device.Train(x, Truths, 0.5), isReversed: step == 3), Is.EqualTo(cpu.Train(x, Truths, 0.5)).Within(1e-12));
        Assert.That(device.W.Value, Is.EqualTo(cpu.W.Value).Within(1e-12));
        Assert.That(device.B.Value, Is.EqualTo(cpu.B.Value).Within(1e-12));
        Assert.That(Emulated(() => device.Predict(x)), Is.EqualTo(cpu.Predict(x)).Within(1e-12));
        double[] z = [.. Enumerable.Range(0, Count).Select(i => (i - 35) / 3.0)];
        SameBits(() => device.CostAndSlope(z, Truths));
    }

    [Test]
    public void SoftmaxRegressionTrains()
    {
        (SoftmaxRegression cpu, SoftmaxRegression device) = (new(), new());
        float[,] x = Values.Floats(Count, 64);
        int[] labels = Values.Labels(Count, 10);
        for (int step = 0; step < 5; step++)
            Assert.That(Emulated(() => device.Train(x, labels, 0.1f), isReversed: step == 3), Is.EqualTo(cpu.Train(x, labels, 0.1f)).Within(1e-5f));
        Assert.That(device.W.Value, Is.EqualTo(cpu.W.Value).Within(1e-5f));
        Assert.That(device.B.Value, Is.EqualTo(cpu.B.Value).Within(1e-5f));
        Assert.That(Emulated(() => device.Predict(x)), Is.EqualTo(cpu.Predict(x)));
    }

    [Test]
    public void TheTwoLayerNetworkTrains()
    {
        (TwoLayerNetwork cpu, TwoLayerNetwork device) = (new(), new());
        float[,] x = Values.Floats(Count, 64);
        int[] labels = Values.Labels(Count, 10);
        for (int step = 0; step < 5; step++)
            Assert.That(Emulated(() => device.Train(x, labels, 0.1f), isReversed: step == 3), Is.EqualTo(cpu.Train(x, labels, 0.1f)).Within(1e-5f));
        Assert.That(device.W1.Value, Is.EqualTo(cpu.W1.Value).Within(1e-5f));
        Assert.That(device.W2.Value, Is.EqualTo(cpu.W2.Value).Within(1e-5f));
        Assert.That(Emulated(() => device.Predict(x)), Is.EqualTo(cpu.Predict(x)));
    }

    [Test]
    public void LeNetTrains()
    {
        Shared.SetSeed(3);
        var cpu = new LeNet();
        Shared.SetSeed(3);
        var device = new LeNet();
        float[,] x = Values.Floats(6, 784);
        int[] labels = Values.Labels(6, 10);
        for (int step = 0; step < 2; step++)
            Assert.That(Emulated(() => device.Train(x, labels, 1f), isReversed: step == 1), Is.EqualTo(cpu.Train(x, labels, 1f)).Within(1e-4f));
        Assert.That(device.Filters.Value, Is.EqualTo(cpu.Filters.Value).Within(1e-4f));
        Assert.That(Emulated(() => device.Predict(x)), Is.EqualTo(cpu.Predict(x)));
    }

    [Test]
    public void TheGaussianProcessFits()
    {
        double[,] x = Values.Doubles(Count, 3), unseen = Values.Doubles(9, 3, seed: 2);
        double[] y = [.. Enumerable.Range(0, Count).Select(i => Math.Sin(i))], lengths = [0.1, -0.2, 0.3];
        var expected = GaussianProcess.LogLikelihood(x, y, lengths, 0.2, -1.0);
        var actual = Emulated(() => GaussianProcess.LogLikelihood(x, y, lengths, 0.2, -1.0));
        Assert.That(actual.likelihood, Is.EqualTo(expected.likelihood).Within(1e-9));
        Assert.That(actual.byLengths, Is.EqualTo(expected.byLengths).Within(1e-9));
        Assert.That((actual.bySignal, actual.byNoise), Is.EqualTo((expected.bySignal, expected.byNoise)).Within(1e-9));
        var (mean, deviation) = GaussianProcess.Predict(unseen, x, y, lengths, 0.2, -1.0);
        var predicted = Emulated(() => GaussianProcess.Predict(unseen, x, y, lengths, 0.2, -1.0), isReversed: true);
        Assert.That(predicted.mean, Is.EqualTo(mean).Within(1e-9));
        Assert.That(predicted.deviation, Is.EqualTo(deviation).Within(1e-9));
    }
}
