using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>A kernel and the step that it runs, or helps to run.</summary>
/// <param name="Kernel">The kernel.</param>
/// <param name="Step">The step.</param>
public sealed record CudaLaunch(CudaKernel Kernel, Step Step);

/// <summary>Why a function has no form for a device.</summary>
/// <param name="Reason">What has none: <c>the function BetaInc</c>.</param>
/// <param name="Expression">The user's expression; null where it is not known.</param>
public sealed record CudaObstacle(string Reason, string? Expression);

/// <summary>
/// A function for a device: kernels in the order in which they are launched, each after the one before. A function runs there as a
/// whole or not at all, so placement is one decision: it does when every step has a form for a device.
/// </summary>
public sealed class CudaProgram
{
    private readonly List<CudaLaunch> _launches = [];
    private int _checks;

    private CudaProgram()
    {
    }

    /// <summary>The kernels. They compute indices in the type <c>Index</c>: <see cref="IndexWidth.Named"/>.</summary>
    public IReadOnlyList<CudaLaunch> Launches => _launches;

    /// <summary>Whether the function checks data: kernels behind the first check then do nothing once one has failed.</summary>
    public bool HasChecks => _checks > 0;

    /// <summary>The text of all kernels with the device functions that they call.</summary>
    public string Source => CudaModule.PrintNeeded(_launches.Select(l => l.Kernel));

    /// <summary>Prints a function's steps; null when one has no form for a device, which <paramref name="obstacle"/> then names.</summary>
    public static CudaProgram? TryPrint(Schedule schedule, out CudaObstacle? obstacle)
    {
        obstacle = CudaPlacement.Obstacle(schedule);
        if (obstacle is not null)
            return null;
        var program = new CudaProgram();
        foreach (Step step in schedule.Steps)
            program.Add(step);
        return program;
    }

    private void Add(Step step)
    {
        int number = _launches.Count;
        IReadOnlyList<CudaKernel> kernels = step switch
        {
            LoopStep loop => CudaEmitter.Emit(loop.Kernel, number, IndexWidth.Named, HasChecks),
            ScalarStep scalar => [CudaEmitter.Emit(scalar, number, IndexWidth.Named, HasChecks)],
            ProductStep product => [CudaProduct.Emit(product, number, IndexWidth.Named, HasChecks)],
            RoutineStep { FailureText: not null } routine => CudaRoutines.Emit(routine, ++_checks, number, IndexWidth.Named, isGuarded: true),
            RoutineStep routine => CudaRoutines.Emit(routine, check: 0, number, IndexWidth.Named, HasChecks),
            CopyStep copy => [CudaCopies.Copy(copy, number, IndexWidth.Named, HasChecks)],
            CheckStep check => [CudaCopies.Check(check, ++_checks, number, IndexWidth.Named)],
            _ => throw new InvalidOperationException(step.GetType().Name),
        };
        _launches.AddRange(kernels.Select(kernel => new CudaLaunch(kernel, step)));
    }
}
