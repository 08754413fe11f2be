using System.Globalization;

namespace TensorAot.Benchmarks.Peers;

/// <summary>A target and what was reached.</summary>
/// <param name="Over">Whom to be faster than; empty for the best of all.</param>
/// <param name="Wanted">How many times as fast to be.</param>
/// <param name="Reached">How many times as fast it is.</param>
internal sealed record Verdict(string Over, double Wanted, double Reached)
{
    /// <summary>The time not to exceed, where that is the target.</summary>
    public double Most { get; init; } = double.PositiveInfinity;

    public bool IsMet => Reached >= Wanted;

    public override string ToString()
    {
        string verdict = IsMet ? "met" : "**missed**";
        if (Most < double.PositiveInfinity)
            return $"{Samples.Format(Most)} a call, {verdict}";
        string over = Over.Length == 0 ? "" : $" over {Over}: {Reached.ToString("F2", CultureInfo.InvariantCulture)}";
        return string.Create(CultureInfo.InvariantCulture, $"{Wanted:0.0#}{over}, {verdict}");
    }
}
