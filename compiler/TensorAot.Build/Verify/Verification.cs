using System.Globalization;
using TensorAot.Build.Reading;
using TensorAot.Compiler.Diagnostics;

namespace TensorAot.Build.Verify;

/// <summary>Verifies every function of a project and prints a table.</summary>
internal sealed class Verification(Project project, Options options, Messages messages)
{
    public void Run()
    {
        Dictionary<string, long> given = SizeTable.Parse(options.VerifySizes);
        RequireKnown(given.Keys);
        var generated = new GeneratedFunctions(project);
        var rows = new List<string[]> { new[] { "function", "sizes", "rewritten graph", "generated code", "derivatives" } };
        for (int i = 0; i < project.Functions.Count; i++)
        {
            ProjectFunction function = project.Functions[i];
            if (Check(function, i, generated, given) is not { } result)
                continue;
            rows.Add([function.Name, result.Sizes, $"{result.Rewritten}", $"{result.Generated}", $"{result.Derivatives}"]);
            if (result.Difference is { } difference)
                messages.Error(DiagnosticRules.VerificationFailed, DiagnosticRules.VerificationFailed.Format(function.Name, difference), function.Place);
        }
        foreach (string line in Table(rows))
            messages.Say(line);
        messages.Say(string.Create(CultureInfo.InvariantCulture, $"{project.Functions.Count} functions verified with seed {options.Seed}."));
    }

    /// <summary>What verifying a function finds; null after a mistake of ours, which is reported and stops no other function.</summary>
    private FunctionResult? Check(ProjectFunction function, int index, GeneratedFunctions generated, IReadOnlyDictionary<string, long> given)
    {
        try
        {
            return new FunctionCheck(function, index, generated, given, options.Seed).Run();
        }
        catch (Exception e) when (InternalError.IsMistake(e))
        {
            messages.Error(DiagnosticRules.InternalError, DiagnosticRules.InternalError.Format(function.Name, InternalError.Describe(e)), function.Place);
            return null;
        }
    }

    private void RequireKnown(IEnumerable<string> names)
    {
        SortedSet<string> known = new(project.Functions.SelectMany(f => f.Report.Sizes), StringComparer.Ordinal);
        foreach (string name in names.Where(n => !known.Contains(n)))
            throw new UsageException($"No function has a size '{name}'. {(known.Count == 0 ? "All sizes are constants." : $"The sizes are {string.Join(", ", known)}.")}");
    }

    private static IEnumerable<string> Table(IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(c => rows.Max(r => r[c].Length))];
        return rows.Select(r => "  " + string.Join("  ", r.Select((cell, c) => cell.PadRight(widths[c]))).TrimEnd());
    }
}
