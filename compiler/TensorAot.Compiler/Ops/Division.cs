using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Division towards minus infinity, as in NumPy and Python, and other ways to divide. The operators / and % are C#'s.</summary>
public static class Division
{
    public static readonly Op FloorDivide = new("FloorDivide", OpKind.Elementwise)
    {
        Doc = "a / b rounded towards minus infinity, elementwise (Python's //, Theano's int_div). Shapes broadcast. Floats as NumPy: from the exact remainder, so FloorDivide(1, 0.1) is 9, and a / 0 is infinite or NaN. Integer division by zero throws before anything is written, MinValue by -1 wraps. The gradient is zero, also at the jumps.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Numbers,
        Domain = [(4.1, 4.9), (1.1, 1.3)],
        Reference = ReferenceFormulas.Binary(ReferenceQuotient, (a, b) => b == -1 ? unchecked(-a) : (long)Math.Floor((decimal)a / b)),
        Gradient = r => [Constant(r.Output, 0), Constant(r.Output, 0)],
        Build = Calls.Binary,
        Code = new ElementCode("FloorDivide", IsOperator: false, Cost: 30, _ => false),
        CanFail = true,
        Check = new CheckCode(CheckKind.NotZero, 1),
        FailsWhen = Arithmetic.DividesByUnknown,
        Samples = s => s.Binary(FloorDivide!),
    };

    public static readonly Op Mod = new("Mod", OpKind.Elementwise)
    {
        Doc = "a - b * FloorDivide(a, b), elementwise and exact: the remainder with the sign of b (NumPy's mod and remainder, Python's %; C#'s % has the sign of a). Shapes broadcast. A zero has the sign of b, Mod(a, 0) is NaN; an integer remainder by zero throws before anything is written. The gradient takes the quotient as constant: its jumps have none.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Numbers,
        Domain = [(4.1, 4.9), (1.1, 1.3)],
        Reference = ReferenceFormulas.Binary(ReferenceRest, (a, b) => b == -1 ? 0 : (long)(a - (b * Math.Floor((decimal)a / b)))),
        Gradient = r => [r.Gradient, -(r.Gradient * Apply(FloorDivide, r.Inputs[0], r.Inputs[1]))],
        Build = Calls.Binary,
        Code = new ElementCode("Mod", IsOperator: false, Cost: 24, _ => false),
        CanFail = true,
        Check = new CheckCode(CheckKind.NotZero, 1),
        FailsWhen = Arithmetic.DividesByUnknown,
        Samples = s => s.Binary(Mod!),
    };

    public static readonly Op DivMod = new("DivMod", OpKind.Macro)
    {
        Doc = "The pair (FloorDivide(a, b), Mod(a, b)), elementwise. Shapes broadcast.",
        Type = r => throw new InvalidOperationException($"{r.Op.Name} is built from other ops"),
        Reference = r => throw new InvalidOperationException($"{r.Node.Op.Name} is built from other ops"),
        DTypes = DTypes.Numbers,
        UlpBound = 16,
        Domain = [(4.4, 4.7)],
        BuildMany = c =>
        {
            Node[] operands = c.Operands("a", "b");
            return [Apply(FloorDivide, operands), Apply(Mod, operands)];
        },
        Samples = s =>
        [
            // The quotient stays away from integers.
            .. s.ExpectBinary((a, b) => Apply(FloorDivide, 5 * a, a + b), (a, b) => ReferenceQuotient(5 * a, a + b)),
            .. s.ExpectBinary((a, b) => Apply(Mod, 5 * a, a + b), (a, b) => ReferenceRest(5 * a, a + b)),
        ],
    };

    public static readonly Op TrueDivide = Formulas.Binary("TrueDivide", "a / b, elementwise, as real numbers (Python's /): integers become double first, so nothing throws and 1 by 0 is infinite. Shapes broadcast. The gradient of floats is that of a / b.",
        DTypes.Numbers, BuildTrueDivide, (a, b) => a / b, (1, 5));

    public static readonly Op CeilIntDiv = Formulas.Binary("CeilIntDiv", "a / b of integers rounded towards plus infinity, elementwise (Theano's ceil_intdiv): how many parts of size b cover a. Shapes broadcast. Division by zero throws before anything is written.",
        DTypes.Integers, BuildCeiling, (a, b) => Math.Ceiling(a / b), (1, 9));

    public static readonly Op Reciprocal = Formulas.Unary("Reciprocal", "1 / x, elementwise (Theano's inv). Infinite at zero, with its sign.",
        DTypes.Floating, x => 1 / x, x => 1 / x, (0.5, 4));

    private static Node BuildTrueDivide(Node a, Node b) =>
        a.DType.IsInteger() ? Cast(a, DType.Float64) / Cast(b, DType.Float64) : a / b;

    private static Node BuildCeiling(Node a, Node b)
    {
        Node quotient = Apply(FloorDivide, a, b);
        return quotient + Cast(NotEqual(Apply(Mod, a, b), Constant(a, 0)), a.DType);
    }

    /// <summary>The largest integer q with q b not beyond a, found from the exact remainder.</summary>
    private static double ReferenceQuotient(double a, double b)
    {
        if (b == 0)
            return a / b;
        if (double.IsInfinity(b) && !double.IsNaN(a) && !double.IsInfinity(a))
            return a == 0 || a < 0 == b < 0 ? 0 : -1;
        return Math.Round((a - ReferenceRest(a, b)) / b);
    }

    private static double ReferenceRest(double a, double b)
    {
        double rest = Math.IEEERemainder(a, b);
        return rest != 0 && rest < 0 != b < 0 ? rest + b : rest;
    }
}
