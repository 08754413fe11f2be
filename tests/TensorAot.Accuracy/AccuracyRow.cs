namespace TensorAot.Accuracy;

/// <summary>What was measured of one function.</summary>
internal sealed record AccuracyRow(string Name, Worst Single, long SingleCount, double SingleBound, Worst Double, long DoubleCount, double DoubleBound)
{
    /// <summary>Whether no error was above its bound.</summary>
    public bool Holds => Single.Error <= SingleBound && Double.Error <= DoubleBound;

    /// <summary>The row of the table.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"| {Name} | {Single.Error:F3} | {SingleBound} | {Single} | {Text(SingleCount)} | {Double.Error:F3} | {DoubleBound} | {Double} | {Text(DoubleCount)} |");

    public static string Text(long count) => count == 1L << 32 ? "all 2^32" : count.ToString("0.#e0", System.Globalization.CultureInfo.InvariantCulture);
}
