using System.Globalization;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>C#'s numeric conversions. Floating to integer saturates and takes NaN to 0, as .NET 9 and later do on every machine.</summary>
internal static class NumberConversions
{
    public static bool IsNumber(object? value) =>
        value is int or long or float or double or byte or uint or ulong or short or ushort or sbyte or char or decimal;

    /// <summary>The metadata name of a number's type.</summary>
    public static string NameOf(object value) => "System." + value.GetType().Name;

    /// <summary>Whether a metadata name is a number type's.</summary>
    public static bool IsNumberType(string name) => Zero(name) is not null;

    /// <summary>Zero of a number type, <c>false</c> for bool, null for every other type.</summary>
    public static object? Zero(string type) => type switch
    {
        "System.Int32" => 0,
        "System.Int64" => 0L,
        "System.Single" => 0f,
        "System.Double" => 0.0,
        "System.Boolean" => false,
        "System.Byte" => (byte)0,
        "System.SByte" => (sbyte)0,
        "System.Int16" => (short)0,
        "System.UInt16" => (ushort)0,
        "System.UInt32" => 0u,
        "System.UInt64" => 0ul,
        "System.Char" => '\0',
        "System.Decimal" => 0m,
        _ => null,
    };

    /// <summary>The number as another type.</summary>
    /// <exception cref="OverflowException">A checked conversion does not fit.</exception>
    public static object Convert(object value, string type, bool isChecked) => value switch
    {
        _ when NameOf(value) == type => value,
        decimal d => FromDecimal(d, type),
        float f => FromDouble(f, type, isChecked),
        double d => FromDouble(d, type, isChecked),
        ulong u => FromUInt64(u, type, isChecked),
        _ => FromInt64(System.Convert.ToInt64(value, CultureInfo.InvariantCulture), type, isChecked),
    };

    private static object FromInt64(long value, string type, bool isChecked) => type switch
    {
        "System.Int32" => isChecked ? checked((int)value) : unchecked((int)value),
        "System.Int64" => value,
        "System.Single" => (float)value,
        "System.Double" => (double)value,
        "System.Byte" => isChecked ? checked((byte)value) : unchecked((byte)value),
        "System.SByte" => isChecked ? checked((sbyte)value) : unchecked((sbyte)value),
        "System.Int16" => isChecked ? checked((short)value) : unchecked((short)value),
        "System.UInt16" => isChecked ? checked((ushort)value) : unchecked((ushort)value),
        "System.UInt32" => isChecked ? checked((uint)value) : unchecked((uint)value),
        "System.UInt64" => isChecked ? checked((ulong)value) : unchecked((ulong)value),
        "System.Char" => isChecked ? checked((char)value) : unchecked((char)value),
        "System.Decimal" => (decimal)value,
        _ => throw new ArgumentException(type),
    };

    private static object FromUInt64(ulong value, string type, bool isChecked) => type switch
    {
        "System.UInt64" => value,
        "System.Single" => (float)value,
        "System.Double" => (double)value,
        "System.Decimal" => (decimal)value,
        _ => FromInt64(isChecked ? checked((long)value) : unchecked((long)value), type, isChecked),
    };

    private static object FromDouble(double value, string type, bool isChecked) => type switch
    {
        "System.Single" => (float)value,
        "System.Double" => value,
        "System.Decimal" => (decimal)value,
        _ when isChecked => Checked(value, type),
        "System.Int64" => ToInt64(value),
        "System.UInt64" => ToUInt64(value),
        "System.UInt32" => (uint)Clamp(value, 0, uint.MaxValue),
        // Narrower types take the saturated int's low bits.
        _ => FromInt64((int)Clamp(value, int.MinValue, int.MaxValue), type, false),
    };

    private static object Checked(double value, string type)
    {
        double whole = Math.Truncate(value);
        if (type == "System.UInt64")
            return whole is >= 0 and < 18446744073709551616.0 ? ToUInt64(value) : throw new OverflowException();
        return whole is >= -9223372036854775808.0 and < 9223372036854775808.0 ? FromInt64((long)whole, type, true) : throw new OverflowException();
    }

    private static long Clamp(double value, long low, long high) =>
        double.IsNaN(value) ? 0 : value <= low ? low : value >= high ? high : (long)value;

    private static long ToInt64(double value) =>
        double.IsNaN(value) ? 0 : value < -9223372036854775808.0 ? long.MinValue : value >= 9223372036854775808.0 ? long.MaxValue : (long)value;

    private static ulong ToUInt64(double value) => value switch
    {
        >= 18446744073709551616.0 => ulong.MaxValue,
        >= 9223372036854775808.0 => unchecked((ulong)(long)(value - 9223372036854775808.0)) | 0x8000000000000000,
        > 0 => (ulong)(long)value,
        _ => 0,
    };

    private static object FromDecimal(decimal value, string type) => type switch
    {
        "System.Single" => (float)value,
        "System.Double" => (double)value,
        "System.UInt64" => (ulong)value,
        _ => FromInt64((long)value, type, true),
    };
}
