using System.Diagnostics;
using TensorAot.Benchmarks.Models;

namespace TensorAot.Benchmarks.Compile;

/// <summary>The first calls of a generated function in a process.</summary>
internal static class FirstCalls
{
    /// <summary>Milliseconds: of Prepare() (0 without), of the first call, the median of calls 2 to 100, and that of calls after 3 seconds.</summary>
    public static double[] Measure(bool prepare)
    {
        var model = new MultilayerPerceptron();
        var random = new Random(1);
        float[] x = [.. Enumerable.Range(0, 128 * 784).Select(_ => random.NextSingle())];
        int[] labels = [.. Enumerable.Range(0, 128).Select(_ => random.Next(10))];
        double Call()
        {
            long start = Stopwatch.GetTimestamp();
            model.Train(x, labels, 1e-7f);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        long prepared = Stopwatch.GetTimestamp();
        if (prepare)
            MultilayerPerceptron.Prepare();
        double preparing = prepare ? Stopwatch.GetElapsedTime(prepared).TotalMilliseconds : 0;
        double first = Call();
        double[] next = [.. Enumerable.Range(0, 99).Select(_ => Call())];
        for (long end = Stopwatch.GetTimestamp() + (3 * Stopwatch.Frequency); Stopwatch.GetTimestamp() < end;)
            Call();
        double[] steady = [.. Enumerable.Range(0, 300).Select(_ => Call())];
        return [preparing, first, Median(next), Median(steady)];
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
