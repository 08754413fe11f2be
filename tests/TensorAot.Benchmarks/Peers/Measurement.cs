namespace TensorAot.Benchmarks.Peers;

/// <summary>One workload on a number of threads.</summary>
/// <param name="Workload">What was done.</param>
/// <param name="Threads">On how many threads.</param>
/// <param name="Own">TensorAot.</param>
/// <param name="Peers">The others, by name.</param>
internal sealed record Measurement(Workload Workload, int Threads, Samples Own, IReadOnlyDictionary<string, Samples> Peers)
{
    /// <summary>The fastest of the others; null where there are none.</summary>
    public string? BestPeer => Peers.Count == 0 ? null : Peers.MinBy(peer => peer.Value.Least).Key;

    /// <summary>How many times as fast as the best of the others.</summary>
    public double Ratio => BestPeer is null ? double.NaN : Peers[BestPeer].Least / Own.Least;
}
