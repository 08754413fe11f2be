using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>
/// Finds e^(-u^2) / erfc(u) and its reciprocal among the factors of a product, and their logarithms among the terms of a sum, however
/// the square is written: <c>Exp(-Square(x - m) / (2 * Square(s))) / Erfc((x - m) / (s * sqrt(2)))</c> is one of u = (x - m) / (s * sqrt(2)).
/// </summary>
internal static class ErfcRatios
{
    /// <summary>How far the number before the square may be from that of the argument, which had to be rounded, in units of the last place.</summary>
    private const int Tolerance = 8;

    private const double EpsilonOfFloat = 1.1920929e-7, EpsilonOfDouble = 2.2204460492503131e-16;

    /// <summary>The product with e^(-u^2) / erfc(u) where it does not underflow, or null.</summary>
    public static Node? Merged(Node root)
    {
        ProductForm product = ProductForm.Of(root);
        if (TakeOut(product) is not var (u, power))
            return null;
        product.MultiplyFactor(power > 0 ? ErfcTail.Ratio(u) : ErfcTail.Inverse(u), Math.Abs(power));
        return product.HasUsableCoefficient ? product.Build() : null;
    }

    /// <summary>Takes a power of e^(-u^2) / erfc(u) out of a product.</summary>
    public static (Node U, int Power)? TakeOut(ProductForm product)
    {
        foreach ((Node erfc, int n) in product.Factors)
        {
            if (erfc.Op != ErrorFunctions.Erfc || ErfcTail.IsHead(erfc.Inputs[0]))
                continue;
            Node u = erfc.Inputs[0];
            foreach ((Node exp, int m) in product.Factors)
                if (exp.Op == Transcendental.Exp && Without(exp.Inputs[0], u, m, n) is var (left, power))
                {
                    product.MultiplyFactor(exp, -m);
                    product.MultiplyFactor(erfc, power);
                    if (left is not null)
                        product.MultiplyFactor(Exp(left), 1);
                    return (u, power);
                }
        }
        return null;
    }

    /// <summary>The sum with log(erfc(u)) + u^2 as minus the logarithm of e^(-u^2) / erfc(u), or null.</summary>
    public static Node? MergedLogarithms(Node root)
    {
        IReadOnlyList<(Node Term, int Sign)> terms = SumForm.Of(root).Terms;
        for (int i = 0; i < terms.Count; i++)
            if (ErfcTail.OfLogarithm(terms[i].Term) is { } u)
                for (int j = 0; j < terms.Count; j++)
                    if (j != i && Multiple(terms[j].Term, u) is { } k && IsWhole(k * terms[j].Sign * terms[i].Sign - 1, u.DType))
                    {
                        (int at, int gone, int sign) = (i, j, -terms[i].Sign);
                        return SumForm.Build(root.Graph, root.DType, [.. terms.Select((t, k) => k == at ? (ErfcTail.LogarithmOfRatio(u), sign) : t).Where((_, k) => k != gone)]);
                    }
        return null;
    }

    /// <summary>The exponent of exp^m without what goes with erfc^n, and which power of e^(-u^2) / erfc(u) that is; null when nothing goes.</summary>
    private static (Node? Left, int Power)? Without(Node exponent, Node u, int m, int n)
    {
        IReadOnlyList<(Node Term, int Sign)> terms = SumForm.Of(exponent).Terms;
        for (int i = 0; i < terms.Count; i++)
        {
            // e^(k u^2) erfc(u)^n with k and n of one sign: so many of them go together.
            double k = (Multiple(terms[i].Term, u) ?? 0) * terms[i].Sign * m;
            if (k * n <= 0)
                continue;
            double whole = Math.Round(k);
            int count = Math.Min(Math.Abs(n), (int)Math.Min(16, Math.Floor(Math.Abs(IsWhole(k - whole, u.DType) ? whole : k))));
            if (count == 0)
                continue;
            double rest = IsWhole(k - whole, u.DType) ? Math.Abs(whole) - count : Math.Abs(k) - count;
            var left = new LinearForm(u.Graph, u.DType);
            for (int j = 0; j < terms.Count; j++)
                if (j != i)
                    left.Add(terms[j].Term, terms[j].Sign * m);
            if (rest != 0)
                left.Add(Square(u), Math.Sign(k) * rest);
            return (left.IsZero ? null : left.Build(), -Math.Sign(n) * count);
        }
        return null;
    }

    /// <summary>The k of <c>term = k * u^2</c>, else null.</summary>
    private static double? Multiple(Node term, Node u)
    {
        ProductForm square = ProductForm.Of(u), quotient = ProductForm.Of(term);
        if (square.Coefficient == 0)
            return null;
        quotient = quotient.Over(square).Over(square);
        return quotient.Factors.Count == 0 ? quotient.Coefficient : null;
    }

    private static bool IsWhole(double error, DType dtype) => Math.Abs(error) <= Tolerance * (dtype == DType.Float32 ? EpsilonOfFloat : EpsilonOfDouble);
}
