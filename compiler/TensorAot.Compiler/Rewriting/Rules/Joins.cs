using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Joins of nothing, of joins, of what was together, and of repetitions; rolls and sorts that follow one another.</summary>
public static class Joins
{
    /// <summary>Longer joins stay in pieces: chains of joins stay linear.</summary>
    private const int MaximalParts = 32;

    private static readonly Pattern s_join = new AnyOfPattern("concatenate", Shaping.Concatenate);
    private static readonly Pattern s_roll = new OpPattern(Rearranging.Roll, X);

    public static readonly Rule JoinOfNothing = new("join-of-nothing", Stage.Canonicalize)
    {
        Form = "Concatenate(x, empty) -> x; Concatenate(x) -> x",
        Pattern = s_join,
        Result = m => m.Root.Inputs.Where(i => !IsEmpty(m.Root, i)).ToArray() is { Length: > 0 } parts ? Concatenate(parts, Axis(m.Root)) : m.Root.Inputs[0],
        Why = "A part of size 0 adds nothing; one part is the whole.",
        Covers = ["local_join_1", "local_join_empty"],
    };

    public static readonly Rule JoinOfJoins = new("join-of-joins", Stage.Canonicalize)
    {
        Form = "Concatenate(Concatenate(x, y), z) -> Concatenate(x, y, z)",
        Pattern = s_join,
        Condition = m => m.Root.Inputs.Any(i => IsInner(m, i)) && m.Root.Inputs.Sum(i => IsInner(m, i) ? i.Inputs.Count : 1) <= MaximalParts,
        Result = m => Concatenate(m.Root.Inputs.SelectMany(i => IsInner(m, i) ? i.Inputs.AsEnumerable() : [i]), Axis(m.Root)),
        Why = "Every part is copied once, to its place in the whole.",
        Covers = ["local_join_make_vector"],
    };

    public static readonly Rule JoinOfSlices = new("join-of-slices", Stage.Canonicalize)
    {
        Form = "Concatenate(x[..k], x[k..]) -> x",
        Pattern = s_join,
        Result = m => OfSlices(m.Root),
        Why = "The parts follow one another in x as well.",
        Covers = ["local_join_subtensors"],
    };

    public static readonly Rule JoinOfSame = new("join-of-same", Stage.Canonicalize)
    {
        Form = "Concatenate(x, x) -> BroadcastTo(x), for x of size 1 along the axis",
        Pattern = s_join,
        Condition = m => m.Root.Inputs.Count > 1 && m.Root.Inputs.All(i => i == m.Root.Inputs[0]) && Slices.IsOne(m.Graph, m.Root.Inputs[0].Shape[Axis(m.Root)]),
        Result = m => BroadcastTo(m.Root.Inputs[0], m.Root.Shape),
        Why = "Repeating an axis of size 1 is a view.",
        Covers = ["local_join_to_repeat"],
    };

    public static readonly Rule JoinOfRepeated = new("join-of-repeated", Stage.Canonicalize)
    {
        Form = "Concatenate(BroadcastTo(x), BroadcastTo(y)) -> BroadcastTo(Concatenate(x, y)), for another axis; of one scalar BroadcastTo(x)",
        Pattern = s_join,
        Condition = m => m.Root.Inputs.All(i => i.Op == Shaping.BroadcastTo),
        Result = m => OfRepeated(m.Root),
        Why = "Copies of the parts make copies of the whole.",
        Covers = ["local_join_of_alloc"],
    };

    public static readonly Rule RollOfRoll = new("roll-of-roll", Stage.Canonicalize)
    {
        Form = "Roll(Roll(x, a), b) -> Roll(x, (a + b) mod n)",
        Pattern = new OpPattern(Rearranging.Roll, s_roll),
        Condition = m => Rolled(m.Root).Axis == Rolled(m[s_roll]).Axis,
        Result = m => Turned(m[X], Rolled(m.Root).Axis, Rolled(m.Root).Shift + Rolled(m[s_roll]).Shift),
        Why = "The elements move by both shifts.",
    };

