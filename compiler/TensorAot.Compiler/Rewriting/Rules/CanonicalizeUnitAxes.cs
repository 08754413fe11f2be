using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Axes of size 1 that come and go, and broadcasts under views, which move outwards. All keep every bit.</summary>
public static class CanonicalizeUnitAxes
{
    private static readonly Pattern s_unitAxes = new AnyOfPattern("expandDims, squeeze", Shaping.ExpandDims, Shaping.Squeeze);
    private static readonly Pattern s_innerUnitAxes = new AnyOfPattern("expandDims, squeeze", Shaping.ExpandDims, Shaping.Squeeze);

    public static readonly Rule UnitAxesOfUnitAxes = new("unit-axes-of-unit-axes", Stage.Canonicalize)
    {
        Form = "ExpandDims(ExpandDims(x)) -> ExpandDims(x); also Squeeze, and what of one the other undoes",
        Pattern = s_unitAxes,
        Condition = m => (m.Root.Inputs[0].Op == Shaping.ExpandDims || m.Root.Inputs[0].Op == Shaping.Squeeze) && !(m.Root.Inputs[0].Op != m.Root.Op && Equals(m.Root.Inputs[0].Attribute, m.Root.Attribute)),
        Result = m => Merged(m.Root),
        Why = "The other axes stay in their order, so only how many axes of size 1 stand between them counts.",
        Covers = ["local_dimshuffle_lift", "local_useless_dimshuffle_makevector"],
    };

    public static readonly Rule ReshapeOfUnitAxes = new("reshape-of-unit-axes", Stage.Canonicalize)
    {
        Form = "Reshape(ExpandDims(x), s) -> Reshape(x, s); also Squeeze",
        Pattern = new OpPattern(Shaping.Reshape, s_innerUnitAxes),
        Result = m => Reshape(m[s_innerUnitAxes].Inputs[0], m.Root.Shape),
        Why = "Axes of size 1 do not change the order of the elements.",
        Covers = ["local_useless_expand_dims_in_reshape", "local_useless_dimshuffle_in_reshape", "local_reshape_dimshuffle"],
    };

    public static readonly Rule UnitAxesOfReshape = new("unit-axes-of-reshape", Stage.Canonicalize)
    {
        Form = "ExpandDims(Reshape(x, s)) -> Reshape(x, t); also Squeeze",
        Pattern = new AnyOfPattern("expandDims, squeeze", Shaping.ExpandDims, Shaping.Squeeze),
        Condition = m => m.Root.Inputs[0].Op == Shaping.Reshape,
        Result = m => Reshape(m.Root.Inputs[0].Inputs[0], m.Root.Shape),
        Why = "Axes of size 1 do not change the order of the elements.",
        Covers = ["local_fuse_squeeze_reshape", "local_fuse_expand_dims_reshape"],
    };

    public static readonly Rule ReshapeAsUnitAxes = new("reshape-as-unit-axes", Stage.Canonicalize)
    {
        Form = "Reshape(x, [n, 1, m]) -> ExpandDims(x, 1), for x of shape [n, m]; also Squeeze",
        Pattern = new OpPattern(Shaping.Reshape, X),
        Result = m => AsUnitAxes(m[X], m.Root.Shape),
        Why = "Only axes of size 1 differ: a view, which needs nothing in memory.",
        Covers = ["local_reshape_to_dimshuffle", "local_reshape_chain"],
    };

    public static readonly Rule ViewOfBroadcast = new("view-of-broadcast", Stage.Canonicalize)
    {
        Form = "Transpose(BroadcastTo(x)) -> BroadcastTo(Transpose(x)); also ExpandDims, Squeeze",
        Pattern = new AnyOfPattern("view", Shaping.Transpose, Shaping.ExpandDims, Shaping.Squeeze),
        Condition = m => m.Root.Inputs[0].Op == Shaping.BroadcastTo,
        Result = m => OfBroadcast(m.Root),
        Why = "Copies of a view are a view of copies; the broadcast is then seen by what reads it, and is never made.",
        Covers = ["local_alloc_sink_dimshuffle", "local_dimshuffle_alloc", "local_alloc_dimshuffle"],
    };

    public static readonly Rule FoldOfRepeated = new("fold-of-repeated", Stage.Canonicalize)
    {
        Form = "Max(BroadcastTo(x)) -> Max(x), without the axes that repeat; also Min, Any, All",
        Pattern = new AnyOfPattern("fold", Reduction.Max, Reduction.Min, Reduction.Any, Reduction.All),
        Condition = m => m.Root.Inputs[0].Op == Shaping.BroadcastTo,
        Result = m => OfRepeated(m.Root),
        Why = "Copies do not change the largest or the smallest of some values, where there is at least one of them.",
        Covers = ["local_careduce_of_alloc", "local_reduce_broadcastable"],
    };

