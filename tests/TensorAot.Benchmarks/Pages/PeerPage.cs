using System.Globalization;
using System.Text;
using TensorAot.Benchmarks.Peers;
using TensorAot.Benchmarks.Workloads;

namespace TensorAot.Benchmarks.Pages;

/// <summary>The tables of the workloads and their chart.</summary>
internal static class PeerPage
{
    private const string Chart = "performance.svg";

    public static void Record(string page, IReadOnlyList<Measurement> measurements, string versions)
    {
        string picture = MeasuredSection.Picture(page, Chart, "How many times as fast as the best peer", PeerChart.Of(measurements));
        string when = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string load = Machine.LoadAverage is { } average ? $" Load average at the end: {average}." : "";
        MeasuredSection.Replace(page, "measured", $"""
            {when}, `./build.sh bench --record`. {Machine.Description}. Peers: {(versions.Length > 0 ? versions : "none found")}.{load}

            {Limits(measurements)}

            {picture}

            {Summary(measurements)}

            Every peer:

            {Every(measurements)}
            """);
    }

    private static string Limits(IReadOnlyList<Measurement> measurements) => string.Join(' ', measurements.DistinctBy(row => row.Threads).Select(row => string.Create(
        CultureInfo.InvariantCulture,
        $"Measured limits on {row.Threads} thread(s): {row.Limits.Flops / 1e9:F0} GFLOP/s of multiply-adds in float, half of that in double, triad {row.Limits.Bandwidth / 1e9:F1} GB/s.")));

    private static string Summary(IReadOnlyList<Measurement> measurements)
    {
        StringBuilder text = new("| workload | type | threads | TensorAot | best peer | its time | faster by (medians) | target | of the limit |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (Measurement row in measurements)
        {
            (double fraction, string limit) = row.OfLimit;
            string best = row.BestPeer is null ? "- | - | -" : string.Create(
                CultureInfo.InvariantCulture, $"{row.BestPeer} | {row.Peers[row.BestPeer]} | {row.Ratio:F2} ({row.MedianRatio:F2})");
            string targets = string.Join("; ", row.Verdicts);
            text.Append(CultureInfo.InvariantCulture, $"| {Label(row.Workload)} {row.Workload.Title} | {row.Workload.ElementType} | {row.Threads} | {row.Own} | {best} | {targets} | {fraction:P0} of {limit} |\n");
        }
        return text.ToString();
    }

    private static string Every(IReadOnlyList<Measurement> measurements)
    {
        StringBuilder text = new("| workload | type | threads | peer | its time | faster by |\n|---|---|---|---|---|---|\n");
        foreach (Measurement row in measurements)
        {
            string start = $"| {Label(row.Workload)} | {row.Workload.ElementType} | {row.Threads} |";
            foreach ((string peer, Samples samples) in row.Peers)
                text.Append(CultureInfo.InvariantCulture, $"{start} {peer} | {samples} | {samples.Least / row.Own.Least:F2} |\n");
            foreach (Quoted quoted in row.Workload.Quoted)
                text.Append(CultureInfo.InvariantCulture, $"{start} {quoted.Name}, quoted, not measured here | {Samples.Format(quoted.Seconds)} | {quoted.Seconds / row.Own.Least:F2} |\n");
        }
        return text.ToString();
    }

    private static string Label(Workload workload) => $"{workload.Name} {workload.Variant}".TrimEnd();
}
