using System.Globalization;
using System.Runtime.CompilerServices;

namespace TensorAot.Files;

/// <summary>Numbers as text.</summary>
internal static class CsvNumbers
{
    public static T Parse<T>(ReadOnlySpan<char> field, CsvOptions options, string file, int line, int column)
    {
        ReadOnlySpan<char> text = field.Trim();
        bool isFloating = typeof(T) == typeof(float) || typeof(T) == typeof(double);
        if (text.IsEmpty && isFloating && options.EmptyIsNaN)
            text = "NaN";
        if (TryParse(text, out T value))
            return value;
        string expected = typeof(T) == typeof(bool) ? "0, 1, true or false" : isFloating ? "a number" : $"a whole number in the range of {SharedSizes.KeywordOf<T>()}";
        throw FileError.Of(file, $"line {line}, column {column + 1}", expected, text.IsEmpty ? "the field is empty" : $"it is {FileError.Quote(text)}");
    }

    private static bool TryParse<T>(ReadOnlySpan<char> text, out T value)
    {
        Unsafe.SkipInit(out value);
        if (typeof(T) == typeof(double))
            return TryParse(text, out Unsafe.As<T, double>(ref value));
        if (typeof(T) == typeof(float))
            return TryParse(text, out Unsafe.As<T, float>(ref value));
        if (typeof(T) == typeof(int))
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out Unsafe.As<T, int>(ref value));
        if (typeof(T) == typeof(long))
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out Unsafe.As<T, long>(ref value));
        if (typeof(T) == typeof(byte))
            return byte.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out Unsafe.As<T, byte>(ref value));
        ref bool truth = ref Unsafe.As<T, bool>(ref value);
        truth = text is "1";
        return text is "0" or "1" || bool.TryParse(text, out truth);
    }

    private static bool TryParse(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) || IsInfinity(text, out value);

    // Through double the result would be rounded twice.
    private static bool TryParse(ReadOnlySpan<char> text, out float value)
    {
        if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return true;
        bool isInfinite = IsInfinity(text, out double infinity);
        value = (float)infinity;
        return isInfinite;
    }

    // C and Python write it shorter than .NET.
    private static bool IsInfinity(ReadOnlySpan<char> text, out double value)
    {
        bool isNegative = text.StartsWith("-");
        value = isNegative ? double.NegativeInfinity : double.PositiveInfinity;
        ReadOnlySpan<char> name = isNegative || text.StartsWith("+") ? text[1..] : text;
        return name.Equals("inf", StringComparison.OrdinalIgnoreCase);
    }
}
