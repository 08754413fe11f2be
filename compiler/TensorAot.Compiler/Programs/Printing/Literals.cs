using System.Globalization;

namespace TensorAot.Compiler.Programs.Printing;

/// <summary>Literals that C# and CUDA C read back to the same bits: nine digits fix a float, seventeen a double.</summary>
internal static class Literals
{
    /// <summary>A finite floating literal, or null for NaN and the infinities, which each language writes its own way.</summary>
    public static string? Finite(LaneType type, long bits) => type == LaneType.Float32
        ? Finite(FloatBits.ToSingle((int)bits).ToString("G9", CultureInfo.InvariantCulture), (int)bits < 0, "f")
        : Finite(FloatBits.ToDouble(bits).ToString("G17", CultureInfo.InvariantCulture), bits < 0, "");

    /// <summary>Small integers in decimal, bit patterns in hexadecimal.</summary>
    public static string Hexadecimal(long value) =>
        Math.Abs((decimal)value) < 1024
            ? value.ToString(CultureInfo.InvariantCulture)
            : (value < 0 ? "-0x" : "0x") + Math.Abs((decimal)value).ToHexadecimal();

    /// <summary>Takes off the parentheses that enclose a whole expression.</summary>
    public static string Bare(string expression)
    {
        if (expression[0] != '(') return expression;
        int depth = 0;
        for (int i = 0; i < expression.Length; i++)
        {
            depth += expression[i] == '(' ? 1 : expression[i] == ')' ? -1 : 0;
            if (depth == 0 && i < expression.Length - 1) return expression;
        }

        return expression.Substring(1, expression.Length - 2);
    }

    private static string? Finite(string digits, bool negative, string suffix)
    {
        if (digits.IndexOf("N", StringComparison.Ordinal) >= 0 || digits.IndexOf("Inf", StringComparison.Ordinal) >= 0) return null;
        if (negative && digits[0] != '-') digits = "-" + digits;
        if (digits.IndexOfAny(['.', 'E']) < 0) digits += ".0";
        return digits + suffix;
    }

    private static string ToHexadecimal(this decimal magnitude) => ((ulong)magnitude).ToString("X", CultureInfo.InvariantCulture);
}
