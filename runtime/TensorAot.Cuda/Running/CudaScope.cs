using System.ComponentModel;

namespace TensorAot.Cuda;

/// <summary>What a step of a loop tells the watch of a call. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum CudaWatch : byte
{
    /// <summary>Nothing: the call cannot be stopped here.</summary>
    None,

    /// <summary>That the call may be stopped here.</summary>
    Cancellation,

    /// <summary>That a step was given to the device; the call may be stopped here.</summary>
    Progress,
}

/// <summary>The body of a loop or a side of a branch while a plan is filled. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CudaScope : IDisposable
{
    private readonly CudaPlan _plan;

    internal CudaScope(CudaPlan plan) => _plan = plan;

    /// <summary>Ends it.</summary>
    public void Dispose() => _plan.End();
}
