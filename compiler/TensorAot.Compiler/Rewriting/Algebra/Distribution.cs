using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>
/// Multiplies a sum out where that cancels divisions: <c>(a / p + b) * p</c> becomes <c>a + b * p</c>. Gradients of naive formulas
/// are full of such products, and 0 * infinity with them.
/// </summary>
internal static class Distribution
{
    private const int MaximalTerms = 8;

    /// <summary>The product with one sum multiplied out, or null when no sum gains from it.</summary>
    public static Node? TryDistribute(Node root)
    {
        ProductForm product = ProductForm.Of(root);
        return TryFactor(product) ?? TryEach(product);
    }

    private static bool IsSum(Node factor) => factor.Op == Arithmetic.Add || factor.Op == Arithmetic.Subtract;

    private static Node? TryEach(ProductForm product)
    {
        foreach ((Node factor, int exponent) in product.Factors)
            if (exponent == 1 && IsSum(factor) && TryDistribute(product, factor) is { } sum)
                return sum;
        return null;
    }

    /// <summary>With what the terms of a sum share taken out of it, where that cancels: <c>(p * x - p * y) * (z / p + w)</c>.</summary>
    private static Node? TryFactor(ProductForm product)
    {
        foreach ((Node factor, int exponent) in product.Factors.ToArray())
        {
            if (exponent != 1 || !IsSum(factor) || SumForm.Of(factor).Terms is not { Count: <= MaximalTerms } terms)
                continue;
            ProductForm[] parts = [.. terms.Select(t => ProductForm.Of(t.Term))];
            ProductForm common = ProductForm.TakeOutCommon(parts);
            if (common.Factors.Count == 0)
                continue;
            ProductForm factored = product.Clone();
            factored.MultiplyFactor(factor, -1);
            bool cancels = common.Factors.Any(f => factored.ExponentOf(f.Base) * f.Exponent < 0);
            factored.Multiply(common);
            factored.MultiplyFactor(SumForm.Build(product.Graph, product.DType, [.. parts.Select((p, i) => (p.Build(), terms[i].Sign))]), 1);
            if (factored.HasUsableCoefficient && (cancels ? factored.Build() : TryEach(factored)) is { } result)
                return result;
        }
        return null;
    }

    private static Node? TryDistribute(ProductForm product, Node sum)
    {
        IReadOnlyList<(Node Term, int Sign)> terms = SumForm.Of(sum).Terms;
        if (terms.Count > MaximalTerms)
            return null;
        ProductForm others = product.Clone();
        others.MultiplyFactor(sum, -1);
        var products = new List<ProductForm>();
        bool gains = false;
        foreach ((Node term, _) in terms)
        {
            ProductForm part = Times(others, ProductForm.Of(term), out bool cancels);
            if (!part.HasUsableCoefficient || (!cancels && part.Factors.Any(f => f.Exponent < 0 && !IsSize(f.Base))))
                return null;
            gains |= cancels;
            products.Add(part);
        }
        return gains ? Sum(products, [.. terms.Select(t => t.Sign)]) : null;
    }

    /// <summary>The sum of the products, with what they have in common outside: it is applied once.</summary>
    private static Node Sum(List<ProductForm> products, int[] signs)
    {
        ProductForm result = ProductForm.TakeOutCommon(products);
        result.MultiplyFactor(SumForm.Build(result.Graph, result.DType, [.. products.Select((p, i) => (p.Build(), signs[i]))]), 1);
        return result.Build();
    }

    /// <summary>The product of two, and whether factors of one met their reciprocals (or what belongs to them) in the other.</summary>
    private static ProductForm Times(ProductForm others, ProductForm term, out bool cancels)
    {
        ProductForm part = term.Clone();
        part.Multiply(others);
        cancels = part.HasCancelled;
        cancels |= StableFactors.MergeSigmoids(part);
        cancels |= StableFactors.MergeSoftmax(part);
        return part;
    }

    /// <summary>Whether a divisor is the size of something: a mean's, which never cancels and never is 0 where it matters.</summary>
    private static bool IsSize(Node divisor)
    {
        while (divisor.Op == Conversion.Cast || divisor.Op == Shaping.BroadcastTo)
            divisor = divisor.Inputs[0];
        return divisor.Op == Sources.Size || divisor.Op == Sources.Constant;
    }
}
