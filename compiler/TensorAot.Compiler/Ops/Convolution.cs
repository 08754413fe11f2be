using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// Convolutions over one, two and three axes: a correlation of the padded images, or its adjoint.
/// </summary>
public static class Convolution
{
    public static readonly Op Conv1d = Forward("Conv1d", 1);

    public static readonly Op Conv2d = Forward("Conv2d", 2);

    public static readonly Op Conv3d = Forward("Conv3d", 3);

    public static readonly Op ConvTranspose1d = Transposed("ConvTranspose1d", 1);

    public static readonly Op ConvTranspose2d = Transposed("ConvTranspose2d", 2);

    public static readonly Op ConvTranspose3d = Transposed("ConvTranspose3d", 3);

    private static Op Forward(string name, int axes) => Calls.Macro(name,
        $"The correlation of x [n, channels, {Spatial(axes)}] with the filters w [filters, channels / groups, {Kernel(axes)}], over {axes} {(axes == 1 ? "axis" : "axes")}: y[n, f, p] = Sum over c, k of x[n, c, stride * p + dilation * k - padding] * w[f, c, k]. With flip it is the true convolution, as Theano's. Padding is a mode (valid, same, full, half) or numbers; what is beyond the edge counts as 0.",
        call => BuildForward(call, axes), s => ConvolutionSamples.Forward(s, axes, (x, w, o) => Forward(x, w, o)), DTypes.Floating);

    private static Op Transposed(string name, int axes) => Calls.Macro(name,
        $"The transpose of {name.Replace("Transpose", "")} as a linear map of x: x [n, channels, {Spatial(axes)}] and w [channels, filters / groups, {Kernel(axes)}] give [n, filters, (size - 1) * stride + dilation * (kernel - 1) + 1 - padding + outputPadding]; each element of x adds a filter into the result.",
        call => BuildTransposed(call, axes), s => ConvolutionSamples.Transposed(s, axes, (x, w, o) => Transposed(x, w, o)), DTypes.Floating,
        // Sums of some twenty products that cancel: measured 24 units of 1.
        ulpBound: 32);

    private static string Spatial(int axes) => string.Join(", ", new[] { "depth", "height", "width" }.Skip(3 - axes));

    private static string Kernel(int axes) => string.Join(", ", Spatial(axes).Split([", "], StringSplitOptions.None).Select(a => "kernel " + a));

    /// <summary>What a convolution needs besides its operands.</summary>
    internal sealed record Options(string Subject, EquatableArray<WindowAxis> Axes, Func<Node, Node> Pad, int Groups, bool Flip)
    {
        /// <summary>For a transposed convolution: what is cut from each side, and added at the end.</summary>
        public IReadOnlyList<(Dim Low, Dim High)> Padding { get; init; } = [];

        public EquatableArray<Dim> OutputPadding { get; init; } = [];
    }

    private static Node BuildForward(OpCall call, int axes)
    {
        (Node x, Node w) = Operands(call, axes);
        var windows = new WindowOptions(call, [.. x.Shape.Dims.Skip(2)], [.. w.Shape.Dims.Skip(2)]);
        return Forward(x, w, new Options(Calls.Subject(call.Graph, call.Op), windows.Axes, windows.Pad, Groups(call), call.Flag("flip")));
    }

    private static Node BuildTransposed(OpCall call, int axes)
    {
        (Node x, Node w) = Operands(call, axes);
        Dim[] sizes = [.. x.Shape.Dims.Skip(2)];
        var windows = new WindowOptions(call, sizes, [.. w.Shape.Dims.Skip(2)]);
        int[] extra = call["outputPadding"] switch { int one => [.. sizes.Select(_ => one)], int[] { Length: > 0 } several => several, _ => [.. sizes.Select(_ => 0)] };
        if (extra.Length != axes || extra.Where((e, axis) => e < 0 || e >= Math.Max(windows.Axes[axis].Stride, windows.Axes[axis].Dilation)).Any())
            throw new GraphException(DiagnosticRules.ArgumentOutOfRange, Calls.Subject(call.Graph, call.Op), "outputPadding", $"[{string.Join(", ", extra)}]", "for each axis a number from 0 below its stride or dilation");
        return Transposed(x, w, new Options(Calls.Subject(call.Graph, call.Op), windows.Axes, windows.Pad, Groups(call), call.Flag("flip"))
        {
            Padding = windows.Padding,
            OutputPadding = extra.Select(e => (Dim)e).ToEquatableArray(),
        });
    }

