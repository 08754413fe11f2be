using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>One evaluation: the construction of the object, or one function on it.</summary>
internal sealed class EvaluationContext(Graph? graph, IReadOnlyDictionary<SharedState, StatePath> paths)
{
    /// <summary>Loop rounds and calls that one evaluation may take.</summary>
    public const int StepLimit = 200_000;

    /// <summary>Elements that one build-time collection may have.</summary>
    public const int SizeLimit = 1 << 22;

    private readonly Dictionary<SharedState, StateVariable> _state = [];
    private readonly List<StateVariable> _read = [];
    private int _steps;

    /// <summary>The graph that is built; null during construction.</summary>
    public Graph? Graph { get; } = graph;

    /// <summary>State that the function reads, in order.</summary>
    public IReadOnlyList<StateVariable> Read => _read;

    /// <summary>The function that is being evaluated and cannot update state, as messages call it; null outside of one.</summary>
    public string? Body { get; set; }

    /// <summary>Every function that is being evaluated once for many steps, examples or sides, the innermost last, as messages call it.</summary>
    public List<string> Bodies { get; } = [];

    /// <summary>The numbers of the steps or examples of those functions that run once for each, the innermost last.</summary>
    public List<StepNumber> Steps { get; } = [];

    /// <summary>The random streams that were drawn from.</summary>
    public List<RandomStreamValue> Streams { get; } = [];

    /// <summary>How many random draws there were.</summary>
    public int Draws { get; set; }

    /// <summary>The updates of the function, or of the step or side that is being evaluated.</summary>
    public List<StateUpdate> Updates => Scope.Updates;

    /// <summary>State where the evaluation is.</summary>
    public StateScope Scope { get; set; } = new(null);

    /// <summary>Counts a step; false when there were too many.</summary>
    public bool TryStep() => ++_steps <= StepLimit;

    /// <summary>The state as a variable of the graph; null when no path leads to it.</summary>
    public StateVariable? Variable(SharedState state)
    {
        if (_state.TryGetValue(state, out StateVariable? variable))
            return variable;
        if (!paths.TryGetValue(state, out StatePath? path))
            return null;
        variable = path.ToVariable(Graph!, state);
        _state.Add(state, variable);
        return variable;
    }

    /// <summary>The state's value before updates; null when no path leads to it.</summary>
    public Node? Value(SharedState state)
    {
        StateVariable? variable = Variable(state);
        if (variable is not null && !_read.Contains(variable))
            _read.Add(variable);
        return variable is null ? null : Scope.ValueOf(variable);
    }

    /// <summary>How an object is reached that has state; null for others.</summary>
    public string? PathOf(ObjectValue value)
    {
        foreach (KeyValuePair<string, object?> field in value.Fields)
            if (field.Value is SharedState state && paths.TryGetValue(state, out StatePath? path) && path.Steps.Count > 1)
                return new StatePath(path.Steps.Take(path.Steps.Count - 1).ToEquatableArray()).Text;
        return null;
    }
}
