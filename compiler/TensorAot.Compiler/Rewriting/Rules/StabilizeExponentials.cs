using TensorAot.Compiler.Rewriting.Algebra;
using static TensorAot.Compiler.Ops.NodeOperators;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Logarithms and exponentials near 0 and far from it: log1p, expm1, sigmoid, softplus.</summary>
public static class StabilizeExponentials
{
    private const string AnyX = "stable for any x";

    public static readonly Rule LogOfOnePlus = new("log1p", Stage.Stabilize)
    {
        Form = "Log(1 + x) -> Log1p(x)",
        Pattern = Log(1 + X),
        Result = m => Log1p(m[X]),
        Why = "The definition of log1p; 1 + x is not rounded, so small x keep all their digits.",
        Benefit = "exact for small x",
        MayChange = Deviations.Rounding | Deviations.SignOfZero,
        Covers = ["local_log1p"],
    };

    public static readonly Rule LogOfOneMinus = new("log1p-of-negative", Stage.Stabilize)
    {
        Form = "Log(1 - x) -> Log1p(-x)",
        Pattern = Log(1 - X),
        Result = m => Log1p(SumForm.Negated(m[X])),
        Why = "The definition of log1p; 1 - x is not rounded, so small x keep all their digits.",
        Benefit = "exact for small x",
        MayChange = Deviations.Rounding | Deviations.SignOfZero,
        Covers = ["local_log1p"],
    };

    public static readonly Rule ExpMinusOne = new("expm1", Stage.Stabilize)
    {
        Form = "Exp(x) - 1 -> Expm1(x)",
        Pattern = Exp(X) - 1,
        Result = m => Expm1(m[X]),
        Why = "The definition of expm1; e^x is not rounded near 1, so small x keep all their digits.",
        Benefit = "exact for small x",
        MayChange = Deviations.Rounding | Deviations.SignOfZero,
        Covers = ["local_expm1"],
    };

    public static readonly Rule OneMinusExp = new("one-minus-exp", Stage.Stabilize)
    {
        Form = "1 - Exp(x) -> -Expm1(x)",
        Pattern = 1 - Exp(X),
        Result = m => -Expm1(m[X]),
        Why = "The definition of expm1; e^x is not rounded near 1, so small x keep all their digits.",
        Benefit = "exact for small x",
        MayChange = Deviations.Rounding | Deviations.SignOfZero,
        Covers = ["local_expm1"],
    };

    public static readonly Rule LogOfOnePlusExp = new("softplus", Stage.Stabilize)
    {
        Form = "Log1p(Exp(x)) -> Softplus(x)",
        Pattern = Log1p(Exp(X)),
        Result = m => Softplus(m[X]),
        Why = "The definition of softplus, which does not form e^x for large x.",
        Benefit = AnyX,
        MayChange = Deviations.Rounding | Deviations.NonFinite,
        Covers = ["log1pexp_to_softplus"],
    };

    public static readonly Rule ReciprocalOfOnePlusExp = new("sigmoid", Stage.Stabilize)
    {
        Form = "1 / (1 + Exp(x)) -> Sigmoid(-x)",
        Pattern = 1 / (1 + Exp(X)),
        Result = m => Sigmoid(SumForm.Negated(m[X])),
        Why = "The definition of the logistic function, which does not form e^x for large x and keeps small results exact.",
        Benefit = AnyX,
        MayChange = Deviations.Rounding | Deviations.NonFinite,
        Covers = ["local_reciprocal_1_plus_exp", "local_inv_1_plus_exp"],
    };

    public static readonly Rule ExpOverOnePlusExp = new("sigmoid-of-exp", Stage.Stabilize)
    {
        Form = "Exp(x) / (1 + Exp(x)) -> Sigmoid(x)",
        Pattern = Exp(X) / (1 + Exp(X)),
        Result = m => Sigmoid(m[X]),
        Why = "Both divided by e^x: the definition of the logistic function, which does not form infinity / infinity.",
        Benefit = AnyX,
        MayChange = Deviations.Rounding | Deviations.NonFinite,
        Covers = ["local_exp_over_1_plus_exp"],
    };

