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
    private readonly bool _isOrdered;
    private StateScope _scope;

    /// <param name="call">The call.</param>
    /// <param name="initial">The initial states.</param>
    /// <param name="sequences">The sequences.</param>
    /// <param name="function">The place of the step among the arguments.</param>
    /// <param name="others">How many arguments of the step come first that are neither states nor elements.</param>
    /// <param name="isOrdered">Whether a step follows another, so that it may update state.</param>
    public LoopCall(Invocation call, Node[] initial, Node[] sequences, int function = 0, int others = 0, bool isOrdered = true)
    {
        (_call, _function, _initial, _sequences, _isOrdered, _scope) = (call, function, [.. initial], sequences, isOrdered, call.Context.Scope);
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
    public object? Step(params object?[] others)
    {
        object?[] arguments = [.. others, .. _states, .. _elements];
        if (!_isOrdered)
            return LoopMembers.InBody(_call, "the function of Map", () => _call.Apply(_function, arguments), _step);
        // Which state a step updates is known when it has been evaluated; then once more, with that state as variables of the loop.
        var changed = new List<StateVariable>();
        int draws = _call.Context.Draws;
        while (true)
        {
            _scope = new StateScope(_call.Context.Scope);
            foreach (StateVariable state in changed)
                _scope.Set(state, Sources.NewVariable(state.Node.Graph, ((InputAttribute)state.Node.Attribute!).Name, state.Type));
            object? result = LoopMembers.InScope(_call, "the step of a loop", _scope, () => _call.Apply(_function, arguments), _step);
            StateVariable[] found = [.. _scope.Updates.Select(u => u.State).Except(changed)];
            if (found.Length == 0)
                return result;
            changed.AddRange(found);
            _call.Context.Draws = draws;
        }
    }

    /// <summary>Evaluates what is asked after each step, with state as the step leaves it.</summary>
    public object? AfterStep(string what, Func<object?> evaluate)
    {
        var after = new StateScope(_scope);
        foreach (StateUpdate update in _scope.Updates)
            after.Set(update.State, update.Value);
        return LoopMembers.InScope(_call, what, after, () => LoopMembers.InBody(_call, what, evaluate), _step);
    }

    /// <summary>A state besides those that the call names.</summary>
    public void AddState(Node variable, Node initial)
    {
        _states.Add(variable);
        _initial.Add(initial);
    }

    /// <summary>The results of the loop: final states, stacked outputs.</summary>
    public Node[] Build(Node[] next, Node[] outputs)
    {
        Node[] all = WithUpdates(next);
        Node[] results = _call.Interpreter.InGraph(_call.At, Source, graph =>
            LoopForms.Results(NewScan(graph, all, outputs, null), NumberOf("truncate"), NumberOf("checkpoint")));
        Record([.. results.Take(all.Length).Skip(next.Length)]);
        return [.. results.Take(next.Length), .. results.Skip(all.Length)];
    }

    /// <summary>The results of a loop that ends when <paramref name="until"/> holds: final states, stacked outputs, and last the number of steps.</summary>
    /// <param name="next">The next states.</param>
    /// <param name="outputs">What a step gives besides.</param>
    /// <param name="until">Whether the step is the last one.</param>
    /// <param name="starts">Whether there is a first step; null for a loop that has one unless it has no elements.</param>
    public Node[] BuildEnding(Node[] next, Node[] outputs, Node until, Node? starts)
    {
        Node[] all = WithUpdates(next);
        ScanView loop = _call.Interpreter.InGraph(_call.At, Source, graph =>
        {
            Node limit = Sources.NewVariable(graph, "limit", TensorType.Scalar(DType.Int32)), steps = NodeOperators.Size(graph, _steps, DType.Int32);
            AddState(limit, starts is null ? steps : NodeOperators.Where(starts, steps, NodeOperators.Constant(steps, 0)));
            Node[] states = [.. all, NodeOperators.Where(until, _step.In(graph) + NodeOperators.Constant(steps, 1), limit)];
            return NewScan(graph, states, outputs, (VariableAttribute)limit.Attribute!);
        });
        Record([.. all.Skip(next.Length).Select((_, k) => loop.Final(next.Length + k))]);
        return [.. next.Select((_, i) => loop.Final(i)), .. outputs.Select((_, j) => loop.Stacked(j)), loop.Final(all.Length)];
    }

    /// <summary>The next states, and those of the state that a step updates.</summary>
    private Node[] WithUpdates(Node[] next)
    {
        foreach (StateUpdate update in Updates)
            AddState(_scope.ValueOf(update.State), _call.Context.Scope.ValueOf(update.State));
        return [.. next, .. Updates.Select(u => u.Value)];
    }

    /// <summary>What a loop leaves in the state that its steps update is an update where the loop stands.</summary>
    private void Record(Node[] final)
    {
        for (int k = 0; k < final.Length; k++)
            Intrinsics.Record(_call, Updates[k].State, final[k]);
    }

    private IReadOnlyList<StateUpdate> Updates => _isOrdered ? _scope.Updates : [];

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
