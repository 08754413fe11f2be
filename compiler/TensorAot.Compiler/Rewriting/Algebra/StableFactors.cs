using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>Groups of factors that overflow each on its own and are harmless together.</summary>
internal static class StableFactors
{
    /// <summary>
    /// Writes the exponentials of a product in functions that neither over- nor underflow before the product does:
    /// <c>(1 + e^u)^-1</c> as sigmoid(-u), <c>e^u * sigmoid(-u)</c> as sigmoid(u), <c>e^a / (e^a + e^b)</c> as sigmoid(a - b),
    /// <c>e^a * e^b</c> as <c>e^(a+b)</c>. False when there is nothing to do.
    /// </summary>
    public static bool MergeSigmoids(ProductForm product)
    {
        (Node Base, int Exponent)[] atoms = [.. product.Factors.Where(f => ExponentialFactors.IsFunction(f.Base) || (f.Exponent < 0 && ExponentialFactors.IsSum(f.Base)))];
        if (atoms.Length == 0 || (atoms.Length == 1 && IsStable(atoms[0])))
            return false;
        atoms = WithSums(product, atoms);
        return Merge(product, atoms) || (atoms.Any(a => !ExponentialFactors.IsFunction(a.Base)) && Merge(product, [.. atoms.Where(a => ExponentialFactors.IsFunction(a.Base))]))
            || MergeLogarithms(product);
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

    private static bool IsStable((Node Base, int Exponent) factor) =>
        ExponentialFactors.IsFunction(factor.Base) && (factor.Exponent > 0 || factor.Base.Op != Transcendental.Exp) && !MentionsSoftplus(factor.Base);

    private static bool MentionsSoftplus(Node exp) =>
        exp.Op == Transcendental.Exp && LinearForm.Of(exp.Inputs[0]).Terms.Any(t => t.Term.Op == Transcendental.Softplus && t.Factor < 0);

    /// <summary>With the sums above the line, such as <c>1 + e^u</c>, that meet something of the same u.</summary>
    private static (Node, int)[] WithSums(ProductForm product, (Node Base, int Exponent)[] atoms)
    {
        (Node Base, int Exponent)[] sums = [.. product.Factors.Where(f => f.Exponent > 0 && ExponentialFactors.IsSum(f.Base))];
        if (sums.Length == 0)
            return atoms;
        ExponentialFactors read = Read(product, atoms);
        return [.. atoms, .. sums.Where(s => Read(product, [s]).Groups.All(g => read.Groups.Any(h => (g.Plus > 0 ? h.Plus < 0 : h.Plus != 0) && g.U.Over(h.U) is 1 or -1)))];
    }

    private static ExponentialFactors Read(ProductForm product, IEnumerable<(Node Base, int Exponent)> atoms)
    {
        var read = new ExponentialFactors(product.Graph, product.DType);
        foreach ((Node factor, int exponent) in atoms)
            read.Multiply(factor, exponent);
        return read;
    }

    private static bool Merge(ProductForm product, (Node Base, int Exponent)[] atoms)
    {
        if (atoms.Length == 0 || StableForms.Of(Read(product, atoms), atoms) is not { } stable || !StableForms.Fits(stable, atoms))
            return false;
        return Replace(product, atoms, stable);
    }

    private static bool Replace(ProductForm product, (Node Base, int Exponent)[] atoms, StableForms stable)
    {
        // Functions that are stable stay unless they, or the exponentials among them, become fewer: where terms cancel between their arguments,
        // sigmoid(a + c) / sigmoid(b + c), the same product has several forms of one length, which would follow each other without end.
        if ((stable.Factors.Count == atoms.Length && stable.Factors.All(atoms.Contains))
            || (stable.Factors.Count >= atoms.Length && atoms.All(a => IsStable(a) && !IsUnbounded(a.Base)) && Exponentials(stable.Factors) >= Exponentials(atoms)))
            return false;
        foreach ((Node factor, int exponent) in atoms)
            product.MultiplyFactor(factor, -exponent);
        foreach ((Node factor, int exponent) in stable.Factors)
            product.MultiplyFactor(factor, exponent);
        product.Scale(stable.Coefficient);
        return true;
    }

    private static bool IsUnbounded(Node function) => function.Op == Hyperbolic.Cosh || function.Op == Hyperbolic.Sinh;

    private static int Exponentials(IEnumerable<(Node Base, int Exponent)> factors) => factors.Count(f => f.Base.Op == Transcendental.Exp);

    /// <summary>Exponentials over a sum of exponentials, by the logarithm of the sum.</summary>
    private static bool MergeLogarithms(ProductForm product)
    {
        (Node Base, int Exponent)[] exps = [.. product.Factors.Where(f => f.Base.Op == Transcendental.Exp)];
        if (exps.Length == 0)
            return false;
        foreach ((Node sum, int below) in product.Factors.ToArray())
            if (below < 0 && LogarithmOfSum.Of(sum) is { } logarithm)
            {
                (Node, int)[] atoms = [.. exps, (sum, below)];
                ExponentialFactors read = Read(product, exps);
                read.Exponent.Add(LinearForm.Of(logarithm), below);
                return StableForms.Of(read, exps) is { } stable && StableForms.Fits(stable, exps) && Replace(product, atoms, stable);
            }
        return false;
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
