using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Differentiation;

/// <summary>
/// What users ask for besides gradients: products with Jacobians, and Jacobians and Hessians as a whole, which are products with all
/// unit vectors at once.
/// </summary>
public static class Derivatives
{
    /// <summary>The gradients of <c>Sum(output * cotangent)</c>, added up over the outputs: cotangent times Jacobian (Theano's Lop).</summary>
    /// <exception cref="GraphException">A cotangent does not have its output's shape, or as for <see cref="ReverseMode.Gradient"/>.</exception>
    public static Node[] Vjp(IReadOnlyList<Node> outputs, IReadOnlyList<Node> wrt, IReadOnlyList<Node> cotangents, Disconnected disconnected = Disconnected.Error)
    {
        RequireFloating(outputs, DiagnosticRules.OutputNotFloating);
        RequireDirections("cotangent", outputs, cotangents);
        return ReverseMode.VectorJacobianProduct(outputs, [.. cotangents.Zip(outputs, Like)], wrt, disconnected);
    }

    /// <summary>The change of the outputs along tangents of the inputs: Jacobian times tangent (Theano's Rop).</summary>
    /// <exception cref="GraphException">A tangent does not have its input's shape, an output or input is not floating, or does not depend.</exception>
    public static Node[] Jvp(IReadOnlyList<Node> outputs, IReadOnlyList<Node> wrt, IReadOnlyList<Node> tangents, Disconnected disconnected = Disconnected.Error)
    {
        RequireFloating(outputs, DiagnosticRules.OutputNotFloating);
        RequireFloating(wrt, DiagnosticRules.InputNotFloating);
        RequireDirections("tangent", wrt, tangents);
        Node?[] products = ForwardMode.Jvp(ReverseMode.Prepared(outputs, wrt), wrt, [.. tangents.Zip(wrt, Like)]);
        return [.. products.Select((product, i) => product ?? Missing(outputs[i], wrt, disconnected))];
    }

    /// <summary>
    /// All partial derivatives, of shape <c>output.shape + input.shape</c>, for each input. One pass for all of them: in forward mode
    /// where the input is known to be no larger than the output, else in reverse mode.
    /// </summary>
    /// <exception cref="GraphException">An output or input is not floating, the output does not depend on it, or an op has no batched form.</exception>
    public static Node[] Jacobian(Node output, IReadOnlyList<Node> wrt, Disconnected disconnected = Disconnected.Error)
    {
        RequireFloating([output], DiagnosticRules.OutputNotFloating);
        RequireFloating(wrt, DiagnosticRules.InputNotFloating);
        if (output.Rank == 0)
            return ReverseMode.Gradient(output, wrt, disconnected);
        Node[] forward = [.. wrt.Where(input => IsForward(output, input))];
        Node[] reverse = [.. wrt.Except(forward)];
        Dictionary<Node, Node> columns = forward.Distinct().ToDictionary(input => input, input => Columns(output, input, disconnected));
        Node[] rows = reverse.Length == 0 ? [] : Rows(output, reverse, disconnected);
        return [.. wrt.Select(input => columns.TryGetValue(input, out Node? jacobian) ? jacobian : rows[Array.IndexOf(reverse, input)])];
    }

    /// <summary>The second derivatives of a scalar, of shape <c>input.shape + input.shape</c>, for each input by itself: the Jacobian of the gradient.</summary>
    /// <exception cref="GraphException">As for <see cref="ReverseMode.Gradient"/> and <see cref="Jacobian"/>.</exception>
    public static Node[] Hessian(Node cost, IReadOnlyList<Node> wrt, Disconnected disconnected = Disconnected.Error)
    {
        Node[] gradients = ReverseMode.Gradient(cost, wrt, disconnected);
        // A gradient that does not vary is no mistake: the cost is linear in the input.
        return [.. gradients.Select((gradient, i) => Jacobian(gradient, [wrt[i]], Disconnected.Zero)[0])];
    }

    /// <summary>The change of the gradient along a direction: Hessian times vector, in forward mode over reverse mode, without the Hessian.</summary>
    /// <exception cref="GraphException">A vector does not have its input's shape, or as for <see cref="ReverseMode.Gradient"/>.</exception>
    public static Node[] HessianVectorProduct(Node cost, IReadOnlyList<Node> wrt, IReadOnlyList<Node> vectors, Disconnected disconnected = Disconnected.Error)
    {
        Node[] gradients = ReverseMode.Gradient(cost, wrt, disconnected);
        return Jvp(gradients, wrt, vectors, Disconnected.Zero);
    }

