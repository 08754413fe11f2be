using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>The distributive law where it saves work: common factors of sums, sums of outer products.</summary>
public static class Factoring
{
    // After the stabilising rules, which look for formulas as they are written.
    public static readonly Rule FactorTerms = new("factor-terms", Stage.Specialize)
    {
        Form = "x * y + x * z -> x * (y + z); x / y + z / y -> (x + z) / y; x - c * x -> (1 - c) * x",
        Pattern = new AnyOfPattern("sum", Arithmetic.Add, Arithmetic.Subtract),
        Condition = Patterns.IsFloating,
        Result = m => CommonFactors.TryFactor(m.Root, m.IsSingleUse),
        Why = "The distributive law; one multiplication or division less, and a difference is taken before it is scaled. y + z may overflow where the products do not.",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
    };

    public static readonly Rule SumOfOuterProduct = new("sum-of-outer-product", Stage.Specialize)
    {
        Form = "Sum(A[:, :, newaxis] * B[newaxis, :, :], axis 1) -> Dot(A, B); also squares of such products, and other orders of the axes",
        Pattern = Patterns.Sum(new AnyOfPattern("product", Arithmetic.Multiply, Arithmetic.Square)),
        Condition = m => Patterns.IsFloating(m) && m.Root.Rank == 2 && m.Root.Inputs[0].Rank == 3 && m.IsSingleUse(m.Root.Inputs[0]),
        Result = m => OfOuterProduct(m.Root),
        Why = "The definition of the matrix product.",
        Benefit = "a matrix product",
        MayChange = Deviations.Rounding | Deviations.NonFinite,
        Covers = ["local_sumsqr2dot"],
    };

    /// <summary>The factors that vary with the first free axis times those that vary with the second one, summed over the third axis.</summary>
    private static Node? OfOuterProduct(Node sum)
    {
        int summed = ((AxesAttribute)sum.Attribute!).Axes[0];
        int[] free = [.. Enumerable.Range(0, 3).Where(axis => axis != summed)];
        ProductForm all = ProductForm.Of(sum.Inputs[0]);
        ILookup<int, (Node Base, int Exponent)> sides = all.Factors.ToLookup(f => SideOf(f.Base, free));
        if (!all.HasUsableCoefficient || sides.Contains(-1) || !Varies(sides[0], [free[0], summed]) || !Varies(sides[1], [free[1], summed]))
            return null;
        // As [free, summed] and [summed, free].
        Node a = Matrix(sides[0], sum, all.Coefficient, free[1]), b = Matrix(sides[1], sum, 1, free[0]);
        return Dot(free[0] < summed ? a : Transpose(a), summed < free[1] ? b : Transpose(b));
    }

    /// <summary>The operand in which a factor may stand: 0, 1, or -1 for none.</summary>
    private static int SideOf(Node factor, int[] free) =>
        Softmaxes.IsConstantAlong(factor, [free[1]], 3) ? 0 : Softmaxes.IsConstantAlong(factor, [free[0]], 3) ? 1 : -1;

    private static bool Varies(IEnumerable<(Node Base, int Exponent)> factors, int[] axes) =>
        axes.All(axis => factors.Any(f => !Softmaxes.IsConstantAlong(f.Base, [axis], 3)));

    /// <summary>A product without the axis along which it does not vary.</summary>
    private static Node Matrix(IEnumerable<(Node Base, int Exponent)> factors, Node sum, double coefficient, int without)
    {
        ProductForm product = ProductForm.Of(Constant(sum, 1));
        product.Scale(coefficient);
        foreach ((Node factor, int exponent) in factors)
            product.MultiplyFactor(Without(factor, without - (3 - factor.Rank)), exponent);
        Node value = product.Build();
        Shape shape = Shape.Of(sum.Inputs[0].Shape.Dims.Where((_, axis) => axis != without));
        return value.Rank == 2 && Enumerable.Range(0, 2).All(axis => sum.Graph.Constraints.AreEqual(value.Shape[axis], shape[axis])) ? value : BroadcastTo(value, shape);
    }

    private static Node Without(Node factor, int axis) =>
        axis < 0 ? factor
        : factor.Op == Shaping.ExpandDims && ((AxesAttribute)factor.Attribute!).Axes.SequenceEqual([axis]) ? factor.Inputs[0]
        : Squeeze(factor, axis);
}
