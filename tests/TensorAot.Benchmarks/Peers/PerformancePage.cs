using System.Globalization;
using System.Text;

namespace TensorAot.Benchmarks.Peers;

/// <summary>The tables of docs/performance.md, between two markers; the text around them is written by hand.</summary>
internal static class PerformancePage
{
    private const string Begin = "<!-- measured: begin -->";
    private const string End = "<!-- measured: end -->";

    /// <summary>Replaces the tables of a page.</summary>
    /// <exception cref="InvalidOperationException">The page has no markers.</exception>
    public static void Record(string page, IReadOnlyList<Measurement> measurements, string versions)
    {
        string text = File.ReadAllText(page);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal), end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new InvalidOperationException($"{page} has no place for measurements: {Begin} ... {End}.");
        File.WriteAllText(page, text[..(begin + Begin.Length)] + Measured(measurements, versions) + text[end..]);
        Console.WriteLine($"Recorded in {page}.");
    }

    private static string Measured(IReadOnlyList<Measurement> measurements, string versions)
    {
        StringBuilder text = new();
        string date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        text.Append($"\n\n{date}. {Machine.Description}. Peers: {(versions.Length > 0 ? versions : "none found")}.");
        text.Append(Machine.LoadAverage is { } load ? $" Load average at the end: {load}.\n\n" : "\n\n");
        text.Append("| workload | type | threads | TensorAot | best peer | its time | TensorAot is faster by |\n");
        text.Append("|---|---|---|---|---|---|---|\n");
        foreach (Measurement row in measurements)
            text.Append(CultureInfo.InvariantCulture, $"| {row.Workload.Name} {row.Workload.Title} | {row.Workload.ElementType} | {row.Threads} | {row.Own} | {row.BestPeer ?? "-"} | {(row.BestPeer is null ? "-" : row.Peers[row.BestPeer].ToString())} | {row.Ratio:F2} |\n");
        text.Append("\nEvery peer:\n\n| workload | type | threads | peer | its time | TensorAot is faster by |\n|---|---|---|---|---|---|\n");
        foreach (Measurement row in measurements)
        {
            foreach ((string peer, Samples samples) in row.Peers)
                text.Append(CultureInfo.InvariantCulture, $"| {row.Workload.Name} | {row.Workload.ElementType} | {row.Threads} | {peer} | {samples} | {samples.Least / row.Own.Least:F2} |\n");
        }
        return text.Append('\n').ToString();
    }
}
