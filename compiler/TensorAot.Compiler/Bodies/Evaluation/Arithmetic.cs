namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>
/// C#'s operators on numbers and bools of one type, bit for bit as the C# compiler and .NET compute them.
/// Throws <see cref="DivideByZeroException"/> and <see cref="OverflowException"/> where C# does; types narrower than int, which only
/// generic code adds directly, wrap to their own width.
/// </summary>
internal static class Arithmetic
{
    /// <summary>The result; null when there is no such operator for these operands.</summary>
    public static object? Binary(string op, object left, object right, bool isChecked) => (left, right) switch
    {
        (int a, int b) => Int32(op, a, b, isChecked),
        (long a, int b) when op is "<<" or ">>" or ">>>" => Shift(op, a, b),
        (uint a, int b) when op is "<<" or ">>" or ">>>" => Shift(op, a, b),
        (ulong a, int b) when op is "<<" or ">>" or ">>>" => Shift(op, a, b),
        (long a, long b) => Int64(op, a, b, isChecked),
        (uint a, uint b) => UInt32(op, a, b, isChecked),
        (ulong a, ulong b) => UInt64(op, a, b, isChecked),
        (float a, float b) => Single(op, a, b),
        (double a, double b) => Double(op, a, b),
        (bool a, bool b) => Boolean(op, a, b),
        (decimal a, decimal b) => Decimal(op, a, b),
        _ when IsSmall(left) && left.GetType() == right.GetType() => Small(op, left, right, isChecked),
        _ => null,
    };

    /// <summary><c>-</c>, <c>+</c>, <c>~</c>, <c>!</c>; null when there is no such operator for the operand.</summary>
    public static object? Unary(string op, object operand, bool isChecked) => (op, operand) switch
    {
        ("!", bool a) => !a,
        ("+", _) when NumberConversions.IsNumber(operand) => operand,
        ("-", int a) => isChecked ? checked(-a) : unchecked(-a),
        ("-", long a) => isChecked ? checked(-a) : unchecked(-a),
        ("-", float a) => -a,
        ("-", double a) => -a,
        ("-", decimal a) => -a,
        ("~", int a) => ~a,
        ("~", uint a) => ~a,
        ("~", long a) => ~a,
        ("~", ulong a) => ~a,
        ("-" or "~", _) when IsSmall(operand) =>
            NumberConversions.Convert(Unary(op, NumberConversions.Convert(operand, "System.Int32", false), isChecked)!, NumberConversions.NameOf(operand), isChecked),
        _ => null,
    };

    private static bool IsSmall(object value) => value is byte or sbyte or short or ushort or char;

    private static object? Small(string op, object left, object right, bool isChecked)
    {
        object? result = Int32(op, (int)NumberConversions.Convert(left, "System.Int32", false), (int)NumberConversions.Convert(right, "System.Int32", false), isChecked);
        return result is int ? NumberConversions.Convert(result, NumberConversions.NameOf(left), isChecked) : result;
    }

    private static object? Int32(string op, int a, int b, bool isChecked) => op switch
    {
        "+" => isChecked ? checked(a + b) : unchecked(a + b),
        "-" => isChecked ? checked(a - b) : unchecked(a - b),
        "*" => isChecked ? checked(a * b) : unchecked(a * b),
        "/" => b == -1 ? checked(-a) : a / b,
        "%" => b == -1 ? 0 : a % b,
        "&" => a & b,
        "|" => a | b,
        "^" => a ^ b,
        "<<" => a << b,
        ">>" => a >> b,
        ">>>" => a >>> b,
        _ => Compare(op, a < b, a == b, a > b),
    };

    private static object? Int64(string op, long a, long b, bool isChecked) => op switch
    {
        "+" => isChecked ? checked(a + b) : unchecked(a + b),
        "-" => isChecked ? checked(a - b) : unchecked(a - b),
        "*" => isChecked ? checked(a * b) : unchecked(a * b),
        "/" => b == -1 ? checked(-a) : a / b,
        "%" => b == -1 ? 0L : a % b,
        "&" => a & b,
        "|" => a | b,
        "^" => a ^ b,
        _ => Compare(op, a < b, a == b, a > b),
    };

    private static object? UInt32(string op, uint a, uint b, bool isChecked) => op switch
    {
        "+" => isChecked ? checked(a + b) : unchecked(a + b),
        "-" => isChecked ? checked(a - b) : unchecked(a - b),
        "*" => isChecked ? checked(a * b) : unchecked(a * b),
        "/" => a / b,
        "%" => a % b,
        "&" => a & b,
        "|" => a | b,
        "^" => a ^ b,
        _ => Compare(op, a < b, a == b, a > b),
    };

    private static object? UInt64(string op, ulong a, ulong b, bool isChecked) => op switch
    {
        "+" => isChecked ? checked(a + b) : unchecked(a + b),
        "-" => isChecked ? checked(a - b) : unchecked(a - b),
        "*" => isChecked ? checked(a * b) : unchecked(a * b),
        "/" => a / b,
        "%" => a % b,
        "&" => a & b,
        "|" => a | b,
        "^" => a ^ b,
        _ => Compare(op, a < b, a == b, a > b),
    };

    private static object Shift(string op, long a, int b) => op switch
    {
        "<<" => a << b,
        ">>" => a >> b,
        _ => a >>> b,
    };

    private static object Shift(string op, uint a, int b) => op == "<<" ? a << b : a >> b;

    private static object Shift(string op, ulong a, int b) => op == "<<" ? a << b : a >> b;

    // The casts round to float even where a host keeps more digits in registers.
    private static object? Single(string op, float a, float b) => op switch
    {
        "+" => (float)(a + b),
        "-" => (float)(a - b),
        "*" => (float)(a * b),
        "/" => (float)(a / b),
        "%" => (float)(a % b),
        _ => Compare(op, a < b, a == b, a > b),
    };

    private static object? Double(string op, double a, double b) => op switch
    {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" => a / b,
        "%" => a % b,
        _ => Compare(op, a < b, a == b, a > b),
    };

    private static object? Decimal(string op, decimal a, decimal b) => op switch
    {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" => a / b,
        "%" => a % b,
        _ => Compare(op, a < b, a == b, a > b),
    };

    private static object? Boolean(string op, bool a, bool b) => op switch
    {
        "&" => a & b,
        "|" => a | b,
        "^" or "!=" => a ^ b,
        "==" => a == b,
        _ => null,
    };

    private static object? Compare(string op, bool less, bool equal, bool greater) => op switch
    {
        "==" => equal,
        "!=" => !equal,
        "<" => less,
        "<=" => less || equal,
        ">" => greater,
        ">=" => greater || equal,
        _ => null,
    };
}
