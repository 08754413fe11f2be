using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Differentiation;

/// <summary>One walk from outputs to inputs, with what is known of their nodes' gradients.</summary>
internal sealed class ReversePass
{
    private readonly IReadOnlyList<Node> _outputs;
    private readonly IReadOnlyList<Node> _wrt;
    private readonly IReadOnlyList<Node> _order;
    private readonly HashSet<Node> _active;
    private readonly Dictionary<Node, Node> _gradients = [];
    private readonly Dictionary<Node, Node?[]> _parts = [];
    private readonly HashSet<Node> _stops = [];
    private readonly Graph _graph;
    private readonly Origin? _origin;
    private readonly HashSet<Node> _variables;

    /// <param name="outputs">What is differentiated.</param>
    /// <param name="wrt">With respect to what.</param>
    /// <param name="isBody">Whether <paramref name="wrt"/> are taken as variables: nothing is handed on to what they are made of.</param>
    /// <exception cref="GraphException">An input is not floating.</exception>
    public ReversePass(IReadOnlyList<Node> outputs, IReadOnlyList<Node> wrt, bool isBody = false)
    {
        (_outputs, _wrt, _graph) = (outputs, wrt, outputs[0].Graph);
        _variables = isBody ? [.. wrt] : [];
        _origin = _graph.Origin;
        foreach (Node input in wrt.Where(i => !i.DType.IsFloating()))
            throw new GraphException(DiagnosticRules.InputNotFloating, ReverseMode.Subject(_origin?.Text), ReverseMode.Text(input), input.DType.CSharpName());
        // What was there before the first input cannot depend on one.
        int first = wrt.Count == 0 ? int.MaxValue : wrt.Min(i => i.Id);
        _order = Graph.TopologicalOrder(outputs, node => node.Id < first);
        _active = Active();
    }

    /// <summary>The gradient of each input, null where none arrives.</summary>
    /// <exception cref="GraphException">An op on the way has no gradient.</exception>
    public Node?[] Run(IReadOnlyList<Node> cotangents)
    {
        for (int i = 0; i < _outputs.Count; i++)
            Accumulate(_outputs[i], cotangents[i]);
        try
        {
            // Users have larger ids than what they use, so a node's gradient is complete when it is reached.
            foreach (Node node in _order.Reverse())
                if (_active.Contains(node) && !_variables.Contains(node) && node.Inputs.Any(_active.Contains))
                    Visit(node);
        }
        finally
        {
            _graph.Origin = _origin;
        }
        return [.. _wrt.Select(input => _gradients.TryGetValue(input, out Node? gradient) ? gradient : null)];
    }

    /// <summary>Why no gradient reached an input.</summary>
    public GraphException Missing(Node input)
    {
        var dependent = new HashSet<Node> { input };
        foreach (Node node in _order.Where(n => n.Inputs.Any(dependent.Contains)))
            dependent.Add(node);
        bool Blocks(Node node) => _stops.Contains(node) || (!_active.Contains(node) && node.Inputs.Any(i => _active.Contains(i) && dependent.Contains(i)));
        return _order.FirstOrDefault(n => dependent.Contains(n) && Blocks(n)) is { } block
            ? new GraphException(DiagnosticRules.NoGradientPath, ReverseMode.Subject(_origin?.Text), ReverseMode.Text(input), ReverseMode.TextWithOp(block), block.Op.NoGradient ?? "it takes its input as a constant")
            : new GraphException(DiagnosticRules.Disconnected, ReverseMode.Subject(_origin?.Text), ReverseMode.Text(input));
    }

    /// <summary>The nodes through which a gradient can flow to an input: floating, and made of one that is active.</summary>
    private HashSet<Node> Active()
    {
        var active = new HashSet<Node>(_wrt);
        foreach (Node node in _order)
            if (!node.Op.IsConstant && (node.DType.IsFloating() || node.Parts.Any(p => p.DType.IsFloating())) && node.Inputs.Any(active.Contains))
                active.Add(node);
        return active;
    }

    private void Visit(Node node)
    {
        if (_parts.TryGetValue(node, out Node?[]? several))
        {
            LazyGradient lazy = LazyGradient.Of(several);
            var request = new GradientRequest(node, node)
            {
                PartGradients = several.Select(g => g is null ? null : lazy.Leave(g)).ToEquatableArray(),
                IsActive = _active.Contains,
                Contribute = (value, gradient) => Add(value, gradient, lazy),
                Body = OfBody,
            };
            Propagate(request, lazy);
        }
        else if (_gradients.TryGetValue(node, out Node? gradient) && node.Op.Kind == OpKind.Part)
            HandToWhole(node, gradient);
        else if (_gradients.TryGetValue(node, out gradient))
        {
            LazyGradient lazy = LazyGradient.Of([gradient]);
            Propagate(new GradientRequest(node, lazy.Leave(gradient)), lazy);
        }
    }

    /// <summary>The gradient of one of several results waits for those of the others.</summary>
    private void HandToWhole(Node part, Node gradient)
    {
        Node whole = part.Inputs[0];
        if (!_parts.TryGetValue(whole, out Node?[]? several))
            _parts[whole] = several = new Node?[whole.Parts.Count];
        several[Tuples.IndexOf(part)] = gradient;
    }

    private void Propagate(GradientRequest request, LazyGradient lazy)
    {
        (Node node, Node gradient) = (request.Output, request.Gradient);
        _graph.Origin = _origin;
        Func<GradientRequest, Node?[]> rule = node.Op.Gradient ?? throw ReverseMode.NoGradient(node);
        for (int i = 0; i < node.Inputs.Count; i++)
            if (_active.Contains(node.Inputs[i]) && node.Op.NoGradientFor?.Invoke(i) is { } reason)
                throw ReverseMode.NoGradient(node, reason);
        _graph.Origin = _graph.OriginOf(node) is { } origin ? origin.OfGradient() : _origin;
        Node?[] contributions = rule(request);
        for (int i = 0; i < node.Inputs.Count; i++)
        {
            if (!_active.Contains(node.Inputs[i]))
                continue;
            if (contributions[i] is { } contribution)
                Add(node.Inputs[i], node.Op.Kind == OpKind.Elementwise ? GradientMask.Reapply(gradient, contribution) : contribution, lazy);
            else if (node.Op.Kind != OpKind.Loop)
                _stops.Add(node);
        }
    }

    private static Node?[] OfBody(IReadOnlyList<Node> outputs, IReadOnlyList<Node> cotangents, IReadOnlyList<Node> wrt) =>
        new ReversePass(outputs, wrt, isBody: true).Run(cotangents);

    private void Add(Node node, Node gradient, LazyGradient lazy) => Accumulate(node, lazy.Enter(Unbroadcast.To(gradient, node.Shape)));

    private void Accumulate(Node node, Node gradient) => _gradients[node] = _gradients.TryGetValue(node, out Node? sum)
        ? LazyGradient.TryAdd(sum, gradient, GradientMask.Accumulate) ?? GradientMask.Accumulate(sum, gradient)
        : gradient;
}
