using LayersTests.Models;
using TensorAot.Files;

namespace LayersTests.Layers;

/// <summary>What dropout draws, when, and from where.</summary>
[TestFixture]
public class DropoutTests
{
    private const int Count = 40_000;

    private static readonly double[] s_x = [.. Enumerable.Range(1, Count).Select(i => i * 0.25)];

    [Test]
    public void Elements_are_dropped_or_divided_in_training()
    {
        Shared.SetSeed(3);
        double[] y = new DropoutModel().Train(s_x);
        int kept = 0;
        for (int i = 0; i < Count; i++)
        {
            Assert.That(y[i], Is.Zero.Or.EqualTo(s_x[i] / 0.75).Within(1).Ulps);
            kept += y[i] != 0 ? 1 : 0;
        }

        // Five deviations of a binomial distribution.
        Assert.That(kept / (double)Count, Is.EqualTo(0.75).Within(5 * Math.Sqrt(0.75 * 0.25 / Count)));
    }

    [Test]
    public void Nothing_is_dropped_otherwise()
    {
        var model = new DropoutModel();
        long calls = model.Layer.Random.Position.Calls;
        Assert.That(model.Apply(s_x), Is.EqualTo(s_x));
        Assert.That(model.Layer.Random.Position.Calls, Is.EqualTo(calls));
        Assert.That(model.Layer.Parameters, Is.Empty);
    }

    [Test]
    public void The_gradient_passes_what_was_kept()
    {
        var (value, slope) = new DropoutModel().TrainAndSlope(s_x);
        // The cost is half the square of the value, and the value is x times 0 or 4/3.
        for (int i = 0; i < Count; i++)
            Assert.That(slope[i], Is.EqualTo(value[i] == 0 ? 0 : s_x[i] / 0.75 / 0.75).Within(4).Ulps);
    }

    [Test]
    public void Every_call_draws_anew_and_seeds_and_files_bring_draws_back()
    {
        Shared.SetSeed(3);
        var model = new DropoutModel();
        double[] first = model.Train(s_x);
        using var file = new MemoryStream();
        model.Save(file, TensorArchiveFormat.Npz);
        double[] second = model.Train(s_x);
        Assert.That(second, Is.Not.EqualTo(first));

        Shared.SetSeed(3);
        Assert.That(new DropoutModel().Train(s_x), Is.EqualTo(first));
        file.Position = 0;
        var loaded = new DropoutModel();
        loaded.Load(file, TensorArchiveFormat.Npz);
        Assert.That(loaded.Train(s_x), Is.EqualTo(second));
    }

    [Test]
    public void Layers_of_one_stream_draw_different_numbers()
    {
        var model = new DropoutModel();
        var (first, second) = model.OfOneStream(s_x);
        int same = first.Zip(second).Count(pair => (pair.First == 0) == (pair.Second == 0));
        Assert.That(same / (double)Count, Is.EqualTo(0.5).Within(0.02));
        Assert.That(model.Random.Position.Calls, Is.EqualTo(1));
    }

    [Test]
    public void Networks_learn_through_it()
    {
        Shared.SetSeed(0);
        var model = new DropoutModel();
        var x = new float[128, 4];
        float[] y = new float[128];
        for (int i = 0; i < 128; i++)
        {
            for (int k = 0; k < 4; k++)
                x[i, k] = (float)Math.Sin(3.7 * i + 2.3 * k);
            y[i] = x[i, 0] - 0.5f * x[i, 2];
        }

        for (int i = 0; i < 600; i++)
            model.Fit(x, y);
        Assert.That(model.Predict(x).Zip(y, (a, b) => (a - b) * (a - b)).Average(), Is.LessThan(0.02f));
    }

    [TestCase(0)]
    [TestCase(-0.5)]
    [TestCase(1.5)]
    [TestCase(double.NaN)]
    public void What_is_no_probability_is_refused(double keep) =>
        Assert.That(() => new Dropout<float>(keep), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("above 0 and at most 1"));
}
