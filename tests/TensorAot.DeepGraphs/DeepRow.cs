using System.Globalization;

namespace TensorAot.DeepGraphs;

/// <summary>The times of one length, beside those of half of it.</summary>
internal sealed record DeepRow(Chain Chain, bool Gradient, int Length, StageTimes Times, StageTimes? Half)
{
    /// <summary>A stage of less says nothing when it is doubled.</summary>
    private const double Measurable = 0.01;

    public static string Heading => $"{"chain",-24}{"n",7}" + string.Concat(StageTimes.Stages.Select(s => $"{s,14}")) + $"{"total ms",16}";

    public string Name => Gradient ? Chain.Name + ", gradient" : Chain.Name;

    /// <summary>The growth of the whole against half the length; null for the first.</summary>
    public double? Growth => Half is null ? null : Times.Total / Half.Total;

    /// <summary>The stage that grows most, of those that take a time worth measuring.</summary>
    public (string Stage, double Growth)? Steepest => Half is null ? null : Enumerable.Range(0, StageTimes.Stages.Count)
        .Where(stage => Half[stage] >= Measurable)
        .Select(stage => ((string, double)?)(StageTimes.Stages[stage], Times[stage] / Half[stage]))
        .MaxBy(pair => pair!.Value.Item2);

    public string Line
    {
        get
        {
            string cells = string.Concat(Enumerable.Range(0, StageTimes.Stages.Count).Select(stage => $"{Cell(Times[stage], Half?[stage]),14}"));
            return $"{Name,-24}{Length,7}{cells}{Cell(Times.Total, Half?.Total),16}  {Times.Fingerprint}";
        }
    }

    private static string Cell(double seconds, double? half)
    {
        string milliseconds = (seconds * 1e3).ToString("F0", CultureInfo.InvariantCulture);
        return half >= Measurable ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds} ({seconds / half.Value:F1})") : milliseconds;
    }
}
