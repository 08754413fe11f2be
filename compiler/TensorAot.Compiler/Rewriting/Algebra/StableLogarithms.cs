using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>Logarithms of values that over- or underflow where the logarithm does not.</summary>
internal static class StableLogarithms
{
    private const double Ln2 = 0.69314718055994531;

    /// <summary>
    /// The logarithm of a product as a sum, where that keeps a factor from over- or underflowing: of exponentials, probabilities,
    /// products of many, powers. What has no logarithm of its own stays together under one. Null where nothing is gained.
    /// </summary>
    public static Node? OfProduct(Node x)
    {
        ProductForm product = ProductForm.Of(x), rest = product.Clone();
        var terms = new List<(Node Logarithm, double Factor)>();
        if (product.Factors.Any(f => f.Base.Op == ErrorFunctions.Erfc && f.Base.Inputs[0].Op == Logic.Where && ErfcTail.IsHead(f.Base.Inputs[0])))
            return null;
        while (ErfcRatios.TakeOut(rest) is var (u, n))
            terms.Add((ErfcTail.LogarithmOfRatio(u), n));
        product = rest.Clone();
        foreach ((Node factor, int n) in product.Factors)
            if (Of(factor) is { } logarithm)
            {
                terms.Add((logarithm, n));
                rest.MultiplyFactor(factor, -n);
            }
            else if (WeightedSums.Split(factor) is var (core, shift))
            {
                terms.Add((shift, n));
                rest.MultiplyFactor(factor, -n);
                rest.MultiplyFactor(core, n);
            }
        if (rest.Factors.Count == 1 && OfPower(rest, terms.Count > 0) is var (power, exponent, coefficient))
        {
            terms.Add((power, exponent));
            rest.MultiplyFactor(rest.Factors[0].Base, -rest.Factors[0].Exponent);
            rest.Scale(coefficient / rest.Coefficient);
        }
        if (terms.Count == 0 || (rest.Factors.Count == 0 && !(rest.Coefficient > 0)) || !rest.HasUsableCoefficient)
            return null;
        Node? sum = rest.Factors.Count > 0 ? Log(rest.Build()) : null;
        foreach ((Node logarithm, double factor) in terms.OrderBy(t => t.Factor < 0))
            sum = Plus(sum, logarithm, factor);
        return rest.Factors.Count > 0 || rest.Coefficient == 1 ? sum : sum! + Constant(sum!, Math.Log(rest.Coefficient));
    }

    /// <summary>The logarithm of a value that is never negative, in a form that is finite where the value over- or underflows; else null.</summary>
    public static Node? Of(Node x)
    {
        if (x.Op == Transcendental.Exp)
            return x.Inputs[0];
        if (x.Op == Transcendental.Sigmoid)
            return -Softplus(SumForm.Negated(x.Inputs[0]));
        if (x.Op == Neural.Softmax)
            return x.Graph.Add(Neural.LogSoftmax, x.Attribute, x.Inputs[0]);
        if (x.Op == Reduction.Sum && x.Inputs[0].Op == Transcendental.Exp)
            return x.Graph.Add(Neural.LogSumExp, x.Attribute, x.Inputs[0].Inputs[0]);
        if (x.Op == Reduction.Prod && Signs.IsNotNegative(x.Inputs[0]))
            return x.Graph.Add(Reduction.Sum, x.Attribute, Log(x.Inputs[0]));
        if (x.Op == Hyperbolic.Cosh)
            return OfCosh(x.Inputs[0]);
        if (x.Op == ErrorFunctions.Erfc && !ErfcTail.IsHead(x.Inputs[0]))
            return ErfcTail.Logarithm(x.Inputs[0]);
        if (ErfcTail.OfRatio(x) is { } u)
            return ErfcTail.LogarithmOfRatio(u);
        if (x.Op == Shaping.Transpose || x.Op == Shaping.ExpandDims)
            return Of(x.Inputs[0]) is { } inner ? x.Graph.Add(x.Op, x.Attribute, inner) : null;
        if (x.Op == Reduction.Sum && Signs.IsNotNegative(x))
            return Picks.Logarithm(x) ?? Picks.LogarithmOfSelected(x) ?? WeightedSums.Logarithm(x);
        return LogarithmOfSum.Of(x);
    }

    /// <summary>|x| + log((1 + e^-2|x|) / 2), with a slope of |x| at 0 that is not 0: the second derivative would be, too.</summary>
    private static Node OfCosh(Node x)
    {
        Node size = Where(Less(x, Constant(x, 0)), -x, x);
        return size + (Softplus(-2 * size) - Ln2);
    }

    /// <summary>The logarithm of c * b^n as exponent * power + log(coefficient), for a single factor.</summary>
    private static (Node Power, double Exponent, double Coefficient)? OfPower(ProductForm product, bool isSplit)
    {
        ((Node b, int n), double c) = (product.Factors[0], product.Coefficient);
        if (b.Op == Transcendental.Expm1 && n == 1)
            return c < 0 ? (Log1mexp(b.Inputs[0]), 1, -c) : (b.Inputs[0] + Log1mexp(SumForm.Negated(b.Inputs[0])), 1, c);
        if (b.Op == Hyperbolic.Sinh && n == 1 && c > 0)
            return (b.Inputs[0] + Log1mexp(-2 * b.Inputs[0]), 1, c / 2);
        if (b.Op == Arithmetic.Sqrt && c > 0 && (isSplit || n != 1 || c == 1))
            return (Log(b.Inputs[0]), 0.5 * n, c);
        if (n % 2 == 0)
            return c > 0 ? (Log(Signs.IsNotNegative(b) ? b : Abs(b)), n, c) : null;
        if (n == 1 || (n == -1 && c != 1 && !isSplit))
            return null;
        return (Log(c > 0 ? b : -b), n, Math.Abs(c));
    }

    private static Node Plus(Node? sum, Node term, double factor)
    {
        Node scaled = Math.Abs(factor) == 1 ? term : Math.Abs(factor) * term;
        return sum is null ? (factor < 0 ? -scaled : scaled) : factor < 0 ? sum - scaled : sum + scaled;
    }
}
