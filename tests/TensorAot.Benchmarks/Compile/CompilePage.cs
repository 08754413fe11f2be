using System.Globalization;
using System.Text;
using TensorAot.Benchmarks.Pages;
using TensorAot.Benchmarks.Peers;

namespace TensorAot.Benchmarks.Compile;

/// <summary>The table of docs/performance.md that says what the compiler takes, between two markers of its own.</summary>
internal static class CompilePage
{
    /// <summary>Replaces the table of a page.</summary>
    /// <exception cref="InvalidOperationException">The page has no markers.</exception>
    public static void Record(string page, IReadOnlyList<CompileRow> rows) => MeasuredSection.Replace(page, "compile", Measured(rows));

    private static string Measured(IReadOnlyList<CompileRow> rows)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}. {Machine.Description}.");
        text.Append(Machine.LoadAverage is { } load ? $" Load average at the end: {load}.\n\n" : "\n\n");
        text.Append("| what | least, ms | median, ms | at most | |\n|---|---|---|---|---|\n");
        foreach (CompileRow row in rows)
            text.Append(CultureInfo.InvariantCulture, $"| {row.What} | {row.Least:F2} | {row.Median:F2} | {row.Limit} | {row.Remark} |\n");
        return text.ToString();
    }
}
