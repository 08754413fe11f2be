using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>Loops and lazy branches: their functions are evaluated once, on variables, and what they give is the body.</summary>
internal static class LoopMembers
{
    /// <summary>Scan(step, initial, sequences or steps, reverse); Fold and Reduce, which are the same without outputs.</summary>
    public static object? Scan(Invocation call) => Carry(call, Flatten(call.Arguments["initial"]));

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
        var loop = new LoopCall(call, [], Sequences(call));
        object? result = loop.Step();
        return Shaped(call, result, loop.Build([], Nodes(call, result, "What the function gives")));
    }

    /// <summary>IfElse(condition, then, otherwise), of values or of tuples.</summary>
    public static object? IfElse(Invocation call)
    {
        Node condition = call.Interpreter.ToNode(call[0], call.At, "The condition");
        object? then = InBody(call, "a side of IfElse", () => call.Apply(1));
        object? otherwise = InBody(call, "a side of IfElse", () => call.Apply(2));
        Node[] a = Nodes(call, then, "The value of a side"), b = Nodes(call, otherwise, "The value of a side");
        Node[] chosen = call.Interpreter.InGraph(call.At, call.Source ?? "IfElse", _ => a.Zip(b, (x, y) => Loops.NewIfElse(condition, x, y)).ToArray());
        return Shaped(call, then, chosen);
    }

    /// <summary>Evaluates a function that runs any number of times: updates cannot be made there.</summary>
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

    private static Node Initial(Invocation call, object? value, int number) =>
        call.Interpreter.InGraph(call.At, call.Source ?? call.Name, _ => call.Interpreter.ToNode(value, call.At, number == 0 ? "The initial state" : $"Initial state {number + 1}"));

    private static Node[] Sequences(Invocation call) =>
        call.Arguments.Names.Contains("sequences") ? [.. Flatten(call.Arguments["sequences"]).Select(v => Sequence(call, v))] : [];

    private static Node Sequence(Invocation call, object? value)
    {
        Node sequence = call.Interpreter.ToNode(value, call.At, "The sequence");
        return sequence.Rank > 0 ? sequence
            : throw call.Fail(DiagnosticRules.RankNotSupported, call.Source is { } source ? $"'{source}'" : call.Name, sequence.Shape, 0, "at least 1 for a sequence, whose elements lie along axis 0");
    }

    private static object?[] Flatten(object? value) => value is TupleValue tuple ? tuple.Items : [value];

    private static Node[] Nodes(Invocation call, object? value, string what) => [.. Flatten(value).Select(v => call.Interpreter.ToNode(v, call.At, what))];

    /// <summary>Nodes in the form of a value: a tuple where that is one.</summary>
    private static object? Shaped(Invocation call, object? like, Node[] nodes) =>
        like is TupleValue ? new TupleValue(call.Context, [.. nodes]) : nodes[0];
}

/// <summary>One call of a loop while it is read.</summary>
internal sealed class LoopCall
{
    private readonly Invocation _call;
    private readonly Node[] _initial;
    private readonly Node[] _sequences;
    private readonly Node[] _states;
    private readonly Node[] _elements;
    private readonly Dim _steps;
    private readonly StepNumber _step = new();

    public LoopCall(Invocation call, Node[] initial, Node[] sequences)
    {
        (_call, _initial, _sequences) = (call, initial, sequences);
        _steps = Steps();
        Graph graph = call.Context.Graph ?? throw call.Fail(DiagnosticRules.TensorOutsideFunction, $"'{Source}'");
        EquatableArray<Parameter> names = call[0] is ClosureValue closure ? closure.Parameters : [];
        string Name(int i, string other) => i < names.Count ? names[i].Name : other + (i + 1);
        _states = [.. initial.Select((s, i) => Sources.NewVariable(graph, Name(i, "state"), s.Type with { Shape = Resolved(graph, s.Shape.Dims) }))];
        _elements = [.. sequences.Select((s, k) => Sources.NewVariable(graph, Name(initial.Length + k, "element"), s.Type with { Shape = Resolved(graph, s.Shape.Dims.Skip(1)) }))];
    }

    private string Source => _call.Source ?? _call.Name;

    /// <summary>What the function gives for the variables.</summary>
    public object? Step() => LoopMembers.InBody(_call, "the step of a loop", () => _call.Apply(0, [.. _states, .. _elements]), _step);

    /// <summary>The results of the loop: final states, stacked outputs.</summary>
    public Node[] Build(Node[] next, Node[] outputs) => _call.Interpreter.InGraph(_call.At, Source, graph =>
    {
        for (int i = 0; i < next.Length; i++)
            next[i] = Fitted(graph, next[i], i);
        bool reverse = _call.Arguments["reverse"] is true;
        var attribute = new ScanAttribute(Attributes(_states), Attributes(_elements), (VariableAttribute?)_step.Variable?.Attribute, outputs.Length, _steps, reverse);
        Node loop = Loops.NewScan(attribute, _initial, _sequences, next, outputs);
        return Enumerable.Range(0, loop.Parts.Count).Select(i => Tuples.Of(loop, i)).ToArray();
    });

    /// <summary>The next state, after a check that it has the type of the state.</summary>
    private Node Fitted(Graph graph, Node next, int state)
    {
        TensorType type = _states[state].Type;
        bool fits = next.DType == type.DType && next.Rank == type.Rank;
        for (int axis = 0; fits && axis < type.Rank; axis++)
            fits = graph.Constraints.TryRequireEqual(type.Shape[axis], next.Shape[axis], Source);
        return fits ? next : throw _call.Fail(
            DiagnosticRules.StateChangesType, ((VariableAttribute)_states[state].Attribute!).Name, type, next.Type,
            next.DType != type.DType ? $"Cast<{type.DType.CSharpName()}>(...) on the next state, or on the initial one" : "BroadcastTo(...) on the initial state, so that it has the shape of the next one");
    }

    private Dim Steps()
    {
        if (_sequences.Length == 0)
            return Number();
        Dim steps = _sequences[0].Shape[0];
        DimConstraints constraints = _call.Context.Graph!.Constraints;
        foreach (Node other in _sequences.Skip(1))
            if (!constraints.TryRequireEqual(steps, other.Shape[0], Source))
                throw _call.Fail(DiagnosticRules.SequencesDiffer, $"'{Source}'", steps, other.Shape[0]);
        return constraints.Resolve(steps);
    }

    private Dim Number()
    {
        Dim steps = _call.Arguments["steps"] switch
        {
            Dim size => size,
            int size => size,
            UnknownValue { Size: { } size } => size,
            UnknownValue unknown => throw _call.Fail(DiagnosticRules.ValueNotKnown, unknown.Name, "a number of steps"),
            var other => throw _call.Fail(DiagnosticRules.BuildTimeInvalidCast, _call.Interpreter.Describe(other), "a number of steps"),
        };
        return _call.Context.Graph!.Constraints.TryRequireAtLeast(steps, 0, Source) ? steps : throw _call.Fails($"the number of steps is {steps}.");
    }

    private static Shape Resolved(Graph graph, IEnumerable<Dim> dims) => Shape.Of(dims.Select(graph.Constraints.Resolve));

    private static EquatableArray<VariableAttribute> Attributes(IEnumerable<Node> variables) => variables.Select(v => (VariableAttribute)v.Attribute!).ToEquatableArray();
}
