using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>Something that a function for a device does, in order.</summary>
public abstract record CudaWork;

/// <summary>A kernel and the step that it runs, or helps to run.</summary>
/// <param name="Kernel">The kernel.</param>
/// <param name="Step">The step.</param>
public sealed record CudaLaunch(CudaKernel Kernel, Step Step) : CudaWork;

/// <summary>Work on the body of a loop, once for each step; the loop's counter and variables are the kernels' affair.</summary>
/// <param name="Loop">The loop.</param>
/// <param name="Body">What a step does.</param>
public sealed record CudaLoop(ScanStep Loop, IReadOnlyList<CudaWork> Body) : CudaWork;

/// <summary>Work on one of two sides.</summary>
/// <param name="Branch">The branch.</param>
/// <param name="Condition">Where its condition lies.</param>
/// <param name="Then">What is done when it holds.</param>
/// <param name="Otherwise">What is done when it does not.</param>
public sealed record CudaBranch(BranchStep Branch, Storage Condition, IReadOnlyList<CudaWork> Then, IReadOnlyList<CudaWork> Otherwise) : CudaWork;

/// <summary>Steps that run on the CPU in the middle of the function.</summary>
/// <param name="Steps">The steps, in order.</param>
/// <param name="Operands">What they read and write.</param>
/// <param name="Obstacle">The first of them without a form; null where they only stand between such.</param>
public sealed record CudaCpuWork(IReadOnlyList<Step> Steps, IReadOnlyList<CudaOperand> Operands, CudaObstacle? Obstacle) : CudaWork;

/// <summary>A storage that steps on the CPU work on, in the CPU's memory.</summary>
/// <param name="Storage">The storage.</param>
/// <param name="IsRead">Whether it is copied from the device before.</param>
/// <param name="IsWritten">Whether it is copied to the device afterwards.</param>
public sealed record CudaOperand(Storage Storage, bool IsRead, bool IsWritten);

/// <summary>What has no form for a device.</summary>
/// <param name="Reason">What has none: <c>the function BetaInc</c>.</param>
/// <param name="Expression">The user's expression; null where it is not known.</param>
public sealed record CudaObstacle(string Reason, string? Expression);
