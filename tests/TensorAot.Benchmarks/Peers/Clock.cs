using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TensorAot.Benchmarks.Peers;

/// <summary>
/// What time means in a measurement. On one thread it is the processor time of that thread, which other programs on the machine
/// hardly disturb; on several threads, and where the system has no such clock, it is wall time.
/// </summary>
internal static partial class Clock
{
    private const int ThreadProcessorTime = 3; // CLOCK_THREAD_CPUTIME_ID

    /// <summary>The clock that both sides use; the words are those of the protocol of peers.py.</summary>
    public static string For(int threads) => threads == 1 && OperatingSystem.IsLinux() ? "cpu" : "wall";

    /// <summary>Seconds since some moment.</summary>
    public static double Seconds(string clock)
    {
        if (clock == "wall")
            return Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
        if (ReadClock(ThreadProcessorTime, out TimeSpecification time) != 0)
            throw new InvalidOperationException("The clock of the thread's processor time cannot be read.");
        return time.Seconds + time.Nanoseconds * 1e-9;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadClock(int clock, out TimeSpecification time);

    private readonly struct TimeSpecification
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
