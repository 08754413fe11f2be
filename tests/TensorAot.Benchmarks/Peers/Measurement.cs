using TensorAot.Benchmarks.Workloads;

namespace TensorAot.Benchmarks.Peers;

/// <summary>One workload on a number of threads.</summary>
/// <param name="Workload">What was done.</param>
/// <param name="Threads">On how many threads.</param>
/// <param name="Limits">What the machine can do on so many threads.</param>
/// <param name="Own">TensorAot.</param>
/// <param name="Peers">The others, by name.</param>
internal sealed record Measurement(Workload Workload, int Threads, Limits Limits, Samples Own, IReadOnlyDictionary<string, Samples> Peers)
{
    /// <summary>The fastest of the others; null where there are none.</summary>
    public string? BestPeer => Peers.Count == 0 ? null : Peers.MinBy(peer => peer.Value.Least).Key;

    /// <summary>How many times as fast as the best of the others.</summary>
    public double Ratio => BestPeer is null ? double.NaN : Peers[BestPeer].Least / Own.Least;

    /// <summary>The same by medians.</summary>
    public double MedianRatio => BestPeer is null ? double.NaN : Peers[BestPeer].Median / Own.Median;

    /// <summary>What the machine's limits leave as least time, as a part of the time taken, and which limit that is.</summary>
    public (double Fraction, string Limit) OfLimit
    {
        get
        {
            (double seconds, string limit) = Limits.Bound(Workload.Flops, Workload.Bytes, Workload.ElementType);
            return (seconds / Own.Least, limit);
        }
    }

    /// <summary>Each target with what was reached: a number of times, or a time.</summary>
    public IEnumerable<Verdict> Verdicts
    {
        get
        {
            foreach (Target target in Workload.Targets)
            {
                double[] times = [.. TimesOf(target.Over)];
                if (times.Length > 0)
                    yield return new(target.Over, target.On(Threads), times.Min() / Own.Least);
            }
            if (Workload.MostSeconds < double.PositiveInfinity)
                yield return new("", 1, Workload.MostSeconds / Own.Least) { Most = Workload.MostSeconds };
        }
    }

    private IEnumerable<double> TimesOf(string name) =>
        Peers.Where(peer => peer.Key.StartsWith(name, StringComparison.Ordinal)).Select(peer => peer.Value.Least)
            .Concat(Workload.Quoted.Where(quoted => name.Length > 0 && quoted.Name.StartsWith(name, StringComparison.Ordinal)).Select(quoted => quoted.Seconds));
}
