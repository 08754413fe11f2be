using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>erfc and r(x) = e^(-x^2) / erfc(x) where they underflow or their derivatives cancel: by <see cref="ScaledErfc"/> from 0 on.</summary>
internal static class ErfcTail
{
    private const double RootOfPi = 1.7724538509055160273;
    private const double LogOfRootOfPi = 0.57236494292470008707;

    /// <summary>log(erfc(x)).</summary>
    public static Node Logarithm(Node x)
    {
        Node isTail = Greater(x, Constant(x, ScaledErfc.Tail(x.DType)));
        return Where(isTail, Log1p(ScaledErfc.Series(x)) - Log(x) - Square(x) - LogOfRootOfPi, Log(Erfc(Head(x, isTail))));
    }

    /// <summary>e^(-x^2) / erfc(x).</summary>
    public static Node Ratio(Node x)
    {
        Parts p = Of(x);
        return Where(p.IsTail, x * RootOfPi / (1 + ScaledErfc.Series(x)), Where(p.IsLeft, Exp(-Square(p.Left)) / Erfc(p.Left), (1 + (0.5 * p.Middle)) * Exp(ScaledErfc.Polynomial(p.Middle))));
    }

    /// <summary>e^(x^2) erfc(x).</summary>
    public static Node Inverse(Node x)
    {
        Parts p = Of(x);
        return Where(p.IsTail, (1 + ScaledErfc.Series(x)) / (x * RootOfPi), Where(p.IsLeft, Exp(Square(p.Left)) * Erfc(p.Left), Exp(-ScaledErfc.Polynomial(p.Middle)) / (1 + (0.5 * p.Middle))));
    }

    /// <summary>log(e^(-x^2) / erfc(x)).</summary>
    public static Node LogarithmOfRatio(Node x)
    {
        Parts p = Of(x);
        return Where(p.IsTail, Log(x) + LogOfRootOfPi - Log1p(ScaledErfc.Series(x)), Where(p.IsLeft, -Square(p.Left) - Log(Erfc(p.Left)), Log1p(0.5 * p.Middle) + ScaledErfc.Polynomial(p.Middle)));
    }

    /// <summary>The x of a value that is log(erfc(x)) as this class writes it, else null.</summary>
    public static Node? OfLogarithm(Node node) =>
        node.Op == Logic.Where && node.Inputs[2].Op == Transcendental.Log && node.Inputs[2].Inputs[0].Op == ErrorFunctions.Erfc
        && node.Inputs[2].Inputs[0].Inputs[0] is { Op: var op } head && op == Logic.Where && head.Inputs[0] == node.Inputs[0]
        && Constants.Is(head.Inputs[1], ScaledErfc.Tail(head.DType)) ? head.Inputs[2] : null;

    /// <summary>The x of a value that is e^(-x^2) / erfc(x) as this class writes it, else null.</summary>
    public static Node? OfRatio(Node node)
    {
        if (node.Op != Logic.Where || node.Inputs[0].Op != Comparison.Greater || node.Inputs[2].Op != Logic.Where)
            return null;
        Node x = node.Inputs[0].Inputs[0], left = node.Inputs[2].Inputs[1];
        bool isRatio = left.Op == Arithmetic.Divide && left.Inputs[0].Op == Transcendental.Exp && left.Inputs[1].Op == ErrorFunctions.Erfc;
        return isRatio && left.Inputs[1].Inputs[0] is { } argument && IsHead(argument) && argument.Inputs.Count == 3 && argument.Inputs[1] == x ? x : null;
    }

    /// <summary>Whether a value is an argument that never is in the tail: a number, or because this class has limited it.</summary>
    public static bool IsHead(Node x) => (x.Op == Logic.Where && x.Inputs.Skip(1).Any(i => Constants.Is(i, ScaledErfc.Tail(x.DType))))
        || (Constants.ValueOf(x) is { } constant && !(constant.ToDouble() > ScaledErfc.Tail(x.DType)));

    private static Node Head(Node x, Node isTail) => Where(isTail, Constant(x, ScaledErfc.Tail(x.DType)), x);

    private static Parts Of(Node x)
    {
        Node limit = Constant(x, ScaledErfc.Tail(x.DType)), isTail = Greater(x, limit), isLeft = Less(x, Constant(x, 0));
        return new Parts(isTail, isLeft, Where(isLeft, x, limit), Where(Or(isTail, isLeft), limit, x));
    }

    /// <summary>The argument in three parts: in the other ones Left and Middle are where the tail begins.</summary>
    private sealed record Parts(Node IsTail, Node IsLeft, Node Left, Node Middle);
}
