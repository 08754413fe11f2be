using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Gathers whose positions are known, and gathers of what need not be computed as a whole. No check of an index is lost.</summary>
public static class IndexingByTensors
{
    private static readonly Pattern s_inner = new OpPattern(Indexing.Gather, X, Z);
    private static readonly Pattern s_elementwise = new AnyOfPattern("f(x)", op => op.Kind == OpKind.Elementwise && !op.HasEffect);
    private static readonly Pattern s_reduction = new AnyOfPattern("reduce(x)", op => op.Kind == OpKind.Reduction || op == Neural.LogSumExp);
    private static readonly Pattern s_counter = new OpPattern(Sources.Iota);

    public static readonly Rule GatherAtNumber = new("gather-at-number", Stage.Canonicalize)
    {
        Form = "Take(x, 3) -> x[3]; Take(x, -1) -> x[^1]",
        Pattern = new OpPattern(Indexing.Gather, X, Y),
        Condition = m => m[Y].Rank == 0,
        Result = m => AtNumber(m.Root, m[X], m[Y]),
        Held = m => [m.Root],
        Why = "The position is a constant or a size, and the axis is known to have it.",
        Covers = ["local_convert_negative_indices", "local_replace_AdvancedSubtensor"],
    };

    public static readonly Rule GatherAtSteps = new("gather-at-steps", Stage.Canonicalize)
    {
        Form = "Take(x, a + s * Arange(n)) -> x[a.. by s]",
        Pattern = new OpPattern(Indexing.Gather, X, Y),
        Result = m => AtSteps(m.Root, m[X], m[Y]),
        Held = m => [m.Root],
        Why = "Regular positions that are known to be in range are a slice.",
        Covers = ["local_adv_idx_to_slice", "local_useless_AdvancedSubtensor1"],
    };

    public static readonly Rule GatherAtRepeated = new("gather-at-repeated", Stage.Canonicalize)
    {
        Form = "Take(x, BroadcastTo(i)) -> BroadcastTo(Take(x, i))",
        Pattern = new OpPattern(Indexing.Gather, X, new OpPattern(Shaping.BroadcastTo, Y)),
        Condition = m => !m.Root.CanFail || Slices.IsAtLeast(m.Graph, m.Root.Inputs[1].Shape.ElementCount, 1),
        Result = m => AtRepeated(m.Root, m[X], m[Y]),
        Why = "Equal positions select equal elements.",
    };

    public static readonly Rule GatherOfBroadcast = new("gather-of-broadcast", Stage.Canonicalize)
    {
        Form = "Take(BroadcastTo(x), i) -> BroadcastTo(Take(x, i))",
        Pattern = new OpPattern(Indexing.Gather, new OpPattern(Shaping.BroadcastTo, X), Y),
        Result = m => OfBroadcast(m.Root, m[X], m[Y]),
        Why = "What is the same along an axis need not be stored in all its copies.",
        Covers = ["local_subtensor_of_alloc", "local_blockwise_alloc"],
    };

    public static readonly Rule GatherOfCounter = new("gather-of-counter", Stage.Canonicalize)
    {
        Form = "Take(Arange(n), i) -> CheckPlace(i, n)",
        Pattern = new OpPattern(Indexing.Gather, s_counter, Y),
        Result = m => Cast(Place(m.Root, m[Y], Size(m.Graph, m[s_counter].Shape[0], m[Y].DType)), m.Root.DType),
        Why = "An element of the counter is its own position; the check that it exists stays.",
    };

    public static readonly Rule GatherOfGather = new("gather-of-gather", Stage.Canonicalize)
    {
        Form = "Take(Take(x, i), j) -> Take(x, Take(i, j)), for i in range",
        Pattern = new OpPattern(Indexing.Gather, s_inner, Y),
        Condition = m => m.IsSingleUse(m[s_inner]),
        Result = m => OfGather(m.Root, m[s_inner]),
        Why = "Positions of positions; only the elements that are read are copied.",
        Covers = ["local_subtensor_of_adv_subtensor"],
    };

    public static readonly Rule GatherOfElementwise = new("gather-of-elementwise", Stage.Specialize)
    {
        Form = "Exp(x)[i] -> Exp(x[i]), for a scalar i",
        Pattern = new OpPattern(Indexing.Gather, s_elementwise, Y),
        Condition = m => m[Y].Rank == 0 && !m[s_elementwise].CanFail && m.IsSingleUse(m[s_elementwise]),
        Result = m => OfElementwise(m.Root, m[s_elementwise], m[Y]),
        Why = "Each element depends only on the elements of the operands at its place.",
        Benefit = "computes only what is read",
        Covers = ["local_subtensor_lift"],
    };

