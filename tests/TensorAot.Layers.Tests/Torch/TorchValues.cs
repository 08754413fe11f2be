using System.Globalization;

namespace LayersTests.Torch;

/// <summary>What PyTorch gives: values.txt, which values.py writes.</summary>
internal static class TorchValues
{
    private static readonly Dictionary<string, double[]> s_values = Read();

    /// <summary>The values of a case, row-major.</summary>
    public static double[] Of(string name) => s_values[name];

    private static Dictionary<string, double[]> Read()
    {
        using var reader = new StreamReader(typeof(TorchValues).Assembly.GetManifestResourceStream("values.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
            .ToDictionary(parts => parts[0], parts => parts.Skip(1).Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray());
    }
}
