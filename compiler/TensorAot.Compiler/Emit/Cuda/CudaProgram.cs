using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>
/// A function for a device: kernels in the order in which they are launched, in loops and branches that the CPU drives, and steps on the
/// CPU between them. Where a step runs is decided by <see cref="CudaPlacement"/>.
/// </summary>
public sealed class CudaProgram
{
    private readonly List<CudaLaunch> _launches = [];
    private readonly List<Storage> _conditions = [];
    private readonly CudaPlacement _placement;
    private readonly CudaOperands _operands;
    private readonly NameSet _names;
    private int _checks;
    private bool _isGuarded;

    private CudaProgram(Schedule schedule, CudaPlacement placement)
    {
        _placement = placement;
        _operands = new CudaOperands(schedule);
        _names = new NameSet(schedule.Parameters.Concat(schedule.Outputs).Concat(schedule.States.Select(s => s.Storage)).Concat(schedule.Temporaries).Select(s => s.Name));
        Work = Print(schedule.Steps);
        Schedule = schedule with { Temporaries = [.. schedule.Temporaries, .. _conditions] };
    }

    /// <summary>The function in steps, with storage for the conditions of its branches.</summary>
    public Schedule Schedule { get; }

    /// <summary>What it does, in order.</summary>
    public IReadOnlyList<CudaWork> Work { get; }

    /// <summary>All kernels, those in loops and branches too. They compute indices in the type <c>Index</c>: <see cref="IndexWidth.Named"/>.</summary>
    public IReadOnlyList<CudaLaunch> Launches => _launches;

    /// <summary>All loops that the CPU drives.</summary>
    public IEnumerable<ScanStep> Loops => Within(Work).OfType<CudaLoop>().Select(l => l.Loop);

    /// <summary>All steps on the CPU, those in loops and branches too.</summary>
    public IEnumerable<CudaCpuWork> OnCpu => Within(Work).OfType<CudaCpuWork>();

    /// <summary>Why there are steps on the CPU.</summary>
    public IEnumerable<CudaObstacle> Obstacles => OnCpu.Select(w => w.Obstacle).OfType<CudaObstacle>().Distinct();

    /// <summary>The text of all kernels with the device functions that they call.</summary>
    public string Source => CudaModule.PrintNeeded(_launches.Select(l => l.Kernel));

    /// <summary>Prints a function's steps; null when it stays on the CPU, for what <paramref name="obstacle"/> then names.</summary>
    public static CudaProgram? TryPrint(Schedule schedule, out CudaObstacle? obstacle)
    {
        var placement = new CudaPlacement(schedule);
        obstacle = placement.IsOnCpu(schedule.Steps) ? CudaPlacement.Obstacle(schedule.Steps) : null;
        return obstacle is null ? new CudaProgram(schedule, placement) : null;
    }

    private static IEnumerable<CudaWork> Within(IReadOnlyList<CudaWork> work) => work.SelectMany(each => each switch
    {
        CudaLoop loop => Within(loop.Body).Prepend(each),
        CudaBranch branch => Within(branch.Then).Concat(Within(branch.Otherwise)).Prepend(each),
        _ => [each],
    });

    private List<CudaWork> Print(IReadOnlyList<Step> steps)
    {
        var work = new List<CudaWork>();
        for (int i = 0; i < steps.Count; i++)
        {
            var together = new List<Step>();
            while (i < steps.Count && _placement.IsOnCpu(steps[i]))
                together.Add(steps[i++]);
            if (together.Count > 0)
                work.Add(new CudaCpuWork(together, _operands.Of(together), CudaPlacement.Obstacle(together)));
            if (i < steps.Count)
                Print(steps[i], work);
        }
        return work;
    }

    private void Print(Step step, List<CudaWork> work)
    {
        if (step is ScanStep scan)
            Loop(scan, work);
        else if (step is BranchStep branch)
            Branch(branch, work);
        else
            Launch(step, Kernels(step), work);
    }

    /// <summary>Whether a step may fail, and kernels behind it must then do nothing.</summary>
    private static bool IsCheck(Step step) => step is CheckStep or RoutineStep { FailureText: not null };

    private IReadOnlyList<CudaKernel> Kernels(Step step)
    {
        int number = _launches.Count;
        switch (step)
        {
            case LoopStep loop:
                return CudaEmitter.Emit(loop.Kernel, number, IndexWidth.Named, _isGuarded);
            case ScalarStep scalar:
                return [CudaEmitter.Emit(scalar, number, IndexWidth.Named, _isGuarded)];
            case ProductStep product:
                return [CudaProduct.Emit(product, number, IndexWidth.Named, _isGuarded)];
            case RoutineStep routine:
                _isGuarded |= IsCheck(step);
                return CudaRoutines.Emit(routine, IsCheck(step) ? ++_checks : 0, number, IndexWidth.Named, _isGuarded);
            case CopyStep copy:
                return [CudaCopies.Copy(copy, number, IndexWidth.Named, _isGuarded)];
            case CheckStep check:
                _isGuarded = true;
                return [CudaCopies.Check(check, ++_checks, number, IndexWidth.Named)];
            default:
                throw new InvalidOperationException(step.GetType().Name);
        }
    }

    private void Loop(ScanStep scan, List<CudaWork> work)
    {
        // What stands before a check in a step comes after it in the next one.
        _isGuarded |= _placement.OnDevice(scan.Body).Any(IsCheck);
        Launch(scan, [CudaScan.Begin(scan, _launches.Count, IndexWidth.Named, _isGuarded)], work);
        List<CudaWork> body = Print(scan.Body);
        Launch(scan, [CudaScan.Next(scan, _launches.Count, IndexWidth.Named, _isGuarded)], body);
        work.Add(new CudaLoop(scan, body));
        if (scan.Limit is not null)
            foreach (ScanRow row in scan.Outputs)
                Launch(scan, [CudaCopies.ClearRows(scan, row, _launches.Count, IndexWidth.Named, _isGuarded)], work);
        foreach (ScanState state in scan.States.Where(s => s.Final is not null))
            Launch(scan, [CudaCopies.Copy(new CopyStep(state.Variable, state.Final!, null), _launches.Count, IndexWidth.Named, _isGuarded)], work);
    }

    private void Branch(BranchStep branch, List<CudaWork> work)
    {
        var condition = new Storage(_names.Unique("condition"), new TensorType(DType.Bool, Shape.Scalar), StorageRole.Temporary);
        _conditions.Add(condition);
        work.AddRange(Print([new ScalarStep(condition, branch.Condition, branch.Comments.FirstOrDefault())]));
        work.Add(new CudaBranch(branch, condition, Print(branch.Then), Print(branch.Otherwise)));
    }

    private void Launch(Step step, IReadOnlyList<CudaKernel> kernels, List<CudaWork> work)
    {
        CudaLaunch[] launches = [.. kernels.Select(kernel => new CudaLaunch(kernel, step))];
        _launches.AddRange(launches);
        work.AddRange(launches);
    }
}
