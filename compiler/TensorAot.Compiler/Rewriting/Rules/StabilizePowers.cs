using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using static TensorAot.Compiler.Ops.NodeOperators;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Products that are NaN at 0 or overflow, and have a value there.</summary>
public static class StabilizePowers
{
    private static readonly Pattern s_product = new AnyOfPattern("product", Arithmetic.Multiply, Arithmetic.Divide);

    public static readonly Rule TimesOwnLogarithm = new("xlogx", Stage.Stabilize)
    {
        Form = "x * Log(x) -> Xlogx(x); x * Log(x * y) -> Xlogy(x, x * y); (1 + x) * Log1p(x) -> Xlog1py(1 + x, x)",
        Pattern = s_product,
        Condition = IsFloating,
        Result = m => ZeroProducts.TimesOwnLogarithm(m.Root),
        Why = "x log(x) tends to 0 at x = 0, where the arithmetic gives 0 * -infinity.",
        Benefit = "0 at x = 0",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
    };

    public static readonly Rule OverOwnAbs = new("over-own-abs", Stage.Stabilize)
    {
        Form = "x / Abs(x) -> Sign(x); Square(x) / Abs(x) -> Abs(x)",
        Pattern = s_product,
        Condition = IsFloating,
        Result = m => ZeroProducts.OverOwnAbs(m.Root),
        Why = "A number over its size is its sign; 0 at 0, where the arithmetic gives 0 / 0.",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["X_over_absX", "local_sign_div"],
    };

    public static readonly Rule ProdOfOthers = new("prod-of-others", Stage.Stabilize)
    {
        Form = "ProdOfOthers(x) / Prod(x) -> 1 / x",
        Pattern = s_product,
        Condition = IsFloating,
        Result = m => ZeroProducts.OthersOverAll(m.Root),
        Why = "What the product of all has more than the product of all others is the element. The gradient of log(prod(x)) contains it, where both over- or underflow.",
        Benefit = "no over- or underflow",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["local_log_prod_to_sum_log"],
    };

    public static readonly Rule ErfcRatio = new("erfc-ratio", Stage.Stabilize)
    {
        Form = "Exp(-x^2) / Erfc(x) -> x * sqrt(pi) / (1 - 1 / (2 x^2) + ...) in the tail, (1 + x / 2) * Exp(p(1 / (1 + x / 2))) before it; also Exp(-x^2 / 2) / Erfc(x / sqrt(2)) and its kin, Exp(x^2) * Erfc(x), and powers",
        Pattern = s_product,
        Condition = IsFloating,
        Result = m => ErfcRatios.Merged(m.Root),
        Why = "Both underflow, their quotient does not (Abramowitz and Stegun 7.1.23), and its derivatives cancel unless they are those of a polynomial p. The gradient of log(erfc(x)) contains it; the quotient of the density and the upper tail of the normal distribution is one.",
        Benefit = "stable for any x",
        MayChange = Deviations.Rounding | Deviations.NonFinite,
        Covers = ["local_grad_log_erfc_neg"],
    };

    public static readonly Rule ErfcLogarithms = new("log-erfc-plus-square", Stage.Stabilize)
    {
        Form = "Log(Erfc(x)) + x^2 -> -Log(x * sqrt(pi) / (1 - 1 / (2 x^2) + ...)) in the tail; also with x / sqrt(2) and x^2 / 2",
        Pattern = new AnyOfPattern("sum", Arithmetic.Add, Arithmetic.Subtract),
        Condition = IsFloating,
        Result = m => ErfcRatios.MergedLogarithms(m.Root),
        Why = "In the tail log(erfc(x)) is -x^2 and a little more, which is all that is left of the sum.",
        Benefit = "stable for any x",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
    };
}
