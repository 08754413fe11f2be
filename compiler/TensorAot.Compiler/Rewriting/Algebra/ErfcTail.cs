using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>
/// erfc and r(x) = e^(-x^2) / erfc(x) where they underflow or their derivatives cancel. In the tail by the asymptotic expansion (Abramowitz
/// and Stegun 7.1.23): sqrt(pi) x / r(x) = 1 - w + 3 w^2 - 15 w^3 + ... with w = 1 / (2 x^2). Between 0 and the tail by
/// log(r(x)) = log(1 + x / 2) + p(t) with t = 1 / (1 + x / 2), where p is a polynomial: a Chebyshev interpolation of 60 digits, in powers of t
/// scaled to [-1, 1]. Below 0 nothing cancels.
/// </summary>
internal static class ErfcTail
{
    private const double RootOfPi = 1.7724538509055160273;
    private const double LogOfRootOfPi = 0.57236494292470008707;

    private static readonly double[] s_double =
    [
        0.5585953511338153, -0.5703071521222483, -0.015744884612984126, 0.02947130466704802, 0.0010432971878174973, -0.003712753552765469,
        0.00028586816988883374, 0.0005457464544586177, -0.0001499128304358642, -6.471984180993257e-05, 4.237520953337844e-05, 1.280140783461114e-06,
        -8.248214791795159e-06, 2.079514008634755e-06, 9.289592805853717e-07, -6.638264005416221e-07, 3.546255991269017e-08, 1.074974895128434e-07,
        -4.017102140607587e-08, -5.419402437350285e-09, 8.198419949306464e-09, -1.6944837107037116e-09, -6.562542898830214e-10, 4.0275805023161234e-10,
        -3.650240662041893e-11, -2.6916024960713385e-11, 9.091210077631224e-12, -9.366888790877013e-13,
    ];

    private static readonly double[] s_float =
    [
        0.535759762, -0.548568059, -0.0112441478, 0.026169827, 0.000262350493, -0.00295691234,
        0.000337443471, 0.00037185231, -0.000121542897, -3.39890763e-05, 2.62342569e-05, -2.6969411e-07,
        -3.07011809e-06, 5.21257934e-07,
    ];

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
        Parts p = Of(x);
        return Where(p.IsTail, x * RootOfPi / (1 + Series(x)), Where(p.IsLeft, Exp(-Square(p.Left)) / Erfc(p.Left), (1 + (0.5 * p.Middle)) * Exp(Polynomial(p.Middle))));
    }

    /// <summary>e^(x^2) erfc(x).</summary>
    public static Node Inverse(Node x)
    {
        Parts p = Of(x);
        return Where(p.IsTail, (1 + Series(x)) / (x * RootOfPi), Where(p.IsLeft, Exp(Square(p.Left)) * Erfc(p.Left), Exp(-Polynomial(p.Middle)) / (1 + (0.5 * p.Middle))));
    }

    /// <summary>log(e^(-x^2) / erfc(x)).</summary>
    public static Node LogarithmOfRatio(Node x)
    {
        Parts p = Of(x);
        return Where(p.IsTail, Log(x) + LogOfRootOfPi - Log1p(Series(x)), Where(p.IsLeft, -Square(p.Left) - Log(Erfc(p.Left)), Log1p(0.5 * p.Middle) + Polynomial(p.Middle)));
    }

    /// <summary>The x of a value that is log(erfc(x)) as this class writes it, else null.</summary>
    public static Node? OfLogarithm(Node node) =>
        node.Op == Logic.Where && node.Inputs[2].Op == Transcendental.Log && node.Inputs[2].Inputs[0].Op == ErrorFunctions.Erfc
        && node.Inputs[2].Inputs[0].Inputs[0] is { Op: var op } head && op == Logic.Where && head.Inputs[0] == node.Inputs[0]
        && Constants.Is(head.Inputs[1], Limits(head.DType).From) ? head.Inputs[2] : null;

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
    public static bool IsHead(Node x) => (x.Op == Logic.Where && x.Inputs.Skip(1).Any(i => Constants.Is(i, Limits(x.DType).From)))
        || (Constants.ValueOf(x) is { } constant && !(constant.ToDouble() > Limits(x.DType).From));

    private static Node Head(Node x, Node isTail) => Where(isTail, Constant(x, Limits(x.DType).From), x);

    private static Parts Of(Node x)
    {
        Node limit = Constant(x, Limits(x.DType).From), isTail = Greater(x, limit), isLeft = Less(x, Constant(x, 0));
        return new Parts(isTail, isLeft, Where(isLeft, x, limit), Where(Or(isTail, isLeft), limit, x));
    }

    /// <summary>p of 1 / (1 + x / 2), for x from 0 to the tail.</summary>
    private static Node Polynomial(Node x)
    {
        double[] coefficients = x.DType == DType.Float32 ? s_float : s_double;
        double smallest = 1 / (1 + (Limits(x.DType).From / 2));
        Node t = ((2 / (1 + (0.5 * x))) - (1 + smallest)) * (1 / (1 - smallest));
        Node sum = Constant(x, coefficients[coefficients.Length - 1]);
        for (int k = coefficients.Length - 2; k >= 0; k--)
            sum = (sum * t) + coefficients[k];
        return sum;
    }

    /// <summary>-w + 3 w^2 - 15 w^3 + ...</summary>
    private static Node Series(Node x)
    {
        Node w = 0.5 / Square(x);
        Node sum = Constant(x, 0);
        for (int k = Limits(x.DType).Terms; k > 0; k--)
            sum = -((2 * k) - 1) * w * (1 + sum);
        return sum;
    }

    /// <summary>The argument in three parts: in the other ones Left and Middle are where the tail begins.</summary>
    private sealed record Parts(Node IsTail, Node IsLeft, Node Left, Node Middle);
}
