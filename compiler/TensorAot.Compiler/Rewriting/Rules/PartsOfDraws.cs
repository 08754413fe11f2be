using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Parts of random draws: an element is a function of its place, so what is not read need not be drawn.</summary>
public static class PartsOfDraws
{
    private static readonly Pattern s_draw = new OpPattern(Streams.DrawUnit, X);

    public static readonly Rule SliceOfDraw = new("slice-of-draw", Stage.Canonicalize)
    {
        Form = "Uniform(n, m)[a..b] -> the elements from a * m on, for parts that lie together in row-major order",
        Pattern = new OpPattern(Indexing.Slice, s_draw),
        Condition = m => m[X].Rank == 1 && m.IsSingleUse(m[s_draw]),
        Result = m => OfDraw(m.Root, m[s_draw]),
        Why = "An element depends on its place in the whole draw, which the part keeps.",
        Benefit = "draws only what is read",
        Covers = ["local_subtensor_rv_lift"],
    };

    private static Node? OfDraw(Node slice, Node draw)
    {
        (Graph graph, var taken) = (slice.Graph, Slices.Taken(slice));
        int cut = 0;
        while (cut < taken.Count && Slices.IsOne(graph, taken[cut].Length))
            cut++;
        if (cut < taken.Count && taken[cut].Step != 1)
            return null;
        for (int axis = cut + 1; axis < taken.Count; axis++)
            if (!Slices.IsWhole(graph, taken[axis], draw.Shape[axis]))
                return null;
        var unit = (UnitAttribute)draw.Attribute!;
        Dim first = unit.First, stride = Dim.One;
        for (int axis = taken.Count - 1; axis >= 0; axis--)
        {
            first += taken[axis].Start * stride;
            stride *= draw.Shape[axis];
        }
        return graph.Add(Streams.DrawUnit, unit with { Shape = slice.Shape, First = first }, draw.Inputs[0]);
    }
}
