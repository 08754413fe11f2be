using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Views that undo each other or change nothing, and broadcasts, which elementwise ops do by themselves. All keep every bit.</summary>
public static class CanonicalizeShapes
{
    private static readonly Pattern s_transpose = new OpPattern(Shaping.Transpose, X);
    private static readonly Pattern s_squeeze = new OpPattern(Shaping.Squeeze, X);
    private static readonly Pattern s_expandDims = new OpPattern(Shaping.ExpandDims, X);
    private static readonly Pattern s_product = new AnyOfPattern("f(x, y)", Arithmetic.Multiply, Arithmetic.Divide, Arithmetic.Negate, Arithmetic.Square);

    public static readonly Rule TransposeOfTranspose = new("transpose-of-transpose", Stage.Canonicalize)
    {
        Form = "Transpose(Transpose(x, p), q) -> Transpose(x, p[q])",
        Pattern = new OpPattern(Shaping.Transpose, s_transpose),
        Result = m => Transpose(m[X], Order(m.Root).Select(axis => Order(m[s_transpose])[axis])),
        Why = "Permutations compose; one that moves nothing is the tensor itself.",
        Covers = ["local_dimshuffle_lift"],
    };

    public static readonly Rule TransposeOfNothing = new("transpose-of-nothing", Stage.Canonicalize)
    {
        Form = "Transpose(x, [0, 1, ...]) -> x",
        Pattern = s_transpose,
        Result = m => Transpose(m[X], Order(m.Root)),
        Why = "The axes stay where they are.",
        Covers = ["local_dimshuffle_lift"],
    };

    public static readonly Rule ReshapeOfReshape = new("reshape-of-reshape", Stage.Canonicalize)
    {
        Form = "Reshape(Reshape(x, s), t) -> Reshape(x, t)",
        Pattern = new OpPattern(Shaping.Reshape, new OpPattern(Shaping.Reshape, X)),
        Result = m => Reshape(m[X], m.Root.Shape),
        Why = "Both keep the elements in row-major order.",
        Covers = ["local_reshape_chain"],
    };

    public static readonly Rule ReshapeToSame = new("reshape-to-same", Stage.Canonicalize)
    {
        Form = "Reshape(x, shape of x) -> x",
        Pattern = new OpPattern(Shaping.Reshape, X),
        Condition = m => SameShape(m[X], m.Root),
        Result = m => m[X],
        Why = "The shape is the same already.",
        Covers = ["local_useless_reshape"],
    };

    public static readonly Rule BroadcastOfBroadcast = new("broadcast-of-broadcast", Stage.Canonicalize)
    {
        Form = "BroadcastTo(BroadcastTo(x, s), t) -> BroadcastTo(x, t)",
        Pattern = new OpPattern(Shaping.BroadcastTo, new OpPattern(Shaping.BroadcastTo, X)),
        Result = m => BroadcastTo(m[X], m.Root.Shape),
        Why = "Repeating twice is repeating to the final shape.",
        Covers = ["local_merge_alloc"],
    };

    public static readonly Rule BroadcastToSame = new("broadcast-to-same", Stage.Canonicalize)
    {
        Form = "BroadcastTo(x, shape of x) -> x",
        Pattern = new OpPattern(Shaping.BroadcastTo, X),
        Condition = m => SameShape(m[X], m.Root),
        Result = m => m[X],
        Why = "The shape is the same already.",
        Covers = ["local_useless_alloc", "local_useless_fill", "local_canonicalize_alloc", "local_remove_scalar_BroadcastTo", "local_useless_tile"],
    };

    public static readonly Rule SqueezeOfExpandDims = new("squeeze-of-expand-dims", Stage.Canonicalize)
    {
        Form = "Squeeze(ExpandDims(x, a), a) -> x",
        Pattern = new OpPattern(Shaping.Squeeze, s_expandDims),
        Condition = m => Equals(m.Root.Attribute, m[s_expandDims].Attribute),
        Result = m => m[X],
        Why = "The axes that were added are removed.",
        Covers = ["local_dimshuffle_lift"],
    };

