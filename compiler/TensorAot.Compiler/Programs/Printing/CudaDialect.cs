namespace TensorAot.Compiler.Programs.Printing;

/// <summary>CUDA C without headers; the names that are neither C++ nor CUDA's own are defined in <see cref="CudaPrelude"/>.</summary>
internal sealed class CudaDialect : Dialect
{
    public override string TypeName(LaneType type, int byteSize) => Name(type);

    /// <summary>The C type of a lane type.</summary>
    public static string Name(LaneType type) => type == LaneType.Int64 ? "long long" : CSharpScalarDialect.Name(type);

    public override string Constant(LaneType type, long bits)
    {
        // C++ has no negative literals: -2147483648 is an unsigned number negated.
        if (type == LaneType.Int32) return bits == int.MinValue ? "(-2147483647 - 1)" : Literals.Hexadecimal(bits);
        if (type == LaneType.Int64) return bits == long.MinValue ? "(-9223372036854775807LL - 1)" : Literals.Hexadecimal(bits) + "LL";
        if (Literals.Finite(type, bits) is { } finite) return finite;
        return type == LaneType.Float32
            ? $"__int_as_float(0x{bits & uint.MaxValue:X})"
            : $"__longlong_as_double(0x{bits:X}LL)";
    }

    public override string WithRare(Program program, string argument, string result) =>
        $"fabs{(program.LaneType == LaneType.Float32 ? "f" : "")}({argument}) > {CSharpScalarDialect.Limit(program)} ? {program.RareName}({argument}) : {result}";

    protected override string Arithmetic(Opcode opcode, LaneType type, IReadOnlyList<string> o)
    {
        if (type.IsFloating()) return base.Arithmetic(opcode, type, o);
        // Signed overflow is undefined in C++.
        string unsigned = Unsigned(type);
        var operands = o.Select(a => $"({unsigned}){a}").ToList();
        return $"({Name(type)}){(opcode == Opcode.Negate ? $"(0 - {operands[0]})" : base.Arithmetic(opcode, type, operands))}";
    }

    protected override string Shift(Instruction step, string a) => step.Opcode == Opcode.ShiftRightArithmetic
        ? base.Shift(step, a)
        : $"({Name(step.Type)})(({Unsigned(step.Type)}){a} {(step.Opcode == Opcode.ShiftLeft ? "<<" : ">>")} {step.Bits})";

    protected override string Call(Opcode opcode, LaneType operand, IReadOnlyList<string> o)
    {
        string suffix = operand == LaneType.Float32 ? "f" : "";
        string name = opcode switch
        {
            Opcode.FusedMultiplyAdd => "fma" + suffix,
            Opcode.Scale => "LaneScale",
            Opcode.ScaleDown => "LaneScaleDown",
            Opcode.SquareRoot => "sqrt" + suffix,
            Opcode.Absolute => "fabs" + suffix,
            Opcode.RoundToEven => "rint" + suffix,
            Opcode.Floor => "floor" + suffix,
            Opcode.Ceiling => "ceil" + suffix,
            Opcode.Truncate => "trunc" + suffix,
            Opcode.Minimum => "LaneMin",
            Opcode.Maximum => "LaneMax",
            Opcode.Bitcast => Bitcast(operand),
            Opcode.ToInteger => operand.ByteSize() == 4 ? "ToInt" : "ToLong",
            Opcode.ToFloating => operand.ByteSize() == 4 ? "(float)" : "(double)",
            _ => throw new ArgumentOutOfRangeException(nameof(opcode), opcode, null),
        };
        return $"{name}({string.Join(", ", o)})";
    }

    private static string Unsigned(LaneType type) => type == LaneType.Int32 ? "unsigned int" : "unsigned long long";

    private static string Bitcast(LaneType operand) => operand switch
    {
        LaneType.Float32 => "__float_as_int",
        LaneType.Float64 => "__double_as_longlong",
        LaneType.Int32 => "__int_as_float",
        _ => "__longlong_as_double",
    };
}
