using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Programs;

namespace TensorAot.Compiler.Evaluate.Exact;

/// <summary>One element of an elementwise op, with the bits that generated code has: operators as in C#, functions by their programs.</summary>
internal static class GraphExactElement
{
    /// <summary>The function or operator of a node applied to elements of its inputs, or null when it has no bit-exact form yet.</summary>
    /// <exception cref="DivideByZeroException">An integer is divided by zero.</exception>
    /// <exception cref="IndexOutOfRangeException">A checked index is out of range.</exception>
    public static long? Evaluate(Node node, long[] arguments)
    {
        (string text, _) = node.Op.Code!.For(node);
        DType dtype = node.Inputs[node.Inputs.Count - 1].DType;
        return node.Op == Conversion.Cast ? GraphExactArithmetic.Convert(dtype, node.DType, arguments[0]) : Evaluate(text, dtype, arguments);
    }

    /// <summary>The constant that an elementwise op makes of constants, or null when it has no bit-exact form or would fail.</summary>
    public static ConstantValue? Fold(Node node)
    {
        if (node.CanFail || node.Op.Code is null || node.Inputs.Count == 0)
            return null;
        return Evaluate(node, [.. node.Inputs.Select(i => Sources.ConstantOf(i)!.Value.Bits)]) is { } bits ? new ConstantValue(node.DType, bits) : null;
    }

    /// <summary>A function or operator by the name that it has in generated code.</summary>
    public static long? Evaluate(string text, DType dtype, long[] a) => (text, a.Length) switch
    {
        ("Select", 3) => a[0] != 0 ? a[1] : a[2],
        ("Not", 1) => 1 - a[0],
        ("~", 1) => ConstantValue.FromInteger(dtype, ~a[0]).Bits,
        ("Fma", 3) => GraphExactArithmetic.FusedMultiplyAdd(dtype, a[0], a[1], a[2]),
        ("-", 1) => GraphExactArithmetic.Negate(dtype, a[0]),
        ("CheckPlace", 2) => a[0] >= -a[1] && a[0] < a[1] ? a[0] < 0 ? a[0] + a[1] : a[0] : throw new IndexOutOfRangeException($"{a[0]} of {a[1]}"),
        ("CheckIndex", 2) => a[0] >= 0 && a[0] < a[1] ? a[0] : throw new IndexOutOfRangeException($"{a[0]} of {a[1]}"),
        ("Clip", 3) => Evaluate("Maximum", dtype, [a[0], a[1]]) is { } raised ? Evaluate("Minimum", dtype, [raised, a[2]]) : null,
        (_, 2) when GraphExactArithmetic.Compare(text, dtype, a[0], a[1]) is { } truth => truth ? 1 : 0,
        (_, 2) when GraphExactArithmetic.Binary(text, dtype, a[0], a[1]) is { } value => value,
        _ => Program(text, dtype, a),
    };

    /// <summary>Bytes are computed as integers, as C# does.</summary>
    private static long? Program(string function, DType dtype, long[] arguments)
    {
        if (dtype == DType.UInt8)
            return Program(function, DType.Int32, arguments) is { } wide ? ConstantValue.FromInteger(dtype, wide).Bits : null;
        return Library.Find(function, dtype) is { } program ? ProgramInterpreter.Evaluate(program, arguments) : null;
    }
}
