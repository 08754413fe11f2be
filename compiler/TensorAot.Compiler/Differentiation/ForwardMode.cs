using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Differentiation;

/// <summary>
/// Forward-mode differentiation: walks the graph once from the inputs to the outputs and gives each node its tangent, the change of
/// its value along a direction of the inputs. What an op's tangent is follows from its kind (views, joins and reshapes are linear,
/// products are linear in each factor, elementwise ops and reductions have the slopes that their gradient shows) or, for any other
/// op, from its gradient, which is transposed: differentiated by its own cotangent.
/// </summary>
public static class ForwardMode
{
    /// <summary>
    /// The Jacobian-vector product: the sum over <paramref name="wrt"/> of Jacobian times tangent, of each output's type; null for an
    /// output that does not vary. Each tangent has its input's type.
    /// </summary>
    /// <exception cref="GraphException">An op between them has no gradient.</exception>
    public static Node?[] Jvp(IReadOnlyList<Node> outputs, IReadOnlyList<Node> wrt, IReadOnlyList<Node> tangents) =>
        new Pass(null).Run(outputs, wrt, tangents);

    private sealed class Pass(Pass? outer) : NodePass(outer)
    {
        private readonly Dictionary<Node, Node?[]> _parts = [];

        public Node?[] Run(IReadOnlyList<Node> outputs, IReadOnlyList<Node> wrt, IReadOnlyList<Node?> tangents) => Walk(outputs, wrt, tangents);

        protected override Node? Make(Node node)
        {
            if (node.Op.Kind == OpKind.Part)
                return PartsOf(node.Inputs[0])?[Tuples.IndexOf(node)];
            var request = new TangentRequest(node, node.Inputs.Select(Found).ToEquatableArray())
            {
                Body = (outputs, variables, tangents) => new Pass(this).Run(outputs, variables, tangents),
            };
            if (request.Tangents.All(t => t is null) && node.Attribute is not IBindsVariables)
                return null;
            if (node.IsTuple)
            {
                _parts[node] = node.Op.TangentParts is { } several ? several(request) : TangentRules.TransposedParts(request, [.. PartsRead(node)]);
                return null;
            }
            return node.DType.IsFloating() && Tangent(request) is { } tangent ? Fitted(tangent, node) : null;
        }

        private Node?[]? PartsOf(Node tuple) => _parts.TryGetValue(tuple, out Node?[]? parts) ? parts : outer?.PartsOf(tuple);

        private static Node? Tangent(TangentRequest request) =>
            request.Output.Op.Tangent is { } rule ? rule(request) : request.Output.Op.Kind switch
            {
                OpKind.View or OpKind.Reshape or OpKind.Join or OpKind.Gather or OpKind.Branch => TangentRules.Linear(request),
                OpKind.Contraction => TangentRules.Multilinear(request),
                OpKind.Elementwise => TangentRules.Elementwise(request),
                OpKind.Reduction => TangentRules.Reduction(request),
                _ => TangentRules.Transposed(request),
            };

        private static Node Fitted(Node tangent, Node node) => BroadcastTo(Cast(tangent, node.DType), node.Shape);
    }
}
