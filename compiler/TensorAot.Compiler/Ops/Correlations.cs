using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>How a correlation slides its filters.</summary>
/// <param name="Axes">The windows along each spatial axis.</param>
/// <param name="Groups">In how many groups channels and filters are divided.</param>
/// <param name="Sizes">For the adjoints: the sizes that the operands do not tell.</param>
public sealed record CorrelationAttribute(EquatableArray<WindowAxis> Axes, Dim Groups, Shape Sizes)
{
    public override string ToString() => string.Join(", ", Axes) + (Groups.IsOne ? "" : $", groups: {Groups}");
}

/// <summary>
/// Correlation of images with filters, y = x * w, which is linear in both, and its two adjoints. Each is a derivative of the others,
/// so the three are all that convolutions and derivatives of any order need.
/// </summary>
public static class Correlations
{
    /// <summary>Sums of some tens of products that cancel.</summary>
    private const double Bound = 64;

    public static readonly Op Correlate = new("Correlate", OpKind.Routine)
    {
        Doc = "The sum over channels and positions of a window of x [n, groups * channels, sizes] times the filters w [groups * filters, channels, kernels]: y[n, f, p] = Sum over c, k of x[n, c, stride * p + dilation * k] * w[f, c, k], the channels of a group for its filters.",
        Type = ForwardType,
        DTypes = DTypes.Floating,
        Reference = r => CorrelationReference.Forward(r, Of(r.Node)),
        Gradient = r => [Images(r.Gradient, r.Inputs[1], Of(r.Output), r.Inputs[0].Shape), Filters(r.Inputs[0], r.Gradient, Of(r.Output), r.Inputs[1].Shape)],
        Batch = BatchForward,
        Routine = new RoutineCode("Correlation.Forward", n => Sizes(n, n.Inputs[0], n.Inputs[1], n)) { Flops = n => RoutineWork.Correlation(n.Shape, n.Inputs[1].Shape) },
        UlpBound = Bound,
        Samples = s => Cases().Select(c => Correlate(s.Input(c.X), s.Input(c.W), c.Attribute)),
    };

    public static readonly Op CorrelateImages = new("CorrelateImages", OpKind.Routine)
    {
        Doc = "The adjoint of Correlate in x: each y[n, f, p] adds y[n, f, p] * w[f, c, k] to x[n, c, stride * p + dilation * k].",
        Type = r => new TensorType(TypeRules.SameDType(r), Shape.Of([r.Inputs[0].Shape[0], .. ((CorrelationAttribute)r.Attribute!).Sizes.Dims])),
        DTypes = DTypes.Floating,
        Reference = r => CorrelationReference.Images(r, Of(r.Node)),
        Gradient = r => [Correlate(r.Gradient, r.Inputs[1], Of(r.Output)), Filters(r.Gradient, r.Inputs[0], Of(r.Output), r.Inputs[1].Shape)],
        Batch = BatchImages,
        Routine = new RoutineCode("Correlation.Images", n => Sizes(n, n, n.Inputs[1], n.Inputs[0]), Panels) { Flops = n => RoutineWork.Correlation(n.Inputs[0].Shape, n.Inputs[1].Shape) },
        UlpBound = Bound,
        Samples = s => Cases().Select(c => Images(s.Input(c.Y), s.Input(c.W), c.Attribute, Shape.Of(c.X.Select(d => (Dim)d)))),
    };

    public static readonly Op CorrelateFilters = new("CorrelateFilters", OpKind.Routine)
    {
        Doc = "The adjoint of Correlate in w: w[f, c, k] = Sum over n, p of x[n, c, stride * p + dilation * k] * y[n, f, p].",
        Type = r => new TensorType(TypeRules.SameDType(r), Shape.Of(
            [r.Inputs[1].Shape[1], .. ((CorrelationAttribute)r.Attribute!).Sizes.Dims, .. ((CorrelationAttribute)r.Attribute!).Axes.Select(a => a.Kernel)])),
        DTypes = DTypes.Floating,
        Reference = r => CorrelationReference.Filters(r, Of(r.Node)),
        Gradient = r => [Images(r.Inputs[1], r.Gradient, Of(r.Output), r.Inputs[0].Shape), Correlate(r.Inputs[0], r.Gradient, Of(r.Output))],
        Batch = BatchFilters,
        Routine = new RoutineCode("Correlation.Filters", n => Sizes(n, n.Inputs[0], n, n.Inputs[1], Parts(n)), Sums) { Flops = n => RoutineWork.Correlation(n.Inputs[1].Shape, n.Shape) },
        UlpBound = Bound,
        Samples = s => Cases().Select(c => Filters(s.Input(c.X), s.Input(c.Y), c.Attribute, Shape.Of(c.W.Select(d => (Dim)d)))),
    };

