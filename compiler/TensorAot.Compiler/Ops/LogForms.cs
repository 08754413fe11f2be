using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Products with logarithms and logarithms of sums, in forms that neither overflow nor make NaN of 0 * infinity.</summary>
public static class LogForms
{
    private static readonly double s_ln2 = 0.69314718055994531;

    public static readonly Op Xlogx = new("Xlogx", OpKind.Composite)
    {
        Doc = "x * Log(x), elementwise, and 0 at x = 0 (the negative of an entropy's term). NaN for x < 0. The gradient g * (Log(x) + 1) is -infinity at 0, as the slope is.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Floating,
        Domain = [(0.1, 4)],
        Reference = ReferenceFormulas.Unary(x => x == 0 ? 0 : x * Math.Log(x)),
        Gradient = r => [r.Gradient * (Log(r.Inputs[0]) + 1)],
        Build = Calls.Unary,
        Expand = n => Where(Equal(n.Inputs[0], 0), Constant(n, 0), n.Inputs[0] * Log(n.Inputs[0])),
        UlpBound = 3,
        Samples = s => s.Unary(Xlogx!),
    };

    public static readonly Op Xlogy = Product("Xlogy", "a * Log(b), elementwise, and 0 where a = 0 unless b is NaN (SciPy's xlogy). Shapes broadcast. Gradient: g * Log(b) for a, 0 where a = 0 and b <= 0; g * a / b for b, 0 there as well.",
        (1, 4), Log, 0, Math.Log, () => Xlogy!);

    public static readonly Op Xlog1py = Product("Xlog1py", "a * Log1p(b), elementwise, and 0 where a = 0 unless b is NaN (SciPy's xlog1py). Shapes broadcast. Gradient: g * Log1p(b) for a, 0 where a = 0 and b <= -1; g * a / (1 + b) for b, 0 there as well.",
        (0.2, 4), Log1p, 1, ScalarReference.Log1p, () => Xlog1py!);

    public static readonly Op LogAddExp = Sum("LogAddExp", "Log(Exp(a) + Exp(b)), elementwise, without overflow. Shapes broadcast. -infinity where both are. Gradient: g * Sigmoid(a - b) for a and g * Sigmoid(b - a) for b, half to each where both are the same infinity.",
        1, (a, b) => Math.Max(a, b) + ScalarReference.Log1p(Math.Exp(-Math.Abs(a - b))), () => LogAddExp!);

    public static readonly Op LogAddExp2 = Sum("LogAddExp2", "Log2(2^a + 2^b), elementwise, without overflow. Shapes broadcast. -infinity where both are. Gradient: g * 2^a / (2^a + 2^b) for a and the rest of g for b.",
        s_ln2, (a, b) => Math.Max(a, b) + (ScalarReference.Log1p(Math.Pow(2, -Math.Abs(a - b))) / Math.Log(2)), () => LogAddExp2!);

    public static readonly Op Logit = new("Logit", OpKind.Composite)
    {
        Doc = "Log(x / (1 - x)), elementwise: the inverse of Sigmoid, accurate at 1/2 and at both ends. -infinity at 0, infinity at 1, NaN outside. Gradient: g / (x * (1 - x)).",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Floating,
        Domain = [(0.1, 0.9)],
        Reference = ReferenceFormulas.Unary(x => Math.Log(x) - ScalarReference.Log1p(-x)),
        Gradient = r => [r.Gradient / (r.Inputs[0] * (1 - r.Inputs[0]))],
        Build = Calls.Unary,
        // With the nearer end as divisor both differences are exact where they matter.
        Expand = n =>
        {
            Node x = n.Inputs[0], difference = (2 * x) - 1;
            // -0 is an end too: 1 / -0 would be below the other end.
            Node nearer = Where(Equal(x, 0), Constant(x, 0), Minimum(x, 1 - x));
            // A quotient by the smallest numbers would overflow: there the divisor is 2^64 times as large, and the logarithm that much more.
            Node isTiny = Less(Abs(nearer), Constant(x, x.DType == DType.Float32 ? 1e-37 : 1e-300));
            Node size = Log1p(Abs(difference) / (nearer * Where(isTiny, Constant(x, 18446744073709551616.0), Constant(x, 1))));
            return Apply(Magnitudes.CopySign, size + Where(isTiny, Constant(x, 64 * Math.Log(2)), Constant(x, 0)), difference);
        },
        UlpBound = 4,
        Samples = s => s.Unary(Logit!),
    };

    public static readonly Op LogSigmoid = Formulas.Unary("LogSigmoid", "Log(Sigmoid(x)) = -Softplus(-x), elementwise, for any x without overflow. Gradient: g * Sigmoid(-x).",
        DTypes.Floating, x => -Softplus(-x), x => -ScalarReference.Softplus(-x));

    /// <param name="shift">The logarithm is that of shift + b.</param>
    private static Op Product(string name, string doc, (double, double) domain, Func<Node, Node> log, double shift, Func<double, double> formula, Func<Op> self) =>
        new(name, OpKind.Composite)
        {
            Doc = doc,
            Type = TypeRules.Elementwise,
            DTypes = DTypes.Floating,
            Domain = [(0.3, 4), domain],
            Reference = ReferenceFormulas.Binary((a, b) => a == 0 && !double.IsNaN(b) ? 0 : a * formula(b)),
            Gradient = r =>
            {
                (Node a, Node b) = (r.Inputs[0], r.Inputs[1]);
                Node isCorner = And(Equal(a, 0), LessEqual(b, Constant(b, -shift)));
                Node inside = Where(isCorner, Constant(b, 1 - shift), b);
                return [r.Gradient * log(inside), r.Gradient * (a / (shift == 0 ? inside : shift + inside))];
            },
            Build = Calls.Binary,
            Expand = n =>
            {
                (Node a, Node b) = (n.Inputs[0], n.Inputs[1]);
                return Where(And(Equal(a, 0), Equal(b, b)), Constant(n, 0), a * log(b));
            },
            UlpBound = 3,
            Samples = s => s.Binary(self()),
        };

    /// <summary>max + softplus(-scale |a - b|) / scale. Equal operands are taken out of the difference, because infinities have none.</summary>
    private static Op Sum(string name, string doc, double scale, Func<double, double, double> formula, Func<Op> self) =>
        new(name, OpKind.Composite)
        {
            Doc = doc,
            Type = TypeRules.Elementwise,
            DTypes = DTypes.Floating,
            Reference = ReferenceFormulas.Binary((a, b) => a == b ? a + (Math.Log(2) / scale) : formula(a, b)),
            Gradient = r =>
            {
                (Node a, Node b) = (r.Inputs[0], r.Inputs[1]);
                Node isSameInfinity = And(Equal(a, b), Equal(Abs(a), double.PositiveInfinity));
                Node difference = Where(isSameInfinity, Constant(a, 0), (a - b) * scale);
                return [r.Gradient * Sigmoid(difference), r.Gradient * Sigmoid(-difference)];
            },
            Build = Calls.Binary,
            Expand = n =>
            {
                (Node a, Node b) = (n.Inputs[0], n.Inputs[1]);
                Node distance = Where(Equal(a, b), Constant(a, 0), Abs(a - b) * scale);
                return Maximum(a, b) + (Softplus(-distance) / scale);
            },
            UlpBound = 4,
            IsCommutative = true,
            Samples = s => s.Binary(self()),
        };
}
