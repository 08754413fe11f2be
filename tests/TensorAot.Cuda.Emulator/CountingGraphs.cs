namespace TensorAot.Cuda.Emulation;

/// <summary>Counts what the graphs of another driver do when they are launched.</summary>
internal sealed unsafe class CountingGraphs(ICudaGraphs graphs, CountingDriver driver) : ICudaGraphs
{
    private readonly Dictionary<nint, (int Launches, nint ToDevice, nint ToHost)> _graphs = [], _executables = [];

    public int LiveCount => _graphs.Count + _executables.Count;

    public nint Create()
    {
        nint graph = graphs.Create();
        _graphs.Add(graph, default);
        return graph;
    }

    public void Destroy(nint graph)
    {
        graphs.Destroy(graph);
        _graphs.Remove(graph);
    }

    public nint AddKernel(nint graph, nint after, nint kernel, uint grid, uint block, void** arguments)
    {
        Add(graph, (1, 0, 0));
        return graphs.AddKernel(graph, after, kernel, grid, block, arguments);
    }

    public nint AddCopyToDevice(nint graph, nint after, nint device, nint host, nint bytes)
    {
        Add(graph, (0, bytes, 0));
        return graphs.AddCopyToDevice(graph, after, device, host, bytes);
    }

    public nint AddCopyToHost(nint graph, nint after, nint host, nint device, nint bytes)
    {
        Add(graph, (0, 0, bytes));
        return graphs.AddCopyToHost(graph, after, host, device, bytes);
    }

    public nint AddFill(nint graph, nint after, nint device, byte value, nint bytes) => graphs.AddFill(graph, after, device, value, bytes);

    public nint AddGraph(nint graph, nint after, nint child)
    {
        // Of what was captured, nothing is known but that it is something.
        Add(graph, (1, 0, 0));
        return graphs.AddGraph(graph, after, child);
    }

    public nint Instantiate(nint graph)
    {
        nint executable = graphs.Instantiate(graph);
        _executables.Add(executable, _graphs[graph]);
        return executable;
    }

    public void DestroyExecutable(nint executable)
    {
        graphs.DestroyExecutable(executable);
        _executables.Remove(executable);
    }

    public void SetKernel(nint executable, nint node, nint kernel, uint grid, uint block, void** arguments) =>
        graphs.SetKernel(executable, node, kernel, grid, block, arguments);

    public void SetGraph(nint executable, nint node, nint child) => graphs.SetGraph(executable, node, child);

    public void Launch(nint executable, nint stream)
    {
        graphs.Launch(executable, stream);
        (int launches, nint toDevice, nint toHost) = _executables[executable];
        driver.Count(launches, toDevice, toHost);
    }

    public void BeginCapture(nint stream) => graphs.BeginCapture(stream);

    public nint EndCapture(nint stream)
    {
        nint graph = graphs.EndCapture(stream);
        _graphs.Add(graph, default);
        return graph;
    }

    private void Add(nint graph, (int Launches, nint ToDevice, nint ToHost) work)
    {
        (int launches, nint toDevice, nint toHost) = _graphs[graph];
        _graphs[graph] = (launches + work.Launches, toDevice + work.ToDevice, toHost + work.ToHost);
    }
}
