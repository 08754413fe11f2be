using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>Groups of factors that overflow each on its own and are harmless together.</summary>
internal static class StableFactors
{
    /// <summary>
    /// Writes <c>(1 + e^u)^-1</c> as sigmoid(-u), <c>e^u * sigmoid(-u)</c> as sigmoid(u), <c>sigmoid(u) / e^u</c> as sigmoid(-u)
    /// and <c>e^u * e^-u</c> as 1. False when there is nothing to do.
    /// </summary>
    public static bool MergeSigmoids(ProductForm product)
    {
        bool merged = false;
        while (TryInvertOnePlusExp(product) || TryMergeExp(product))
            merged = true;
        return merged;
    }

    /// <summary>Writes <c>e^x / sum(e^x)</c> as softmax(x). False when there is nothing to do.</summary>
    public static bool MergeSoftmax(ProductForm product)
    {
        bool merged = false;
        while (TryMergeSoftmax(product))
            merged = true;
        return merged;
    }

    /// <summary>The exponent of a node <c>1 + e^u</c>, else null.</summary>
    public static Node? ExponentOfOnePlusExp(Node node)
    {
        if (node.Op != Arithmetic.Add)
            return null;
        for (int i = 0; i < 2; i++)
            if (Constants.Is(node.Inputs[i], 1) && node.Inputs[1 - i].Op == Transcendental.Exp)
                return node.Inputs[1 - i].Inputs[0];
        return null;
    }

    private static bool TryInvertOnePlusExp(ProductForm product)
    {
        foreach ((Node factor, int exponent) in product.Factors)
            if (exponent < 0 && ExponentOfOnePlusExp(factor) is { } u)
            {
                product.MultiplyFactor(factor, -exponent);
                product.MultiplyFactor(NodeOperators.Sigmoid(SumForm.Negated(u)), -exponent);
                return true;
            }
        return false;
    }

    private static bool TryMergeExp(ProductForm product)
    {
        foreach ((Node exp, int a) in product.Factors)
        {
            if (exp.Op != Transcendental.Exp)
                continue;
            foreach ((Node other, int b) in product.Factors)
                if (other != exp && Merge(exp.Inputs[0], a, other, b) is { } result)
                {
                    int count = Math.Min(Math.Abs(a), Math.Abs(b));
                    product.MultiplyFactor(exp, a > 0 ? -count : count);
                    product.MultiplyFactor(other, b > 0 ? -count : count);
                    if (result.Op != Sources.Constant)
                        product.MultiplyFactor(result, count);
                    return true;
                }
        }
        return false;
    }

    /// <summary>What <c>(e^u)^±1</c> times <c>other^±1</c> is, where that is one safe factor, else null.</summary>
    private static Node? Merge(Node u, int expSign, Node other, int otherSign)
    {
        if (other.Op == Transcendental.Sigmoid && otherSign > 0)
        {
            Node v = other.Inputs[0];
            return expSign > 0 ? (SumForm.AreOpposite(u, v) ? NodeOperators.Sigmoid(u) : null)
                : u == v ? NodeOperators.Sigmoid(SumForm.Negated(u)) : null;
        }
        return other.Op == Transcendental.Exp && (expSign > 0) == (otherSign > 0) && SumForm.AreOpposite(u, other.Inputs[0])
            ? Constants.Of(u.Graph, u.DType, 1)
            : null;
    }

    private static bool TryMergeSoftmax(ProductForm product)
    {
        foreach ((Node sum, int below) in product.Factors)
            if (below < 0 && Softmaxes.SummedExp(sum) is var (exp, axes))
            {
                int above = product.ExponentOf(exp);
                if (above <= 0)
                    continue;
                int count = Math.Min(above, -below);
                product.MultiplyFactor(exp, -count);
                product.MultiplyFactor(sum, count);
                product.MultiplyFactor(NodeOperators.Softmax(exp.Inputs[0], axes), count);
                return true;
            }
        return false;
    }
}
