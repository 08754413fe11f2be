namespace TensorAot.Examples;

/// <summary>The learning curve, the filters that were learned, and digits that are taken for others.</summary>
internal static class LeNetFigure
{
    private const int Shown = 24;
    private const double WrongHeight = 236;

    public static string Save(string path, LeNet network, Training training, DataSet<float> test, int[] found)
    {
        double[] epochs = [.. Enumerable.Range(1, training.Costs.Count).Select(i => (double)i)];
        int[] wrong = [.. Enumerable.Range(0, test.Count).Where(i => found[i] != test.Labels[i]).Take(Shown)];
        float[] images = [.. wrong.SelectMany(i => test.Features.AsSpan(i * test.Width, test.Width).ToArray())];
        return new Figure(
                FormattableString.Invariant($"LeNet on MNIST: {Training.Accuracy(found, test):P1} of 10,000 test digits"),
                $"Two convolutions and three dense layers, {training.Costs.Count} rounds over the training images.", 380, 300)
            .Row(
                new Chart("Test digits found", "round", "share") { HasLegend = false }.Line("", epochs, training.Accuracies),
                new Chart("Mean cost in training", "round", "cross-entropy") { HasLegend = false }.Line("", epochs, training.Costs),
                new ImageGrid("The six filters of the first layer", 3, 5, 5, network.Filters.Value, isSigned: true) { Captions = [.. Enumerable.Range(1, 6).Select(i => $"filter {i}")] })
            .Row(WrongHeight, new ImageGrid("Digits that it gets wrong: what they are, and what it takes them for", Shown / 2, MnistData.Side, MnistData.Side, images)
            {
                Captions = [.. wrong.Select(i => $"{test.Labels[i]}, not {found[i]}")],
            })
            .Save(path);
    }
}
