using System.Globalization;
using System.Text;
using TensorAot.Benchmarks.Peers;

namespace TensorAot.Mutation;

/// <summary>The figures of docs/mutation.md, between two markers; the text around them is written by hand.</summary>
internal static class MutationPage
{
    private const string Begin = "<!-- measured: begin -->";
    private const string End = "<!-- measured: end -->";

    /// <summary>Replaces the figures of a page.</summary>
    /// <exception cref="InvalidOperationException">The page has no markers.</exception>
    public static void Record(string page, IReadOnlyList<Outcome> outcomes, string how)
    {
        string text = File.ReadAllText(page);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal), end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new InvalidOperationException($"{page} has no place for measurements: {Begin} ... {End}.");
        File.WriteAllText(page, text[..(begin + Begin.Length)] + Measured(outcomes, how) + text[end..]);
        Console.WriteLine($"Recorded in {page}.");
    }

    /// <summary>The counts by kind, and the score: killed of those that some test could kill.</summary>
    public static string Table(IReadOnlyList<Outcome> outcomes)
    {
        var text = new StringBuilder("| kind | mutants | equivalent | killed | survived | score |\n|---|---|---|---|---|---|\n");
        foreach (string kind in Kinds.Counted.Where(kind => outcomes.Any(o => o.Kind == kind)))
            text.Append(Row(kind, [.. outcomes.Where(o => o.Kind == kind)]));
        text.Append(Row("**all**", [.. outcomes.Where(o => o.IsCounted)]));
        return text.Append(Row("deviation (not counted)", [.. outcomes.Where(o => !o.IsCounted)])).ToString();
    }

    private static string Row(string name, IReadOnlyCollection<Outcome> outcomes)
    {
        int equivalent = outcomes.Count(o => o.Killer is null && o.Excuse is not null), survived = outcomes.Count(o => o.HasSurvived);
        int killed = outcomes.Count - equivalent - survived;
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {outcomes.Count} | {equivalent} | {killed} | {survived} | {100.0 * killed / Math.Max(1, killed + survived):F1} % |\n");
    }

    private static string Measured(IReadOnlyList<Outcome> outcomes, string how)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"\n\n{DateTime.UtcNow:yyyy-MM-dd}. {Machine.Description}. {how}\n\n");
        text.Append(Table(outcomes));
        Append(text, "Survivors", outcomes.Where(o => o is { HasSurvived: true, IsCounted: true }), o => o.Tests == 0 ? "no test reaches it" : $"{o.Tests} tests reach it");
        Append(text, "Claims of rules that no test shows to be needed", outcomes.Where(o => o is { HasSurvived: true, IsCounted: false }), o => $"{o.Tests} tests reach it");
        Append(text, "Equivalent", outcomes.Where(o => o.Killer is null && o.Excuse is not null), o => o.Excuse!);
        return text.Append('\n').ToString();
    }

    private static void Append(StringBuilder text, string title, IEnumerable<Outcome> outcomes, Func<Outcome, string> remark)
    {
        Outcome[] some = [.. outcomes.OrderBy(o => o.Mutant, StringComparer.Ordinal)];
        if (some.Length == 0)
            return;
        text.Append(CultureInfo.InvariantCulture, $"\n{title}:\n\n");
        foreach (Outcome outcome in some)
            text.Append(CultureInfo.InvariantCulture, $"- `{outcome.Mutant}`: {remark(outcome)}\n");
    }
}
