using TensorAot.Compiler.Graphs;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>The choice of one of several values by a number, of which only the chosen one is computed.</summary>
internal static class Branches
{
    /// <summary>Up to this many values are asked for one after the other; more are searched for by halves.</summary>
    private const int InARow = 4;

    /// <summary>The value whose place is <paramref name="index"/>, an integer scalar; the last one where there is no such place.</summary>
    public static Node Choose(Node index, IReadOnlyList<Node> values)
    {
        int last = values.Count - 1;
        if (values.Count > InARow)
            return Loops.NewIfElse(
                And(GreaterEqual(index, Constant(index, 0)), Less(index, Constant(index, last))), Half(index, values, 0, last), values[last]);
        Node chosen = values[last];
        for (int k = last - 1; k >= 0; k--)
            chosen = Loops.NewIfElse(Equal(index, Constant(index, k)), values[k], chosen);
        return chosen;
    }

    private static Node Half(Node index, IReadOnlyList<Node> values, int from, int to)
    {
        if (to - from == 1)
            return values[from];
        int middle = (from + to) / 2;
        return Loops.NewIfElse(Less(index, Constant(index, middle)), Half(index, values, from, middle), Half(index, values, middle, to));
    }
}
