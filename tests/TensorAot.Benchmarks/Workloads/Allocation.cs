namespace TensorAot.Benchmarks.Workloads;

/// <summary>What a call allocates.</summary>
internal static class Allocation
{
    private const int Attempts = 5;

    /// <summary>Bytes that a step of a workload allocates on its thread after the first two, at least.</summary>
    public static long Of(Workload workload)
    {
        for (int i = 0; i < 2; i++)
            workload.Step(0);
        long least = long.MaxValue;
        // The runtime itself may allocate when it compiles a method again, so one clean step is enough.
        for (int i = 0; i < Attempts && least != 0; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            workload.Step(0);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
