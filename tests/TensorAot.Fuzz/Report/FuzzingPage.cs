using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using TensorAot.Compiler.Ops;
using TensorAot.Fuzz.Compare;
using TensorAot.Fuzz.Generate;

namespace TensorAot.Fuzz.Report;

/// <summary>docs/fuzzing.md: what a run compared, and what runs have found.</summary>
internal static class FuzzingPage
{
    private const int Often = 100;

    /// <summary>The rules that a run did not fire often enough, with how often it did.</summary>
    public static IEnumerable<(string Rule, long Times)> Rare(Tally tally) =>
        Schedule.Rules.Select(r => (r, tally.Firings.GetValueOrDefault(r))).Where(r => r.Item2 < Often);

    public static string Text(Options options, Tally tally, TimeSpan time)
    {
        string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        text.Append("# Fuzzing\n\n");
        text.Append("`./build.sh fuzz` makes random well-typed functions over the whole op table, computes each in several ways and compares. Same seed, same run. ");
        text.Append("A function that fails is made small and printed as a test. This page is written by `./build.sh fuzz --record`.\n\n");
        text.Append("A graph holds an expression on which one rule fires (the rule that has fired least; where it does not fire in the graph, a gentler graph follows), a sample of one op (the ops take turns, macros and routines too) and random values grown around them, ");
        text.Append("often with loops, branches, first and second derivatives. Inputs are ordinary, positive, whole, of every size, or corners (zeros of both signs, subnormal, huge, infinite, NaN); sizes are 0, 1 and more, known at build time or not.\n\n");
        text.Append("| compared | with | how |\n|---|---|---|\n");
        text.Append("| rewritten by all rules; by the seed's rule alone | the graph as written, by the reference formulas in float64 | within what rounding can do |\n");
        text.Append("| exact evaluation of the rewritten graph | its reference formulas, float32 rounded | within what rounding can do |\n");
        text.Append("| generated C#, as written and rewritten | exact evaluation where it has the order of folds, else the reference | same bits, else within what rounding can do |\n");
        text.Append("| generated C# on two threads | on one | same bits |\n");
        text.Append("| generated C# without vector instructions | with them | same bits |\n\n");
        text.Append("What rounding can do is found by Monte Carlo arithmetic: the graph as written is evaluated again with random errors of 1e-11 (float32: 2e-5) in every operation that rounds, random tiny values where one underflows and random huge ones where one overflows. ");
        text.Append("The error of a sum is in relation to its terms, and a factorisation is that of a matrix nearby. A fold whose parts can leave the range of the type by the order of its elements may give anything. ");
        text.Append("Where these evaluations scatter, the graph as written does not say what the value is, and it is counted as unjudged; so is NaN or infinity that a fired rule says it may repair (`Deviations.NonFinite`).\n\n");
        text.Append("## The last recorded run\n\n");
        text.Append($"One batch of {options.PerBatch} graphs in {Math.Max(1, options.Compile)} is compiled to C#. {DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} processors, .NET {Environment.Version}: `./build.sh fuzz {options.Command}`, {time.TotalMinutes.ToString("F0", CultureInfo.InvariantCulture)} minutes.\n\n");
        text.Append("| | |\n|---|---:|\n");
        text.Append($"| graphs | {Count(tally.Graphs)} |\n| dropped: fail on their inputs, or nothing fits | {Count(tally.Dropped)} |\n| values that agree | {Count(tally.Compared)} |\n| values unjudged | {Count(tally.Unjudged)} |\n");
        text.Append($"| functions of C# run | {Count(tally.Functions)} |\n| values with the bits of exact evaluation | {Count(tally.Exact)} |\n| functions ended by a check of data | {Count(tally.Checks)} |\n| functions run without vector instructions | {Count(tally.Portable)} |\n");
        text.Append($"| ops met, of {Grafts.Ops.Count(op => op.Kind != OpKind.Macro)} that are no macros | {tally.Ops.Keys.Count(name => Grafts.Ops.Any(op => op.Name == name && op.Kind != OpKind.Macro))} |\n");
        text.Append($"| rules | {Schedule.Rules.Count} |\n| fewest firings of a rule | {Count(Schedule.Rules.Min(r => tally.Firings.GetValueOrDefault(r)))} |\n| mismatches | {tally.Mismatches} |\n\n");
        (string Rule, long Times)[] rare = [.. Rare(tally)];
        if (rare.Length > 0)
            text.Append($"Rules that fired less than {Often} times: {string.Join(", ", rare.Select(r => $"`{r.Rule}` ({r.Times})"))}.\n\n");
        List(text, "Found and fixed", Found.Fixed);
        List(text, "Found and open", Found.Open);
        return text.ToString().TrimEnd() + "\n";
    }

    private static void List(StringBuilder text, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
            text.Append($"## {title}\n\n{string.Concat(lines.Select(l => $"- {l}\n"))}\n");
    }
}
