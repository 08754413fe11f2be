using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Reductions that see through what does not change their answer, or that can go first so that the rest is done once.</summary>
public static class ReductionsOfFunctions
{
    private const int LargestCount = 512, MostParts = 8;

    /// <summary>Functions of all numbers that never fall; NaN stays NaN.</summary>
    private static readonly HashSet<Op> s_increasing =
    [
        Transcendental.Exp, Transcendental.Exp2, Transcendental.Expm1, Transcendental.Sigmoid, Transcendental.Softplus,
        Hyperbolic.Tanh, Hyperbolic.Sinh, Hyperbolic.Arcsinh, Trigonometric.Arctan, ErrorFunctions.Erf,
    ];

    private static readonly Pattern s_extreme = new AnyOfPattern("extreme", Reduction.Max, Reduction.Min);

    public static readonly Rule ExtremeOfNegative = new("extreme-of-negative", Stage.Specialize)
    {
        Form = "Max(-x) -> -Min(x); Min(-x) -> -Max(x)",
        Pattern = s_extreme,
        Condition = m => Patterns.IsFloating(m) && m.Root.Inputs[0].Op == Arithmetic.Negate && m.IsSingleUse(m.Root.Inputs[0]),
        Result = m => -Opposite(m.Root, m.Root.Inputs[0].Inputs[0]),
        Why = "Negation turns the order around; NaN stays NaN.",
        MayChange = Deviations.SignOfZero,
        Covers = ["local_max_to_min"],
    };

    public static readonly Rule ExtremeOfScaled = new("extreme-of-scaled", Stage.Specialize)
    {
        Form = "Max(c * x) -> c * Max(x), c * Min(x) for c < 0; also Min and x / c",
        Pattern = s_extreme,
        Condition = m => Patterns.IsFloating(m) && m.IsSingleUse(m.Root.Inputs[0]),
        Result = m => OfScaled(m.Root),
        Why = "Multiplication with a number keeps or turns the order around, also of what is rounded.",
        MayChange = Deviations.SignOfZero,
    };

    public static readonly Rule ExtremeOfShifted = new("extreme-of-shifted", Stage.Specialize)
    {
        Form = "Max(x + y) -> Max(x) + y, for y that does not vary along the axes; also Min and x - y",
        Pattern = s_extreme,
        Condition = m => Patterns.IsFloating(m) && m.IsSingleUse(m.Root.Inputs[0]),
        Result = m => OfShifted(m.Root),
        Why = "Addition keeps the order, also of what is rounded; infinity no longer meets the opposite infinity of an element that is not chosen.",
        MayChange = Deviations.NonFinite | Deviations.SignOfZero,
    };

    public static readonly Rule ExtremeOfIncreasing = new("extreme-of-increasing", Stage.Specialize)
    {
        Form = "Max(f(x)) -> f(Max(x)), for f = Exp, Exp2, Expm1, Sigmoid, Softplus, Tanh, Sinh, Arcsinh, Arctan, Erf; also Min",
        Pattern = s_extreme,
        Condition = m => s_increasing.Contains(m.Root.Inputs[0].Op) && m.IsSingleUse(m.Root.Inputs[0]),
        Result = m => m.Graph.Add(m.Root.Inputs[0].Op, m.Root.Inputs[0].Attribute, m.Graph.Add(m.Root.Op, m.Root.Attribute, m.Root.Inputs[0].Inputs[0])),
        Why = "A function that never falls takes the largest element to the largest value; it is computed once.",
        MayChange = Deviations.Rounding | Deviations.SignOfZero,
    };

    public static readonly Rule ArgMaxOfIncreasing = new("argmax-of-increasing", Stage.Canonicalize)
    {
        Form = "ArgMax(Softmax(x)) -> ArgMax(x); also LogSoftmax, c * x for c > 0, x + y for y that does not vary along the axis, Exp, Sigmoid, Tanh, ...",
        Pattern = new OpPattern(Reduction.ArgMax, Patterns.X),
        Condition = m => m[Patterns.X].DType.IsFloating(),
        Result = m => BelowIncreasing(m.Root, m[Patterns.X]) is { } x ? m.Graph.Add(Reduction.ArgMax, m.Root.Attribute, x) : null,
        Why = "The order stays; of elements that rounding had made equal the largest is found instead of the first.",
        Benefit = "not computed",
        MayChange = Deviations.Rounding | Deviations.NonFinite,
        Covers = ["local_argmax_pushdown"],
    };

