using System.Diagnostics;

namespace TensorAot.Benchmarks;

/// <summary>
/// Min-of-many wall time: the least of the samples is what the code takes when nothing else uses the machine.
/// </summary>
internal static class Timing
{
    private const double SampleSeconds = 0.002;

    /// <summary>Seconds of one call.</summary>
    public static double Best(Action action, double seconds = 0.25)
    {
        long limit = Stopwatch.GetTimestamp() + (long)(seconds / 5 * Stopwatch.Frequency);
        int calls = 0;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetTimestamp() < limit || calls < 3)
        {
            action();
            calls++;
        }
        double estimate = Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
        int inner = Math.Max(1, (int)(SampleSeconds / estimate));
        double best = double.MaxValue;
        limit = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        for (int sample = 0; sample < 5 || Stopwatch.GetTimestamp() < limit; sample++)
        {
            start = Stopwatch.GetTimestamp();
            for (int i = 0; i < inner; i++)
                action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds / inner);
        }
        return best;
    }
}
