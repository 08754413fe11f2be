using TensorAot.Compiler.Programs;

namespace TensorAot.Compiler.Evaluate.Exact;

/// <summary>The opcodes over double; the result as bits, or as 1 and 0 for a comparison.</summary>
internal static class DoubleLane
{
    public static long Execute(Opcode opcode, double a, double b, double c) => opcode switch
    {
        Opcode.Equal => a == b ? 1 : 0,
        Opcode.NotEqual => a != b ? 1 : 0,
        Opcode.Less => a < b ? 1 : 0,
        Opcode.LessEqual => a <= b ? 1 : 0,
        Opcode.Greater => a > b ? 1 : 0,
        Opcode.GreaterEqual => a >= b ? 1 : 0,
        Opcode.ToInteger => SoftFloat.ToInt64(a),
        Opcode.Bitcast => FloatBits.ToInt64(a),
        Opcode.Negate => FloatBits.ToInt64(a) ^ long.MinValue,
        Opcode.Absolute => FloatBits.ToInt64(a) & ~long.MinValue,
        _ => FloatBits.ToInt64(Arithmetic(opcode, a, b, c)),
    };

    private static double Arithmetic(Opcode opcode, double a, double b, double c) => opcode switch
    {
        Opcode.Add => a + b,
        Opcode.Subtract => a - b,
        Opcode.Multiply => a * b,
        Opcode.Divide => a / b,
        Opcode.FusedMultiplyAdd => SoftFloat.FusedMultiplyAdd(a, b, c),
        Opcode.Scale or Opcode.ScaleDown => SoftFloat.Scale(a, b),
        Opcode.SquareRoot => Math.Sqrt(a),
        Opcode.Minimum => a < b ? a : b,
        Opcode.Maximum => a > b ? a : b,
        Opcode.RoundToEven => Math.Round(a),
        Opcode.Floor => Math.Floor(a),
        Opcode.Ceiling => Math.Ceiling(a),
        Opcode.Truncate => Math.Truncate(a),
        _ => throw new ArgumentOutOfRangeException(nameof(opcode), opcode, null),
    };
}
