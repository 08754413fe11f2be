using System.Globalization;
using TensorAot.Compiler.Diagnostics;

namespace TensorAot.Build.Baseline;

/// <summary>Compares the numbers of the report with the committed baseline.</summary>
internal static class BaselineCheck
{
    public static void Run(Options options, Messages messages)
    {
        BaselineFile now = BaselineFile.Read(Path.Combine(options.Output, "report.json"));
        if (options.Updates)
        {
            now.Write(options.Baseline);
            messages.Say($"{now.Functions.Count} functions written to {options.Baseline}");
            return;
        }
        if (!File.Exists(options.Baseline))
        {
            messages.Error(DiagnosticRules.NoBaseline, DiagnosticRules.NoBaseline.Format(options.Baseline));
            return;
        }
        BaselineFile before = BaselineFile.Read(options.Baseline);
        RequireSameSizes(before, now);
        foreach (string name in before.Functions.Keys.Union(now.Functions.Keys).Order(StringComparer.Ordinal))
            if (Difference(before.Functions.GetValueOrDefault(name), now.Functions.GetValueOrDefault(name), options.Tolerance, options.ComparesText) is { } difference)
                messages.Error(DiagnosticRules.BaselineDiffers, DiagnosticRules.BaselineDiffers.Format(name, difference), before.PlaceOf(name));
        if (!messages.HasErrors)
            messages.Say($"{now.Functions.Count} functions are as in {options.Baseline}");
    }

    /// <summary>Sizes of functions that are new or gone may be new or gone.</summary>
    private static void RequireSameSizes(BaselineFile before, BaselineFile now)
    {
        string[] other = [.. before.Sizes.Where(s => now.Sizes.TryGetValue(s.Key, out long size) && size != s.Value).Select(s => Invariant($"{s.Key} = {s.Value} (not {now.Sizes[s.Key]})"))];
        if (other.Length > 0)
            throw new UsageException($"{before.Path} is for {string.Join(", ", other)}. Give the same TensorAotSizes and TensorAotDefaultSize, or write it again with -p:TensorAotUpdateBaseline=true.");
    }

    /// <summary>What differs, for a message; null when nothing does that counts.</summary>
    public static string? Difference(Measures? before, Measures? now, double tolerance, bool comparesText)
    {
        if (before is null)
            return "new, and not in the baseline";
        if (now is null)
            return "in the baseline, and no longer in the project";
        List<string> differences = [.. Measures.Names.Select(n => Difference(n.Title, before.Values[n.Name], now.Values[n.Name], tolerance)).OfType<string>()];
        if (comparesText && before.CSharp != now.CSharp)
            differences.Add("generated C# changed");
        if (comparesText && before.Cuda != now.Cuda)
            differences.Add("generated CUDA C changed");
        return differences.Count == 0 ? null : string.Join(", ", differences);
    }

    private static string? Difference(string title, long? before, long? now, double tolerance)
    {
        if (before == now)
            return null;
        if (before is not { } a || now is not { } b)
            return $"{title} {Text(before)} -> {Text(now)}";
        if (Math.Abs((double)b - a) <= tolerance * Math.Abs((double)a))
            return null;
        return $"{title} {Text(a)} -> {Text(b)}" + (a == 0 ? "" : Invariant($" ({((double)b - a) / a * 100:+0.0;-0.0} %)"));
    }

    private static string Text(long? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? "none";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
