using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Arithmetic of numbers. Integers wrap; division truncates, as in C#.</summary>
public static class Arithmetic
{
    public static readonly Op Add = new("Add", OpKind.Elementwise)
    {
        Doc = "a + b, elementwise. Shapes broadcast. Integers wrap.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Numbers,
        Reference = ReferenceFormulas.Binary((a, b) => a + b, (a, b) => unchecked(a + b)),
        Gradient = r => [r.Gradient, r.Gradient],
        Build = Calls.Binary,
        Operator = "op_Addition",
        Code = new ElementCode("+", IsOperator: true, Cost: 1),
        IsCommutative = true,
        Samples = s => s.Binary(Add!),
    };

    public static readonly Op Subtract = new("Subtract", OpKind.Elementwise)
    {
        Doc = "a - b, elementwise. Shapes broadcast. Integers wrap.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Numbers,
        Reference = ReferenceFormulas.Binary((a, b) => a - b, (a, b) => unchecked(a - b)),
        Gradient = r => [r.Gradient, -r.Gradient],
        Build = Calls.Binary,
        Operator = "op_Subtraction",
        Code = new ElementCode("-", IsOperator: true, Cost: 1),
        Samples = s => s.Binary(Subtract!),
    };

    public static readonly Op Multiply = new("Multiply", OpKind.Elementwise)
    {
        Doc = "a * b, elementwise. Shapes broadcast. Integers wrap.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Numbers,
        Reference = ReferenceFormulas.Binary((a, b) => a * b, (a, b) => unchecked(a * b)),
        Gradient = r => [r.Gradient * r.Inputs[1], r.Gradient * r.Inputs[0]],
        Build = Calls.Binary,
        Operator = "op_Multiply",
        Code = new ElementCode("*", IsOperator: true, Cost: 1),
        IsCommutative = true,
        Samples = s => s.Binary(Multiply!),
    };

    public static readonly Op Divide = new("Divide", OpKind.Elementwise)
    {
        Doc = "a / b, elementwise. Shapes broadcast. Integers truncate as in C#: division by zero throws before anything is written, MinValue / -1 wraps.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Numbers,
        Domain = [(-4, 4), (1, 5)],
        Reference = ReferenceFormulas.Binary((a, b) => a / b, (a, b) => b == -1 ? unchecked(-a) : a / b),
        Gradient = r => [r.Gradient / r.Inputs[1], -(r.Gradient * r.Output / r.Inputs[1])],
        Build = Calls.Binary,
        Operator = "op_Division",
        Code = new ElementCode("/", IsOperator: true, Cost: 6, d => d.IsFloating(), n => n.DType.IsFloating() ? null : "Divide"),
        CanFail = true,
        Check = new CheckCode(CheckKind.NotZero, 1),
        FailsWhen = DividesByUnknown,
        Samples = s => s.Binary(Divide!),
    };

    public static readonly Op Remainder = new("Remainder", OpKind.Elementwise)
    {
        Doc = "a % b, elementwise: C#'s remainder, with the sign of a. Shapes broadcast. An integer remainder by zero throws before anything is written. The gradient takes the truncated quotient as constant: its jumps have none.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Numbers,
        Domain = [(-4, 4), (1, 5)],
        Reference = ReferenceFormulas.Binary((a, b) => a % b, (a, b) => b == -1 ? 0 : a % b),
        Gradient = r => [r.Gradient, -(r.Gradient * ((r.Inputs[0] - r.Output) / r.Inputs[1]))],
        Build = Calls.Binary,
        Operator = "op_Modulus",
        Code = new ElementCode("%", IsOperator: true, Cost: 20, _ => false, n => n.DType.IsFloating() ? null : "Remainder"),
        CanFail = true,
        Check = new CheckCode(CheckKind.NotZero, 1),
        FailsWhen = DividesByUnknown,
        Samples = s => s.Binary(Remainder!),
    };

    public static readonly Op Negate = new("Negate", OpKind.Elementwise)
    {
        Doc = "-x, elementwise.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Signed,
        Reference = ReferenceFormulas.Unary(x => -x, x => unchecked(-x)),
        Gradient = r => [-r.Gradient],
        Build = Calls.Unary,
        Operator = "op_UnaryNegation",
        Code = new ElementCode("-", IsOperator: true, Cost: 1),
        Samples = s => s.Unary(Negate!),
    };

    public static readonly Op Plus = Calls.Macro("Plus", "+x: x itself.", c => c.Node(c.Has("x") ? "x" : "a"), s => [s.Expect(s.Input(2, 3), v => v[0])], DTypes.Numbers, "op_UnaryPlus");

