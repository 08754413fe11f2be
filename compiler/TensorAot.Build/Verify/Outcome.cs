namespace TensorAot.Build.Verify;

/// <summary>What a comparison found.</summary>
/// <param name="Compared">How many elements agree.</param>
/// <param name="Unjudged">How many rounding or infinities say nothing about.</param>
/// <param name="Note">Why nothing was compared; null when something was.</param>
/// <param name="Difference">The first element that differs; null when none does.</param>
internal sealed record Outcome(int Compared, int Unjudged = 0, string? Note = null, string? Difference = null)
{
    public static Outcome Skipped(string note) => new(0, Note: note);

    public static Outcome Differs(string difference) => new(0, Difference: difference);

    public override string ToString() =>
        Difference is not null ? "DIFFERS"
        : Note is not null ? Note
        : $"{Compared} agree{(Unjudged > 0 ? $", {Unjudged} not judged" : "")}";
}
