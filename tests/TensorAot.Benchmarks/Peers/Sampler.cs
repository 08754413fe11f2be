using System.Diagnostics;

namespace TensorAot.Benchmarks.Peers;

/// <summary>Times calls; peers.py does the same in Python.</summary>
internal static class Sampler
{
    private const double LeastSampleSeconds = 5e-4;

    // The runtime waits so long before it compiles again what is called often, after 30 calls.
    private const int MillisecondsOfWarmUp = 100;
    private const int CallsOfWarmUp = 40;
    private const int MostWarmUps = 10;
    private const double Improvement = 0.95;

    /// <summary>Calls until that makes nothing faster any more: the runtime compiles in the background.</summary>
    public static void WarmUp(Action call, string clock)
    {
        double least = double.MaxValue;
        int idle = 0;
        for (int i = 0; i < MostWarmUps && idle < 2; i++)
        {
            long start = Stopwatch.GetTimestamp();
            double now = double.MaxValue;
            for (int n = 0; n < CallsOfWarmUp && (n < 3 || Stopwatch.GetElapsedTime(start).TotalMilliseconds < MillisecondsOfWarmUp); n++)
                now = Math.Min(now, Time(call, 1, clock));
            idle = now < Improvement * least ? 0 : idle + 1;
            least = Math.Min(least, now);
            Thread.Sleep(MillisecondsOfWarmUp);
        }
    }

    /// <summary>The seconds per call of each sample. A sample repeats a call that is too short for the clock.</summary>
    public static List<double> Run(Action call, double seconds, string clock)
    {
        int inner = CallsOfSample(call, clock);
        List<double> samples = [];
        long limit = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        while (samples.Count < 3 || Stopwatch.GetTimestamp() < limit)
            samples.Add(Time(call, inner, clock));
        return samples;
    }

    /// <summary>Twice as many calls until the least of three samples is long enough: a sample that something else delayed says too much.</summary>
    private static int CallsOfSample(Action call, string clock)
    {
        int calls = 1;
        while (Math.Min(Time(call, calls, clock), Math.Min(Time(call, calls, clock), Time(call, calls, clock))) * calls < LeastSampleSeconds)
            calls *= 2;
        return calls;
    }

    private static double Time(Action call, int times, string clock)
    {
        double start = Clock.Seconds(clock);
        for (int i = 0; i < times; i++)
            call();
        return (Clock.Seconds(clock) - start) / times;
    }
}
