using System.Diagnostics;

namespace TensorAot.GpuRunner.Bench;

/// <summary>What a call took on a device and on the CPU.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Size">On how much.</param>
/// <param name="Bytes">Bytes that it has to read and write, each once; 0 where that is not what limits it.</param>
/// <param name="Flops">Operations; 0 where they are not what limits it.</param>
/// <param name="DeviceSeconds">The median of a call on the device.</param>
/// <param name="CpuSeconds">The median of a call on the CPU, on all its processors.</param>
internal sealed record Measurement(string Name, string Size, double Bytes, double Flops, double DeviceSeconds, double CpuSeconds)
{
    /// <summary>Bytes a second on the device.</summary>
    public double Bandwidth => Bytes / DeviceSeconds;

    /// <summary>How often the device does what the CPU does once.</summary>
    public double Ratio => CpuSeconds / DeviceSeconds;
}

/// <summary>Times calls.</summary>
internal static class Timing
{
    /// <summary>The median of some calls, after two that compile and warm up.</summary>
    /// <param name="call">What is timed; it waits for its end.</param>
    /// <param name="budget">For how long calls go on, five at least.</param>
    public static double Median(Action call, TimeSpan budget)
    {
        call();
        call();
        var times = new List<double>();
        var all = Stopwatch.StartNew();
        while (times.Count < 5 || (all.Elapsed < budget && times.Count < 1000))
        {
            long start = Stopwatch.GetTimestamp();
            call();
            times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        times.Sort();
        return times[times.Count / 2];
    }
}
