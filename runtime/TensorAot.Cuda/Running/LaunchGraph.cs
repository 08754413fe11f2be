namespace TensorAot.Cuda;

/// <summary>
/// Launches as a CUDA graph: one call of the driver for all of them. The nodes form a chain, in the order of the launches: the memory plan
/// gives most steps memory that an earlier one has read, so few could run side by side, and most fill the device.
/// </summary>
internal sealed class LaunchGraph : IDisposable
{
    private readonly Device _device;
    private readonly ICudaGraphs _graphs;
    private readonly nint _graph, _executable;
    private readonly nint[] _nodes;

    /// <param name="device">Where it runs.</param>
    /// <param name="graphs">The device's graphs.</param>
    /// <param name="launches">The launches with the arguments that they have now.</param>
    /// <param name="copies">What is done around them; null for nothing.</param>
    public LaunchGraph(Device device, ICudaGraphs graphs, ReadOnlySpan<PreparedLaunch> launches, CallCopies? copies)
    {
        (_device, _graphs, _nodes) = (device, graphs, new nint[launches.Length]);
        _graph = graphs.Create();
        try
        {
            nint node = copies?.AddBegin(graphs, _graph) ?? 0;
            for (int i = 0; i < launches.Length; i++)
                _nodes[i] = node = launches[i].AddTo(_graph, node, graphs, device);
            copies?.AddEnd(graphs, _graph, node);
            _executable = graphs.Instantiate(_graph);
        }
        catch (CudaException e)
        {
            if (e.Failure != CudaFailure.DeviceLost)
                graphs.Destroy(_graph);
            throw;
        }
    }

    /// <summary>One of the launches has other arguments now.</summary>
    public void Update(int index, in PreparedLaunch launch) => launch.Update(_executable, _nodes[index], _graphs, _device);

    /// <summary>Gives everything to the device's stream.</summary>
    public void Launch() => _graphs.Launch(_executable, _device.Stream);

    public void Dispose()
    {
        // What is lost cannot be given back; it goes with the process.
        if (_device.IsLost)
            return;
        _graphs.DestroyExecutable(_executable);
        _graphs.Destroy(_graph);
    }
}
