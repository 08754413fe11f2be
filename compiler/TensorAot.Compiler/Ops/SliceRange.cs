using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// A range as the user writes it, <c>1..^1</c>: from <paramref name="Start"/> to before <paramref name="End"/>, each counted from the
/// end of the axis when so marked. With a <paramref name="Step"/> s every |s|-th position of the range; a negative one begins at the
/// last position and goes back.
/// </summary>
public sealed record SliceRange(Dim Start, bool StartFromEnd, Dim End, bool EndFromEnd, long Step = 1)
{
    /// <summary><c>..</c>.</summary>
    public static SliceRange All { get; } = new(Dim.Zero, false, Dim.Zero, true);

    public override string ToString() =>
        $"{(StartFromEnd ? "^" : "")}{Start}..{(EndFromEnd ? "^" : "")}{End}{(Step == 1 ? "" : $" by {Step}")}";
}

/// <summary>What else may stand in an index.</summary>
public enum IndexMarker
{
    /// <summary>A new axis of size 1.</summary>
    NewAxis,

    /// <summary>All axes that are not named.</summary>
    Ellipsis,
}
