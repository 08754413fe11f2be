namespace TensorAot.Benchmarks.Workloads;

/// <summary>How many times as fast as others a workload should be.</summary>
/// <param name="OneThread">On one thread.</param>
/// <param name="MoreThreads">On several.</param>
/// <param name="Over">What the names of these others begin with; empty for all.</param>
internal sealed record Target(double OneThread, double MoreThreads, string Over = "")
{
    public double On(int threads) => threads == 1 ? OneThread : MoreThreads;
}
