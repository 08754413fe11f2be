using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// Normalisation by mean and variance. The variance is that of the deviations (two passes), so data far from zero keep their digits,
/// and it is divided by the count, not by the count - 1.
/// </summary>
public static class Normalization
{
    public static readonly Op BatchNorm = Calls.MacroOfMany(
        "BatchNorm", "Normalises each channel (axis 1) over all other axes: (x - mean) / sqrt(variance + epsilon) * gamma + beta, with gamma and beta of [channels]. Gives the result, the mean and the variance of the batch, from which a caller updates running ones (Ioffe and Szegedy 2015).",
        BuildBatchNorm,
        s =>
        {
            (Node x, Node gamma, Node beta) = (s.Input(4, 3, 2), s.Input(3), s.Input(3));
            return [s.Expect(NormalizedBatch(x, gamma, beta, Epsilon)[0], v => Normalized(v[0], [0, 2], Epsilon, at => (v[1][at[1]], v[2][at[1]])))];
        },
        DTypes.Floating, givesArray: false);

    public static readonly Op BatchNormInference = Calls.Macro(
        "BatchNormInference", "(x - mean) / sqrt(variance + epsilon) * gamma + beta with given statistics of each channel (axis 1), as a trained network uses it.",
        call => Inference(call.Operands("x", "gamma", "beta", "mean", "variance"), EpsilonOf(call), Calls.Subject(call.Graph, call.Op)),
        s => [s.Expect(Inference([s.Input(4, 3), s.Input(3), s.Input(3), s.Input(3), Square(s.Input(3))], Epsilon, "sample"),
            v => NdArray.Generate([4, 3], at => ((v[0][at] - v[3][at[1]]) / Math.Sqrt((v[4][at[1]] * v[4][at[1]]) + Epsilon) * v[1][at[1]]) + v[2][at[1]]))],
        DTypes.Floating, ulpBound: 8);

    public static readonly Op LayerNorm = Calls.Macro(
        "LayerNorm", "Normalises over the last axes, as many as gamma has (the last one without gamma): (x - mean) / sqrt(variance + epsilon), then * gamma + beta if they are given (Ba, Kiros and Hinton 2016).",
        BuildLayerNorm,
        s =>
        {
            (Node x, Node gamma, Node beta) = (s.Input(2, 5), s.Input(5), s.Input(5));
            return [s.Expect(Affine(Normalize(x, [1], Epsilon), gamma, beta), v => Normalized(v[0], [1], Epsilon, at => (v[1][at[1]], v[2][at[1]])))];
        },
        DTypes.Floating);

    public static readonly Op GroupNorm = Calls.Macro(
        "GroupNorm", "Normalises each of `groups` groups of channels (axis 1) of each example, with gamma and beta of [channels] (Wu and He 2018). With as many groups as channels it is instance normalisation.",
        BuildGroupNorm,
        s =>
        {
            (Node x, Node gamma, Node beta) = (s.Input(2, 4, 3), s.Input(4), s.Input(4));
            return [s.Expect(NormalizedGroups(x, gamma, beta, 2, Epsilon), v =>
            {
                NdArray grouped = Normalized(new NdArray([2, 2, 6], v[0].Values), [2], Epsilon, _ => (1, 0));
                var flat = new NdArray([2, 4, 3], grouped.Values);
                return NdArray.Generate([2, 4, 3], at => (flat[at] * v[1][at[1]]) + v[2][at[1]]);
            })];
        },
        DTypes.Floating);

    public static readonly Op RmsNorm = Calls.Macro(
        "RmsNorm", "x / sqrt(mean(x * x) + epsilon) over the last axes, as many as gamma has (the last one without gamma), then * gamma if it is given (Zhang and Sennrich 2019).",
        BuildRmsNorm,
        s =>
        {
            (Node x, Node gamma) = (s.Input(2, 5), s.Input(5));
            return [s.Expect(RootMeanSquare(x, [1], Epsilon) * gamma, v => NdArray.Generate([2, 5], at =>
                v[0][at] / Math.Sqrt(Enumerable.Range(0, 5).Average(k => v[0][at[0], k] * v[0][at[0], k]) + Epsilon) * v[1][at[1]]))];
        },
        DTypes.Floating);

    private const double Epsilon = 1e-5;

    private static double EpsilonOf(OpCall call) => call.Number("epsilon", Epsilon);

    private static IReadOnlyList<Node> BuildBatchNorm(OpCall call)
    {
        Node[] operands = call.Operands("x", "gamma", "beta");
        RequireChannels(call, operands);
        return NormalizedBatch(operands[0], operands[1], operands[2], EpsilonOf(call));
    }

    private static IReadOnlyList<Node> NormalizedBatch(Node x, Node gamma, Node beta, double epsilon)
    {
        int[] axes = [0, .. Enumerable.Range(2, x.Rank - 2)];
        Node mean = Mean(x, axes), deviation = x - ExpandDims(mean, axes), variance = Mean(Square(deviation), axes);
        Node normalized = deviation / ExpandDims(Sqrt(variance + epsilon), axes);
        return [Affine(normalized, PerChannel(gamma, x.Rank), PerChannel(beta, x.Rank)), mean, variance];
    }

