using System.Diagnostics;
using System.Globalization;
using TensorAot.FileFuzz;

// Reads mutated files of every format: --count=N of each, --seed=S, --record=PAGE replaces the table of a page.
int count = Number("count", 10_000), seed = Number("seed", 1);
var watch = Stopwatch.StartNew();
Campaign[] campaigns = [.. Enum.GetValues<FileFormat>().Select(format => new Campaign(format, seed))];
Parallel.ForEach(campaigns, campaign => campaign.Run(count));

string[] table =
[
    "| format | files | accepted | most memory for one file | longest | crashes, hangs and differences |", "|---|---:|---:|---:|---:|---:|",
    .. campaigns.Select(c => string.Create(CultureInfo.InvariantCulture,
        $"| {c.Format} | {c.Count:N0} | {c.Accepted:N0} | {c.MostAllocated / 1024.0:N0} KiB | {c.Longest:F1} ms | {c.Failures} |")),
];
foreach (string line in table.Concat(campaigns.SelectMany(c => c.Shown)))
    Console.WriteLine(line);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:F0} s"));
if (Value("record") is { } page)
    Record(page);
return campaigns.Any(c => c.Failures > 0) ? 1 : 0;

string? Value(string name) => args.Where(a => a.StartsWith($"--{name}=", StringComparison.Ordinal)).Select(a => a[(name.Length + 3)..]).LastOrDefault();

int Number(string name, int standard) => Value(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : standard;

// The table lies between two comments of the page.
void Record(string page)
{
    const string Begin = "<!-- fuzz-files -->\n", End = "<!-- end -->";
    string text = File.ReadAllText(page).ReplaceLineEndings("\n");
    int from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, to = text.IndexOf(End, from, StringComparison.Ordinal);
    string head = string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}, .NET {Environment.Version}: `./build.sh fuzz-files --count={count} --seed={seed}`.\n\n");
    File.WriteAllText(page, text[..from] + "\n" + head + string.Join("\n", table) + "\n\n" + text[to..]);
}
