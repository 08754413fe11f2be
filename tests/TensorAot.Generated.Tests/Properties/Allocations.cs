namespace TensorAot.Generated.Tests.Properties;

/// <summary>Bytes allocated on all threads of the process, the test runner's own moments left out.</summary>
internal static class Allocations
{
    /// <summary>
    /// The least over several runs after a warm-up. A test host itself allocates about every 100 milliseconds, so the
    /// action should take far less.
    /// </summary>
    public static long Least(Action action)
    {
        for (int i = 0; i < 3; i++)
            action();
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 20 && least != 0; attempt++)
        {
            long before = GC.GetTotalAllocatedBytes(true);
            action();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(true) - before);
        }
        return least;
    }
}
