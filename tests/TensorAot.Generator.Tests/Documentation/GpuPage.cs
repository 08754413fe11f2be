using System.Text;
using TensorAot.Compiler.Emit.Cuda;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Generator.Tests.Documentation;

/// <summary>The table at the end of docs/gpu.md: ops of which samples run on the CPU, and why.</summary>
internal static class GpuPage
{
    private const string Head = "| reason | ops |\n| --- | --- |\n";

    /// <summary>The page with its table made anew.</summary>
    public static string Print(string page) => page[..Start(page)] + Table();

    private static int Start(string page)
    {
        int start = page.IndexOf(Head, StringComparison.Ordinal);
        return start < 0 ? page.Length : start;
    }

    private static string Table()
    {
        var reasons = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (Op op in OpTable.All.Where(op => op.IsCallable || op.Operator is not null))
        {
            string[][] found = [.. Samples(op).Select(Reasons)];
            foreach (string reason in found.SelectMany(r => r).Distinct())
            {
                if (!reasons.TryGetValue(reason, out SortedSet<string>? ops))
                    reasons[reason] = ops = new SortedSet<string>(StringComparer.Ordinal);
                ops.Add(found.All(r => r.Length > 0) ? op.Name : op.Name + " (some)");
            }
        }
        var text = new StringBuilder(Head);
        foreach ((string reason, SortedSet<string> ops) in reasons)
            text.Append($"| {reason.TrimEnd(',')} | {string.Join(", ", ops)} |\n");
        return text.ToString();
    }

    private static IEnumerable<Node> Samples(Op op) => op.DTypes.SelectMany(dtype => op.Samples(new OpSamples(new Graph(), dtype)));

    /// <summary>What of a sample runs on the CPU.</summary>
    private static string[] Reasons(Node sample)
    {
        IEnumerable<Node> inputs = Graph.TopologicalOrder([sample]).Where(n => n.Op == Sources.Input);
        var function = new FunctionGraph(
            "F", sample.Graph, [.. inputs.Select(n => new FunctionInput(((InputAttribute)n.Attribute!).Name, n, null))], [new FunctionOutput("y", sample)], []);
        Schedule schedule = Scheduler.Run(CompositeExpansion.Run(Rewriter.Run(function, new RewriteReport())));
        return CudaProgram.TryPrint(schedule, out CudaObstacle? obstacle) is { } program
            ? [.. program.Obstacles.Select(o => o.Reason)] : [obstacle!.Reason];
    }
}
