using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// Reverse mode through a loop: a second loop, from the last step to the first, whose state is the gradient of the first one's state.
/// Each of its steps is the body's vector-Jacobian product. What the body reads from outside has its gradient accumulated in a state
/// of its own; gradients of sequences are outputs. The first loop hands over what the steps need (<see cref="LoopTrace"/>).
/// </summary>
internal sealed class LoopGradient
{
    private readonly GradientRequest _request;
    private readonly ScanView _scan;
    private readonly HashSet<Node> _region;
    private readonly Node?[] _finals;
    private readonly Node?[] _stacked;
    private readonly bool[] _isActive;

    /// <summary>The variables for the gradients of the states, where they have one.</summary>
    private readonly Node?[] _stateGradients;

    private LoopGradient(GradientRequest request)
    {
        _request = request;
        _scan = new ScanView(request.Output);
        _region = _scan.Region();
        int states = _scan.Initial.Count;
        _finals = [.. request.PartGradients.Take(states)];
        _stacked = [.. request.PartGradients.Skip(states)];
        _stateGradients = new Node?[states];
        Captured = [.. LoopRegion.Captured(_region, _scan.Results).Where(IsWanted)];
        _isActive = ActiveStates();
    }

    /// <summary>What the body reads from outside and a gradient is wanted for.</summary>
    private Node[] Captured { get; }

    /// <summary>The rule: gradients of the initial states and the sequences; those of captured values are contributed.</summary>
    public static Node?[] Rule(GradientRequest request) => new LoopGradient(request).Run();

    private Node?[] Run()
    {
        LastElements.MoveToFinals(_scan, _stacked, _finals);
        var result = new Node?[_request.Inputs.Count];
        Node[] sequences = [.. _scan.SequenceVariables.Where((v, k) => IsWanted(_scan.Sequences[k]))];
        Node[] states = [.. _scan.StateVariables.Where((_, i) => _isActive[i])];
        Node[] elements = [.. _stacked.Select((g, j) => g is not null && _scan.Outputs[j].DType.IsFloating() ? Variable("d" + j, _scan.Outputs[j].Type) : null!)];
        Node?[] gradients = Differentiate([.. states, .. sequences, .. Captured], states, elements);
        if (gradients.All(g => g is null))
            return OfNoSteps(result);
        new BackwardLoop(_scan, _finals, _stateGradients, [.. elements.Select((e, j) => (e, _stacked[j]!)).Where(p => p.e is not null)])
            .Run(
                stateSteps: _scan.StateVariables.Select(v => OfWrt(states, gradients, 0, v)).ToArray(),
                sequenceSteps: _scan.SequenceVariables.Select(v => OfWrt(sequences, gradients, states.Length, v)).ToArray(),
                captured: [.. Captured.Select((c, i) => (c, gradients[states.Length + sequences.Length + i])).Where(p => p.Item2 is not null).Select(p => (p.c, p.Item2!))],
                result, _request.Contribute);
        return result;
    }

    /// <summary>No step hands a gradient on; in a call of no steps a final state is the initial one.</summary>
    private Node?[] OfNoSteps(Node?[] result)
    {
        for (int i = 0; i < _finals.Length; i++)
            if (_finals[i] is { } gradient && _isActive[i] && _scan.MayBeEmpty)
                result[i] = _scan.WithoutSteps(gradient);
        return result;
    }

    /// <summary>
    /// The body's vector-Jacobian product. A state has a gradient when the cost depends on its final value, or a step's result does whose
    /// gradient is known: asked again until no more do.
    /// </summary>
    private Node?[] Differentiate(Node[] wrt, Node[] states, Node[] elements)
    {
        for (int i = 0; i < _finals.Length; i++)
            if (_finals[i] is not null && _isActive[i])
                AddStateGradient(i);
        while (true)
        {
            var values = new List<Node>();
            var cotangents = new List<Node>();
            Collect(_scan.Next, _stateGradients);
            Collect(_scan.Outputs, elements);
            if (values.Count == 0)
                return new Node?[wrt.Length];
            Node?[] gradients = _request.Body(values, cotangents, wrt);
            int[] more = [.. Enumerable.Range(0, _finals.Length).Where(i => _stateGradients[i] is null && OfWrt(states, gradients, 0, _scan.StateVariables[i]) is not null)];
            if (more.Length == 0)
                return gradients;
            foreach (int i in more)
                AddStateGradient(i);

            void Collect(IReadOnlyList<Node> of, IReadOnlyList<Node?> with)
            {
                for (int i = 0; i < of.Count; i++)
                    if (with[i] is { } cotangent)
                    {
                        values.Add(of[i]);
                        cotangents.Add(cotangent);
                    }
            }
        }
    }

    private void AddStateGradient(int i) => _stateGradients[i] = Variable("d" + _scan.Attribute.States[i].Name, _scan.StateVariables[i].Type);

    /// <summary>The states through which a gradient can flow to something that it is wanted for.</summary>
    private bool[] ActiveStates()
    {
        var active = new bool[_scan.Initial.Count];
        for (bool grows = true; grows;)
        {
            grows = false;
            HashSet<Node> varying = Varying(active);
            for (int i = 0; i < active.Length; i++)
                if (!active[i] && (IsWanted(_scan.Initial[i]) || (varying.Contains(_scan.Next[i]) && _scan.Next[i].DType.IsFloating())))
                    active[i] = grows = true;
        }
        return active;
    }

    private HashSet<Node> Varying(bool[] activeStates)
    {
        var varying = new HashSet<Node>(Captured);
        varying.UnionWith(_scan.StateVariables.Where((_, i) => activeStates[i]));
        varying.UnionWith(_scan.SequenceVariables.Where((_, k) => IsWanted(_scan.Sequences[k])));
        foreach (Node node in _region.OrderBy(n => n.Id))
            if ((node.DType.IsFloating() || node.IsTuple) && node.Inputs.Any(varying.Contains))
                varying.Add(node);
        return varying;
    }

    private bool IsWanted(Node node) => node.DType.IsFloating() && !node.IsTuple && _request.IsActive(node);

    private Node Variable(string name, TensorType type) => Sources.NewVariable(_scan.Graph, name, type);

    private static Node? OfWrt(Node[] wrt, Node?[] gradients, int offset, Node variable)
    {
        int at = Array.IndexOf(wrt, variable);
        return at < 0 ? null : gradients[offset + at];
    }
}
