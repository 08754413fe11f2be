using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Ops;

/// <summary>The samples of common forms: a scalar, a matrix, nothing, and broadcasting where there are several inputs.</summary>
internal static class SampleSets
{
    public static IEnumerable<Node> Unary(this OpSamples s, Op op) =>
        [Apply(op, s.Input(2, 3)), Apply(op, s.Input()), Apply(op, s.Input(0, 3)), Apply(op, s.Input(17))];

    public static IEnumerable<Node> Binary(this OpSamples s, Op op) =>
    [
        Apply(op, s.Input(2, 3), s.Input(2, 3)),
        Apply(op, s.Input(), s.Input()),
        Apply(op, s.Input(2, 3), s.Input(3)),
        Apply(op, s.Input(2, 1), s.Input(1, 3)),
        Apply(op, s.Input(0, 3), s.Input(3)),
        Apply(op, s.Input(17), s.Input()),
    ];

    public static IEnumerable<Node> Reduction(this OpSamples s, Op op) =>
    [
        Calls.Reduce(op, s.Input(7), [0]),
        Calls.Reduce(op, s.Input(2, 3), [0]),
        Calls.Reduce(op, s.Input(2, 3), [1]),
        Calls.Reduce(op, s.Input(2, 3, 4), [0, 2]),
        Calls.Reduce(op, s.Input(2, 3), [0, 1]),
        Calls.Reduce(op, s.Input(3, 0), [0]),
    ];

    /// <summary>A call as a definition makes it.</summary>
    public static Node Call(this OpSamples s, Op op, params (string Name, object? Value)[] arguments) =>
        op.Build!(new OpCall(s.Graph, op, s.DType, arguments.ToDictionary(a => a.Name, a => a.Value)));

    /// <summary>As <see cref="Call"/>, for calls that give several tensors.</summary>
    public static IReadOnlyList<Node> CallMany(this OpSamples s, Op op, params (string Name, object? Value)[] arguments) =>
        op.BuildMany!(new OpCall(s.Graph, op, s.DType, arguments.ToDictionary(a => a.Name, a => a.Value)));

    public static Node Apply(Op op, params Node[] inputs) => inputs[0].Graph.Add(op, null, inputs);
}
