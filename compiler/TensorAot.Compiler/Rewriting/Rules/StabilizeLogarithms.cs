using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using static TensorAot.Compiler.Ops.NodeOperators;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Logarithms of sums and products, whose arguments over- or underflow where the logarithm does not.</summary>
public static class StabilizeLogarithms
{
    private const string AnyX = "stable for any x";

    public static readonly Rule LogOfProduct = new("logarithm-of-product", Stage.Stabilize)
    {
        Form = "Log(c * Exp(x) * y) -> x + Log(c * y); also sigmoids, softmax, sums of exponentials, Prod, Cosh, Erfc, powers and roots",
        Pattern = Log(X),
        Result = m => StableLogarithms.OfProduct(m[X]),
        Why = "The logarithm of a product is the sum of the logarithms; only where a factor that is never negative has one that is finite where the factor over- or underflows.",
        Benefit = "no over- or underflow",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["local_log_prod_sqr", "local_log_pow", "local_log_sqrt", "local_log_prod_to_sum_log", "local_log_div", "local_log_erfc"],
    };

    public static readonly Rule LogOfProd = new("log-of-prod", Stage.Stabilize)
    {
        Form = "Log(Prod(x)) -> Where(Prod(Sign(x)) >= 0, Sum(Log(Abs(x))), NaN)",
        Pattern = Log(new OpPattern(Reduction.Prod, X)),
        Condition = m => IsFloating(m) && !Signs.IsNotNegative(m[X]),
        Result = m =>
        {
            object? axes = m.Root.Inputs[0].Attribute;
            Graphs.Node sign = m.Graph.Add(Reduction.Prod, axes, Sign(m[X])), sum = m.Graph.Add(Reduction.Sum, axes, Log(Abs(m[X])));
            return Where(GreaterEqual(sign, Constant(sign, 0)), sum, Constant(sum, double.NaN));
        },
        Why = "The logarithm of a product of many over- or underflows long before the sum of the logarithms; NaN where the product is negative, as before.",
        Benefit = "no over- or underflow",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["local_log_prod_to_sum_log"],
    };

    public static readonly Rule LogOfExponentialSum = new("log-add-exp", Stage.Stabilize)
    {
        Form = "Log(Exp(x) + Exp(y)) -> LogAddExp(x, y); Log(c + Exp(x)) -> log(c) + Softplus(x - log(c))",
        Pattern = Log(X + Y),
        // 1 + Exp(x) is Softplus by its own rules, which users know by name.
        Condition = m => !Constants.Is(m[X], 1) && !Constants.Is(m[Y], 1),
        Result = m => LogarithmOfSum.Of(m.Root.Inputs[0]),
        Why = "The definition of logAddExp, which takes the larger exponent out first.",
        Benefit = AnyX,
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["local_log_add_exp", "local_log_add"],
    };

    public static readonly Rule LogOfExponentialDifference = new("log-diff-exp", Stage.Stabilize)
    {
        Form = "Log(Exp(x) - Exp(y)) -> x + Log1mexp(y - x)",
        Pattern = Log(X - Y),
        Result = m => LogarithmOfSum.OfDifference(m.Root.Inputs[0]) is var (a, b) ? a.Build() + Log1mexp(b.Plus(a, -1).Build()) : null,
        Why = "e^x - e^y = e^x (1 - e^(y-x)); no exponential overflows, and equal ones do not cancel.",
        Benefit = AnyX,
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["log_diff_exp", "logdiffexp_to_log1mexpdiff", "logmexpm1_to_log1mexp"],
    };

    public static readonly Rule Log1pOfExponentials = new("log1p-of-exponentials", Stage.Stabilize)
    {
        Form = "Log1p(c * Exp(x)) -> Softplus(x + log(c)); Log1p(Exp(x) + Exp(y)) -> Softplus(LogAddExp(x, y))",
        Pattern = Log1p(X),
        Result = m => LogarithmOf(m[X]) is { } logarithm ? Softplus(logarithm) : null,
        Why = "log(1 + e^l) with l the logarithm of the argument.",
        Benefit = AnyX,
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["local_log1p_plusminus_exp"],
    };

    public static readonly Rule Log1pOfComplement = new("log1p-of-complement", Stage.Stabilize)
    {
        Form = "Log1p(-Exp(x)) -> Log1mexp(x); Log1p(-Sigmoid(x)) -> -Softplus(x); Log1p(Tanh(x)) -> -Log1p(Expm1(-2 * x) / 2) for x >= 0, by symmetry below; Log1p(-Erf(x)) -> Log(Erfc(x)) where that is less than 1/2",
        Pattern = Log1p(X),
        Result = m => OfComplement(m[X]),
        Why = "1 + x is another function, which is exact where it is small; where x is small, Log1p is.",
        Benefit = AnyX,
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["log1pmexp_to_log1mexp", "log1p_neg_sigmoid", "local_log1p_plusminus_exp"],
    };

