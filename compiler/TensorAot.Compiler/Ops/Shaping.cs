using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>The same elements under another shape.</summary>
public static class Shaping
{
    public static readonly Op Reshape = new("Reshape", OpKind.Reshape)
    {
        Doc = "The same elements in row-major order under another shape with as many elements. One size may be -1 and is what remains.",
        Type = ShapingTypes.Reshape,
        Reference = r => new NdArray(r.Shape, r.Inputs[0].Values),
        Gradient = r => [Reshape(r.Gradient, r.Inputs[0].Shape)],
        Build = c => Reshape(c.Node("x"), ShapingTypes.Infer(c, c.Node("x"), c.Dims("shape"))),
        Samples = s => [Reshape(s.Input(2, 3), Shape.Of(3, 2)), Reshape(s.Input(2, 3), Shape.Of(6)), Reshape(s.Input(), Shape.Of(1, 1)), Reshape(s.Input(0, 3), Shape.Of(3, 0, 2))],
    };

    public static readonly Op Flatten = Calls.Macro("Flatten", "Merges the axes from `from` on into one, in row-major order.",
        BuildFlatten, s => [s.Expect(Reshape(s.Input(2, 3), Shape.Of(6)), v => new NdArray([6], v[0].Values))], DTypes.All.ToEquatableArray());

    public static readonly Op Transpose = new("Transpose", OpKind.View)
    {
        Doc = "The axes in another order; all reversed by default.",
        Type = ShapingTypes.Transpose,
        Reference = r => NdArray.Generate(r.Shape, index => r.Inputs[0][Permuted(Order(r.Node), index)]),
        Gradient = r => [Transpose(r.Gradient, Inverse(Order(r.Output)))],
        Batch = r => Transpose(r.Inputs[0], [0, .. Order(r.Output).Select(axis => axis + 1)]),
        Build = BuildTranspose,
        View = (n, index) => [.. Inverse(Order(n)).Select(axis => index[axis])],
        Samples = s => [Transpose(s.Input(2, 3)), Transpose(s.Input(2, 3, 4), [1, 2, 0]), Transpose(s.Input(0, 3))],
    };

    public static readonly Op ExpandDims = new("ExpandDims", OpKind.View)
    {
        Doc = "New axes of size 1 at places in the result: a view. The gradient is without them.",
        Type = ShapingTypes.ExpandDims,
        Reference = r => new NdArray(r.Shape, r.Inputs[0].Values),
        Gradient = r => [Squeeze(r.Gradient, Axes(r.Output))],
        Batch = BatchRules.ShiftedAxes,
        Build = BuildExpandDims,
        View = (n, index) => [.. index.Where((_, axis) => !Axes(n).Contains(axis))],
        Samples = s => [ExpandDims(s.Input(2, 3), 0), ExpandDims(s.Input(2, 3), 1, 3), ExpandDims(s.Input(), 0), ExpandDims(s.Input(0), 1)],
    };

    public static readonly Op Squeeze = new("Squeeze", OpKind.View)
    {
        Doc = "Without axes of size 1: those named, or all.",
        Type = ShapingTypes.Squeeze,
        Reference = r => new NdArray(r.Shape, r.Inputs[0].Values),
        Gradient = r => [ExpandDims(r.Gradient, Axes(r.Output))],
        Batch = BatchRules.ShiftedAxes,
        Build = BuildSqueeze,
        View = (n, index) => Restore(n, index),
        Samples = s => [Squeeze(s.Input(2, 1, 3), 1), Squeeze(s.Input(1, 1), 0, 1), Squeeze(s.Input(1, 0), 0)],
    };

    public static readonly Op BroadcastTo = new("BroadcastTo", OpKind.View)
    {
        Doc = "Repeats axes of size 1, and the whole along new leading axes, to a given shape. The gradient is summed back.",
        Type = ShapingTypes.BroadcastTo,
        Reference = r => NdArray.Generate(r.Shape, r.Inputs[0].AtBroadcast),
        Gradient = r => [r.Gradient],
        Batch = r => BroadcastTo(ExpandDims(r.Inputs[0], Enumerable.Range(1, r.Output.Rank - r.Inputs[0].Rank + 1)), Shape.Of([r.Size, .. r.Output.Shape.Dims])),
        Build = c => BroadcastTo(c.Node("x"), Calls.ShapeOf(c, "shape")),
        View = (n, index) => [.. n.Inputs[0].Shape.Dims.Select((d, axis) => n.Graph.Constraints.Resolve(d).IsOne ? AffineIndex.Fixed(Dim.Zero, index) : index[axis + n.Rank - n.Inputs[0].Rank])],
        Samples = s => [BroadcastTo(s.Input(3), Shape.Of(2, 3)), BroadcastTo(s.Input(2, 1), Shape.Of(4, 2, 3)), BroadcastTo(s.Input(), Shape.Of(5)), BroadcastTo(s.Input(1), Shape.Of(0))],
    };

