using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>Grad and its relatives, and Vmap, as definitions call them: with one tensor, several, a tuple or a list.</summary>
internal static class DerivativeMembers
{
    /// <summary>Grad(cost, x), Grad(cost, x0, x1, ...) as a tuple, Grad(cost, list) as an array.</summary>
    public static object? Grad(Invocation call) => OfOne(call, "cost", ReverseMode.Gradient);

    /// <summary>Hessian(cost, x), with the forms of Grad.</summary>
    public static object? Hessian(Invocation call) => OfOne(call, "cost", Derivatives.Hessian);

    /// <summary>Jacobian(y, x), with the forms of Grad.</summary>
    public static object? Jacobian(Invocation call) => OfOne(call, "y", Derivatives.Jacobian);

    /// <summary>Vjp(y, x, cotangent): the result has the form of x.</summary>
    public static object? Vjp(Invocation call)
    {
        Several y = Argument(call, "y"), x = Argument(call, "x"), cotangent = Argument(call, "cotangent");
        return x.With(call, InGraph(call, () => Derivatives.Vjp(y.Nodes, x.Nodes, cotangent.Nodes, Option(call))));
    }

    /// <summary>Jvp(y, x, tangent): the result has the form of y.</summary>
    public static object? Jvp(Invocation call)
    {
        Several y = Argument(call, "y"), x = Argument(call, "x"), tangent = Argument(call, "tangent");
        return y.With(call, InGraph(call, () => Derivatives.Jvp(y.Nodes, x.Nodes, tangent.Nodes, Option(call))));
    }

    /// <summary>HessianVectorProduct(cost, x, v): the result has the form of x.</summary>
    public static object? HessianVectorProduct(Invocation call)
    {
        Several cost = Argument(call, "cost"), x = Argument(call, "x"), vector = Argument(call, "v");
        return x.With(call, InGraph(call, () => Derivatives.HessianVectorProduct(cost.Nodes[0], x.Nodes, vector.Nodes, Option(call))));
    }

    /// <summary>Vmap(f, x, ...): the lambda is evaluated once, on one example, and what it makes is batched.</summary>
    public static object? Vmap(Invocation call)
    {
        Several x = NotEmpty(call, Inputs(call));
        (int inAxis, int outAxis) = (call.Arguments["inAxis"] is null ? 0 : AxisOf(call, "inAxis"), call.Arguments["outAxis"] is null ? 0 : AxisOf(call, "outAxis"));
        Graph graph = x.Nodes[0].Graph;
        Dim size = Dim.One;
        Node[] batched = InGraph(call, () => Examples(x.Nodes, inAxis, out size));
        Node[] variables = [.. batched.Select((b, i) => Sources.NewVariable(graph, graph.NameOf(x.Nodes[i]) ?? "example", b.Type with { Shape = Shape.Of(b.Shape.Dims.Skip(1)) }))];
        int updates = call.Context.Updates.Count;
        var example = new StepNumber();
        Several outputs = Several.Of(call, LoopMembers.Once(call, "the function of Vmap", () => call.Apply(0, [.. variables]), example), "What Vmap's function returns");
        if (call.Context.Updates.Count != updates)
            throw call.Fail(DiagnosticRules.UpdateInMap, call.Context.Updates[updates].State.Path);
        if (example.Variable is { } number)
            (variables, batched) = ([.. variables, number], [.. batched, InGraph(call, () => Sources.NewIota(graph, DType.Int32, size))]);
        Node[] results = InGraph(call, () => Batching.Run(outputs.Nodes, variables, batched, size).Select(r => FromFront(r, outAxis)).ToArray());
        return outputs.With(call, results);
    }

    private static object? OfOne(Invocation call, string of, Func<Node, IReadOnlyList<Node>, Disconnected, Node[]> derivative)
    {
        Node node = Argument(call, of).Nodes[0];
        Several x = Inputs(call);
        return x.With(call, InGraph(call, () => derivative(node, x.Nodes, Option(call))));
    }

