using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>How windows slide along one axis.</summary>
/// <param name="Kernel">The positions of a window.</param>
/// <param name="Stride">The distance between neighbouring windows.</param>
/// <param name="Dilation">The distance between neighbouring positions of a window.</param>
public sealed record WindowAxis(Dim Kernel, long Stride, long Dilation)
{
    /// <summary>What a window spans: <c>dilation * (kernel - 1) + 1</c>.</summary>
    public Dim Span => (Dilation * (Kernel - 1)) + 1;

    /// <summary>The number of windows in an axis.</summary>
    public Dim Count(Dim size) => Dim.FloorDivide(size - Span, Stride) + 1;

    public override string ToString() => Kernel + (Stride == 1 ? "" : $" by {Stride}") + (Dilation == 1 ? "" : $" dilated {Dilation}");
}

/// <summary>How windows slide along the last axes.</summary>
public sealed record WindowAttribute(EquatableArray<WindowAxis> Axes)
{
    public override string ToString() => string.Join(", ", Axes);
}

/// <summary>How windows slide along the last axes, and the sizes of those axes.</summary>
public sealed record FoldWindowsAttribute(WindowAttribute Windows, Shape Sizes)
{
    public override string ToString() => $"{Windows}, in: {Sizes}";
}

/// <summary>Sliding windows: what convolutions and pooling read, and the adjoint that their gradients need.</summary>
public static class Windows
{
    public static readonly Op SlideWindows = new("SlideWindows", OpKind.View)
    {
        Doc = "All windows along the last axes: [..., n] gives [..., kernel, windows], where element k of window w is x[stride * w + dilation * k]. Several axes give [..., kernels, windows].",
        Type = SlideType,
        Reference = r => NdArray.Generate(r.Shape, index => r.Inputs[0][Place(Slid(r.Node), index)]),
        Gradient = r => [FoldWindows(r.Gradient, Slid(r.Output), Last(r.Inputs[0].Shape, Slid(r.Output).Axes.Count))],
        // The windows are of the last axes, so a batch axis in front changes nothing.
        Batch = r => SlideWindows(r.Inputs[0], Slid(r.Output)),
        View = SlideIndex,
        Samples = s =>
        [
            SlideWindows(s.Input(7), Of((3, 1, 1))),
            SlideWindows(s.Input(2, 7), Of((2, 2, 1))),
            SlideWindows(s.Input(2, 7), Of((3, 1, 2))),
            SlideWindows(s.Input(2, 5, 6), Of((3, 1, 1), (2, 2, 1))),
            SlideWindows(s.Input(0, 4), Of((4, 1, 1))),
        ],
    };

    public static readonly Op FoldWindows = new("FoldWindows", OpKind.Routine)
    {
        Doc = "Adds windows [..., kernel, windows] back to the places [..., n] that SlideWindows takes them from, in their order: the gradient of SlideWindows.",
        Type = FoldType,
        DTypes = DTypes.Numbers,
        Reference = ReferenceFold,
        Gradient = r => [SlideWindows(r.Gradient, Folded(r.Output).Windows)],
        Routine = new RoutineCode("WindowFold.Add", FoldSizes) { Flops = n => n.Inputs[0].Shape.ElementCount },
        UlpBound = 4,
        Samples = s =>
        [
            FoldWindows(s.Input(3, 5), Of((3, 1, 1)), Shape.Of(7)),
            FoldWindows(s.Input(2, 2, 3), Of((2, 2, 1)), Shape.Of(7)),
            FoldWindows(s.Input(2, 3, 3), Of((3, 1, 2)), Shape.Of(7)),
            FoldWindows(s.Input(2, 3, 2, 3, 3), Of((3, 1, 1), (2, 2, 1)), Shape.Of(5, 6)),
            FoldWindows(s.Input(0, 4, 1), Of((4, 1, 1)), Shape.Of(4)),
        ],
    };

    private static WindowAttribute Of(params (long Kernel, long Stride, long Dilation)[] axes) =>
        new(axes.Select(a => new WindowAxis(a.Kernel, a.Stride, a.Dilation)).ToEquatableArray());

    private static WindowAttribute Slid(Node node) => (WindowAttribute)node.Attribute!;

