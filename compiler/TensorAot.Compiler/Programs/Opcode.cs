namespace TensorAot.Compiler.Programs;

/// <summary>What an <see cref="Instruction"/> does to its lanes. Every one means the same bits on every machine, except which NaN a NaN is.</summary>
public enum Opcode
{
    /// <summary>The argument whose number is <see cref="Instruction.Bits"/>.</summary>
    Argument,

    /// <summary>The value whose bits are <see cref="Instruction.Bits"/>.</summary>
    Constant,

    Add,
    Subtract,
    Multiply,

    /// <summary>Floating only.</summary>
    Divide,

    SquareRoot,

    /// <summary>a * b + c, rounded once.</summary>
    FusedMultiplyAdd,

    /// <summary>
    /// a 2^n, rounded once, for an integer n between -4/3 and 4/3 of the format's bias and |a| between 1/16 and 16: one instruction
    /// where AVX-512 is, two factors that are neither subnormal nor infinite elsewhere.
    /// </summary>
    Scale,

    /// <summary>As <see cref="Scale"/>, for n &lt;= 0: elsewhere one factor less to make.</summary>
    ScaleDown,

    /// <summary>Flips the sign bit of a floating value; two's complement of an integer.</summary>
    Negate,

    /// <summary>Clears the sign bit; floating only.</summary>
    Absolute,

    /// <summary>a &lt; b ? a : b, so the second operand when either is NaN or both are zero.</summary>
    Minimum,

    /// <summary>a &gt; b ? a : b, so the second operand when either is NaN or both are zero.</summary>
    Maximum,

    Equal,

    /// <summary>The negation of <see cref="Equal"/>: true when either is NaN.</summary>
    NotEqual,

    Less,
    LessEqual,
    Greater,
    GreaterEqual,

    /// <summary>mask ? a : b.</summary>
    Select,

    /// <summary>Of two integers or two masks, as <see cref="Or"/>, <see cref="Xor"/> and <see cref="Not"/>.</summary>
    And,

    Or,
    Xor,
    Not,

    /// <summary>By the constant <see cref="Instruction.Bits"/>, as the two shifts to the right.</summary>
    ShiftLeft,

    ShiftRightLogical,
    ShiftRightArithmetic,

    /// <summary>The same bits as the floating or integer type of the same width.</summary>
    Bitcast,

    /// <summary>The value at an integer index of the table whose number is <see cref="Instruction.Bits"/>; only in functions over single values.</summary>
    Lookup,

    /// <summary>To the nearest integer, ties to even; stays floating, as the three below.</summary>
    RoundToEven,

    Floor,
    Ceiling,
    Truncate,

    /// <summary>Floating to the integer of the same width: towards zero, saturating, NaN to 0.</summary>
    ToInteger,

    /// <summary>Integer to the floating type of the same width, rounded to nearest even.</summary>
    ToFloating,
}

/// <summary>Facts about opcodes.</summary>
public static class Opcodes
{
    public static bool IsComparison(this Opcode opcode) => opcode is >= Opcode.Equal and <= Opcode.GreaterEqual;

    public static bool IsShift(this Opcode opcode) =>
        opcode is Opcode.ShiftLeft or Opcode.ShiftRightLogical or Opcode.ShiftRightArithmetic;
}
