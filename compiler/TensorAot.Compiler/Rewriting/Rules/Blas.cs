using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Matrix products that are added to shared state in one call.</summary>
public static class Blas
{
    public static readonly Rule Accumulate = new("gemm", Stage.Blas)
    {
        Form = "beta * W + alpha * Dot(A, B) -> Gemm, where W is shared state and alpha and beta are numbers",
        Pattern = new AnyOfPattern("sum", Arithmetic.Add, Arithmetic.Subtract),
        // A sum that others are computed from stands aside until the end: nothing would be gained.
        Condition = m => m.Root.Rank == 2 && Patterns.IsFloating(m) && m.IsSingleUse(m.Root),
        Result = m => Accumulated(m, 0) ?? Accumulated(m, 1),
        Why = "One call adds the product to W where it lies; the product by itself is never stored. Each element is rounded once less.",
        Benefit = "one matrix product, in place",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["gemm_optimizer", "local_inplace_gemm", "local_dot_to_dot22"],
    };

    private static Node? Accumulated(Match m, int place)
    {
        (Node old, Node term) = (m.Root.Inputs[place], m.Root.Inputs[1 - place]);
        if (!m.IsSingleUse(term) || !Sizes.AreSame(term, m.Root) || !Sizes.AreSame(old, m.Root))
            return null;
        ProductForm state = ProductForm.Of(old), product = ProductForm.Of(term);
        if (Matrix(state, n => n.Attribute is InputAttribute { Kind: InputKind.Shared }) is not { } c
            || Matrix(product, n => n.Op == Linear.Dot && n.Inputs[0].Rank == 2 && n.Inputs[1].Rank == 2 && m.IsSingleUse(n)) is not { } dot)
            return null;
        if (m.Root.Op == Arithmetic.Subtract)
            (place == 0 ? product : state).Scale(-1);
        state.MultiplyFactor(c, -1);
        product.MultiplyFactor(dot, -1);
        if (!state.HasUsableCoefficient || !product.HasUsableCoefficient)
            return null;
        return Apply(AccumulatedProducts.Gemm, c, dot.Inputs[0], dot.Inputs[1], product.Build(), state.Build());
    }

    /// <summary>The one matrix among numbers, when it is of a kind.</summary>
    private static Node? Matrix(ProductForm form, Func<Node, bool> isWanted)
    {
        Node? matrix = null;
        foreach ((Node factor, int exponent) in form.Factors)
        {
            if (factor.Rank == 0)
                continue;
            if (matrix is not null || factor.Rank != 2 || exponent != 1 || !isWanted(factor))
                return null;
            matrix = factor;
        }
        return matrix;
    }
}
