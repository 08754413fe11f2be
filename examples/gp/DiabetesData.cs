using TensorAot.Files;

namespace TensorAot.Examples;

/// <summary>The diabetes data: ten features of 442 patients, and how far the illness had gone a year later.</summary>
internal sealed class DiabetesData
{
    private const int HeldBackEvery = 4;

    private DiabetesData(double[,] x, double[] y) => (X, Y) = (x, y);

    public static string[] Names { get; } = ["age", "sex", "body mass", "blood pressure", "cholesterol", "LDL", "HDL", "cholesterol/HDL", "log triglycerides", "glucose"];

    public double[,] X { get; }

    public double[] Y { get; }

    /// <summary>Three rows in four to train on, and the others. All are scaled so that the first have mean 0 and deviation 1.</summary>
    /// <returns>The rows, and the deviation of the targets before they were scaled.</returns>
    public static (DiabetesData Train, DiabetesData HeldBack, double Deviation) Load()
    {
        double[,] features = Read("diabetes_data_raw.csv.gz");
        double[] targets = [.. Read("diabetes_target.csv.gz").Cast<double>()];
        int[] all = [.. Enumerable.Range(0, targets.Length)];
        int[] train = [.. all.Where(row => row % HeldBackEvery != HeldBackEvery - 1)];
        int[] heldBack = [.. all.Where(row => row % HeldBackEvery == HeldBackEvery - 1)];

        for (int column = 0; column < Names.Length; column++)
        {
            var (mean, deviation) = Scale([.. train.Select(row => features[row, column])]);
            foreach (int row in all)
                features[row, column] = (features[row, column] - mean) / deviation;
        }

        var (center, spread) = Scale([.. train.Select(row => targets[row])]);
        double[] scaled = [.. targets.Select(target => (target - center) / spread)];
        return (Take(features, scaled, train), Take(features, scaled, heldBack), spread);
    }

    private static (double Mean, double Deviation) Scale(double[] values)
    {
        double mean = values.Average();
        return (mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))));
    }

    private static DiabetesData Take(double[,] features, double[] targets, int[] rows)
    {
        var x = new double[rows.Length, Names.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int column = 0; column < Names.Length; column++)
                x[i, column] = features[rows[i], column];
        }

        return new(x, [.. rows.Select(row => targets[row])]);
    }

    private static double[,] Read(string name)
    {
        using var file = typeof(DiabetesData).Assembly.GetManifestResourceStream(name)!;
        return CsvFile.Read<double>(file, new() { Delimiter = ' ' }).ToArray2D();
    }
}
