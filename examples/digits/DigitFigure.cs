namespace TensorAot.Examples;

/// <summary>The learning curves of both models, and the digits that the network gets wrong.</summary>
internal static class DigitFigure
{
    private const int Side = 8, Across = 4;

    public static string Save(string path, List<double> regression, List<double> network, DataSet<float> heldBack, int[] found)
    {
        int[] wrong = [.. Enumerable.Range(0, heldBack.Count).Where(i => found[i] != heldBack.Labels[i]).Take(3 * Across)];
        return new Figure("Handwritten digits of 8 by 8 pixels", $"{heldBack.Count} digits were held back; the network finds all but {found.Zip(heldBack.Labels).Count(pair => pair.First != pair.Second)}.", 460, 320)
            .Row(
                new Chart("Mean cost in training", "round", "cross-entropy").Line("softmax regression", Rounds(regression), regression).Line("two-layer network", Rounds(network), network),
                new ImageGrid("Digits that the network gets wrong", Across, Side, Side, [.. wrong.SelectMany(i => heldBack.Features.AsSpan(i * heldBack.Width, heldBack.Width).ToArray())])
                {
                    Captions = [.. wrong.Select(i => $"{heldBack.Labels[i]}, not {found[i]}")],
                })
            .Save(path);
    }

    private static double[] Rounds(List<double> costs) => [.. Enumerable.Range(1, costs.Count).Select(i => (double)i)];
}
