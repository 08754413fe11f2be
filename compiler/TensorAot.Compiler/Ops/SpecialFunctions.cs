using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// Special functions off the hot path: scalar C# of the runtime, computed in double, one element at a time; devices have the same in
/// gpu-kernels/special.g.cuh. Sources of the algorithms are with their code in the runtime.
/// </summary>
public static partial class SpecialFunctions
{
    private const double RootOfPi = 1.7724538509055160273;

    private static readonly ScalarAccuracy
        s_erfcx = new(4, new ScalarParameter("x", -26.5, 1e300)),
        s_erfcinv = new(6, new ScalarParameter("x", 1e-300, 2)),
        s_gamma = new(12, new ScalarParameter("x", -184, 172)),
        s_polyGamma = new(64, Order("n", 0, 30), new("x", -100, 1e12)) { Scale = (a, _) => a[1] < 0 ? OfPole((int)a[0], Math.Abs(a[1] - Math.Round(a[1]))) : 0, ScaleText = "n! / d^(n + 1), d the distance of x < 0 from an integer" },
        s_beta = new ScalarAccuracy(32, new ScalarParameter("a", 1e-300, 1e6), new("b", 1e-300, 1e6)).OfPower(),
        s_betaLn = new(16, new ScalarParameter("a", 1e-300, 1e15), new("b", 1e-300, 1e15)) { Scale = (_, _) => 1, ScaleText = "1" };

    public static readonly Op Erfcx = Function("Erfcx", "exp(x^2) * erfc(x), elementwise, without underflow: the scaled complementary error function. Infinite below -26.6. Gradient: g * (2 * x * Erfcx(x) - 2 / sqrt(pi)), for positive x in a form that does not cancel.",
        SpecialReference.Erfcx, s_erfcx, (-2, 5), r => ScaledErfc.Slope(r.Inputs[0], r.Output), () => Erfcx!);

    public static readonly Op Erfcinv = Function("Erfcinv", "The inverse of erfc, elementwise: infinite at 0 and 2, NaN outside. Gradient: -g * sqrt(pi) / 2 * Exp(Erfcinv(x)^2).",
        SpecialReference.Erfcinv, s_erfcinv, (0.2, 1.8), r => (-RootOfPi / 2) * Exp(Square(r.Output)), () => Erfcinv!);

    public static readonly Op Gamma = Function("Gamma", "The gamma function, elementwise: (x - 1)! at integers. Infinite at 0 with its sign and above 171.6, NaN at negative integers. Gradient: g * Gamma(x) * digamma(x).",
        SpecialReference.Gamma, s_gamma, (0.4, 5), r => r.Output * NewPolyGamma(0, r.Inputs[0]), () => Gamma!);

    public static readonly Op PolyGamma = new("PolyGamma", OpKind.Elementwise)
    {
        Doc = "The derivative of order n of digamma, elementwise, for a build-time integer n from 0 to 150 (NaN for others); n = 0 is digamma itself, n = 1 trigamma. At 0 and the negative integers infinite for odd n, NaN for even n > 0. Gradient: g * PolyGamma(n + 1, x).",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Floating,
        Domain = [(0.4, 5)],
        Reference = ReferenceFormulas.Binary((n, x) => SpecialReference.PolyGamma((int)n, x)),
        Gradient = r => [null, r.Gradient * Apply(PolyGamma!, r.Inputs[0] + 1, r.Inputs[1])],
        NoGradientFor = OrderHasNone,
        Build = c => NewPolyGamma((int)c.Number("n", 0), c.Node("x")),
        Code = Scalar("PolyGamma", s_polyGamma),
        UlpBound = s_polyGamma.UlpBound,
        Samples = s => [.. s.UnaryOf(x => NewPolyGamma(0, x)), NewPolyGamma(1, s.Input(2, 3)), NewPolyGamma(2, s.Input(3))],
    };

    public static readonly Op Trigamma = Formulas.Unary("Trigamma", "The second derivative of the logarithm of the gamma function, elementwise: PolyGamma(1, x).",
        DTypes.Floating, x => NewPolyGamma(1, x), x => SpecialReference.PolyGamma(1, x), (0.4, 5));

    public static readonly Op Beta = new("Beta", OpKind.Elementwise)
    {
        Doc = "Gamma(a) * Gamma(b) / Gamma(a + b), elementwise, without overflow. Shapes broadcast. Infinite where a or b is 0, NaN where one is negative. Gradient: g * Beta(a, b) * (digamma(a) - digamma(a + b)) for a, and so for b.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Floating,
        Domain = [(0.5, 4)],
        Reference = ReferenceFormulas.Binary(SpecialReference.Beta),
        Gradient = r => BetaSlopes(r, r.Gradient * r.Output),
        Build = Calls.Binary,
        Code = Scalar("Beta", s_beta),
        IsCommutative = true,
        UlpBound = s_beta.UlpBound,
        Samples = s => s.Binary(Beta!),
    };

    public static readonly Op BetaLn = new("BetaLn", OpKind.Elementwise)
    {
        Doc = "Log(Beta(a, b)), elementwise, without cancellation for large parameters. Shapes broadcast. Infinite where a or b is 0, NaN where one is negative. Gradient: g * (digamma(a) - digamma(a + b)) for a, and so for b.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Floating,
        // At 1 and 1 the logarithm is 0, where no relative bound holds.
        Domain = [(1.5, 6)],
        Reference = ReferenceFormulas.Binary((a, b) => Math.Log(SpecialReference.Beta(a, b))),
        Gradient = r => BetaSlopes(r, r.Gradient),
        Build = Calls.Binary,
        Code = Scalar("BetaLn", s_betaLn),
        IsCommutative = true,
        UlpBound = s_betaLn.UlpBound,
        Samples = s => s.Binary(BetaLn!),
    };

    private static Op Function(string name, string doc, Func<double, double> formula, ScalarAccuracy accuracy, (double, double) domain, Func<GradientRequest, Node> slope, Func<Op> self) =>
        new(name, OpKind.Elementwise)
        {
            Doc = doc,
            Type = TypeRules.Elementwise,
            DTypes = DTypes.Floating,
            Domain = [domain],
            Reference = ReferenceFormulas.Unary(formula),
            Gradient = r => [r.Gradient * slope(r)],
            Build = Calls.Unary,
            Code = Scalar(name, accuracy),
            UlpBound = accuracy.UlpBound,
            Samples = s => s.Unary(self()),
        };

    /// <summary>A scalar function of the runtime; some cost a thousand instructions.</summary>
    private static ElementCode Scalar(string name, ScalarAccuracy accuracy) =>
        new(name, IsOperator: false, Cost: 400, _ => false) { HasExactForm = false, Accuracy = accuracy };

    private static double OfPole(int n, double distance)
    {
        double size = 1 / distance;
        for (int k = 1; k <= n; k++)
            size *= k / distance;
        return size;
    }

    private static ScalarParameter Order(string name, int low, int high) => new(name, low, high) { IsInteger = true };

    private static Node NewPolyGamma(int n, Node x) => Apply(PolyGamma, Constant(x, n), x);

    private static Node?[] BetaSlopes(GradientRequest request, Node gradient)
    {
        (Node a, Node b) = (request.Inputs[0], request.Inputs[1]);
        Node ofSum = NewPolyGamma(0, a + b);
        return [gradient * (NewPolyGamma(0, a) - ofSum), gradient * (NewPolyGamma(0, b) - ofSum)];
    }

    private static string? OrderHasNone(int input) => input == 0 ? "its order is an integer, which does not vary" : null;
}
