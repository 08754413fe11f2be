using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>
/// Says which steps of a function for a device run on the CPU. A step without a form does, in the middle of the function. Steps among
/// which such a one is, and no loop, product or routine with a form, run there together: a loop over elements or a side of a branch
/// is then not sent to and fro in every step, and a function that has nothing to do on the device stays on the CPU as a whole.
/// </summary>
internal static class CudaPlacement
{
    /// <summary>Whether steps, with what loops and branches among them run, belong to the CPU.</summary>
    public static bool IsOnCpu(IReadOnlyList<Step> steps) =>
        Schedule.Within(steps).Any(s => Reason(s) is not null) && !Schedule.Within(steps).Any(IsWork);

    /// <summary>The steps among these, and in loops and branches among them, that do not run on the CPU.</summary>
    public static IEnumerable<Step> OnDevice(IReadOnlyList<Step> steps) =>
        steps.Where(s => !IsOnCpu([s])).SelectMany(s => OnDevice(s.Inner).Prepend(s));

    /// <summary>The first thing without a form; null when there is none.</summary>
    public static CudaObstacle? Obstacle(IReadOnlyList<Step> steps)
    {
        foreach (Step step in Schedule.Within(steps))
            if (Reason(step) is { } reason)
                return new CudaObstacle(reason, step.Comments.FirstOrDefault());
        return null;
    }

    /// <summary>Whether a step is worth a device; scalars and copies alone are not, nor is counting random numbers on.</summary>
    private static bool IsWork(Step step) =>
        step is LoopStep or ProductStep or RoutineStep { Routine.Method: not "RandomDraws.Step" } && Reason(step) is null;

    private static string? Reason(Step step) => step switch
    {
        LoopStep loop => CudaEmitter.CanEmit(loop.Kernel) ? null : Function(loop.Kernel.Values) ?? "a loop that folds rows of different types, or rows and columns,",
        ScalarStep scalar => CudaEmitter.CanEmit(scalar) ? null : Function(ValueWalker.Distinct([scalar.Value])),
        ProductStep product => CudaProduct.CanPrint(product) ? null : "a product of truth values",
        RoutineStep routine => CudaRoutines.CanPrint(routine) ? null : "the function " + routine.Op.Name,
        BranchStep branch => Function(ValueWalker.Distinct([branch.Condition])),
        PrintStep => "the function Print",
        CheckStep or CopyStep or ScanStep => null,
        _ => step.GetType().Name,
    };

    private static string? Function(IEnumerable<Value> values) =>
        values.OfType<CallTerm>().FirstOrDefault(c => !c.Op.Code!.HasDeviceForm) is { } call ? "the function " + call.Op.Name : null;
}
