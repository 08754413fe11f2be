using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using static TensorAot.Compiler.Ops.NodeOperators;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Elements that are read where they were written, and written where they were read. No check of an index is lost.</summary>
public static class ReadsOfWrites
{
    private static readonly Pattern s_written = new AnyOfPattern("write(x, y, i)", Scattering.SetAt, Scattering.IncAt, Indexing.ScatterAdd);
    private static readonly Pattern s_sum = new AnyOfPattern("sum", Arithmetic.Add, Arithmetic.Subtract);

    public static readonly Rule GatherOfWritten = new("gather-of-written", Stage.Canonicalize)
    {
        Form = "SetAt(x, y, i)[i] -> y; IncAt(x, y, i)[i] -> x[i] + y; ScatterAdd(y, i)[i] -> y, for different positions i in range",
        Pattern = new OpPattern(Indexing.Gather, s_written, Z),
        Condition = m => !m[s_written].CanFail && AreSamePlaces(m[s_written], m[Z], IndexingByTensors.AxisOf(m.Root)) && AreDifferent(m[Z]),
        Result = m => m[s_written].Op == Scattering.IncAt
            ? Gather(m[s_written].Inputs[0], m[Z], IndexingByTensors.AxisOf(m.Root), isChecked: true) + m[s_written].Inputs[1]
            : m[s_written].Inputs[m[s_written].Op == Scattering.SetAt ? 1 : 0],
        Held = m => [m.Root],
        Why = "What was written is read back; 0 + -0 would be +0. Of values for one place only the last stays, so the positions must be known to differ: one position, or regular steps.",
        MayChange = Deviations.SignOfZero,
        Covers = ["local_adv_sub1_adv_inc_sub1", "local_advanced_read_of_write_constant_indices", "local_read_of_write_same_indices"],
    };

    public static readonly Rule SetToIncrement = new("set-to-increment", Stage.Canonicalize)
    {
        Form = "SetAt(x, x[i] + y, i) -> IncAt(x, y, i), for different positions i; also x[i] - y",
        Pattern = new OpPattern(Scattering.SetAt, X, s_sum, Z),
        Condition = m => m[X].DType != DType.Bool && AreDifferent(m[Z]) && m[s_sum].Inputs.All(i => i.Shape == m[s_sum].Shape),
        Result = m => Incremented(m.Root, m[X], m[s_sum], m[Z]),
        Held = m => [m.Root, .. m[s_sum].Inputs.Where(i => i.Op == Indexing.Gather && i.Inputs[0] == m[X])],
        Why = "The old element is read once, where it is written.",
        Covers = ["local_set_to_inc_subtensor"],
    };

    private static bool AreSamePlaces(Node written, Node positions, int axis) => written.Op == Indexing.ScatterAdd
        ? written.Inputs[1] == positions && ((ScatterAttribute)written.Attribute!).Axis == axis
        : written.Inputs[2] == positions && written.Attribute is ScatterIntoAttribute { Span: 1 } into && into.Axis == axis;

    private static bool AreDifferent(Node positions) => positions.Rank == 0 || Intervals.Steps(positions) is { Step: not 0 };

    private static Node? Incremented(Node set, Node x, Node sum, Node positions)
    {
        bool isDifference = sum.Op == Arithmetic.Subtract;
        for (int i = 0; i < (isDifference ? 1 : 2); i++)
        {
            (Node old, Node added) = (sum.Inputs[i], sum.Inputs[1 - i]);
            if (old.Op == Indexing.Gather && old.Inputs[0] == x && AreSamePlaces(set, old.Inputs[1], IndexingByTensors.AxisOf(old)))
                return x.Graph.Add(Scattering.IncAt, set.Attribute, x, isDifference ? -added : added, positions);
        }
        return null;
    }
}
