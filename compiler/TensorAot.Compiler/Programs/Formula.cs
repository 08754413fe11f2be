namespace TensorAot.Compiler.Programs;

/// <summary>The functions that formulas are written with, beside the operators of <see cref="Value"/>.</summary>
internal static class Formula
{
    /// <summary>a * b + c, rounded once.</summary>
    public static Value Fma(Value a, Value b, Value c) => ProgramBuilder.Emit(Opcode.FusedMultiplyAdd, a, b, c);

    /// <summary>a 2^n, rounded once; see <see cref="Opcode.Scale"/>.</summary>
    public static Value Scale(Value a, Value n) => ProgramBuilder.Emit(Opcode.Scale, a, n);

    /// <summary>a 2^n for n &lt;= 0, rounded once; see <see cref="Opcode.ScaleDown"/>.</summary>
    public static Value ScaleDown(Value a, Value n) => ProgramBuilder.Emit(Opcode.ScaleDown, a, n);

    /// <summary>a &lt; b ? a : b. With a constant first, NaN stays NaN.</summary>
    public static Value Min(Value a, Value b) => ProgramBuilder.Emit(Opcode.Minimum, a, b);

    /// <summary>a &gt; b ? a : b. With a constant first, NaN stays NaN.</summary>
    public static Value Max(Value a, Value b) => ProgramBuilder.Emit(Opcode.Maximum, a, b);

    public static Value Abs(Value a) => ProgramBuilder.Emit(Opcode.Absolute, a);

    public static Value Sqrt(Value a) => ProgramBuilder.Emit(Opcode.SquareRoot, a);

    public static Value Select(Value mask, Value a, Value b) => ProgramBuilder.Emit(Opcode.Select, mask, a, b);

    public static Value IsEqual(Value a, Value b) => ProgramBuilder.Emit(Opcode.Equal, a, b);

    public static Value IsNotEqual(Value a, Value b) => ProgramBuilder.Emit(Opcode.NotEqual, a, b);

    public static Value Round(Value a) => ProgramBuilder.Emit(Opcode.RoundToEven, a);

    public static Value Floor(Value a) => ProgramBuilder.Emit(Opcode.Floor, a);

    public static Value Ceiling(Value a) => ProgramBuilder.Emit(Opcode.Ceiling, a);

    public static Value Truncate(Value a) => ProgramBuilder.Emit(Opcode.Truncate, a);

    /// <summary>The bits of a floating value, as an integer.</summary>
    public static Value Bits(Value a) => ProgramBuilder.Emit(Opcode.Bitcast, a);

    /// <summary>The floating value with these bits.</summary>
    public static Value FromBits(Value a) => ProgramBuilder.Emit(Opcode.Bitcast, a);

    /// <summary>Towards zero, saturating, NaN to 0.</summary>
    public static Value ToInteger(Value a) => ProgramBuilder.Emit(Opcode.ToInteger, a);

    public static Value ToFloating(Value a) => ProgramBuilder.Emit(Opcode.ToFloating, a);

    /// <summary>The value of a table at an index.</summary>
    public static Value Lookup(Table table, Value index) => ProgramBuilder.EmitLookup(table, index);

    /// <summary>a + b, and what the sum loses in rounding (Knuth's TwoSum, for any order of magnitudes).</summary>
    public static (Value Sum, Value Lost) TwoSum(Value a, Value b)
    {
        var sum = (a + b).Named("sum");
        var part = (sum - a).Named("part");
        return (sum, (a - (sum - part) + (b - part)).Named("lost"));
    }

    /// <summary>-|x|: the sign bit set.</summary>
    public static Value NegativeMagnitude(Value x) => FromBits(Bits(x) | x.Format.SignBit);

    /// <summary>A nonnegative magnitude with the sign of another value.</summary>
    public static Value WithSignOf(Value magnitude, Value sign) =>
        FromBits(Bits(magnitude) | (Bits(sign) & magnitude.Format.SignBit));

    /// <summary>
    /// c[0] + c[1] x + c[2] x^2 + ..., by Horner's rule with fused steps; long ones as two interleaved halves in x^2, because one long
    /// chain of dependent steps is slower than one step more.
    /// </summary>
    public static Value Polynomial(Value x, double[] coefficients, string name)
    {
        if (coefficients.Length < 8) return Horner(x, coefficients, name);
        double[] even = [.. coefficients.Where((_, i) => i % 2 == 0)], odd = [.. coefficients.Where((_, i) => i % 2 == 1)];
        var square = (x * x).Named(name + "x");
        return Fma(Horner(square, odd, name + "1"), x, Horner(square, even, name + "0")).Named(name);
    }

    private static Value Horner(Value x, double[] coefficients, string name)
    {
        Value sum = coefficients[coefficients.Length - 1];
        for (int i = coefficients.Length - 2; i >= 0; i--) sum = Fma(sum, x, coefficients[i]).Named(name);
        return sum;
    }
}
