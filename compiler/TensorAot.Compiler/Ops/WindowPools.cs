using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>The largest and the sum of the elements of each window, and what hands their gradients back.</summary>
public static class WindowPools
{
    /// <summary>The most axes that the routines take.</summary>
    internal const int MostAxes = 3;

    public static readonly Op MaxWindows = new("MaxWindows", OpKind.Routine)
    {
        Doc = "The largest element of each window along the last axes, [..., sizes] to [..., windows]: y[w] = Max over k of x[stride * w + dilation * k]; NaN if any is NaN. The gradient is shared evenly by equal elements of a window.",
        Type = PoolType,
        DTypes = DTypes.Floating,
        Reference = r => Fold(r, values => values.Aggregate(double.NegativeInfinity, ScalarReference.Maximum)),
        Gradient = r => [Of(SpreadMax!, Slid(r.Output), r.Gradient, r.Inputs[0], r.Output)],
        Routine = new RoutineCode("WindowPool.Max", n => Sizes(n, n.Inputs[0], n, Slid(n))) { Flops = n => RoutineWork.Windows(n.Shape, Slid(n)) },
        Samples = s => Cases(s).Select(c => Of(MaxWindows!, c.Windows, c.X)),
    };

    public static readonly Op SpreadMax = new("SpreadMax", OpKind.Routine)
    {
        Doc = "Hands the gradient of each window to those of its elements in x that are its largest y, in equal shares: the gradient of MaxWindows.",
        Type = r => r.Inputs[1] with { DType = TypeRules.SameDType(r) },
        DTypes = DTypes.Floating,
        Reference = ReferenceSpreadMax,
        // Which elements are the largest changes by steps.
        Gradient = r => [Shares(r), Constant(r.Gradient, 0), Constant(r.Gradient, 0)],
        Routine = new RoutineCode("WindowPool.SpreadMax", n => Sizes(n, n, n.Inputs[0], Slid(n))) { Flops = n => 2 * RoutineWork.Windows(n.Inputs[0].Shape, Slid(n)) },
        UlpBound = 8,
        Samples = s => Cases(s).Select(c => (c.X, Y: Of(MaxWindows, c.Windows, c.X), c.Windows)).Select(c => Of(SpreadMax!, c.Windows, Input(s, c.Y.Shape), c.X, c.Y)),
    };

    public static readonly Op SumWindows = new("SumWindows", OpKind.Routine)
    {
        Doc = "The sum of the elements of each window along the last axes, [..., sizes] to [..., windows]: y[w] = Sum over k of x[stride * w + dilation * k].",
        Type = PoolType,
        DTypes = DTypes.Floating,
        Reference = r => Fold(r, values => values.Sum()),
        Gradient = r => [SpreadWindows(r.Gradient, Slid(r.Output), Last(r.Inputs[0].Shape, Slid(r.Output)))],
        Routine = new RoutineCode("WindowPool.Sum", n => Sizes(n, n.Inputs[0], n, Slid(n))) { Flops = n => RoutineWork.Windows(n.Shape, Slid(n)) },
        UlpBound = 8,
        Samples = s => Cases(s).Select(c => Of(SumWindows!, c.Windows, c.X)),
    };

    public static readonly Op SpreadSum = new("SpreadSum", OpKind.Routine)
    {
        Doc = "Adds each element of [..., windows] to all places of its window in [..., sizes]: the gradient of SumWindows.",
        Type = SpreadType,
        DTypes = DTypes.Floating,
        Reference = ReferenceSpreadSum,
        Gradient = r => [Of(SumWindows!, ((FoldWindowsAttribute)r.Output.Attribute!).Windows, r.Gradient)],
        Routine = new RoutineCode("WindowPool.SpreadSum", n => Sizes(n, n, n.Inputs[0], ((FoldWindowsAttribute)n.Attribute!).Windows)) { Flops = n => RoutineWork.Windows(n.Inputs[0].Shape, ((FoldWindowsAttribute)n.Attribute!).Windows) },
        UlpBound = 8,
        Samples = s => Cases(s).Select(c => SpreadWindows(Input(s, Of(SumWindows, c.Windows, c.X).Shape), c.Windows, Last(c.X.Shape, c.Windows))),
    };

    /// <summary>The largest element of each window.</summary>
    internal static Node Max(Node x, WindowAttribute windows) => windows.Axes.Count > MostAxes
        ? NodeOperators.Max(SlideWindows(x, windows), KernelAxes(x.Rank, windows))
        : Of(MaxWindows, windows, x);

    /// <summary>The sum of each window.</summary>
    internal static Node Sum(Node x, WindowAttribute windows) => windows.Axes.Count > MostAxes
        ? NodeOperators.Sum(SlideWindows(x, windows), KernelAxes(x.Rank, windows))
        : Of(SumWindows, windows, x);

    private static Node Of(Op op, WindowAttribute windows, params Node[] inputs) => inputs[0].Graph.Add(op, windows, inputs);

    private static Node SpreadWindows(Node y, WindowAttribute windows, Shape sizes) => y.Graph.Add(SpreadSum, new FoldWindowsAttribute(windows, sizes), y);

    private static WindowAttribute Slid(Node node) => (WindowAttribute)node.Attribute!;

    private static Shape Last(Shape shape, WindowAttribute windows) => Shape.Of(shape.Dims.Skip(shape.Rank - windows.Axes.Count));

