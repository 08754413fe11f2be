using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TensorAot.Build.Reading;
using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Reports;
using TensorAot.Compiler.Rewriting;

namespace TensorAot.Build.Report;

/// <summary>The numbers of a project as JSON. Its form is described in docs/build-task.md; a change of it is a new <see cref="Schema"/>.</summary>
internal static class JsonReport
{
    /// <summary>The version of the form.</summary>
    public const int Schema = 1;

    internal static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Print(Project project, IReadOnlyList<Numbers> functions, IReadOnlyList<string> pages, SizeTable sizes)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Indented))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", Schema);
            json.WriteString("tensorAot", ClassEmitter.Version);
            json.WriteString("project", project.Name);
            json.WriteStartObject("sizes");
            foreach ((string name, long size) in sizes.All)
                json.WriteNumber(name, size);
            json.WriteEndObject();
            json.WriteStartArray("functions");
            for (int i = 0; i < functions.Count; i++)
                Function(json, functions[i], pages[i], sizes);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Function(Utf8JsonWriter json, Numbers numbers, string page, SizeTable sizes)
    {
        FunctionReport report = numbers.Report;
        json.WriteStartObject();
        json.WriteString("name", report.Name);
        json.WriteString("page", page);
        Types(json, "parameters", report.Function.AsWritten.Parameters.Select(p => (p.Name, p.Value.Type)));
        Types(json, "results", report.Function.AsWritten.Outputs.Select(o => (o.Name, o.Value.Type)));
        Types(json, "state", report.Function.OnHost.States.Select(s => (s.State.Path, s.State.Type)));
        Formula(json, "flops", report.Work.Flops, numbers.Flops);
        Formula(json, "bytes", report.Work.Bytes, numbers.Bytes);
        json.WriteNumber("intensity", Math.Round(numbers.Intensity, 6));
        Formula(json, "workspace", report.Workspace, numbers.Workspace);
        json.WriteNumber("loops", numbers.Loops);
        json.WriteNumber("products", numbers.Products);
        json.WriteNumber("routines", numbers.Routines);
        if (numbers.Kernels is { } kernels)
            json.WriteNumber("kernels", kernels);
        else
            json.WriteNull("kernels");
        json.WriteString("csharp", numbers.CSharpHash);
        json.WriteString("cuda", numbers.CudaHash);
        Rewrites(json, report.Function.Rewrites);
        Steps(json, report, sizes);
        Memory(json, report, sizes);
        json.WriteEndObject();
    }

    private static void Types(Utf8JsonWriter json, string name, IEnumerable<(string Name, TensorType Type)> values)
    {
        json.WriteStartArray(name);
        foreach ((string value, TensorType type) in values)
        {
            json.WriteStartObject();
            json.WriteString("name", value);
            json.WriteString("type", type.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Formula(Utf8JsonWriter json, string name, Dim formula, long value)
    {
        json.WriteStartObject(name);
        json.WriteString("formula", formula.ToString());
        json.WriteNumber("value", value);
        json.WriteEndObject();
    }

    private static void Rewrites(Utf8JsonWriter json, RewriteReport rewrites)
    {
        json.WriteStartArray("rewrites");
        foreach (RewriteLine line in rewrites.Lines(HeaderEmitter.Expression))
        {
            json.WriteStartObject();
            json.WriteString("expression", line.From);
            json.WriteString("computedAs", line.To);
            json.WriteString("benefit", line.Benefit);
            Texts(json, "rules", line.Rules);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("rules");
        foreach ((string rule, int count) in rewrites.Counts)
            json.WriteNumber(rule, count);
        json.WriteEndObject();
    }

    private static void Steps(Utf8JsonWriter json, FunctionReport report, SizeTable sizes)
    {
        json.WriteStartArray("steps");
        foreach (StepReport step in report.Steps)
        {
            json.WriteStartObject();
            json.WriteNumber("depth", step.Depth);
            json.WriteString("kind", step.Kind);
            json.WriteString("text", step.Text);
            Texts(json, "expressions", step.Expressions);
            Formula(json, "flops", step.Work.Flops, sizes.Evaluate(step.Work.Flops));
            Formula(json, "bytes", step.Work.Bytes, sizes.Evaluate(step.Work.Bytes));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Memory(Utf8JsonWriter json, FunctionReport report, SizeTable sizes)
    {
        json.WriteStartArray("memory");
        foreach (MemoryReport memory in report.Memory)
        {
            json.WriteStartObject();
            json.WriteString("where", memory.Where);
            Formula(json, "bytes", memory.Bytes, sizes.Evaluate(memory.Bytes));
            Texts(json, "holds", memory.Holds);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
