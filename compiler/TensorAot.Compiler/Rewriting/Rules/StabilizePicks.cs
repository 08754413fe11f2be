using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using static TensorAot.Compiler.Ops.NodeOperators;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Sums of which labels or weights choose the terms: cross-entropies of probabilities, mixtures.</summary>
public static class StabilizePicks
{
    private static readonly Pattern s_sum = Sum(X);
    private static readonly Pattern s_inner = LogSumExp(X);

    public static readonly Rule OneHotSum = new("one-hot-sum", Stage.Stabilize)
    {
        Form = "Sum(OneHot(label) * x) -> Sum(Where(k == label, x, 0))",
        Pattern = s_sum,
        Condition = IsFloating,
        Result = m => Picks.OfProduct(m.Root),
        Why = "All other terms are 0, also where x is infinite: the probability of a class that is not the label may be 0.",
        Benefit = "the label's term alone",
        MayChange = Deviations.NonFinite | Deviations.SignOfZero,
    };

    public static readonly Rule OneHotCount = new("one-hot-count", Stage.Specialize)
    {
        Form = "Sum(Where(k == label, c, 0)) -> Where(0 <= label < n, c, 0), for c that does not vary along the axis",
        Pattern = s_sum,
        Result = m => Picks.OfConstant(m.Root),
        Why = "k is equal to the label at one place, or at none when the label is out of range. Gradients of cross-entropies contain it.",
        MayChange = Deviations.SignOfZero,
    };

    public static readonly Rule LogOfPicked = new("log-of-picked", Stage.Stabilize)
    {
        Form = "Log(Sum(Where(k == label, Softmax(x), 0))) -> Sum(Where(k == label, LogSoftmax(x), 0)); -infinity for a label out of range",
        Pattern = Log(s_sum),
        Result = m => Picks.Logarithm(m[s_sum]),
        Why = "The sum is the one term that the mask picks; its logarithm is finite where the probability underflows to 0.",
        Benefit = "stable for any x",
        MayChange = Deviations.Rounding | Deviations.NonFinite,
    };

    public static readonly Rule LogOfWeightedSum = new("weighted-log-sum-exp", Stage.Stabilize)
    {
        Form = "Log(Sum(w * Exp(x))) -> m + Log(Sum(w * Exp(x - m))), with m the largest x whose w is not 0; also with Softmax(x) or Where(mask, Exp(x), 0)",
        Pattern = Log(s_sum),
        Condition = m => Picks.Logarithm(m[s_sum]) is null,
        Result = m => Picks.LogarithmOfSelected(m[s_sum]) ?? WeightedSums.Logarithm(m[s_sum]),
        Why = "e^m is taken out of the sum: no exponential overflows, and not all of them underflow.",
        Benefit = "stable for any x",
        MayChange = Deviations.Rounding | Deviations.NonFinite,
        Covers = ["local_log_sum_exp"],
    };

    public static readonly Rule LogSumExpTwice = new("log-sum-exp-twice", Stage.Stabilize)
    {
        Form = "LogSumExp(LogSumExp(x, a), b) -> LogSumExp(x, a and b)",
        Pattern = LogSumExp(s_inner),
        Result = m => LogSumExp(m[X], Softmaxes.JoinedAxes(m.Root)),
        Why = "The logarithm of the sum of sums, in one pass.",
        MayChange = Deviations.Rounding,
    };

    public static readonly Rule RatioAtZero = new("ratio-at-zero", Stage.Stabilize)
    {
        Form = "Sin(x) / x, Sinh(x) / x, Expm1(x) / x -> the same by its series for |x| < 1/4",
        Pattern = new AnyOfPattern("product", Arithmetic.Multiply, Arithmetic.Divide),
        Condition = IsFloating,
        Result = m => RatiosAtZero.TryMerge(m.Root),
        Why = "The limit is 1 at x = 0, where the arithmetic gives 0 / 0, and the derivatives of the quotient cancel near it.",
        Benefit = "1 at x = 0",
        MayChange = Deviations.Rounding | Deviations.NonFinite,
    };
}
