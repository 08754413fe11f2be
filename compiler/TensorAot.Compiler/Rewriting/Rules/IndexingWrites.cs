using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Values written to, or added at, places of a tensor. No check of an index is lost.</summary>
public static class IndexingWrites
{
    private static readonly Pattern s_zeros = new ConstantPattern(0);
    private static readonly Pattern s_place = new OpPattern(Indexing.PlaceSlice, X);
    private static readonly Pattern s_otherPlace = new OpPattern(Indexing.PlaceSlice, Y);
    private static readonly Pattern s_written = new AnyOfPattern("write(x, y, i)", Scattering.SetAt, Scattering.IncAt);
    private static readonly Pattern s_scatter = new OpPattern(Indexing.ScatterAdd, Y, Z);
    private static readonly Pattern s_scaled = new AnyOfPattern("c * scatter", Arithmetic.Multiply, Arithmetic.Divide, Arithmetic.Negate);

    public static readonly Rule PlaceOfEverything = new("place-of-everything", Stage.Canonicalize)
    {
        Form = "PlaceSlice(x, ..) -> x",
        Pattern = s_place,
        Condition = m => Slices.IsWhole(m.Graph, Slices.Placed(m.Root).Slice.Axes, m.Root.Shape),
        Result = m => m[X],
        Why = "No zeros are left around it.",
        Covers = ["local_useless_inc_subtensor", "local_useless_inc_subtensor_alloc"],
    };

    public static readonly Rule PlaceOfZeros = new("place-of-zeros", Stage.Canonicalize)
    {
        Form = "PlaceSlice(0, i) -> 0",
        Pattern = new OpPattern(Indexing.PlaceSlice, s_zeros),
        Result = m => ZerosOf(m.Root, m.Root.Shape),
        Why = "Zeros among zeros; one of them may have been -0.",
        MayChange = Deviations.SignOfZero,
        Covers = ["local_incsubtensor_of_zeros", "local_setsubtensor_of_constants"],
    };

    public static readonly Rule PlaceOfPlace = new("place-of-place", Stage.Canonicalize)
    {
        Form = "PlaceSlice(PlaceSlice(x, i), j) -> PlaceSlice(x, j[i])",
        Pattern = new OpPattern(Indexing.PlaceSlice, s_place),
        Result = m => Slices.Place(m[X], Slices.Placed(m[s_place]).Slice.Axes.Zip(Slices.Placed(m.Root).Slice.Axes, Slices.Compose), m.Root.Shape),
        Why = "Positions compose; all else is zero.",
        Covers = ["local_write_of_write_same_indices"],
    };

    public static readonly Rule SumOfPlaced = new("sum-of-placed", Stage.Canonicalize)
    {
        Form = "PlaceSlice(x, a..b) + PlaceSlice(y, b..c) -> PlaceSlice(Concatenate(x, y), a..c); of the same place PlaceSlice(x + y)",
        Pattern = s_place + s_otherPlace,
        Condition = m => m.IsSingleUse(m[s_place]) && m.IsSingleUse(m[s_otherPlace]) && m[s_place].Shape == m[s_otherPlace].Shape,
        Result = m => OfPlaced(m[s_place], m[s_otherPlace]),
        Why = "Where one is, the other is zero; the gradients of neighbouring slices are joined, not added up. -0 + 0 would be +0.",
        MayChange = Deviations.SignOfZero,
        Covers = ["local_IncSubtensor_serialize", "pre_local_IncSubtensor_serialize", "local_add_of_sparse_write"],
    };

    public static readonly Rule ScaledPlaced = new("scaled-placed", Stage.Canonicalize)
    {
        Form = "c * PlaceSlice(x, i) -> PlaceSlice(c * x, i), for a scalar c",
        Pattern = s_scaled,
        Result = m => Scaled(m, Indexing.PlaceSlice) is var (place, values) ? PlaceSlice(values, Slices.Placed(place).Slice, m.Root.Shape) : null,
        Why = "Only what was placed is multiplied; the zeros around it stay, also for a factor that is infinite or NaN.",
        MayChange = Deviations.SignOfZero | Deviations.NonFinite,
    };

