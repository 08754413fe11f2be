using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using static TensorAot.Compiler.Ops.NodeOperators;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Sums whose terms cancel, and the function or formula that does not.</summary>
public static class StabilizeDifferences
{
    private static readonly Pattern s_sum = new AnyOfPattern("sum", Arithmetic.Add, Arithmetic.Subtract);
    private static readonly Pattern s_root = Sqrt(1 + X);

    public static readonly Rule ErrorComplement = new("erf-complement", Stage.Stabilize)
    {
        Form = "1 - Erf(x) -> Erfc(x); 1 + Erf(x) -> Erfc(-x); 1 - Erfc(x) -> Erf(x); 2 - Erfc(x) -> Erfc(-x); with any common factor",
        Pattern = s_sum,
        Condition = IsFloating,
        Result = m => ErrorComplements.TryMerge(m.Root),
        Why = "The definition of erfc and the symmetry of erf; the difference would cancel where the function is near the number.",
        Benefit = "exact in the tails",
        MayChange = Deviations.Rounding | Deviations.SignOfZero,
        Covers =
        [
            "local_one_minus_erf", "local_one_minus_erf2", "local_one_plus_erf", "local_one_plus_neg_erf", "local_one_minus_erfc", "local_one_minus_erfc2",
            "local_one_minus_erfc3", "local_one_add_neg_erfc", "local_erf_minus_one", "local_erf_neg_minus_one", "local_erf_neg_minus_one2",
        ],
    };

    public static readonly Rule HalfAngle = new("half-angle", Stage.Stabilize)
    {
        Form = "1 - Cos(x) -> 2 * Square(Sin(x / 2)); Cosh(x) - 1 -> 2 * Square(Sinh(x / 2))",
        Pattern = s_sum,
        Condition = IsFloating,
        Result = m => ErrorComplements.HalfAngle(m.Root),
        Why = "The formulas for half an angle; for small x the difference would cancel.",
        Benefit = "exact for small x",
        MayChange = Deviations.Rounding | Deviations.SignOfZero,
    };

    public static readonly Rule RootMinusOne = new("sqrt-minus-one", Stage.Stabilize)
    {
        Form = "Sqrt(1 + x) - 1 -> x / (1 + Sqrt(1 + x))",
        Pattern = s_root - 1,
        Result = m => m[X] / (1 + m[s_root]),
        Why = "The difference of two squares; for small x the roots would cancel. At infinity it is infinity / infinity, so NaN.",
        Benefit = "exact for small x",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
    };

    public static readonly Rule SoftplusReflection = new("softplus-reflection", Stage.Stabilize)
    {
        Form = "Softplus(x) - Softplus(-x) -> x; Softplus(-x) + x -> Softplus(x); Maximum(x, 0) + Softplus(-Abs(x)) -> Softplus(x)",
        Pattern = s_sum,
        Condition = IsFloating,
        Result = m => SoftplusSums.TryMerge(m.Root),
        Why = "log(1 + e^x) = x + log(1 + e^-x); nothing cancels any more.",
        Benefit = "stable for any x",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
    };

    public static readonly Rule SechSquared = new("sech-squared", Stage.Stabilize)
    {
        Form = "1 - Square(Tanh(x)) -> 1 / Square(Cosh(x)), where the Tanh has no other use",
        Pattern = 1 - Square(new OpPattern(Hyperbolic.Tanh, X)),
        Condition = m => m.IsSingleUse(m.Root.Inputs[1].Inputs[0]),
        Result = m => 1 / Square(Cosh(m[X])),
        Why = "cosh^2 - sinh^2 = 1; the difference would be 0 from |x| = 19 on. With the Tanh at hand it is the cheaper form and stays.",
        MayChange = Deviations.Rounding,
    };

    public static readonly Rule Variance = new("variance", Stage.Stabilize)
    {
        Form = "Sum(Square(x)) / n - Square(Sum(x) / n) -> Var(x); with any common factor",
        Pattern = s_sum,
        Condition = IsFloating,
        Result = m => Moments.TryMerge(m.Root),
        Why = "The mean of the squares less the square of the mean cancels where the mean is large; two passes do not.",
        Benefit = "exact for a large mean",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
    };
}
