using System.Reflection;
using System.Text;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Rewriting.Scans;

namespace TensorAot.Generator.Tests.Documentation;

/// <summary>
/// docs/rewrites.md: every rule with what its declaration says, and every rewrite of Theano, Aesara and PyTensor with what became of it.
/// </summary>
internal static class RewritesPage
{
    private const string Head = """
        # Rewrites

        A function is computed as it is written, or in another way that gives the same values: stable where the formula as written overflows or cancels, or in less work. This page lists every rewrite, as its declaration in `compiler/TensorAot.Compiler/Rewriting/` has it; [adding-a-rewrite.md](adding-a-rewrite.md) says how one is declared and tested. `./build.sh generate` writes this page, and a test compares it.

        ## Seeing and choosing them

        - The **header** of a generated file lists for each function the expressions that are computed in another way, and the rules that were used with how often.
        - **`dotnet build -p:TensorAotExplain=warning`** prints a line for each of those expressions ([TAOT6010](diagnostics/TAOT6010.md)). With `true` in the project file the same is information under the expression in the editor (`dotnet build` prints information only with `-v:detailed`).
        - **`[Expect("softplus")]`** on a function fails the build when that rewrite was not used in it: so a formula does not lose it unnoticed when it is edited.
        - **`[Function(Rewrites = Rewrites.Off)]`** computes the function as it is written. Rules marked *needed* remain: they remove what only derivatives need.
        - **`[Function(Precision = Precision.Strict)]`** switches off every rule that may change **NaN or infinity**. Such a rule gives the value that the mathematics has where the arithmetic as written has none, as `x * 0 -> 0` does for a NaN. Functions that are stable by name stay stable.
        - **`[Function(Precision = Precision.Fast)]`** computes a division by a number known at build time as a multiplication by its reciprocal, which rounds twice. It allows the rules marked *Fast only* and nothing else: sums and products are always reassociated where the table says so.

        *May change* says what may differ from the arithmetic as written: the sign of a zero, roundings (closer to the real value of the formula, or as close), NaN or infinity. Where it is empty the bits are the same. Tests hold each rule to it.


        """;

    public static string Print()
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        text.Append("## The rules\n\nRules are tried in stages; a stage runs its own rules and those of the stages before it until none applies.\n");
        foreach (IGrouping<Stage, (Type File, Rule Rule)> stage in Rules().GroupBy(r => r.Rule.Stage).OrderBy(g => g.Key))
        {
            text.Append($"\n### {stage.Key}\n");
            foreach (IGrouping<Type, Rule> file in stage.GroupBy(r => r.File, r => r.Rule).OrderBy(g => g.Key.Name, StringComparer.Ordinal))
            {
                text.Append($"\n`Rules/{file.Key.Name}.cs`\n\n| Rule | Form | Why | May change | Gain |\n|---|---|---|---|---|\n");
                foreach (Rule rule in file)
                    text.Append($"| `{rule.Name}` | {Code(rule.Form)} | {Cell(rule.Why)}{(rule.IsRequired ? " *Needed.*" : rule.IsLessAccurate ? " *Fast only.*" : "")} | {Words(rule.MayChange)} | {rule.Benefit} |\n");
            }
        }
        text.Append("\n### Loops\n\nThey change several results of a loop at once, and take turns with the rules for values.\n\n| Rule | What it does | Why | May change |\n|---|---|---|---|\n");
        foreach (LoopRule rule in LoopRewriter.All)
            text.Append($"| `{rule.Name}` | {Cell(rule.Form)} | {Cell(rule.Why)} | {Words(rule.MayChange)} |\n");
        PrintTheano(text);
        return text.ToString();
    }

    private static IEnumerable<(Type File, Rule Rule)> Rules() =>
        from type in typeof(RuleTable).Assembly.GetTypes()
        from field in type.GetFields(BindingFlags.Public | BindingFlags.Static).OrderBy(f => f.MetadataToken)
        where field.FieldType == typeof(Rule)
        let rule = (Rule)field.GetValue(null)!
        where RuleTable.All.Contains(rule)
        select (type, rule);

    private static void PrintTheano(StringBuilder text)
    {
        IReadOnlyList<TheanoRewrite> all = TheanoRewrites.All, visible = [.. all.Where(r => r.IsVisible)];
        text.Append("\n## The rewrites of Theano, Aesara and PyTensor\n\n");
        text.Append("Every rewrite for the CPU of Theano 1.0.5, Aesara 2.9.4 and PyTensor by its name there, with the rule that does it here. Those that users can see, by a value, by stability, by much speed or memory, are marked *.\n\n");
        text.Append("| | ours | not needed | not yet | all |\n|---|---|---|---|---|\n");
        text.Append(Counts("names", all)).Append(Counts("of them seen by users", visible));
        foreach ((string family, string title) in TheanoRewrites.Families)
        {
            text.Append($"\n### {title}\n\n| Names | Here |\n|---|---|\n");
            foreach ((string standing, List<TheanoRewrite> rewrites) in Runs(all.Where(r => r.Family == family)))
                text.Append($"| {string.Join(", ", rewrites.Select(r => $"`{r.Name}`{(r.IsVisible ? "*" : "")}"))} | {standing} |\n");
        }
    }

    private static string Counts(string what, IReadOnlyList<TheanoRewrite> rewrites)
    {
        int Noted(string standing) => rewrites.Count(r => r.Note.StartsWith(standing, StringComparison.Ordinal));
        return $"| {what} | {rewrites.Count(r => r.Note.Length == 0)} | {Noted(TheanoRewrites.NotNeeded)} | {Noted(TheanoRewrites.NotYet)} | {rewrites.Count} |\n";
    }

    /// <summary>Neighbours with one standing in one row.</summary>
    private static IEnumerable<(string Standing, List<TheanoRewrite> Rewrites)> Runs(IEnumerable<TheanoRewrite> rewrites)
    {
        string last = "";
        var run = new List<TheanoRewrite>();
        foreach (TheanoRewrite rewrite in rewrites)
        {
            string standing = Standing(rewrite);
            if (run.Count > 0 && standing != last)
            {
                yield return (last, run);
                run = [];
            }
            last = standing;
            run.Add(rewrite);
        }
        if (run.Count > 0)
            yield return (last, run);
    }

    private static string Standing(TheanoRewrite rewrite) => rewrite.Note.Length > 0
        ? Cell(rewrite.Note)
        : "ours: " + string.Join(", ", TheanoRewrites.Covered[rewrite.Name].Select(rule => $"`{rule}`"));

    private static string Words(Deviations deviations)
    {
        List<string> words = [];
        if (deviations.HasFlag(Deviations.Rounding))
            words.Add("rounding");
        if (deviations.HasFlag(Deviations.SignOfZero))
            words.Add("sign of 0");
        if (deviations.HasFlag(Deviations.NonFinite))
            words.Add("**NaN, infinity**");
        return string.Join(", ", words);
    }

    private static string Code(string text) => $"`{Cell(text)}`";

    /// <summary>A bar would end the cell.</summary>
    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