    public static readonly Rule SumAroundPlaced = new("sum-around-placed", Stage.Canonicalize)
    {
        Form = "Sum(PlaceSlice(x, i)) -> Sum(x), over all axes that have zeros around x",
        Pattern = Sum(s_place),
        Condition = m => Enumerable.Range(0, m[X].Rank).All(axis => Folded(m.Root).Contains(axis)
            || Slices.IsWhole(m.Graph, Slices.Placed(m[s_place]).Slice.Axes[axis], m[s_place].Shape[axis])),
        Result = m => Sum(m[X], Folded(m.Root)),
        Why = "Zeros add nothing, except that -0 + 0 is +0.",
        MayChange = Deviations.SignOfZero | Deviations.Rounding,
    };

    public static readonly Rule WriteOfWrite = new("write-of-write", Stage.Canonicalize)
    {
        Form = "SetAt(SetAt(x, y, i), z, i) -> SetAt(x, z, i); what IncAt added is lost as well",
        Pattern = new OpPattern(Scattering.SetAt, s_written, Y, Z),
        Condition = m => m[s_written].Inputs[2] == m[Z] && Equals(m[s_written].Attribute, m.Root.Attribute),
        Result = m => m.Graph.Add(Scattering.SetAt, m.Root.Attribute, m[s_written].Inputs[0], m[Y], m[Z]),
        Held = m => [m.Root, m[s_written]],
        Why = "The second value replaces the first at every place.",
        Covers = ["local_write_of_write_same_indices"],
    };

    public static readonly Rule IncrementOfIncrement = new("increment-of-increment", Stage.Canonicalize)
    {
        Form = "IncAt(IncAt(x, y, i), z, i) -> IncAt(x, y + z, i)",
        Pattern = new OpPattern(Scattering.IncAt, s_written, Y, Z),
        Condition = m => m[s_written].Op == Scattering.IncAt && m[s_written].Inputs[2] == m[Z] && Equals(m[s_written].Attribute, m.Root.Attribute) && m.IsSingleUse(m[s_written]),
        Result = m => m.Graph.Add(Scattering.IncAt, m.Root.Attribute, m[s_written].Inputs[0], m[s_written].Inputs[1] + m[Y], m[Z]),
        Held = m => [m.Root, m[s_written]],
        Why = "Addition is associative up to rounding; the places are visited once.",
        MayChange = Deviations.Rounding,
        Covers = ["local_IncSubtensor_serialize"],
    };

    public static readonly Rule IncrementOfZeros = new("increment-of-zeros", Stage.Canonicalize)
    {
        Form = "IncAt(0, y, i) -> ScatterAdd(y, i)",
        Pattern = new OpPattern(Scattering.IncAt, s_zeros, Y, Z),
        Condition = m => m.Root.Attribute is ScatterIntoAttribute { Span: 1 },
        Result = m => m.Root.Attribute is ScatterIntoAttribute into ? ScatterAdd(m[Y], m[Z], into.Axis, m.Root.Shape[into.Axis], into.IsChecked) : null,
        Why = "A scatter into zeros needs no tensor to begin with.",
        MayChange = Deviations.SignOfZero,
        Covers = ["local_incsubtensor_of_zeros_to_setsubtensor"],
    };

    public static readonly Rule IncrementByZeros = new("increment-by-zeros", Stage.Canonicalize)
    {
        Form = "IncAt(x, 0, i) -> x; ScatterAdd(0, i) -> 0; for i in range",
        Pattern = new AnyOfPattern("increment", Scattering.IncAt, Indexing.ScatterAdd),
        Condition = m => !m.Root.CanFail && Constants.Is(m.Root.Inputs[m.Root.Op == Scattering.IncAt ? 1 : 0], 0),
        Result = m => m.Root.Op == Scattering.IncAt ? m.Root.Inputs[0] : ZerosOf(m.Root, m.Root.Shape),
        Why = "Zeros add nothing, except that -0 + 0 is +0.",
        MayChange = Deviations.SignOfZero,
        Covers = ["local_incsubtensor_of_zeros", "local_incsubtensor_of_allocs"],
    };

    public static readonly Rule AddScattered = new("add-scattered", Stage.Specialize)
    {
        Form = "x + ScatterAdd(y, i) -> IncAt(x, y, i)",
        Pattern = X + s_scatter,
        Condition = m => m.IsSingleUse(m[s_scatter]) && m[X].Shape == m.Root.Shape,
        Result = m => IncAt(m[X], m[Y], m[s_scatter]),
        Why = "Addition is associative up to rounding; there is no pass over zeros that nothing was added to. Shared state is updated in place.",
        Benefit = "adds only at the positions",
        MayChange = Deviations.Rounding | Deviations.SignOfZero,
        Covers = ["local_add_of_sparse_write", "local_IncSubtensor_serialize"],
    };

