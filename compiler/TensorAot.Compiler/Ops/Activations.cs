using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Activation functions of neural networks, by their exact definitions. NaN stays NaN; where a kink is, the doc says what its gradient is.</summary>
public static class Activations
{
    private const double SeluScale = 1.0507009873554804934, SeluAlpha = 1.6732632423543772848;

    /// <summary>sqrt(2 / pi) and the cubic term of the approximation of Hendrycks and Gimpel.</summary>
    private const double TanhScale = 0.79788456080286535588, TanhCubic = 0.044715;

    public static readonly Op Relu = Formulas.Unary("Relu", "x where x > 0, else 0, elementwise. The gradient is g where x > 0 and 0 elsewhere, so 0 at the kink (as PyTorch and JAX; Theano has half of g there).",
        DTypes.Numbers, x => Where(LessEqual(x, Constant(x, 0)), Constant(x, 0), x), x => Math.Max(x, 0));

    public static readonly Op LeakyRelu = Sloped("LeakyRelu", "x where x > 0, else alpha * x, elementwise; alpha = 0.01, a number or a tensor that broadcasts (PReLU, Theano's relu(x, alpha)). The gradient at the kink is alpha * g.",
        0.01, (x, alpha) => Where(Greater(x, Constant(x, 0)), x, alpha * x), (x, alpha) => x > 0 ? x : alpha * x);

    public static readonly Op Elu = Sloped("Elu", "x where x > 0, else alpha * (e^x - 1), elementwise; alpha = 1. Clevert and others, 2015. The gradient at 0 is alpha * g.",
        1, (x, alpha) => Where(Greater(x, Constant(x, 0)), x, alpha * Expm1(x)), (x, alpha) => x > 0 ? x : alpha * ScalarReference.Expm1(x));

    public static readonly Op Celu = Sloped("Celu", "x where x > 0, else alpha * (e^(x / alpha) - 1), elementwise; alpha = 1. Barron, 2017: its gradient is continuous for every alpha.",
        1, (x, alpha) => Where(Greater(x, Constant(x, 0)), x, alpha * Expm1(x / alpha)), (x, alpha) => x > 0 ? x : alpha * ScalarReference.Expm1(x / alpha));

    public static readonly Op Selu = Formulas.Unary("Selu", "scale * (x where x > 0, else alpha * (e^x - 1)), elementwise, with scale = 1.0507009873554805 and alpha = 1.6732632423543772, which keep mean 0 and variance 1. Klambauer and others, 2017. The gradient at 0 is scale * alpha * g.",
        DTypes.Floating, x => SeluScale * Where(Greater(x, Constant(x, 0)), x, SeluAlpha * Expm1(x)), x => SeluScale * (x > 0 ? x : SeluAlpha * ScalarReference.Expm1(x)));

