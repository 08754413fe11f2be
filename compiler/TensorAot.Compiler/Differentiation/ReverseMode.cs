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
        var pass = new ReversePass(Prepared(outputs, wrt), wrt);
        Node?[] gradients = pass.Run(cotangents);
        return [.. gradients.Select((gradient, i) => gradient ?? (disconnected == Disconnected.Zero ? NodeOperators.ZerosLike(wrt[i]) : throw pass.Missing(wrt[i])))];
    }

    /// <summary>As <see cref="VectorJacobianProduct"/>, with null for an input that no gradient reaches.</summary>
    public static Node?[] TryVectorJacobianProduct(IReadOnlyList<Node> outputs, IReadOnlyList<Node> cotangents, IReadOnlyList<Node> wrt) =>
        new ReversePass(outputs, wrt).Run(cotangents);

    /// <summary>The outputs in the form in which they are differentiated.</summary>
    internal static IReadOnlyList<Node> Prepared(IReadOnlyList<Node> outputs, IReadOnlyList<Node> wrt) =>
        outputs.Count == 0 ? outputs : outputs[0].Graph.BeforeDerivatives?.Invoke(outputs, wrt) ?? outputs;

    private static void RequireScalar(Node cost)
    {
        if (cost.Rank != 0)
            throw new GraphException(DiagnosticRules.CostNotScalar, Subject(cost.Graph.Source), cost.Shape);
        if (!cost.DType.IsFloating())
            throw new GraphException(DiagnosticRules.CostNotFloating, Subject(cost.Graph.Source), cost.DType.CSharpName());
    }

    internal static GraphException NoGradient(Node node, string? reason = null) =>
        new(DiagnosticRules.OpHasNoGradient, Subject(node.Graph.Source), TextWithOp(node), reason ?? node.Op.NoGradient ?? "none is known");

    internal static string Subject(string? source) => source is null ? "Grad" : $"'{source}'";

    /// <summary>How a message names a node.</summary>
    internal static string Text(Node node) =>
        node.Graph.NameOf(node) ?? (node.Graph.SourceOf(node) is { } source ? $"'{source}'" : node.Op.Name);

    /// <summary>How a message names a node whose op matters: a variable's name alone would not say it.</summary>
    internal static string TextWithOp(Node node) => node.Graph.NameOf(node) is { } name && node.Op.Kind != OpKind.Source ? $"{name} ({node.Op.Name})" : Text(node);
}
