using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Matrix products of operands that say something about the result: numbers in front, zeros, diagonals, repeated values.</summary>
public static class MatrixProducts
{
    private const Deviations Reassociated = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero;
    private static readonly Pattern s_product = new AnyOfPattern("product", Linear.Dot, Linear.MatMul);

    public static readonly Rule ProductOfScaled = new("product-of-scaled", Stage.Canonicalize)
    {
        Form = "Dot(s * A, B) -> s * Dot(A, B), for a number s; also rows and columns where the result is not larger than the operand",
        Pattern = s_product,
        Condition = Patterns.IsFloating,
        Result = m => FactorsOfProducts.TakeOut(m.Root, m.IsSingleUse),
        Why = "The distributive law; the operand is read as it is, and the number joins others. A product that overflows may no longer do so.",
        MayChange = Reassociated,
        Covers = ["local_dot22_to_dot22scalar"],
    };

    public static readonly Rule TransposeOfProduct = new("transpose-of-product", Stage.Canonicalize)
    {
        Form = "Transpose(Dot(A, B)) -> Dot(Transpose(B), Transpose(A)); also MatMul",
        Pattern = new OpPattern(Shaping.Transpose, s_product),
        Condition = m => m.IsSingleUse(m[s_product]) && Matrices.IsMatrixProduct(m[s_product]) && Matrices.TransposedOf(m.Root) is not null,
        Result = m => Matrices.Rebuild(m[s_product], Matrices.Transposed(m[s_product].Inputs[1]), Matrices.Transposed(m[s_product].Inputs[0])),
        Why = "Element (j, i) of the product is the sum over A[i, :] * B[:, j]; a product reads transposed operands where they lie.",
        MayChange = Deviations.Rounding,
        Covers = ["local_lift_transpose_through_dot"],
    };

    public static readonly Rule ProductWithZeros = new("product-with-zeros", Stage.Canonicalize)
    {
        Form = "Dot(0, B) -> 0; also MatMul and the right operand",
        Pattern = s_product,
        Condition = m => m.Root.Inputs.Any(i => Constants.Is(i, 0)),
        Result = m => m.Constant(0),
        Why = "A sum of zeros; for NaN and infinity, whose products with 0 are NaN, it takes the limit, as Theano does.",
        MayChange = Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["local_0_dot_x"],
    };

    public static readonly Rule ProductWithIdentity = new("product-with-identity", Stage.Canonicalize)
    {
        Form = "Dot(I, B) -> B; also MatMul and the right operand",
        Pattern = s_product,
        Result = m => Matrices.IsIdentity(m.Root.Inputs[0]) ? m.Root.Inputs[1] : Matrices.IsIdentity(m.Root.Inputs[1]) ? m.Root.Inputs[0] : null,
        Why = "The identity is neutral; NaN and infinity no longer spread along their column, where they met zeros.",
        MayChange = Deviations.NonFinite | Deviations.SignOfZero,
    };

    public static readonly Rule ProductWithDiagonal = new("product-with-diagonal", Stage.Canonicalize)
    {
        Form = "Dot(Diag(v), B) -> v[:, newaxis] * B; Dot(A, Diag(v)) -> A * v; also MatMul",
        Pattern = s_product,
        Result = m => ByDiagonal(m.Root.Inputs[0], m.Root.Inputs[1]),
        Why = "All other terms of the sums are 0; NaN and infinity no longer spread along their column, where they met those zeros.",
        Benefit = "no product",
        MayChange = Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["dot_diag_to_elemwise"],
    };

    public static readonly Rule ProductOverOne = new("product-over-one", Stage.Canonicalize)
    {
        Form = "Dot(A, B) with one column in A and one row in B -> A * B; also MatMul",
        Pattern = s_product,
        Condition = m => m.Graph.Constraints.Resolve(Matrices.Inner(m.Root)).IsOne,
        Result = m => OverOne(m.Root.Inputs[0], m.Root.Inputs[1]),
        Why = "A sum of a single term; a product that is -0 stays so.",
        MayChange = Deviations.SignOfZero,
        Covers = ["local_dot_to_mul", "local_dot22_to_ger_or_gemv"],
    };

    public static readonly Rule ProductOfRepeated = new("product-of-repeated", Stage.Canonicalize)
    {
        Form = "Dot(BroadcastTo(a), B) -> a * Sum(B, axis 0), where a is repeated along the summed axis; also the right operand",
        Pattern = new OpPattern(Linear.Dot, Patterns.X, Patterns.Y),
        Result = m => OfRepeated(m.Root, 0) ?? OfRepeated(m.Root, 1),
        Why = "The distributive law: equal factors are applied once, to the sum.",
        Benefit = "no product",
        MayChange = Reassociated,
        Covers = ["local_0_dot_x"],
    };

