using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Rewriting.Scans;

/// <summary>A state of a loop that is being rewritten.</summary>
internal sealed class DraftState(Node variable, Node initial, Node next)
{
    public Node Variable { get; } = variable;

    public Node Initial { get; set; } = initial;

    public Node Next { get; set; } = next;
}

/// <summary>
/// A loop that is being rewritten. Results that keep their meaning follow by themselves; what else a result of the old loop becomes is
/// said with <see cref="Replace"/>.
/// </summary>
internal sealed class LoopDraft
{
    private readonly ScanView _scan;
    private readonly Dictionary<Node, Node> _replaced = [];
    private readonly List<DraftState> _oldStates;
    private readonly Node[] _oldOutputs;

    public LoopDraft(ScanView scan)
    {
        _scan = scan;
        _oldStates = [.. scan.StateVariables.Select((v, i) => new DraftState(v, scan.Initial[i], scan.Next[i]))];
        _oldOutputs = [.. scan.Outputs];
        States = [.. _oldStates];
        Outputs = [.. scan.Outputs];
        Sequences = [.. scan.SequenceVariables.Select((v, k) => (v, scan.Sequences[k]))];
        Index = scan.IndexVariable;
    }

    public List<DraftState> States { get; }

    public List<(Node Variable, Node Sequence)> Sequences { get; }

    public List<Node> Outputs { get; }

    public Node? Index { get; set; }

    public Graph Graph => _scan.Node.Graph;

    public Dim Steps => _scan.Attribute.Steps;

    /// <summary>All that the body computes.</summary>
    public IEnumerable<Node> Results => States.Select(s => s.Next).Concat(Outputs);

    /// <summary>Says what a result of the old loop becomes.</summary>
    public void Replace(Node part, Node value) => _replaced[part] = value;

    /// <summary>Puts values in the place of others in the body.</summary>
    public void Substitute(IReadOnlyDictionary<Node, Node> values)
    {
        Node[] results = Substitution.Run([.. Results, .. _oldOutputs], values, renew: false);
        for (int i = 0; i < States.Count; i++)
            States[i].Next = results[i];
        for (int j = 0; j < Outputs.Count; j++)
            Outputs[j] = results[States.Count + j];
        for (int j = 0; j < _oldOutputs.Length; j++)
            _oldOutputs[j] = results[States.Count + Outputs.Count + j];
    }

    /// <summary>A value of the body as a sequence of the values of all steps, for rules that need one.</summary>
    public int AddOutput(Node value)
    {
        if (!Outputs.Contains(value))
            Outputs.Add(value);
        return Outputs.IndexOf(value);
    }

    /// <summary>The new loop, and what each result of the old one becomes.</summary>
    /// <param name="finish">What results become that need the new loop.</param>
    public Dictionary<Node, Node> Build(Func<ScanView, IEnumerable<(Node Part, Node Value)>>? finish = null)
    {
        ScanView? loop = States.Count + Outputs.Count == 0 ? null : new ScanView(Loops.NewScan(
            new ScanAttribute(Of(States.Select(s => s.Variable)), Of(Sequences.Select(s => s.Variable)), Index?.Attribute as VariableAttribute, Outputs.Count, Steps, _scan.Attribute.Reverse)
            {
                Limit = _scan.Attribute.Limit,
                Recompute = _scan.Attribute.Recompute,
            },
            [.. States.Select(s => s.Initial)], [.. Sequences.Select(s => s.Sequence)], [.. States.Select(s => s.Next)], Outputs));
        var results = new Dictionary<Node, Node>(_replaced);
        if (finish is not null)
            foreach ((Node part, Node value) in finish(loop!))
                results[part] = value;
        for (int i = 0; i < _oldStates.Count; i++)
            if (States.IndexOf(_oldStates[i]) is var at and >= 0)
                Follow(_scan.Final(i), loop!.Final(at));
        for (int j = 0; j < _oldOutputs.Length; j++)
            if (Outputs.IndexOf(_oldOutputs[j]) is var at and >= 0)
                Follow(_scan.Stacked(j), loop!.Stacked(at));
        return results;

        void Follow(Node part, Node value)
        {
            if (!results.ContainsKey(part))
                results[part] = value;
        }
    }

    private static EquatableArray<VariableAttribute> Of(IEnumerable<Node> variables) => variables.Select(v => (VariableAttribute)v.Attribute!).ToEquatableArray();
}