    private static EquatableArray<int> Axes(Node node) => ((AxesAttribute)node.Attribute!).Axes;

    /// <summary>One node, or two, for two views that add or remove axes of size 1.</summary>
    private static Node? Merged(Node outer)
    {
        Node inner = outer.Inputs[0], x = inner.Inputs[0];
        // Where each axis of the result comes from in x: null for a new one.
        List<int?> from = [.. Enumerable.Range(0, x.Rank).Select(axis => (int?)axis)];
        foreach (Node view in new[] { inner, outer })
        {
            if (view.Op == Shaping.ExpandDims)
                foreach (int axis in Axes(view))
                    from.Insert(axis, null);
            else
                from = [.. from.Where((_, axis) => !Axes(view).Contains(axis))];
        }
        int[] removed = [.. Enumerable.Range(0, x.Rank).Where(axis => !from.Contains(axis))], added = [.. Enumerable.Range(0, from.Count).Where(axis => from[axis] is null)];
        // Adding after removing is what there was, unless one of them has become empty.
        bool isSame = removed.Length > 0 && added.Length > 0 && inner.Op == Shaping.Squeeze;
        return isSame ? null : ExpandDims(Squeeze(x, removed), added);
    }

    private static Node? AsUnitAxes(Node x, Shape shape)
    {
        int[] kept = [.. Enumerable.Range(0, x.Rank).Where(axis => !Slices.IsOne(x.Graph, x.Shape[axis]))];
        int[] wanted = [.. Enumerable.Range(0, shape.Rank).Where(axis => !Slices.IsOne(x.Graph, shape[axis]))];
        if (kept.Length != wanted.Length || !kept.Zip(wanted, (k, w) => x.Graph.Constraints.AreEqual(x.Shape[k], shape[w])).All(same => same))
            return null;
        return ExpandDims(Squeeze(x, Enumerable.Range(0, x.Rank).Except(kept)), Enumerable.Range(0, shape.Rank).Except(wanted));
    }

    private static Node OfBroadcast(Node view)
    {
        Node full = view.Inputs[0], x = full.Inputs[0];
        int shift = full.Rank - x.Rank;
        // The axis of the broadcast that each axis of the view shows: -1 for a new one.
        List<int> shown = [.. view.Op == Shaping.Transpose ? ((PermutationAttribute)view.Attribute!).Axes : Enumerable.Range(0, full.Rank)];
        if (view.Op == Shaping.Squeeze)
            shown = [.. shown.Where(axis => !Axes(view).Contains(axis))];
        else if (view.Op == Shaping.ExpandDims)
            foreach (int axis in Axes(view))
                shown.Insert(axis, -1);
        int[] own = [.. shown.Select(axis => axis - shift >= 0 && !Slices.IsOne(x.Graph, x.Shape[axis - shift]) ? axis - shift : -1)];
        int[] order = [.. own.Where(axis => axis >= 0)], ascending = [.. order.OrderBy(axis => axis)];
        Node moved = Transpose(Squeeze(x, Enumerable.Range(0, x.Rank).Except(order)), order.Select(axis => Array.IndexOf(ascending, axis)));
        int first = Array.FindIndex(own, axis => axis >= 0);
        return BroadcastTo(first < 0 ? moved : ExpandDims(moved, Enumerable.Range(first, own.Length - first).Where(axis => own[axis] < 0).Select(axis => axis - first)), view.Shape);
    }

    private static Node? OfRepeated(Node fold)
    {
        Node full = fold.Inputs[0], x = full.Inputs[0];
        int shift = full.Rank - x.Rank;
        int[] repeated = [.. Axes(fold).Where(axis => axis < shift || (Slices.IsOne(x.Graph, x.Shape[axis - shift]) && !Slices.IsOne(x.Graph, full.Shape[axis])))];
        if (repeated.Length == 0 || !repeated.All(axis => Slices.IsAtLeast(x.Graph, full.Shape[axis], 1)))
            return null;
        int[] within = [.. Axes(fold).Where(axis => axis >= shift).Select(axis => axis - shift)];
        return within.Length == 0 ? x : x.Graph.Add(fold.Op, new AxesAttribute(within.ToEquatableArray()), x);
    }
}
