using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Pooling: the largest, the mean or the sum of the elements of sliding windows.</summary>
public static class Pooling
{
    private const string Options = " The window has as many axes as kernel has numbers, and slides along the last axes of x. The stride is the kernel by default. Padding is a mode (valid, same, full, half) or numbers.";

    public static readonly Op MaxPool = Calls.Macro("MaxPool",
        "The largest element of each window; what padding adds never wins. NaN if any is NaN. The gradient is shared evenly by equal elements of a window, as that of Max." + Options,
        call => Build(call, Max), s => Samples(s, Max, inside => inside.Max()), DTypes.Floating);

    public static readonly Op AvgPool = Calls.Macro("AvgPool",
        "The mean of each window. What padding adds counts as 0 unless countPadding is false; then the mean is over the elements of x alone, and 0 for a window of padding only (as PyTorch)." + Options,
        call => Build(call, call.Has("countPadding") && !call.Flag("countPadding") ? MeanOfInside : Mean),
        s => Samples(s, MeanOfInside, inside => inside.Average()), DTypes.Floating);

    public static readonly Op SumPool = Calls.Macro("SumPool",
        "The sum of each window; what padding adds counts as 0." + Options,
        call => Build(call, Sum), s => Samples(s, Sum, inside => inside.Sum()), DTypes.Floating);

    private static Node Build(OpCall call, Func<Node, WindowOptions, Node> pool)
    {
        Node x = call.Node("x");
        Dim[] kernel = call["kernel"] is int one ? [one] : [.. ((int[])call["kernel"]!).Select(k => (Dim)k)];
        if (kernel.Any(k => k.Constant < 1) || kernel.Length == 0)
            throw new GraphException(Diagnostics.DiagnosticRules.ArgumentOutOfRange, Calls.Subject(call.Graph, call.Op), "kernel", Shape.Of(kernel), "one number from 1 for each axis of the window");
        if (x.Rank < kernel.Length)
            throw new GraphException(Diagnostics.DiagnosticRules.RankNotSupported, Calls.Subject(call.Graph, call.Op), x.Shape, x.Rank, $"at least {kernel.Length}, one for each number of the kernel");
        if (!x.DType.IsFloating())
            throw new GraphException(Diagnostics.DiagnosticRules.DTypeNotSupported, Calls.Subject(call.Graph, call.Op), x.DType.CSharpName(), "float, double");
        return pool(x, new WindowOptions(call, [.. x.Shape.Dims.Skip(x.Rank - kernel.Length)], kernel, axis => kernel[axis]));
    }

    private static Node Max(Node x, WindowOptions options)
    {
        Node padded = options.Pad(x);
        Node candidates = padded == x ? x : Where(options.Inside(x), padded, Constant(x, double.NegativeInfinity));
        return WindowPools.Max(candidates, options.Windows);
    }

    private static Node Sum(Node x, WindowOptions options) =>
        WindowPools.Sum(options.Pad(x), options.Windows);

    private static Node Mean(Node x, WindowOptions options) =>
        Sum(x, options) / Size(x.Graph, options.Axes.Aggregate(Dim.One, (product, a) => product * a.Kernel), x.DType);

    private static Node MeanOfInside(Node x, WindowOptions options)
    {
        if (options.Pad(x) == x)
            return Mean(x, options);
        Node inside = Cast(options.Inside(x), x.DType);
        Node count = WindowPools.Sum(inside, options.Windows);
        return Sum(x, options) / Maximum(count, Constant(count, 1));
    }

    private static IEnumerable<Node> Samples(OpSamples s, Func<Node, WindowOptions, Node> pool, Func<IEnumerable<double>, double> formula)
    {
        yield return Sample(s, s.Input(7), [3], 1, 0, pool, formula);
        yield return Sample(s, s.Input(2, 6), [2], 2, 0, pool, formula);
        yield return Sample(s, s.Input(2, 5, 6), [2, 3], 2, 1, pool, formula);
        yield return Sample(s, s.Input(0, 4), [2], 2, 0, pool, formula);
    }

    private static Node Sample(OpSamples s, Node x, int[] kernel, int stride, int padding, Func<Node, WindowOptions, Node> pool, Func<IEnumerable<double>, double> formula)
    {
        var call = new OpCall(s.Graph, MaxPool, null, new Dictionary<string, object?> { ["stride"] = stride, ["padding"] = padding });
        int first = x.Rank - kernel.Length;
        Node result = pool(x, new WindowOptions(call, [.. x.Shape.Dims.Skip(first)], [.. kernel.Select(k => (Dim)k)]));
        int[] shape = [.. result.Shape.Dims.Select(d => (int)d.Constant!.Value)], sizes = [.. x.Shape.Dims.Skip(first).Select(d => (int)d.Constant!.Value)];
        return s.Expect(result, v => NdArray.Generate(shape, at => formula(NdArray.Indices(kernel)
            .Select(k => k.Select((tap, axis) => (at[first + axis] * stride) + tap - padding).ToArray())
            .Where(place => place.Zip(sizes, (p, size) => p >= 0 && p < size).All(inside => inside))
            .Select(place => v[v.Length - 1][[.. at.Take(first), .. place]]))));
    }
}