    public static readonly Rule LogOfBessel = new("log-of-bessel", Stage.Stabilize)
    {
        Form = "Log(BesselI(n, x)) -> Log(BesselIe(n, x)) + Abs(x)",
        Pattern = Log(new OpPattern(Ops.SpecialFunctions.BesselI, X, Y)),
        Result = m => Log(Apply(Ops.SpecialFunctions.BesselIe, m[X], m[Y])) + Abs(m[Y]),
        Why = "BesselIe(n, x) = e^-|x| BesselI(n, x), which does not overflow for |x| > 713.",
        Benefit = "no overflow",
        MayChange = Deviations.Rounding | Deviations.NonFinite,
        Covers = ["local_log_iv"],
    };

    public static readonly Rule LogOfOdds = new("logit", Stage.Stabilize)
    {
        Form = "Log(x / (1 - x)) -> Logit(x)",
        Pattern = Log(X / (1 - X)),
        Result = m => Apply(LogForms.Logit, m[X]),
        Why = "The definition of logit, which is exact near 1/2 and at both ends.",
        Benefit = "exact in (0, 1)",
        MayChange = Deviations.Rounding | Deviations.SignOfZero,
        Covers = ["local_logit_sigmoid"],
    };

    public static readonly Rule LogOfRatioAboutOne = new("arctanh", Stage.Stabilize)
    {
        Form = "Log((1 + x) / (1 - x)) -> 2 * Arctanh(x)",
        Pattern = Log((1 + X) / (1 - X)),
        Result = m => 2 * Arctanh(m[X]),
        Why = "The definition of the inverse hyperbolic tangent, which keeps the digits of small x. Beyond -1 and 1 both are NaN.",
        Benefit = "exact for small x",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
    };

    public static readonly Rule LogOfArcsinh = new("arcsinh", Stage.Stabilize)
    {
        Form = "Log(x + Sqrt(Square(x) + 1)) -> Arcsinh(x)",
        Pattern = Log(X + Sqrt(1 + Square(X))),
        Result = m => Arcsinh(m[X]),
        Why = "The definition of the inverse hyperbolic sine, which keeps the digits of small and of negative x and does not overflow.",
        Benefit = AnyX,
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
    };

    private static Graphs.Node? LogarithmOf(Graphs.Node x) =>
        x.Op == Transcendental.Exp ? null : LogarithmOfSum.OfTerm(x) is { Constant: null } form ? form.Build() : LogarithmOfSum.Of(x);

    /// <summary>log(1 + x) where 1 + x is a function of its own: of that below 1/2, of x above.</summary>
    private static Graphs.Node? OfComplement(Graphs.Node x)
    {
        if (x.Op == Arithmetic.Negate && x.Inputs[0].Op == Transcendental.Exp)
            return Log1mexp(x.Inputs[0].Inputs[0]);
        if (x.Op == Arithmetic.Negate && x.Inputs[0].Op == Transcendental.Sigmoid)
            return -Softplus(x.Inputs[0].Inputs[0]);
        if (x.Op == Hyperbolic.Tanh || (x.Op == Arithmetic.Negate && x.Inputs[0].Op == Hyperbolic.Tanh))
            return OfTanh(x.Op == Hyperbolic.Tanh ? x.Inputs[0] : SumForm.Negated(x.Inputs[0].Inputs[0]));
        Graphs.Node sum = x.Op == Arithmetic.Negate ? 1 - x.Inputs[0] : 1 + x;
        if ((ExponentialSums.TryCombine(sum) ?? ErrorComplements.TryMerge(sum)) is not { } complement)
            return null;
        Graphs.Node isSmall = Less(x, Constant(x, -0.5));
        return Where(isSmall, Log(complement), Log1p(Where(isSmall, Constant(x, 0), x)));
    }

    /// <summary>1 + tanh(x) = 2 / (1 + e^-2x) = 2 e^2x / (1 + e^2x). Abs would lose the second derivative at 0.</summary>
    private static Graphs.Node OfTanh(Graphs.Node x)
    {
        Graphs.Node isNegative = Less(x, Constant(x, 0)), twice = 2 * x;
        return Where(isNegative, twice, Constant(x, 0)) - Log1p(0.5 * Expm1(Where(isNegative, twice, -twice)));
    }
}
