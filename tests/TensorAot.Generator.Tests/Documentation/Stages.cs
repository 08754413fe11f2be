using TensorAot.Compiler;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Bodies.Evaluation;
using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Emit.Cuda;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Scheduling;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Documentation;

/// <summary>What each stage makes of the first function of a graph class, as text.</summary>
internal static class Stages
{
    public static IReadOnlyDictionary<string, string> Of(string source)
    {
        GraphClass model = Source.Lower(source);
        EvaluatedFunction evaluated = BodyEvaluator.Evaluate(model).Functions[0];
        FunctionGraph graph = evaluated.Graph!;
        CompiledFunction compiled = Compilation.Compile(evaluated.Declaration, graph);
        string file = Compilation.Compile(model).Text!.ReplaceLineEndings("\n");
        return new Dictionary<string, string>
        {
            ["lowered"] = Lowered(Source.Method(model, graph.Name)),
            ["graph"] = Graph([graph.Outputs[0]]),
            ["types"] = Types(graph.Outputs[0].Value),
            ["gradient"] = Graph(graph.Outputs),
            ["rewrites"] = Rewrites(compiled.Rewrites),
            ["rewritten"] = Graph(Rewriter.Run(graph, new RewriteReport()).Outputs),
            ["loops"] = LoopPrinter.Print(compiled.Schedule),
            ["header"] = Lines(file, line => line.StartsWith("//   x"), line => line.StartsWith("//   workspace")),
            ["face"] = Lines(file, line => line.Contains("/// <summary>", StringComparison.Ordinal), line => line == "}", includeLast: false),
            ["call"] = Lines(file, line => line.Contains("public static void Call(", StringComparison.Ordinal), line => line == "        }"),
            ["csharp"] = Lines(file, line => line.Contains("private static void Run(", StringComparison.Ordinal), line => line == "    }", includeLast: false),
            ["cuda"] = string.Concat(compiled.Schedule.Steps.OfType<LoopStep>().SelectMany(step => CudaEmitter.Emit(step.Kernel, 0, IndexWidth.Bits32)).Select(k => k.Text)),
        };
    }

    private static string Lowered(MethodDeclaration method) => string.Concat(
        ((BlockStatement)method.Body!).Statements.Select(statement => BodyPrinter.Print(statement) + "\n"));

    private static string Graph(IEnumerable<FunctionOutput> outputs) => GraphPrinter.Print([.. outputs.Select(o => (o.Name, o.Value))]);

    private static string Types(Node root)
    {
        Node[] nodes = [.. Compiler.Graphs.Graph.TopologicalOrder([root])];
        int width = nodes.Max(node => GraphPrinter.Print(node).Length);
        return string.Concat(nodes.Select(node => $"{GraphPrinter.Print(node).PadRight(width)}   {node.Type}\n"));
    }

    private static string Rewrites(RewriteReport report)
    {
        string[] names = [.. report.Events.Select(e => e.Rule.Name)];
        int width = names.Max(name => name.Length);
        return string.Concat(report.Events.Select(e =>
            $"{e.Rule.Name.PadRight(width)}  {GraphPrinter.Print(e.Before)}  ->  {GraphPrinter.Print(e.After)}\n"));
    }

    /// <summary>Lines of a text from the first that begins an excerpt to the first after it that ends it, without their indentation.</summary>
    private static string Lines(string text, Func<string, bool> begins, Func<string, bool> ends, bool includeLast = true)
    {
        string[] all = text.Split('\n');
        int first = Array.FindIndex(all, line => begins(line)), last = Array.FindIndex(all, first, line => ends(line));
        string[] lines = all[first..(includeLast ? last + 1 : last)];
        int indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Concat(lines.Select(line => line[Math.Min(indent, line.Length)..].TrimEnd() + "\n")).TrimEnd('\n') + "\n";
    }
}
