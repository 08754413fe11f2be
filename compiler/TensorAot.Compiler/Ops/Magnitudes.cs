using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Signs, lengths and roots.</summary>
public static class Magnitudes
{
    public static readonly Op CopySign = new("CopySign", OpKind.Elementwise)
    {
        Doc = "|a| with the sign of b, elementwise, that of zeros and NaN included. Shapes broadcast. Gradient for a: g * Sign(a) with the sign of b, so 0 at a = 0; zero for b.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Floating,
        Domain = [(0.2, 4), (-4, -0.2)],
        Reference = ReferenceFormulas.Binary((a, b) => ScalarReference.IsNegative(b) ? -Math.Abs(a) : Math.Abs(a)),
        Gradient = r => [r.Gradient * (Sign(r.Inputs[0]) * Apply(CopySign!, Constant(r.Output, 1), r.Inputs[1])), Constant(r.Output, 0)],
        Build = Calls.Binary,
        Code = new ElementCode("CopySign", IsOperator: false, Cost: 3),
        Samples = s => s.Binary(CopySign!),
    };

    public static readonly Op SignBit = Formulas.Unary("SignBit", "Whether the sign bit is set, elementwise: true for negative numbers and for -0, where x < 0 is false.",
        DTypes.Floating, BuildSignBit, x => ScalarReference.IsNegative(x) ? 1 : 0);

    public static readonly Op Hypot = new("Hypot", OpKind.Elementwise)
    {
        Doc = "Sqrt(a^2 + b^2), elementwise, without overflow or underflow on the way (Borges, ACM TOMS 47, 2021). Shapes broadcast. Infinite when either is, even beside NaN. Gradient: g * a / h for a and g * b / h for b, both 0 where a = b = 0, as that of a norm.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Floating,
        Domain = [(0.7, 4), (-4, -0.7)],
        Reference = ReferenceFormulas.Binary(ReferenceHypot),
        Gradient = r =>
        {
            Node length = Where(Equal(r.Output, 0), Constant(r.Output, 1), r.Output);
            return [r.Gradient * (r.Inputs[0] / length), r.Gradient * (r.Inputs[1] / length)];
        },
        Build = Calls.Binary,
        Code = new ElementCode("Hypot", IsOperator: false, Cost: 48),
        IsCommutative = true,
        UlpBound = 1,
        Samples = s => s.Binary(Hypot!),
    };

    public static readonly Op Cbrt = new("Cbrt", OpKind.Elementwise)
    {
        Doc = "The cube root, elementwise, of negative numbers too. The gradient g / (3 * Cbrt(x)^2) is infinite at 0, as the slope is.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Floating,
        Domain = [(0.3, 9)],
        Reference = ReferenceFormulas.Unary(ReferenceCbrt),
        Gradient = r => [r.Gradient / (3 * Square(r.Output))],
        Build = Calls.Unary,
        Code = new ElementCode("Cbrt", IsOperator: false, Cost: 60),
        UlpBound = 1,
        Samples = s => s.Unary(Cbrt!),
    };

    public static readonly Op Fma = new("Fma", OpKind.Elementwise)
    {
        Doc = "a * b + c, elementwise, rounded once. Shapes broadcast. Gradient: g * b, g * a and g.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Floating,
        Reference = ReferenceFormulas.Elementwise((_, v) => ScalarReference.FusedMultiplyAdd(v[0], v[1], v[2])),
        Gradient = r => [r.Gradient * r.Inputs[1], r.Gradient * r.Inputs[0], r.Gradient],
        Build = c => c.Graph.Add(c.Op, null, c.Operands("a", "b", "c")),
        Code = new ElementCode("Fma", IsOperator: false, Cost: 1),
        Samples = s =>
        [
            Apply(Fma!, s.Input(2, 3), s.Input(2, 3), s.Input(2, 3)),
            Apply(Fma!, s.Input(17), s.Input(), s.Input(17)),
            Apply(Fma!, s.Input(2, 1), s.Input(3), s.Input()),
            Apply(Fma!, s.Input(0, 3), s.Input(3), s.Input(1)),
        ],
    };

    private static Node BuildSignBit(Node x) => Less(Apply(CopySign, Constant(x, 1), x), Constant(x, 0));

    private static double ReferenceHypot(double a, double b)
    {
        double larger = Math.Max(Math.Abs(a), Math.Abs(b)), smaller = Math.Min(Math.Abs(a), Math.Abs(b));
        return double.IsInfinity(a) || double.IsInfinity(b) ? double.PositiveInfinity
            : larger == 0 ? 0
            : larger * Math.Sqrt(1 + (smaller / larger * (smaller / larger)));
    }

    /// <summary>A power, and one step of Newton's method for the third of an ulp that 1/3 is off.</summary>
    private static double ReferenceCbrt(double x)
    {
        if (x == 0 || double.IsInfinity(x) || double.IsNaN(x))
            return x;
        double root = Math.Sign(x) * Math.Pow(Math.Abs(x), 1 / 3.0);
        return root - (((root * root * root) - x) / (3 * root * root));
    }
}
