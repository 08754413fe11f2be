using System.Globalization;
using TensorAot.Accuracy;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Programs;

// dotnet run -c Release --project tests/TensorAot.Accuracy -- [--only NAME,...|programs|special] [--stride N] [--samples N] [--threads N] [--record PAGE]
// --check FILE compares the references of the special functions with those of a file from special.py.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string? Option(string name) => Array.IndexOf(args, "--" + name) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : null;
long Number(string name, long otherwise) => long.Parse(Option(name) ?? otherwise.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
string[]? only = Option("only")?.Split(',');
bool IsWanted(string name, string group) => only is null || only.Contains(name) || only.Contains(group);
(long stride, int threads, string? page) = (Number("stride", 1), (int)Number("threads", Environment.ProcessorCount), Option("record"));
if (Option("check") is { } file) return SpecialCheck.Run(file) ? 0 : 1;
bool holds = true;
var watch = System.Diagnostics.Stopwatch.StartNew();
foreach (TensorAot.Compiler.Programs.Program single in Library.All.Where(p => p.DType == DType.Float32 && Reference.All.ContainsKey(p.Name) && IsWanted(p.Name, "programs")))
{
    Reference reference = Reference.All[single.Name];
    (bool isUnary, long samples) = (single.Parameters.Count == 1, Number("samples", 10_000_000));
    var row = new AccuracyRow(
        single.Name,
        isUnary ? SingleSweep.Run(single.Name, reference, stride, threads) : Sampling.Run<float>(single.Name, 2, reference, samples, threads),
        isUnary ? (1L << 32) / stride : samples,
        single.UlpBound,
        Sampling.Run<double>(single.Name, single.Parameters.Count, reference, samples, threads),
        samples,
        Library.Find(single.Name, DType.Float64)!.UlpBound);
    Report(row, row.Holds);
    if (page is not null) AccuracyPage.Record(page, row);
}

foreach (var (name, accuracy) in SpecialFunctions.All.Where(f => IsWanted(f.Name, "special")))
{
    var sampling = new SpecialSampling(name, accuracy);
    long samples = Number("samples", 100_000);
    var row = new SpecialRow(name, accuracy, sampling.Run<float>(samples, threads), sampling.Run<double>(samples, threads), sampling.Count(samples));
    Report(row, row.Holds);
    if (page is not null) AccuracyPage.Record(page, row);
}

return holds ? 0 : 1;

void Report(object row, bool isWithin)
{
    holds &= isWithin;
    Console.WriteLine($"{row}  {watch.Elapsed.TotalSeconds:F0} s{(isWithin ? "" : "  BOUND BROKEN")}");
    watch.Restart();
}
