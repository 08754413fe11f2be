using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Differentiation;

/// <summary>
/// Functions of a batch: each node that depends on a batched value is replaced by one that has all examples, with the batch as axis 0.
/// Nodes that do not depend on one stay as they are and are computed once. There is no loop over the examples.
/// </summary>
public static class Batching
{
    /// <summary>
    /// <paramref name="outputs"/>, as functions of <paramref name="variables"/>, for a batch of these: each with the batch as axis 0,
    /// repeated along it if it does not depend on them.
    /// </summary>
    /// <param name="outputs">The values on one example.</param>
    /// <param name="variables">Nodes that the outputs are made of; usually <see cref="Sources.NewVariable"/>.</param>
    /// <param name="batched">For each variable its examples, along axis 0.</param>
    /// <param name="size">How many examples there are.</param>
    /// <exception cref="GraphException">An op between them has no batched form.</exception>
    public static IReadOnlyList<Node> Run(IReadOnlyList<Node> outputs, IReadOnlyList<Node> variables, IReadOnlyList<Node> batched, Dim size) =>
        new Pass(size, null).Run(outputs, variables, batched);

    private sealed class Pass(Dim size, Pass? outer) : NodePass(outer)
    {
        public IReadOnlyList<Node> Run(IReadOnlyList<Node> outputs, IReadOnlyList<Node> variables, IReadOnlyList<Node?> batched) =>
            [.. Walk(outputs, variables, batched).Select((result, i) => result ?? Repeat(outputs[i]))];

        private readonly Dictionary<Node, Node?[]> _parts = [];

        protected override Node? Make(Node node)
        {
            if (node.Op.Kind == OpKind.Part && PartsOf(node.Inputs[0]) is { } parts)
                return parts[Tuples.IndexOf(node)];
            Node[] inputs = [.. node.Inputs.Select(i => Found(i) ?? i)];
            var request = new BatchRequest(node, inputs.ToEquatableArray(), node.Inputs.Select(i => Found(i) is not null).ToEquatableArray(), size)
            {
                Body = (outputs, variables, batched) => new Pass(size, this).Walk(outputs, variables, batched),
            };
            if (node.Op.BatchParts is { } several)
            {
                _parts[node] = several(request);
                return null;
            }
            Node result = node.Op.Batch is { } rule ? rule(request) : ByKind(request);
            return node.IsTuple || result.Rank == node.Rank + 1
                ? result
                : throw new InvalidOperationException($"the batch of {node} is {result}");
        }

        private Node?[]? PartsOf(Node tuple) => _parts.TryGetValue(tuple, out Node?[]? parts) ? parts : outer?.PartsOf(tuple);

        private Node ByKind(BatchRequest request)
        {
            Node node = request.Output;
            return node.Op.Kind switch
            {
                OpKind.Elementwise => BatchRules.Aligned(request),
                OpKind.Reduction => BatchRules.ShiftedAxes(request),
                OpKind.Reshape => Reshape(request.Inputs[0], Shape.Of([size, .. node.Shape.Dims])),
                OpKind.Part => Tuples.Of(request.Inputs[0], Tuples.IndexOf(node)),
                OpKind.Composite when node.Inputs.Count == 1 && node.Attribute is AxesAttribute => BatchRules.ShiftedAxes(request),
                OpKind.Composite => Expanded(node),
                OpKind.Routine => BatchRules.Same(request),
                _ => throw new GraphException(DiagnosticRules.OpHasNoBatch, node.Graph.Source is { } source ? $"'{source}'" : "Vmap", node.Op.Name),
            };
        }

        /// <summary>The batch of the ops that a composite stands for.</summary>
        private Node Expanded(Node composite)
        {
            Node[] inputs = [.. composite.Inputs.Distinct()];
            return new Pass(size, null).Run([composite.Op.Expand!(composite)], inputs, [.. inputs.Select(Found)])[0];
        }

        private Node Repeat(Node value) => BroadcastTo(ExpandDims(value, 0), Shape.Of([size, .. value.Shape.Dims]));
    }
}
