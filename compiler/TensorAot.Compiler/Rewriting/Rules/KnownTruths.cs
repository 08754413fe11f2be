using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using static TensorAot.Compiler.Ops.NodeOperators;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Comparisons and logic whose outcome is known, or that one operation says.</summary>
public static class KnownTruths
{
    private static readonly Pattern s_true = new ConstantPattern("true", v => v == 1);
    private static readonly Pattern s_false = new ConstantPattern("false", v => v == 0);
    private static readonly Pattern s_not = new OpPattern(Logic.Not, X);
    private static readonly Pattern s_equal = new OpPattern(Comparison.Equal, X, Y);
    private static readonly Pattern s_notEqual = new OpPattern(Comparison.NotEqual, X, Y);
    private static readonly Pattern s_comparison =
        new AnyOfPattern("comparison", Comparison.Less, Comparison.LessEqual, Comparison.Greater, Comparison.GreaterEqual, Comparison.Equal, Comparison.NotEqual);
    private static readonly Pattern s_order = new AnyOfPattern("order", Comparison.Less, Comparison.LessEqual, Comparison.Greater, Comparison.GreaterEqual);

    public static readonly Rule ComparisonOfSizes = new("comparison-of-sizes", Stage.Canonicalize)
    {
        Form = "n >= 0 -> true; Arange(n) < n -> true; n + 1 == n -> false",
        Pattern = s_comparison,
        Result = m => Intervals.Truth(m.Root) is { } truth ? m.Constant(truth ? 1 : 0) : null,
        Why = "A size is at least 0 and does not wrap, and a position is less than its size.",
        Covers = ["local_useless_elemwise_comparison"],
    };

    public static readonly Rule ComparisonWithSelf = new("comparison-with-self", Stage.Canonicalize)
    {
        Form = "x < x -> false; x > x -> false; of integers also x == x, x <= x, x >= x -> true and x != x -> false",
        Pattern = s_comparison,
        Condition = m => m.Root.Inputs[0] == m.Root.Inputs[1],
        Result = m => WithSelf(m.Root),
        Why = "No value is less or greater than itself, NaN included; every integer equals itself, and NaN does not.",
        Covers = ["local_useless_elemwise_comparison", "local_useless_elemwise"],
    };

    public static readonly Rule NotEqual = new("not-equal", Stage.Canonicalize)
    {
        Form = "!(x == y) -> x != y",
        Pattern = new OpPattern(Logic.Not, s_equal),
        Result = m => NodeOperators.NotEqual(m[X], m[Y]),
        Why = "The definition, for NaN too.",
    };

    public static readonly Rule NotNotEqual = new("not-not-equal", Stage.Canonicalize)
    {
        Form = "!(x != y) -> x == y",
        Pattern = new OpPattern(Logic.Not, s_notEqual),
        Result = m => Equal(m[X], m[Y]),
        Why = "The definition, for NaN too.",
    };

    public static readonly Rule NotOrder = new("not-order", Stage.Canonicalize)
    {
        Form = "!(x < y) -> x >= y (integers); also <=, >, >=",
        Pattern = new OpPattern(Logic.Not, s_order),
        Condition = m => !m[s_order].Inputs[0].DType.IsFloating(),
        Result = m => Opposite(m[s_order]),
        Why = "Integers are ordered; with NaN both comparisons are false.",
    };

    public static readonly Rule AndFalse = new("and-false", Stage.Canonicalize)
    {
        Form = "x & 0 -> 0",
        Pattern = new OpPattern(Logic.And, X, s_false),
        Result = m => m.Constant(0),
        Why = "No bit is set in both.",
        Covers = ["local_useless_elemwise"],
    };

    public static readonly Rule AndTrue = new("and-true", Stage.Canonicalize)
    {
        Form = "x & true -> x; x & -1 -> x",
        Pattern = new OpPattern(Logic.And, X, new ConstantPattern("all bits", v => v is 1 or -1 or 255)),
        Condition = m => IsAllBits(m.Root),
        Result = m => m[X],
        Why = "Every bit of x is kept.",
        Covers = ["local_useless_elemwise"],
    };

    public static readonly Rule OrFalse = new("or-false", Stage.Canonicalize)
    {
        Form = "x | 0 -> x",
        Pattern = new OpPattern(Logic.Or, X, s_false),
        Result = m => m[X],
        Why = "No bit is added.",
        Covers = ["local_useless_elemwise"],
    };

    public static readonly Rule OrTrue = new("or-true", Stage.Canonicalize)
    {
        Form = "x | true -> true",
        Pattern = new OpPattern(Logic.Or, X, s_true),
        Condition = m => m.Root.DType == DType.Bool,
        Result = m => m.Constant(1),
        Why = "One of them holds.",
        Covers = ["local_useless_elemwise"],
    };

