using TensorAot.Compiler.Graphs;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// erfc(x) e^(x^2), its logarithm and its slope where the formulas as written underflow or cancel. In the tail by the asymptotic expansion
/// (Abramowitz and Stegun 7.1.23): sqrt(pi) x e^(x^2) erfc(x) = 1 + S with S = -w + 3 w^2 - 15 w^3 + ... and w = 1 / (2 x^2). Between 0 and
/// the tail by log(e^(x^2) erfc(x)) = -log(1 + x / 2) - p(t) with t = 1 / (1 + x / 2), where p is a polynomial: a Chebyshev interpolation of
/// 60 digits, in powers of t scaled to [-1, 1]. Its second derivative is still right to 2^-52. Below 0 nothing cancels.
/// </summary>
internal static class ScaledErfc
{
    private const double TwoByRootOfPi = 1.1283791670955125739;

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

    /// <summary>Where the expansion begins.</summary>
    public static double Tail(DType dtype) => Limits(dtype).From;

    /// <summary>p of 1 / (1 + x / 2), for x from 0 to the tail.</summary>
    public static Node Polynomial(Node x) => Horner(Coefficients(x.DType), Scaled(x));

    /// <summary>-w + 3 w^2 - 15 w^3 + ..., in the tail.</summary>
    public static Node Series(Node x)
    {
        Node w = 0.5 / Square(x);
        Node sum = Constant(x, 0);
        for (int k = Limits(x.DType).Terms; k > 0; k--)
            sum = -((2 * k) - 1) * w * (1 + sum);
        return sum;
    }

    /// <summary>
    /// The derivative of <paramref name="scaled"/> = e^(x^2) erfc(x): 2 x erfcx(x) - 2 / sqrt(pi), which is 2 / sqrt(pi) S in the tail, where
    /// the difference has no digits left, and before it by the derivative of the logarithm.
    /// </summary>
    public static Node Slope(Node x, Node scaled)
    {
        Node limit = Constant(x, Tail(x.DType)), isTail = Greater(x, limit), isLeft = Less(x, Constant(x, 0));
        Node middle = Where(Or(isTail, isLeft), limit, x), t = Scaled(middle), u = 1 + (0.5 * middle);
        double[] coefficients = Coefficients(x.DType);
        Node inner = Horner([.. coefficients.Skip(1).Select((c, k) => (k + 1) * c)], t);
        Node ofLogarithm = ((inner * (1 / (1 - Smallest(x.DType)) / u)) - 0.5) / u;
        return Where(isTail, TwoByRootOfPi * Series(Where(isTail, x, limit)), Where(isLeft, (2 * (x * scaled)) - TwoByRootOfPi, scaled * ofLogarithm));
    }

    private static double[] Coefficients(DType dtype) => dtype == DType.Float32 ? s_float : s_double;

    /// <summary>t where the tail begins.</summary>
    private static double Smallest(DType dtype) => 1 / (1 + (Tail(dtype) / 2));

    /// <summary>t, scaled to [-1, 1].</summary>
    private static Node Scaled(Node x) => ((2 / (1 + (0.5 * x))) - (1 + Smallest(x.DType))) * (1 / (1 - Smallest(x.DType)));

    private static Node Horner(double[] coefficients, Node t)
    {
        Node sum = Constant(t, coefficients[coefficients.Length - 1]);
        for (int k = coefficients.Length - 2; k >= 0; k--)
            sum = (sum * t) + coefficients[k];
        return sum;
    }
}
