using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>Loops and lazy branches: their functions are evaluated once, on variables, and what they give is the body.</summary>
internal static class LoopMembers
{
    /// <summary>Scan(step, initial, sequences or steps, reverse); Fold and Reduce, which are the same without outputs.</summary>
    public static object? Scan(Invocation call) =>
        Flatten(call.Arguments["initial"]) is var initial && initial.Any(i => i is PastValue) ? PastMembers.Scan(call, initial) : Carry(call, initial);

    /// <summary>Reduce(step, initial, sequences), or Reduce(step, sequences), which starts from the first element.</summary>
    public static object? Reduce(Invocation call)
    {
        if (call.Arguments.Names.Contains("initial"))
            return Scan(call);
        Node x = Sequence(call, call.Arguments["sequences"]);
        string source = call.Source ?? call.Name;
        Node first = call.Interpreter.InGraph(call.At, source, graph =>
        {
            Calls.RequireNotEmpty(graph, Loops.Scan, x, [0]);
            return NodeOperators.Squeeze(Indexing.Part(x, 0, Dim.Zero, Dim.One), 0);
        });
        Node rest = call.Interpreter.InGraph(call.At, source, _ => Indexing.Part(x, 0, Dim.One, x.Shape[0] - 1));
        return Carry(call, [first], [rest]);
    }

    /// <summary>Map(step, sequences).</summary>
    public static object? Map(Invocation call)
    {
        var loop = new LoopCall(call, [], Sequences(call), isOrdered: false);
        object? result = loop.Step();
        return Shaped(call, result, loop.Build([], Nodes(call, result, "What the function gives")));
    }

    /// <summary>IfElse(condition, then, otherwise), of values or of tuples.</summary>
    public static object? IfElse(Invocation call)
    {
        Node condition = call.Interpreter.ToNode(call[0], call.At, "The condition");
        StateScope[] scopes = [new(call.Context.Scope), new(call.Context.Scope)];
        object? then = InScope(call, "a side of IfElse", scopes[0], () => call.Apply(1));
        object? otherwise = InScope(call, "a side of IfElse", scopes[1], () => call.Apply(2));
        Node[] a = Nodes(call, then, "The value of a side"), b = Nodes(call, otherwise, "The value of a side");
        Node[] chosen = call.Interpreter.InGraph(call.At, call.Source ?? "IfElse", _ => a.Zip(b, (x, y) => Loops.NewIfElse(condition, x, y)).ToArray());
        Choose(call, scopes, values => Loops.NewIfElse(condition, values[0], values[1]));
        return Shaped(call, then, chosen);
    }

    /// <summary>Switch(index, branches), of values or of tuples: the last branch is for all other indices too.</summary>
    public static object? Switch(Invocation call)
    {
        Node index = call.Interpreter.ToNode(call[0], call.At, "The index");
        object?[] functions = [.. call.Items(1)];
        StateScope[] scopes = [.. functions.Select(_ => new StateScope(call.Context.Scope))];
        object?[] values = [.. functions.Select((f, i) => InScope(call, "a branch of Switch", scopes[i], () => Branch(call, f)))];
        if (values.Length == 0)
            throw call.Fails("there is no branch.");
        Node[][] branches = [.. values.Select(v => Nodes(call, v, "The value of a branch"))];
        Node[] chosen = call.Interpreter.InGraph(call.At, call.Source ?? "Switch", _ => Enumerable.Range(0, branches[0].Length)
            .Select(k => Branches.Choose(index, [.. branches.Select(b => b[k])])).ToArray());
        Choose(call, scopes, values => Branches.Choose(index, values));
        return Shaped(call, values[0], chosen);
    }

    private static object? Branch(Invocation call, object? function) => function is DelegateValue branch
        ? call.Interpreter.InvokeDelegate(branch, [], call.At)
        : throw call.Fail(DiagnosticRules.NullValue, "The branch");

    /// <summary>State that a side of a branch updates becomes what the chosen side says, or stays as it is.</summary>
    private static void Choose(Invocation call, StateScope[] sides, Func<Node[], Node> choice)
    {
        foreach (StateVariable state in sides.SelectMany(s => s.Updates.Select(u => u.State)).Distinct().ToArray())
            Intrinsics.Record(call, state, call.Interpreter.InGraph(call.At, call.Source ?? call.Name, _ => choice([.. sides.Select(s => s.Next(state))])));
    }

