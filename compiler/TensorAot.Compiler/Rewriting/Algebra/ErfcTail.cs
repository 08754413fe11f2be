using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>
/// erfc where it underflows, by its asymptotic expansion (Abramowitz and Stegun 7.1.23):
/// sqrt(pi) x e^(x^2) erfc(x) = 1 - w + 3 w^2 - 15 w^3 + ... with w = 1 / (2 x^2).
/// </summary>
internal static class ErfcTail
{
    private const double RootOfPi = 1.7724538509055160273;
    private const double LogOfRootOfPi = 0.57236494292470008707;

    /// <summary>Where the expansion begins, and how many terms it takes to be exact there.</summary>
    private static (double From, int Terms) Limits(DType dtype) => dtype == DType.Float32 ? (8, 5) : (10, 12);

    /// <summary>log(erfc(x)).</summary>
    public static Node Logarithm(Node x)
    {
        Node isTail = Greater(x, Constant(x, Limits(x.DType).From));
        return Where(isTail, Log1p(Series(x)) - Log(x) - Square(x) - LogOfRootOfPi, Log(Erfc(Head(x, isTail))));
    }

    /// <summary>e^(-x^2) / erfc(x).</summary>
    public static Node Ratio(Node x)
    {
        Node isTail = Greater(x, Constant(x, Limits(x.DType).From)), head = Head(x, isTail);
        return Where(isTail, x * RootOfPi / (1 + Series(x)), Exp(-Square(head)) / Erfc(head));
    }

    /// <summary>
    /// log(e^(-x^2) / erfc(x)): the logarithm of the quotient in the middle, where neither underflows, and a difference that does not cancel
    /// on the left, where erfc is nearly 2.
    /// </summary>
    public static Node LogarithmOfRatio(Node x)
    {
        Node limit = Constant(x, Limits(x.DType).From);
        Node isTail = Greater(x, limit), isLeft = Less(x, Constant(x, -1));
        Node middle = Where(Or(isTail, isLeft), limit, x), left = Where(Not(isLeft), limit, x);
        Node logarithm = Log(Exp(-Square(middle)) / Erfc(middle));
        return Where(isTail, Log(x) + LogOfRootOfPi - Log1p(Series(x)), Where(isLeft, -Square(left) - Log(Erfc(left)), logarithm));
    }

    /// <summary>The x of a value that is log(erfc(x)) as this class writes it, else null.</summary>
    public static Node? OfLogarithm(Node node) =>
        node.Op == Logic.Where && node.Inputs[2].Op == Transcendental.Log && node.Inputs[2].Inputs[0].Op == ErrorFunctions.Erfc
        && node.Inputs[2].Inputs[0].Inputs[0] is { Op: var op } head && op == Logic.Where && head.Inputs[0] == node.Inputs[0]
        && Constants.Is(head.Inputs[1], Limits(head.DType).From) ? head.Inputs[2] : null;

    /// <summary>Whether a value is an argument that never is in the tail: a number, or because this class has limited it.</summary>
    public static bool IsHead(Node x) => (x.Op == Logic.Where && x.Inputs.Skip(1).Any(i => Constants.Is(i, Limits(x.DType).From)))
        || (Constants.ValueOf(x) is { } constant && !(constant.ToDouble() > Limits(x.DType).From));

    private static Node Head(Node x, Node isTail) => Where(isTail, Constant(x, Limits(x.DType).From), x);

    /// <summary>-w + 3 w^2 - 15 w^3 + ...</summary>
    private static Node Series(Node x)
    {
        Node w = 0.5 / Square(x);
        Node sum = Constant(x, 0);
        for (int k = Limits(x.DType).Terms; k > 0; k--)
            sum = -((2 * k) - 1) * w * (1 + sum);
        return sum;
    }
}
