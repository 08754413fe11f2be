namespace TensorAot.Benchmarks.Workloads;

/// <summary>A figure that was read, not measured here.</summary>
/// <param name="Name">Who it is.</param>
/// <param name="Seconds">The time of one call.</param>
internal sealed record Quoted(string Name, double Seconds);
