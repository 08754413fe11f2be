namespace TensorAot.Cuda;

/// <summary>
/// A plan's memory: on the device inputs, outputs and workspace; in pinned memory what is copied from and to them, then words that the
/// CPU reads on the way, then the operands of its steps.
/// </summary>
internal sealed class PlanMemory : IDisposable
{
    /// <summary>What all operands on the CPU are aligned to: a cache line.</summary>
    private const int Alignment = 64;

    private readonly DeviceBlock _device;
    private readonly PinnedBlock _pinned;

    /// <param name="plan">What is laid out.</param>
    /// <param name="device">Whose memory it is.</param>
    /// <exception cref="CudaException">There is not enough.</exception>
    public PlanMemory(CudaPlan plan, Device device)
    {
        (InputBytes, OutputBytes) = (plan.BytesOf(CudaRegion.Inputs), plan.BytesOf(CudaRegion.Outputs));
        CudaCpuStep[] steps = [.. CudaWork.Within(plan.Work).OfType<CudaCpuStep>()];
        int words = plan.Work is [CudaSegment] or [] ? 0 : 1 + steps.Select(s => s.Operands.Length).DefaultIfEmpty(0).Max();
        WordBytes = Align(words * sizeof(long));
        nint operands = steps.Select(s => s.Operands.Aggregate((nint)0, (sum, o) => sum + Align(o.Bytes))).DefaultIfEmpty(0).Max();
        nint onDevice = InputBytes + OutputBytes + plan.BytesOf(CudaRegion.Workspace), pinned = InputBytes + OutputBytes + WordBytes + operands;
        Bytes = onDevice + pinned;
        _device = new DeviceBlock(device, onDevice);
        try
        {
            _pinned = new PinnedBlock(device, pinned);
        }
        catch
        {
            _device.Dispose();
            throw;
        }
    }

    /// <summary>All of it.</summary>
    public nint Bytes { get; }

    public nint InputBytes { get; }

    public nint OutputBytes { get; }

    /// <summary>Inputs on the device.</summary>
    public nint Inputs => _device.Address;

    /// <summary>Outputs on the device.</summary>
    public nint Outputs => Inputs + InputBytes;

    /// <summary>Inputs in pinned memory.</summary>
    public nint PinnedInputs => _pinned.Address;

    /// <summary>Outputs in pinned memory.</summary>
    public nint PinnedOutputs => PinnedInputs + InputBytes;

    /// <summary>Words of eight bytes in pinned memory: the first is a limit or a condition, the others are pointers.</summary>
    public nint Words => PinnedOutputs + OutputBytes;

    /// <summary>Operands of steps on the CPU in pinned memory. Only one such step runs at a time.</summary>
    public nint Operands => Words + WordBytes;

    private nint WordBytes { get; }

    /// <summary>Bytes that an operand takes.</summary>
    public static nint Align(nint bytes) => checked(bytes + Alignment - 1) / Alignment * Alignment;

    /// <summary>Where a place lies on the device that is not shared state.</summary>
    public nint Locate(CudaMemory memory) => memory.Offset + memory.Region switch
    {
        CudaRegion.Inputs => Inputs,
        CudaRegion.Outputs => Outputs,
        _ => Outputs + OutputBytes,
    };

    public void Dispose()
    {
        _device.Dispose();
        _pinned.Dispose();
    }
}
