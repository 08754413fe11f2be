using System.Globalization;

namespace TensorAot.Compiler.Graphs;

/// <summary>A number of an element type, carried as bits so that NaN payloads, -0 and every last digit survive.</summary>
/// <param name="DType">The element type.</param>
/// <param name="Bits">The value's bits, sign-extended for integers; 0 or 1 for bool.</param>
public readonly record struct ConstantValue(DType DType, long Bits)
{
    private const double TwoToThe63 = 9223372036854775808.0;

    public static ConstantValue Of(float value) => new(DType.Float32, SingleToBits(value));

    public static ConstantValue Of(double value) => new(DType.Float64, BitConverter.DoubleToInt64Bits(value));

    public static ConstantValue Of(int value) => new(DType.Int32, value);

    public static ConstantValue Of(long value) => new(DType.Int64, value);

    public static ConstantValue Of(bool value) => new(DType.Bool, value ? 1 : 0);

    /// <summary>
    /// A number rounded (floating types) or truncated (integers) to an element type. Integers wrap around, as arithmetic on them does; what
    /// is beyond every integer becomes the nearest value of the type, and NaN 0, on every machine. Numbers of users are refused before, where
    /// their type does not have them.
    /// </summary>
    public static ConstantValue From(DType dtype, double value) => dtype switch
    {
        DType.Float32 => Of((float)value),
        DType.Float64 => Of(value),
        DType.Bool => Of(value != 0),
        _ when value >= -TwoToThe63 && value < TwoToThe63 => FromInteger(dtype, (long)value),
        _ => Saturated(dtype, value),
    };

    /// <summary>A number truncated to an integer type, or its nearest value, and 0 for NaN: what <c>Cast</c> makes in generated code.</summary>
    public static ConstantValue Saturated(DType dtype, double value)
    {
        (long low, long high) = dtype switch
        {
            DType.UInt8 => (byte.MinValue, (long)byte.MaxValue),
            DType.Int32 => (int.MinValue, int.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };
        return new(dtype, double.IsNaN(value) ? 0 : value <= low ? low : value >= high ? high : (long)value);
    }

    public static ConstantValue FromInteger(DType dtype, long value) => dtype switch
    {
        DType.Float32 => Of((float)value),
        DType.Float64 => Of((double)value),
        DType.Int32 => new(dtype, unchecked((int)value)),
        DType.UInt8 => new(dtype, unchecked((byte)value)),
        DType.Bool => Of(value != 0),
        _ => new(dtype, value),
    };

    public double ToDouble() => DType switch
    {
        DType.Float32 => BitsToSingle((int)Bits),
        DType.Float64 => BitConverter.Int64BitsToDouble(Bits),
        _ => Bits,
    };

    public static unsafe int SingleToBits(float value) => *(int*)&value;

    public static unsafe float BitsToSingle(int bits) => *(float*)&bits;

    /// <summary>The number for readers, in the fewest digits that give it back.</summary>
    public override string ToString() => DType switch
    {
        DType.Bool => Bits != 0 ? "true" : "false",
        DType.Float32 => Shortest(ToDouble(), (v, format) => ((float)v).ToString(format, CultureInfo.InvariantCulture), s => float.Parse(s, CultureInfo.InvariantCulture), ["G6", "G7", "G8"]) ?? ((float)ToDouble()).ToString("G9", CultureInfo.InvariantCulture),
        DType.Float64 => Shortest(ToDouble(), (v, format) => v.ToString(format, CultureInfo.InvariantCulture), s => double.Parse(s, CultureInfo.InvariantCulture), ["G15", "G16"]) ?? ToDouble().ToString("G17", CultureInfo.InvariantCulture),
        _ => Bits.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The first of some formats that gives the value back (the default format differs between runtimes).</summary>
    private static string? Shortest(double value, Func<double, string, string> print, Func<string, double> parse, string[] formats) =>
        formats.Select(f => print(value, f)).FirstOrDefault(text => parse(text).Equals(value));
}
