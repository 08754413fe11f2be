using System.Globalization;
using TensorAot.Benchmarks.Pages;
using TensorAot.Benchmarks.Products;
using TensorAot.Benchmarks.Workloads;
using TensorAot.Runtime;

namespace TensorAot.Benchmarks.Peers;

/// <summary>
/// Workloads beside other libraries on the same inputs in the same run: first everybody's results are compared, then all take
/// turns, so that what else happens on the machine disturbs all alike.
/// </summary>
internal static class PeerBenchmark
{
    private const double SecondsOfTurn = 0.15;

    // The peers' worker threads keep a core busy for a while after their last work.
    private const int MillisecondsOfRest = 100;

    // Repeated steps at a real rate drive gradients into subnormal numbers, which are slow for everybody.
    private const double TimedRate = 1e-7;

    public static void Run(BenchmarkOptions options)
    {
        string? python = PeerProcess.FindPython();
        if (python is null)
            Console.WriteLine(PeerProcess.Missing);
        string versions = "";
        List<Measurement> measurements = [];
        int original = ParallelFor.MaxThreads;
        foreach (int threads in options.Threads)
        {
            ParallelFor.MaxThreads = threads;
            if (OpenBlas.IsFound)
                OpenBlas.SetThreads(threads);
            Limits limits = Limits.Measure(threads);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"Limits on {threads} thread(s): {limits.Flops / 1e9:F1} GFLOP/s in float, triad {limits.Bandwidth / 1e9:F1} GB/s"));
            using PeerProcess? peers = python is null ? null : new PeerProcess(python, threads);
            versions = peers?.Versions ?? versions;
            measurements.AddRange(AllWorkloads.Makers.Select(make => make()).Where(workload => options.Wants(workload.Row))
                .Select(workload => Measure(workload, threads, limits, options.Rounds, peers)));
        }
        ParallelFor.MaxThreads = original;
        if (options.Page.Length > 0)
            PeerPage.Record(options.Page, measurements, versions);
    }

    private static Measurement Measure(Workload workload, int threads, Limits limits, int rounds, PeerProcess? peers)
    {
        string folder = Directory.CreateTempSubdirectory("tensoraot-bench").FullName;
        try
        {
            workload.WriteInputs(folder);
            string[] names = peers?.Prepare(workload, folder) ?? [];
            Comparison.Check(workload, names, peers);
            if (Allocation.Of(workload) is > 0 and long bytes)
                throw new InvalidOperationException($"{workload.Row}: a step allocates {bytes} bytes.");
            Measurement measurement = new(
                workload, threads, limits, new(), names.Concat(workload.Peers.Select(peer => peer.Name)).ToDictionary(name => name, _ => new Samples()));
            workload.Reset();
            foreach (Action step in (Action[])[() => workload.Step(TimedRate), .. workload.Peers.Select(peer => peer.Step)])
                Sampler.WarmUp(step, Clock.For(threads));
            for (int round = 0; round < rounds; round++)
                TakeTurns(measurement, peers);
            Print(measurement);
            return measurement;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void TakeTurns(Measurement measurement, PeerProcess? peers)
    {
        Workload workload = measurement.Workload;
        string clock = Clock.For(measurement.Threads);
        Thread.Sleep(MillisecondsOfRest);
        measurement.Own.Add(PerCall(Sampler.Run(() => workload.Step(TimedRate), SecondsOfTurn, clock)));
        foreach (Peer peer in workload.Peers)
            measurement.Peers[peer.Name].Add(PerCall(Sampler.Run(peer.Step, SecondsOfTurn, clock)));
        foreach ((string name, Samples samples) in measurement.Peers)
        {
            if (workload.Peers.All(peer => peer.Name != name))
                samples.Add(PerCall(peers!.Time(name, SecondsOfTurn, TimedRate, clock)));
        }

        IEnumerable<double> PerCall(List<double> steps) => steps.Select(seconds => seconds / workload.Calls);
    }

    private static void Print(Measurement measurement)
    {
        (double fraction, string limit) = measurement.OfLimit;
        Console.WriteLine($"{measurement.Workload.Row}, {measurement.Threads} thread(s): {measurement.Workload.Title}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {"TensorAot",-48} {measurement.Own,-24} {fraction:P0} of {limit}"));
        foreach ((string name, Samples samples) in measurement.Peers)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-48} {samples,-24} {samples.Least / measurement.Own.Least:F2}x"));
        foreach (Quoted quoted in measurement.Workload.Quoted)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {quoted.Name + " (quoted)",-48} {Samples.Format(quoted.Seconds),-24} {quoted.Seconds / measurement.Own.Least:F2}x"));
        foreach (Verdict verdict in measurement.Verdicts)
            Console.WriteLine($"  target {verdict}");
    }
}
