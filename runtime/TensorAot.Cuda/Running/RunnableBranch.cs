namespace TensorAot.Cuda;

/// <summary>Waits for a condition and does the work of one side.</summary>
internal sealed class RunnableBranch(CudaBranch branch, RunnableList then, RunnableList otherwise) : RunnableWork
{
    public override void Run(PlanCall call)
    {
        call.Expression = branch.Expression;
        (call.Read<byte>(branch.Condition) != 0 ? then : otherwise).Run(call);
    }

    public override void SetState(int state, nint address)
    {
        then.SetState(state, address);
        otherwise.SetState(state, address);
    }

    public override void Dispose()
    {
        then.Dispose();
        otherwise.Dispose();
    }
}
