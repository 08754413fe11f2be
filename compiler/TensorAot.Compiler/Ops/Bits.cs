using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Bits of integers: complement, shifts, and NumPy's names for the operators.</summary>
public static class Bits
{
    private const string NoGradient = "its result is an integer, which does not vary";

    public static readonly Op BitwiseAnd = Formulas.Binary("BitwiseAnd", "a & b, elementwise: of bits, or of truth values. Shapes broadcast. No gradient.",
        DTypes.Bits, And, (a, b) => (long)a & (long)b);

    public static readonly Op BitwiseOr = Formulas.Binary("BitwiseOr", "a | b, elementwise: of bits, or of truth values. Shapes broadcast. No gradient.",
        DTypes.Bits, Or, (a, b) => (long)a | (long)b);

    public static readonly Op BitwiseXor = Formulas.Binary("BitwiseXor", "a ^ b, elementwise: of bits, or of truth values. Shapes broadcast. No gradient.",
        DTypes.Bits, Xor, (a, b) => (long)a ^ (long)b);

    public static readonly Op BitwiseNot = new("BitwiseNot", OpKind.Elementwise)
    {
        Doc = "~x, elementwise: every bit the other way round (NumPy's bitwise_not and invert); of truth values the logical not.",
        Type = r => r.Inputs[0].DType.IsFloating()
            ? throw new GraphException(DiagnosticRules.DTypeNotSupported, r.Subject, r.Inputs[0].DType.CSharpName(), "int, long, byte, bool")
            : TypeRules.Elementwise(r),
        DTypes = DTypes.Integers,
        Reference = ReferenceFormulas.Unary(x => x, x => ~x),
        NoGradient = NoGradient,
        Build = c => c.Node(c.Has("x") ? "x" : "a") is { DType: DType.Bool } truth ? Not(truth) : Calls.Unary(c),
        Operator = "op_OnesComplement",
        Code = new ElementCode("~", IsOperator: true, Cost: 1),
        Samples = s => s.Unary(BitwiseNot!),
    };

    public static readonly Op LeftShift = Shift("LeftShift", "a << b, elementwise: the bits moved up by b places, zeros come in", "op_LeftShift",
        (a, b) => b < 0 ? 0 : Math.Floor(a * Math.Pow(2, b)), () => LeftShift!);

    public static readonly Op RightShift = Shift("RightShift", "a >> b, elementwise: the bits moved down by b places, copies of the sign come in", "op_RightShift",
        (a, b) => b < 0 ? (a < 0 ? -1 : 0) : Math.Floor(a * Math.Pow(2, -b)), () => RightShift!);

    private static Op Shift(string name, string doc, string operatorName, Func<double, double, double> formula, Func<Op> self) =>
        new(name, OpKind.Elementwise)
        {
            Doc = doc + ". Shapes broadcast. A count below zero, or of all bits and more, shifts everything out, as in NumPy (C# would take it modulo the size).",
            Type = TypeRules.Elementwise,
            DTypes = DTypes.Integers,
            Domain = [(-4, 4), (0, 5)],
            Reference = ReferenceFormulas.Elementwise((r, v) => ReferenceFormulas.Wrap(r.Node.DType, (long)formula(v[0], v[1]))),
            NoGradient = NoGradient,
            Build = Calls.Binary,
            Operator = operatorName,
            Code = new ElementCode(name, IsOperator: false, Cost: 3),
            Samples = s => s.Binary(self()),
        };
}
