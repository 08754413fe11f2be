using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>What may stand in an index expression.</summary>
internal static class Slices
{
    /// <summary>A <c>TensorAot.Slice</c>, as <see cref="Indexing.Build"/> takes it.</summary>
    public static object Of(Interpreter interpreter, object? slice, Body at) => slice switch
    {
        int place => place,
        IndexValue { IsFromEnd: false } place => place.Value,
        IndexValue place => new Axis(place.Value, true),
        RangeValue range => Between(range, 1),
        SliceRange range => range,
        SliceMarker.NewAxis => IndexMarker.NewAxis,
        SliceMarker.Ellipsis => IndexMarker.Ellipsis,
        Dim size => size,
        UnknownValue { Size: { } size } => size,
        _ => interpreter.ToNode(slice, at, "An index"),
    };

    /// <summary>Slice.Every(step), Slice.Every(range, step).</summary>
    public static object Every(Invocation call) => call.Count == 1
        ? SliceRange.All with { Step = call.Integer(0) }
        : Between((RangeValue)call[0]!, call.Integer(1));

    /// <summary>Slice.Range(start, stop, step), where positions go from start to before stop, and Slice.Range(start, stop) of sizes.</summary>
    public static object Range(Invocation call)
    {
        if (call.Count == 2)
            return new SliceRange(Size(call, 0), false, Size(call, 1), false);
        int step = call.Integer(2);
        if (step >= 0)
            return Between(new RangeValue(Place(call, 0) ?? IndexValue.Start, Place(call, 1) ?? IndexValue.End), step);
        // Backwards: the range in its own order ends with the start and begins after the stop.
        IndexValue first = Place(call, 1) is { } stop ? After(stop) : IndexValue.Start, end = Place(call, 0) is { } start ? After(start) : IndexValue.End;
        return Between(new RangeValue(first, end), step);
    }

    private static SliceRange Between(RangeValue range, int step) =>
        new(range.Start.Value, range.Start.IsFromEnd, range.End.Value, range.End.IsFromEnd, step);

    private static IndexValue After(IndexValue place) => place with { Value = place.IsFromEnd ? place.Value - 1 : place.Value + 1 };

    private static IndexValue? Place(Invocation call, int ordinal) => call[ordinal] switch
    {
        null => null,
        IndexValue place => place,
        _ => new IndexValue(call.Integer(ordinal), false),
    };

    private static Dim Size(Invocation call, int ordinal) => call[ordinal] switch
    {
        Dim size => size,
        UnknownValue { Size: { } size } => size,
        _ => call.Integer(ordinal),
    };
}
