using System.Globalization;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>The modes of padding; the same numbers as the language's <c>Padding</c>.</summary>
internal enum PaddingMode
{
    /// <summary>None: windows lie within the tensor.</summary>
    Valid,

    /// <summary>As many windows as positions, divided by the stride and rounded up.</summary>
    Same,

    /// <summary>Every window that has a position in common with the tensor.</summary>
    Full,

    /// <summary>Half of what a window spans, rounded down, on both sides.</summary>
    Half,
}

/// <summary>The options of convolutions and pooling: one value for each spatial axis.</summary>
internal sealed class WindowOptions
{
    private readonly string _subject;
    private readonly IReadOnlyList<Dim> _sizes;

    /// <param name="call">The call with stride, dilation and padding.</param>
    /// <param name="sizes">The sizes of the spatial axes.</param>
    /// <param name="kernel">The sizes of the window.</param>
    /// <param name="defaultStride">The strides when the call gives none.</param>
    public WindowOptions(OpCall call, IReadOnlyList<Dim> sizes, IReadOnlyList<Dim> kernel, Func<int, Dim>? defaultStride = null)
    {
        _subject = Calls.Subject(call.Graph, call.Op);
        _sizes = sizes;
        foreach (Dim size in kernel)
            Calls.RequireAtLeast(call, "the size of the kernel", size, 1);
        long[] stride = PerAxis(call, "stride", 1, axis => defaultStride?.Invoke(axis).Constant ?? 1);
        long[] dilation = PerAxis(call, "dilation", 1, _ => 1);
        Axes = kernel.Select((size, axis) => new WindowAxis(size, stride[axis], dilation[axis])).ToEquatableArray();
        Padding = [.. PaddingOf(call)];
    }

    public EquatableArray<WindowAxis> Axes { get; }

    /// <summary>The positions added before and after each axis.</summary>
    public IReadOnlyList<(Dim Low, Dim High)> Padding { get; }

    public WindowAttribute Windows => new(Axes);

    /// <summary>The tensor with zeros around its last axes.</summary>
    public Node Pad(Node x)
    {
        if (Padding.All(p => p.Low == Dim.Zero && p.High == Dim.Zero))
            return x;
        int first = x.Rank - Padding.Count;
        IEnumerable<AxisSlice> kept = x.Shape.Dims.Select((size, axis) => new AxisSlice(axis < first ? Dim.Zero : Padding[axis - first].Low, size, 1));
        IEnumerable<Dim> sizes = x.Shape.Dims.Select((size, axis) => axis < first ? size : Padding[axis - first].Low + size + Padding[axis - first].High);
        return PlaceSlice(x, new SliceAttribute(kept.ToEquatableArray()), Shape.Of(sizes));
    }

    /// <summary>Whether an element of the padded tensor is one of <paramref name="x"/>: bool of the padded sizes, broadcasting over the leading axes.</summary>
    public Node Inside(Node x)
    {
        Node? inside = null;
        int axes = Padding.Count;
        for (int axis = 0; axis < axes; axis++)
        {
            (Dim low, Dim high) = Padding[axis];
            Dim size = x.Shape[x.Rank - axes + axis];
            Node place = Sources.NewIota(x.Graph, DType.Int32, low + size + high);
            Node within = And(GreaterEqual(place, Size(x.Graph, low, DType.Int32)), Less(place, Size(x.Graph, low + size, DType.Int32)));
            Node aligned = ExpandDims(within, Enumerable.Range(1, axes - axis - 1));
            inside = inside is null ? aligned : And(inside, aligned);
        }
        return inside!;
    }

    private IEnumerable<(Dim Low, Dim High)> PaddingOf(OpCall call)
    {
        if (Integers(call["padding"]) is { } given)
        {
            if (given.Length != 1 && given.Length != _sizes.Count && given.Length != 2 * _sizes.Count)
                throw Wrong("padding", given, $"one number, one for each of {_sizes.Count} axes, or two for each (before and after)");
            if (given.Any(p => p < 0))
                throw Wrong("padding", given, "numbers from 0");
            bool isPairs = given.Length == 2 * _sizes.Count;
            return _sizes.Select((_, axis) => isPairs
                ? ((Dim)given[2 * axis], (Dim)given[(2 * axis) + 1])
                : (given[given.Length == 1 ? 0 : axis], given[given.Length == 1 ? 0 : axis]));
        }
        PaddingMode mode = call["mode"] is { } value ? (PaddingMode)Convert.ToInt32(value, CultureInfo.InvariantCulture) : PaddingMode.Valid;
        if (mode == PaddingMode.Same)
            for (int axis = 0; axis < _sizes.Count; axis++)
                Calls.RequireAtLeast(call, $"the size of spatial axis {axis}", _sizes[axis], 1);
        return _sizes.Select((size, axis) => OfMode(mode, size, Axes[axis]));
    }

    private (Dim Low, Dim High) OfMode(PaddingMode mode, Dim size, WindowAxis axis)
    {
        switch (mode)
        {
            case PaddingMode.Full:
                return (axis.Span - 1, axis.Span - 1);
            case PaddingMode.Half:
                Dim half = Dim.FloorDivide(axis.Span, 2);
                return (half, half);
            case PaddingMode.Same:
                Dim total = ((Dim.FloorDivide(size + (axis.Stride - 1), axis.Stride) - 1) * axis.Stride) + axis.Span - size;
                // Windows that are shorter than their distance may leave positions at the end, which nothing need be added to.
                if (axis.Span.Constant is { } span ? span < axis.Stride : axis.Stride > 1)
                    total -= Dim.Min(total, Dim.Zero);
                Dim low = Dim.FloorDivide(total, 2);
                return (low, total - low);
            default:
                return (Dim.Zero, Dim.Zero);
        }
    }

    private long[] PerAxis(OpCall call, string name, long least, Func<int, long> missing)
    {
        long[] given = Integers(call[name]) ?? [];
        if (given.Length > 1 && given.Length != _sizes.Count)
            throw Wrong(name, given, $"one number, or one for each of {_sizes.Count} axes");
        if (given.Any(v => v < least))
            throw Wrong(name, given, $"numbers from {least}");
        return [.. Enumerable.Range(0, _sizes.Count).Select(axis => given.Length == 0 ? missing(axis) : given[given.Length == 1 ? 0 : axis])];
    }

    private GraphException Wrong(string name, long[] given, string takes) =>
        new(DiagnosticRules.ArgumentOutOfRange, _subject, name, given.Length == 1 ? given[0] : $"[{string.Join(", ", given)}]", takes);

    /// <summary>A number or an array of numbers; null for none.</summary>
    private static long[]? Integers(object? value) => value switch
    {
        null => null,
        int number => [number],
        int[] { Length: 0 } => null,
        int[] numbers => [.. numbers.Select(n => (long)n)],
        _ => throw new InvalidOperationException($"not a number or numbers: {value}"),
    };
}
