namespace TensorAot.Compiler.Programs.Printing;

/// <summary>How a language writes the instructions of a <see cref="Program"/>; operands arrive as text that binds tightly.</summary>
internal abstract class Dialect
{
    /// <summary>The type of a variable; masks in a program of this width.</summary>
    public abstract string TypeName(LaneType type, int byteSize);

    /// <summary>A constant of its exact bits.</summary>
    public abstract string Constant(LaneType type, long bits);

    /// <summary>An expression; <paramref name="operand"/> is the type of the first operand.</summary>
    public string Expression(Instruction step, LaneType operand, IReadOnlyList<string> o) => step.Opcode switch
    {
        Opcode.Divide => $"({o[0]} / {o[1]})",
        Opcode.Lookup => Lookup(Table.All[(int)step.Bits], Literals.Bare(o[0])),
        Opcode.Less or Opcode.LessEqual or Opcode.Greater or Opcode.GreaterEqual or Opcode.Equal or Opcode.NotEqual =>
            Comparison(step.Opcode, o[0], o[1]),
        Opcode.Select => Select(o[0], o[1], o[2]),
        Opcode.And => $"({o[0]} & {o[1]})",
        Opcode.Or => $"({o[0]} | {o[1]})",
        Opcode.Xor => $"({o[0]} ^ {o[1]})",
        Opcode.Not => Not(operand, o[0]),
        Opcode.ShiftLeft or Opcode.ShiftRightLogical or Opcode.ShiftRightArithmetic => Shift(step, o[0]),
        Opcode.Add or Opcode.Subtract or Opcode.Multiply or Opcode.Negate => Arithmetic(step.Opcode, step.Type, o),
        _ => Call(step.Opcode, operand, [.. o.Select(Literals.Bare)]),
    };

    /// <summary>The result, or that of the function for large arguments.</summary>
    public abstract string WithRare(Program program, string argument, string result);

    protected virtual string Lookup(Table table, string index) => $"{table.Name}[{index}]";

    protected virtual string Arithmetic(Opcode opcode, LaneType type, IReadOnlyList<string> o) => opcode switch
    {
        Opcode.Add => $"({o[0]} + {o[1]})",
        Opcode.Subtract => $"({o[0]} - {o[1]})",
        Opcode.Multiply => $"({o[0]} * {o[1]})",
        _ => $"(-{o[0]})",
    };

    protected virtual string Shift(Instruction step, string a) => step.Opcode switch
    {
        Opcode.ShiftLeft => $"({a} << {step.Bits})",
        Opcode.ShiftRightArithmetic => $"({a} >> {step.Bits})",
        _ => $"({a} >>> {step.Bits})",
    };

    protected virtual string Comparison(Opcode opcode, string a, string b) => opcode switch
    {
        Opcode.Less => $"({a} < {b})",
        Opcode.LessEqual => $"({a} <= {b})",
        Opcode.Greater => $"({a} > {b})",
        Opcode.GreaterEqual => $"({a} >= {b})",
        Opcode.Equal => $"({a} == {b})",
        _ => $"({a} != {b})",
    };

    protected virtual string Select(string mask, string a, string b) => $"({mask} ? {a} : {b})";

    protected virtual string Not(LaneType type, string a) => type == LaneType.Mask ? $"(!{a})" : $"(~{a})";

    /// <summary>The opcodes that are functions: fma, roots, minimum, rounding, conversions.</summary>
    protected abstract string Call(Opcode opcode, LaneType operand, IReadOnlyList<string> o);
}
