using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Reductions that fold nothing, fold the same value again and again, or fold what could stay outside.</summary>
public static class CanonicalizeReductions
{
    private static readonly Pattern s_reduction = new AnyOfPattern("reduce", op => op.Fold is { Selects: false });

    public static readonly Rule ReduceOfReduce = new("reduce-of-reduce", Stage.Canonicalize)
    {
        Form = "Sum(Sum(x, a), b) -> Sum(x, a and b); also Prod, Max, Min, Any, All",
        Pattern = s_reduction,
        Condition = m => m.Root.Inputs[0].Op == m.Root.Op,
        Result = m => m.Graph.Add(m.Root.Op, new AxesAttribute(Softmaxes.JoinedAxes(m.Root)), m.Root.Inputs[0].Inputs[0]),
        Why = "Reductions are associative (sums and products up to rounding).",
        MayChange = Deviations.Rounding,
        Covers = ["local_op_of_op", "local_reduce_chain", "local_sum_prod_all_to_none"],
    };

    public static readonly Rule ReduceOfOne = new("reduce-of-one", Stage.Canonicalize)
    {
        Form = "Sum(x, axes of size 1) -> Squeeze(x); also Prod, Max, Min, Any, All",
        Pattern = s_reduction,
        Condition = m => Axes(m.Root).All(axis => m.Graph.Constraints.Resolve(m.Root.Inputs[0].Shape[axis]).IsOne),
        Result = m => Squeeze(m.Root.Inputs[0], Axes(m.Root)),
        Why = "A single element is its own sum (of -0 too: 0 + -0 is 0, but nothing need be added).",
        MayChange = Deviations.SignOfZero,
        Covers = ["local_reduce_broadcastable", "local_useless_reduce", "local_cut_useless_reduce"],
    };

    public static readonly Rule SumOfBroadcast = new("sum-of-broadcast", Stage.Canonicalize)
    {
        Form = "Sum(BroadcastTo(x)) -> Sum(x) * count",
        Pattern = Sum(new OpPattern(Shaping.BroadcastTo, X)),
        Result = m => SumOfRepeated(m.Root, m[X]),
        Why = "A sum of equal numbers is a product, rounded once. A sum of no elements becomes NaN where x is NaN or infinite.",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["local_opt_alloc", "local_careduce_of_alloc"],
    };

    public static readonly Rule SumOfScaled = new("sum-of-scaled", Stage.Canonicalize)
    {
        Form = "Sum(c * x / y) -> c * Sum(x) / y, for c and y that do not vary along the axes",
        Pattern = Sum(X),
        Condition = IsFloating,
        Result = m => TakeOut(m.Root),
        Why = "The distributive law; each factor is applied once to the sum instead of to every element. A sum of no elements becomes NaN where a factor is NaN or infinite.",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["local_sum_prod_mul_by_scalar", "local_sum_prod_of_mul_or_div", "local_sum_prod_div_dimshuffle"],
    };

    private static EquatableArray<int> Axes(Node reduction) => ((AxesAttribute)reduction.Attribute!).Axes;

    private static Node? SumOfRepeated(Node sum, Node x)
    {
        Node full = sum.Inputs[0];
        int shift = full.Rank - x.Rank;
        int[] repeated = [.. Axes(sum).Where(axis => axis < shift || (IsOne(x, axis - shift) && !IsOne(full, axis)))];
        if (repeated.Length == 0)
            return null;
        Dim count = repeated.Aggregate(Dim.One, (product, axis) => product * full.Shape[axis]);
        int[] within = [.. Axes(sum).Where(axis => axis >= shift).Select(axis => axis - shift)];
        return Sum(x, within) * Size(sum.Graph, count, sum.DType);
    }

    private static Node? TakeOut(Node sum)
    {
        Node full = sum.Inputs[0];
        EquatableArray<int> axes = Axes(sum);
        ProductForm inside = ProductForm.Of(full), outside = ProductForm.Of(Constant(sum, 1));
        // Taking factors out of a product of hundreds, part after part for each of its sums, would be quadratic.
        if (inside.IsCut)
            return null;
        foreach ((Node factor, int exponent) in inside.Factors.ToArray())
            if (Softmaxes.IsConstantAlong(factor, axes, full.Rank))
            {
                inside.MultiplyFactor(factor, -exponent);
                outside.MultiplyFactor(WithoutAxes(factor, axes, full.Rank), exponent);
            }
        outside.Scale(inside.Coefficient);
        inside.Scale(1 / inside.Coefficient);
        if (outside.Factors.Count == 0 && outside.Coefficient == 1)
            return null;
        return outside.HasUsableCoefficient && inside.Coefficient == 1 ? outside.Build() * SumOf(inside, full, axes) : null;
    }

    private static Node SumOf(ProductForm inside, Node full, EquatableArray<int> axes) =>
        Sum(BroadcastTo(inside.Build(), full.Shape), axes);

    private static Node WithoutAxes(Node factor, EquatableArray<int> axes, int rank)
    {
        int shift = rank - factor.Rank;
        return Squeeze(factor, axes.Where(axis => axis >= shift).Select(axis => axis - shift));
    }

    private static bool IsOne(Node x, int axis) => x.Graph.Constraints.Resolve(x.Shape[axis]).IsOne;
}
