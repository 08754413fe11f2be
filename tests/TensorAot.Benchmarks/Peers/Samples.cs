using System.Globalization;

namespace TensorAot.Benchmarks.Peers;

/// <summary>The seconds that single calls took.</summary>
internal sealed class Samples
{
    private readonly List<double> _seconds = [];

    public double Least => _seconds.Min();

    public double Median
    {
        get
        {
            double[] sorted = [.. _seconds.Order()];
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }

    public void Add(IEnumerable<double> seconds) => _seconds.AddRange(seconds);

    /// <summary>The least and the median, in the unit that suits.</summary>
    public override string ToString() => $"{Format(Least)} ({Format(Median)})";

    /// <summary>Seconds with a unit.</summary>
    public static string Format(double seconds) => seconds switch
    {
        >= 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds:F2} s"),
        >= 1e-3 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:F2} ms"),
        >= 1e-6 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:F1} us"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e9:F1} ns"),
    };
}