    private static bool IsForward(Node output, Node input)
    {
        if (Graph.TopologicalOrder([output], node => node.Id <= input.Id).Any(node => node.Op.EditsGradient))
            return false;
        DimConstraints constraints = output.Graph.Constraints;
        Dim rows = constraints.Resolve(output.Shape.ElementCount), columns = constraints.Resolve(input.Shape.ElementCount);
        return rows == columns || (columns.Constant is { } count && (rows.Constant is null || count <= rows.Constant));
    }

    /// <summary>Reverse mode: all rows of the Jacobians at once, as products with the unit cotangents.</summary>
    private static Node[] Rows(Node output, Node[] wrt, Disconnected disconnected)
    {
        Node cotangent = Sources.NewVariable(output.Graph, "cotangent", output.Type);
        Node[] products = ReverseMode.VectorJacobianProduct([output], [cotangent], wrt, disconnected);
        IReadOnlyList<Node> rows = Batching.Run(products, [cotangent], [UnitVectors(output)], output.Shape.ElementCount);
        return [.. rows.Select((row, i) => Reshape(row, Shape.Of([.. output.Shape.Dims, .. wrt[i].Shape.Dims])))];
    }

    /// <summary>Forward mode: all columns of the Jacobian at once, as products with the unit tangents.</summary>
    private static Node Columns(Node output, Node input, Disconnected disconnected)
    {
        Node tangent = Sources.NewVariable(output.Graph, "tangent", input.Type);
        Node product = ForwardMode.Jvp(ReverseMode.Prepared([output], [input]), [input], [tangent])[0] ?? Missing(output, [input], disconnected);
        Node columns = Batching.Run([product], [tangent], [UnitVectors(input)], input.Shape.ElementCount)[0];
        Node split = Reshape(columns, Shape.Of([.. input.Shape.Dims, .. output.Shape.Dims]));
        return Transpose(split, [.. Enumerable.Range(input.Rank, output.Rank), .. Enumerable.Range(0, input.Rank)]);
    }

    /// <summary>Tensors like a given one, each with a single 1, along a new axis in front.</summary>
    private static Node UnitVectors(Node like)
    {
        Dim count = like.Shape.ElementCount;
        Node places = Sources.NewIota(like.Graph, DType.Int32, count);
        Node identity = Cast(Equal(ExpandDims(places, 1), ExpandDims(places, 0)), like.DType);
        return Reshape(identity, Shape.Of([count, .. like.Shape.Dims]));
    }

    private static Node Missing(Node output, IReadOnlyList<Node> wrt, Disconnected disconnected) => disconnected == Disconnected.Zero
        ? BroadcastTo(Constant(output, 0), output.Shape)
        : throw new ReversePass([output], wrt).Missing(wrt[0]);

    private static void RequireFloating(IReadOnlyList<Node> nodes, DiagnosticRule rule)
    {
        foreach (Node node in nodes.Where(n => !n.DType.IsFloating()))
            throw new GraphException(rule, ReverseMode.Subject(node.Graph.Source), ReverseMode.Text(node), node.DType.CSharpName());
    }

    private static void RequireDirections(string kind, IReadOnlyList<Node> of, IReadOnlyList<Node> directions)
    {
        Graph graph = of[0].Graph;
        if (directions.Count != of.Count)
            throw new GraphException(DiagnosticRules.DirectionCount, ReverseMode.Subject(graph.Source), directions.Count, kind, of.Count);
        for (int i = 0; i < of.Count; i++)
        {
            bool fits = directions[i].Type.DType == of[i].DType && directions[i].Rank == of[i].Rank;
            for (int axis = 0; fits && axis < of[i].Rank; axis++)
                fits = graph.Constraints.TryRequireEqual(of[i].Shape[axis], directions[i].Shape[axis], graph.Source);
            if (!fits)
                throw new GraphException(DiagnosticRules.DirectionDoesNotFit, ReverseMode.Subject(graph.Source), kind, directions[i].Type, ReverseMode.Text(of[i]), of[i].Type);
        }
    }

    /// <summary>A direction in the sizes of what it belongs to, which were found to agree.</summary>
    private static Node Like(Node direction, Node of) => BroadcastTo(direction, of.Shape);
}