    public static readonly Rule ExpandDimsOfSqueeze = new("expand-dims-of-squeeze", Stage.Canonicalize)
    {
        Form = "ExpandDims(Squeeze(x, a), a) -> x",
        Pattern = new OpPattern(Shaping.ExpandDims, s_squeeze),
        Condition = m => Equals(m.Root.Attribute, m[s_squeeze].Attribute),
        Result = m => m[X],
        Why = "The axes that were removed are added again.",
        Covers = ["local_dimshuffle_lift"],
    };

    public static readonly Rule ViewOfRepeated = new("view-of-repeated", Stage.Canonicalize)
    {
        Form = "view(BroadcastTo(scalar)) -> BroadcastTo(scalar)",
        Pattern = new AnyOfPattern("view(x)", op => op.Kind is OpKind.View or OpKind.Reshape && !op.HasEffect),
        Condition = m => !m.Root.CanFail && m.Root.Inputs[0] is { Op: var inner, Inputs: var x } && inner == Shaping.BroadcastTo && x[0].Rank == 0,
        Result = m => m.Root.Inputs[0].Inputs[0],
        Why = "All elements are the same value, in any order and under any shape.",
        Covers = ["local_alloc_sink_dimshuffle"],
    };

    public static readonly Rule BroadcastLift = new("broadcast-lift", Stage.Canonicalize)
    {
        Form = "f(BroadcastTo(x), y) -> BroadcastTo(f(x, y))",
        Pattern = new AnyOfPattern("f(x, y)", op => op.Kind == OpKind.Elementwise),
        Condition = m => m.Root.Inputs.Any(i => i.Op == Shaping.BroadcastTo),
        Result = m => m.Graph.Add(m.Root.Op, m.Root.Attribute, m.Root.Inputs.Select(i => i.Op == Shaping.BroadcastTo ? i.Inputs[0] : i)),
        Why = "An elementwise op broadcasts by itself, so each distinct element is computed once.",
        Covers = ["local_elemwise_alloc", "local_alloc_elemwise", "local_alloc_unary", "local_fill_sink", "local_second_sink", "topological_second_sink", "local_fill_to_alloc", "local_second_to_alloc"],
    };

    public static readonly Rule ExpandDimsOfProduct = new("expand-dims-of-product", Stage.Canonicalize)
    {
        Form = "ExpandDims(x * y) -> ExpandDims(x) * ExpandDims(y)",
        Pattern = new OpPattern(Shaping.ExpandDims, s_product),
        Result = m => m.Graph.Add(m[s_product].Op, null, m[s_product].Inputs.Select(i => ExpandWithin(i, m[s_product].Rank, m.Root))),
        Why = "A view of an elementwise result; products are then seen whole, with factors on both sides of it.",
    };

    private static EquatableArray<int> Order(Node transpose) => ((PermutationAttribute)transpose.Attribute!).Axes;

    private static bool SameShape(Node a, Node b) =>
        a.Rank == b.Rank && Enumerable.Range(0, a.Rank).All(axis => a.Graph.Constraints.AreEqual(a.Shape[axis], b.Shape[axis]));

    /// <summary>An operand of rank r within a tensor of higher rank, with the axes that <paramref name="expanded"/> adds to that tensor.</summary>
    private static Node ExpandWithin(Node operand, int rank, Node expanded)
    {
        int missing = rank - operand.Rank;
        int[] added = ((AxesAttribute)expanded.Attribute!).Axes.ToArray();
        // Axes of the result, counted from the right as broadcasting does; leading new axes in front of a short operand are not needed.
        int[] kept = [.. Enumerable.Range(0, expanded.Rank).Where(axis => !added.Contains(axis)).Skip(missing)];
        if (kept.Length == 0)
            return operand;
        int first = kept[0];
        return ExpandDims(operand, added.Where(axis => axis > first).Select(axis => axis - first));
    }
}
