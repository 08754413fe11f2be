using System.Globalization;
using System.Text;
using TensorAot.Benchmarks.Peers;

namespace TensorAot.Benchmarks.Compile;

/// <summary>The table of docs/performance.md that says what the compiler takes, between two markers of its own.</summary>
internal static class CompilePage
{
    private const string Begin = "<!-- compile: begin -->";
    private const string End = "<!-- compile: end -->";

    /// <summary>Replaces the table of a page.</summary>
    /// <exception cref="InvalidOperationException">The page has no markers.</exception>
    public static void Record(string page, IReadOnlyList<CompileRow> rows)
    {
        string text = File.ReadAllText(page);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal), end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new InvalidOperationException($"{page} has no place for measurements: {Begin} ... {End}.");
        File.WriteAllText(page, text[..(begin + Begin.Length)] + Measured(rows) + text[end..]);
        Console.WriteLine($"Recorded in {page}.");
    }

    private static string Measured(IReadOnlyList<CompileRow> rows)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"\n\n{DateTime.UtcNow:yyyy-MM-dd}. {Machine.Description}.");
        text.Append(Machine.LoadAverage is { } load ? $" Load average at the end: {load}.\n\n" : "\n\n");
        text.Append("| what | least, ms | median, ms | at most | |\n|---|---|---|---|---|\n");
        foreach (CompileRow row in rows)
            text.Append(CultureInfo.InvariantCulture, $"| {row.What} | {row.Least:F2} | {row.Median:F2} | {row.Limit} | {row.Remark} |\n");
        return text.Append('\n').ToString();
    }
}
