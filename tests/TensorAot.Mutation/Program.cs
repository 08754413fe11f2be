using System.Diagnostics;
using System.Globalization;
using TensorAot.Mutation;
using TensorAot.Mutation.Declarations;

// dotnet run -c Release --project tests/TensorAot.Mutation -- [--only TEXT;TEXT] [--stride N] [--workers N] [--least PERCENT] [--record PAGE]
if (args is ["--worker", var baselineOfWorker])
{
    Declared.Prepare();
    Worker.Run(baselineOfWorker);
    return 0;
}
Dictionary<string, string> options = new(StringComparer.Ordinal)
{
    ["--only"] = "", ["--stride"] = "1", ["--workers"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture), ["--least"] = "95", ["--record"] = "", ["--baseline"] = "",
};
for (int i = 0; i < args.Length; i += 2)
{
    if (!options.ContainsKey(args[i]) || i + 1 == args.Length)
    {
        Console.Error.WriteLine($"Unknown or without a value: {args[i]}. There are: {string.Join(", ", options.Keys)}.");
        return 1;
    }
    options[args[i]] = args[i + 1];
}
var watch = Stopwatch.StartNew();
string path = options["--baseline"].Length > 0 ? options["--baseline"] : Path.Combine(Path.GetTempPath(), $"mutation-{Environment.ProcessId}.json");
Baseline baseline;
if (File.Exists(path))
    baseline = Baseline.Load(path);
else
{
    Console.WriteLine("Running the tests without mutants, twice ...");
    Declared.Prepare();
    baseline = Baseline.Measure();
    baseline.Save(path);
}
Console.WriteLine($"{baseline.Seconds.Count} tests, {baseline.Reaching.Count} mutants, {watch.Elapsed:m\\:ss}");
foreach (string failing in baseline.Failing.Order(StringComparer.Ordinal))
    Console.WriteLine($"fails without a mutant, so it counts for nothing: {failing}");
foreach (string name in Equivalent.Names.Where(name => !baseline.Reaching.ContainsKey(name)))
    Console.WriteLine($"listed as equivalent, but there is no such mutant: {name}");

int stride = int.Parse(options["--stride"], CultureInfo.InvariantCulture), workers = int.Parse(options["--workers"], CultureInfo.InvariantCulture);
string[] mutants = [.. baseline.Reaching.Keys.Where(name => options["--only"].Split(';').Any(text => name.Contains(text, StringComparison.OrdinalIgnoreCase))).Where((_, i) => i % stride == 0)];
IReadOnlyList<Outcome> outcomes = await new Campaign(baseline, path, workers).Run(mutants);
if (options["--baseline"].Length == 0)
    File.Delete(path);
Console.WriteLine(MutationPage.Table(outcomes));
if (options["--record"].Length > 0)
    MutationPage.Record(options["--record"], outcomes, $"`./build.sh mutate`{(stride == 1 ? "" : $" with every {stride}th mutant")}, {workers} processes, {watch.Elapsed.TotalMinutes:F0} minutes.");
int lost = outcomes.Count(o => o is { HasSurvived: true, IsCounted: true }), counted = outcomes.Count(o => o.IsCounted && (o.Excuse is null || o.Killer is not null));
return counted - lost >= double.Parse(options["--least"], CultureInfo.InvariantCulture) / 100 * counted ? 0 : 1;
