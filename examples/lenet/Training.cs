namespace TensorAot.Examples;

/// <summary>Epochs of mini-batches in random order, with the accuracy after each.</summary>
internal sealed class Training(LeNet network, DataSet<float> train, DataSet<float> test)
{
    /// <summary>The images of one step.</summary>
    public const int BatchSize = 50;

    private const int JudgedAtOnce = 500;
    private const double Rate = 2e-3;

    /// <summary>The mean cost of each epoch.</summary>
    public List<double> Costs { get; } = [];

    /// <summary>The share of test images whose digit is found, after each epoch.</summary>
    public List<double> Accuracies { get; } = [];

    /// <summary>Trains.</summary>
    public void Run(int epochs)
    {
        var random = new Random(0);
        var progress = new ProgressBar("LeNet", epochs, "digits");
        int step = 0, steps = epochs * ((train.Count + BatchSize - 1) / BatchSize);
        int[] order = [.. Enumerable.Range(0, train.Count)];
        var (pixels, labels) = (new float[BatchSize * train.Width], new int[BatchSize]);
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            random.Shuffle(order);
            double cost = 0;
            for (int start = 0; start < order.Length; start += BatchSize)
            {
                var rows = order.AsSpan(start, Math.Min(BatchSize, order.Length - start));
                train.CopyTo(rows, pixels, labels);
                cost += rows.Length * network.Train(pixels.AsSpan(0, rows.Length * train.Width), labels.AsSpan(0, rows.Length), Schedule.Cosine(Rate, step++, steps));
            }

            Costs.Add(cost / order.Length);
            Accuracies.Add(Accuracy(Predict(network, test), test));
            progress.Report(epoch, Costs[^1], order.Length);
        }
    }

    /// <summary>The digit of each image, by a network.</summary>
    public static int[] Predict(LeNet network, DataSet<float> data)
    {
        int[] digits = new int[data.Count];
        for (int start = 0; start < data.Count; start += JudgedAtOnce)
        {
            int count = Math.Min(JudgedAtOnce, data.Count - start);
            network.Predict(data.Features.AsSpan(start * data.Width, count * data.Width), digits.AsSpan(start, count));
        }

        return digits;
    }

    /// <summary>The share that is right.</summary>
    public static double Accuracy(int[] digits, DataSet<float> data) => digits.Where((digit, i) => digit == data.Labels[i]).Count() / (double)data.Count;
}
