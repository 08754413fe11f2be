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
        (LeNet cpu, LeNet device) = (Seeded(() => new LeNet()), Seeded(() => new LeNet()));
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

    [Test]
    public void OptionsHaveTheirGreeks()
    {
        double[] Draw(double low, double high, int seed) => [.. Values.Flat(Values.Doubles(1, Count, seed)).Select(v => low + ((high - low) * (0.5 + Math.Atan(v) / Math.PI)))];
        (double[] spot, double[] strike, double[] rate) = (Draw(50, 150, 1), Draw(50, 150, 2), Draw(0, 0.1, 3));
        (double[] volatility, double[] years, double[] sign) = (Draw(0.1, 0.5, 4), Draw(0.1, 3, 5), [.. Truths.Select(t => (2 * t) - 1)]);
        SameBits(() => Options.Greeks(spot, strike, rate, volatility, years, sign).value);
        SameBits(() => Options.Greeks(spot, strike, rate, volatility, years, sign).vanna);
    }

    [Test]
    public void ThePendulumSwings()
    {
        (SwingUp cpu, SwingUp device) = (new(), new());
        for (int step = 0; step < 3; step++)
            Assert.That(Emulated(() => Improved(device), isReversed: step == 1), Is.EqualTo(Improved(cpu)).Within(1e-12));
        Assert.That(Emulated(() => Angles(device)), Is.EqualTo(Angles(cpu)).Within(1e-12));
    }

    private static double Improved(SwingUp model)
    {
        model.Improve(out double cost);
        return cost;
    }

    private static double[] Angles(SwingUp model)
    {
        var angles = new double[SwingUp.Steps];
        model.Swing(angles, new double[SwingUp.Steps], new double[SwingUp.Steps]);
        return angles;
    }

    [Test]
    public void TheTextModelReadsAndWrites()
    {
        const int letters = 20, steps = 3;
        (TextModel cpu, TextModel device) = (Seeded(() => new TextModel(letters)), Seeded(() => new TextModel(letters)));
        int[,] text = Letters(steps, TextModel.Places, letters, 1), next = Letters(steps, TextModel.Places, letters, 2);
        for (int step = 0; step < 2; step++)
            Assert.That(Emulated(() => device.Train(text, next, 1f), isReversed: step == 1), Is.EqualTo(cpu.Train(text, next, 1f)).Within(1e-5f));
        (int[,] read, int[,] follows) = (Letters(steps, 1, letters, 3), Letters(steps, 1, letters, 4));
        Assert.That(Emulated(() => device.Cost(read, follows)), Is.EqualTo(cpu.Cost(read, follows)).Within(1e-5f));
        for (int i = 0; i < 4; i++)
            Assert.That(Emulated(() => device.Write(i, 0.8f)), Is.EqualTo(cpu.Write(i, 0.8f)));
    }

    [Test]
    public void TheAutoencoderTrains()
    {
        (Autoencoder cpu, Autoencoder device) = (Seeded(() => new Autoencoder()), Seeded(() => new Autoencoder()));
        float[,] x = new float[5, 784];
        for (int i = 0; i < x.Length; i++)
            x[i / 784, i % 784] = i * 7 % 13 < 4 ? 1 : 0;
        for (int step = 0; step < 2; step++)
            Assert.That(Emulated(() => device.Train(x, 1f), isReversed: step == 1), Is.EqualTo(cpu.Train(x, 1f)).Within(1e-2f), "some 500 nats");
        Assert.That(Emulated(() => device.Evidence(x)), Is.EqualTo(cpu.Evidence(x)).Within(1e-2f));
        float[,] codes = cpu.Encode(x);
        Assert.That(Emulated(() => device.Encode(x)), Is.EqualTo(codes).Within(1e-4f));
        Assert.That(Emulated(() => device.Decode(codes)), Is.EqualTo(cpu.Decode(codes)).Within(1e-4f));
    }

    private static T Seeded<T>(Func<T> make)
    {
        Shared.SetSeed(3);
        return make();
    }

    private static int[,] Letters(int steps, int places, int letters, int seed)
    {
        var random = new Random(seed);
        var text = new int[steps, places];
        for (int i = 0; i < text.Length; i++)
            text[i / places, i % places] = random.Next(letters);
        return text;
    }
}
