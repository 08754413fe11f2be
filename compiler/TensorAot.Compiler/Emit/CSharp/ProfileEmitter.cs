using System.Globalization;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>Prints what measures the steps of a function. A step that computes one number is none worth the time of a clock.</summary>
/// <param name="writer">Where it goes.</param>
/// <param name="names">The names of the function.</param>
/// <param name="function">What the function is called.</param>
/// <param name="costs">The operations and bytes of its steps.</param>
internal sealed class ProfileEmitter(CSharpWriter writer, Names names, string function, IReadOnlyDictionary<Step, (Dim Flops, Dim Bytes)> costs)
{
    private readonly List<string> _entries = [];
    private readonly Stack<(Step Step, int Entry, string Start)> _running = new();

    /// <summary>The field that holds the profile: a reserved name.</summary>
    private const string Field = "s_profile";

    /// <summary>Starts a call; the name of its start.</summary>
    public string StartCall() => Start("call");

    /// <summary>Ends a call.</summary>
    public void EndCall(string start) => writer.Line($"{Field}.AddCall({start});");

    public void Before(Step step)
    {
        if (KindOf(step) is not { } kind)
            return;
        string expression = step is RowBlockStep or LoopStep or CheckStep || step.Comments.Count == 0 ? ExpressionOf(step) : step.Comments[0];
        _entries.Add($"new({Literals.Of(expression)}, {Literals.Of(kind)}, {_running.Count.ToString(CultureInfo.InvariantCulture)})");
        _running.Push((step, _entries.Count - 1, Start("step" + _entries.Count.ToString(CultureInfo.InvariantCulture))));
    }

    public void After(Step step)
    {
        if (KindOf(step) is null)
            return;
        (_, int entry, string start) = _running.Pop();
        (Dim flops, Dim bytes) = costs.TryGetValue(step, out (Dim Flops, Dim Bytes) cost) ? cost : (Dim.Zero, Dim.Zero);
        writer.Line($"{Field}.Add({entry.ToString(CultureInfo.InvariantCulture)}, {start}, {Number(flops)}, {Number(bytes)});");
    }

    /// <summary>Prints the profile, when all steps are there.</summary>
    public void EmitField()
    {
        writer.Line($"public static readonly global::TensorAot.FunctionProfile {Field} = new({Literals.Of(function)},");
        writer.Line("[");
        foreach (string entry in _entries)
            writer.Line($"    {entry},");
        writer.Line("]);");
    }

    private string Start(string name)
    {
        string start = names.New(name + "Start");
        writer.Line($"long {start} = global::System.Diagnostics.Stopwatch.GetTimestamp();");
        return start;
    }

    private string Number(Dim count) => names.Text(count, "f->", "(nint)");

    private static string? KindOf(Step step) => step switch
    {
        LoopStep => "loop",
        ProductStep => "product",
        RoutineStep => "routine",
        RowBlockStep => "rows",
        ScanStep => "scan",
        CopyStep { To.IsScalar: false } => "copy",
        CheckStep => "check",
        _ => null,
    };

    private static string ExpressionOf(Step step)
    {
        if (step is CheckStep check)
            return check.Expression;
        IEnumerable<string> comments = step.Inner.Count > 0 ? step.Inner.SelectMany(s => s.Comments).Concat(step.Comments) : step.Comments;
        string[] expressions = [.. comments.Distinct()];
        return expressions.Length > 0 ? string.Join("; ", expressions) : string.Join(", ", step.Writes.Select(s => s.Name).Distinct());
    }
}
