namespace TensorAot.Examples;

/// <summary>The generated function of a training step: images row by row, their digits, the learning rate; returns the cost.</summary>
internal delegate float TrainingStep(ReadOnlySpan<float> x, ReadOnlySpan<int> labels, float rate);

/// <summary>The generated function that names the digit of each image.</summary>
internal delegate void Classifier(ReadOnlySpan<float> x, Span<int> result);

/// <summary>What both models share: mini-batches in random order, and the count of what they get right.</summary>
internal static class Training
{
    private static readonly string[] Names = [.. Enumerable.Range(0, 10).Select(digit => $"{digit}")];

    /// <summary>Trains on all rows, epoch after epoch.</summary>
    /// <returns>The mean cost of each epoch.</returns>
    public static List<double> Fit(string title, TrainingStep step, DataSet<float> data, int epochs, int batchSize, float rate)
    {
        var random = new Random(0);
        var progress = new ProgressBar(title, epochs, "digits");
        int[] order = [.. Enumerable.Range(0, data.Count)];
        var (features, labels) = (new float[batchSize * data.Width], new int[batchSize]);
        var costs = new List<double>();
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            random.Shuffle(order);
            double cost = 0;
            for (int start = 0; start < order.Length; start += batchSize)
            {
                var rows = order.AsSpan(start, Math.Min(batchSize, order.Length - start));
                data.CopyTo(rows, features, labels);
                cost += rows.Length * step(features.AsSpan(0, rows.Length * data.Width), labels.AsSpan(0, rows.Length), rate);
            }

            costs.Add(cost / order.Length);
            progress.Report(epoch, costs[^1], order.Length);
        }

        return costs;
    }

    /// <summary>Compares a model's digits with the right ones.</summary>
    public static ConfusionMatrix Judge(Classifier classify, DataSet<float> data) => new(Names, data.Labels, Digits(classify, data));

    /// <summary>A model's digits.</summary>
    public static int[] Digits(Classifier classify, DataSet<float> data)
    {
        var predicted = new int[data.Count];
        classify(data.Features, predicted);
        return predicted;
    }
}
