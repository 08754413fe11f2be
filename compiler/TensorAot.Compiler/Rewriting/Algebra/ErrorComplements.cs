using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>Sums of a number and a function that cancel, and the function that does not: <c>c - c * erf(x) = c * erfc(x)</c>.</summary>
internal static class ErrorComplements
{
    /// <summary>1 - erf(x) = erfc(x), 1 - erfc(x) = erf(x), 2 - erfc(x) = erfc(-x), with any factor and sign; null for other sums.</summary>
    public static Node? TryMerge(Node sum) => Match(sum, (f, ratio) => f.Op == ErrorFunctions.Erf
        ? ratio switch
        {
            1 => Erfc(SumForm.Negated(f.Inputs[0])),
            -1 => -Erfc(f.Inputs[0]),
            _ => null,
        }
        : f.Op != ErrorFunctions.Erfc ? null : ratio switch
        {
            -1 => -Erf(f.Inputs[0]),
            -2 => -Erfc(SumForm.Negated(f.Inputs[0])),
            _ => null,
        });

    /// <summary>cosh(x) - 1 = 2 sinh(x / 2)^2, 1 - cos(x) = 2 sin(x / 2)^2, with any factor and sign.</summary>
    public static Node? HalfAngle(Node sum) => Match(sum, (f, ratio) => ratio != -1 ? null
        : f.Op == Hyperbolic.Cosh ? 2 * Square(Sinh(0.5 * f.Inputs[0]))
        : f.Op == Trigonometric.Cos ? -2 * Square(Sin(0.5 * f.Inputs[0]))
        : null);

    /// <summary>For c + k * f: k times what <paramref name="merge"/> makes of c / k + f.</summary>
    private static Node? Match(Node sum, Func<Node, double, Node?> merge)
    {
        IReadOnlyList<(Node Term, int Sign)> terms = SumForm.Of(sum).Terms;
        if (terms.Count != 2)
            return null;
        for (int i = 0; i < 2; i++)
            if (Constants.ValueOf(terms[i].Term) is { } constant)
            {
                ProductForm product = ProductForm.Of(terms[1 - i].Term);
                double scale = terms[1 - i].Sign * product.Coefficient;
                if (product.Factors.Count != 1 || product.Factors[0].Exponent != 1 || merge(product.Factors[0].Base, terms[i].Sign * constant.ToDouble() / scale) is not { } merged)
                    return null;
                ProductForm result = ProductForm.Of(merged);
                result.Scale(scale);
                return result.Build();
            }
        return null;
    }
}