    /// <summary>The adjoint in images of the given shape.</summary>
    internal static Node Images(Node y, Node w, CorrelationAttribute how, Shape images) =>
        y.Graph.Add(CorrelateImages, how with { Sizes = Shape.Of(images.Dims.Skip(1)) }, y, w);

    /// <summary>The adjoint in filters of the given shape.</summary>
    internal static Node Filters(Node x, Node y, CorrelationAttribute how, Shape filters) =>
        x.Graph.Add(CorrelateFilters, how with { Sizes = Shape.Of(filters[1]) }, x, y);

    private static CorrelationAttribute Of(Node node) => (CorrelationAttribute)node.Attribute!;

    private static TensorType ForwardType(TypeRequest request)
    {
        var how = (CorrelationAttribute)request.Attribute!;
        (TensorType x, TensorType w) = (request.Inputs[0], request.Inputs[1]);
        return new TensorType(TypeRules.SameDType(request), Shape.Of([x.Shape[0], w.Shape[0], .. Windows.Counts(request, x, how.Axes)]));
    }

    /// <summary>Images, groups, channels and filters of a group, what else the routine takes, and for each of three axes size, windows, kernel, stride, dilation.</summary>
    private static EquatableArray<Dim> Sizes(Node node, Node x, Node w, Node y, params Dim[] more)
    {
        CorrelationAttribute how = Of(node);
        List<Dim> sizes = [x.Shape[0], how.Groups, w.Shape[1], Dim.FloorDivide(w.Shape[0], how.Groups), .. more];
        for (int axis = how.Axes.Count; axis < 3; axis++)
            sizes.AddRange([1, 1, 1, 1, 1]);
        for (int axis = 0; axis < how.Axes.Count; axis++)
            sizes.AddRange([x.Shape[axis + 2], y.Shape[axis + 2], how.Axes[axis].Kernel, how.Axes[axis].Stride, how.Axes[axis].Dilation]);
        return sizes.ToEquatableArray();
    }

    private static Dim Taps(Shape w) => w.Dims.Skip(1).Aggregate(Dim.One, (product, size) => product * size);

    private static Dim RoundedUp(Dim size, long multiple) => Dim.FloorDivide(size + (multiple - 1), multiple) * multiple;

    /// <summary>The filters, transposed: panels of six taps.</summary>
    private static EquatableArray<TensorType> Panels(Node node)
    {
        Shape w = node.Inputs[1].Shape;
        return [new TensorType(node.DType, Shape.Of(w[0] * RoundedUp(Taps(w), 6)))];
    }

    /// <summary>For each part of the images: a sum for each tap and filter.</summary>
    private static EquatableArray<TensorType> Sums(Node node)
    {
        Dim groups = Of(node).Groups;
        return [new TensorType(node.DType, Shape.Of(Parts(node) * groups * Taps(node.Shape) * RoundedUp(Dim.FloorDivide(node.Shape[0], groups), 32)))];
    }

    /// <summary>Parts of the images that are summed in parallel: more where there are few filters to share out.</summary>
    private static Dim Parts(Node node)
    {
        const long Wanted = 8, FilterBlock = 64, TapBlock = 240;
        if (node.Shape.ElementCount.Constant is not > 0 || Of(node).Groups.Constant is not { } groups)
            return 4;
        long filters = node.Shape[0].Constant!.Value / groups, taps = Taps(node.Shape).Constant!.Value;
        long blocks = groups * ((filters + FilterBlock - 1) / FilterBlock) * ((taps + TapBlock - 1) / TapBlock);
        long parts = (Wanted + blocks - 1) / blocks;
        return node.Inputs[0].Shape[0].Constant is { } images ? Math.Max(1, Math.Min(images, parts)) : parts;
    }

