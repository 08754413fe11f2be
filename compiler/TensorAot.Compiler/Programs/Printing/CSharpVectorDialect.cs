namespace TensorAot.Compiler.Programs.Printing;

/// <summary>
/// C# over vectors of the hardware; a mask is a vector of integers of the program's width. The text is compiled twice, over
/// <c>Vector&lt;T&gt;</c> and <c>Vector512&lt;T&gt;</c>: <c>Vector</c> stands for what both have under one name, and <c>Lanewise</c> for the rest.
/// </summary>
internal sealed class CSharpVectorDialect : Dialect
{
    /// <summary>
    /// What vectors have themselves, with the same values; null for all but the extremes of floating numbers, which take three
    /// instructions where AVX-512 is and six as a program.
    /// </summary>
    public static string? Native(Program program) => program switch
    {
        { Name: "Maximum" } when program.LaneType.IsFloating() => "Vector.Max",
        { Name: "Minimum" } when program.LaneType.IsFloating() => "Vector.Min",
        _ => null,
    };

    public override string TypeName(LaneType type, int byteSize) => "var";

    public override string Constant(LaneType type, long bits) => $"Vector.Create({CSharpScalarDialect.Literal(type, bits)})";

    public override string WithRare(Program program, string argument, string result) =>
        $"Lanes.WithRare({argument}, {result}, {CSharpScalarDialect.Limit(program)}, &{program.RareName})";

    protected override string Lookup(Table table, string index) => throw new NotSupportedException("vectors have no tables");

    protected override string Comparison(Opcode opcode, string a, string b) => CallOf(opcode, Literals.Bare(a), Literals.Bare(b));

    protected override string Select(string mask, string a, string b) =>
        $"Lanewise.ConditionalSelect({Literals.Bare(mask)}, {Literals.Bare(a)}, {Literals.Bare(b)})";

    protected override string Not(LaneType type, string a) => $"(~{a})";

    private static string CallOf(Opcode opcode, string a, string b) => opcode switch
    {
        Opcode.Less => $"Lanewise.LessThan({a}, {b})",
        Opcode.LessEqual => $"Lanewise.LessThanOrEqual({a}, {b})",
        Opcode.Greater => $"Lanewise.GreaterThan({a}, {b})",
        Opcode.GreaterEqual => $"Lanewise.GreaterThanOrEqual({a}, {b})",
        Opcode.Equal => $"Lanewise.Equals({a}, {b})",
        _ => $"(~Lanewise.Equals({a}, {b}))",
    };

    protected override string Call(Opcode opcode, LaneType operand, IReadOnlyList<string> o)
    {
        bool single = operand.ByteSize() == 4;
        return opcode switch
        {
            Opcode.FusedMultiplyAdd => $"Vector.FusedMultiplyAdd({o[0]}, {o[1]}, {o[2]})",
            Opcode.Scale => $"LaneScales.Scale({o[0]}, {o[1]})",
            Opcode.ScaleDown => $"LaneScales.ScaleDown({o[0]}, {o[1]})",
            Opcode.SquareRoot => $"Lanewise.SquareRoot({o[0]})",
            Opcode.Absolute => $"Vector.Abs({o[0]})",
            Opcode.RoundToEven => $"Vector.Round({o[0]})",
            Opcode.Floor => $"Vector.Floor({o[0]})",
            Opcode.Ceiling => $"Vector.Ceiling({o[0]})",
            Opcode.Truncate => $"Vector.Truncate({o[0]})",
            Opcode.Minimum => $"Lanes.Min({o[0]}, {o[1]})",
            Opcode.Maximum => $"Lanes.Max({o[0]}, {o[1]})",
            Opcode.Bitcast => $"Vector.As<{CSharpScalarDialect.Name(operand)}, {CSharpScalarDialect.Name(operand.IsFloating() ? operand.ToInteger() : operand.ToFloating())}>({o[0]})",
            Opcode.ToInteger => single ? $"Vector.ConvertToInt32({o[0]})" : $"Vector.ConvertToInt64({o[0]})",
            Opcode.ToFloating => single ? $"Vector.ConvertToSingle({o[0]})" : $"Vector.ConvertToDouble({o[0]})",
            _ => throw new ArgumentOutOfRangeException(nameof(opcode), opcode, null),
        };
    }
}
