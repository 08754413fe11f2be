using System.Globalization;
using TensorAot.Runtime;

namespace TensorAot.Benchmarks.Peers;

/// <summary>
/// Workloads beside PyTorch and NumPy on the same inputs in the same run: first everybody's results are compared, then all take
/// turns, so that what else happens on the machine disturbs all alike.
/// </summary>
internal static class PeerBenchmark
{
    private const int Rounds = 6;
    private const double SecondsOfTurn = 0.15;

    // The peers' worker threads keep a core busy for a while after their last work.
    private const int MillisecondsOfRest = 100;

    private const int ComparedSteps = 3;
    private const double ComparedRate = 0.1;

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
        foreach (int threads in Environment.ProcessorCount > 1 ? (int[])[1, 2] : [1])
        {
            ParallelFor.MaxThreads = threads;
            using PeerProcess? peers = python is null ? null : new PeerProcess(python, threads);
            versions = peers?.Versions ?? versions;
            measurements.AddRange(Workloads(options).Select(workload => Measure(workload, threads, peers)));
        }
        ParallelFor.MaxThreads = original;
        if (options.Page.Length > 0)
            PerformancePage.Record(options.Page, measurements, versions);
    }

    private static IEnumerable<Workload> Workloads(BenchmarkOptions options) => new Func<Workload>[]
    {
        () => new LogisticSingleWorkload(),
        () => new LogisticDoubleWorkload(),
        () => new LogisticRegressionSingleWorkload(),
        () => new LogisticRegressionDoubleWorkload(),
        () => new MultilayerPerceptronWorkload(),
    }.Select(make => make()).Where(workload => options.Wants(workload.Row));

    private static Measurement Measure(Workload workload, int threads, PeerProcess? peers)
    {
        string folder = Directory.CreateTempSubdirectory("tensoraot-bench").FullName;
        try
        {
            workload.WriteInputs(folder);
            string[] names = peers?.Prepare(workload, folder) ?? [];
            foreach (string name in names)
                Compare(workload, name, peers!);
            Measurement measurement = new(workload, threads, new(), names.ToDictionary(name => name, _ => new Samples()));
            workload.Reset();
            for (int round = 0; round < Rounds; round++)
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
        measurement.Own.Add(Sampler.Run(() => workload.Step(TimedRate), SecondsOfTurn, clock));
        foreach ((string name, Samples samples) in measurement.Peers)
            samples.Add(peers!.Time(name, SecondsOfTurn, TimedRate, clock));
    }

    private static void Compare(Workload workload, string peer, PeerProcess peers)
    {
        workload.Reset();
        for (int step = 0; step < ComparedSteps; step++)
            workload.Step(ComparedRate);
        IReadOnlyList<double[]> ours = workload.Results(), theirs = peers.Results(peer, ComparedSteps, ComparedRate);
        for (int array = 0; array < ours.Count; array++)
        {
            double scale = theirs[array].Max(Math.Abs);
            double difference = ours[array].Zip(theirs[array], (a, b) => Math.Abs(a - b)).Max() / Math.Max(scale, 1e-30);
            if (ours[array].Length != theirs[array].Length || !(difference <= workload.Tolerance))
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                    $"{workload.Row}: array {array} differs from that of {peer} by {difference:E1} of its largest value."));
            }
        }
    }

    private static void Print(Measurement measurement)
    {
        Console.WriteLine($"{measurement.Workload.Row}, {measurement.Threads} thread(s): {measurement.Workload.Title}");
        Console.WriteLine($"  {"TensorAot",-32} {measurement.Own}");
        foreach ((string name, Samples samples) in measurement.Peers)
        {
            double ratio = samples.Least / measurement.Own.Least;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-32} {samples}   {ratio:F2}x"));
        }
    }
}
