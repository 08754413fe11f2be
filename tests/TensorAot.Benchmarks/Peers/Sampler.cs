using System.Diagnostics;

namespace TensorAot.Benchmarks.Peers;

/// <summary>Times calls; peers.py does the same in Python.</summary>
internal static class Sampler
{
    private const double LeastSampleSeconds = 5e-4;

    /// <summary>The seconds per call of each sample. A sample repeats a call that is too short for the clock.</summary>
    public static List<double> Run(Action call, double seconds, string clock)
    {
        int inner = Math.Max(1, (int)(LeastSampleSeconds / Time(call, 3, clock)));
        List<double> samples = [];
        long limit = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        while (samples.Count < 3 || Stopwatch.GetTimestamp() < limit)
            samples.Add(Time(call, inner, clock));
        return samples;
    }

    private static double Time(Action call, int times, string clock)
    {
        double start = Clock.Seconds(clock);
        for (int i = 0; i < times; i++)
            call();
        return (Clock.Seconds(clock) - start) / times;
    }
}
