using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>A <c>System.Index</c>. Unlike C#'s it may be negative: as an axis, -1 is the last.</summary>
internal readonly record struct IndexValue(int Value, bool IsFromEnd)
{
    public static IndexValue Start => new(0, false);

    public static IndexValue End => new(0, true);

    public int Offset(int length) => IsFromEnd ? length - Value : Value;

    public override string ToString() => (IsFromEnd ? "^" : "") + Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A <c>System.Range</c>.</summary>
internal readonly record struct RangeValue(IndexValue Start, IndexValue End)
{
    public override string ToString() => $"{Start}..{End}";
}

/// <summary>A place in <c>x[...]</c> that is no index.</summary>
internal enum SliceMarker
{
    NewAxis,
    Ellipsis,
}

/// <summary>
/// A number that a caller gives when the object is made. <paramref name="Size"/>: what it is as a size, so that state may have it.
/// </summary>
internal sealed record UnknownValue(string Name, Dim? Size);

/// <summary>Shared state, by identity.</summary>
internal sealed class SharedState(DType dtype, Shape? shape, string factory)
{
    public DType DType { get; } = dtype;

    /// <summary>Its sizes; null until <c>[Dims]</c> says them.</summary>
    public Shape? Shape { get; set; } = shape;

    /// <summary>What made it, for messages.</summary>
    public string Factory { get; } = factory;
}
