using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>Finds what keeps a function on the CPU.</summary>
internal static class CudaPlacement
{
    /// <summary>The first thing without a form for a device; null when there is none.</summary>
    public static CudaObstacle? Obstacle(Schedule schedule)
    {
        foreach (Step step in schedule.Steps)
            if (Reason(step) is { } reason)
                return new CudaObstacle(reason, step.Comments.FirstOrDefault());
        return null;
    }

    private static string? Reason(Step step) => step switch
    {
        LoopStep loop => CudaEmitter.CanEmit(loop.Kernel) ? null : Function(loop.Kernel.Values) ?? "a loop that folds rows of different types, or rows and columns,",
        ScalarStep scalar => CudaEmitter.CanEmit(scalar) ? null : Function(ValueWalker.Distinct([scalar.Value])),
        ProductStep product => CudaProduct.CanPrint(product) ? null : "a product of truth values",
        RoutineStep routine => CudaRoutines.CanPrint(routine) ? null : "the function " + routine.Op.Name,
        ScanStep => "a loop over elements",
        BranchStep => "a lazy branch",
        PrintStep => "the function Print",
        CheckStep or CopyStep => null,
        _ => step.GetType().Name,
    };

    private static string? Function(IEnumerable<Value> values) =>
        values.OfType<CallTerm>().FirstOrDefault(c => !c.Op.Code!.HasDeviceForm) is { } call ? "the function " + call.Op.Name : null;
}
