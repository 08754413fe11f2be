using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>One call of a loop while it is read.</summary>
internal sealed class LoopCall
{
    private readonly Invocation _call;
    private readonly int _function;
    private readonly List<Node> _initial;
    private readonly List<Node> _states;
    private readonly Node[] _sequences;
    private readonly Node[] _elements;
    private readonly Dim _steps;
    private readonly StepNumber _step = new();

    /// <param name="call">The call.</param>
    /// <param name="initial">The initial states.</param>
    /// <param name="sequences">The sequences.</param>
    /// <param name="function">The place of the step among the arguments.</param>
    /// <param name="others">How many arguments of the step come first that are neither states nor elements.</param>
    public LoopCall(Invocation call, Node[] initial, Node[] sequences, int function = 0, int others = 0)
    {
        (_call, _function, _initial, _sequences) = (call, function, [.. initial], sequences);
        _steps = Steps();
        Graph graph = call.Context.Graph ?? throw call.Fail(DiagnosticRules.TensorOutsideFunction, $"'{Source}'");
        _states = [.. initial.Select((s, i) => Sources.NewVariable(graph, NameOf(i, "state"), s.Type with { Shape = Resolved(graph, s.Shape.Dims) }))];
        _elements = [.. sequences.Select((s, k) => Sources.NewVariable(graph, NameOf(others + initial.Length + k, "element"), s.Type with { Shape = Resolved(graph, s.Shape.Dims.Skip(1)) }))];
    }

    public Dim Count => _steps;

    private string Source => _call.Source ?? _call.Name;

    /// <summary>The name of a parameter of the step.</summary>
    public string NameOf(int parameter, string other) =>
        _call[_function] is ClosureValue closure && parameter < closure.Parameters.Count ? closure.Parameters[parameter].Name : other + (parameter + 1);

    /// <summary>What the function gives for the variables.</summary>
    /// <param name="others">Its first arguments, which are neither states nor elements.</param>
    public object? Step(params object?[] others) => InBody(() => _call.Apply(_function, [.. others, .. _states, .. _elements]));

    /// <summary>Evaluates what each step computes.</summary>
    public object? InBody(Func<object?> evaluate) => LoopMembers.InBody(_call, "the step of a loop", evaluate, _step);

    /// <summary>A state besides those that the call names.</summary>
    public void AddState(Node variable, Node initial)
    {
        _states.Add(variable);
        _initial.Add(initial);
    }

    /// <summary>The results of the loop: final states, stacked outputs.</summary>
    public Node[] Build(Node[] next, Node[] outputs) => _call.Interpreter.InGraph(_call.At, Source, graph =>
        LoopForms.Results(NewScan(graph, next, outputs, null), NumberOf("truncate"), NumberOf("checkpoint")));

    /// <summary>The results of a loop that ends when <paramref name="until"/> holds: final states, stacked outputs, and last the number of steps.</summary>
    /// <param name="next">The next states.</param>
    /// <param name="outputs">What a step gives besides.</param>
    /// <param name="until">Whether the step is the last one.</param>
    /// <param name="starts">Whether there is a first step; null for a loop that has one unless it has no elements.</param>
    public Node[] BuildEnding(Node[] next, Node[] outputs, Node until, Node? starts) => _call.Interpreter.InGraph<Node[]>(_call.At, Source, graph =>
    {
        Node limit = Sources.NewVariable(graph, "limit", TensorType.Scalar(DType.Int32)), all = NodeOperators.Size(graph, _steps, DType.Int32);
        AddState(limit, starts is null ? all : NodeOperators.Where(starts, all, NodeOperators.Constant(all, 0)));
        Node[] states = [.. next, NodeOperators.Where(until, _step.In(graph) + NodeOperators.Constant(all, 1), limit)];
        ScanView loop = NewScan(graph, states, outputs, (VariableAttribute)limit.Attribute!);
        return [.. next.Select((_, i) => loop.Final(i)), .. outputs.Select((_, j) => loop.Stacked(j)), loop.Final(next.Length)];
    });

    private ScanView NewScan(Graph graph, Node[] next, Node[] outputs, VariableAttribute? limit)
    {
        for (int i = 0; i < next.Length; i++)
            next[i] = Fitted(graph, next[i], i);
        bool reverse = _call.Arguments["reverse"] is true;
        var attribute = new ScanAttribute(Attributes(_states), Attributes(_elements), (VariableAttribute?)_step.Variable?.Attribute, outputs.Length, _steps, reverse) { Limit = limit };
        return new ScanView(Loops.NewScan(attribute, _initial, _sequences, next, outputs));
    }

    /// <summary>A number of steps that is given at build time.</summary>
    private int NumberOf(string argument)
    {
        int number = _call.Arguments[argument] is { } value ? _call.Interpreter.ToInteger(value, _call.At) : 0;
        return number >= 0 ? number : throw _call.Fail(DiagnosticRules.StepsNotPositive, argument, number);
    }

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
        Dim steps = (_call.Arguments["steps"] ?? _call.Arguments["maxSteps"]) switch
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
