using MathNet.Numerics;

namespace TensorAot.Examples;

/// <summary>Digits that the model makes up, the plane that its codes span, where it puts real digits, and how it learned.</summary>
internal static class CodeFigure
{
    private const int Samples = 12, Plane = 20, Placed = 1500;

    public static string Save(string path, Autoencoder model, DataSet<float> test, List<double> bounds, List<double> testBounds)
    {
        double[] epochs = [.. Enumerable.Range(1, bounds.Count).Select(i => (double)i)];
        float[] codes = new float[Placed * Autoencoder.Codes];
        model.Encode(test.Features.AsSpan(0, Placed * test.Width), codes);
        var places = new Chart("Where the model puts 1,500 test digits", "first number of the code", "second number of the code") { Radius = 2.2 };
        for (int digit = 0; digit < 10; digit++)
        {
            int[] rows = [.. Enumerable.Range(0, Placed).Where(i => test.Labels[i] == digit)];
            places.Points($"{digit}", [.. rows.Select(i => (double)codes[2 * i])], [.. rows.Select(i => (double)codes[2 * i + 1])]);
        }

        return new Figure("A variational autoencoder of handwritten digits", "Every image is described by two numbers; everything drawn here comes from them.", 470, 470)
            .Row(
                new ImageGrid("Digits of random codes", Samples, MnistData.Side, MnistData.Side, Decode(model, RandomCodes())),
                new ImageGrid("The plane of codes, by quantiles of the normal distribution", Plane, MnistData.Side, MnistData.Side, Decode(model, PlaneCodes()), gap: 0))
            .Row(
                places,
                new Chart("Evidence lower bound of an image", "round", "nats").Line("in training", epochs, bounds).Line("test digits", epochs, testBounds))
            .Save(path);
    }

    private static float[] Decode(Autoencoder model, float[] codes)
    {
        float[] images = new float[codes.Length / Autoencoder.Codes * MnistData.Side * MnistData.Side];
        model.Decode(codes, images);
        return images;
    }

    private static float[] RandomCodes()
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, Samples * Samples * Autoencoder.Codes).Select(_ => Quantile(random.NextDouble()))];
    }

    private static float[] PlaneCodes() =>
        [.. Enumerable.Range(0, Plane * Plane).SelectMany(i => new[] { Quantile((i % Plane + 0.5) / Plane), Quantile(1 - (i / Plane + 0.5) / Plane) })];

    private static float Quantile(double p) => (float)(Constants.Sqrt2 * SpecialFunctions.ErfInv(2 * p - 1));
}
