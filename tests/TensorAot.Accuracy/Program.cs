using System.Globalization;
using TensorAot.Accuracy;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Programs;

// dotnet run -c Release --project tests/TensorAot.Accuracy -- [--only NAME,...] [--stride N] [--samples N] [--threads N] [--record PAGE]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string? Option(string name) => Array.IndexOf(args, "--" + name) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : null;
string[]? only = Option("only")?.Split(',');
long stride = long.Parse(Option("stride") ?? "1", CultureInfo.InvariantCulture);
long samples = long.Parse(Option("samples") ?? "10000000", CultureInfo.InvariantCulture);
int threads = int.Parse(Option("threads") ?? Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
bool holds = true;
foreach (TensorAot.Compiler.Programs.Program single in Library.All.Where(p => p.DType == DType.Float32 && Reference.All.ContainsKey(p.Name) && only?.Contains(p.Name) != false))
{
    Reference reference = Reference.All[single.Name];
    var watch = System.Diagnostics.Stopwatch.StartNew();
    bool isUnary = single.Parameters.Count == 1;
    var row = new AccuracyRow(
        single.Name,
        isUnary ? SingleSweep.Run(single.Name, reference, stride, threads) : Sampling.Run<float>(single.Name, 2, reference, samples, threads),
        isUnary ? (1L << 32) / stride : samples,
        single.UlpBound,
        Sampling.Run<double>(single.Name, single.Parameters.Count, reference, samples, threads),
        samples,
        Library.Find(single.Name, DType.Float64)!.UlpBound);
    holds &= row.Holds;
    Console.WriteLine($"{row}  {watch.Elapsed.TotalSeconds:F0} s{(row.Holds ? "" : "  BOUND BROKEN")}");
    if (Option("record") is { } page) AccuracyPage.Record(page, row);
}

return holds ? 0 : 1;
