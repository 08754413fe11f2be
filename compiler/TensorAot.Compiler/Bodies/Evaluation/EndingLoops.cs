using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>Loops that end before their last step.</summary>
internal static class EndingLoops
{
    /// <summary>ScanUntil(step, initial, sequences or steps): the step gives (next, until) or (next, output, until).</summary>
    public static object? ScanUntil(Invocation call)
    {
        Node[] initial = [.. LoopMembers.Flatten(call.Arguments["initial"]).Select((v, i) => LoopMembers.Initial(call, v, i))];
        var loop = new LoopCall(call, initial, LoopMembers.Sequences(call));
        object?[] results = ((TupleValue)loop.Step()!).Items;
        object? outputs = results.Length == 3 ? results[1] : null;
        Node[] next = LoopMembers.Nodes(call, results[0], "The next state"), values = outputs is null ? [] : LoopMembers.Nodes(call, outputs, "An output of the step");
        Node[] built = loop.BuildEnding(next, values, Condition(call, results[results.Length - 1]), starts: null);
        object? final = LoopMembers.Shaped(call, results[0], [.. built.Take(next.Length)]);
        Node steps = built[built.Length - 1];
        return new TupleValue(call.Context, outputs is null
            ? [final, steps]
            : [final, LoopMembers.Shaped(call, outputs, [.. built.Skip(next.Length).Take(values.Length)]), steps]);
    }

    /// <summary>While(condition, body, initial, maxSteps): the condition is asked before each step.</summary>
    public static object? While(Invocation call)
    {
        Node[] initial = [.. LoopMembers.Flatten(call.Arguments["initial"]).Select((v, i) => LoopMembers.Initial(call, v, i))];
        Node starts = Condition(call, LoopMembers.InBody(call, "the condition of While", () => call.Apply(0, [.. initial])));
        var loop = new LoopCall(call, initial, [], function: 1);
        object? result = loop.Step();
        Node[] next = LoopMembers.Nodes(call, result, "The next state");
        Node goesOn = Condition(call, loop.AfterStep("the condition of While", () => call.Apply(0, [.. next])));
        Node until = call.Interpreter.InGraph(call.At, call.Source ?? "While", _ => NodeOperators.Not(goesOn));
        Node[] built = loop.BuildEnding(next, [], until, starts);
        return new TupleValue(call.Context, [LoopMembers.Shaped(call, result, [.. built.Take(next.Length)]), built[built.Length - 1]]);
    }

    private static Node Condition(Invocation call, object? value)
    {
        Node condition = call.Interpreter.ToNode(value, call.At, "The condition");
        return condition.DType == DType.Bool && condition.Rank == 0 ? condition
            : throw call.Fail(DiagnosticRules.ConditionNotScalar, call.Name == "Ops.While" ? "The condition of While" : "The condition of ScanUntil", condition.Type);
    }
}
