using TensorAot.Compiler.Ops;

namespace TensorAot.Accuracy;

/// <summary>What was measured of one scalar function.</summary>
internal sealed record SpecialRow(string Name, ScalarAccuracy Accuracy, Worst Single, Worst Double, long Count)
{
    /// <summary>Whether no error was above its bound.</summary>
    public bool Holds => Single.Error <= Accuracy.SingleUlpBound && Double.Error <= Accuracy.UlpBound;

    /// <summary>The row of the table.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"| {Name} | {Accuracy.Where} | {Accuracy.ScaleText ?? "the result"} | {Single.Error:F3} | {Accuracy.SingleUlpBound} | {Single} | {Double.Error:F3} | {Accuracy.UlpBound} | {Double} | {AccuracyRow.Text(Count)} |");
}
