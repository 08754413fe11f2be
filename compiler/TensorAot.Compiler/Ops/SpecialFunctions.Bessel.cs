using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

// Bessel functions of integer order, and the incomplete gamma and beta functions.
public static partial class SpecialFunctions
{
    private static readonly ScalarAccuracy
        s_besselJ = new(32, Order("n", -100, 100), new("x", -1e4, 1e4)) { Scale = (a, _) => Math.Abs(a[1]) < Math.Abs(a[0]) ? 0 : Math.Min(1, 1 / Math.Sqrt(Math.Abs(a[1]))), ScaleText = "Min(1, 1 / Sqrt(Abs(x))) for Abs(x) >= Abs(n)" },
        s_besselI = new(64, Order("n", -1000, 1000), new("x", -713, 713)),
        s_besselIe = new(64, Order("n", -1000, 1000), new("x", -1e9, 1e9)),
        s_gammaInc = new ScalarAccuracy(64, new ScalarParameter("a", 1e-300, 1e4), new("x", 0, 2e4)).OfPower(),
        s_betaInc = new ScalarAccuracy(256, new ScalarParameter("a", 0.1, 1e4), new("b", 0.1, 1e4), new("x", 0, 1)).OfPower();

    public static readonly Op BesselJ = Bessel("BesselJ", "The Bessel function of the first kind J_n(x), elementwise, for a build-time integer n from -1000 to 1000 (SciPy's jn, Theano's jv). Gradient: g * (BesselJ(n - 1, x) - BesselJ(n + 1, x)) / 2.",
        SpecialReference.BesselJ, s_besselJ, (f, n, x) => 0.5 * (f(n - 1, x) - f(n + 1, x)), () => BesselJ!);

    public static readonly Op BesselI = Bessel("BesselI", "The modified Bessel function of the first kind I_n(x), elementwise, for a build-time integer n from -1000 to 1000 (Theano's iv). Gradient: g * (BesselI(n - 1, x) + BesselI(n + 1, x)) / 2.",
        SpecialReference.BesselI, s_besselI, (f, n, x) => 0.5 * (f(n - 1, x) + f(n + 1, x)), () => BesselI!);

    public static readonly Op BesselIe = Bessel("BesselIe", "Exp(-|x|) * BesselI(n, x), elementwise, without overflow, for a build-time integer n from -1000 to 1000 (Theano's ive). Gradient: g * ((BesselIe(n - 1, x) + BesselIe(n + 1, x)) / 2 - Sign(x) * BesselIe(n, x)).",
        (n, x) => Math.Exp(-Math.Abs(x)) * SpecialReference.BesselI(n, x), s_besselIe, (f, n, x) => (0.5 * (f(n - 1, x) + f(n + 1, x))) - (Sign(x) * f(n, x)), () => BesselIe!);

    public static readonly Op J0 = OfOrder("J0", "The Bessel function of the first kind and order 0, elementwise: BesselJ(0, x).", () => BesselJ, 0, SpecialReference.BesselJ);

    public static readonly Op J1 = OfOrder("J1", "The Bessel function of the first kind and order 1, elementwise: BesselJ(1, x).", () => BesselJ, 1, SpecialReference.BesselJ);

    public static readonly Op I0 = OfOrder("I0", "The modified Bessel function of the first kind and order 0, elementwise: BesselI(0, x).", () => BesselI, 0, SpecialReference.BesselI);

    public static readonly Op I1 = OfOrder("I1", "The modified Bessel function of the first kind and order 1, elementwise: BesselI(1, x).", () => BesselI, 1, SpecialReference.BesselI);

    public static readonly Op GammaInc = IncompleteGamma("GammaInc", "The regularised lower incomplete gamma function P(a, x), elementwise: the integral of t^(a - 1) e^-t from 0 to x over Gamma(a) (SciPy's gammainc). Shapes broadcast. NaN where a or x is negative. Gradient for x: g * x^(a - 1) * e^-x / Gamma(a); none for a.",
        1, SpecialReference.GammaInc, () => GammaInc!);

    public static readonly Op GammaIncC = IncompleteGamma("GammaIncC", "The regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x), elementwise, accurate where it is small (SciPy's gammaincc). Shapes broadcast. NaN where a or x is negative. Gradient for x: -g * x^(a - 1) * e^-x / Gamma(a); none for a.",
        -1, SpecialReference.GammaIncC, () => GammaIncC!);

