using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Selections, comparisons, logic and conversions whose outcome is known.</summary>
public static class CanonicalizeSelection
{
    private static readonly Pattern s_true = new ConstantPattern("true", v => v != 0);
    private static readonly Pattern s_false = new ConstantPattern("false", v => v == 0);
    private static readonly Pattern s_inner = new OpPattern(Conversion.Cast, X);

    public static readonly Rule WhereTrue = new("where-true", Stage.Canonicalize)
    {
        Form = "Where(true, x, y) -> x",
        Pattern = new OpPattern(Logic.Where, s_true, X, Y),
        Result = m => m[X],
        Why = "The condition is known.",
        Covers = ["local_useless_switch", "local_remove_switch_const_cond"],
    };

    public static readonly Rule WhereFalse = new("where-false", Stage.Canonicalize)
    {
        Form = "Where(false, x, y) -> y",
        Pattern = new OpPattern(Logic.Where, s_false, X, Y),
        Result = m => m[Y],
        Why = "The condition is known.",
        Covers = ["local_useless_switch"],
    };

    public static readonly Rule WhereSame = new("where-same", Stage.Canonicalize)
    {
        Form = "Where(c, x, x) -> x",
        Pattern = new OpPattern(Logic.Where, Z, X, X),
        Result = m => m[X],
        Why = "Both outcomes are the same value.",
        Covers = ["local_useless_switch"],
    };

    public static readonly Rule WhereNot = new("where-not", Stage.Canonicalize)
    {
        Form = "Where(!c, x, y) -> Where(c, y, x)",
        Pattern = new OpPattern(Logic.Where, new OpPattern(Logic.Not, Z), X, Y),
        Result = m => Where(m[Z], m[Y], m[X]),
        Why = "The outcomes change places.",
    };

    public static readonly Rule MinimumOfSame = new("minimum-of-same", Stage.Canonicalize)
    {
        Form = "Minimum(x, x) -> x",
        Pattern = Minimum(X, X),
        Result = m => m[X],
        Why = "The smaller of two equal values.",
        Covers = ["local_useless_elemwise_comparison"],
    };

    public static readonly Rule MaximumOfSame = new("maximum-of-same", Stage.Canonicalize)
    {
        Form = "Maximum(x, x) -> x",
        Pattern = Maximum(X, X),
        Result = m => m[X],
        Why = "The larger of two equal values.",
        Covers = ["local_useless_elemwise_comparison"],
    };

    public static readonly Rule NotTwice = new("not-twice", Stage.Canonicalize)
    {
        Form = "!!x -> x",
        Pattern = new OpPattern(Logic.Not, new OpPattern(Logic.Not, X)),
        Result = m => m[X],
        Why = "Not is its own inverse.",
    };

    public static readonly Rule AndOfSame = new("and-of-same", Stage.Canonicalize)
    {
        Form = "x & x -> x",
        Pattern = new OpPattern(Logic.And, X, X),
        Result = m => m[X],
        Why = "And is idempotent.",
        Covers = ["local_useless_elemwise"],
    };

    public static readonly Rule OrOfSame = new("or-of-same", Stage.Canonicalize)
    {
        Form = "x | x -> x",
        Pattern = new OpPattern(Logic.Or, X, X),
        Result = m => m[X],
        Why = "Or is idempotent.",
        Covers = ["local_useless_elemwise"],
    };

    public static readonly Rule CastToSame = new("cast-to-same", Stage.Canonicalize)
    {
        Form = "Cast<T>(x) -> x",
        Pattern = new OpPattern(Conversion.Cast, X),
        Condition = m => m[X].DType == m.Root.DType,
        Result = m => m[X],
        Why = "x has the element type already.",
        Covers = ["local_cast_cast"],
    };

    public static readonly Rule CastOfCast = new("cast-of-cast", Stage.Canonicalize)
    {
        Form = "Cast<T>(Cast<U>(x)) -> Cast<T>(x)",
        Pattern = new OpPattern(Conversion.Cast, s_inner),
        Condition = m => IsLossless(m[X].DType, m[s_inner].DType, m.Root.DType),
        Result = m => Cast(m[X], m.Root.DType),
        Why = "U holds every value of x, and the conversion from U to T means the same as the one from x's type.",
        Covers = ["local_cast_cast"],
    };

    public static readonly Rule GradientEditing = new("gradient-editing", Stage.Canonicalize)
    {
        Form = "GradClip(x), GradScale(x), CustomGradient(x, ...) -> x",
        Pattern = new AnyOfPattern("f(x)", op => op.EditsGradient),
        Result = m => m.Root.Inputs[0],
        Why = "Derivatives have been taken by now.",
        IsRequired = true,
    };

    public static readonly Rule StopGradient = new("stop-gradient", Stage.Canonicalize)
    {
        Form = "StopGradient(x) -> x",
        Pattern = new OpPattern(Conversion.StopGradient, X),
        Result = m => m[X],
        Why = "Derivatives are taken before rewriting; nothing is left to stop.",
        IsRequired = true,
    };

    /// <summary>Whether a value survives the way over another type and arrives as it would directly.</summary>
    private static bool IsLossless(DType from, DType over, DType to) =>
        Holds(over, from)
        // Integers wrap into a narrower integer, floats saturate: over a float the way is another unless the target holds all values.
        && (from.IsFloating() || !over.IsFloating() || to.IsFloating() || Holds(to, from));

    private static bool Holds(DType wide, DType narrow) => wide == narrow || (narrow, wide) switch
    {
        (DType.Bool, _) => true,
        (DType.UInt8, not DType.Bool) => true,
        (DType.Int32, DType.Int64 or DType.Float64) => true,
        (DType.Float32, DType.Float64) => true,
        _ => false,
    };
}
