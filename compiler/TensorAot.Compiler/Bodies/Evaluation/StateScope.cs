using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>State inside a step of a loop or a side of a branch: what it reads there, and what it becomes.</summary>
internal sealed class StateScope(StateScope? outer)
{
    private readonly Dictionary<StateVariable, Node> _values = [];

    /// <summary>The scope around this one; null in the function itself.</summary>
    public StateScope? Outer => outer;

    /// <summary>The updates made here. All read the values before them.</summary>
    public List<StateUpdate> Updates { get; } = [];

    /// <summary>What a state is here.</summary>
    public Node ValueOf(StateVariable state) => _values.TryGetValue(state, out Node? value) ? value : outer?.ValueOf(state) ?? state.Node;

    /// <summary>Says what a state is here.</summary>
    public void Set(StateVariable state, Node value) => _values[state] = value;

    /// <summary>What a state becomes here.</summary>
    public Node Next(StateVariable state) => Updates.Where(u => u.State == state).Select(u => u.Value).FirstOrDefault() ?? ValueOf(state);
}
