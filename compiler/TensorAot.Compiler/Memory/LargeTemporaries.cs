using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Memory;

/// <summary>A value that elementwise loops store in the workspace and that is much larger than all that the function takes and gives.</summary>
/// <param name="Storage">Where it lies.</param>
/// <param name="All">The elements of all inputs, state and results together.</param>
/// <param name="Reader">The user's expression that reads it from memory; null where it is not known.</param>
public sealed record LargeTemporary(Storage Storage, Dim All, string? Reader);

/// <summary>Finds operands that were repeated to a shape (a broadcast) so much larger than themselves that the user should know of it.</summary>
public static class LargeTemporaries
{
    /// <summary>How many times the elements of everything else.</summary>
    private const long LeastRatio = 8;

    /// <summary>Less is not worth a word.</summary>
    private const long LeastBytes = 1 << 20;

    /// <summary>What stands for a size that is not known at build time.</summary>
    private const long AssumedSize = 1000;

    /// <summary>Those of a function's steps.</summary>
    public static IEnumerable<LargeTemporary> Find(Schedule schedule, WorkspacePlan plan)
    {
        Dim all = schedule.Parameters.Concat(schedule.States.Select(s => s.Storage)).Concat(schedule.Outputs)
            .Aggregate(Dim.Zero, (sum, storage) => sum + storage.Type.Shape.ElementCount);
        foreach (LoopStep step in schedule.AllSteps.OfType<LoopStep>())
            foreach (Storage storage in Stored(step.Kernel).Where(plan.Has).Where(s => IsLarge(s, all)))
                yield return new LargeTemporary(storage, all, Reader(schedule, step, storage));
    }

    /// <summary>What holds a value for each run of the innermost loop; folds leave less than they read.</summary>
    private static IEnumerable<Storage> Stored(Kernel kernel) =>
        kernel.Sweeps.SelectMany(s => s.Stores).Where(s => s.FoldWith is null).Select(s => s.Storage).Distinct();

    private static bool IsLarge(Storage storage, Dim all)
    {
        double elements = storage.Type.Shape.ElementCount.Estimate(AssumedSize);
        return elements >= LeastRatio * all.Estimate(AssumedSize) && elements * storage.DType.ByteSize() >= LeastBytes;
    }

    private static string? Reader(Schedule schedule, LoopStep writer, Storage storage) =>
        schedule.AllSteps.FirstOrDefault(s => s != writer && s.Reads.Contains(storage))?.Comments.FirstOrDefault();
}
