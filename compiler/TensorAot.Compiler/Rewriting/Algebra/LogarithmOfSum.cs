using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>The logarithm of a sum of a few exponentials, of which none is computed: logAddExp of the exponents.</summary>
internal static class LogarithmOfSum
{
    private const int MaximalTerms = 4;

    /// <summary>log(sum) for a sum of exponentials with positive factors, and positive numbers; null for other sums.</summary>
    public static Node? Of(Node sum)
    {
        if (sum.Op != Arithmetic.Add)
            return null;
        IReadOnlyList<(Node Term, int Sign)> terms = SumForm.Of(sum).Terms;
        if (terms.Count > MaximalTerms || terms.Any(t => t.Sign < 0))
            return null;
        var logarithms = new List<LinearForm>();
        foreach ((Node term, _) in terms)
            if (OfTerm(term) is { } logarithm)
                logarithms.Add(logarithm);
            else
                return null;
        return logarithms.All(l => l.Constant is not null) ? null : Join(logarithms);
    }

    /// <summary>For <c>e^a - e^b</c> the two exponents.</summary>
    public static (LinearForm A, LinearForm B)? OfDifference(Node difference)
    {
        IReadOnlyList<(Node Term, int Sign)> terms = SumForm.Of(difference).Terms;
        if (terms.Count != 2 || terms[0].Sign == terms[1].Sign || OfTerm(terms[0].Term) is not { } first || OfTerm(terms[1].Term) is not { } second)
            return null;
        return first.Constant is not null && second.Constant is not null ? null : terms[0].Sign > 0 ? (first, second) : (second, first);
    }

    /// <summary>The logarithm of a positive number times exponentials.</summary>
    public static LinearForm? OfTerm(Node term)
    {
        var logarithm = new LinearForm(term.Graph, term.DType);
        ProductForm product = ProductForm.Of(term);
        // Zero, infinity and NaN are factors.
        if (!(product.Coefficient > 0) || !product.HasUsableCoefficient || product.Factors.Any(f => f.Base.Op != Transcendental.Exp))
            return null;
        foreach ((Node exp, int n) in product.Factors)
            logarithm.Add(LinearForm.Of(exp.Inputs[0]), n);
        if (product.Coefficient != 1)
            logarithm.Add(Constants.Of(term.Graph, term.DType, 1), Math.Log(product.Coefficient));
        return logarithm;
    }

    /// <summary>With a number: number + softplus(rest - number), which is one function less.</summary>
    private static Node Join(List<LinearForm> logarithms)
    {
        double numbers = logarithms.Where(l => l.Constant is not null).Sum(l => Math.Exp(l.Constant!.Value));
        Node sum = logarithms.Where(l => l.Constant is null).Select(l => l.Build()).Aggregate((a, b) => NodeOperators.Apply(LogForms.LogAddExp, a, b));
        if (numbers is 0 or 1)
            return numbers == 0 ? sum : NodeOperators.Softplus(sum);
        Node number = Constants.Of(sum.Graph, sum.DType, Math.Log(numbers));
        return number + NodeOperators.Softplus(sum - number);
    }
}
