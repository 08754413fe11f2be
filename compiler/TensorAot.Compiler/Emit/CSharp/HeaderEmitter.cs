using System.Globalization;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Memory;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>Prints the comment that says what a function computes, what was rewritten, in how many loops, with what memory.</summary>
internal static class HeaderEmitter
{
    /// <summary>The list of rules goes on in a new line here.</summary>
    private const int WidestRules = 110;

    public static void Emit(CSharpWriter writer, CompiledFunction function)
    {
        (FunctionGraph asWritten, Schedule schedule) = (function.AsWritten, function.OnHost);
        writer.Comment(asWritten.Name);
        writer.Line("//");
        foreach (string line in Storages(schedule))
            writer.Comment("  " + line);
        writer.Comment("  as written:");
        IEnumerable<(string, Node)> results = asWritten.Outputs.Select(o => (o.Name, o.Value)).Concat(asWritten.Updates.Select(u => (u.State.Path + "'", u.Value)));
        foreach (string line in GraphPrinter.Print([.. results]).Split('\n').Where(l => l.Trim().Length > 0))
            writer.Comment("  " + line.TrimEnd());
        writer.Line("//");
        foreach (string line in Rewritten(function.Declaration, function.Rewrites))
            writer.Comment("  " + line);
        Steps(writer, schedule.Steps);
        Dim bytes = function.Plan.Slots.Aggregate(Dim.Zero, (sum, s) => sum + s.Bytes);
        (Kernel, Accumulator)[] totals = Totals(schedule);
        long? known = new WorkspaceLayout(function.Plan, totals).Bytes;
        string rest = known is not null ? "" : ", in whole cache lines" + (totals.Length > 0 ? ", and what the parts of sums leave" : "");
        writer.Comment($"  workspace   {known?.ToString(CultureInfo.InvariantCulture) ?? bytes.ToString()} bytes{rest}");
    }

    /// <summary>The folds over all rows, which leave partial results in the workspace.</summary>
    internal static (Kernel Kernel, Accumulator Fold)[] Totals(Schedule schedule) =>
        [.. schedule.AllSteps.OfType<LoopStep>().SelectMany(step => step.Kernel.Totals.Select(total => (step.Kernel, total)))];

    /// <summary>The inputs and the state with their sizes.</summary>
    public static IEnumerable<string> Storages(Schedule schedule)
    {
        int width = schedule.Parameters.Concat(schedule.States.Select(s => s.Storage)).Concat(schedule.Outputs).Select(s => s.Name.Length).DefaultIfEmpty(1).Max();
        foreach (Storage parameter in schedule.Parameters)
            yield return $"{parameter.Name.PadRight(width)}  {parameter.Type}  input";
        foreach ((StateVariable state, Storage storage) in schedule.States)
            yield return $"{storage.Name.PadRight(width)}  {state.Type}  state";
    }

    /// <summary>What the user asked of rewriting, the expressions that they should know of, and all rules that fired.</summary>
    public static IEnumerable<string> Rewritten(FunctionDeclaration declaration, RewriteReport rewrites)
    {
        if (declaration.Checks is { } checks and not FunctionChecks.None)
            yield return "checks      " + string.Join(", ", checks.Names());
        if (declaration.Profiles == true)
            yield return "profile     on";
        if (declaration.IsAsWritten)
            yield return "rewrites    off";
        if (declaration.IsStrict)
            yield return "precision   strict";
        if (declaration.IsFast)
            yield return "precision   fast";
        foreach (string line in rewrites.Lines(Expression).Select(l => l.ToString()).Distinct())
            yield return "rewritten   " + line;
        string rules = "";
        foreach (KeyValuePair<string, int> rule in rewrites.Counts)
        {
            string next = $"{rule.Key} {rule.Value}";
            if (rules.Length > 0 && rules.Length + next.Length > WidestRules)
            {
                yield return $"rules       {rules},";
                rules = "";
            }
            rules += rules.Length == 0 ? next : ", " + next;
        }
        if (rules.Length > 0)
            yield return "rules       " + rules;
    }

    /// <summary>A value as one expression.</summary>
    public static string Expression(Node node)
    {
        string text = GraphPrinter.Print([("", node)]).TrimEnd();
        return text.Substring(text.LastIndexOf("=  ", StringComparison.Ordinal) + 3);
    }

    private static void Steps(CSharpWriter writer, IReadOnlyList<Step> steps, string indent = "")
    {
        foreach (Step step in steps)
        {
            string? line = Describe(step);
            if (line is not null)
                writer.Comment("  step        " + indent + line);
            Steps(writer, step.Inner, indent + "  ");
        }
    }

    /// <summary>What a step does, on one line; null for the small ones.</summary>
    internal static string? Describe(Step step) => step switch
    {
        LoopStep loop => $"{loop.Kernel.Name}: {Written(step)} over {Space(loop.Kernel)}",
        ProductStep product => $"product: {Written(step)}, {product.M} x {product.K} by {product.K} x {product.N}",
        ScanStep scan => $"{scan.Count} steps{(scan.Reverse ? ", the last first" : "")}: {Loop(scan)}",
        RowBlockStep blocks => $"{blocks.Rows} rows block by block:",
        BranchStep => "one of two sides",
        _ => null,
    };

    private static string Loop(ScanStep scan) =>
        string.Join(", ", scan.States.Select(s => s.Variable.Name).Concat(scan.Outputs.Select(o => o.Whole.Name)));

    private static string Written(Step step) => string.Join(", ", step.Writes.Select(s => s.Name).Distinct());

    private static string Space(Kernel kernel) => kernel.IsFlat
        ? $"{kernel.Items}" + (kernel.Sweeps[0].Middle.Count > 0 ? $" columns of {kernel.Sweeps[0].MiddleCount}" : " elements")
        : $"{kernel.Items} rows of {string.Join(" and ", kernel.Sweeps.Select(s => (s.MiddleCount * s.Inner).ToString()).Distinct())}";
}
