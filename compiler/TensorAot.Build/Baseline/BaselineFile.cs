using System.Text;
using System.Text.Json;
using TensorAot.Build.Report;

namespace TensorAot.Build.Baseline;

/// <summary>The measures of a project's functions for given sizes: what is committed, or what a report says.</summary>
/// <param name="Path">The file.</param>
/// <param name="Sizes">The sizes.</param>
/// <param name="Functions">The functions by name.</param>
internal sealed record BaselineFile(string Path, IReadOnlyDictionary<string, long> Sizes, IReadOnlyDictionary<string, Measures> Functions)
{
    /// <summary>Reads a committed baseline, or takes the same from a report: in a report functions are an array, and numbers stand beside their formulas.</summary>
    public static BaselineFile Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
            JsonElement root = document.RootElement;
            if (root.GetProperty("schema").GetInt32() is var schema && schema != JsonReport.Schema)
                throw new UsageException($"{path} has the form {schema}, and this version of TensorAot knows {JsonReport.Schema}: write it again with -p:TensorAotUpdateBaseline=true.");
            JsonElement functions = root.GetProperty("functions");
            var sizes = new SortedDictionary<string, long>(root.GetProperty("sizes").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt64()), StringComparer.Ordinal);
            return new BaselineFile(path, sizes, new SortedDictionary<string, Measures>((functions.ValueKind == JsonValueKind.Array
                ? functions.EnumerateArray().Select(f => (Name: f.GetProperty("name").GetString()!, Value: f))
                : functions.EnumerateObject().Select(f => (f.Name, f.Value))).ToDictionary(f => f.Name, f => MeasuresOf(f.Value)), StringComparer.Ordinal));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new UsageException($"{path} cannot be read: {e.Message}");
        }
    }

    /// <summary>Writes it, each function on lines of its own, in the order of their names.</summary>
    public void Write(string path)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, JsonReport.Indented))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", JsonReport.Schema);
            json.WriteStartObject("sizes");
            foreach ((string name, long size) in Sizes)
                json.WriteNumber(name, size);
            json.WriteEndObject();
            json.WriteStartObject("functions");
            foreach ((string name, Measures measures) in Functions)
            {
                json.WriteStartObject(name);
                foreach ((string key, _) in Measures.Names)
                    if (measures.Values[key] is { } value)
                        json.WriteNumber(key, value);
                json.WriteString("csharp", measures.CSharp);
                if (measures.Cuda is not null)
                    json.WriteString("cuda", measures.Cuda);
                json.WriteEndObject();
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        File.WriteAllText(path, Encoding.UTF8.GetString(stream.ToArray()) + "\n");
    }

    /// <summary>Where a function stands in the file.</summary>
    public Place PlaceOf(string function)
    {
        string name = JsonSerializer.Serialize(function, s_plain);
        string[] lines = File.ReadAllLines(Path);
        int line = Array.FindIndex(lines, l => l.TrimStart().StartsWith(name, StringComparison.Ordinal));
        return line < 0 ? new Place(Path, 1, 1) : new Place(Path, line + 1, lines[line].IndexOf('"', StringComparison.Ordinal) + 1);
    }

    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JsonReport.Indented.Encoder };

    private static Measures MeasuresOf(JsonElement function) => new(
        Measures.Names.ToDictionary(n => n.Name, n => Number(function, n.Name)), Text(function, "csharp"), Text(function, "cuda"));

    private static long? Number(JsonElement function, string name) => !function.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Object ? value.GetProperty("value").GetInt64()
        : value.GetInt64();

    private static string? Text(JsonElement function, string name) => function.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