    private static int Groups(OpCall call)
    {
        int groups = call["groups"] is int given ? given : 1;
        return groups > 0 ? groups : throw new GraphException(DiagnosticRules.ArgumentOutOfRange, Calls.Subject(call.Graph, call.Op), "groups", groups, "a number from 1");
    }

    private static (Node X, Node W) Operands(OpCall call, int axes)
    {
        Node[] operands = call.Operands("x", "w");
        foreach (Node operand in operands)
            if (operand.Rank != axes + 2)
                throw new GraphException(DiagnosticRules.RankNotSupported, Calls.Subject(call.Graph, call.Op), operand.Shape, operand.Rank, $"{axes + 2}");
        if (!operands[0].DType.IsFloating())
            throw new GraphException(DiagnosticRules.DTypeNotSupported, Calls.Subject(call.Graph, call.Op), operands[0].DType.CSharpName(), "float, double");
        return (operands[0], operands[1]);
    }

    private static Node Forward(Node x, Node w, Options options)
    {
        RequireChannels(x, w, options, x.Shape[1], w.Shape[0]);
        Node kernel = options.Flip ? Flipped(w) : w;
        return Correlate(options.Pad(x), kernel, new CorrelationAttribute(options.Axes, options.Groups, Shape.Scalar));
    }

    private static Node Transposed(Node x, Node w, Options options)
    {
        Dim channels = w.Shape[0], filters = w.Shape[1] * options.Groups, n = x.Shape[0];
        Require(x, w, options, x.Shape[1] == channels || x.Graph.Constraints.TryRequireEqual(x.Shape[1], channels, options.Subject), channels, filters);
        Divided(x, w, options, channels, filters);
        Dim[] sizes = [.. x.Shape.Dims.Skip(2)];
        Node kernel = options.Flip ? Flipped(w) : w;
        Dim[] full = [.. options.Axes.Select((a, axis) => ((sizes[axis] - 1) * a.Stride) + a.Span + options.OutputPadding[axis])];
        Node whole = Correlations.Images(x, kernel, new CorrelationAttribute(options.Axes, options.Groups, Shape.Scalar), Shape.Of([n, filters, .. full]));
        AxisSlice[] kept = [.. full.Select((size, axis) => new AxisSlice(options.Padding[axis].Low, size - options.Padding[axis].Low - options.Padding[axis].High, 1))];
        for (int axis = 0; axis < kept.Length; axis++)
            if (!x.Graph.Constraints.TryRequireAtLeast(kept[axis].Length, 0, options.Subject))
                throw new GraphException(DiagnosticRules.ArgumentOutOfRange, options.Subject, $"the size of axis {axis + 2} of the result", kept[axis].Length, "at least 0: use less padding");
        return options.Padding.All(p => p.Low == Dim.Zero && p.High == Dim.Zero)
            ? whole
            : Slice(whole, new SliceAttribute([new AxisSlice(Dim.Zero, n, 1), new AxisSlice(Dim.Zero, filters, 1), .. kept]));
    }

    /// <summary>The filters must be for the channels of a group.</summary>
    private static void RequireChannels(Node x, Node w, Options options, Dim channels, Dim filters)
    {
        Dim perGroup = Divided(x, w, options, channels, filters);
        Require(x, w, options, x.Graph.Constraints.TryRequireEqual(perGroup, w.Shape[1], options.Subject), w.Shape[1], filters);
    }

    /// <summary>The channels of one group; filters must be divisible by the groups as well.</summary>
    private static Dim Divided(Node x, Node w, Options options, Dim channels, Dim filters)
    {
        Require(x, w, options, (channels.Constant ?? 0) % options.Groups == 0 && (filters.Constant ?? 0) % options.Groups == 0, w.Shape[1], filters);
        return Dim.FloorDivide(channels, options.Groups);
    }

    private static void Require(Node x, Node w, Options options, bool holds, Dim takes, Dim gives)
    {
        if (!holds)
            throw new GraphException(DiagnosticRules.ConvolutionChannels, options.Subject, x.Shape, x.Shape[1], options.Groups, w.Shape, takes, gives);
    }

    /// <summary>The filters turned around along every spatial axis.</summary>
    private static Node Flipped(Node w) => Slice(w, new SliceAttribute(
        w.Shape.Dims.Select((size, axis) => axis < 2 ? new AxisSlice(Dim.Zero, size, 1) : new AxisSlice(size - 1, size, -1)).ToEquatableArray()));
}