    public static readonly Rule ProdOfScaled = new("prod-of-scaled", Stage.Canonicalize)
    {
        Form = "Prod(c * x) -> c^n * Prod(x), for n known up to 512 elements and c that does not vary along the axes",
        Pattern = new OpPattern(Reduction.Prod, Patterns.X),
        Condition = m => Patterns.IsFloating(m) && m[Patterns.X].Op.Kind == OpKind.Elementwise,
        Result = m => OfScaledProd(m.Root),
        Why = "Each factor is applied once to the product; not where a power of a number over- or underflows.",
        MayChange = Deviations.Rounding | Deviations.NonFinite,
        Covers = ["local_sum_prod_mul_by_scalar", "local_sum_prod_of_mul_or_div"],
    };

    public static readonly Rule SumOfShifted = new("sum-of-shifted", Stage.Canonicalize)
    {
        Form = "Sum(x + y) -> Sum(x) + n * y, for x and y at least 0, and y that does not vary along the axes",
        Pattern = Patterns.Sum(Patterns.X + Patterns.Y),
        Condition = m => Patterns.IsFloating(m) && Signs.IsNotNegative(m[Patterns.X]) && Signs.IsNotNegative(m[Patterns.Y])
            && m[Patterns.X].Shape == m.Root.Inputs[0].Shape && Softmaxes.IsConstantAlong(m[Patterns.Y], Axes(m.Root), m.Root.Inputs[0].Rank),
        Result = m => Sum(m[Patterns.X], Axes(m.Root)) + (Count(m.Root) * Without(m[Patterns.Y], m.Root)),
        Why = "y is added once. Only where nothing can cancel: Sum(x - mean) is better as it stands.",
        MayChange = Deviations.Rounding | Deviations.NonFinite,
    };

    public static readonly Rule ReduceOfJoin = new("reduce-of-join", Stage.Canonicalize)
    {
        Form = "Sum(Concatenate(x, y)) -> Sum(x) + Sum(y), over the axis of the join; also Prod, Max, Min, Any, All",
        Pattern = new AnyOfPattern("reduce", op => op.Fold is { Selects: false }),
        Condition = m => m.Root.Inputs[0].Op == Shaping.Concatenate && m.Root.Inputs[0].Inputs.Count <= MostParts && m.IsSingleUse(m.Root.Inputs[0])
            && Axes(m.Root).Contains(((AxesAttribute)m.Root.Inputs[0].Attribute!).Axes[0]),
        Result = m => m.Root.Inputs[0].Inputs.Select(i => m.Graph.Add(m.Root.Op, m.Root.Attribute, i)).Aggregate((a, b) => Apply(m.Root.Op.Fold!.Combine(), a, b)),
        Why = "Reductions are associative (sums and products up to rounding); the join is never made.",
        MayChange = Deviations.Rounding | Deviations.SignOfZero | Deviations.NonFinite,
        Covers = ["local_reduce_join", "local_sum_make_vector"],
    };

    private static EquatableArray<int> Axes(Node reduction) => ((AxesAttribute)reduction.Attribute!).Axes;

    private static Node Opposite(Node extreme, Node x) => extreme.Graph.Add(extreme.Op == Reduction.Max ? Reduction.Min : Reduction.Max, extreme.Attribute, x);

    /// <summary>A constant factor of at least normal size, and what it multiplies; a divisor as its own.</summary>
    private static (Node Other, double Factor, bool Divides)? Scaled(Node x)
    {
        for (int i = 0; i < 2; i++)
            if ((x.Op == Arithmetic.Multiply || (x.Op == Arithmetic.Divide && i == 1)) && Constants.ValueOf(x.Inputs[i]) is { } constant
                && x.Inputs[1 - i].Shape == x.Shape && constant.ToDouble() is var c && c != 0 && !double.IsNaN(c) && !double.IsInfinity(c))
                return (x.Inputs[1 - i], c, x.Op == Arithmetic.Divide);
        return null;
    }

