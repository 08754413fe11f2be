using System.Globalization;
using TensorAot.DeepGraphs;

// dotnet run -c Release --project tests/TensorAot.DeepGraphs -- [--only TEXT] [--lengths 1250,2500,5000,10000] [--runs N] [--record PAGE]
Dictionary<string, string> options = new(StringComparer.Ordinal) { ["--only"] = "", ["--lengths"] = "1250,2500,5000,10000", ["--runs"] = "3", ["--record"] = "" };
for (int i = 0; i < args.Length; i += 2)
{
    if (!options.ContainsKey(args[i]) || i + 1 == args.Length)
    {
        Console.Error.WriteLine($"Unknown or without a value: {args[i]}. There are: {string.Join(", ", options.Keys)}.");
        return 1;
    }
    options[args[i]] = args[i + 1];
}
int[] lengths = [.. options["--lengths"].Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
int runs = int.Parse(options["--runs"], CultureInfo.InvariantCulture);
List<DeepRow> rows = [];
Console.WriteLine(DeepRow.Heading);
foreach (Chain chain in Chain.All)
{
    foreach (bool gradient in (bool[])[false, true])
    {
        string name = gradient ? chain.Name + ", gradient" : chain.Name;
        if (!options["--only"].Split(';').Any(text => name.Contains(text, StringComparison.OrdinalIgnoreCase)))
            continue;
        // Once for the runtime to compile the compiler.
        for (int warm = 0; warm < 3; warm++)
            StageTimes.Of(chain, 400, gradient);
        StageTimes? half = null;
        foreach (int length in lengths)
        {
            StageTimes times = StageTimes.Least([.. Enumerable.Range(0, runs).Select(_ => StageTimes.Of(chain, length, gradient))]);
            DeepRow row = new(chain, gradient, length, times, half);
            Console.WriteLine(row.Line);
            rows.Add(row);
            half = times;
        }
    }
}
if (options["--record"].Length > 0)
    DeepPage.Record(options["--record"], rows);
return 0;