    public static readonly Rule FactorProducts = new("factor-products", Stage.Canonicalize)
    {
        Form = "Dot(A, B) + Dot(A, C) -> Dot(A, B + C); also differences, MatMul, and a common right operand",
        Pattern = new AnyOfPattern("sum", Arithmetic.Add, Arithmetic.Subtract),
        Condition = m => m.Root.Inputs.Any(i => Matrices.IsProduct(i.Op == Arithmetic.Negate ? i.Inputs[0] : i)),
        Result = m => Factored(m),
        Why = "The distributive law; one product less.",
        Benefit = "one product less",
        MayChange = Reassociated,
    };

    public static readonly Rule MatrixChainOrder = new("matrix-chain", Stage.Specialize)
    {
        Form = "Dot(Dot(A, B), C) -> Dot(A, Dot(B, C)), and longer chains, where it is less work",
        Pattern = new OpPattern(Linear.Dot, Patterns.X, Patterns.Y),
        Condition = m => m.Root.Inputs.Any(i => i.Op == Linear.Dot),
        Result = m => MatrixChain.Reorder(m.Root, m.IsSingleUse),
        Why = "Products are associative up to rounding: known sizes give the best order of the chain, unknown ones only an order that is better for all sizes, and a vector goes first.",
        Benefit = "fewer multiplications",
        MayChange = Reassociated,
    };

    private static Node? ByDiagonal(Node a, Node b)
    {
        if (Matrices.DiagonalOf(a) is { } rows)
            return b.Rank == 1 ? rows * b : ExpandDims(rows, rows.Rank) * b;
        return Matrices.DiagonalOf(b) is { } columns ? a * (columns.Rank == 1 ? columns : ExpandDims(columns, columns.Rank - 1)) : null;
    }

    private static Node OverOne(Node a, Node b) => (a.Rank, b.Rank) switch
    {
        (1, 1) => Squeeze(a, 0) * Squeeze(b, 0),
        (1, 2) => a * Squeeze(b, 0),
        (2, 1) => Squeeze(a, 1) * b,
        _ => a * b,
    };

    private static Node? OfRepeated(Node product, int index)
    {
        (Node x, Node other) = (product.Inputs[index], product.Inputs[1 - index]);
        int inner = Matrices.InnerAxis(product, index), otherInner = Matrices.InnerAxis(product, 1 - index);
        if (x.Op != Shaping.BroadcastTo || !Softmaxes.IsConstantAlong(x.Inputs[0], [inner], x.Rank))
            return null;
        Node factor = x.Inputs[0], sum = Sum(other, [otherInner]);
        // The free axes: those of the left operand come first in the result.
        if (index == 0)
            return (factor.Rank == 2 && other.Rank == 1 ? Squeeze(factor, 1) : factor.Rank == 1 ? Squeeze(factor, 0) : factor) * sum;
        Node row = factor.Rank == x.Rank ? Squeeze(factor, 0) : factor;
        return (product.Rank == 2 ? ExpandDims(sum, 1) : sum) * row;
    }

    private static Node? Factored(Match m)
    {
        IReadOnlyList<(Node Term, int Sign)> terms = SumForm.Of(m.Root).Terms;
        for (int i = 0; i < terms.Count; i++)
            for (int j = i + 1; j < terms.Count && Matrices.IsProduct(terms[i].Term); j++)
                if (Common(m, terms[i].Term, terms[j].Term, terms[i].Sign == terms[j].Sign) is { } product)
                    return WithTerm(m.Root, terms, i, j, product);
        return null;
    }

    /// <summary>A sum with a term in the place of one of two.</summary>
    private static Node WithTerm(Node root, IReadOnlyList<(Node Term, int Sign)> terms, int place, int without, Node term) =>
        SumForm.Build(root.Graph, root.DType, [.. terms.Select((t, k) => k == place ? (term, t.Sign) : t).Where((_, k) => k != without)]);

    private static Node? Common(Match m, Node first, Node second, bool sameSign)
    {
        if (second.Op != first.Op || first == second || !m.IsSingleUse(first) || !m.IsSingleUse(second))
            return null;
        for (int shared = 0; shared < 2; shared++)
        {
            (Node a, Node b) = (first.Inputs[1 - shared], second.Inputs[1 - shared]);
            if (first.Inputs[shared] != second.Inputs[shared] || !Sizes.AreSame(a, b))
                continue;
            Node sum = sameSign ? a + b : a - b;
            return shared == 0 ? Matrices.Rebuild(first, first.Inputs[0], sum) : Matrices.Rebuild(first, sum, first.Inputs[1]);
        }
        return null;
    }
}
