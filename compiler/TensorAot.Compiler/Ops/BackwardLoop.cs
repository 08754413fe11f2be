using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Builds the loop that goes back over the steps of another with the gradients of its states.</summary>
/// <param name="scan">The loop that is differentiated.</param>
/// <param name="finals">The gradients of its final states, where there are any.</param>
/// <param name="stateGradients">The variables of the way back, for the states that have a gradient.</param>
/// <param name="elements">The variables for elements of the gradients of stacked outputs, with those.</param>
internal sealed class BackwardLoop(
    ScanView scan, IReadOnlyList<Node?> finals, IReadOnlyList<Node?> stateGradients, IReadOnlyList<(Node Variable, Node Stacked)> elements)
{
    private readonly List<Node> _initial = [];
    private readonly List<Node> _states = [];
    private readonly List<Node> _next = [];
    private readonly List<Node> _sequences = [];
    private readonly List<Node> _elements = [];
    private readonly List<Node> _outputs = [];

    /// <summary>Builds it from the gradients that one step gives.</summary>
    /// <param name="stateSteps">Of each state before the step.</param>
    /// <param name="sequenceSteps">Of each sequence's element.</param>
    /// <param name="captured">Of values from outside.</param>
    /// <param name="result">Receives the gradients of the initial states and the sequences.</param>
    /// <param name="contribute">Receives those of values from outside.</param>
    public void Run(Node?[] stateSteps, Node?[] sequenceSteps, IReadOnlyList<(Node Value, Node Gradient)> captured, Node?[] result, Action<Node, Node> contribute)
    {
        for (int i = 0; i < stateSteps.Length; i++)
            if (stateGradients[i] is { } variable)
                AddState(finals[i] ?? ZerosLike(variable), variable, stateSteps[i] ?? ZerosLike(variable));
        foreach ((Node value, Node gradient) in captured)
        {
            Node sum = Sources.NewVariable(scan.Graph, "sum", value.Type);
            AddState(ZerosLike(value), sum, sum + gradient);
        }
        foreach ((Node variable, Node stacked) in elements)
            AddSequence(stacked, variable);
        int[] withGradient = [.. Enumerable.Range(0, sequenceSteps.Length).Where(k => sequenceSteps[k] is not null)];
        _outputs.AddRange(withGradient.Select(k => sequenceSteps[k]!));
        ScanView loop = Build();

        int state = 0;
        for (int i = 0; i < stateSteps.Length; i++)
            if (stateGradients[i] is not null)
                result[i] = loop.Final(state++);
        foreach ((Node value, _) in captured)
            contribute(value, loop.Final(state++));
        for (int k = 0; k < withGradient.Length; k++)
            result[stateSteps.Length + withGradient[k]] = loop.Stacked(k);
    }

    private void AddState(Node initial, Node variable, Node next)
    {
        _initial.Add(initial);
        _states.Add(variable);
        _next.Add(next);
    }

    private void AddSequence(Node sequence, Node variable)
    {
        _sequences.Add(sequence);
        _elements.Add(variable);
    }

    private ScanView Build()
    {
        var trace = new LoopTrace(scan, [.. _next, .. _outputs], [.. _states, .. _elements]);
        var bound = new Dictionary<Node, Node>();
        Node? index = null;
        foreach (Node variable in trace.Read)
        {
            bound[variable] = Substitution.Renewed(variable);
            if (variable == scan.IndexVariable)
                index = bound[variable];
            else
                AddSequence(SequenceOf(variable), bound[variable]);
        }
        Dictionary<Node, Node> kept = trace.Kept.Any() ? scan.Trace(trace.Kept) : [];
        foreach (Node value in trace.Kept)
        {
            bound[value] = Sources.NewVariable(scan.Graph, scan.Graph.NameOf(value) ?? "kept", value.Type);
            AddSequence(kept[value], bound[value]);
        }
        VariableAttribute? limit = AddLimit();
        Node[] steps = Substitution.Run([.. _next, .. _outputs], bound, renew: true);
        var attribute = new ScanAttribute(
            Attributes(_states), Attributes(_elements), index?.Attribute as VariableAttribute, _outputs.Count, scan.Attribute.Steps, !scan.Attribute.Reverse)
        {
            Limit = limit,
            Recompute = scan.Attribute.Recompute,
        };
        return new ScanView(Loops.NewScan(attribute, _initial, _sequences, [.. steps.Take(_next.Count)], [.. steps.Skip(_next.Count)]));
    }

    /// <summary>Only the steps that were done are gone back over.</summary>
    private VariableAttribute? AddLimit()
    {
        if (scan.Done is not { } done)
            return null;
        Node limit = Sources.NewVariable(scan.Graph, "limit", done.Type);
        AddState(done, limit, limit);
        return (VariableAttribute)limit.Attribute!;
    }

    private Node SequenceOf(Node variable) => scan.Sequences[scan.SequenceVariables.ToList().IndexOf(variable)];

    private static EquatableArray<VariableAttribute> Attributes(IEnumerable<Node> variables) => variables.Select(v => (VariableAttribute)v.Attribute!).ToEquatableArray();
}