    public static readonly Op BetaInc = new("BetaInc", OpKind.Elementwise)
    {
        Doc = "The regularised incomplete beta function I_x(a, b), elementwise: the integral of t^(a - 1) (1 - t)^(b - 1) from 0 to x over Beta(a, b) (SciPy's betainc). Shapes broadcast. NaN where a or b is negative or x outside [0, 1]. Gradient for x: g * x^(a - 1) * (1 - x)^(b - 1) / Beta(a, b); none for a and b.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Floating,
        Domain = [(1, 4), (1, 4), (0.2, 0.8)],
        Reference = ReferenceFormulas.Elementwise((_, v) => SpecialReference.BetaInc(v[0], v[1], v[2])),
        Gradient = r =>
        {
            (Node a, Node b, Node x) = (r.Inputs[0], r.Inputs[1], r.Inputs[2]);
            return [null, null, r.Gradient * Exp(Apply(LogForms.Xlogy, a - 1, x) + Apply(LogForms.Xlog1py, b - 1, -x) - Apply(BetaLn!, a, b))];
        },
        NoGradientFor = i => i < 2 ? "the slope of an incomplete beta function in its parameters has no closed form" : null,
        Build = c => c.Graph.Add(c.Op, null, c.Operands("a", "b", "x")),
        Code = Scalar("BetaInc", s_betaInc),
        UlpBound = s_betaInc.UlpBound,
        Samples = s =>
        [
            Apply(BetaInc!, s.Input(2, 3), s.Input(2, 3), s.Input(2, 3)),
            Apply(BetaInc!, s.Input(), s.Input(), s.Input(17)),
            Apply(BetaInc!, s.Input(2, 1), s.Input(3), s.Input()),
            Apply(BetaInc!, s.Input(0, 3), s.Input(3), s.Input(1)),
        ],
    };

    private static Op Bessel(string name, string doc, Func<int, double, double> formula, ScalarAccuracy accuracy, Func<Func<Node, Node, Node>, Node, Node, Node> slope, Func<Op> self) =>
        new(name, OpKind.Elementwise)
        {
            Doc = doc,
            Type = TypeRules.Elementwise,
            DTypes = DTypes.Floating,
            Domain = [(0.4, 2)],
            Reference = ReferenceFormulas.Binary((n, x) => Math.Floor(n) == n ? formula((int)n, x) : double.NaN),
            Gradient = r => [null, r.Gradient * slope((n, x) => Apply(self(), n, x), r.Inputs[0], r.Inputs[1])],
            NoGradientFor = OrderHasNone,
            Build = c => Of(self(), (int)c.Number("n", 0), c.Node("x")),
            Code = Scalar(name, accuracy),
            UlpBound = accuracy.UlpBound,
            Samples = s => [.. s.UnaryOf(x => Of(self(), 0, x)), Of(self(), 1, s.Input(2, 3)), Of(self(), 3, s.Input(3)), Of(self(), -1, s.Input(3))],
        };

    private static Op OfOrder(string name, string doc, Func<Op> op, int n, Func<int, double, double> expected) =>
        Formulas.Unary(name, doc, DTypes.Floating, x => Of(op(), n, x), x => expected(n, x), (0.4, 2));

    private static Node Of(Op op, int n, Node x) => Apply(op, Constant(x, n), x);

    private static Op IncompleteGamma(string name, string doc, int sign, Func<double, double, double> formula, Func<Op> self) =>
        new(name, OpKind.Elementwise)
        {
            Doc = doc,
            Type = TypeRules.Elementwise,
            DTypes = DTypes.Floating,
            Domain = [(1, 4), (0.5, 3)],
            Reference = ReferenceFormulas.Binary(formula),
            Gradient = r =>
            {
                (Node a, Node x) = (r.Inputs[0], r.Inputs[1]);
                return [null, r.Gradient * (sign * Exp(Apply(LogForms.Xlogy, a - 1, x) - x - GammaLn(a)))];
            },
            NoGradientFor = i => i == 0 ? "the slope of an incomplete gamma function in its order has no closed form" : null,
            Build = c => c.Graph.Add(c.Op, null, c.Operands("a", "x")),
            Code = Scalar(name, s_gammaInc),
            UlpBound = s_gammaInc.UlpBound,
            Samples = s => s.Binary(self()),
        };
}
