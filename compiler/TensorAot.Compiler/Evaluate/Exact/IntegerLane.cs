using TensorAot.Compiler.Programs;

namespace TensorAot.Compiler.Evaluate.Exact;

/// <summary>The integer and mask opcodes whose 32-bit result is the low half of the 64-bit one.</summary>
internal static class IntegerLane
{
    public static long Execute(Opcode opcode, long a, long b, long shift) => opcode switch
    {
        Opcode.Add => unchecked(a + b),
        Opcode.Subtract => unchecked(a - b),
        Opcode.Multiply => unchecked(a * b),
        Opcode.Negate => unchecked(-a),
        Opcode.Minimum => a < b ? a : b,
        Opcode.Maximum => a > b ? a : b,
        Opcode.Equal => a == b ? 1 : 0,
        Opcode.NotEqual => a != b ? 1 : 0,
        Opcode.Less => a < b ? 1 : 0,
        Opcode.LessEqual => a <= b ? 1 : 0,
        Opcode.Greater => a > b ? 1 : 0,
        Opcode.GreaterEqual => a >= b ? 1 : 0,
        Opcode.And => a & b,
        Opcode.Or => a | b,
        Opcode.Xor => a ^ b,
        Opcode.Not => ~a,
        Opcode.ShiftRightArithmetic => a >> (int)shift,
        Opcode.Bitcast => a,
        _ => throw new ArgumentOutOfRangeException(nameof(opcode), opcode, null),
    };
}
