namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>The types of a method's parameters, which its documentation id names: <c>M:TensorAot.Ops.Sum``1(TensorAot.Expr{``0},System.Index,System.Boolean)</c>.</summary>
internal static class ParameterTypes
{
    /// <summary>What carries tensors, their elements, sizes and places; everything else is a build-time number, flag, choice or text.</summary>
    private static readonly string[] s_operands = ["TensorAot.Expr", "TensorAot.Shared", "TensorAot.Dim", "TensorAot.Slice", "``"];

    private static readonly string[] s_numbers = ["a", "b", "c", "x", "y", "low", "high", "factor", "value", "values"];

    /// <summary>The type of each parameter, in order, as the documentation id writes it.</summary>
    public static IReadOnlyList<string> Of(MemberRef method)
    {
        int open = method.Id.IndexOf('(');
        if (open < 0)
            return [];
        List<string> types = [];
        int depth = 0, start = open + 1;
        for (int i = start; i < method.Id.Length && depth >= 0; i++)
        {
            char c = method.Id[i];
            depth += c is '{' or '[' or '(' ? 1 : c is '}' or ']' or ')' ? -1 : 0;
            if (depth < 0 || (depth == 0 && c == ','))
            {
                types.Add(method.Id.Substring(start, i - start));
                start = i + 1;
            }
        }
        return types;
    }

    /// <summary>
    /// Whether an argument is a build-time value (an axis, axes, a flag, a mode, a text, a bound) and no operand. A double is an operand
    /// where it stands in for a tensor (<c>Maximum(x, 0.5)</c>), and there it has an operand's name.
    /// </summary>
    public static bool IsPlain(string type, string name) =>
        type == "System.Double" ? !s_numbers.Contains(name) : !s_operands.Any(type.Contains);
}
