using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TensorAot.Generate.Device;

/// <summary>Prints the statements of scalar C# in C++: variables, assignments, branches and loops.</summary>
internal sealed class StatementPrinter(SemanticModel model, DeviceWriter text)
{
    private readonly ExpressionPrinter _expressions = new(model);

    /// <summary>The body of a method.</summary>
    /// <exception cref="UntranslatableException">Something has no translation.</exception>
    public void PrintBody(MethodDeclarationSyntax method)
    {
        if (method.ExpressionBody is { } value)
            text.Line($"return {_expressions.Print(value.Expression)};");
        else if (method.Body is { } body)
            PrintAll(body.Statements);
        else
            throw new UntranslatableException(method, "a method without a body has no translation");
    }

    private void PrintAll(IEnumerable<StatementSyntax> statements)
    {
        foreach (StatementSyntax statement in statements)
            Print(statement);
    }

    private void Print(StatementSyntax statement)
    {
        switch (statement)
        {
            case LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, IsConst: false } local:
                text.Line(Declaration(local.Declaration) + ";");
                break;
            case ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: TupleExpressionSyntax to, Right: TupleExpressionSyntax from } assignment }
                when assignment.IsKind(SyntaxKind.SimpleAssignmentExpression):
                AssignTogether(to, from);
                break;
            case ExpressionStatementSyntax expression:
                text.Line(Effect(expression.Expression) + ";");
                break;
            case BlockSyntax block:
                text.Block("", () => PrintAll(block.Statements));
                break;
            case IfStatementSyntax branch:
                If(branch, "");
                break;
            case ForStatementSyntax loop:
                text.Block(Head(loop), () => Nested(loop.Statement));
                break;
            case WhileStatementSyntax loop:
                text.Block($"while ({_expressions.Print(loop.Condition)})", () => Nested(loop.Statement));
                break;
            case ReturnStatementSyntax { Expression: { } value }:
                text.Line($"return {_expressions.Print(value)};");
                break;
            case BreakStatementSyntax:
                text.Line("break;");
                break;
            case ContinueStatementSyntax:
                text.Line("continue;");
                break;
            default:
                throw new UntranslatableException(statement, $"a {statement.Kind()} has no translation");
        }
    }

    private void Nested(StatementSyntax statement)
    {
        if (statement is BlockSyntax block)
            PrintAll(block.Statements);
        else
            Print(statement);
    }

    private void If(IfStatementSyntax branch, string before)
    {
        text.Block($"{before}if ({_expressions.Print(branch.Condition)})", () => Nested(branch.Statement));
        if (branch.Else?.Statement is IfStatementSyntax next)
            If(next, "else ");
        else if (branch.Else is { } otherwise)
            text.Block("else", () => Nested(otherwise.Statement));
    }

    private string Head(ForStatementSyntax loop)
    {
        if (loop.Condition is null || loop.Initializers.Count > 0)
            throw new UntranslatableException(loop, "a for statement declares its variables and has a condition");
        string start = loop.Declaration is { } declaration ? Declaration(declaration) : "";
        return $"for ({start}; {_expressions.Print(loop.Condition)}; {string.Join(", ", loop.Incrementors.Select(Effect))})";
    }

    private string Declaration(VariableDeclarationSyntax declaration) =>
        DeviceNames.Type(model.GetTypeInfo(declaration.Type).Type, declaration) + " " + string.Join(", ", declaration.Variables.Select(Declaration));

    private string Declaration(VariableDeclaratorSyntax variable)
    {
        string name = DeviceNames.Variable(variable.Identifier.Text, variable);
        return variable.Initializer is { } start ? $"{name} = {_expressions.Print(start.Value)}" : name;
    }

    /// <summary>An assignment or a step of one.</summary>
    private string Effect(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case AssignmentExpressionSyntax { Left: IdentifierNameSyntax } assignment when IsKnown(assignment.Kind()):
                if (assignment.IsKind(SyntaxKind.DivideAssignmentExpression))
                    _expressions.RequireDivision(assignment, assignment.Kind(), model.GetTypeInfo(assignment.Left).Type, assignment.Right);
                return $"{_expressions.Print(assignment.Left)} {assignment.OperatorToken.Text} {_expressions.Print(assignment.Right)}";
            case PostfixUnaryExpressionSyntax { Operand: IdentifierNameSyntax name } step when step.RawKind is (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression:
                return _expressions.Print(name) + step.OperatorToken.Text;
            default:
                throw new UntranslatableException(expression, "this is no assignment to a variable");
        }
    }

    private static bool IsKnown(SyntaxKind kind) =>
        kind is SyntaxKind.SimpleAssignmentExpression or SyntaxKind.AddAssignmentExpression or SyntaxKind.SubtractAssignmentExpression
            or SyntaxKind.MultiplyAssignmentExpression or SyntaxKind.DivideAssignmentExpression;

    /// <summary>(a, b) = (x, y): all values, then all assignments.</summary>
    private void AssignTogether(TupleExpressionSyntax to, TupleExpressionSyntax from) => text.Block("", () =>
    {
        for (int i = 0; i < from.Arguments.Count; i++)
            text.Line($"{DeviceNames.Type(model.GetTypeInfo(to.Arguments[i].Expression).Type, to)} next{i} = {_expressions.Print(from.Arguments[i].Expression)};");
        for (int i = 0; i < to.Arguments.Count; i++)
            text.Line(to.Arguments[i].Expression is IdentifierNameSyntax name ? $"{_expressions.Print(name)} = next{i};" : throw new UntranslatableException(to, "values are assigned to variables"));
    });
}
