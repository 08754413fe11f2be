using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Differentiation;

/// <summary>What to do when the cost does not depend on an input.</summary>
public enum Disconnected
{
    /// <summary>A diagnostic.</summary>
    Error,

    /// <summary>A gradient of zeros.</summary>
    Zero,
}

/// <summary>
/// Reverse-mode differentiation: walks the graph once from the cost to the inputs and asks each op for its vector-Jacobian product.
/// The gradient is made of nodes of the same graph, so it can be differentiated again.
/// </summary>
public static class ReverseMode
{
    /// <summary>
    /// The gradients of a scalar cost with respect to nodes of its graph (inputs or intermediate values), each of its node's type.
    /// </summary>
    /// <exception cref="GraphException">
    /// The cost is no floating scalar, an input is not floating, the cost does not depend on it, or an op between them has no gradient.
    /// </exception>
    public static Node[] Gradient(Node cost, IReadOnlyList<Node> wrt, Disconnected disconnected = Disconnected.Error)
    {
        RequireScalar(cost);
        return VectorJacobianProduct([cost], [NodeOperators.Constant(cost, 1)], wrt, disconnected);
    }

    /// <summary>
    /// The sum over <paramref name="outputs"/> of cotangent times Jacobian: the gradients of <c>Sum(output * cotangent)</c>.
    /// Each cotangent has its output's type.
    /// </summary>
    /// <exception cref="GraphException">As for <see cref="Gradient"/>.</exception>
    public static Node[] VectorJacobianProduct(IReadOnlyList<Node> outputs, IReadOnlyList<Node> cotangents, IReadOnlyList<Node> wrt, Disconnected disconnected = Disconnected.Error)
    {
        Graph graph = outputs[0].Graph;
        foreach (Node input in wrt)
            RequireFloating(graph, input);
        var pass = (Gradients: new Dictionary<Node, Node>(), Stops: new HashSet<Node>());
        IReadOnlyList<Node> order = Graph.TopologicalOrder(outputs);
        HashSet<Node> active = Active(order, wrt);
        Walk(outputs, cotangents, order, active, [], pass.Gradients, pass.Stops);
        return [.. wrt.Select(input => pass.Gradients.TryGetValue(input, out Node? gradient) ? gradient : Missing(order, active, pass.Stops, input, disconnected))];
    }

    /// <summary>The gradients of what a body computes, taking <paramref name="wrt"/> as variables; null where none flows.</summary>
    private static Node?[] OfBody(IReadOnlyList<Node> outputs, IReadOnlyList<Node> cotangents, IReadOnlyList<Node> wrt)
    {
        IReadOnlyList<Node> order = Graph.TopologicalOrder(outputs);
        var gradients = new Dictionary<Node, Node>();
        Walk(outputs, cotangents, order, Active(order, wrt), [.. wrt], gradients, []);
        return [.. wrt.Select(input => gradients.TryGetValue(input, out Node? gradient) ? gradient : null)];
    }

    private static void Walk(
        IReadOnlyList<Node> outputs, IReadOnlyList<Node> cotangents, IReadOnlyList<Node> order, HashSet<Node> active, HashSet<Node> cut,
        Dictionary<Node, Node> gradients, HashSet<Node> stops)
    {
        Graph graph = outputs[0].Graph;
        string? source = graph.Source;
        var parts = new Dictionary<Node, Node?[]>();
        for (int i = 0; i < outputs.Count; i++)
            Accumulate(gradients, outputs[i], cotangents[i]);
        try
        {
            // Users have larger ids than what they use, so a node's gradient is complete when it is reached.
            foreach (Node node in order.Reverse())
            {
                if (!active.Contains(node) || cut.Contains(node) || !node.Inputs.Any(active.Contains))
                    continue;
                if (parts.TryGetValue(node, out Node?[]? several))
                    Propagate(new GradientRequest(node, node) 
                    {
                        PartGradients = several,
                        IsActive = active.Contains,
                        Contribute = (value, contribution) => Accumulate(gradients, value, Unbroadcast.To(contribution, value.Shape)),
                        Body = OfBody,
                    }, active, gradients, stops, source);
                else if (gradients.TryGetValue(node, out Node? gradient) && node.Op.Kind == OpKind.Part)
                    HandToWhole(node, gradient, parts);
                else if (gradients.TryGetValue(node, out gradient))
                    Propagate(new GradientRequest(node, gradient), active, gradients, stops, source);
            }
        }
        finally
        {
            graph.Source = source;
        }
    }