    private static Node BatchForward(BatchRequest request)
    {
        CorrelationAttribute how = Of(request.Output);
        Dim size = request.Size;
        Node Correlated(Node x, Node w, Dim groups) => Correlate(x, w, how with { Groups = groups });
        if (!request.IsBatched[1])
            return Split(Correlated(Merged(request.Inputs[0]), request.Inputs[1], how.Groups), size);
        Node filters = Merged(request.Inputs[1]);
        return !request.IsBatched[0] && how.Groups.IsOne
            ? SplitChannels(Correlated(request.Inputs[0], filters, how.Groups), size)
            : SplitChannels(Correlated(InChannels(request.Batched(0)), filters, how.Groups * size), size);
    }

    private static Node BatchImages(BatchRequest request)
    {
        CorrelationAttribute how = Of(request.Output);
        (Node w, Shape images, Dim size) = (request.Inputs[1], request.Output.Shape, request.Size);
        if (!request.IsBatched[1])
            return Split(Images(Merged(request.Inputs[0]), w, how, Shape.Of([size * images[0], .. images.Dims.Skip(1)])), size);
        Shape grouped = Shape.Of([images[0], size * images[1], .. images.Dims.Skip(2)]);
        return SplitChannels(Images(InChannels(request.Batched(0)), Merged(w), how with { Groups = how.Groups * size }, grouped), size);
    }

    private static Node BatchFilters(BatchRequest request)
    {
        CorrelationAttribute how = Of(request.Output);
        (Shape filters, Dim size) = (request.Output.Shape, request.Size);
        if (!request.IsBatched[0] && how.Groups.IsOne)
            return Split(Filters(request.Inputs[0], InChannels(request.Inputs[1]), how, filters), size);
        return Split(Filters(InChannels(request.Batched(0)), InChannels(request.Batched(1)), how with { Groups = how.Groups * size }, filters), size);
    }

    /// <summary>[batch, a, ...] as [batch * a, ...].</summary>
    private static Node Merged(Node x) => Reshape(x, Shape.Of([x.Shape[0] * x.Shape[1], .. x.Shape.Dims.Skip(2)]));

    /// <summary>[batch, n, channels, ...] as [n, batch * channels, ...].</summary>
    private static Node InChannels(Node x) =>
        Reshape(Exchanged(x), Shape.Of([x.Shape[1], x.Shape[0] * x.Shape[2], .. x.Shape.Dims.Skip(3)]));

    /// <summary>[batch * a, ...] as [batch, a, ...].</summary>
    private static Node Split(Node x, Dim size) => Reshape(x, Shape.Of([size, Dim.FloorDivide(x.Shape[0], size), .. x.Shape.Dims.Skip(1)]));

    /// <summary>[n, batch * channels, ...] as [batch, n, channels, ...].</summary>
    private static Node SplitChannels(Node x, Dim size) =>
        Exchanged(Reshape(x, Shape.Of([x.Shape[0], size, Dim.FloorDivide(x.Shape[1], size), .. x.Shape.Dims.Skip(2)])));

    private static Node Exchanged(Node x) => Transpose(x, [1, 0, .. Enumerable.Range(2, x.Rank - 2)]);

    private sealed record Case(long[] X, long[] W, long[] Y, CorrelationAttribute Attribute);

    private static IEnumerable<Case> Cases()
    {
        yield return Of([2, 1, 5], [2, 1, 3], 1, (1, 1));
        yield return Of([2, 4, 7], [2, 2, 2], 2, (2, 2));
        yield return Of([1, 2, 4, 5], [3, 2, 2, 3], 1, (1, 1), (1, 1));
        yield return Of([2, 1, 5, 4], [2, 1, 2, 1], 1, (3, 1), (2, 1));
        yield return Of([1, 1, 2, 3, 4], [2, 1, 2, 1, 3], 1, (1, 1), (2, 1), (1, 1));
        yield return Of([0, 1, 4], [2, 1, 2], 1, (1, 1));
    }

    private static Case Of(long[] x, long[] w, long groups, params (long Stride, long Dilation)[] axes)
    {
        WindowAxis[] windows = [.. axes.Select((a, axis) => new WindowAxis(w[axis + 2], a.Stride, a.Dilation))];
        long[] counts = [.. windows.Select((a, axis) => a.Count(x[axis + 2]).Constant!.Value)];
        return new Case(x, w, [x[0], w[0], .. counts], new CorrelationAttribute(windows.ToEquatableArray(), groups, Shape.Scalar));
    }
}
