using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Slices of computed values: what is not read is not computed. A value that others read too stays whole.</summary>
public static class IndexingOfValues
{
    private const string LessWork = "computes only what is read";
    private static readonly Pattern s_elementwise = new AnyOfPattern("f(x)", op => op.Kind == OpKind.Elementwise && !op.HasEffect);
    private static readonly Pattern s_reduction = new AnyOfPattern("reduce(x)", op => op.Kind == OpKind.Reduction || op == Neural.LogSumExp);
    private static readonly Pattern s_softmax = new AnyOfPattern("softmax(x)", Neural.Softmax, Neural.LogSoftmax);
    private static readonly Pattern s_gather = new OpPattern(Indexing.Gather, X, Y);
    private static readonly Pattern s_place = new OpPattern(Indexing.PlaceSlice, X);
    private static readonly Pattern s_where = new OpPattern(Logic.Where, Z, X, Y);
    private static readonly Pattern s_branch = new OpPattern(Loops.IfElse, Z, X, Y);

    public static readonly Rule SliceOfElementwise = new("slice-of-elementwise", Stage.Specialize)
    {
        Form = "Exp(x)[3] -> Exp(x[3])",
        Pattern = new OpPattern(Indexing.Slice, s_elementwise),
        Condition = m => m[s_elementwise].Inputs.Count > 0 && !m[s_elementwise].CanFail && m.IsSingleUse(m[s_elementwise]),
        Result = m => m.Graph.Add(m[s_elementwise].Op, m[s_elementwise].Attribute, m[s_elementwise].Inputs.Select(i => Slices.TakeOperand(i, Slices.Taken(m.Root)))),
        Why = "Each element depends only on the elements of the operands at its place.",
        Benefit = LessWork,
        Covers = ["local_subtensor_lift"],
    };

    public static readonly Rule SqueezeOfElementwise = new("squeeze-of-elementwise", Stage.Canonicalize)
    {
        Form = "Squeeze(Exp(x)) -> Exp(Squeeze(x))",
        Pattern = new OpPattern(Shaping.Squeeze, s_elementwise),
        Condition = m => m[s_elementwise].Inputs.Count > 0 && !m[s_elementwise].CanFail && m.IsSingleUse(m[s_elementwise]),
        Result = m => m.Graph.Add(m[s_elementwise].Op, m[s_elementwise].Attribute, m[s_elementwise].Inputs.Select(i => SqueezeOperand(i, m.Root))),
        Why = "The same elements without an axis; Exp(x)[3] and Exp(x[3]) are then one value.",
        Covers = ["local_subtensor_lift"],
    };

    public static readonly Rule SliceOfReduction = new("slice-of-reduction", Stage.Canonicalize)
    {
        Form = "Sum(x, 1)[a..b] -> Sum(x[a..b], 1); also the other reductions and LogSumExp",
        Pattern = new OpPattern(Indexing.Slice, s_reduction),
        Condition = m => m.IsSingleUse(m[s_reduction]),
        Result = m => OfReduction(m.Root, m[s_reduction]),
        Why = "Each row is folded by itself.",
        Benefit = LessWork,
        Covers = ["local_subtensor_of_reduce"],
    };

    public static readonly Rule SliceOfSoftmax = new("slice-of-softmax", Stage.Canonicalize)
    {
        Form = "Softmax(x, 1)[a..b] -> Softmax(x[a..b], 1), for axes that are not normalised; also LogSoftmax",
        Pattern = new OpPattern(Indexing.Slice, s_softmax),
        Condition = m => m.IsSingleUse(m[s_softmax]),
        Result = m => OfSoftmax(m.Root, m[s_softmax]),
        Why = "Each row is normalised by itself.",
        Benefit = LessWork,
        Covers = ["local_subtensor_of_softmax"],
    };

    public static readonly Rule SliceOfGather = new("slice-of-gather", Stage.Canonicalize)
    {
        Form = "x[i][:, a..b] -> x[:, a..b][i]",
        Pattern = new OpPattern(Indexing.Slice, s_gather),
        Condition = m => m.IsSingleUse(m[s_gather]),
        Result = m => OfGather(m.Root, m[s_gather]),
        Why = "Positions in other axes are independent. Positions in the axes of the indices become a part of the indices where all of these are known to be in range.",
        Covers = ["local_subtensor_of_adv_subtensor"],
    };

