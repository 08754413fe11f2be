namespace TensorAot.Cuda;

/// <summary>
/// CUDA graphs of a driver: work that is described once and given to a stream with one call each time. Nodes form a chain: each is done
/// before the one behind it begins. Failures are <see cref="CudaException"/>s.
/// </summary>
public unsafe interface ICudaGraphs
{
    /// <summary>An empty graph.</summary>
    nint Create();

    /// <summary>Gives a graph back.</summary>
    void Destroy(nint graph);

    /// <summary>Adds a kernel, as <see cref="ICudaDriver.Launch"/> launches it.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="after">The node before it, 0 for none.</param>
    /// <param name="kernel">From <see cref="ICudaDriver.GetKernel"/>.</param>
    /// <param name="grid">The number of blocks, 1 or more.</param>
    /// <param name="block">The threads of each.</param>
    /// <param name="arguments">A pointer to each argument; they are read before the call returns.</param>
    /// <returns>The node.</returns>
    nint AddKernel(nint graph, nint after, nint kernel, uint grid, uint block, void** arguments);

    /// <summary>Adds a copy to the device, of less than 2 GiB.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="after">The node before it, 0 for none.</param>
    /// <param name="device">Where to.</param>
    /// <param name="host">Where from: pinned memory, read at each launch.</param>
    /// <param name="bytes">How much.</param>
    nint AddCopyToDevice(nint graph, nint after, nint device, nint host, nint bytes);

    /// <summary>Adds a copy from the device to pinned memory, of less than 2 GiB.</summary>
    nint AddCopyToHost(nint graph, nint after, nint host, nint device, nint bytes);

    /// <summary>Adds setting every byte.</summary>
    nint AddFill(nint graph, nint after, nint device, byte value, nint bytes);

    /// <summary>Adds a copy of another graph as one node.</summary>
    nint AddGraph(nint graph, nint after, nint child);

    /// <summary>Makes what can be launched of a graph, which has to live as long as that.</summary>
    nint Instantiate(nint graph);

    /// <summary>Gives back what <see cref="Instantiate"/> made.</summary>
    void DestroyExecutable(nint executable);

    /// <summary>Changes the arguments of a kernel for the launches that follow.</summary>
    /// <param name="executable">From <see cref="Instantiate"/>.</param>
    /// <param name="node">From <see cref="AddKernel"/>.</param>
    /// <param name="kernel">The same kernel as before, with the same grid and block.</param>
    /// <param name="grid">The number of blocks.</param>
    /// <param name="block">The threads of each.</param>
    /// <param name="arguments">A pointer to each argument.</param>
    void SetKernel(nint executable, nint node, nint kernel, uint grid, uint block, void** arguments);

    /// <summary>Changes a node that is a graph for the launches that follow. Refused where the new graph has other nodes than the old one.</summary>
    void SetGraph(nint executable, nint node, nint child);

    /// <summary>Gives everything to a stream.</summary>
    void Launch(nint executable, nint stream);

    /// <summary>From now on what the stream is given is not done but collected.</summary>
    void BeginCapture(nint stream);

    /// <summary>Ends <see cref="BeginCapture"/>.</summary>
    /// <returns>A graph of what was collected, to be destroyed by the caller.</returns>
    /// <exception cref="CudaException">The stream was given something that a graph cannot have; the stream is usable again.</exception>
    nint EndCapture(nint stream);
}