    /// <summary>The nodes through which a gradient can flow to an input: floating, and made of one that is active.</summary>
    private static HashSet<Node> Active(IReadOnlyList<Node> order, IReadOnlyList<Node> wrt)
    {
        var active = new HashSet<Node>(wrt);
        foreach (Node node in order)
            if ((node.DType.IsFloating() || node.Parts.Any(p => p.DType.IsFloating())) && node.Inputs.Any(active.Contains))
                active.Add(node);
        return active;
    }

    /// <summary>The gradient of one of several results waits for those of the others.</summary>
    private static void HandToWhole(Node part, Node gradient, Dictionary<Node, Node?[]> parts)
    {
        Node whole = part.Inputs[0];
        if (!parts.TryGetValue(whole, out Node?[]? several))
            parts[whole] = several = new Node?[whole.Parts.Count];
        several[Tuples.IndexOf(part)] = gradient;
    }

    private static void Propagate(GradientRequest request, HashSet<Node> active, Dictionary<Node, Node> gradients, HashSet<Node> stops, string? source)
    {
        (Node node, Node gradient) = (request.Output, request.Gradient);
        Graph graph = node.Graph;
        if (node.Op.Gradient is not { } rule)
            throw new GraphException(DiagnosticRules.OpHasNoGradient, Subject(source), Text(node), node.Op.NoGradient ?? "none is known");
        graph.Source = graph.SourceOf(node) is { } text ? "gradient of " + text : source;
        Node?[] contributions = rule(request);
        for (int i = 0; i < node.Inputs.Count; i++)
        {
            if (!active.Contains(node.Inputs[i]))
                continue;
            if (contributions[i] is not { } contribution)
            {
                if (node.Op.Kind != OpKind.Loop)
                    stops.Add(node);
                continue;
            }
            Node masked = node.Op.Kind == OpKind.Elementwise ? GradientMask.Reapply(gradient, contribution) : contribution;
            Accumulate(gradients, node.Inputs[i], Unbroadcast.To(masked, node.Inputs[i].Shape));
        }
    }

    private static void Accumulate(Dictionary<Node, Node> gradients, Node node, Node gradient) =>
        gradients[node] = gradients.TryGetValue(node, out Node? sum) ? GradientMask.Accumulate(sum, gradient) : gradient;

    /// <summary>The gradient of an input that none reached: zeros if so wished, else the reason.</summary>
    private static Node Missing(IReadOnlyList<Node> order, HashSet<Node> active, HashSet<Node> stops, Node input, Disconnected disconnected)
    {
        Graph graph = input.Graph;
        if (disconnected == Disconnected.Zero)
            return NodeOperators.BroadcastTo(NodeOperators.Constant(input, 0), input.Shape);
        var dependent = new HashSet<Node> { input };
        foreach (Node node in order.Where(n => n.Inputs.Any(dependent.Contains)))
            dependent.Add(node);
        bool Blocks(Node node) => stops.Contains(node) || (!active.Contains(node) && node.Inputs.Any(i => active.Contains(i) && dependent.Contains(i)));
        throw order.FirstOrDefault(n => dependent.Contains(n) && Blocks(n)) is { } block
            ? new GraphException(DiagnosticRules.NoGradientPath, Subject(graph.Source), Text(input), Text(block), block.Op.NoGradient ?? "it takes its input as a constant")
            : new GraphException(DiagnosticRules.Disconnected, Subject(graph.Source), Text(input));
    }

    private static void RequireScalar(Node cost)
    {
        if (cost.Rank != 0)
            throw new GraphException(DiagnosticRules.CostNotScalar, Subject(cost.Graph.Source), cost.Shape);
        if (!cost.DType.IsFloating())
            throw new GraphException(DiagnosticRules.CostNotFloating, Subject(cost.Graph.Source), cost.DType.CSharpName());
    }

    private static void RequireFloating(Graph graph, Node input)
    {
        if (!input.DType.IsFloating())
            throw new GraphException(DiagnosticRules.InputNotFloating, Subject(graph.Source), Text(input), input.DType.CSharpName());
    }

    private static string Subject(string? source) => source is null ? "Grad" : $"'{source}'";

    /// <summary>How a message names a node.</summary>
    private static string Text(Node node) =>
        node.Graph.NameOf(node) ?? (node.Graph.SourceOf(node) is { } source ? $"'{source}'" : node.Op.Name);
}
