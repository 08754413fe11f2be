using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Matrix products that are added to shared state in one call.</summary>
public static class Blas
{
    private const int MostTerms = 4, MostDepth = 3;

    public static readonly Rule Accumulate = new("gemm", Stage.Blas)
    {
        Form = "beta * W + alpha * Dot(A, B) -> Gemm, where W is shared state and alpha and beta are numbers; also W - rate * (Dot(A, B) + decay * W)",
        Pattern = new AnyOfPattern("sum", Arithmetic.Add, Arithmetic.Subtract),
        // A sum that others are computed from stands aside until the end: nothing would be gained.
        Condition = m => m.Root.Rank == 2 && Patterns.IsFloating(m) && m.IsSingleUse(m.Root),
        Result = Accumulated,
        Why = "One call adds the product to W where it lies; the product by itself is never stored. Each element is rounded once less.",
        Benefit = "one matrix product, in place",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["gemm_optimizer", "GemmOptimizer", "InplaceBlasOpt", "local_inplace_gemm", "local_dot_to_dot22"],
    };

    private static Node? Accumulated(Match m)
    {
        var terms = new List<(ProductForm Factor, Node Matrix)>();
        if (!TryCollect(m, m.Root, ProductForm.Of(Constant(m.Root, 1)), terms, MostDepth) || terms.Any(t => !t.Factor.HasUsableCoefficient))
            return null;
        (ProductForm Factor, Node Matrix)[] states = [.. terms.Where(t => t.Matrix.Attribute is InputAttribute { Kind: InputKind.Shared })];
        (ProductForm Factor, Node Matrix)[] products = [.. terms.Where(t => t.Matrix.Op == Linear.Dot && t.Matrix.Inputs.All(i => i.Rank == 2) && m.IsSingleUse(t.Matrix))];
        if (products.Length != 1 || states.Length == 0 || states.Length + 1 != terms.Count || states.Any(t => t.Matrix != states[0].Matrix))
            return null;
        Node beta = states.Select(t => t.Factor.Build()).Aggregate((sum, next) => sum + next);
        return Apply(AccumulatedProducts.Gemm, states[0].Matrix, products[0].Matrix.Inputs[0], products[0].Matrix.Inputs[1], products[0].Factor.Build(), beta);
    }

    /// <summary>Reads a sum of matrices, each with numbers in front, through numbers in front of sums.</summary>
    private static bool TryCollect(Match m, Node node, ProductForm scale, List<(ProductForm Factor, Node Matrix)> terms, int depth)
    {
        ProductForm factor = ProductForm.Of(node);
        if (terms.Count >= MostTerms || Matrix(factor) is not { } matrix || !Sizes.AreSame(matrix, m.Root) || (node != matrix && !m.IsSingleUse(node)))
            return false;
        factor.MultiplyFactor(matrix, -1);
        factor.Multiply(scale);
        if (matrix.Op == AccumulatedProducts.Gemm && m.IsSingleUse(matrix))
        {
            // A part of this sum, which was seen first.
            terms.Add((Times(factor, matrix.Inputs[4]), matrix.Inputs[0]));
            terms.Add((Times(factor, matrix.Inputs[3]), Dot(matrix.Inputs[1], matrix.Inputs[2])));
            return true;
        }
        if ((matrix.Op != Arithmetic.Add && matrix.Op != Arithmetic.Subtract) || depth == 0 || !m.IsSingleUse(matrix))
        {
            terms.Add((factor, matrix));
            return true;
        }
        ProductForm second = factor.Clone();
        second.Scale(matrix.Op == Arithmetic.Add ? 1 : -1);
        return TryCollect(m, matrix.Inputs[0], factor, terms, depth - 1) && TryCollect(m, matrix.Inputs[1], second, terms, depth - 1);
    }

    private static ProductForm Times(ProductForm factor, Node number)
    {
        ProductForm product = ProductForm.Of(number);
        product.Multiply(factor);
        return product;
    }

    /// <summary>The one matrix among numbers, or null.</summary>
    private static Node? Matrix(ProductForm form)
    {
        (Node Base, int Exponent)[] matrices = [.. form.Factors.Where(f => f.Base.Rank > 0)];
        return matrices.Length == 1 && matrices[0] is ({ Rank: 2 } matrix, 1) ? matrix : null;
    }
}
