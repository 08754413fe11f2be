using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Ops;

/// <summary>How calls of common forms become nodes.</summary>
internal static class Calls
{
    /// <summary>A function of <c>x</c>; the parameter of a unary operator is <c>a</c>.</summary>
    public static Node Unary(OpCall call) => call.Graph.Add(call.Op, null, call.Node(call.Has("x") ? "x" : "a"));

    /// <summary>A function or an operator of <c>a</c> and <c>b</c>.</summary>
    public static Node Binary(OpCall call) => call.Graph.Add(call.Op, null, call.Operands("a", "b"));

    /// <summary>A reduction of <c>x</c> over <c>axis</c> (all axes when it is absent), with <c>keepDims</c>.</summary>
    public static Node Reduction(OpCall call)
    {
        Node x = call.Node("x");
        int[] axes = AxesOrAll(call, x);
        Node result = Reduce(call.Op, x, axes);
        return call.Flag("keepDims") ? NodeOperators.ExpandDims(result, axes) : result;
    }

    /// <summary>A reduction that has no value for nothing: the axes must not be empty.</summary>
    public static Node NonEmptyReduction(OpCall call)
    {
        Node x = call.Node("x");
        RequireNotEmpty(call.Graph, call.Op, x, AxesOrAll(call, x));
        return Reduction(call);
    }

    /// <summary>The axes of the call, ascending.</summary>
    /// <exception cref="GraphException">An axis does not exist or is named twice.</exception>
    public static int[] AxesOrAll(OpCall call, Node x)
    {
        int[] axes = call.Axes("axis", x.Rank) ?? [.. Enumerable.Range(0, x.Rank)];
        RequireDistinct(call, axes, x);
        return [.. axes.OrderBy(a => a)];
    }

    public static void RequireDistinct(OpCall call, int[] axes, Node x)
    {
        foreach (IGrouping<int, int> group in axes.GroupBy(a => a).Where(g => g.Count() > 1))
            throw new GraphException(DiagnosticRules.AxisTwice, Subject(call.Graph, call.Op), group.Key, x.Shape);
    }

    public static void RequireNotEmpty(Graph graph, Op op, Node x, IEnumerable<int> axes)
    {
        foreach (int axis in axes)
            if (!graph.Constraints.TryRequireAtLeast(x.Shape[axis], 1, graph.Source))
                throw new GraphException(DiagnosticRules.EmptyReduction, Subject(graph, op), x.Shape, axis);
    }

    /// <summary>Folds axes; nothing to fold is the tensor itself.</summary>
    public static Node Reduce(Op op, Node x, IEnumerable<int> axes)
    {
        var attribute = new AxesAttribute(axes.ToEquatableArray());
        if (attribute.Axes.Count > 0)
            return x.Graph.Add(op, attribute, x);
        op.Type(new TypeRequest(x.Graph, op, [x.Type], attribute));
        return x;
    }

    /// <summary>The subject of messages: the user's expression, or the op's name.</summary>
    public static string Subject(Graph graph, Op op) => graph.Source is { } source ? $"'{source}'" : op.Name;

    /// <summary>A size or count of a call that must not be negative; one that is not known at build time is checked at entry.</summary>
    public static Dim RequireAtLeast(OpCall call, string name, Dim value, long minimum) => call.Graph.Constraints.TryRequireAtLeast(value, minimum, call.Graph.Source)
        ? value
        : throw OutOfRange(call, name, value, $"at least {minimum}");

    /// <summary>The shape that a call names; sizes that are not known at build time are checked at entry.</summary>
    /// <exception cref="GraphException">A size is negative.</exception>
    /// <exception cref="OverflowException">There are more than 2^63 elements.</exception>
    public static Shape ShapeOf(OpCall call, string name)
    {
        Dim[] sizes = call.Dims(name);
        foreach (Dim size in sizes.Where(s => s.Constant < 0))
            throw OutOfRange(call, "a size", size, "at least 0");
        var shape = Shape.Of(sizes);
        _ = shape.ElementCount;
        return shape;
    }

    /// <summary>A size that a call names, which must not be negative; one that is not known at build time is checked at entry.</summary>
    public static Dim SizeOf(OpCall call, string name) => RequireAtLeast(call, name, call.Dim(name), 0);

    /// <summary>What a call's argument is and what it must be.</summary>
    public static GraphException OutOfRange(OpCall call, string name, object value, string must) =>
        new(DiagnosticRules.ArgumentOutOfRange, Subject(call.Graph, call.Op), name, value, must);

    /// <summary>A macro whose call gives several tensors, as an array.</summary>
    public static Op MacroOfMany(string name, string doc, Func<OpCall, IReadOnlyList<Node>> build, Func<OpSamples, IEnumerable<Node>> samples, EquatableArray<DType> dtypes, bool givesArray = true) =>
        new(name, OpKind.Macro)
        {
            Doc = doc,
            Type = r => throw new InvalidOperationException($"{r.Op.Name} is built from other ops"),
            Reference = r => throw new InvalidOperationException($"{r.Node.Op.Name} is built from other ops"),
            BuildMany = build,
            GivesArray = givesArray,
            Samples = samples,
            DTypes = dtypes,
        };

    /// <summary>Says that an op is only a call: its <see cref="Op.Build"/> makes nodes of other ops.</summary>
    public static Op Macro(string name, string doc, Func<OpCall, Node> build, Func<OpSamples, IEnumerable<Node>> samples, EquatableArray<DType> dtypes, string? operatorName = null, double ulpBound = 2) =>
        new(name, OpKind.Macro)
        {
            Doc = doc,
            Type = r => throw new InvalidOperationException($"{r.Op.Name} is built from other ops"),
            Reference = r => throw new InvalidOperationException($"{r.Node.Op.Name} is built from other ops"),
            Build = build,
            Samples = samples,
            DTypes = dtypes,
            Operator = operatorName,
            UlpBound = ulpBound,
        };
}
