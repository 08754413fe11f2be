namespace TensorAot.Benchmarks.Workloads;

/// <summary>Another library that does the work of a workload in this process.</summary>
/// <param name="Name">Who it is, and how it does it.</param>
/// <param name="Step">Does the work once.</param>
/// <param name="Results">Where the results are then, in the order of the workload's.</param>
internal sealed record Peer(string Name, Action Step, params IReadOnlyList<Data> Results);