    /// <summary>The argument x, or those called x0, x1, ..., or xs.</summary>
    private static Several Inputs(Invocation call)
    {
        int[] places = [.. Enumerable.Range(0, call.Count).Where(i => IsInput(call.Arguments.Names[i]))];
        return places.Length == 1
            ? Several.Of(call, call[places[0]], "What is differentiated by")
            : Several.Of(call, new TupleValue(call.Context, [.. places.Select(i => call[i])]), "What is differentiated by");
    }

    private static bool IsInput(string name) => name is "x" or "xs" || (name.Length == 2 && name[0] == 'x' && char.IsDigit(name[1]));

    private static Several Argument(Invocation call, string name) => NotEmpty(call, Several.Of(call, call.Arguments[name], $"The argument {name}"));

    private static Several NotEmpty(Invocation call, Several given) => given.Nodes.Length > 0 ? given : throw call.Fails("a list of tensors is empty.");

    private static Disconnected Option(Invocation call) =>
        call.Arguments["disconnected"] is int option ? (Disconnected)option : Disconnected.Error;

    private static T InGraph<T>(Invocation call, Func<T> build) => call.Interpreter.InGraph(call.At, call.Source ?? call.Method.Name, _ => build());

    private static int AxisOf(Invocation call, string name) => call.Interpreter.ToInteger(call.Arguments[name], call.At);

    /// <summary>The arguments with the mapped axis in front, and its size, in which they agree.</summary>
    private static Node[] Examples(IReadOnlyList<Node> arguments, int axis, out Dim size)
    {
        Graph graph = arguments[0].Graph;
        string subject = graph.Source is { } source ? $"'{source}'" : "Vmap";
        var front = new Node[arguments.Count];
        for (int i = 0; i < front.Length; i++)
        {
            Node x = arguments[i];
            int place = axis < 0 ? axis + x.Rank : axis;
            if (place < 0 || place >= x.Rank)
                throw new GraphException(DiagnosticRules.NothingToMap, subject, axis, graph.NameOf(x) ?? $"argument {i + 1}", x.Shape);
            front[i] = NodeOperators.Transpose(x, [place, .. Enumerable.Range(0, x.Rank).Where(a => a != place)]);
            if (!graph.Constraints.TryRequireEqual(front[0].Shape[0], front[i].Shape[0], graph.Source))
                throw new GraphException(DiagnosticRules.MapSizesDiffer, subject, axis, front[0].Shape[0], front[i].Shape[0]);
        }
        size = graph.Constraints.Resolve(front[0].Shape[0]);
        return front;
    }

    /// <summary>The result with the mapped axis in another place.</summary>
    private static Node FromFront(Node result, int axis)
    {
        int place = new Axis(axis).Resolve(result.Graph.Source is { } source ? $"'{source}'" : "Vmap", result.Rank);
        return NodeOperators.Transpose(result, [.. Enumerable.Range(1, place), 0, .. Enumerable.Range(place + 1, result.Rank - place - 1)]);
    }

    /// <summary>Tensors that an argument or a result consists of.</summary>
    private sealed record Several(Node[] Nodes, bool IsTuple, bool IsList)
    {
        public static Several Of(Invocation call, object? value, string what) => value switch
        {
            TupleValue tuple => new([.. tuple.Items.Select(i => call.Interpreter.ToNode(i, call.At, what))], true, false),
            ArrayValue or ListValue or SequenceValue => new([.. call.Interpreter.Counted(call.Interpreter.Elements(value, call.At), call.At).Select(i => call.Interpreter.ToNode(i, call.At, what))], false, true),
            _ => new([call.Interpreter.ToNode(value, call.At, what)], false, false),
        };

        /// <summary>Other tensors in the same form.</summary>
        public object? With(Invocation call, IReadOnlyList<Node> nodes) =>
            IsList ? new ArrayValue(call.Context, new TypeRef(TensorTypes.Expr, [call.Method.TypeArguments[call.Method.TypeArguments.Count - 1]]), [.. nodes])
            : IsTuple ? new TupleValue(call.Context, [.. nodes])
            : nodes[0];
    }
}
