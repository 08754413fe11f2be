using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Differentiation;

/// <summary>Tangents of nodes by the kind of their op, without a rule of the op's own. Null is a tangent of zeros.</summary>
internal static class TangentRules
{
    /// <summary>The op is linear in its floating inputs together: itself, of their tangents.</summary>
    public static Node? Linear(TangentRequest request) => request.Graph.Add(request.Output.Op, request.Output.Attribute,
        request.Inputs.Select((input, i) => request.Tangents[i] ?? (input.DType.IsFloating() ? BroadcastTo(Constant(input, 0), input.Shape) : input)));

    /// <summary>The op is linear in each input: the sum of itself with one input replaced by its tangent.</summary>
    public static Node? Multilinear(TangentRequest request) => Sum(Varying(request).Select(varying =>
        request.Graph.Add(request.Output.Op, request.Output.Attribute, request.Inputs.Select((input, i) => i == varying ? request.Tangents[i]! : input))));

    /// <summary>
    /// The Jacobian is diagonal, so its own transpose: the gradient rule with the tangent for the cotangent. Masks of a tangent are
    /// put on what is made of it, as in reverse mode: a zero that a <c>Where</c> chose stays zero behind an infinite slope.
    /// </summary>
    public static Node? Elementwise(TangentRequest request)
    {
        Func<GradientRequest, Node?[]> rule = Rule(request);
        return Sum(Varying(request).Select(i =>
        {
            Node tangent = Cast(request.Tangents[i]!, request.Output.DType);
            Node? part = rule(new GradientRequest(request.Output, tangent))[i];
            return part is null || IsZero(part) ? null : GradientMask.Reapply(tangent, Cast(part, request.Output.DType));
        }));
    }

    /// <summary>Each element of the input goes into one element of the result: slopes, from the gradient of ones, times tangents, added up.</summary>
    public static Node? Reduction(TangentRequest request)
    {
        Node ones = BroadcastTo(Constant(request.Output, 1), request.Output.Shape);
        if (Rule(request)(new GradientRequest(request.Output, ones))[0] is not { } slopes || IsZero(slopes))
            return null;
        Node changes = GradientMask.Reapply(slopes, slopes * request.Tangents[0]!);
        return NodeOperators.Sum(changes, ((AxesAttribute)request.Output.Attribute!).Axes);
    }

    /// <summary>
    /// For any op: its gradient is linear in the cotangent, so the gradient of that, by the cotangent and along the tangents, is the
    /// transpose of the transpose. The cotangent itself is not in the result.
    /// </summary>
    public static Node? Transposed(TangentRequest request)
    {
        Node cotangent = Sources.NewVariable(request.Graph, "cotangent", request.Output.Type);
        return Transpose(request, new GradientRequest(request.Output, cotangent), [cotangent])[0];
    }

    /// <summary>As <see cref="Transposed"/> for an op with several results.</summary>
    public static Node?[] TransposedParts(TangentRequest request)
    {
        Node?[] cotangents = [.. request.Output.Parts.Select(type => type.DType.IsFloating() ? Sources.NewVariable(request.Graph, "cotangent", type) : null)];
        Node?[] tangents = Transpose(request, new GradientRequest(request.Output, request.Output) { PartGradients = cotangents.ToEquatableArray() }, [.. cotangents.OfType<Node>()]);
        int next = 0;
        return [.. cotangents.Select(c => c is null ? null : tangents[next++])];
    }

    private static Node?[] Transpose(TangentRequest request, GradientRequest gradient, IReadOnlyList<Node> cotangents)
    {
        Node?[] contributions = Rule(request)(gradient);
        var products = new List<(Node Value, Node Tangent)>();
        foreach (int i in Varying(request))
            if (contributions[i] is { } contribution && !IsZero(contribution))
                products.Add((Unbroadcast.To(contribution, request.Inputs[i].Shape), request.Tangents[i]!));
        return products.Count == 0
            ? new Node?[cotangents.Count]
            : ReverseMode.TryVectorJacobianProduct([.. products.Select(p => p.Value)], [.. products.Select(p => p.Tangent)], cotangents);
    }

    private static IEnumerable<int> Varying(TangentRequest request) => Enumerable.Range(0, request.Inputs.Count).Where(i => request.Tangents[i] is not null);

    private static Node? Sum(IEnumerable<Node?> terms) =>
        terms.OfType<Node>().ToArray() is { Length: > 0 } some ? some.Aggregate(GradientMask.Accumulate) : null;

    private static bool IsZero(Node node) => Sources.ConstantOf(node)?.ToDouble() == 0;

    private static Func<GradientRequest, Node?[]> Rule(TangentRequest request)
    {
        foreach (int input in Varying(request))
            if (request.Output.Op.NoGradientFor?.Invoke(input) is { } reason)
                throw ReverseMode.NoGradient(request.Output, reason);
        return request.Output.Op.Gradient ?? throw ReverseMode.NoGradient(request.Output);
    }
}