    /// <summary>Evaluates a function once that stands for steps in their order or for a side, with the state that it updates apart.</summary>
    public static object? InScope(Invocation call, string what, StateScope scope, Func<object?> evaluate, StepNumber? step = null)
    {
        (string? outer, call.Context.Body) = (call.Context.Body, null);
        (StateScope around, call.Context.Scope) = (call.Context.Scope, scope);
        object? result = Once(call, what, evaluate, step);
        (call.Context.Body, call.Context.Scope) = (outer, around);
        return result;
    }

    /// <summary>Evaluates a function that stands for values without an order: updates cannot be made there.</summary>
    public static object? InBody(Invocation call, string what, Func<object?> evaluate, StepNumber? step = null)
    {
        (string? outer, call.Context.Body) = (call.Context.Body, what);
        object? result = Once(call, what, evaluate, step);
        call.Context.Body = outer;
        return result;
    }

    /// <summary>Evaluates a function once that stands for many calls: what was made outside it cannot be assigned there.</summary>
    public static object? Once(Invocation call, string what, Func<object?> evaluate, StepNumber? step = null)
    {
        call.Context.Bodies.Add(what);
        if (step is not null)
            call.Context.Steps.Add(step);
        object? result = evaluate();
        if (step is not null)
            call.Context.Steps.RemoveAt(call.Context.Steps.Count - 1);
        call.Context.Bodies.RemoveAt(call.Context.Bodies.Count - 1);
        return result;
    }

    private static object? Carry(Invocation call, object?[] initial) => Carry(call, [.. initial.Select((v, i) => Initial(call, v, i))], Sequences(call));

    private static object? Carry(Invocation call, Node[] initial, Node[] sequences)
    {
        var loop = new LoopCall(call, initial, sequences);
        object? result = loop.Step();
        // Next states alone, or (next states, outputs): the types of the function's results tell, not their number.
        bool hasOutputs = call.Type.Name.StartsWith("System.ValueTuple", StringComparison.Ordinal) && HasOutputs(call, initial.Length);
        object? next = hasOutputs ? ((TupleValue)result!).Items[0] : result;
        object? outputs = hasOutputs ? ((TupleValue)result!).Items[1] : null;
        Node[] values = hasOutputs ? Nodes(call, outputs, "An output of the step") : [];
        Node[] results = loop.Build(Nodes(call, next, "The next state"), values);
        object? final = Shaped(call, next, [.. results.Take(initial.Length)]);
        return hasOutputs ? new TupleValue(call.Context, [final, Shaped(call, outputs, [.. results.Skip(initial.Length)])]) : final;
    }

    /// <summary>With outputs there are type arguments for them besides those of the states and the sequences.</summary>
    private static bool HasOutputs(Invocation call, int states)
    {
        int sequences = call.Arguments.Names.Contains("sequences") ? Flatten(call.Arguments["sequences"]).Length : 0;
        return call.Method.Name == "Scan" && call.Method.TypeArguments.Count > states + sequences;
    }

    internal static Node Initial(Invocation call, object? value, int number) =>
        call.Interpreter.InGraph(call.At, call.Source ?? call.Name, _ => call.Interpreter.ToNode(value, call.At, number == 0 ? "The initial state" : $"Initial state {number + 1}"));

    internal static Node[] Sequences(Invocation call) =>
        call.Arguments.Names.Contains("sequences") ? [.. Flatten(call.Arguments["sequences"]).Select(v => Sequence(call, v))] : [];

    internal static Node Sequence(Invocation call, object? value)
    {
        Node sequence = call.Interpreter.ToNode(value, call.At, "The sequence");
        return sequence.Rank > 0 ? sequence
            : throw call.Fail(DiagnosticRules.RankNotSupported, call.Source is { } source ? $"'{source}'" : call.Name, sequence.Shape, 0, "at least 1 for a sequence, whose elements lie along axis 0");
    }

    internal static object?[] Flatten(object? value) => value is TupleValue tuple ? tuple.Items : [value];

    internal static Node[] Nodes(Invocation call, object? value, string what) => [.. Flatten(value).Select(v => call.Interpreter.ToNode(v, call.At, what))];

    /// <summary>Nodes in the form of a value: a tuple where that is one.</summary>
    internal static object? Shaped(Invocation call, object? like, Node[] nodes) =>
        like is TupleValue ? new TupleValue(call.Context, [.. nodes]) : nodes[0];
}
