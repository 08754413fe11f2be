using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using static TensorAot.Compiler.Ops.NodeOperators;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Softmax, its logarithm and logSumExp, however they are written.</summary>
public static class StabilizeNormalisations
{
    private const string AnyX = "stable for any x";
    private static readonly Pattern s_sumOfExp = Sum(Exp(X));
    private static readonly Pattern s_softmax = Softmax(X);
    private static readonly Pattern s_logSoftmax = LogSoftmax(X);
    private static readonly Pattern s_wider = new OpPattern(Conversion.Cast, X);
    private static readonly Pattern s_logSumExp = LogSumExp(X);
    private static readonly Pattern s_keptLogSumExp = new OpPattern(Shaping.ExpandDims, s_logSumExp);

    public static readonly Rule LogOfSumOfExp = new("log-sum-exp", Stage.Stabilize)
    {
        Form = "Log(Sum(Exp(x))) -> LogSumExp(x)",
        Pattern = Log(s_sumOfExp),
        Result = m => m.Graph.Add(Neural.LogSumExp, m[s_sumOfExp].Attribute, m[X]),
        Why = "The definition of logSumExp, which subtracts the largest x first.",
        Benefit = AnyX,
        MayChange = Deviations.Rounding | Deviations.NonFinite,
        Covers = ["local_log_sum_exp"],
    };

    public static readonly Rule LogOfSoftmax = new("log-softmax", Stage.Stabilize)
    {
        Form = "Log(Softmax(x)) -> LogSoftmax(x)",
        Pattern = Log(s_softmax),
        Result = m => m.Graph.Add(Neural.LogSoftmax, m[s_softmax].Attribute, m[X]),
        Why = "The definition of logSoftmax, which is finite where a probability underflows to 0.",
        Benefit = AnyX,
        MayChange = Deviations.Rounding | Deviations.NonFinite,
        Covers = ["local_logsoftmax"],
    };

    public static readonly Rule ExpOfLogSoftmax = new("exp-log-softmax", Stage.Stabilize)
    {
        Form = "Exp(LogSoftmax(x)) -> Softmax(x)",
        Pattern = Exp(s_logSoftmax),
        Result = m => m.Graph.Add(Neural.Softmax, m[s_logSoftmax].Attribute, m[X]),
        Why = "Exponential and logarithm undo each other; beside infinity -infinity was 0 and is NaN, as the others.",
        MayChange = Deviations.Rounding | Deviations.NonFinite,
        Covers = ["local_exp_log_softmax"],
    };

    public static readonly Rule MinusLogSumExp = new("minus-log-sum-exp", Stage.Stabilize)
    {
        Form = "x - LogSumExp(x, keepDims) -> LogSoftmax(x)",
        Pattern = X - s_keptLogSumExp,
        Condition = m => Equals(m[s_logSumExp].Attribute, m[s_keptLogSumExp].Attribute),
        Result = m => m.Graph.Add(Neural.LogSoftmax, m[s_logSumExp].Attribute, m[X]),
        Why = "The logarithm of e^x / sum(e^x).",
        Benefit = AnyX,
        MayChange = Deviations.Rounding,
        Covers = ["local_log_softmax_from_logsumexp"],
    };

    public static readonly Rule MinusLogSumExpOfAll = new("minus-log-sum-exp-of-all", Stage.Stabilize)
    {
        Form = "x - LogSumExp(x) -> LogSoftmax(x), over all axes",
        Pattern = X - s_logSumExp,
        Condition = m => m[s_logSumExp].Rank == 0,
        Result = m => m.Graph.Add(Neural.LogSoftmax, m[s_logSumExp].Attribute, m[X]),
        Why = "The logarithm of e^x / sum(e^x); the largest x is subtracted before anything is added to it.",
        Benefit = AnyX,
        MayChange = Deviations.Rounding,
        Covers = ["local_log_softmax_from_logsumexp"],
    };

    public static readonly Rule SoftmaxOfShifted = new("softmax-of-shifted", Stage.Stabilize)
    {
        Form = "Softmax(x - m) -> Softmax(x), for m that does not vary along the axis; also LogSoftmax",
        Pattern = new AnyOfPattern("softmax", Neural.Softmax, Neural.LogSoftmax),
        Result = m => Unshifted(m.Root) is { } x ? m.Graph.Add(m.Root.Op, m.Root.Attribute, x) : null,
        Why = "e^-m cancels in e^(x-m) / sum(e^(x-m)); softmax subtracts the largest x itself.",
        MayChange = Deviations.Rounding | Deviations.NonFinite,
    };