    private static FoldWindowsAttribute Folded(Node node) => (FoldWindowsAttribute)node.Attribute!;

    private static Shape Last(Shape shape, int count) => Shape.Of(shape.Dims.Skip(shape.Rank - count));

    private static TensorType SlideType(TypeRequest request)
    {
        TensorType x = request.Inputs[0] with { DType = TypeRules.SameDType(request) };
        EquatableArray<WindowAxis> axes = ((WindowAttribute)request.Attribute!).Axes;
        TypeRules.RequireRank(request, x, x.Rank >= axes.Count, $"at least {axes.Count}, one for each axis of the window");
        return x with { Shape = Shape.Of([.. x.Shape.Dims.Take(x.Rank - axes.Count), .. axes.Select(a => a.Kernel), .. Counts(request, x, axes)]) };
    }

    /// <summary>The windows along each of the last axes; none may be longer than its axis.</summary>
    internal static Dim[] Counts(TypeRequest request, TensorType x, EquatableArray<WindowAxis> axes)
    {
        int first = x.Rank - axes.Count;
        for (int i = 0; i < axes.Count; i++)
            if (!request.Graph.Constraints.TryRequireAtLeast(x.Shape[first + i] - axes[i].Span, 0, request.Graph.Source))
                throw new GraphException(DiagnosticRules.WindowTooLong, request.Subject, axes[i].Span, first + i, x.Shape, x.Shape[first + i]);
        return [.. axes.Select((axis, i) => axis.Count(x.Shape[first + i]))];
    }

    private static TensorType FoldType(TypeRequest request)
    {
        var attribute = (FoldWindowsAttribute)request.Attribute!;
        TensorType x = request.Inputs[0] with { DType = TypeRules.SameDType(request) };
        int axes = attribute.Sizes.Rank;
        TypeRules.RequireRank(request, x, x.Rank >= 2 * axes, $"at least {2 * axes}, kernel and windows of each axis");
        return x with { Shape = Shape.Of([.. x.Shape.Dims.Take(x.Rank - (2 * axes)), .. attribute.Sizes.Dims]) };
    }

    private static IReadOnlyList<AffineIndex> SlideIndex(Node node, IReadOnlyList<AffineIndex> index)
    {
        EquatableArray<WindowAxis> axes = Slid(node).Axes;
        int first = index.Count - (2 * axes.Count);
        return [.. index.Take(first), .. axes.Select((axis, i) => (index[first + axes.Count + i] * axis.Stride) + (index[first + i] * axis.Dilation))];
    }

    private static int[] Place(WindowAttribute windows, int[] index)
    {
        int axes = windows.Axes.Count, first = index.Length - (2 * axes);
        return [.. index.Take(first), .. windows.Axes.Select((axis, i) => (int)((index[first + axes + i] * axis.Stride) + (index[first + i] * axis.Dilation)))];
    }

    private static NdArray ReferenceFold(ReferenceRequest request)
    {
        NdArray x = request.Inputs[0];
        var result = new NdArray(request.Shape);
        int position = 0;
        foreach (int[] index in NdArray.Indices(x.Shape))
        {
            int[] place = Place(Folded(request.Node).Windows, index);
            double sum = result[place] + x.Values[position++];
            result[place] = request.Node.DType.IsFloating() ? sum : ReferenceFormulas.Wrap(request.Node.DType, (long)sum);
        }
        return result;
    }

    /// <summary>Rows, then for each of three axes (the first ones of size 1 when there are fewer): size, windows, kernel, stride, dilation.</summary>
    private static EquatableArray<Dim> FoldSizes(Node node)
    {
        FoldWindowsAttribute folded = Folded(node);
        int axes = folded.Sizes.Rank, rows = node.Rank - axes;
        List<Dim> sizes = [Shape.Of(node.Shape.Dims.Take(rows)).ElementCount];
        for (int i = axes; i < 3; i++)
            sizes.AddRange([1, 1, 1, 1, 1]);
        for (int i = 0; i < axes; i++)
        {
            WindowAxis axis = folded.Windows.Axes[i];
            sizes.AddRange([folded.Sizes[i], node.Inputs[0].Shape[rows + axes + i], axis.Kernel, axis.Stride, axis.Dilation]);
        }
        return sizes.ToEquatableArray();
    }
}
