using System.Runtime.CompilerServices;

namespace TensorAot.Cuda.Emulation;

/// <summary>A driver of which a call fails when a test wants it to.</summary>
public sealed unsafe class FaultyDriver(ICudaDriver driver) : ICudaDriver
{
    // Events are waited for beside other calls.
    private readonly Lock _gate = new();
    private string? _call;
    private int _after;
    private CudaFailure _failure;

    /// <inheritdoc/>
    public string DeviceName => driver.DeviceName;

    /// <inheritdoc/>
    public int ComputeCapability => driver.ComputeCapability;

    /// <inheritdoc/>
    public ICudaGraphs? Graphs => field ??= driver.Graphs is { } graphs ? new FaultyGraphs(graphs, this) : null;

    /// <summary>Whether the call that is to fail has not come yet.</summary>
    public bool IsWaiting
    {
        get
        {
            lock (_gate)
                return !string.IsNullOrEmpty(_call);
        }
    }

    /// <summary>Lets one call fail.</summary>
    /// <param name="call">Its name; of graphs <c>CreateGraph</c>, <c>LaunchGraph</c> and the names of the seam.</param>
    /// <param name="after">How many calls of the name go well before.</param>
    /// <param name="failure">What the failure means.</param>
    public void FailAt(string call, int after = 0, CudaFailure failure = CudaFailure.Refused) => (_call, _after, _failure) = (call, after, failure);

    /// <inheritdoc/>
    public void MakeCurrent()
    {
        Pass();
        driver.MakeCurrent();
    }

    /// <inheritdoc/>
    public nint Allocate(nint bytes)
    {
        Pass();
        return driver.Allocate(bytes);
    }

    /// <inheritdoc/>
    public void Free(nint memory)
    {
        Pass();
        driver.Free(memory);
    }

    /// <inheritdoc/>
    public nint AllocatePinned(nint bytes)
    {
        Pass();
        return driver.AllocatePinned(bytes);
    }

    /// <inheritdoc/>
    public void FreePinned(nint memory)
    {
        Pass();
        driver.FreePinned(memory);
    }

    /// <inheritdoc/>
    public nint LoadModule(ReadOnlySpan<byte> image)
    {
        Pass();
        return driver.LoadModule(image);
    }

    /// <inheritdoc/>
    public void UnloadModule(nint module)
    {
        Pass();
        driver.UnloadModule(module);
    }

    /// <inheritdoc/>
    public nint GetKernel(nint module, string name)
    {
        Pass();
        return driver.GetKernel(module, name);
    }

    /// <inheritdoc/>
    public nint CreateStream()
    {
        Pass();
        return driver.CreateStream();
    }

    /// <inheritdoc/>
    public void DestroyStream(nint stream)
    {
        Pass();
        driver.DestroyStream(stream);
    }

    /// <inheritdoc/>
    public void Synchronize(nint stream)
    {
        Pass();
        driver.Synchronize(stream);
    }

    /// <inheritdoc/>
    public nint CreateEvent()
    {
        Pass();
        return driver.CreateEvent();
    }

    /// <inheritdoc/>
    public void DestroyEvent(nint mark)
    {
        Pass();
        driver.DestroyEvent(mark);
    }

    /// <inheritdoc/>
    public void RecordEvent(nint mark, nint stream)
    {
        Pass();
        driver.RecordEvent(mark, stream);
    }

    /// <inheritdoc/>
    public void SynchronizeEvent(nint mark)
    {
        Pass();
        driver.SynchronizeEvent(mark);
    }

    /// <inheritdoc/>
    public void CopyToDevice(nint device, nint host, nint bytes, nint stream)
    {
        Pass();
        driver.CopyToDevice(device, host, bytes, stream);
    }

    /// <inheritdoc/>
    public void CopyToHost(nint host, nint device, nint bytes, nint stream)
    {
        Pass();
        driver.CopyToHost(host, device, bytes, stream);
    }

    /// <inheritdoc/>
    public void CopyOnDevice(nint target, nint source, nint bytes, nint stream)
    {
        Pass();
        driver.CopyOnDevice(target, source, bytes, stream);
    }

    /// <inheritdoc/>
    public void Fill(nint device, byte value, nint bytes, nint stream)
    {
        Pass();
        driver.Fill(device, value, bytes, stream);
    }

    /// <inheritdoc/>
    public void Launch(nint kernel, uint grid, uint block, void** arguments, nint stream)
    {
        Pass();
        driver.Launch(kernel, grid, block, arguments, stream);
    }

    /// <inheritdoc/>
    public void Dispose() => driver.Dispose();

    /// <summary>Fails when it is this call's turn.</summary>
    internal void Pass([CallerMemberName] string call = "")
    {
        lock (_gate)
        {
            if (call != _call || _after-- > 0)
                return;
            _call = null;
        }
        throw new CudaException(_failure, $"{call}: CUDA_ERROR_FOR_TEST.");
    }
}
