namespace TensorAot.Cuda.Emulation;

/// <summary>Counts what another driver is asked for.</summary>
public sealed unsafe class CountingDriver(ICudaDriver driver) : ICountingDriver
{
    private readonly Dictionary<nint, nint> _blocks = [];

    private CountingGraphs? CountedGraphs => field ??= driver.Graphs is { } graphs ? new CountingGraphs(graphs, this) : null;

    /// <inheritdoc/>
    public string DeviceName => driver.DeviceName;

    /// <inheritdoc/>
    public int ComputeCapability => driver.ComputeCapability;

    /// <inheritdoc/>
    public ICudaGraphs? Graphs => (ICudaGraphs?)CountedGraphs;

    /// <inheritdoc/>
    public int LiveGraphs => CountedGraphs?.LiveCount ?? 0;

    /// <inheritdoc/>
    public int GraphLaunchCount { get; private set; }

    /// <inheritdoc/>
    public long LiveBytes => _blocks.Values.Sum(bytes => (long)bytes);

    /// <inheritdoc/>
    public int LaunchCount { get; private set; }

    /// <inheritdoc/>
    public (long ToDevice, long ToHost) Copied { get; private set; }

    /// <inheritdoc/>
    public bool IsReversed { get; set; }

    /// <inheritdoc/>
    public void MakeCurrent() => driver.MakeCurrent();

    /// <inheritdoc/>
    public nint Allocate(nint bytes) => Counted(driver.Allocate(bytes), bytes);

    /// <inheritdoc/>
    public void Free(nint memory)
    {
        driver.Free(memory);
        _blocks.Remove(memory);
    }

    /// <inheritdoc/>
    public nint AllocatePinned(nint bytes) => Counted(driver.AllocatePinned(bytes), bytes);

    /// <inheritdoc/>
    public void FreePinned(nint memory)
    {
        driver.FreePinned(memory);
        _blocks.Remove(memory);
    }

    /// <inheritdoc/>
    public nint LoadModule(ReadOnlySpan<byte> image) => driver.LoadModule(image);

    /// <inheritdoc/>
    public void UnloadModule(nint module) => driver.UnloadModule(module);

    /// <inheritdoc/>
    public nint GetKernel(nint module, string name) => driver.GetKernel(module, name);

    /// <inheritdoc/>
    public nint CreateStream() => driver.CreateStream();

    /// <inheritdoc/>
    public void DestroyStream(nint stream) => driver.DestroyStream(stream);

    /// <inheritdoc/>
    public void Synchronize(nint stream) => driver.Synchronize(stream);

    /// <inheritdoc/>
    public nint CreateEvent() => driver.CreateEvent();

    /// <inheritdoc/>
    public void DestroyEvent(nint mark) => driver.DestroyEvent(mark);

    /// <inheritdoc/>
    public void RecordEvent(nint mark, nint stream) => driver.RecordEvent(mark, stream);

    /// <inheritdoc/>
    public void SynchronizeEvent(nint mark) => driver.SynchronizeEvent(mark);

    /// <inheritdoc/>
    public void CopyToDevice(nint device, nint host, nint bytes, nint stream)
    {
        Copied = (Copied.ToDevice + bytes, Copied.ToHost);
        driver.CopyToDevice(device, host, bytes, stream);
    }

    /// <inheritdoc/>
    public void CopyToHost(nint host, nint device, nint bytes, nint stream)
    {
        Copied = (Copied.ToDevice, Copied.ToHost + bytes);
        driver.CopyToHost(host, device, bytes, stream);
    }

    /// <inheritdoc/>
    public void CopyOnDevice(nint target, nint source, nint bytes, nint stream) => driver.CopyOnDevice(target, source, bytes, stream);

    /// <inheritdoc/>
    public void Fill(nint device, byte value, nint bytes, nint stream) => driver.Fill(device, value, bytes, stream);

    /// <inheritdoc/>
    public void Launch(nint kernel, uint grid, uint block, void** arguments, nint stream)
    {
        LaunchCount++;
        driver.Launch(kernel, grid, block, arguments, stream);
    }

    /// <inheritdoc/>
    public void Dispose() => driver.Dispose();

    /// <summary>A graph was launched, which does this much.</summary>
    internal void Count(int launches, nint toDevice, nint toHost)
    {
        GraphLaunchCount++;
        LaunchCount += launches;
        Copied = (Copied.ToDevice + toDevice, Copied.ToHost + toHost);
    }

    private nint Counted(nint memory, nint bytes)
    {
        _blocks.Add(memory, bytes);
        return memory;
    }
}

/// <summary>Counts what another compiler compiles.</summary>
public sealed class CountingCompiler(IKernelCompiler compiler) : IKernelCompiler
{
    /// <summary>How many texts were compiled.</summary>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public byte[] Compile(string source, string name, int computeCapability)
    {
        Count++;
        return compiler.Compile(source, name, computeCapability);
    }
}