    public static readonly Rule SubtractScattered = new("subtract-scattered", Stage.Specialize)
    {
        Form = "x - c * ScatterAdd(y, i) -> IncAt(x, -(c * y), i), for a scalar c; also x + c * ScatterAdd(y, i)",
        Pattern = new AnyOfPattern("x - c * scatter", Arithmetic.Subtract, Arithmetic.Add),
        Condition = m => m.Root.Inputs.All(i => i.Shape == m.Root.Shape),
        Result = m => Updated(m),
        Why = "Each increment is scaled by itself: a step of gradient descent on an embedding touches only the rows that were read, in place.",
        Benefit = "adds only at the positions",
        MayChange = Deviations.Rounding | Deviations.SignOfZero | Deviations.NonFinite,
        Covers = ["local_add_of_sparse_write"],
    };

    private static EquatableArray<int> Folded(Node sum) => ((AxesAttribute)sum.Attribute!).Axes;

    private static Node? OfPlaced(Node a, Node b)
    {
        EquatableArray<AxisSlice> first = Slices.Placed(a).Slice.Axes, second = Slices.Placed(b).Slice.Axes;
        int[] differ = [.. Enumerable.Range(0, first.Count).Where(axis => !Slices.AreSame(a.Graph, first[axis], second[axis]))];
        if (differ.Length == 0)
            return Slices.Place(a.Inputs[0] + b.Inputs[0], first, a.Shape);
        if (differ.Length > 1 || first[differ[0]].Step != 1 || second[differ[0]].Step != 1)
            return null;
        int axis = differ[0];
        DimConstraints constraints = a.Graph.Constraints;
        if (constraints.AreEqual(second[axis].Start + second[axis].Length, first[axis].Start))
            (a, b, first, second) = (b, a, second, first);
        else if (!constraints.AreEqual(first[axis].Start + first[axis].Length, second[axis].Start))
            return null;
        Node joined = Concatenate([a.Inputs[0], b.Inputs[0]], axis);
        return Slices.Place(joined, first.Select((s, i) => i == axis ? s with { Length = s.Length + second[axis].Length } : s), a.Shape);
    }

    /// <summary>The op behind a scalar factor, and its values with the factor; null when there is another factor or the op is used elsewhere.</summary>
    private static (Node Inner, Node Values)? Scaled(Match m, Op op) => Scaled(m, m.Root, op);

    private static (Node Inner, Node Values)? Scaled(Match m, Node node, Op op)
    {
        int at = node.Inputs[0].Op == op ? 0 : node.Op == Arithmetic.Multiply && node.Inputs[1].Op == op ? 1 : -1;
        if (at < 0 || !m.IsSingleUse(node.Inputs[at]) || !node.DType.IsFloating())
            return null;
        Node inner = node.Inputs[at], x = inner.Inputs[0];
        if (node.Op == Arithmetic.Negate)
            return (inner, -x);
        Node factor = node.Inputs[1 - at];
        return factor.Rank > 0 ? null : (inner, node.Op == Arithmetic.Divide ? x / factor : factor * x);
    }

    private static Node IncAt(Node x, Node values, Node scatter)
    {
        var attribute = (ScatterAttribute)scatter.Attribute!;
        return ScatterInto(Scattering.IncAt, x, values, scatter.Inputs[1], new ScatterIntoAttribute(attribute.Axis, 1, !scatter.CanFail));
    }

    private static Node? Updated(Match m)
    {
        bool isDifference = m.Root.Op == Arithmetic.Subtract;
        for (int at = 1; at >= (isDifference ? 1 : 0); at--)
        {
            Node term = m.Root.Inputs[at], rest = m.Root.Inputs[1 - at];
            if (isDifference && term.Op == Indexing.ScatterAdd && m.IsSingleUse(term) && term.DType.IsFloating())
                return IncAt(rest, -term.Inputs[0], term);
            bool isScaled = term.Op == Arithmetic.Multiply || term.Op == Arithmetic.Divide || term.Op == Arithmetic.Negate;
            if (isScaled && m.IsSingleUse(term) && Scaled(m, term, Indexing.ScatterAdd) is var (scatter, values))
                return IncAt(rest, isDifference ? -values : values, scatter);
        }
        return null;
    }
}
