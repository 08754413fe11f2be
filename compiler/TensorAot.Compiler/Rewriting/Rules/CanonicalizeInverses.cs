using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using static TensorAot.Compiler.Ops.NodeOperators;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Functions that undo each other, and signs that are known.</summary>
public static class CanonicalizeInverses
{
    private static readonly (Op Outer, Op Inner, Func<Node, Node> Result)[] s_pairs =
    [
        (Hyperbolic.Sinh, Hyperbolic.Arcsinh, x => x),
        (Hyperbolic.Arcsinh, Hyperbolic.Sinh, x => x),
        (Trigonometric.Tan, Trigonometric.Arctan, x => x),
        (Hyperbolic.Arctanh, Hyperbolic.Tanh, x => x),
        (Hyperbolic.Arccosh, Hyperbolic.Cosh, Abs),
        (Transcendental.Log2, Transcendental.Exp2, x => x),
        (ErrorFunctions.Erfinv, ErrorFunctions.Erf, x => x),
        (SpecialFunctions.Erfcinv, ErrorFunctions.Erfc, x => x),
        (LogForms.Logit, Transcendental.Sigmoid, x => x),
        (Transcendental.Sigmoid, LogForms.Logit, x => Within(x, 0, 1)),
        (Transcendental.Expm1, Transcendental.Log1p, x => Within(x, -1, null)),
        (Transcendental.Exp2, Transcendental.Log2, x => Within(x, 0, null)),
        (Hyperbolic.Tanh, Hyperbolic.Arctanh, x => Within(x, -1, 1)),
        (Hyperbolic.Cosh, Hyperbolic.Arccosh, x => Within(x, 1, null)),
        (Trigonometric.Sin, Trigonometric.Arcsin, x => Within(x, -1, 1)),
        (Trigonometric.Cos, Trigonometric.Arccos, x => Within(x, -1, 1)),
        (ErrorFunctions.Erf, ErrorFunctions.Erfinv, x => Within(x, -1, 1)),
        (ErrorFunctions.Erfc, SpecialFunctions.Erfcinv, x => Within(x, 0, 2)),
    ];

    public static readonly Rule InverseFunctions = new("inverse-functions", Stage.Canonicalize)
    {
        Form = "f(g(x)) -> x where g is the inverse of f; NaN where g is not defined: Tanh and Arctanh, Sin(Arcsin(x)), Logit and Sigmoid, ...",
        Pattern = new AnyOfPattern("f(g(x))", [.. s_pairs.Select(p => p.Outer).Distinct()]),
        Condition = m => s_pairs.Any(p => p.Outer == m.Root.Op && p.Inner == m.Root.Inputs[0].Op),
        Result = m => s_pairs.First(p => p.Outer == m.Root.Op && p.Inner == m.Root.Inputs[0].Op).Result(m.Root.Inputs[0].Inputs[0]),
        Why = "Each is the inverse of the other; right also where the inner one over- or underflows or rounds to the end of its range.",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["local_func_inv", "local_sigmoid_logit", "local_logit_sigmoid"],
    };

    public static readonly Rule PolyGammaOfZero = new("digamma", Stage.Canonicalize)
    {
        Form = "PolyGamma(0, x) -> Digamma(x)",
        Pattern = new OpPattern(SpecialFunctions.PolyGamma, 0, X),
        Result = m => Apply(Gammas.Digamma, m[X]),
        Why = "The definition; a program that runs on vectors.",
        MayChange = Deviations.Rounding,
        Covers = ["local_polygamma_to_digamma"],
    };

    public static readonly Rule AbsOfNotNegative = new("abs-of-not-negative", Stage.Canonicalize)
    {
        Form = "Abs(x) -> x, for an x that is never negative: Abs(Exp(x)) -> Exp(x)",
        Pattern = Abs(X),
        Condition = m => IsFloating(m) && Signs.IsNotNegative(m[X]),
        Result = m => m[X],
        Why = "Abs changes nothing without a sign.",
        MayChange = Deviations.SignOfZero,
        Covers = ["local_abs_lift"],
    };

