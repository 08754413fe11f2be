using System.Text;

namespace TensorAot.Compiler.Programs.Printing;

/// <summary>Writes the body of one program in one dialect: over single values, or over the two halves of each pair in turn.</summary>
internal sealed class FunctionPrinter(Program program, Dialect dialect)
{
    private static readonly (string Variable, string Argument)[] Whole = [("", "")];
    private static readonly (string Variable, string Argument)[] Halves = [("Lo", ".Lo"), ("Hi", ".Hi")];

    private readonly StatementPlan _plan = new(program);

    /// <summary>The statements of a function over single values, the last one a return.</summary>
    public string Body(string indent) => Body(indent, Whole, results => program.Rare is null ? results[0] : dialect.WithRare(program, Argument, results[0]));

    /// <summary>The statements of a function over pairs: each once for the low and once for the high half.</summary>
    public string PairBody(string indent) => Body(indent, Halves, results => program.Rare is null
        ? $"new({string.Join(", ", results)})"
        : dialect.WithRare(program, Argument, $"new Pair<{CSharpScalarDialect.Name(program.LaneType)}>({string.Join(", ", results)})"));

    private string Argument => program.Parameters[0];

    private string Body(string indent, (string Variable, string Argument)[] parts, Func<List<string>, string> result)
    {
        var text = new StringBuilder();
        int last = program.Instructions.Count - 1;
        foreach (int statement in _plan.Statements.Where(s => s != last))
        {
            var step = program.Instructions[statement];
            string type = _plan.Declarations.Contains(statement) ? dialect.TypeName(step.Type, program.LaneType.ByteSize()) + " " : "";
            foreach (var part in parts)
                text.Append(indent).Append(type).Append(_plan.Variables[statement]).Append(part.Variable).Append(" = ")
                    .Append(Literals.Bare(Text(statement, part, isRoot: true))).Append(";\n");
        }

        var results = parts.Select(part => Literals.Bare(Text(last, part, isRoot: true))).ToList();
        return text.Append(indent).Append("return ").Append(result(results)).Append(";\n").ToString();
    }

    private string Text(int instruction, (string Variable, string Argument) part, bool isRoot)
    {
        var step = program.Instructions[instruction];
        if (step.Opcode == Opcode.Argument) return _plan.Variables[instruction] + part.Argument;
        if (step.Opcode == Opcode.Constant) return dialect.Constant(step.Type, step.Bits);
        if (!isRoot && _plan.Variables[instruction] is { } variable) return variable + part.Variable;
        var operands = step.Operands.Select(o => Text(o, part, isRoot: false)).ToList();
        return dialect.Expression(step, program.Instructions[step.Operands[0]].Type, operands);
    }
}
