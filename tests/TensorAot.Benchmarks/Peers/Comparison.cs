using System.Globalization;
using TensorAot.Benchmarks.Workloads;

namespace TensorAot.Benchmarks.Peers;

/// <summary>Compares results before anything is timed.</summary>
internal static class Comparison
{
    private const int Steps = 3;
    private const double Rate = 0.1;

    /// <exception cref="InvalidOperationException">Somebody's results differ.</exception>
    public static void Check(Workload workload, IReadOnlyList<string> names, PeerProcess? peers)
    {
        workload.Reset();
        for (int step = 0; step < Steps; step++)
            workload.Step(Rate);
        double[][] ours = [.. workload.Results.Select(data => data.ToDoubles())];
        foreach (string name in names)
            Compare(workload, name, ours, peers!.Results(name, Steps, Rate));
        foreach (Peer peer in workload.Peers)
        {
            peer.Step();
            Compare(workload, peer.Name, ours, [.. peer.Results.Select(data => data.ToDoubles())]);
        }
    }

    private static void Compare(Workload workload, string peer, IReadOnlyList<double[]> ours, IReadOnlyList<double[]> theirs)
    {
        if (ours.Count != theirs.Count)
            throw new InvalidOperationException($"{workload.Row}: {ours.Count} results, {peer} has {theirs.Count}.");
        foreach ((Data data, (double[] own, double[] other)) in workload.Results.Zip(ours.Zip(theirs)))
        {
            double difference = Difference(own, other);
            if (own.Length != other.Length || !(difference <= workload.Tolerance))
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                    $"{workload.Row}: {data.Name} differs from that of {peer} by {difference:E1} of its largest value."));
            }
        }
    }

    /// <summary>The largest difference, relative to the largest value; NaN where there is one.</summary>
    private static double Difference(double[] own, double[] other)
    {
        double most = 0, largest = 1e-30;
        for (int i = 0; i < Math.Min(own.Length, other.Length); i++)
        {
            most = Math.Max(most, Math.Abs(own[i] - other[i]));
            largest = Math.Max(largest, Math.Abs(other[i]));
        }
        return most / largest;
    }
}
