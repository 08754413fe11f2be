using System.Globalization;

namespace TensorAot.Examples;

/// <summary>The Wisconsin diagnostic breast cancer data: 30 features of cell nuclei, malignant (0) or benign (1).</summary>
internal static class TumourData
{
    /// <summary>The number of features.</summary>
    public const int Features = 30;

    /// <summary>The names of the classes.</summary>
    public static string[] Classes { get; } = ["malignant", "benign"];

    /// <summary>All rows, features as measured.</summary>
    public static DataSet<double> Load()
    {
        using var file = typeof(TumourData).Assembly.GetManifestResourceStream("breast_cancer.csv")!;
        using var reader = new StreamReader(file);
        reader.ReadLine();
        var (features, labels) = (new List<double>(), new List<int>());
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(',');
            features.AddRange(fields.Take(Features).Select(field => double.Parse(field, CultureInfo.InvariantCulture)));
            labels.Add(int.Parse(fields[Features], CultureInfo.InvariantCulture));
        }

        return new([.. features], [.. labels], Features);
    }

    /// <summary>Scales every feature to mean 0 and deviation 1, by the figures of the rows to train on.</summary>
    public static void Standardize(DataSet<double> train, DataSet<double> heldBack)
    {
        for (int feature = 0; feature < Features; feature++)
        {
            double[] column = [.. Enumerable.Range(0, train.Count).Select(row => train.Features[row * Features + feature])];
            double mean = column.Average();
            double deviation = Math.Sqrt(column.Average(value => (value - mean) * (value - mean)));
            foreach (var data in new[] { train, heldBack })
            {
                for (int i = feature; i < data.Features.Length; i += Features)
                    data.Features[i] = (data.Features[i] - mean) / deviation;
            }
        }
    }
}
