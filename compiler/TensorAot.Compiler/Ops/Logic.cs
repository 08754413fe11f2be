using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Logic of truth values, bits of integers, and selection.</summary>
public static class Logic
{
    public static readonly Op And = Bitwise("And", "Logical and of bool tensors, bitwise and of integers", "op_BitwiseAnd", "&", (a, b) => a & b, () => And!);

    public static readonly Op Or = Bitwise("Or", "Logical or of bool tensors, bitwise or of integers", "op_BitwiseOr", "|", (a, b) => a | b, () => Or!);

    public static readonly Op Xor = Bitwise("Xor", "Logical exclusive or of bool tensors, bitwise exclusive or of integers", "op_ExclusiveOr", "^", (a, b) => a ^ b, () => Xor!);

    public static readonly Op Not = new("Not", OpKind.Elementwise)
    {
        Doc = "Logical not, elementwise.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Boolean,
        Reference = ReferenceFormulas.Unary(x => 1 - x),
        NoGradient = "its result is a truth value, which does not vary",
        Build = Calls.Unary,
        Operator = "op_LogicalNot",
        Code = new ElementCode("Not", IsOperator: false, Cost: 1),
        Samples = s => s.Unary(Not!),
    };

    public static readonly Op Where = new("Where", OpKind.Elementwise)
    {
        Doc = "a where the condition holds, else b, elementwise; both are computed. Shapes broadcast. The gradient goes to the operand that was taken, and a NaN or infinity in the elementwise expression behind the other one does not spread.",
        Type = TypeRules.Selection,
        Reference = ReferenceFormulas.Elementwise((_, v) => v[0] != 0 ? v[1] : v[2]),
        Gradient = r =>
        [
            null,
            GradientMask.Mask(r.Inputs[0], r.Gradient),
            GradientMask.Mask(Not(r.Inputs[0]), r.Gradient),
        ],
        Build = c => c.Graph.Add(c.Op, null, [c.Node("condition"), .. c.Operands("a", "b")]),
        Code = new ElementCode("Select", IsOperator: false, Cost: 1),
        Samples = s =>
        [
            SampleSets.Apply(Where!, s.InputOf(DType.Bool, 2, 3), s.Input(2, 3), s.Input(2, 3)),
            SampleSets.Apply(Where!, s.InputOf(DType.Bool, 3), s.Input(2, 1), s.Input()),
            SampleSets.Apply(Where!, s.InputOf(DType.Bool), s.Input(5), s.Input(5)),
            SampleSets.Apply(Where!, s.InputOf(DType.Bool, 0, 3), s.Input(3), s.Input(0, 3)),
        ],
    };

    private static Op Bitwise(string name, string doc, string operatorName, string code, Func<long, long, long> formula, Func<Op> self) =>
        new(name, OpKind.Elementwise)
        {
            Doc = doc + ", elementwise. Shapes broadcast.",
            Type = r => r.Inputs[0].DType.IsFloating() || r.Inputs[1].DType.IsFloating()
                ? throw new GraphException(DiagnosticRules.BitsOfFloats, r.Subject, r.Inputs[0], r.Inputs[1])
                : TypeRules.Elementwise(r),
            DTypes = DTypes.Bits,
            Reference = ReferenceFormulas.Elementwise((_, v) => formula((long)v[0], (long)v[1])),
            NoGradient = "its result is a truth value or an integer, which does not vary",
            Build = Calls.Binary,
            Operator = operatorName,
            Code = new ElementCode(code, IsOperator: true, Cost: 1),
            IsCommutative = true,
            Samples = s => s.Binary(self()),
        };
}
