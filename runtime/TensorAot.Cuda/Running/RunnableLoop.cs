using TensorAot.Runtime;

namespace TensorAot.Cuda;

/// <summary>Gives the work of a loop to the device step by step. Without a limit that changes, it waits for none.</summary>
internal sealed class RunnableLoop(CudaLoop loop, RunnableList body) : RunnableWork
{
    public override void Run(PlanCall call)
    {
        nint count = loop is { Limit: { } fixedLimit, Changes: false } ? Limit(call, fixedLimit) : loop.Count;
        for (nint step = 0; step < (loop is { Limit: { } limit, Changes: true } ? Limit(call, limit) : count); step++)
        {
            body.Run(call);
            Report(call);
        }
    }

    public override void SetState(int state, nint address) => body.SetState(state, address);

    public override void Dispose() => body.Dispose();

    private int Limit(PlanCall call, CudaMemory limit)
    {
        call.Expression = loop.Expression;
        return call.Read<int>(limit);
    }

    private void Report(PlanCall call)
    {
        if (call.Watch == 0)
            return;
        if (loop.Watch == CudaWatch.Progress)
            LoopWatch.Step(call.Watch);
        else if (loop.Watch == CudaWatch.Cancellation)
            LoopWatch.Check(call.Watch);
    }
}
