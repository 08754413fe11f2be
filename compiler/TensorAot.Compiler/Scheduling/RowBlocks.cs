using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Scheduling;

/// <summary>
/// Finds steps that go over the rows of one matrix more than once (<c>X w</c>, then <c>X^T r</c> for an r that is made of it) and lets
/// them run block by block, so that the matrix comes from memory once: matrix-vector products are as fast as their matrix is read.
/// This is how a forward and a backward pass over data take the time of one. A product with a small matrix and the loops that go on with
/// its rows (<c>Tanh(Dot(x, w) + b)</c>) run so too, layer after layer. A device has no use for it, so it is no part of the
/// <see cref="Scheduler"/>.
/// </summary>
public static class RowBlocks
{
    /// <summary>How far behind a step another may be to go with it: looking through all of a long function would be quadratic.</summary>
    private const int Farthest = 32;

    /// <summary>The same schedule with such steps together.</summary>
    public static Schedule Run(Schedule schedule)
    {
        List<Step> steps = [.. schedule.Steps];
        var temporaries = new List<Storage>();
        var names = new HashSet<string>(schedule.Parameters.Concat(schedule.Outputs).Concat(schedule.Temporaries).Concat(schedule.States.Select(s => s.Storage)).Select(s => s.Name));
        var users = new Dictionary<Storage, int>();
        foreach (Storage storage in schedule.AllSteps.SelectMany(s => s.Reads.Concat(s.Writes).Distinct()))
            users[storage] = users.TryGetValue(storage, out int n) ? n + 1 : 1;
        int count = 0;
        for (int i = 0; i < steps.Count; i++)
        {
            if (steps[i] is not ProductStep first || RowBlockDraft.TryStart(first) is not { } draft)
                continue;
            int last = Collect(steps, i, draft);
            if (!draft.IsWorthIt)
                continue;
            RowBlockStep block = draft.Finish("Rows" + count++, NewName, IsOnlyIn);
            temporaries.AddRange(block.Sums.Select(s => s.Parts));
            steps.RemoveRange(i, last - i + 1);
            steps.InsertRange(i, [.. draft.Before, block, .. draft.After]);
            i += draft.Before.Count;
        }
        return count == 0 ? schedule : schedule with { Steps = steps, Temporaries = [.. schedule.Temporaries, .. temporaries] };

        bool IsOnlyIn(Storage storage, int steps) => users[storage] == steps;

        string NewName(string name)
        {
            string unique = name;
            for (int k = 2; !names.Add(unique); k++)
                unique = name + k;
            return unique;
        }
    }

    /// <summary>Takes the steps after the first one as far as they go along; the place of the last one that was looked at.</summary>
    private static int Collect(List<Step> steps, int start, RowBlockDraft draft)
    {
        int last = start;
        for (int i = start + 1; i < steps.Count && i <= start + Farthest; i++)
        {
            if (!draft.TryTake(steps[i]))
                break;
            last = i;
        }
        return last;
    }
}
