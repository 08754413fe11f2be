using System.Globalization;
using System.Text;
using TensorAot.Benchmarks.Peers;

namespace TensorAot.DeepGraphs;

/// <summary>The table of docs/deep-graphs.md, between two markers; the text around it is written by hand.</summary>
internal static class DeepPage
{
    private const string Begin = "<!-- measured: begin -->";
    private const string End = "<!-- measured: end -->";

    /// <summary>Replaces the table of a page.</summary>
    /// <exception cref="InvalidOperationException">The page has no markers.</exception>
    public static void Record(string page, IReadOnlyList<DeepRow> rows)
    {
        string text = File.ReadAllText(page);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal), end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new InvalidOperationException($"{page} has no place for measurements: {Begin} ... {End}.");
        File.WriteAllText(page, text[..(begin + Begin.Length)] + Measured(rows) + text[end..]);
        Console.WriteLine($"Recorded in {page}.");
    }

    private static string Measured(IReadOnlyList<DeepRow> rows)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"\n\n{DateTime.UtcNow:yyyy-MM-dd}. {Machine.Description}.");
        text.Append(Machine.LoadAverage is { } load ? $" Load average at the end: {load}.\n\n" : "\n\n");
        text.Append($"| chain | n | {string.Join(" | ", StageTimes.Stages)} | total | against half of n | steepest stage |\n");
        text.Append($"|---|---|{string.Concat(StageTimes.Stages.Select(_ => "---|"))}---|---|---|\n");
        foreach (DeepRow row in rows)
        {
            string steepest = row.Steepest is { } stage ? string.Create(CultureInfo.InvariantCulture, $"{stage.Stage} {stage.Growth:F1}") : "-";
            string growth = row.Growth is { } g ? g.ToString("F1", CultureInfo.InvariantCulture) : "-";
            text.Append(CultureInfo.InvariantCulture, $"| {row.Name} | {row.Length} | {string.Join(" | ", Enumerable.Range(0, StageTimes.Stages.Count).Select(s => Milliseconds(row.Times[s])))} | {Milliseconds(row.Times.Total)} | {growth} | {steepest} |\n");
        }
        text.Append("\nA step computes:\n\n");
        foreach (Chain chain in rows.Select(r => r.Chain).Distinct())
            text.Append(CultureInfo.InvariantCulture, $"- {chain.Name}: `{chain.Formula}`{(chain.Rounds(1000) == 1000 ? "" : $", {1000 / chain.Rounds(1000)} of n for one")}\n");
        return text.Append('\n').ToString();
    }

    private static string Milliseconds(double seconds) => (seconds * 1e3).ToString("F0", CultureInfo.InvariantCulture);
}
