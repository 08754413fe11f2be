using TensorAot.Compiler.Programs;
using Program = TensorAot.Compiler.Programs.Program;

namespace TensorAot.Compiler.Evaluate.Exact;

/// <summary>
/// Runs a <see cref="Program"/> on single values, bit for bit as the printed functions do: the oracle of their tests and the way
/// constants are folded.
/// </summary>
public static class ProgramInterpreter
{
    /// <summary>The result's bits for the arguments' bits. Of 32-bit types the low half counts; results are sign-extended.</summary>
    public static long Evaluate(Program program, params long[] argumentBits)
    {
        if (argumentBits.Length != program.Parameters.Count)
            throw new ArgumentException($"{program.Name} takes {program.Parameters.Count} arguments, not {argumentBits.Length}", nameof(argumentBits));
        if (program.Rare is { } rare && IsBeyond(program, rare.Limit, argumentBits[0])) return OfLarge(program, rare, argumentBits[0]);
        var steps = program.Steps;
        long[] values = new long[steps.Length];
        for (int i = 0; i < values.Length; i++)
        {
            var step = steps[i];
            values[i] = step.Opcode switch
            {
                Opcode.Argument => step.Type.ByteSize() == 4 ? (int)argumentBits[step.Bits] : argumentBits[step.Bits],
                Opcode.Constant => step.Bits,
                _ => Execute(step, steps[step.OperandNumbers[0]].Type, values),
            };
        }

        return values[values.Length - 1];
    }

    /// <summary>The value of a float function.</summary>
    public static float Evaluate(Program program, params float[] arguments) =>
        FloatBits.ToSingle((int)Evaluate(program, [.. arguments.Select(a => (long)FloatBits.ToInt32(a))]));

    /// <summary>The value of a double function.</summary>
    public static double Evaluate(Program program, params double[] arguments) =>
        FloatBits.ToDouble(Evaluate(program, [.. arguments.Select(FloatBits.ToInt64)]));

    private static bool IsBeyond(Program program, double limit, long bits) =>
        Math.Abs(program.LaneType == LaneType.Float32 ? FloatBits.ToSingle((int)bits) : FloatBits.ToDouble(bits))
            > (program.LaneType == LaneType.Float32 ? (float)limit : limit);

    private static long OfLarge(Program program, Rare rare, long bits) => program.LaneType == LaneType.Float32
        ? FloatBits.ToInt32((float)Evaluate(rare.Function, (double)FloatBits.ToSingle((int)bits)))
        : Evaluate(rare.Function, bits);

    private static long Execute(Instruction step, LaneType type, long[] values)
    {
        int[] o = step.OperandNumbers;
        long a = values[o[0]], b = o.Length > 1 ? values[o[1]] : 0, c = o.Length > 2 ? values[o[2]] : 0;
        if (step.Opcode == Opcode.Select) return a != 0 ? b : c;
        return type switch
        {
            LaneType.Float32 => SingleLane.Execute(step.Opcode, FloatBits.ToSingle((int)a), FloatBits.ToSingle((int)b), FloatBits.ToSingle((int)c)),
            LaneType.Float64 => DoubleLane.Execute(step.Opcode, FloatBits.ToDouble(a), FloatBits.ToDouble(b), FloatBits.ToDouble(c)),
            LaneType.Mask => step.Opcode == Opcode.Not ? 1 - a : IntegerLane.Execute(step.Opcode, a, b, 0),
            LaneType.Int32 => Int32(step, (int)a, (int)b),
            _ => Int64(step, a, b),
        };
    }

    private static long Int32(Instruction step, int a, int b) => step.Opcode switch
    {
        Opcode.ShiftLeft => a << (int)step.Bits,
        Opcode.ShiftRightLogical => (int)((uint)a >> (int)step.Bits),
        Opcode.ToFloating => FloatBits.ToInt32(a),
        _ when step.Type == LaneType.Mask => IntegerLane.Execute(step.Opcode, a, b, step.Bits),
        _ => (int)IntegerLane.Execute(step.Opcode, a, b, step.Bits),
    };

    private static long Int64(Instruction step, long a, long b) => step.Opcode switch
    {
        Opcode.ShiftLeft => a << (int)step.Bits,
        Opcode.ShiftRightLogical => (long)((ulong)a >> (int)step.Bits),
        Opcode.ToFloating => FloatBits.ToInt64(a),
        Opcode.Lookup => FloatBits.ToInt64(Table.All[(int)step.Bits].Values[(int)a]),
        _ => IntegerLane.Execute(step.Opcode, a, b, step.Bits),
    };
}