    public static readonly Rule AbsOfScaled = new("abs-of-scaled", Stage.Canonicalize)
    {
        Form = "Abs(c * x) -> |c| * Abs(x); Abs(Exp(x) * y) -> Exp(x) * Abs(y)",
        Pattern = Abs(new AnyOfPattern("product", Arithmetic.Multiply, Arithmetic.Divide)),
        Condition = IsFloating,
        Result = m => WithoutKnownSigns(m.Root.Inputs[0]),
        Why = "The sign of a product is the product of the signs.",
        Covers = ["local_abs_lift"],
    };

    public static readonly Rule ProductOfAbs = new("product-of-abs", Stage.Canonicalize)
    {
        Form = "Abs(x) * Abs(y) -> Abs(x * y); Abs(x) / Abs(y) -> Abs(x / y)",
        Pattern = new AnyOfPattern("product", Arithmetic.Multiply, Arithmetic.Divide),
        Condition = m => IsFloating(m) && m.Root.Inputs.All(i => i.Op == Arithmetic.Abs && m.IsSingleUse(i)) && m.Root.Inputs[0] != m.Root.Inputs[1],
        Result = m => Abs(m.Graph.Add(m.Root.Op, null, m.Root.Inputs.Select(i => i.Inputs[0]))),
        Why = "The sign of a product is the product of the signs; one operation less.",
        Covers = ["local_abs_merge"],
    };

    public static readonly Rule ProductOfPowers = new("product-of-powers", Stage.Canonicalize)
    {
        Form = "Pow(x, y) * Pow(x, z) -> Pow(x, y + z)",
        Pattern = Pow(X, Y) * Pow(X, Z),
        Condition = m => m[Y].Shape == m.Root.Shape || m[Z].Shape == m.Root.Shape || (m[Y].Rank == 0 && m[Z].Rank == 0),
        Result = m => Pow(m[X], m[Y] + m[Z]),
        Why = "The exponents add up; one pow less, and no factor overflows before the product does. At 0 and below it, where a factor is infinite or NaN, it takes the power's own value.",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["local_mul_pow_to_pow_add"],
    };

    public static readonly Rule PowerOfExp = new("power-of-exp", Stage.Canonicalize)
    {
        Form = "Pow(Exp(x), y) -> Exp(x * y)",
        Pattern = Pow(Exp(X), Y),
        Condition = m => m[X].Shape == m.Root.Shape,
        Result = m => Exp(m[X] * m[Y]),
        Why = "The definition of the power; no overflow before the power does.",
        MayChange = Deviations.Rounding | Deviations.NonFinite,
    };

    public static readonly Rule ConstantFirst = new("constant-first", Stage.Canonicalize)
    {
        Form = "x * c -> c * x",
        Pattern = new OpPattern(Arithmetic.Multiply, X, Y),
        Condition = m => Sources.ConstantOf(m.Root.Inputs[1]) is not null && Sources.ConstantOf(m.Root.Inputs[0]) is null,
        Result = m => m.Root.Inputs[1] * m.Root.Inputs[0],
        Why = "Multiplication is commutative; in one order equal products are one value.",
    };

    private static Node? WithoutKnownSigns(Node x)
    {
        bool outside(Node i) => Signs.IsNotNegative(i) || Constants.ValueOf(i) is { };
        Node a = x.Inputs[0], b = x.Inputs[1];
        if (!outside(a) && !outside(b))
            return null;
        Node Bare(Node i) => Constants.ValueOf(i) is { } c ? Constant(i, Math.Abs(c.ToDouble())) : outside(i) ? i : Abs(i);
        return x.Graph.Add(x.Op, null, [Bare(a), Bare(b)]);
    }

    /// <summary>x in an interval, and NaN outside it.</summary>
    private static Node Within(Node x, double low, double? high)
    {
        Node inside = high == -low ? LessEqual(Abs(x), Constant(x, -low)) : GreaterEqual(x, Constant(x, low));
        if (high is { } limit && limit != -low)
            inside = And(inside, LessEqual(x, Constant(x, limit)));
        return Where(inside, x, Constant(x, double.NaN));
    }
}
