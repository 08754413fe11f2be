namespace TensorAot.Cuda;

/// <summary>Something that a plan does, in order.</summary>
internal abstract record CudaWork
{
    /// <summary>Work with that of its loops and branches.</summary>
    public static IEnumerable<CudaWork> Within(IEnumerable<CudaWork> work) => work.SelectMany(each => each switch
    {
        CudaLoop loop => Within(loop.Body).Prepend(each),
        CudaBranch branch => Within(branch.Then).Concat(Within(branch.Otherwise)).Prepend(each),
        _ => [each],
    });
}

/// <summary>Kernels with nothing between them.</summary>
internal sealed record CudaSegment(List<CudaLaunch> Launches) : CudaWork;

/// <summary>A kernel and what it is launched with, and the product that it computes where a library may do that instead.</summary>
/// <param name="Kernel">Its name.</param>
/// <param name="Expression">The user's expression.</param>
/// <param name="Grid">The number of blocks.</param>
/// <param name="BlockSize">The threads of each.</param>
/// <param name="Arguments">What is passed.</param>
/// <param name="Product">The product; null for none.</param>
/// <param name="Updates">Whether shared state may be half new from here on.</param>
internal sealed record CudaLaunch(string Kernel, string Expression, nint Grid, uint BlockSize, CudaArgument[] Arguments, CudaProduct? Product, bool Updates);

/// <summary>Steps on the CPU.</summary>
/// <param name="Expression">The user's expression.</param>
/// <param name="Operands">What they work on.</param>
/// <param name="Run">Runs them.</param>
/// <param name="Updates">Whether shared state may be half new from here on.</param>
internal sealed record CudaCpuStep(string Expression, CudaOperand[] Operands, CudaCpuRun Run, bool Updates) : CudaWork;

/// <summary>Work that is done several times.</summary>
/// <param name="Expression">The user's expression.</param>
/// <param name="Count">How often.</param>
/// <param name="Watch">What a call's watch is told each time.</param>
/// <param name="Limit">Where the number of steps lies instead; null for <paramref name="Count"/>.</param>
/// <param name="Changes">Whether the limit changes on the way.</param>
/// <param name="Body">The work.</param>
internal sealed record CudaLoop(string Expression, nint Count, CudaWatch Watch, CudaMemory? Limit, bool Changes, List<CudaWork> Body) : CudaWork;

/// <summary>Work of which one side is done.</summary>
internal sealed record CudaBranch(string Expression, CudaMemory Condition, List<CudaWork> Then, List<CudaWork> Otherwise) : CudaWork;
