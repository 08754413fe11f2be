using TensorAot.Compiler.Programs;

namespace TensorAot.Compiler.Evaluate.Exact;

/// <summary>The opcodes over float; the result as bits, or as 1 and 0 for a comparison.</summary>
internal static class SingleLane
{
    public static long Execute(Opcode opcode, float a, float b, float c) => opcode switch
    {
        Opcode.Equal => a == b ? 1 : 0,
        Opcode.NotEqual => a != b ? 1 : 0,
        Opcode.Less => a < b ? 1 : 0,
        Opcode.LessEqual => a <= b ? 1 : 0,
        Opcode.Greater => a > b ? 1 : 0,
        Opcode.GreaterEqual => a >= b ? 1 : 0,
        Opcode.ToInteger => SoftFloat.ToInt32(a),
        Opcode.Bitcast => FloatBits.ToInt32(a),
        Opcode.Negate => FloatBits.ToInt32(a) ^ int.MinValue,
        Opcode.Absolute => FloatBits.ToInt32(a) & ~int.MinValue,
        _ => FloatBits.ToInt32(Arithmetic(opcode, a, b, c)),
    };

    private static float Arithmetic(Opcode opcode, float a, float b, float c) => opcode switch
    {
        Opcode.Add => a + b,
        Opcode.Subtract => a - b,
        Opcode.Multiply => a * b,
        Opcode.Divide => a / b,
        Opcode.FusedMultiplyAdd => SoftFloat.FusedMultiplyAdd(a, b, c),
        Opcode.Scale or Opcode.ScaleDown => SoftFloat.Scale(a, b),
        Opcode.SquareRoot => (float)Math.Sqrt(a),
        Opcode.Minimum => a < b ? a : b,
        Opcode.Maximum => a > b ? a : b,
        Opcode.RoundToEven => (float)Math.Round(a),
        Opcode.Floor => (float)Math.Floor(a),
        Opcode.Ceiling => (float)Math.Ceiling(a),
        Opcode.Truncate => (float)Math.Truncate(a),
        _ => throw new ArgumentOutOfRangeException(nameof(opcode), opcode, null),
    };
}
