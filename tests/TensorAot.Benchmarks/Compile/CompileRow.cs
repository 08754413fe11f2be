using System.Globalization;

namespace TensorAot.Benchmarks.Compile;

/// <summary>A row of the table: times in milliseconds.</summary>
/// <param name="What">What took them.</param>
/// <param name="Least">The least.</param>
/// <param name="Median">The median.</param>
/// <param name="Target">What it may be at most; null: no limit is set.</param>
/// <param name="Remark">What else is to be said.</param>
internal sealed record CompileRow(string What, double Least, double Median, double? Target, string Remark)
{
    public string Line => string.Create(CultureInfo.InvariantCulture, $"{What,-60}{Least,10:F2}{Median,10:F2} ms   at most {Limit}{(Remark.Length > 0 ? "   " + Remark : "")}");

    public string Limit => Target is { } target ? target.ToString(target < 10 ? "F2" : "F0", CultureInfo.InvariantCulture) : "-";

    public static CompileRow Of(string what, IEnumerable<double> times, double? target, string remark)
    {
        double[] sorted = [.. times.Order()];
        return new(what, sorted[0], sorted[sorted.Length / 2], target, remark);
    }
}
