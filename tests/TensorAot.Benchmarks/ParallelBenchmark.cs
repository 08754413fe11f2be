using System.Diagnostics;
using System.Globalization;
using TensorAot.Runtime;

namespace TensorAot.Benchmarks;

/// <summary>What it costs to fork and join: loops of busy chunks against the same work on one thread.</summary>
internal static unsafe class ParallelBenchmark
{
    public static void Run(BenchmarkOptions options)
    {
        Console.WriteLine($"{"loop",-32}{"threads",8}{"us",12}");
        foreach (double microseconds in (double[])[0, 5, 10, 20, 50])
        {
            foreach (int chunks in (int[])[2, 8])
            {
                string row = string.Create(CultureInfo.InvariantCulture, $"{chunks} chunks of {microseconds} us");
                if (!options.Wants(row))
                    continue;
                double each = microseconds;
                double* state = &each;
                nint address = (nint)state;
                double best = Timing.Best(() => ParallelFor.Run(chunks, 1, &Busy, (void*)address));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{row,-32}{ParallelFor.MaxThreads,8}{best * 1e6,12:F2}"));
            }
        }
    }

    private static void Busy(void* microseconds, nint start, nint end)
    {
        long limit = Stopwatch.GetTimestamp() + (long)(*(double*)microseconds * Stopwatch.Frequency / 1e6);
        while (Stopwatch.GetTimestamp() < limit)
        {
        }
    }
}