    public static readonly Rule GatherOfReduction = new("gather-of-reduction", Stage.Canonicalize)
    {
        Form = "Sum(x, 1)[i] -> Sum(x[i], 0), for a scalar i; also the other reductions and LogSumExp",
        Pattern = new OpPattern(Indexing.Gather, s_reduction, Y),
        Condition = m => m[Y].Rank == 0 && m.IsSingleUse(m[s_reduction]),
        Result = m => OfReduction(m.Root, m[s_reduction], m[Y]),
        Why = "Each row is folded by itself.",
        Benefit = "computes only what is read",
        Covers = ["local_subtensor_of_reduce"],
    };

    internal static int AxisOf(Node gather) => ((AxesAttribute)gather.Attribute!).Axes[0];

    private static Node? AtNumber(Node gather, Node x, Node index)
    {
        if (Intervals.Number(index) is not { } number)
            return null;
        int axis = AxisOf(gather);
        Dim size = x.Shape[axis], start = number.Constant < 0 ? size + number : number;
        return Slices.IsWithin(x.Graph, new AxisSlice(start, Dim.One, 1), Dim.Zero, size) ? Squeeze(Part(x, axis, new AxisSlice(start, Dim.One, 1)), axis) : null;
    }

    private static Node? AtSteps(Node gather, Node x, Node indices)
    {
        int axis = AxisOf(gather);
        return Intervals.Steps(indices) is { } steps && Slices.IsWithin(x.Graph, steps, Dim.Zero, x.Shape[axis]) ? Part(x, axis, steps) : null;
    }

    private static Node Part(Node x, int axis, AxisSlice slice) => Slices.Take(x, x.Shape.Dims.Select((size, a) => a == axis ? slice : Slices.Whole(size)));

    private static Node AtRepeated(Node gather, Node x, Node index)
    {
        int axis = AxisOf(gather), missing = gather.Inputs[1].Rank - index.Rank;
        Node part = x.Graph.Add(Indexing.Gather, gather.Attribute, x, index);
        return BroadcastTo(ExpandDims(part, Enumerable.Range(axis, missing)), gather.Shape);
    }

    private static Node? OfBroadcast(Node gather, Node x, Node indices)
    {
        Node full = gather.Inputs[0];
        int axis = AxisOf(gather) - (full.Rank - x.Rank);
        bool isRepeated = axis < 0 || (Slices.IsOne(x.Graph, x.Shape[axis]) && !Slices.IsOne(x.Graph, full.Shape[AxisOf(gather)]));
        if (!isRepeated)
            return BroadcastTo(Gather(x, indices, axis, !gather.CanFail), gather.Shape);
        if (gather.CanFail)
            return null;
        return BroadcastTo(axis < 0 ? x : ExpandDims(Squeeze(x, axis), Enumerable.Range(axis, indices.Rank)), gather.Shape);
    }

    private static Node? OfGather(Node outer, Node inner)
    {
        int axis = AxisOf(inner), within = AxisOf(outer) - axis;
        Node places = inner.Inputs[1];
        return within < 0 || within >= places.Rank ? null
            : Gather(inner.Inputs[0], Gather(places, outer.Inputs[1], within, !outer.CanFail), axis, isChecked: true);
    }

    private static Node? OfElementwise(Node gather, Node f, Node index)
    {
        bool isTaken = false;
        Node Operand(Node x)
        {
            int axis = AxisOf(gather) - (f.Rank - x.Rank);
            if (axis < 0)
                return x;
            if (Slices.IsOne(x.Graph, x.Shape[axis]))
                return Squeeze(x, axis);
            isTaken = true;
            return Gather(x, index, axis, !gather.CanFail);
        }
        Node[] operands = [.. f.Inputs.Select(Operand)];
        return isTaken ? f.Graph.Add(f.Op, f.Attribute, operands) : null;
    }

    private static Node OfReduction(Node gather, Node reduction, Node index)
    {
        Node x = reduction.Inputs[0];
        EquatableArray<int> folded = ((AxesAttribute)reduction.Attribute!).Axes;
        int axis = Enumerable.Range(0, x.Rank).Where(a => !folded.Contains(a)).ElementAt(AxisOf(gather));
        AxesAttribute rest = new(folded.Select(a => a > axis ? a - 1 : a).ToEquatableArray());
        return x.Graph.Add(reduction.Op, rest, Gather(x, index, axis, !gather.CanFail));
    }

    /// <summary>The position from the start that a gather reads; one whose positions are checked elsewhere still counts negative ones from the end.</summary>
    private static Node Place(Node gather, Node index, Node size) =>
        gather.CanFail ? Apply(Indexing.CheckPlace, index, size)
        : Intervals.Of(index) is { } known && known.Low.LowerBound >= 0 ? index
        : Where(Less(index, Constants.Of(index.Graph, index.DType, 0)), index + size, index);
}
