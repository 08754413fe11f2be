using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Evaluation;

// Statements.
internal sealed partial class Interpreter
{
    /// <summary>How a statement ended.</summary>
    private enum Completion
    {
        Next,
        Break,
        Continue,
        Return,
    }

    private Completion Execute(Statement statement)
    {
        CheckStack(statement);
        switch (statement)
        {
            case BlockStatement block:
                return Execute(block.Statements);
            case DeclareStatement declaration:
                Declare(declaration.Slot, declaration.Name, declaration.Value is null ? null : Evaluate(declaration.Value));
                return Completion.Next;
            case ExpressionStatement { Expression: var expression }:
                EvaluatePlace(expression);
                return Completion.Next;
            case IfStatement choice:
                return Condition(choice.Condition) ? Execute(choice.WhenTrue)
                    : choice.WhenFalse is null ? Completion.Next : Execute(choice.WhenFalse);
            case ReturnStatement result:
                _activation.Result = result.Value is null ? null : Evaluate(result.Value);
                return Completion.Return;
            case BreakStatement:
                return Completion.Break;
            case ContinueStatement:
                return Completion.Continue;
            case LocalFunctionStatement:
                return Completion.Next;
            default:
                return ExecuteLoop(statement);
        }
    }

    private Completion ExecuteLoop(Statement statement) => statement switch
    {
        ForStatement loop => Execute(loop),
        ForEachStatement loop => Execute(loop),
        WhileStatement loop => Execute(loop),
        SwitchStatement choice => Execute(choice),
        _ => throw Fail(statement, DiagnosticRules.CallNotSupported, statement.GetType().Name),
    };

    private Completion Execute(EquatableArray<Statement> statements)
    {
        // A local function is visible in its whole block.
        foreach (Statement statement in statements)
            if (statement is LocalFunctionStatement function)
                _activation.Declare(function);
        foreach (Statement statement in statements)
            if (Execute(statement) is var completion and not Completion.Next)
                return completion;
        return Completion.Next;
    }

    private Completion Execute(ForStatement loop)
    {
        Execute(loop.Before);
        while (loop.Condition is null || Condition(loop.Condition))
        {
            Step(loop);
            if (Ends(Execute(loop.Body), out Completion completion))
                return completion;
            Execute(loop.After);
        }
        return Completion.Next;
    }

    private Completion Execute(WhileStatement loop)
    {
        bool test = loop.TestsFirst;
        while (!test || Condition(loop.Condition))
        {
            test = true;
            Step(loop);
            if (Ends(Execute(loop.Body), out Completion completion))
                return completion;
        }
        return Completion.Next;
    }

    private Completion Execute(ForEachStatement loop)
    {
        IEnumerable<object?> items = Elements(Evaluate(loop.Collection), loop.Collection);
        foreach (object? item in Counted(items, loop))
        {
            AssignParts(TargetOf(loop.Target), Copy(item), loop.Parts, loop);
            if (Ends(Execute(loop.Body), out Completion completion))
                return completion;
        }
        return Completion.Next;
    }

    /// <summary>Whether the body's end ends the loop, and what the loop then ends with.</summary>
    private static bool Ends(Completion body, out Completion loop)
    {
        loop = body == Completion.Return ? Completion.Return : Completion.Next;
        return body is Completion.Return or Completion.Break;
    }

    private Completion Execute(SwitchStatement choice)
    {
        object? value = Evaluate(choice.Value);
        SwitchSection? section = choice.Sections.FirstOrDefault(s => s.Labels.Any(l => !l.IsDefault && Fits(l, value)))
            ?? choice.Sections.FirstOrDefault(s => s.Labels.Any(l => l.IsDefault));
        Completion completion = section is null ? Completion.Next : Execute(section.Statements);
        return completion == Completion.Break ? Completion.Next : completion;
    }

    private bool Fits(SwitchLabel label, object? value) =>
        Matches(label.Pattern, value) && (label.Guard is null || Condition(label.Guard));

    /// <summary>A new variable; a tensor takes its name.</summary>
    private void Declare(int slot, string name, object? value)
    {
        NameNode(value, name);
        _activation.Declare(slot, new Cell(context, value));
    }
}