    private static IEnumerable<int> KernelAxes(int rank, WindowAttribute windows) => Enumerable.Range(rank - windows.Axes.Count, windows.Axes.Count);

    private static TensorType PoolType(TypeRequest request)
    {
        EquatableArray<WindowAxis> axes = ((WindowAttribute)request.Attribute!).Axes;
        TensorType x = request.Inputs[0] with { DType = TypeRules.SameDType(request) };
        return x with { Shape = Shape.Of([.. x.Shape.Dims.Take(x.Rank - axes.Count), .. Ops.Windows.Counts(request, x, axes)]) };
    }

    private static TensorType SpreadType(TypeRequest request)
    {
        Shape sizes = ((FoldWindowsAttribute)request.Attribute!).Sizes;
        TensorType y = request.Inputs[0] with { DType = TypeRules.SameDType(request) };
        return y with { Shape = Shape.Of([.. y.Shape.Dims.Take(y.Rank - sizes.Rank), .. sizes.Dims]) };
    }

    /// <summary>The adjoint of SpreadMax in the gradient: the mean over the largest elements of each window.</summary>
    private static Node Shares(GradientRequest request)
    {
        (WindowAttribute windows, Node y) = (Slid(request.Output), request.Inputs[2]);
        int[] axes = [.. KernelAxes(y.Rank, windows)];
        Node chosen = Equal(SlideWindows(request.Inputs[1], windows), ExpandDims(y, axes));
        Node sum = NodeOperators.Sum(GradientMask.Mask(chosen, SlideWindows(request.Gradient, windows)), axes);
        return sum / NodeOperators.Sum(Cast(chosen, sum.DType), axes);
    }

    /// <summary>Rows, then for each of three axes (the first ones of size 1 when there are fewer): size, windows, kernel, stride, dilation.</summary>
    private static EquatableArray<Dim> Sizes(Node node, Node x, Node y, WindowAttribute windows)
    {
        int axes = windows.Axes.Count, first = node.Rank - axes;
        List<Dim> sizes = [Shape.Of(node.Shape.Dims.Take(first)).ElementCount];
        for (int i = axes; i < MostAxes; i++)
            sizes.AddRange([1, 1, 1, 1, 1]);
        for (int i = 0; i < axes; i++)
            sizes.AddRange([x.Shape[first + i], y.Shape[first + i], windows.Axes[i].Kernel, windows.Axes[i].Stride, windows.Axes[i].Dilation]);
        return sizes.ToEquatableArray();
    }

    /// <summary>The places of a window's elements.</summary>
    private static IEnumerable<int[]> Places(WindowAttribute windows, int[] window, ReferenceRequest request)
    {
        int first = window.Length - windows.Axes.Count;
        return NdArray.Indices([.. windows.Axes.Select(a => checked((int)a.Kernel.Evaluate(request.Size)))])
            .Select(k => (int[])[.. window.Take(first), .. windows.Axes.Select((a, i) => (int)((window[first + i] * a.Stride) + (k[i] * a.Dilation)))]);
    }

    private static NdArray Fold(ReferenceRequest request, Func<IEnumerable<double>, double> fold) =>
        NdArray.Generate(request.Shape, window => fold(Places(Slid(request.Node), window, request).Select(place => request.Inputs[0][place])));

    private static NdArray ReferenceSpreadMax(ReferenceRequest request)
    {
        (NdArray gradient, NdArray x, var result) = (request.Inputs[0], request.Inputs[1], new NdArray(request.Shape));
        foreach (int[] window in NdArray.Indices(gradient.Shape))
        {
            int[][] largest = [.. Places(Slid(request.Node), window, request).Where(place => x[place] == request.Inputs[2][window])];
            foreach (int[] place in largest)
                result[place] += gradient[window] / largest.Length;
        }
        return result;
    }

    private static NdArray ReferenceSpreadSum(ReferenceRequest request)
    {
        (NdArray y, var result) = (request.Inputs[0], new NdArray(request.Shape));
        foreach (int[] window in NdArray.Indices(y.Shape))
            foreach (int[] place in Places(((FoldWindowsAttribute)request.Node.Attribute!).Windows, window, request))
                result[place] += y[window];
        return result;
    }

    private static Node Input(OpSamples s, Shape shape) => s.Input([.. shape.Dims.Select(d => d.Constant!.Value)]);

    private static IEnumerable<(Node X, WindowAttribute Windows)> Cases(OpSamples s)
    {
        yield return (s.Input(7), Slide((3, 1, 1)));
        yield return (s.Input(2, 4, 6), Slide((2, 2, 1), (2, 2, 1)));
        yield return (s.Input(2, 5, 9), Slide((2, 3, 1), (2, 4, 1)));
        yield return (s.Input(5, 7), Slide((3, 2, 1), (2, 2, 2)));
        yield return (s.Input(1, 3, 4, 5), Slide((1, 2, 1), (2, 1, 1), (3, 2, 1)));
        yield return (s.Input(0, 4), Slide((2, 2, 1)));
    }

    private static WindowAttribute Slide(params (long Kernel, long Stride, long Dilation)[] axes) =>
        new(axes.Select(a => new WindowAxis(a.Kernel, a.Stride, a.Dilation)).ToEquatableArray());
}
