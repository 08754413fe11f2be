using System.Globalization;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>How types, numbers and operations are written in CUDA C.</summary>
internal static class CudaSyntax
{
    /// <summary>The C type of an element.</summary>
    public static string TypeName(DType dtype) => dtype switch
    {
        DType.Int64 => "long long",
        DType.UInt8 => "unsigned char",
        _ => dtype.CSharpName(),
    };

    /// <summary>A number by its bits: decimal text would go through two roundings.</summary>
    public static string Constant(ConstantValue value) => value.DType switch
    {
        DType.Float32 => $"__int_as_float(0x{Hex((uint)value.Bits, 8)})",
        DType.Float64 => $"__longlong_as_double(0x{Hex((ulong)value.Bits, 16)}ull)",
        DType.Int32 => $"(int)0x{Hex((uint)value.Bits, 8)}u",
        DType.Int64 => $"(long long)0x{Hex((ulong)value.Bits, 16)}ull",
        DType.UInt8 => $"(unsigned char)0x{Hex((byte)value.Bits, 2)}u",
        _ => value.Bits != 0 ? "true" : "false",
    };

    /// <summary>An op's code applied to operands of one type.</summary>
    /// <param name="text">An operator or a function.</param>
    /// <param name="isOperator">Which of them.</param>
    /// <param name="dtype">The type of the result.</param>
    /// <param name="operands">One or more expressions that bind as tightly as a name.</param>
    public static string Apply(string text, bool isOperator, DType dtype, params IReadOnlyList<string> operands) =>
        !isOperator ? $"{text}({string.Join(", ", operands)})"
        : dtype.IsFloating() ? Floating(text, dtype, operands)
        : dtype == DType.Bool ? $"{operands[0]} {text} {operands[1]}"
        : Wrapping(text, dtype, operands);

    /// <summary>Two values folded by an elementwise op.</summary>
    public static string Combine(Op op, DType dtype, string a, string b) => Apply(op.Code!.Text, op.Code.IsOperator, dtype, a, b);

    private static string Floating(string text, DType dtype, IReadOnlyList<string> operands) =>
        text == "%" ? $"{(dtype == DType.Float32 ? "fmodf" : "fmod")}({operands[0]}, {operands[1]})"
        : operands.Count == 1 ? $"{text}{operands[0]}"
        : $"{operands[0]} {text} {operands[1]}";

    /// <summary>Signed overflow is undefined in C++, so integers are computed without sign.</summary>
    private static string Wrapping(string text, DType dtype, IReadOnlyList<string> operands)
    {
        string unsigned = dtype == DType.Int64 ? "unsigned long long" : "unsigned int";
        string right = $"({unsigned}){operands[operands.Count - 1]}";
        if (text == "~")
            return $"({TypeName(dtype)})~{operands[0]}";
        string left = operands.Count == 1 ? "0u" : $"({unsigned}){operands[0]}";
        return $"({TypeName(dtype)})({left} {text} {right})";
    }

    private static string Hex(ulong bits, int digits) => bits.ToString("X" + digits, CultureInfo.InvariantCulture);
}
