using System.Globalization;

namespace TensorAot.Benchmarks;

/// <summary>What the command line asks for.</summary>
/// <param name="Suites">The suites to run; none means all.</param>
/// <param name="Only">Only rows that contain this text.</param>
/// <param name="Threads">The numbers of threads, no more than there are processors.</param>
/// <param name="Rounds">How many turns everybody takes.</param>
/// <param name="Page">The page whose tables of measurements are replaced; empty for none.</param>
internal sealed record BenchmarkOptions(IReadOnlyList<string> Suites, string Only, IReadOnlyList<int> Threads, int Rounds, string Page)
{
    public static BenchmarkOptions Parse(IReadOnlyList<string> arguments)
    {
        List<string> suites = [];
        Dictionary<string, string> values = new(StringComparer.Ordinal) { ["--only"] = "", ["--threads"] = "1,2", ["--rounds"] = "6", ["--record"] = "" };
        for (int i = 0; i < arguments.Count; i++)
        {
            if (!values.ContainsKey(arguments[i]))
                suites.Add(arguments[i]);
            else if (i + 1 < arguments.Count)
                values[arguments[i]] = arguments[++i];
            else
                throw new ArgumentException($"{arguments[i]} needs a text.");
        }
        if (values["--record"].Length > 0 && values["--only"].Length > 0)
            throw new ArgumentException("A page holds whole tables: --record does not go with --only.");
        int[] threads = [.. values["--threads"].Split(',').Select(Number).Where(count => count <= Environment.ProcessorCount)];
        return new(suites, values["--only"], threads, Number(values["--rounds"]), values["--record"]);
    }

    public bool Wants(string row) => row.Contains(Only, StringComparison.OrdinalIgnoreCase);

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : throw new ArgumentException($"{text} is not a number above 0.");
}
