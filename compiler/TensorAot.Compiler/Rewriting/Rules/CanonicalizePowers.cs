using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Rewriting.Algebra;
using static TensorAot.Compiler.Ops.NodeOperators;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Powers with constant exponents, and functions that undo each other.</summary>
public static class CanonicalizePowers
{
    public static readonly Rule PowerZero = new("power-zero", Stage.Canonicalize)
    {
        Form = "Pow(x, 0) -> 1",
        Pattern = Pow(X, 0),
        Result = m => m.Constant(1),
        Why = "IEEE 754 defines pow(x, 0) = 1 for every x, NaN included.",
        Covers = ["local_pow_canonicalize"],
    };

    public static readonly Rule PowerOne = new("power-one", Stage.Canonicalize)
    {
        Form = "Pow(x, 1) -> x",
        Pattern = Pow(X, 1),
        Result = m => m[X],
        Why = "The definition of a power.",
        Covers = ["local_pow_canonicalize"],
    };

    public static readonly Rule PowerTwo = new("power-two", Stage.Canonicalize)
    {
        Form = "Pow(x, 2) -> Square(x)",
        Pattern = Pow(X, 2),
        Result = m => Square(m[X]),
        Why = "The definition of a power; the square is correctly rounded.",
        MayChange = Deviations.Rounding,
        Covers = ["local_pow_specialize"],
    };

    public static readonly Rule PowerMinusOne = new("power-minus-one", Stage.Canonicalize)
    {
        Form = "Pow(x, -1) -> 1 / x",
        Pattern = Pow(X, -1),
        Result = m => 1 / m[X],
        Why = "The definition of a power; the quotient is correctly rounded, and signed at signed zeros as pow is.",
        MayChange = Deviations.Rounding,
        Covers = ["local_pow_specialize", "local_reciprocal_canon", "local_inv_canon"],
    };

    public static readonly Rule PowerHalf = new("power-half", Stage.Canonicalize)
    {
        Form = "Pow(x, 0.5) -> Sqrt(x)",
        Pattern = Pow(X, 0.5),
        Result = m => Sqrt(m[X]),
        Why = "The same number, correctly rounded. pow(-infinity, 0.5) is +infinity where the root is NaN, and pow(-0, 0.5) is +0; as Theano does.",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["local_pow_specialize"],
    };

    public static readonly Rule LogOfExp = new("log-of-exp", Stage.Canonicalize)
    {
        Form = "Log(Exp(x)) -> x",
        Pattern = Log(Exp(X)),
        Result = m => m[X],
        Why = "Each is the inverse of the other; right also where e^x over- or underflows.",
        Benefit = "no overflow",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["local_func_inv", "local_exp_log"],
    };

    public static readonly Rule ExpOfLog = new("exp-of-log", Stage.Canonicalize)
    {
        Form = "Exp(Log(x)) -> Where(x >= 0, x, NaN)",
        Pattern = Exp(Log(X)),
        Result = m => WhereNotNegative(m[X]),
        Why = "Each is the inverse of the other where the logarithm is defined; for x < 0 it stays NaN.",
        MayChange = Deviations.Rounding | Deviations.SignOfZero,
        Covers = ["local_exp_log_nan_switch", "local_exp_log", "local_func_inv"],
    };

    public static readonly Rule SquareOfSqrt = new("square-of-sqrt", Stage.Canonicalize)
    {
        Form = "Square(Sqrt(x)) -> Where(x >= 0, x, NaN)",
        Pattern = Square(Sqrt(X)),
        Result = m => WhereNotNegative(m[X]),
        Why = "Each is the inverse of the other where the root is defined; for x < 0 it stays NaN.",
        MayChange = Deviations.Rounding | Deviations.SignOfZero,
        Covers = ["local_sqrt_sqr"],
    };

    public static readonly Rule Log1pOfExpm1 = new("log1p-of-expm1", Stage.Canonicalize)
    {
        Form = "Log1p(Expm1(x)) -> x",
        Pattern = Log1p(Expm1(X)),
        Result = m => m[X],
        Why = "Each is the inverse of the other; right also where e^x over- or underflows.",
        MayChange = Deviations.Rounding | Deviations.NonFinite,
        Covers = ["local_func_inv", "local_exp_log"],
    };

    private static Node WhereNotNegative(Node x) =>
        Signs.IsNotNegative(x) ? x : Where(GreaterEqual(x, Constant(x, 0)), x, Constant(x, double.NaN));
}