    public static readonly Rule RollByNothing = new("roll-by-nothing", Stage.Canonicalize)
    {
        Form = "Roll(x, 0) -> x; Roll(x, n) -> x",
        Pattern = s_roll,
        Condition = m => m.Graph.Constraints.Resolve(Rolled(m.Root).Shift) is var shift && (shift == Dim.Zero || m.Graph.Constraints.AreEqual(shift, m.Root.Shape[Rolled(m.Root).Axis])),
        Result = m => m[X],
        Why = "Every element comes back to its place.",
    };

    public static readonly Rule SortOfSorted = new("sort-of-sorted", Stage.Canonicalize)
    {
        Form = "Sort(Sort(x)) -> Sort(x), in the direction of the outer one",
        Pattern = new OpPattern(Tuples.Part, new AnyOfPattern("sort(x)", Sorting.SortWithPositions)),
        Condition = m => Tuples.IndexOf(m.Root) == 0,
        Result = m => OfSorted(m.Root),
        Why = "The order in which elements come does not change their order; only zeros of different signs, which are equal, may change places.",
        MayChange = Deviations.SignOfZero,
    };

    public static readonly Rule UniqueOfRepeated = new("unique-of-repeated", Stage.Canonicalize)
    {
        Form = "UniqueValues(BroadcastTo(x)) -> UniqueValues(x), for at least one copy; of a scalar BroadcastTo(x)",
        Pattern = new OpPattern(Tuples.Part, new OpPattern(Distinct.UniqueAll, X)),
        Condition = m => Tuples.IndexOf(m.Root) == 0 && m[X].Rank == 1,
        Result = m => OfUnique(m.Root, m[X]),
        Why = "Copies are not distinct, and the elements come in the same order. Where there are fewer than fit, the smallest one fills up.",
        Covers = ["local_Unique_scalar", "local_Unique_Alloc_lift", "local_Unique_BroadcastTo_lift", "local_Unique_Repeat_lift", "local_Unique_second", "local_Unique_lift"],
    };

    private static int Axis(Node join) => ((AxesAttribute)join.Attribute!).Axes[0];

    private static RollAttribute Rolled(Node roll) => (RollAttribute)roll.Attribute!;

    private static Node? OfUnique(Node values, Node x)
    {
        Node copies = x.Op == Shaping.Reshape ? x.Inputs[0] : x;
        if (Slices.IsOne(x.Graph, copies.Shape.ElementCount))
            return BroadcastTo(Reshape(copies, Shape.Of(Dim.One)), values.Shape);
        if (copies.Op != Shaping.BroadcastTo || !Slices.IsAtLeast(x.Graph, copies.Shape.ElementCount, 1))
            return null;
        Node source = copies.Inputs[0];
        return source.Rank == 0 ? BroadcastTo(source, values.Shape)
            : Tuples.Of(x.Graph.Add(Distinct.UniqueAll, values.Inputs[0].Attribute, Reshape(source, Shape.Of(source.Shape.ElementCount))), 0);
    }

    private static bool IsEmpty(Node join, Node part) => join.Graph.Constraints.Resolve(part.Shape[Axis(join)]) == Dim.Zero;

    private static bool IsInner(Match m, Node part) => part.Op == Shaping.Concatenate && Axis(part) == Axis(m.Root) && m.IsSingleUse(part);

