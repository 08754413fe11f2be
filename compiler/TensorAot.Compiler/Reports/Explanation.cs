using System.Text;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Reports;

/// <summary>
/// The text of a class's <c>Explain()</c>: for each function its signature and sizes, the graph as written and as computed, what was
/// rewritten, and its steps with their work.
/// </summary>
public static class Explanation
{
    /// <summary>What is longer ends here: long graphs have long lines.</summary>
    private const int WidestLine = 300;

    /// <summary>The text for all functions of a class; null when it has none.</summary>
    public static string? Of(GraphClass model, IReadOnlyList<CompiledFunction> functions)
    {
        if (functions.Count == 0)
            return null;
        var text = new StringBuilder();
        foreach (CompiledFunction function in functions)
            Append(text, model, function);
        return text.ToString().TrimEnd('\n');
    }

    private static void Append(StringBuilder text, GraphClass model, CompiledFunction function)
    {
        var report = new FunctionReport($"{model.Header.Name}.{function.Declaration.Name}", model, function);
        var face = new FunctionFace(function.OnHost);
        text.Append(text.Length > 0 ? "\n" : "").Append(report.Name).Append('\n');
        Line(text, 1, $"{face.ReturnType} {function.Declaration.Name}({string.Join(", ", face.CoreParameters(withDefaults: false).Select(p => p.Text))})".Replace("global::System.", ""));
        foreach (string line in HeaderEmitter.Storages(function.OnHost))
            Line(text, 1, line);
        FunctionGraph written = function.AsWritten, computed = function.Schedule.Function;
        Graph(text, "as written", [.. written.Outputs.Select(o => (o.Name, o.Value)), .. written.Updates.Select(u => (u.State.Path + "'", u.Value))]);
        Graph(text, "as computed", [.. computed.Outputs.Select(o => (o.Name, o.Value)), .. computed.Updates.Select(u => (u.State.Path + "'", u.Value))]);
        string[] rewritten = [.. HeaderEmitter.Rewritten(function.Declaration, function.Rewrites)];
        if (rewritten.Length > 0)
            Line(text, 1, "rewriting");
        foreach (string line in rewritten)
            Line(text, 2, line);
        Steps(text, report);
    }

    private static void Graph(StringBuilder text, string title, (string Name, Node Value)[] results)
    {
        Line(text, 1, title);
        foreach (string line in GraphPrinter.Print(results).Split('\n').Where(l => l.Trim().Length > 0))
            Line(text, 2, line.TrimEnd());
    }

    private static void Steps(StringBuilder text, FunctionReport report)
    {
        Line(text, 1, "steps");
        foreach (StepReport step in report.Steps)
        {
            // A scalar's work is none worth a number.
            string work = step.Kind is "scalar" or "check" or "print" ? "" : $"; {Of(step.Work)}";
            Line(text, 2 + step.Depth, $"{(step.Kind is "loop" or "product" or "scan" or "rows" or "branch" ? "" : step.Kind + " ")}{step.Text}{work}");
            foreach (string expression in step.Expressions)
                Line(text, 4 + step.Depth, expression);
        }
        foreach (MemoryReport memory in report.Memory)
            Line(text, 2, $"{memory.Where}{(memory.Bytes.IsZero ? "" : $", {memory.Bytes} bytes")}: {string.Join(", ", memory.Holds)}");
        Line(text, 2, $"together {Of(report.Work)}, {(report.Workspace.IsZero ? "no workspace" : $"{report.Workspace} bytes of workspace")}");
    }

    private static string Of(Work work) => $"{work.Flops} operations, {work.Bytes} bytes";

    private static void Line(StringBuilder text, int depth, string line)
    {
        string printable = CSharpWriter.Printable(line);
        text.Append(' ', 2 * depth).Append(printable.Length > WidestLine ? printable.Substring(0, WidestLine) + " ..." : printable).Append('\n');
    }
}
