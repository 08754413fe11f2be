namespace TensorAot.Compiler.Programs;

/// <summary>
/// A value of the program under construction, or a literal that takes its type from the value beside it: <c>1 + x * 0.5</c>.
/// </summary>
/// <remarks>A literal is rounded to the type it takes (to nearest even); beside an integer it must be one.</remarks>
public readonly struct Value
{
    private readonly ProgramBuilder? _builder;
    private readonly double _literal;
    private readonly long _integer;
    private readonly bool _isInteger;

    internal Value(ProgramBuilder builder, int number)
    {
        _builder = builder;
        Number = number;
    }

    private Value(double literal) => _literal = literal;

    private Value(long integer)
    {
        _literal = integer;
        _integer = integer;
        _isInteger = true;
    }

    internal int Number { get; }

    internal bool IsLiteral => _builder is null;

    internal ProgramBuilder Builder => _builder ?? throw new InvalidOperationException("a literal alone has no type");

    /// <summary>The type of the value.</summary>
    public LaneType Type => Builder.TypeOf(Number);

    /// <summary>The floating format of the value's width.</summary>
    public FloatFormat Format => Builder.Format;

    public static implicit operator Value(double literal) => new(literal);

    public static implicit operator Value(long literal) => new(literal);

    public static Value operator +(Value a, Value b) => ProgramBuilder.Emit(Opcode.Add, a, b);

    public static Value operator -(Value a, Value b) => ProgramBuilder.Emit(Opcode.Subtract, a, b);

    public static Value operator *(Value a, Value b) => ProgramBuilder.Emit(Opcode.Multiply, a, b);

    public static Value operator /(Value a, Value b) => ProgramBuilder.Emit(Opcode.Divide, a, b);

    public static Value operator -(Value a) => ProgramBuilder.Emit(Opcode.Negate, a);

    public static Value operator &(Value a, Value b) => ProgramBuilder.Emit(Opcode.And, a, b);

    public static Value operator |(Value a, Value b) => ProgramBuilder.Emit(Opcode.Or, a, b);

    public static Value operator ^(Value a, Value b) => ProgramBuilder.Emit(Opcode.Xor, a, b);

    public static Value operator ~(Value a) => ProgramBuilder.Emit(Opcode.Not, a);

    public static Value operator <<(Value a, int bits) => ProgramBuilder.EmitShift(Opcode.ShiftLeft, a, bits);

    public static Value operator >>(Value a, int bits) => ProgramBuilder.EmitShift(Opcode.ShiftRightArithmetic, a, bits);

    public static Value operator >>>(Value a, int bits) => ProgramBuilder.EmitShift(Opcode.ShiftRightLogical, a, bits);

    public static Value operator <(Value a, Value b) => ProgramBuilder.Emit(Opcode.Less, a, b);

    public static Value operator <=(Value a, Value b) => ProgramBuilder.Emit(Opcode.LessEqual, a, b);

    public static Value operator >(Value a, Value b) => ProgramBuilder.Emit(Opcode.Greater, a, b);

    public static Value operator >=(Value a, Value b) => ProgramBuilder.Emit(Opcode.GreaterEqual, a, b);

    /// <summary>What printed code calls this value. A later value of the same name takes over the variable where it can.</summary>
    public Value Named(string name)
    {
        Builder.Name(Number, name);
        return this;
    }

    /// <summary>The bits of the literal as a value of a type, 32-bit types sign-extended.</summary>
    internal long LiteralBits(LaneType type)
    {
        if (type == LaneType.Float64) return FloatBits.ToInt64(_literal);
        if (type == LaneType.Float32) return FloatBits.ToInt32((float)_literal);
        if (!_isInteger || (type == LaneType.Int32 && _integer != (int)_integer) || type == LaneType.Mask)
            throw new InvalidOperationException($"{_literal} is no {type}");
        return _integer;
    }
}