    public static readonly Op Concatenate = new("Concatenate", OpKind.Join)
    {
        Doc = "Tensors side by side along an axis that they have; the other sizes agree.",
        Type = ShapingTypes.Concatenate,
        Reference = ReferenceConcatenate,
        Gradient = r => [.. r.Inputs.Select((x, k) => Indexing.Part(r.Gradient, Axes(r.Output)[0], Offset(r.Output, k), x.Shape[Axes(r.Output)[0]]))],
        Batch = r => Concatenate(Enumerable.Range(0, r.Inputs.Count).Select(r.Batched), Axes(r.Output)[0] + 1),
        Build = c =>
        {
            Node[] parts = Assembling.Parts(c);
            return Concatenate(parts, c.Axes("axis", parts[0].Rank)?[0] ?? 0);
        },
        Place = (n, k, index) => [.. index.Select((i, axis) => axis == Axes(n)[0] ? i + Offset(n, k) : i)],
        Samples = s => [Concatenate([s.Input(2, 3), s.Input(4, 3)], 0), Concatenate([s.Input(2, 3), s.Input(2, 1), s.Input(2, 0)], 1)],
    };

    public static readonly Op Stack = Calls.Macro("Stack", "Tensors of one shape side by side along a new axis.",
        BuildStack, s => [s.Expect(Concatenate([ExpandDims(s.Input(3), 0), ExpandDims(s.Input(3), 0)], 0), v => new NdArray([2, 3], [.. v[0].Values, .. v[1].Values]))], DTypes.All.ToEquatableArray());

    private static EquatableArray<int> Axes(Node node) => ((AxesAttribute)node.Attribute!).Axes;

    private static EquatableArray<int> Order(Node transpose) => ((PermutationAttribute)transpose.Attribute!).Axes;

    private static int[] Inverse(EquatableArray<int> order) => [.. Enumerable.Range(0, order.Count).Select(axis => Array.IndexOf(order.ToArray(), axis))];

    private static int[] Permuted(EquatableArray<int> order, int[] index) => [.. Inverse(order).Select(axis => index[axis])];

    private static IReadOnlyList<AffineIndex> Restore(Node squeeze, IReadOnlyList<AffineIndex> index)
    {
        List<AffineIndex> full = [.. index];
        foreach (int axis in Axes(squeeze))
            full.Insert(axis, AffineIndex.Fixed(Dim.Zero, index));
        return full;
    }

    /// <summary>Where the part <paramref name="k"/> of a concatenation begins.</summary>
    private static Dim Offset(Node concatenate, int k) =>
        concatenate.Inputs.Take(k).Aggregate(Dim.Zero, (sum, x) => sum + x.Shape[Axes(concatenate)[0]]);

    private static NdArray ReferenceConcatenate(ReferenceRequest request)
    {
        int axis = Axes(request.Node)[0];
        return NdArray.Generate(request.Shape, index =>
        {
            int[] at = [.. index];
            int part = 0;
            for (; at[axis] >= request.Inputs[part].Shape[axis]; part++)
                at[axis] -= request.Inputs[part].Shape[axis];
            return request.Inputs[part][at];
        });
    }

    private static Node BuildFlatten(OpCall call)
    {
        Node x = call.Node("x");
        int from = call.Has("from") ? call.Axes("from", Math.Max(x.Rank, 1))![0] : 0;
        return Reshape(x, Shape.Of([.. x.Shape.Dims.Take(from), x.Shape.Dims.Skip(from).Aggregate(Dim.One, (product, d) => product * d)]));
    }

    private static Node BuildTranspose(OpCall call)
    {
        Node x = call.Node("x");
        return call.Axes("axes", x.Rank) is { Length: > 0 } axes ? Transpose(x, axes) : Transpose(x);
    }

    private static Node BuildExpandDims(OpCall call)
    {
        Node x = call.Node("x");
        int[] axes = call.Axes("axis", x.Rank + (call["axis"] is int[] several ? several.Length : 1))!;
        Calls.RequireDistinct(call, axes, x);
        return ExpandDims(x, axes);
    }

    private static Node BuildSqueeze(OpCall call)
    {
        Node x = call.Node("x");
        return Squeeze(x, call.Has("axis")
            ? Calls.AxesOrAll(call, x)
            : Enumerable.Range(0, x.Rank).Where(axis => call.Graph.Constraints.Resolve(x.Shape[axis]).IsOne));
    }

    private static Node BuildStack(OpCall call)
    {
        Node[] parts = Assembling.Parts(call);
        int axis = call.Axes("axis", parts[0].Rank + 1)?[0] ?? 0;
        return Concatenate(parts.Select(x => ExpandDims(x, axis)), axis);
    }
}
