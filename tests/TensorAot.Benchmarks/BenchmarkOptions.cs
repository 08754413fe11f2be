namespace TensorAot.Benchmarks;

/// <summary>What the command line asks for.</summary>
/// <param name="Suites">The suites to run; none means all.</param>
/// <param name="Only">Only rows that contain this text.</param>
/// <param name="Page">The page whose table of measurements is replaced; empty for none.</param>
internal sealed record BenchmarkOptions(IReadOnlyList<string> Suites, string Only, string Page)
{
    public static BenchmarkOptions Parse(IReadOnlyList<string> arguments)
    {
        List<string> suites = [];
        Dictionary<string, string> values = new(StringComparer.Ordinal) { ["--only"] = "", ["--record"] = "" };
        for (int i = 0; i < arguments.Count; i++)
        {
            if (!values.ContainsKey(arguments[i]))
                suites.Add(arguments[i]);
            else if (i + 1 < arguments.Count)
                values[arguments[i]] = arguments[++i];
            else
                throw new ArgumentException($"{arguments[i]} needs a text.");
        }
        return new(suites, values["--only"], values["--record"]);
    }

    public bool Wants(string row) => row.Contains(Only, StringComparison.OrdinalIgnoreCase);
}
