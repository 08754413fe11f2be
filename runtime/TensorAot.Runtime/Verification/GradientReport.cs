using System.Globalization;
using System.Text;

namespace TensorAot.Verification;

/// <summary>What <see cref="GradientCheck"/> found.</summary>
public sealed class GradientReport
{
    private const int Shown = 10;

    internal GradientReport(IReadOnlyList<GradientDifference> compared)
    {
        Compared = compared;
        Wrong = [.. compared.Where(d => !d.IsWithin).OrderBy(d => d.Input == GradientDifference.AllInputs).ThenByDescending(d => double.IsNaN(d.RelativeError) ? double.PositiveInfinity : d.RelativeError)];
    }

    /// <summary>Everything that was compared: single elements, then random directions.</summary>
    public IReadOnlyList<GradientDifference> Compared { get; }

    /// <summary>What is wrong: single elements, the worst first, then directions.</summary>
    public IReadOnlyList<GradientDifference> Wrong { get; }

    /// <summary>Whether the gradient agrees with the differences everywhere.</summary>
    public bool IsCorrect => Wrong.Count == 0;

    /// <summary>The largest relative error that was found, also within the tolerance.</summary>
    public double LargestError => Compared.Count == 0 ? 0 : Compared.Max(d => d.RelativeError);

    /// <summary>Throws if the gradient is wrong.</summary>
    /// <exception cref="GradientCheckException">The gradient is wrong; the message is the report.</exception>
    public void Require()
    {
        if (!IsCorrect)
            throw new GradientCheckException(this);
    }

    /// <summary>The report as text: how many derivatives agree, and the worst that do not, with input, index and both values.</summary>
    public override string ToString()
    {
        string largest = LargestError.ToString("G3", CultureInfo.InvariantCulture);
        if (IsCorrect)
            return $"The gradient agrees with differences in all {Compared.Count} derivatives; the largest relative error is {largest}.";
        var text = new StringBuilder($"The gradient is wrong in {Wrong.Count} of {Compared.Count} derivatives:");
        foreach (GradientDifference wrong in Wrong.Take(Shown))
            text.Append("\n  ").Append(wrong);
        if (Wrong.Count > Shown)
            text.Append(CultureInfo.InvariantCulture, $"\n  and {Wrong.Count - Shown} more");
        return text.ToString();
    }
}

/// <summary>A gradient that does not agree with differences of its function.</summary>
/// <param name="report">What was found.</param>
public sealed class GradientCheckException(GradientReport report) : Exception(report.ToString())
{
    /// <summary>What was found.</summary>
    public GradientReport Report { get; } = report;
}
