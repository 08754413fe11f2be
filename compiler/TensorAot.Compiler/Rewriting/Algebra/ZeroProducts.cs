using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>Products of which one factor is 0 where another is infinite, and whose limit is known.</summary>
internal static class ZeroProducts
{
    /// <summary>x * log(x), x * log(x * y) and (1 + x) * log1p(x), else null.</summary>
    public static Node? TimesOwnLogarithm(Node root)
    {
        ProductForm product = ProductForm.Of(root);
        foreach ((Node log, int one) in product.Factors)
        {
            if (log.Op == Transcendental.Log1p && one == 1 && TimesOwnLog1p(product, log) is { } shifted)
                return shifted;
            if (log.Op != Transcendental.Log || one != 1)
                continue;
            ProductForm argument = ProductForm.Of(log.Inputs[0]);
            foreach ((Node x, int n) in product.Factors)
                if (n > 0 && x != log && argument.ExponentOf(x) > 0)
                {
                    product.MultiplyFactor(log, -1);
                    product.MultiplyFactor(x, -1);
                    product.MultiplyFactor(log.Inputs[0] == x ? Apply(LogForms.Xlogx, x) : Apply(LogForms.Xlogy, x, log.Inputs[0]), 1);
                    return product.Build();
                }
        }
        return null;
    }

    private static Node? TimesOwnLog1p(ProductForm product, Node log)
    {
        var below = LinearForm.Of(log.Inputs[0]);
        foreach ((Node x, int n) in product.Factors)
            if (n > 0 && (x.Op == Arithmetic.Add || x.Op == Arithmetic.Subtract) && LinearForm.Of(x).Plus(below, -1).Constant == 1)
            {
                product.MultiplyFactor(log, -1);
                product.MultiplyFactor(x, -1);
                product.MultiplyFactor(Apply(LogForms.Xlog1py, x, log.Inputs[0]), 1);
                return product.Build();
            }
        return null;
    }

    /// <summary>Powers of x over powers of |x|, else null.</summary>
    public static Node? OverOwnAbs(Node root)
    {
        ProductForm product = ProductForm.Of(root);
        foreach ((Node abs, int b) in product.Factors)
        {
            if (abs.Op != Arithmetic.Abs || product.ExponentOf(abs.Inputs[0]) is not (var a and not 0) || (a < 0) == (b < 0))
                continue;
            Node x = abs.Inputs[0];
            // x^a |x|^b = x^odd |x|^size, and x / |x| = sign(x).
            int odd = Math.Abs(a % 2), size = a - odd + b;
            product.MultiplyFactor(x, -a);
            product.MultiplyFactor(abs, -b);
            if (odd == 1)
            {
                product.MultiplyFactor(size < 0 ? Sign(x) : x, 1);
                size += size < 0 ? 1 : 0;
            }
            if (size != 0)
                product.MultiplyFactor(abs, size);
            return product.Build();
        }
        return null;
    }

    /// <summary>The products of all other elements over the product of all, else null.</summary>
    public static Node? OthersOverAll(Node root)
    {
        ProductForm product = ProductForm.Of(root);
        foreach ((Node all, int below) in product.Factors)
            if (below < 0 && Softmaxes.ReducedAlong(all, Reduction.Prod) is var (x, axes) && Products.OfOthers(x, axes) is var others && product.ExponentOf(others) > 0)
            {
                int count = Math.Min(-below, product.ExponentOf(others));
                product.MultiplyFactor(all, count);
                product.MultiplyFactor(others, -count);
                product.MultiplyFactor(x, -count);
                return product.Build();
            }
        return null;
    }
}