    public static readonly Rule OneMinusSigmoid = new("one-minus-sigmoid", Stage.Stabilize)
    {
        Form = "1 - Sigmoid(x) -> Sigmoid(-x)",
        Pattern = 1 - Sigmoid(X),
        Result = m => Sigmoid(SumForm.Negated(m[X])),
        Why = "The logistic function is symmetric about (0, 1/2); where it is near 1 the difference would cancel.",
        Benefit = AnyX,
        MayChange = Deviations.Rounding,
        Covers = ["local_1msigmoid"],
    };

    public static readonly Rule SigmoidMinusOne = new("sigmoid-minus-one", Stage.Stabilize)
    {
        Form = "Sigmoid(x) - 1 -> -Sigmoid(-x)",
        Pattern = Sigmoid(X) - 1,
        Result = m => -Sigmoid(SumForm.Negated(m[X])),
        Why = "The logistic function is symmetric about (0, 1/2); where it is near 1 the difference would cancel.",
        Benefit = AnyX,
        MayChange = Deviations.Rounding | Deviations.SignOfZero,
    };

    public static readonly Rule LogOfSigmoid = new("log-sigmoid", Stage.Stabilize)
    {
        Form = "Log(Sigmoid(x)) -> -Softplus(-x)",
        Pattern = Log(Sigmoid(X)),
        Result = m => -Softplus(SumForm.Negated(m[X])),
        Why = "log(1 / (1 + e^-x)) = -log(1 + e^-x); finite where the sigmoid underflows to 0.",
        Benefit = AnyX,
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["logsigm_to_softplus"],
    };

    public static readonly Rule Log1pOfMinusSigmoid = new("log1p-minus-sigmoid", Stage.Stabilize)
    {
        Form = "Log1p(-Sigmoid(x)) -> -Softplus(x)",
        Pattern = Log1p(-Sigmoid(X)),
        Result = m => -Softplus(m[X]),
        Why = "log(1 - sigmoid(x)) = log(sigmoid(-x)) = -log(1 + e^x); finite where the sigmoid rounds to 1.",
        Benefit = AnyX,
        MayChange = Deviations.Rounding | Deviations.NonFinite,
        Covers = ["log1msigm_to_softplus", "log1p_neg_sigmoid"],
    };

    public static readonly Rule SqrtOfSquare = new("sqrt-of-square", Stage.Stabilize)
    {
        Form = "Sqrt(Square(x)) -> Abs(x)",
        Pattern = Sqrt(Square(X)),
        Result = m => Abs(m[X]),
        Why = "The same number, without over- or underflow of the square.",
        Benefit = "no overflow",
        MayChange = Deviations.Rounding | Deviations.NonFinite,
        Covers = ["local_sqrt_sqr"],
    };

    public static readonly Rule LogOfSquare = new("log-of-square", Stage.Stabilize)
    {
        Form = "Log(Square(x)) -> 2 * Log(Abs(x))",
        Pattern = Log(Square(X)),
        Result = m => 2 * Log(Signs.IsNotNegative(m[X]) ? m[X] : Abs(m[X])),
        Why = "The logarithm of a power, without over- or underflow of the square.",
        Benefit = "no overflow",
        MayChange = Deviations.Rounding | Deviations.NonFinite,
    };

    public static readonly Rule LogOfSqrt = new("log-of-sqrt", Stage.Stabilize)
    {
        Form = "Log(Sqrt(x)) -> 0.5 * Log(x)",
        Pattern = Log(Sqrt(X)),
        Result = m => 0.5 * Log(m[X]),
        Why = "The logarithm of a power; one root less.",
        MayChange = Deviations.Rounding,
        Covers = ["local_log_sqrt"],
    };
}