    public static readonly Op Abs = new("Abs", OpKind.Elementwise)
    {
        Doc = "|x|, elementwise. The gradient is g * Sign(x), so 0 at x = 0.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Signed,
        Reference = ReferenceFormulas.Unary(Math.Abs, x => x < 0 ? unchecked(-x) : x),
        Gradient = r => [r.Gradient * Sign(r.Inputs[0])],
        Build = Calls.Unary,
        Code = new ElementCode("Abs", IsOperator: false, Cost: 1),
        Samples = s => s.Unary(Abs!),
    };

    public static readonly Op Sign = new("Sign", OpKind.Elementwise)
    {
        Doc = "-1, 0 or 1, elementwise; NaN stays NaN and either zero gives 0, as in NumPy. The gradient is zero, also at the jump.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Signed,
        Reference = ReferenceFormulas.Unary(x => x > 0 ? 1 : x < 0 ? -1 : x == 0 ? 0 : x, x => x > 0 ? 1 : x < 0 ? -1 : 0),
        Gradient = r => [Constant(r.Output, 0)],
        Build = Calls.Unary,
        Code = new ElementCode("Sign", IsOperator: false, Cost: 4),
        Samples = s => s.Unary(Sign!),
    };

    public static readonly Op Square = new("Square", OpKind.Elementwise)
    {
        Doc = "x * x, elementwise. Integers wrap.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Numbers,
        Reference = ReferenceFormulas.Unary(x => x * x, x => unchecked(x * x)),
        Gradient = r => [r.Gradient * (2 * r.Inputs[0])],
        Build = Calls.Unary,
        Code = new ElementCode("Square", IsOperator: false, Cost: 1),
        Samples = s => s.Unary(Square!),
    };

    public static readonly Op Sqrt = new("Sqrt", OpKind.Elementwise)
    {
        Doc = "The square root, elementwise, correctly rounded; NaN for x < 0. The gradient g / (2 * Sqrt(x)) is infinite at 0, as the slope is; at the zero of a sum of squares, where it meets the zero gradient of the squares, it is 0.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Floating,
        Domain = [(0.1, 9)],
        Reference = ReferenceFormulas.Unary(Math.Sqrt),
        Gradient = r => [SumsOfSquares.Contains(r.Inputs[0]) ? GradientMask.Mask(NotEqual(r.Output, 0), r.Gradient / (2 * r.Output)) : r.Gradient / (2 * r.Output)],
        Build = Calls.Unary,
        Code = new ElementCode("Sqrt", IsOperator: false, Cost: 8),
        Samples = s => s.Unary(Sqrt!),
    };

    public static readonly Op Pow = new("Pow", OpKind.Elementwise)
    {
        Doc = "a to the power of b, elementwise, with the special values of IEEE 754 pow. Shapes broadcast. Gradient: g * b * a^(b-1) for a, 0 where b = 0 (so also at a = b = 0); g * a^b * Log(a) for b, 0 where a = 0 and b >= 0.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Floating,
        Domain = [(0.2, 4), (-2, 3)],
        Reference = ReferenceFormulas.Binary(ScalarReference.Pow),
        Gradient = r => [r.Gradient * PowerSlope(r.Inputs[0], r.Inputs[1]), r.Gradient * (r.Output * Log(Where(And(Equal(r.Inputs[0], 0), GreaterEqual(r.Inputs[1], Constant(r.Inputs[1], 0))), Constant(r.Inputs[0], 1), r.Inputs[0])))],
        Build = Calls.Binary,
        Code = new ElementCode("Pow", IsOperator: false, Cost: 95),
        UlpBound = 2,
        Samples = s => s.Binary(Pow!),
    };

    internal static bool DividesByUnknown(Node node) =>
        node.DType.IsInteger() && (Sources.ConstantOf(node.Inputs[1]) is not { } divisor || divisor.Bits == 0);

    /// <summary>d(a^b)/da. A constant exponent, the common case, needs no guard and loses its pow where it can.</summary>
    private static Node PowerSlope(Node a, Node b) => Sources.ConstantOf(b)?.ToDouble() switch
    {
        0 => Constant(a, 0),
        1 => Constant(a, 1),
        2 => 2 * a,
        double c => c * Pow(a, Constant(a, c - 1)),
        null => Where(Equal(b, 0), Constant(b, 0), b * Pow(a, Where(Equal(b, 0), Constant(b, 1), b - 1))),
    };
}