    public static readonly Rule XorFalse = new("xor-false", Stage.Canonicalize)
    {
        Form = "x ^ 0 -> x",
        Pattern = new OpPattern(Logic.Xor, X, s_false),
        Result = m => m[X],
        Why = "No bit is turned.",
        Covers = ["local_useless_elemwise"],
    };

    public static readonly Rule XorTrue = new("xor-true", Stage.Canonicalize)
    {
        Form = "x ^ true -> !x",
        Pattern = new OpPattern(Logic.Xor, X, s_true),
        Condition = m => m.Root.DType == DType.Bool,
        Result = m => Not(m[X]),
        Why = "The bit is turned.",
        Covers = ["local_useless_elemwise"],
    };

    public static readonly Rule XorOfSame = new("xor-of-same", Stage.Canonicalize)
    {
        Form = "x ^ x -> 0",
        Pattern = new OpPattern(Logic.Xor, X, X),
        Result = m => m.Constant(0),
        Why = "Equal bits cancel.",
        Covers = ["local_useless_elemwise"],
    };

    public static readonly Rule AndNot = new("and-not", Stage.Canonicalize)
    {
        Form = "x & !x -> false",
        Pattern = new OpPattern(Logic.And, X, s_not),
        Result = m => m.Constant(0),
        Why = "A condition and its opposite do not hold together.",
    };

    public static readonly Rule OrNot = new("or-not", Stage.Canonicalize)
    {
        Form = "x | !x -> true",
        Pattern = new OpPattern(Logic.Or, X, s_not),
        Result = m => m.Constant(1),
        Why = "A condition or its opposite holds.",
    };

    public static readonly Rule TruthOfCast = new("truth-of-cast", Stage.Canonicalize)
    {
        Form = "Cast<T>(b) != 0 -> b, for a truth value b; also == 1, > 0, and == 0 -> !b",
        Pattern = new AnyOfPattern("comparison", Comparison.Equal, Comparison.NotEqual, Comparison.Greater),
        Condition = m => m.Root.Inputs[0].Op == Conversion.Cast && m.Root.Inputs[0].Inputs[0].DType == DType.Bool,
        Result = m => OfCast(m.Root, m.Root.Inputs[0].Inputs[0]),
        Why = "A truth value is 1 or 0 as a number.",
    };

    public static readonly Rule FoldOfTruth = new("fold-of-truth", Stage.Canonicalize)
    {
        Form = "Any(false) -> false; All(true) -> true",
        Pattern = new AnyOfPattern("fold", Reduction.Any, Reduction.All),
        Condition = m => Constants.ValueOf(m.Root.Inputs[0]) is { } value && (value.Bits != 0) == (m.Root.Op == Reduction.All),
        Result = m => m.Constant(m.Root.Op == Reduction.All ? 1 : 0),
        Why = "The value of nothing is the same, so how many there are does not count.",
        Covers = ["local_opt_alloc"],
    };

    public static readonly Rule AssertThatHolds = new("assert-that-holds", Stage.Canonicalize)
    {
        Form = "Assert(x, true) -> x",
        Pattern = new OpPattern(Checks.Assert, X, s_true),
        Result = m => m[X],
        Held = m => [m.Root],
        Why = "The condition is known to hold, so the check never fails.",
        Covers = ["local_remove_useless_assert"],
    };

    /// <summary>The outcome of comparing a value with itself, where NaN does not decide it.</summary>
    private static Node? WithSelf(Node comparison)
    {
        if (comparison.Op == Comparison.Less || comparison.Op == Comparison.Greater || (comparison.Op == Comparison.NotEqual && !comparison.Inputs[0].DType.IsFloating()))
            return Constants.Of(comparison.Graph, DType.Bool, 0);
        return comparison.Inputs[0].DType.IsFloating() ? null : Constants.Of(comparison.Graph, DType.Bool, 1);
    }

    private static bool IsAllBits(Node and) => and.Inputs.Any(i => Constants.ValueOf(i) is { } value && value.ToDouble() == (and.DType == DType.Bool ? 1 : and.DType == DType.UInt8 ? 255 : -1));

    private static Node Opposite(Node order)
    {
        (Node a, Node b) = (order.Inputs[0], order.Inputs[1]);
        return order.Op == Comparison.Less ? GreaterEqual(a, b)
            : order.Op == Comparison.LessEqual ? Greater(a, b)
            : order.Op == Comparison.Greater ? LessEqual(a, b)
            : Less(a, b);
    }

    private static Node? OfCast(Node comparison, Node truth)
    {
        bool isZero = Constants.Is(comparison.Inputs[1], 0), isOne = Constants.Is(comparison.Inputs[1], 1);
        return comparison.Op == Comparison.Equal ? isOne ? truth : isZero ? Not(truth) : null
            : comparison.Op == Comparison.NotEqual ? isZero ? truth : isOne ? Not(truth) : null
            : isZero ? truth : null;
    }
}
