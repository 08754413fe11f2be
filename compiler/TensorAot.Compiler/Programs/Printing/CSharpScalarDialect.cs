namespace TensorAot.Compiler.Programs.Printing;

/// <summary>C# over float, double, int, long and bool.</summary>
internal sealed class CSharpScalarDialect : Dialect
{
    public override string TypeName(LaneType type, int byteSize) => Name(type);

    public override string WithRare(Program program, string argument, string result) =>
        $"{(program.LaneType == LaneType.Float32 ? "MathF" : "Math")}.Abs({argument}) > {Limit(program)} ? {program.RareName}({argument}) : {result}";

    /// <summary>From which magnitude on the other program is taken.</summary>
    public static string Limit(Program program) => Literal(program.LaneType, program.LaneType == LaneType.Float32
        ? FloatBits.ToInt32((float)program.Rare!.Limit)
        : FloatBits.ToInt64(program.Rare!.Limit));

    protected override string Lookup(Table table, string index) => $"{table.Name}[(int)({index})]";

    public override string Constant(LaneType type, long bits) => Literal(type, bits);

    /// <summary>The C# keyword of a lane type.</summary>
    public static string Name(LaneType type) => type switch
    {
        LaneType.Float32 => "float",
        LaneType.Float64 => "double",
        LaneType.Int32 => "int",
        LaneType.Int64 => "long",
        _ => "bool",
    };

    /// <summary>A C# literal of a lane type.</summary>
    public static string Literal(LaneType type, long bits)
    {
        if (type == LaneType.Int32) return bits == int.MinValue ? "int.MinValue" : Literals.Hexadecimal(bits);
        if (type == LaneType.Int64) return bits == long.MinValue ? "long.MinValue" : Literals.Hexadecimal(bits) + "L";
        double value = type == LaneType.Float32 ? FloatBits.ToSingle((int)bits) : FloatBits.ToDouble(bits);
        return Literals.Finite(type, bits)
            ?? Name(type) + (double.IsNaN(value) ? ".NaN" : value > 0 ? ".PositiveInfinity" : ".NegativeInfinity");
    }

    protected override string Call(Opcode opcode, LaneType operand, IReadOnlyList<string> o)
    {
        bool single = operand.ByteSize() == 4;
        string math = single ? "MathF" : "Math";
        return opcode switch
        {
            Opcode.FusedMultiplyAdd => $"{math}.FusedMultiplyAdd({o[0]}, {o[1]}, {o[2]})",
            Opcode.Scale => $"Lanes.Scale({o[0]}, {o[1]})",
            Opcode.ScaleDown => $"Lanes.ScaleDown({o[0]}, {o[1]})",
            Opcode.SquareRoot => $"{math}.Sqrt({o[0]})",
            Opcode.Absolute => $"{math}.Abs({o[0]})",
            Opcode.RoundToEven => $"{math}.Round({o[0]})",
            Opcode.Floor => $"{math}.Floor({o[0]})",
            Opcode.Ceiling => $"{math}.Ceiling({o[0]})",
            Opcode.Truncate => $"{math}.Truncate({o[0]})",
            Opcode.Minimum => $"Lanes.Min({o[0]}, {o[1]})",
            Opcode.Maximum => $"Lanes.Max({o[0]}, {o[1]})",
            Opcode.Bitcast => Bitcast(operand) + $"({o[0]})",
            Opcode.ToInteger => single ? $"((int)({o[0]}))" : $"((long)({o[0]}))",
            Opcode.ToFloating => single ? $"((float)({o[0]}))" : $"((double)({o[0]}))",
            _ => throw new ArgumentOutOfRangeException(nameof(opcode), opcode, null),
        };
    }

    private static string Bitcast(LaneType operand) => operand switch
    {
        LaneType.Float32 => "BitConverter.SingleToInt32Bits",
        LaneType.Float64 => "BitConverter.DoubleToInt64Bits",
        LaneType.Int32 => "BitConverter.Int32BitsToSingle",
        _ => "BitConverter.Int64BitsToDouble",
    };
}
