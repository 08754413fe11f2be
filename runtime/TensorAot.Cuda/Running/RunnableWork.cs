namespace TensorAot.Cuda;

/// <summary>Work of a plan that has memory: a call runs it and allocates nothing.</summary>
internal abstract class RunnableWork : IDisposable
{
    /// <summary>Gives the work to the device, and waits where the CPU has to know something.</summary>
    /// <param name="call">The call that it belongs to.</param>
    public abstract void Run(PlanCall call);

    /// <summary>Says where a shared state lies.</summary>
    public abstract void SetState(int state, nint address);

    public abstract void Dispose();
}

/// <summary>Work in order.</summary>
internal sealed class RunnableList : RunnableWork
{
    private readonly RunnableWork[] _work;

    /// <param name="work">The work.</param>
    /// <param name="memory">The plan's memory.</param>
    /// <param name="launches">Lays out the arguments of kernels.</param>
    public RunnableList(IEnumerable<CudaWork> work, PlanMemory memory, Func<IReadOnlyList<CudaLaunch>, LaunchList> launches) =>
        _work = [.. work.Select<CudaWork, RunnableWork>(each => each switch
        {
            CudaSegment segment => new RunnableSegment(launches(segment.Launches)),
            CudaLoop loop => new RunnableLoop(loop, new RunnableList(loop.Body, memory, launches)),
            CudaBranch branch => new RunnableBranch(branch, new RunnableList(branch.Then, memory, launches), new RunnableList(branch.Otherwise, memory, launches)),
            CudaCpuStep step => new RunnableCpuStep(step, memory),
            _ => throw new InvalidOperationException(each.GetType().Name),
        })];

    public override void Run(PlanCall call)
    {
        foreach (RunnableWork work in _work)
            work.Run(call);
    }

    public override void SetState(int state, nint address)
    {
        foreach (RunnableWork work in _work)
            work.SetState(state, address);
    }

    public override void Dispose()
    {
        foreach (RunnableWork work in _work)
            work.Dispose();
    }
}

/// <summary>Kernels with nothing between them.</summary>
internal sealed class RunnableSegment(LaunchList launches) : RunnableWork
{
    public override void Run(PlanCall call) => launches.Run(ref call.Progress);

    public override void SetState(int state, nint address) => launches.SetState(state, address);

    public override void Dispose() => launches.Dispose();
}
