using TensorAot.Benchmarks;
using TensorAot.Benchmarks.Compile;
using TensorAot.Benchmarks.Growth;
using TensorAot.Benchmarks.Peers;
using TensorAot.Benchmarks.Products;

// dotnet run -c Release --project tests/TensorAot.Benchmarks -- [suite ...] [--only TEXT] [--threads 1,2] [--rounds N] [--record PAGE]
Dictionary<string, Action<BenchmarkOptions>> suites = new(StringComparer.Ordinal)
{
    ["peers"] = PeerBenchmark.Run,
    ["compile"] = CompileBenchmark.Run,
    ["growth"] = GrowthBenchmark.Run,
    ["products"] = ProductBenchmark.Run,
    ["parallel"] = ParallelBenchmark.Run,
};

BenchmarkOptions options = BenchmarkOptions.Parse(args);
string[] unknown = [.. options.Suites.Where(name => !suites.ContainsKey(name))];
if (unknown.Length > 0)
{
    Console.Error.WriteLine($"Unknown: {string.Join(", ", unknown)}. There are: {string.Join(", ", suites.Keys)}.");
    return 1;
}
foreach ((string name, Action<BenchmarkOptions> run) in suites)
{
    if (options.Suites.Count > 0 && !options.Suites.Contains(name))
        continue;
    Console.WriteLine($"== {name}");
    run(options);
}
return 0;