    private static Node? OfSlices(Node join)
    {
        int axis = Axis(join);
        var parts = new List<(Node Base, AxisSlice[] Slices)>();
        foreach (Node part in join.Inputs)
        {
            (Node x, AxisSlice[] slices) = part.Op == Indexing.Slice
                ? (part.Inputs[0], Slices.Taken(part).ToArray())
                : (part, [.. part.Shape.Dims.Select(Slices.Whole)]);
            if (parts.Count > 0 && parts[parts.Count - 1] is var last && last.Base == x && Follows(x.Graph, last.Slices, slices, axis))
                last.Slices[axis] = last.Slices[axis] with { Length = last.Slices[axis].Length + slices[axis].Length };
            else
                parts.Add((x, slices));
        }
        return parts.Count == join.Inputs.Count ? null : Concatenate(parts.Select(p => Slices.Take(p.Base, p.Slices)), axis);
    }

    /// <summary>Whether the second slice goes on along an axis where the first one ends, and is the same along the others.</summary>
    private static bool Follows(Graph graph, AxisSlice[] first, AxisSlice[] second, int joined) =>
        Enumerable.Range(0, first.Length).All(axis => axis == joined
            ? first[axis].Step == second[axis].Step && graph.Constraints.AreEqual(second[axis].Start, first[axis].Start + (first[axis].Step * first[axis].Length))
            : Slices.AreSame(graph, first[axis], second[axis]));

    private static Node? OfRepeated(Node join)
    {
        Node first = join.Inputs[0].Inputs[0];
        if (first.Rank == 0 && join.Inputs.All(i => i.Inputs[0] == first))
            return BroadcastTo(first, join.Shape);
        int axis = Axis(join);
        bool IsRepeated(Node part, int a) => a - (part.Rank - part.Inputs[0].Rank) is var within && (within < 0 || Slices.IsOne(join.Graph, part.Inputs[0].Shape[within]));
        bool[] repeated = [.. Enumerable.Range(0, join.Rank).Select(a => a != axis && join.Inputs.All(i => IsRepeated(i, a)))];
        if (!Enumerable.Range(0, join.Rank).Any(a => repeated[a] && !Slices.IsOne(join.Graph, join.Shape[a])))
            return null;
        // Of each part one copy along the axes that all repeat; the first of these axes need not be there at all.
        int leading = repeated.TakeWhile(r => r).Count();
        IEnumerable<Node> parts = join.Inputs.Select(i =>
        {
            int missing = i.Rank - i.Inputs[0].Rank;
            Node source = Squeeze(i.Inputs[0], Enumerable.Range(0, Math.Max(0, leading - missing)));
            return BroadcastTo(source, Shape.Of(i.Shape.Dims.Select((size, a) => repeated[a] ? Dim.One : size).Skip(leading)));
        });
        return BroadcastTo(Concatenate(parts, axis - leading), join.Shape);
    }

    private static Node? Turned(Node x, int axis, Dim shift)
    {
        DimConstraints constraints = x.Graph.Constraints;
        Dim size = constraints.Resolve(x.Shape[axis]), sum = constraints.Resolve(shift);
        if (sum.Constant is { } s && size.Constant is { } n && n > 0)
            sum = s % n;
        else if (!constraints.IsAtLeast(size - sum, 0))
            return null;
        return sum == Dim.Zero || constraints.AreEqual(sum, size) ? x : x.Graph.Add(Rearranging.Roll, new RollAttribute(axis, sum), x);
    }

    private static Node? OfSorted(Node values)
    {
        Node outer = values.Inputs[0], part = outer.Inputs[0];
        if (part.Op != Tuples.Part || Tuples.IndexOf(part) != 0 || part.Inputs[0].Op != Sorting.SortWithPositions)
            return null;
        Node x = part.Inputs[0].Inputs[0];
        (SortAttribute last, SortAttribute before) = ((SortAttribute)outer.Attribute!, (SortAttribute)part.Inputs[0].Attribute!);
        bool isWhole = x.Graph.Constraints.AreEqual(before.Count, x.Shape[x.Rank - before.AxisFromEnd]);
        return isWhole && last.AxisFromEnd == before.AxisFromEnd ? Tuples.Of(x.Graph.Add(Sorting.SortWithPositions, last, x), 0) : null;
    }
}