    private static Node Inference(Node[] operands, double epsilon, string subject)
    {
        int rank = operands[0].Rank;
        RequireChannels(subject, operands);
        Node[] channel = [.. operands.Skip(1).Select(p => PerChannel(p, rank))];
        return Affine((operands[0] - channel[2]) / Sqrt(channel[3] + epsilon), channel[0], channel[1]);
    }

    private static Node BuildLayerNorm(OpCall call)
    {
        (Node x, Node? gamma, Node? beta) = (call.Node("x"), Optional(call, "gamma"), Optional(call, "beta"));
        return Affine(Normalize(x, LastAxes(call, x, gamma), EpsilonOf(call)), gamma, beta);
    }

    private static Node BuildGroupNorm(OpCall call)
    {
        Node[] operands = call.Operands("x", "gamma", "beta");
        RequireChannels(call, operands);
        int groups = (int)call["groups"]!;
        if (groups < 1 || (operands[0].Shape[1].Constant ?? 0) % groups != 0)
            throw new GraphException(DiagnosticRules.ArgumentOutOfRange, Calls.Subject(call.Graph, call.Op), "groups", groups, $"a divisor of the channels, which are {operands[0].Shape[1]}");
        return NormalizedGroups(operands[0], operands[1], operands[2], groups, EpsilonOf(call));
    }

    private static Node NormalizedGroups(Node x, Node gamma, Node beta, int groups, double epsilon)
    {
        Dim inner = Dim.FloorDivide(x.Shape[1], groups) * Shape.Of(x.Shape.Dims.Skip(2)).ElementCount;
        Node normalized = Reshape(Normalize(Reshape(x, Shape.Of(x.Shape[0], groups, inner)), [2], epsilon), x.Shape);
        return Affine(normalized, PerChannel(gamma, x.Rank), PerChannel(beta, x.Rank));
    }

    private static Node BuildRmsNorm(OpCall call)
    {
        (Node x, Node? gamma) = (call.Node("x"), Optional(call, "gamma"));
        return Affine(RootMeanSquare(x, LastAxes(call, x, gamma), EpsilonOf(call)), gamma, null);
    }

    private static Node RootMeanSquare(Node x, int[] axes, double epsilon) => x / ExpandDims(Sqrt(Mean(Square(x), axes) + epsilon), axes);

    private static Node Normalize(Node x, int[] axes, double epsilon)
    {
        Node deviation = x - ExpandDims(Mean(x, axes), axes);
        return deviation / ExpandDims(Sqrt(Mean(Square(deviation), axes) + epsilon), axes);
    }

    private static Node Affine(Node x, Node? gamma, Node? beta)
    {
        Node scaled = gamma is null ? x : x * gamma;
        return beta is null ? scaled : scaled + beta;
    }

    private static Node Mean(Node x, IEnumerable<int> axes)
    {
        int[] folded = [.. axes];
        return Sum(x, folded) / Size(x.Graph, folded.Aggregate(Dim.One, (count, axis) => count * x.Shape[axis]), x.DType);
    }

    private static Node PerChannel(Node parameter, int rank) => ExpandDims(parameter, Enumerable.Range(1, rank - 2));

    private static Node? Optional(OpCall call, string name) => call.Has(name) ? call.Node(name) : null;

    private static int[] LastAxes(OpCall call, Node x, Node? gamma)
    {
        int count = gamma?.Rank ?? 1;
        if (!x.DType.IsFloating())
            throw new GraphException(DiagnosticRules.DTypeNotSupported, Calls.Subject(call.Graph, call.Op), x.DType.CSharpName(), "float, double");
        if (count < 1 || x.Rank < count)
            throw new GraphException(DiagnosticRules.RankNotSupported, Calls.Subject(call.Graph, call.Op), x.Shape, x.Rank, gamma is null ? "at least 1" : $"at least the axes of gamma {gamma.Shape}, which must have one");
        return [.. Enumerable.Range(x.Rank - count, count)];
    }

    private static void RequireChannels(OpCall call, Node[] operands) => RequireChannels(Calls.Subject(call.Graph, call.Op), operands);

    private static void RequireChannels(string subject, Node[] operands)
    {
        if (!operands[0].DType.IsFloating())
            throw new GraphException(DiagnosticRules.DTypeNotSupported, subject, operands[0].DType.CSharpName(), "float, double");
        if (operands[0].Rank < 2)
            throw new GraphException(DiagnosticRules.RankNotSupported, subject, operands[0].Shape, operands[0].Rank, "at least 2: the batch, then the channels");
        foreach (Node parameter in operands.Skip(1).Where(p => p.Rank != 1))
            throw new GraphException(DiagnosticRules.RankNotSupported, subject, parameter.Shape, parameter.Rank, "1: one number for each channel");
    }

    /// <summary>For samples: the definition, on arrays.</summary>
    private static NdArray Normalized(NdArray x, int[] axes, double epsilon, Func<int[], (double Gamma, double Beta)> affine) => NdArray.Generate(x.Shape, at =>
    {
        double[] others = [.. NdArray.Indices(x.Shape).Where(i => i.Where((_, axis) => !axes.Contains(axis)).SequenceEqual(at.Where((_, axis) => !axes.Contains(axis)))).Select(i => x[i])];
        double mean = others.Average(), variance = others.Average(v => (v - mean) * (v - mean));
        (double gamma, double beta) = affine(at);
        return ((x[at] - mean) / Math.Sqrt(variance + epsilon) * gamma) + beta;
    });
}
