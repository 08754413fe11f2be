using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Programs;

namespace TensorAot.Compiler.Evaluate.Exact;

/// <summary>
/// The operators of C# on single elements, bit by bit. A float32 result is rounded from the float64 one, which for + - * / and the
/// remainder is the same as rounding once. Integers wrap.
/// </summary>
internal static class GraphExactArithmetic
{
    /// <summary>The value of <c>a op b</c>, or null when there is no such operator.</summary>
    /// <exception cref="DivideByZeroException">An integer is divided by zero.</exception>
    public static long? Binary(string op, DType dtype, long a, long b) => dtype switch
    {
        DType.Float32 => Floating(op, dtype, Value(dtype, a), Value(dtype, b)) is { } v ? ConstantValue.Of((float)v).Bits : null,
        DType.Float64 => Floating(op, dtype, Value(dtype, a), Value(dtype, b)) is { } v ? ConstantValue.Of(v).Bits : null,
        _ => Integer(op, dtype, a, b) is { } v ? ConstantValue.FromInteger(dtype, v).Bits : null,
    };

    public static long Negate(DType dtype, long a) => dtype switch
    {
        DType.Float32 => (int)a ^ int.MinValue,
        DType.Float64 => a ^ long.MinValue,
        _ => ConstantValue.FromInteger(dtype, unchecked(-a)).Bits,
    };

    /// <summary>The truth of a comparison, or null when there is no such comparison.</summary>
    public static bool? Compare(string op, DType dtype, long a, long b)
    {
        // NaN compares false with everything, so the difference cannot stand for the order of floats.
        (bool less, bool equal) = dtype.IsFloating() ? (Value(dtype, a) < Value(dtype, b), Value(dtype, a) == Value(dtype, b)) : (a < b, a == b);
        bool greater = dtype.IsFloating() ? Value(dtype, a) > Value(dtype, b) : a > b;
        return op switch
        {
            "Equal" => equal,
            "NotEqual" => !equal,
            "Less" => less,
            "LessEqual" => less || equal,
            "Greater" => greater,
            "GreaterEqual" => greater || equal,
            _ => null,
        };
    }

    /// <summary>An element in another element type: floats to integers truncate and saturate, NaN to 0; integers wrap.</summary>
    public static long Convert(DType from, DType to, long a)
    {
        if (to == DType.Bool)
            return from.IsFloating() ? (Value(from, a) != 0 ? 1 : 0) : a != 0 ? 1 : 0;
        if (!from.IsFloating())
            return ConstantValue.FromInteger(to, a).Bits;
        return (to.IsFloating() ? ConstantValue.From(to, Value(from, a)) : ConstantValue.Saturated(to, Value(from, a))).Bits;
    }

    /// <summary>a * b + c, rounded once.</summary>
    public static long FusedMultiplyAdd(DType dtype, long a, long b, long c) => dtype == DType.Float32
        ? SingleLane.Execute(Opcode.FusedMultiplyAdd, FloatBits.ToSingle((int)a), FloatBits.ToSingle((int)b), FloatBits.ToSingle((int)c))
        : DoubleLane.Execute(Opcode.FusedMultiplyAdd, FloatBits.ToDouble(a), FloatBits.ToDouble(b), FloatBits.ToDouble(c));

    private static double Value(DType dtype, long bits) => new ConstantValue(dtype, bits).ToDouble();

    private static double? Floating(string op, DType dtype, double a, double b) => op switch
    {
        "Mod" => FloorArithmetic.Mod(dtype, a, b),
        "FloorDivide" => FloorArithmetic.Divide(dtype, a, b),
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" => a / b,
        "%" => a % b,
        _ => null,
    };

    private static long? Integer(string op, DType dtype, long a, long b) => op switch
    {
        "Mod" => FloorArithmetic.Mod(a, b),
        "FloorDivide" => FloorArithmetic.Divide(a, b),
        "LeftShift" => b < 0 || b >= 8 * dtype.ByteSize() ? 0 : a << (int)b,
        "RightShift" => b < 0 || b >= 8 * dtype.ByteSize() ? (a < 0 ? -1 : 0) : a >> (int)b,
        "+" => unchecked(a + b),
        "-" => unchecked(a - b),
        "*" => unchecked(a * b),
        "Divide" => b == -1 ? unchecked(-a) : a / b,
        "Remainder" => b == -1 ? 0 : a % b,
        "&" => a & b,
        "|" => a | b,
        "^" => a ^ b,
        _ => null,
    };
}