    public static readonly Rule LogSumExpOfShifted = new("log-sum-exp-of-shifted", Stage.Stabilize)
    {
        Form = "LogSumExp(x - Max(x)) -> LogSumExp(x) - Max(x)",
        Pattern = s_logSumExp,
        Result = m => LogSumExpWithoutMax(m.Root),
        Why = "log(sum(e^(x-m))) = log(sum(e^x)) - m; the maximum that is added back cancels.",
        MayChange = Deviations.Rounding,
    };

    public static readonly Rule LogOfView = new("log-of-view", Stage.Stabilize)
    {
        Form = "Log(Transpose(Softmax(x))) -> Transpose(Log(Softmax(x))); also other views, Reshape, Gather",
        Pattern = Log(X),
        Result = m => ThroughViews(m[X]),
        Why = "A view moves elements and does not change them, so a function of each may come first.",
        Covers = ["local_reshape_lift", "local_flatten_lift"],
    };

    public static readonly Rule LogOfCast = new("log-of-cast", Stage.Stabilize)
    {
        Form = "Log(Cast<double>(Sigmoid(x))) -> Log(Sigmoid(Cast<double>(x))); also Exp, Softmax and sums of exponentials",
        Pattern = Log(s_wider),
        Result = m => Widened(m[X], m.Root.DType) is { } x ? Log(x) : null,
        Why = "The function in the wider type, so that the logarithm is seen with what it is of; closer to the formula's value.",
        Benefit = AnyX,
        MayChange = Deviations.Rounding | Deviations.NonFinite,
    };

    /// <summary>A function whose logarithm is stable, of a wider argument.</summary>
    private static Node? Widened(Node x, DType dtype) =>
        x.Op == Transcendental.Sigmoid || x.Op == Transcendental.Exp || x.Op == Neural.Softmax ? x.Graph.Add(x.Op, x.Attribute, Cast(x.Inputs[0], dtype))
        : x.Op == Reduction.Sum && Widened(x.Inputs[0], dtype) is { } terms ? x.Graph.Add(x.Op, x.Attribute, terms)
        : x.Op == Shaping.Transpose && Widened(x.Inputs[0], dtype) is { } inner ? x.Graph.Add(x.Op, x.Attribute, inner)
        : null;

    /// <summary>The argument without what is subtracted from it or added to it along the normalised axes, else null.</summary>
    private static Node? Unshifted(Node softmax)
    {
        Node x = softmax.Inputs[0];
        if (x.Op != Arithmetic.Subtract && x.Op != Arithmetic.Add)
            return null;
        for (int i = 0; i < 2; i++)
            if (Softmaxes.IsConstantAlong(x.Inputs[1 - i], Softmaxes.Axes(softmax), x.Rank) && !Softmaxes.IsConstantAlong(x.Inputs[i], Softmaxes.Axes(softmax), x.Rank)
                && x.Inputs[i].Shape == x.Shape)
                return i == 1 && x.Op == Arithmetic.Subtract ? -x.Inputs[1] : x.Inputs[i];
        return null;
    }

    private static Node? LogSumExpWithoutMax(Node node)
    {
        Node shifted = node.Inputs[0];
        if (shifted.Op != Arithmetic.Subtract || Softmaxes.ReducedAlong(shifted.Inputs[1], Reduction.Max) is not var (x, axes)
            || x != shifted.Inputs[0] || axes != Softmaxes.Axes(node))
            return null;
        return LogSumExp(x, axes) - Max(x, axes);
    }

    /// <summary>The logarithm below the views, where there is something below them that has a stable logarithm.</summary>
    private static Node? ThroughViews(Node x)
    {
        var views = new List<Node>();
        for (; x.Op.Kind is OpKind.View or OpKind.Reshape or OpKind.Gather && x.Op != Shaping.BroadcastTo && !x.Op.HasEffect; x = x.Inputs[0])
            views.Add(x);
        if (views.Count == 0 || !HasStableLogarithm(x))
            return null;
        Node result = Log(x);
        for (int i = views.Count - 1; i >= 0; i--)
            result = x.Graph.Add(views[i].Op, views[i].Attribute, [result, .. views[i].Inputs.Skip(1)]);
        return result;
    }

    private static bool HasStableLogarithm(Node x) => x.Op == Transcendental.Sigmoid || x.Op == Transcendental.Exp || StableLogarithms.Of(x) is not null;
}
