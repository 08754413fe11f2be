using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>
/// Says which steps of a function for a device run on the CPU:
/// <list type="number">
/// <item>a step without a form;</item>
/// <item>a loop over elements, a scalar or a copy between such steps, which reads nothing but their results and whose results nothing but
/// they read: it would only be sent to and fro;</item>
/// <item>a loop or a branch, as a whole, in which there are such steps and no loop over elements, product or routine beside them; a function
/// of which that is true stays on the CPU.</item>
/// </list>
/// </summary>
internal sealed class CudaPlacement
{
    private readonly HashSet<Step> _onCpu;

    public CudaPlacement(Schedule schedule)
    {
        Step[] steps = [.. schedule.AllSteps];
        _onCpu = [.. steps.Where(s => s.Inner.Count == 0 && Reason(s) is not null)];
        if (_onCpu.Count > 0)
            AddBetween(steps);
    }

    /// <summary>Whether steps, with what loops and branches among them run, belong to the CPU.</summary>
    public bool IsOnCpu(params IReadOnlyList<Step> steps) =>
        Schedule.Within(steps).Any(s => _onCpu.Contains(s) || Reason(s) is not null) && !Schedule.Within(steps).Any(IsWork);

    /// <summary>The steps among these, and in loops and branches among them, that do not run on the CPU.</summary>
    public IEnumerable<Step> OnDevice(IReadOnlyList<Step> steps) =>
        steps.Where(s => !IsOnCpu(s)).SelectMany(s => OnDevice(s.Inner).Prepend(s));

    /// <summary>The first thing without a form; null when there is none.</summary>
    public static CudaObstacle? Obstacle(IReadOnlyList<Step> steps)
    {
        foreach (Step step in Schedule.Within(steps))
            if (Reason(step) is { } reason)
                return new CudaObstacle(reason, step.Comments.FirstOrDefault());
        return null;
    }

    /// <summary>Adds what stands between steps on the CPU.</summary>
    private void AddBetween(Step[] steps)
    {
        ILookup<Storage, Step> readers = steps.SelectMany(s => s.Reads.Distinct().Select(r => (Storage: r, Step: s))).ToLookup(p => p.Storage, p => p.Step);
        ILookup<Storage, Step> writers = steps.SelectMany(s => s.Writes.Distinct().Select(w => (Storage: w, Step: s))).ToLookup(p => p.Storage, p => p.Step);
        while (steps.Where(s => s is LoopStep or ScalarStep or CopyStep && !_onCpu.Contains(s) && IsBetween(s)).ToList() is { Count: > 0 } found)
            _onCpu.UnionWith(found);

        bool IsBetween(Step step) =>
            step.Reads.Concat(step.Writes).All(s => s.Role == StorageRole.Temporary)
            && step.Reads.All(s => writers[s].Any() && writers[s].All(_onCpu.Contains))
            && step.Writes.All(s => readers[s].All(r => r == step || _onCpu.Contains(r)));
    }

    /// <summary>Whether a step is worth a device; scalars and copies alone are not, nor is counting random numbers on.</summary>
    private bool IsWork(Step step) =>
        step is LoopStep or ProductStep or RoutineStep { Routine.Method: not "RandomDraws.Step" } && !_onCpu.Contains(step);

    private static string? Reason(Step step) => step switch
    {
        LoopStep loop => CudaEmitter.CanEmit(loop.Kernel) ? null : "a loop that folds rows of different types, or rows and columns,",
        ProductStep product => CudaProduct.CanPrint(product) ? null : "a product of truth values",
        RoutineStep routine => CudaRoutines.CanPrint(routine) ? null : "the function " + routine.Op.Name,
        PrintStep => "the function Print",
        ScalarStep or BranchStep or CheckStep or CopyStep or ScanStep => null,
        _ => step.GetType().Name,
    };
}
