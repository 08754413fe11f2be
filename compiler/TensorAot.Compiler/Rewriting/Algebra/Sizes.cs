using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>What is known of sizes when work is compared: only what holds for every call counts.</summary>
internal static class Sizes
{
    public static long? Known(Graph graph, Dim size) => graph.Constraints.Resolve(size).Constant;

    public static bool IsOne(Node x, int axis) => x.Graph.Constraints.Resolve(x.Shape[axis]).IsOne;

    /// <summary>Whether <paramref name="a"/> is at most <paramref name="b"/> for all sizes of at least 1.</summary>
    public static bool AtMost(Graph graph, Dim a, Dim b) => Difference(graph, a, b) >= 0;

    /// <summary>Whether <paramref name="a"/> is less than <paramref name="b"/> for all sizes of at least 1.</summary>
    public static bool Less(Graph graph, Dim a, Dim b) => Difference(graph, a, b) >= 1;

    public static bool AreSame(Node a, Node b) =>
        a.Rank == b.Rank && Enumerable.Range(0, a.Rank).All(axis => a.Graph.Constraints.AreEqual(a.Shape[axis], b.Shape[axis]));

    /// <summary>What b exceeds a by at least; null when nothing is known. Empty tensors are not worth a thought.</summary>
    private static long? Difference(Graph graph, Dim a, Dim b) =>
        graph.Constraints.Resolve(b - a).Substitute(symbol => (Dim)symbol + 1).LowerBound;
}
