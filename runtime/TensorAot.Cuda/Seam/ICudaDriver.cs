namespace TensorAot.Cuda;

/// <summary>
/// What the runtime needs of one device: memory, modules, launches, in the words of CUDA's driver API. Everything that a stream is given
/// runs in order. Failures are <see cref="CudaException"/>s. Calls come from one thread at a time, not always the same one; only
/// <see cref="MakeCurrent"/> and <see cref="SynchronizeEvent"/> may come beside others.
/// </summary>
public unsafe interface ICudaDriver : IDisposable
{
    /// <summary>What the device calls itself.</summary>
    string DeviceName { get; }

    /// <summary>Ten times the major version plus the minor one: 90 for sm_90.</summary>
    int ComputeCapability { get; }

    /// <summary>Its graphs; null where it has none, so that everything is launched by itself.</summary>
    ICudaGraphs? Graphs { get; }

    /// <summary>Makes the device that of the calling thread. Comes before all other calls of a thread.</summary>
    void MakeCurrent();

    /// <summary>Memory on the device, aligned to 256 bytes, with any contents.</summary>
    /// <param name="bytes">More than 0.</param>
    nint Allocate(nint bytes);

    /// <summary>Gives back what <see cref="Allocate"/> gave.</summary>
    void Free(nint memory);

    /// <summary>Memory of the CPU that the device copies from and to without detour.</summary>
    /// <param name="bytes">More than 0.</param>
    nint AllocatePinned(nint bytes);

    /// <summary>Gives back what <see cref="AllocatePinned"/> gave.</summary>
    void FreePinned(nint memory);

    /// <summary>Loads what an <see cref="IKernelCompiler"/> made.</summary>
    nint LoadModule(ReadOnlySpan<byte> image);

    /// <summary>Unloads a module.</summary>
    void UnloadModule(nint module);

    /// <summary>A kernel of a module by its name.</summary>
    nint GetKernel(nint module, string name);

    /// <summary>A stream that does not wait for others.</summary>
    nint CreateStream();

    /// <summary>Gives a stream back.</summary>
    void DestroyStream(nint stream);

    /// <summary>Waits until everything that the stream was given is done.</summary>
    void Synchronize(nint stream);

    /// <summary>An event: a place in what a stream is given that can be waited for. Waiting threads sleep.</summary>
    nint CreateEvent();

    /// <summary>Gives an event back.</summary>
    void DestroyEvent(nint mark);

    /// <summary>Sets an event behind everything that the stream was given so far.</summary>
    void RecordEvent(nint mark, nint stream);

    /// <summary>Waits until the stream has come to where the event was set last. May be called beside other calls.</summary>
    void SynchronizeEvent(nint mark);

    /// <summary>Copies to the device. From memory that is not pinned, the source has been read on return.</summary>
    void CopyToDevice(nint device, nint host, nint bytes, nint stream);

    /// <summary>Copies from the device; done when the stream is.</summary>
    void CopyToHost(nint host, nint device, nint bytes, nint stream);

    /// <summary>Copies within the device.</summary>
    void CopyOnDevice(nint target, nint source, nint bytes, nint stream);

    /// <summary>Sets every byte.</summary>
    void Fill(nint device, byte value, nint bytes, nint stream);

    /// <summary>Launches a kernel on a grid and blocks along x.</summary>
    /// <param name="kernel">From <see cref="GetKernel"/>.</param>
    /// <param name="grid">The number of blocks, 1 or more.</param>
    /// <param name="block">The threads of each.</param>
    /// <param name="arguments">A pointer to each argument; they are read before the call returns.</param>
    /// <param name="stream">Where it runs.</param>
    void Launch(nint kernel, uint grid, uint block, void** arguments, nint stream);
}