    private static Node? OfScaled(Node extreme)
    {
        if (Scaled(extreme.Inputs[0]) is not var (x, c, divides))
            return null;
        Node inner = c > 0 ? extreme.Graph.Add(extreme.Op, extreme.Attribute, x) : Opposite(extreme, x);
        return divides ? inner / c : c * inner;
    }

    /// <summary>The operand of a sum or a difference that varies along axes, where the other one does not; null for any other value.</summary>
    private static int? Varying(Node sum, EquatableArray<int> axes)
    {
        if (sum.Op != Arithmetic.Add && sum.Op != Arithmetic.Subtract)
            return null;
        for (int i = 0; i < (sum.Op == Arithmetic.Add ? 2 : 1); i++)
            if (sum.Inputs[i].Shape == sum.Shape && Softmaxes.IsConstantAlong(sum.Inputs[1 - i], axes, sum.Rank))
                return i;
        return null;
    }

    private static Node? OfShifted(Node extreme)
    {
        Node sum = extreme.Inputs[0];
        if (Varying(sum, Axes(extreme)) is not { } i)
            return null;
        Node inner = extreme.Graph.Add(extreme.Op, extreme.Attribute, sum.Inputs[i]), shift = Without(sum.Inputs[1 - i], extreme);
        return sum.Op == Arithmetic.Add ? inner + shift : inner - shift;
    }

    private static Node? BelowIncreasing(Node argMax, Node x)
    {
        EquatableArray<int> axes = Axes(argMax);
        if (s_increasing.Contains(x.Op))
            return x.Inputs[0];
        if (x.Op == Neural.Softmax || x.Op == Neural.LogSoftmax)
            return axes.All(Axes(x).Contains) ? x.Inputs[0] : null;
        if (Varying(x, axes) is { } i)
            return x.Inputs[i];
        return Scaled(x) is (var other, > 0, _) ? other : null;
    }

    private static Node? OfScaledProd(Node prod)
    {
        if (Known(prod) is not { } count)
            return null;
        Node full = prod.Inputs[0];
        ProductForm inside = ProductForm.Of(full), outside = ProductForm.Of(Constant(prod, 1));
        foreach ((Node factor, int exponent) in inside.Factors.ToArray())
            if (Softmaxes.IsConstantAlong(factor, Axes(prod), full.Rank))
            {
                inside.MultiplyFactor(factor, -exponent);
                outside.MultiplyFactor(Powers.Whole(Without(factor, prod), count), exponent);
            }
        outside.Scale(Math.Pow(inside.Coefficient, count));
        inside.Scale(1 / inside.Coefficient);
        if ((outside.Factors.Count == 0 && outside.Coefficient == 1) || !outside.HasUsableCoefficient || inside.Coefficient != 1)
            return null;
        return outside.Build() * Prod(BroadcastTo(inside.Build(), full.Shape), Axes(prod));
    }

    /// <summary>How many elements are folded into one, where it is known and not too many.</summary>
    private static int? Known(Node reduction) =>
        Sizes.Known(reduction.Graph, Axes(reduction).Aggregate(Dim.One, (count, axis) => count * reduction.Inputs[0].Shape[axis])) is >= 1 and <= LargestCount and var known ? (int)known : null;

    private static Node Count(Node reduction) =>
        Size(reduction.Graph, Axes(reduction).Aggregate(Dim.One, (count, axis) => count * reduction.Inputs[0].Shape[axis]), reduction.DType);

    /// <summary>A value without the axes that are reduced, along which it does not vary.</summary>
    private static Node Without(Node value, Node reduction)
    {
        int shift = reduction.Inputs[0].Rank - value.Rank;
        return Squeeze(value, Axes(reduction).Where(axis => axis >= shift).Select(axis => axis - shift));
    }
}
