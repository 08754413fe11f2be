using System.Diagnostics;

namespace TensorAot.Benchmarks.Peers;

/// <summary>Times calls; peers.py does the same in Python.</summary>
internal static class Sampler
{
    private const double LeastSampleSeconds = 5e-4;

    // Longer than the runtime waits before it compiles again what is called often.
    private const int MillisecondsOfWarmUp = 150;

    /// <summary>Calls until the runtime has compiled everything as well as it can.</summary>
    public static void WarmUp(Action call)
    {
        for (int i = 0; i < 2; i++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int calls = 0; calls < 40 || Stopwatch.GetElapsedTime(start).TotalMilliseconds < 1; calls++)
            {
                call();
                if (Stopwatch.GetElapsedTime(start).TotalMilliseconds > MillisecondsOfWarmUp)
                    break;
            }
            Thread.Sleep(MillisecondsOfWarmUp);
        }
    }

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
