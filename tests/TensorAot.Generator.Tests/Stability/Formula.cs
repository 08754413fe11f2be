namespace TensorAot.Generator.Tests.Stability;

/// <summary>
/// A formula as a tutorial would write it, in the user's language, and what it is called in stability.txt. Errors may be so many units in the
/// last place of the exact result; more than <see cref="Few"/> only with a reason.
/// </summary>
/// <param name="Reference">The name in stability.txt.</param>
/// <param name="Text">C# over <c>x</c>, and <c>y</c> where the function has two arguments.</param>
internal sealed record Formula(string Reference, string Text)
{
    /// <summary>What rounding the result and two or three functions below it costs.</summary>
    public const double Few = 8;

    /// <summary>The bound for the value, and for derivatives that say nothing else.</summary>
    public double Ulps { get; init; } = Few;

    /// <summary>The bound for the derivatives.</summary>
    public double SlopeUlps { get => field == 0 ? Ulps : field; init; }

    /// <summary>How errors grow with the argument, at most by how much: an argument that was rounded makes e^x² wrong by x² roundings.</summary>
    public Func<double, double>? Growth { get; init; }

    /// <summary>Ulps of the value are those of at least this number: where the exact value is a small difference of large ones.</summary>
    public double Floor { get; init; }

    /// <summary>The same for the value inside a larger expression.</summary>
    public double FusedFloor { get; init; }

    /// <summary>The same for derivatives.</summary>
    public double SlopeFloor { get; init; }

    /// <summary>Whether derivatives are measured in ulps of at least the value itself: a derivative p (1 - p) where p rounds to 1.</summary>
    public bool SlopeOfValue { get; init; }

    /// <summary>Whether ulps are those of at least the largest argument: a mean of the arguments was rounded.</summary>
    public bool FloorOfArguments { get; init; }

    /// <summary>Whether only arguments count whose squares neither over- nor underflow: there is a function that is right beyond, and slower.</summary>
    public bool SquaresFit { get; init; }

    /// <summary>Why a bound is not the usual one.</summary>
    public string? Because { get; init; }

    public override string ToString() => Text;
}