    public static readonly Op Gelu = Formulas.Macro("Gelu", "x * Phi(x) = x / 2 * erfc(-x / sqrt(2)), elementwise, with the normal distribution function Phi, without cancellation; 0 at -infinity. Hendrycks and Gimpel, 2016; approximate takes their tanh form, x * Sigmoid(2 * sqrt(2 / pi) * (x + 0.044715 * x^3)).",
        DTypes.Floating, c => c.Flag("approximate") ? TanhGelu(Formulas.Operands(c, "x")[0]) : ExactGelu(Formulas.Operands(c, "x")[0]), s =>
        [
            .. s.ExpectUnary(ExactGelu, x => 0.5 * x * ErrorFunctionReference.Erfc(-x / Math.Sqrt(2))),
            .. s.ExpectUnary(TanhGelu, x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))))),
        ]);

    public static readonly Op Silu = Formulas.Unary("Silu", "x * Sigmoid(x), elementwise (also called Swish); 0 at -infinity.",
        DTypes.Floating, x => Limited(x, x * Sigmoid(x)), x => x * ScalarReference.Sigmoid(x));

    public static readonly Op Mish = Formulas.Unary("Mish", "x * Tanh(Softplus(x)), elementwise; 0 at -infinity. Misra, 2019.",
        DTypes.Floating, x => Limited(x, x * Tanh(Softplus(x))), x => x * Math.Tanh(ScalarReference.Softplus(x)));

    public static readonly Op HardSigmoid = Formulas.Unary("HardSigmoid", "Clip(0.2 * x + 0.5, 0, 1), elementwise: Theano's and Keras 2's (PyTorch's has the slope 1/6). The gradient is 0.2 * g where the line is taken, its ends included, and 0 elsewhere.",
        DTypes.Floating, x => Clip((0.2 * x) + 0.5, Constant(x, 0), Constant(x, 1)), x => Math.Max(0, Math.Min(1, (x * 0.2) + 0.5)), (-2.4, 2.4));

    public static readonly Op HardTanh = Formulas.Macro("HardTanh", "x limited to [low, high], elementwise, with low = -1 and high = 1. The gradient is g inside, the ends included, and 0 outside.",
        DTypes.Floating, c => HardTanhOf(Formulas.Operands(c, "x")[0], c.Number("low", -1), c.Number("high", 1)),
        s => s.ExpectUnary(x => HardTanhOf(x, -1, 1.5), x => Math.Max(-1, Math.Min(1.5, x))));

    public static readonly Op Relu6 = Formulas.Unary("Relu6", "x limited to [0, 6], elementwise. The gradient is g inside, the ends included, and 0 outside.",
        DTypes.Floating, x => HardTanhOf(x, 0, 6), x => Math.Max(0, Math.Min(6, x)));

    public static readonly Op HardSwish = Formulas.Unary("HardSwish", "x * Clip(x + 3, 0, 6) / 6, elementwise. Howard and others, 2019.",
        DTypes.Floating, x => Limited(x, x * (HardTanhOf(x + 3, 0, 6) / 6)), x => x * Math.Max(0, Math.Min(6, x + 3)) / 6, (-2.9, 2.9));

    public static readonly Op Softsign = new("Softsign", OpKind.Composite)
    {
        Doc = "x / (1 + |x|), elementwise; 1 and -1 at the infinities. Gradient: g / (1 + |x|)^2.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Floating,
        Reference = ReferenceFormulas.Unary(x => double.IsInfinity(x) ? Math.Sign(x) : x / (1 + Math.Abs(x))),
        Gradient = r => [r.Gradient * Square(1 / (1 + Abs(r.Inputs[0])))],
        Build = Calls.Unary,
        Expand = n => Where(Equal(Abs(n.Inputs[0]), double.PositiveInfinity), Sign(n.Inputs[0]), n.Inputs[0] / (1 + Abs(n.Inputs[0]))),
        UlpBound = 2,
        Samples = s => s.Unary(Softsign!),
    };

    private static Op Sloped(string name, string doc, double alpha, Func<Node, Node, Node> formula, Func<double, double, double> expected) =>
        Formulas.Macro(name, doc, DTypes.Floating, c =>
        {
            if (!c.Has("alpha"))
                return formula(Formulas.Operands(c, "x")[0], Constant(c.Node("x"), alpha));
            Node[] operands = Formulas.Operands(c, "x", "alpha");
            return formula(operands[0], operands[1]);
        }, s => [.. s.ExpectUnary(x => formula(x, Constant(x, alpha)), x => expected(x, alpha)), .. s.ExpectBinary(formula, expected)], (-4, 4), (0.25, 2));

    private static Node HardTanhOf(Node x, double low, double high) => Clip(x, Constant(x, low), Constant(x, high));

    private static Node ExactGelu(Node x) => Limited(x, 0.5 * x * Erfc(x * -Math.Sqrt(0.5)));

    private static Node TanhGelu(Node x)
    {
        // Where the sigmoid is 0 or 1 in double, and its slope 0: the cube would make the slope 0 * infinity.
        Node limited = HardTanhOf(x, -32, 32);
        return Limited(x, x * Sigmoid(2 * TanhScale * (limited + (TanhCubic * (limited * Square(limited))))));
    }

    /// <summary>A product that is 0 * infinity at -infinity, where its limit is 0, and whose slope is that at infinity, where its limit is x.</summary>
    private static Node Limited(Node x, Node product) =>
        Where(Equal(x, double.NegativeInfinity), Constant(x, 0), Where(Equal(x, double.PositiveInfinity), x, product));
}
