using System.Globalization;
using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>Numbers as C# literals that give back the same bits under any culture and any runtime.</summary>
internal static class Literals
{
    public static string Of(ConstantValue value) => value.DType switch
    {
        DType.Float32 => Single(ConstantValue.BitsToSingle((int)value.Bits), (int)value.Bits),
        DType.Float64 => Double(BitConverter.Int64BitsToDouble(value.Bits), value.Bits),
        DType.Int32 => value.Bits == int.MinValue ? "int.MinValue" : Integer(value.Bits),
        DType.Int64 => value.Bits == long.MinValue ? "long.MinValue" : Integer(value.Bits) + "L",
        DType.UInt8 => $"(byte){Integer(value.Bits)}",
        _ => value.Bits != 0 ? "true" : "false",
    };

    /// <summary>A string literal.</summary>
    public static string Of(string text)
    {
        var result = new System.Text.StringBuilder("\"");
        foreach (char c in text)
            result.Append(c is '"' or '\\' ? "\\" + c : c < ' ' || c > '~' ? $"\\u{(int)c:x4}" : c.ToString());
        return result.Append('"').ToString();
    }

    private static string Integer(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Single(float value, int bits)
    {
        if (float.IsPositiveInfinity(value))
            return "float.PositiveInfinity";
        if (float.IsNegativeInfinity(value))
            return "float.NegativeInfinity";
        if (float.IsNaN(value))
            return bits == unchecked((int)0xFFC00000) ? "float.NaN" : $"System.BitConverter.Int32BitsToSingle(unchecked((int)0x{bits:X8}))";
        // Not every runtime writes the sign of zero.
        if (value == 0 && bits != 0)
            return "-0f";
        // G9 is exact; the shorter text is taken when it reads back the same.
        string text = value.ToString("G7", CultureInfo.InvariantCulture);
        if (ConstantValue.SingleToBits(float.Parse(text, CultureInfo.InvariantCulture)) != bits)
            text = value.ToString("G9", CultureInfo.InvariantCulture);
        return text + "f";
    }

    private static string Double(double value, long bits)
    {
        if (double.IsPositiveInfinity(value))
            return "double.PositiveInfinity";
        if (double.IsNegativeInfinity(value))
            return "double.NegativeInfinity";
        if (double.IsNaN(value))
            return bits == unchecked((long)0xFFF8000000000000) ? "double.NaN" : $"System.BitConverter.Int64BitsToDouble(unchecked((long)0x{bits:X16}))";
        if (value == 0 && bits != 0)
            return "-0.0";
        string text = value.ToString("G15", CultureInfo.InvariantCulture);
        if (BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)) != bits)
            text = value.ToString("G17", CultureInfo.InvariantCulture);
        return text.IndexOfAny(['.', 'E']) < 0 ? text + ".0" : text;
    }
}
