using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Slices of views: a slice moves inwards, to what it takes elements of. All keep every bit.</summary>
public static class IndexingOfViews
{
    private static readonly Pattern s_slice = new OpPattern(Indexing.Slice, X);
    private static readonly Pattern s_unitAxes = new AnyOfPattern("expandDims, squeeze", Shaping.ExpandDims, Shaping.Squeeze);

    public static readonly Rule SliceOfSlice = new("slice-of-slice", Stage.Canonicalize)
    {
        Form = "x[a:][b:] -> x[a + b:]; with any steps",
        Pattern = new OpPattern(Indexing.Slice, s_slice),
        Result = m => Slices.Take(m[X], Slices.Taken(m.Root).Zip(Slices.Taken(m[s_slice]), Slices.Compose)),
        Why = "Positions compose: start and step are linear in each other.",
        Covers = ["local_subtensor_merge", "local_subtensor_merge_slice", "local_subtensor_merge_integer"],
    };

    public static readonly Rule SliceOfEverything = new("slice-of-everything", Stage.Canonicalize)
    {
        Form = "x[..] -> x",
        Pattern = s_slice,
        Condition = m => Slices.IsWhole(m.Graph, Slices.Taken(m.Root), m[X].Shape),
        Result = m => m[X],
        Why = "All positions are taken in their order.",
        Covers = ["local_useless_subtensor", "local_useless_slice", "local_subtensor_remove_broadcastable_index"],
    };

    public static readonly Rule SliceOfBroadcast = new("slice-of-broadcast", Stage.Canonicalize)
    {
        Form = "BroadcastTo(x)[a..b] -> BroadcastTo(x[a..b])",
        Pattern = new OpPattern(Indexing.Slice, new OpPattern(Shaping.BroadcastTo, X)),
        Result = m => BroadcastTo(Slices.TakeOperand(m[X], Slices.Taken(m.Root)), m.Root.Shape),
        Why = "A part of repetitions is fewer repetitions.",
        Covers = ["local_subtensor_of_alloc", "local_basic_subtensor_of_alloc"],
    };

    public static readonly Rule SliceOfTranspose = new("slice-of-transpose", Stage.Canonicalize)
    {
        Form = "Transpose(x)[a, b] -> Transpose(x[b, a])",
        Pattern = new OpPattern(Indexing.Slice, new OpPattern(Shaping.Transpose, X)),
        Result = m => OfTranspose(m.Root, m[X]),
        Why = "The same positions of the same axes, wherever these stand.",
        Covers = ["local_subtensor_of_transpose"],
    };

    public static readonly Rule SliceOfUnitAxes = new("slice-of-unit-axes", Stage.Canonicalize)
    {
        Form = "ExpandDims(x)[a..b] -> ExpandDims(x[a..b]); also Squeeze",
        Pattern = new OpPattern(Indexing.Slice, s_unitAxes),
        Result = m => OfUnitAxes(m.Root, m[s_unitAxes]),
        Why = "An axis of size 1 has one position, which is taken.",
        Covers = ["local_subtensor_of_expand_dims", "local_subtensor_of_squeeze", "local_dimshuffle_subtensor"],
    };

    public static readonly Rule SliceOfReshape = new("slice-of-reshape", Stage.Canonicalize)
    {
        Form = "Reshape(x, [n, ...])[a..b] -> Reshape(x[a..b], [b - a, ...]), for axes that the reshape keeps",
        Pattern = new OpPattern(Indexing.Slice, new OpPattern(Shaping.Reshape, X)),
        Result = m => OfReshape(m.Root, m[X]),
        Why = "A reshape leaves what lies at a position of its unchanged outer and inner axes.",
    };

    public static readonly Rule SliceOfCounter = new("slice-of-counter", Stage.Canonicalize)
    {
        Form = "Arange(n)[a..b by s] -> a + s * Arange(length)",
        Pattern = new OpPattern(Indexing.Slice, new OpPattern(Sources.Iota)),
        Result = m => OfCounter(m.Root),
        Why = "An element of the counter is its own position.",
        Covers = ["local_subtensor_make_vector"],
    };

    private static Node OfTranspose(Node slice, Node x)
    {
        EquatableArray<int> order = ((PermutationAttribute)slice.Inputs[0].Attribute!).Axes;
        var inner = new AxisSlice[order.Count];
        for (int axis = 0; axis < inner.Length; axis++)
            inner[order[axis]] = Slices.Taken(slice)[axis];
        return Transpose(Slices.Take(x, inner), order);
    }

    private static Node? OfUnitAxes(Node slice, Node view)
    {
        EquatableArray<int> axes = ((AxesAttribute)view.Attribute!).Axes;
        List<AxisSlice> inner = [.. Slices.Taken(slice)];
        if (view.Op == Shaping.Squeeze)
        {
            foreach (int axis in axes)
                inner.Insert(axis, Slices.Whole(Dim.One));
            return Squeeze(Slices.Take(view.Inputs[0], inner), axes);
        }
        if (!axes.All(axis => Slices.IsOne(slice.Graph, inner[axis].Length)))
            return null;
        return ExpandDims(Slices.Take(view.Inputs[0], inner.Where((_, axis) => !axes.Contains(axis))), axes);
    }

    private static Node? OfReshape(Node slice, Node x)
    {
        Node reshape = slice.Inputs[0];
        DimConstraints constraints = slice.Graph.Constraints;
        int least = Math.Min(x.Rank, reshape.Rank), front = 0, back = 0;
        while (front < least && constraints.AreEqual(x.Shape[front], reshape.Shape[front]))
            front++;
        while (back < least - front && constraints.AreEqual(x.Shape[x.Rank - 1 - back], reshape.Shape[reshape.Rank - 1 - back]))
            back++;
        EquatableArray<AxisSlice> taken = Slices.Taken(slice);
        if (front + back == 0 || !Enumerable.Range(front, reshape.Rank - front - back).All(axis => Slices.IsWhole(slice.Graph, taken[axis], reshape.Shape[axis])))
            return null;
        IEnumerable<AxisSlice> inner = taken.Take(front).Concat(x.Shape.Dims.Skip(front).Take(x.Rank - front - back).Select(Slices.Whole)).Concat(taken.Skip(reshape.Rank - back));
        return Reshape(Slices.Take(x, inner), slice.Shape);
    }

    private static Node? OfCounter(Node slice)
    {
        AxisSlice taken = Slices.Taken(slice)[0];
        if (taken.Step == 1 && slice.Graph.Constraints.AreEqual(taken.Start, Dim.Zero))
            return Sources.NewIota(slice.Graph, slice.DType, taken.Length);
        // Elsewhere sums would be rounded, or wrap.
        if (!DTypes.Indices.Contains(slice.DType))
            return null;
        Node start = Size(slice.Graph, taken.Start, slice.DType);
        if (taken.Length.IsOne)
            return start;
        Node counter = Sources.NewIota(slice.Graph, slice.DType, taken.Length);
        return taken.Step == 1 ? counter + start : (counter * Constant(counter, taken.Step)) + start;
    }
}