    public static readonly Rule SliceOfJoin = new("slice-of-join", Stage.Canonicalize)
    {
        Form = "Concatenate(x, y)[a..b] -> x[a..b], where the part lies in x; less to join otherwise",
        Pattern = new OpPattern(Indexing.Slice, new AnyOfPattern("concatenate", Shaping.Concatenate)),
        Result = m => OfJoin(m),
        Why = "Every position of a join lies in one of its parts.",
        Benefit = "reads the part without joining",
        Covers = ["local_subtensor_of_join", "local_join_subtensors", "local_useless_split"],
    };

    public static readonly Rule SliceOfPlaced = new("slice-of-placed", Stage.Canonicalize)
    {
        Form = "PlaceSlice(y, i)[i] -> y; 0 where nothing was placed",
        Pattern = new OpPattern(Indexing.Slice, s_place),
        Result = m => OfPlaced(m.Root, m[s_place]),
        Why = "What was placed is read back; around it there are zeros.",
        Covers = ["local_subtensor_inc_subtensor", "local_read_of_write_same_indices", "local_slice_read_of_write"],
    };

    public static readonly Rule SliceOfChoice = new("slice-of-choice", Stage.Canonicalize)
    {
        Form = "Where(places in a..b, x, y)[a..b] -> x[a..b]; y where the places are outside",
        Pattern = new OpPattern(Indexing.Slice, s_where),
        Result = m => Intervals.Truth(m[Z], Slices.Taken(m.Root)) is { } truth
            ? BroadcastTo(Slices.TakeOperand(truth ? m[X] : m[Y], Slices.Taken(m.Root)), m.Root.Shape)
            : null,
        Why = "The condition compares positions and is known for all that are read: a part of SetSlice(x, y, at) is y, or is x.",
        Benefit = "reads what was written",
        Covers = ["local_subtensor_inc_subtensor", "local_read_of_write_same_indices"],
    };

    public static readonly Rule SliceOfBranch = new("slice-of-branch", Stage.Canonicalize)
    {
        Form = "IfElse(c, x, y)[a..b] -> IfElse(c, x[a..b], y[a..b])",
        Pattern = new OpPattern(Indexing.Slice, s_branch),
        Condition = m => m.IsSingleUse(m[s_branch]),
        Result = m => Loops.NewIfElse(m[Z], Slices.Take(m[X], Slices.Taken(m.Root)), Slices.Take(m[Y], Slices.Taken(m.Root))),
        Why = "Only the chosen value is computed, and only the part of it that is read.",
        Covers = ["ifelse_lift_single_if_through_acceptable_ops"],
    };

    private static EquatableArray<int> Axes(Node node) => ((AxesAttribute)node.Attribute!).Axes;

    private static Node SqueezeOperand(Node operand, Node squeeze)
    {
        int shift = squeeze.Inputs[0].Rank - operand.Rank;
        return Squeeze(operand, Axes(squeeze).Where(axis => axis >= shift).Select(axis => axis - shift));
    }

    private static Node OfReduction(Node slice, Node reduction)
    {
        Node x = reduction.Inputs[0];
        List<AxisSlice> inner = [.. Slices.Taken(slice)];
        foreach (int axis in Axes(reduction))
            inner.Insert(axis, Slices.Whole(x.Shape[axis]));
        return slice.Graph.Add(reduction.Op, reduction.Attribute, Slices.Take(x, inner));
    }

    private static Node? OfSoftmax(Node slice, Node softmax)
    {
        EquatableArray<AxisSlice> taken = Slices.Taken(slice);
        return Axes(softmax).All(axis => Slices.IsWhole(slice.Graph, taken[axis], softmax.Shape[axis]))
            ? slice.Graph.Add(softmax.Op, softmax.Attribute, Slices.Take(softmax.Inputs[0], taken))
            : null;
    }

