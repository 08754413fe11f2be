using System.Globalization;
using System.IO.Compression;

namespace TensorAot.Examples;

/// <summary>The handwritten digits of the UCI repository: 8 by 8 pixels from 0 to 16, and the digit.</summary>
internal static class DigitData
{
    /// <summary>The number of pixels of an image.</summary>
    public const int Pixels = 64;

    private const float Brightest = 16;

    /// <summary>All images, pixels scaled to [0, 1].</summary>
    public static DataSet<float> Load()
    {
        using var file = typeof(DigitData).Assembly.GetManifestResourceStream("digits.csv.gz")!;
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var (pixels, labels) = (new List<float>(), new List<int>());
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(',');
            pixels.AddRange(fields.Take(Pixels).Select(field => float.Parse(field, CultureInfo.InvariantCulture) / Brightest));
            labels.Add(int.Parse(fields[Pixels], CultureInfo.InvariantCulture));
        }

        return new([.. pixels], [.. labels], Pixels);
    }
}
