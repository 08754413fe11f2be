using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>The attribute of <see cref="GradientEditing.GradClip"/>.</summary>
public sealed record IntervalAttribute(double Low, double High)
{
    public override string ToString() => FormattableString.Invariant($"{Low}, {High}");
}

/// <summary>The attribute of <see cref="GradientEditing.GradScale"/>.</summary>
public sealed record FactorAttribute(double Factor)
{
    public override string ToString() => FormattableString.Invariant($"{Factor}");
}

/// <summary>The attribute of <see cref="GradientEditing.CustomGradient"/>.</summary>
/// <param name="Rule">For the gradient of the result those of the inputs after the value, of their types; built when it is asked for.</param>
public sealed record CustomGradientAttribute(Func<Node, IReadOnlyList<Node>> Rule)
{
    public override string ToString() => "gradient of its own";
}

/// <summary>
/// Values whose gradient is not that of their formula. They leave the graph as soon as nothing is differentiated any more.
/// </summary>
public static class GradientEditing
{
    public static readonly Op GradClip = new("GradClip", OpKind.View)
    {
        Doc = "x itself, with its gradient clipped to an interval: Clip(g, low, high) (Theano's grad_clip). Forward mode hands tangents on as they are.",
        Type = TypeRules.Same,
        DTypes = DTypes.Floating,
        Reference = r => r.Inputs[0],
        Gradient = r =>
        {
            var interval = (IntervalAttribute)r.Output.Attribute!;
            return [Clip(r.Gradient, Constant(r.Gradient, interval.Low), Constant(r.Gradient, interval.High))];
        },
        Tangent = r => r.Tangents[0],
        Batch = BatchRules.Same,
        EditsGradient = true,
        Build = c => c.Graph.Add(c.Op, new IntervalAttribute(Number(c, "low"), Number(c, "high")), c.Node("x")),
        View = (_, index) => index,
        Samples = s => [s.Graph.Add(GradClip!, new IntervalAttribute(-1, 1), s.Input(2, 3)), s.Graph.Add(GradClip!, new IntervalAttribute(0, 2), s.Input()), s.Graph.Add(GradClip!, new IntervalAttribute(-1, 1), s.Input(0, 3))],
    };

    public static readonly Op GradScale = new("GradScale", OpKind.View)
    {
        Doc = "x itself, with its gradient multiplied by a number: g * factor (Theano's grad_scale).",
        Type = TypeRules.Same,
        DTypes = DTypes.Floating,
        Reference = r => r.Inputs[0],
        Gradient = r => [r.Gradient * ((FactorAttribute)r.Output.Attribute!).Factor],
        Tangent = r => r.Tangents[0]! * ((FactorAttribute)r.Output.Attribute!).Factor,
        Batch = BatchRules.Same,
        EditsGradient = true,
        Build = c => c.Graph.Add(c.Op, new FactorAttribute(Number(c, "factor")), c.Node("x")),
        View = (_, index) => index,
        Samples = s => [s.Graph.Add(GradScale!, new FactorAttribute(-2), s.Input(2, 3)), s.Graph.Add(GradScale!, new FactorAttribute(0.5), s.Input()), s.Graph.Add(GradScale!, new FactorAttribute(0.5), s.Input(0, 3))],
    };

    public static readonly Op CustomGradient = new("CustomGradient", OpKind.Composite)
    {
        Doc = "A value, and what it is computed from, with a gradient that the user wrote: [CustomGradient] on a helper.",
        Type = r => r.Inputs[0],
        DTypes = [],
        Reference = r => r.Inputs[0],
        Gradient = r => [null, .. RuleOf(r.Output)(r.Gradient)],
        Batch = CustomBatch,
        EditsGradient = true,
        Expand = n => n.Inputs[0],
        Samples = _ => [],
    };

    /// <summary>A value with a gradient of its own.</summary>
    /// <param name="value">The value.</param>
    /// <param name="inputs">What it is a function of.</param>
    /// <param name="rule">For the gradient of the value those of the inputs, of their types.</param>
    public static Node NewCustomGradient(Node value, IReadOnlyList<Node> inputs, Func<Node, IReadOnlyList<Node>> rule) =>
        value.Graph.Add(CustomGradient, new CustomGradientAttribute(rule), [value, .. inputs]);

    private static Func<Node, IReadOnlyList<Node>> RuleOf(Node node) => ((CustomGradientAttribute)node.Attribute!).Rule;

    /// <summary>The batch of the gradient, which is built when it is asked for in turn.</summary>
    private static Node CustomBatch(BatchRequest request)
    {
        Node[] inputs = [.. Enumerable.Range(1, request.Inputs.Count - 1).Select(request.Batched)];
        return NewCustomGradient(request.Batched(0), inputs, batched =>
        {
            Node cotangent = Sources.NewVariable(request.Graph, "cotangent", request.Output.Type);
            IReadOnlyList<Node> gradients = RuleOf(request.Output)(cotangent);
            return [.. request.Body(gradients, [cotangent], [batched]).Select((g, i) => g ?? request.Repeat(gradients[i]))];
        });
    }

    private static double Number(OpCall call, string name) =>
        Sources.ConstantOf(call.Node(name))?.ToDouble() ?? throw new GraphException(Diagnostics.DiagnosticRules.ValueNotKnown, name, Calls.Subject(call.Graph, call.Op));
}