    private static Node? OfGather(Node slice, Node gather)
    {
        (Node x, Node indices) = (gather.Inputs[0], gather.Inputs[1]);
        int axis = Axes(gather)[0];
        EquatableArray<AxisSlice> taken = Slices.Taken(slice);
        AxisSlice[] ofIndices = [.. taken.Skip(axis).Take(indices.Rank)];
        Node part = Slices.Take(x, taken.Take(axis).Append(Slices.Whole(x.Shape[axis])).Concat(taken.Skip(axis + indices.Rank)));
        Node which = gather.CanFail ? indices : Slices.Take(indices, ofIndices);
        if (part == x && which == indices)
            return null;
        Node result = slice.Graph.Add(Indexing.Gather, gather.Attribute, part, which);
        return gather.CanFail
            ? Slices.Take(result, taken.Take(axis).Select(s => Slices.Whole(s.Length)).Concat(ofIndices).Concat(taken.Skip(axis + indices.Rank).Select(s => Slices.Whole(s.Length))))
            : result;
    }

    private static Node? OfJoin(Match m)
    {
        Node join = m.Root.Inputs[0];
        int joined = Axes(join)[0];
        AxisSlice[] taken = [.. Slices.Taken(m.Root)];
        AxisSlice along = taken[joined];
        var parts = new List<Node>();
        Dim offset = Dim.Zero, start = Dim.Zero;
        foreach (Node part in join.Inputs)
        {
            Dim end = offset + part.Shape[joined];
            bool isAfter = along.Step > 0 && Slices.IsAtLeast(m.Graph, along.Start - end, 0);
            bool isBefore = along.Step > 0 && Slices.IsAtLeast(m.Graph, offset - (along.Start + (along.Step * (along.Length - 1))) - 1, 0);
            if (Slices.IsWithin(m.Graph, along, offset, end))
            {
                (parts, start) = ([part], offset);
                break;
            }
            if (isBefore)
                break;
            if (isAfter)
                (parts, start) = ([], end);
            else
                parts.Add(part);
            offset = end;
        }
        return parts.Count == 0 ? null : OfParts(m, join, parts, taken, along with { Start = along.Start - start });
    }

    /// <summary>The part of the join of some of the parts: along other axes each part is cut by itself.</summary>
    private static Node? OfParts(Match m, Node join, List<Node> parts, AxisSlice[] taken, AxisSlice along)
    {
        int joined = Axes(join)[0];
        AxisSlice[] others = [.. taken];
        bool cutsOthers = taken.Where((s, axis) => axis != joined && !Slices.IsWhole(m.Graph, s, join.Shape[axis])).Any();
        if (parts.Count > 1 && ((parts.Count == join.Inputs.Count && !cutsOthers) || !m.IsSingleUse(join)))
            return null;
        Node[] cut = [.. parts.Select(part =>
        {
            others[joined] = Slices.Whole(part.Shape[joined]);
            return Slices.Take(part, others);
        })];
        Node rest = Concatenate(cut, joined);
        return Slices.Take(rest, rest.Shape.Dims.Select((size, axis) => axis == joined ? along : Slices.Whole(size)));
    }

    private static Node? OfPlaced(Node slice, Node place)
    {
        PlaceSliceAttribute attribute = Slices.Placed(place);
        EquatableArray<AxisSlice> taken = Slices.Taken(slice), placed = attribute.Slice.Axes;
        if (Enumerable.Range(0, taken.Count).Any(axis => Slices.AreApart(slice.Graph, taken[axis], placed[axis])))
            return ZerosOf(slice, slice.Shape);
        var read = new AxisSlice[taken.Count];
        var written = new AxisSlice[taken.Count];
        for (int axis = 0; axis < taken.Count; axis++)
        {
            (AxisSlice t, AxisSlice p) = (taken[axis], placed[axis]);
            (read[axis], written[axis]) = (Slices.Whole(p.Length), Slices.Whole(t.Length));
            if (Slices.AreSame(slice.Graph, t, p))
                continue;
            if (t.Step == 1 && Slices.IsWithin(slice.Graph, p, t.Start, t.Start + t.Length))
                written[axis] = p with { Start = p.Start - t.Start };
            else if (p.Step == 1 && Slices.IsWithin(slice.Graph, t, p.Start, p.Start + p.Length))
                read[axis] = t with { Start = t.Start - p.Start };
            else
                return null;
        }
        return Slices.Place(Slices.Take(place.Inputs[0], read), written, slice.Shape);
    }
}
