namespace TensorAot.Compiler.Programs;

/// <summary>One step of a <see cref="Program"/>; its value has the instruction's position as its number.</summary>
public sealed class Instruction
{
    internal Instruction(Opcode opcode, LaneType type, int[] operands, long bits, string? name)
    {
        Opcode = opcode;
        Type = type;
        OperandNumbers = operands;
        Bits = bits;
        Name = name;
    }

    public Opcode Opcode { get; }

    /// <summary>The type of the result.</summary>
    public LaneType Type { get; }

    /// <summary>Numbers of earlier instructions.</summary>
    public IReadOnlyList<int> Operands => OperandNumbers;

    /// <summary><see cref="Operands"/> for the interpreter, which reads them millions of times.</summary>
    internal int[] OperandNumbers { get; }

    /// <summary>The number of an argument, the bits of a constant (32-bit types sign-extended), or the distance of a shift; else 0.</summary>
    public long Bits { get; }

    /// <summary>What the formula calls this value, for readers of printed code; two values may share a name.</summary>
    public string? Name { get; }
}
