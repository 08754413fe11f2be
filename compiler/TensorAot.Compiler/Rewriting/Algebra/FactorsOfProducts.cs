using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>Factors of a matrix product's operands that can be applied to the product instead.</summary>
internal sealed class FactorsOfProducts
{
    private readonly Node _product;
    private readonly Func<Node, bool> _isFree;
    private readonly ProductForm _outside;

    private FactorsOfProducts(Node product, Func<Node, bool> isFree)
    {
        _product = product;
        _isFree = isFree;
        _outside = ProductForm.Of(Constant(product, 1));
    }

    /// <summary>The product with numbers, and with rows or columns where that is less work, in front of it; null when there are none.</summary>
    public static Node? TakeOut(Node product, Func<Node, bool> isFree)
    {
        if (!product.Inputs.Any(i => IsScaled(Matrices.TransposedOf(i) ?? i)))
            return null;
        var factors = new FactorsOfProducts(product, isFree);
        Node?[] operands = [.. Enumerable.Range(0, 2).Select(factors.Without)];
        if (operands.Any(o => o is null) || (factors._outside.Factors.Count == 0 && factors._outside.Coefficient == 1) || !factors._outside.HasUsableCoefficient)
            return null;
        return factors._outside.Build() * Matrices.Rebuild(product, operands[0]!, operands[1]!);
    }

    private static bool IsScaled(Node x) => x.Op == Arithmetic.Multiply || x.Op == Arithmetic.Divide;

    /// <summary>An operand without the factors that leave it; null when its number cannot be written.</summary>
    private Node? Without(int index)
    {
        Node operand = _product.Inputs[index];
        Node? below = Matrices.TransposedOf(operand);
        Node x = below ?? operand;
        if (!IsScaled(x))
            return operand;
        ProductForm inside = ProductForm.Of(x);
        bool changes = inside.Coefficient != 1;
        foreach ((Node factor, int exponent) in inside.Factors.ToArray())
            if (Outside(factor, x, index, isTransposed: below is not null) is { } outer)
            {
                inside.MultiplyFactor(factor, -exponent);
                _outside.MultiplyFactor(outer, exponent);
                changes = true;
            }
        if (!changes)
            return operand;
        _outside.Scale(inside.Coefficient);
        inside.Scale(1 / inside.Coefficient);
        if (inside.Coefficient != 1)
            return null;
        Node rest = BroadcastTo(inside.Build(), x.Shape);
        return below is null ? rest : TransposeLast(rest);
    }

    /// <summary>What to multiply the product with instead of an operand's factor, or null when it must stay.</summary>
    private Node? Outside(Node factor, Node x, int index, bool isTransposed)
    {
        if (Enumerable.Range(0, factor.Rank).All(axis => Sizes.IsOne(factor, axis)))
            return Squeeze(factor, Enumerable.Range(0, factor.Rank));
        int inner = Matrices.InnerAxis(_product, index);
        bool isLess = _product.Op == Linear.Dot && x.Rank == 2 && !isTransposed && Softmaxes.IsConstantAlong(factor, [inner], 2)
            && _isFree(x) && Sizes.AtMost(x.Graph, _product.Shape.ElementCount, x.Shape.ElementCount);
        if (!isLess)
            return null;
        // A column [n, 1] of the left operand, a row [m] or [1, m] of the right one; the product may be a vector.
        return index == 0 ? (_product.Rank == 2 ? factor : Squeeze(factor, 1))
            : factor.Rank == 2 ? Squeeze(factor, 0) : factor;
    }
}
