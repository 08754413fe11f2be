using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Cuda.Tests.Emit;

/// <summary>One element of an elementwise node in C#: the operator or the scalar function of the runtime that generated code calls.</summary>
internal static class ElementFormula
{
    /// <summary>The value for these operands. Skips the test where the runtime lacks the function.</summary>
    public static object Apply(Node node, params object[] operands)
    {
        var (text, isOperator) = node.Op.Code!.For(node);
        return Elements.Cast(node.DType, isOperator ? Operator(text, operands) : Call(text, operands));
    }

    private static object Operator(string text, object[] operands)
    {
        dynamic a = operands[0], b = operands[^1];
        if (operands.Length == 1)
            return text == "~" ? ~a : unchecked(-a);
        return text switch
        {
            "+" => unchecked(a + b),
            "-" => unchecked(a - b),
            "*" => unchecked(a * b),
            "/" => a / b,
            "%" => a % b,
            "&" => a & b,
            "|" => a | b,
            "^" => a ^ b,
            _ => throw new NotSupportedException(text),
        };
    }

    private static object Call(string name, object[] operands)
    {
        var method = typeof(Runtime.Functions).GetMethod(name, [.. operands.Select(operand => operand.GetType())]);
        if (method is null)
            Assert.Ignore($"the runtime has no scalar Functions.{name}({string.Join(", ", operands.Select(operand => operand.GetType().Name))}) yet");
        return method!.Invoke(null, operands)!;
    }
}
