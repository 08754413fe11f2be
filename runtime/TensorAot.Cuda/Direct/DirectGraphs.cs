namespace TensorAot.Cuda;

/// <summary>Graphs through the driver API.</summary>
internal sealed unsafe class DirectGraphs(GraphApi api, DirectDriver driver, nint context) : ICudaGraphs
{
    /// <summary>
    /// CU_STREAM_CAPTURE_MODE_RELAXED: a library whose calls are captured may load a kernel or allocate meanwhile, and so may other
    /// threads of the program.
    /// </summary>
    private const int Relaxed = 2;

    public nint Create()
    {
        nint graph;
        driver.Check(api.Create(&graph, 0), "cuGraphCreate");
        return graph;
    }

    public void Destroy(nint graph) => driver.Check(api.Destroy(graph), "cuGraphDestroy");

    public nint AddKernel(nint graph, nint after, nint kernel, uint grid, uint block, void** arguments)
    {
        KernelNode description = Describe(kernel, grid, block, arguments);
        nint node;
        driver.Check(api.AddKernelNode(&node, graph, &after, Count(after), &description), "cuGraphAddKernelNode");
        return node;
    }

    public nint AddCopyToDevice(nint graph, nint after, nint device, nint host, nint bytes) =>
        AddCopy(graph, after, OfHost(host, bytes), OfDevice(device, bytes), bytes);

    public nint AddCopyToHost(nint graph, nint after, nint host, nint device, nint bytes) =>
        AddCopy(graph, after, OfDevice(device, bytes), OfHost(host, bytes), bytes);

    public nint AddFill(nint graph, nint after, nint device, byte value, nint bytes)
    {
        var description = new FillNode { Target = (ulong)device, Value = value, ElementSize = 1, Width = (nuint)bytes, Height = 1 };
        nint node;
        driver.Check(api.AddMemsetNode(&node, graph, &after, Count(after), &description, context), "cuGraphAddMemsetNode");
        return node;
    }

    public nint AddGraph(nint graph, nint after, nint child)
    {
        nint node;
        driver.Check(api.AddChildGraphNode(&node, graph, &after, Count(after), child), "cuGraphAddChildGraphNode");
        return node;
    }

    public nint Instantiate(nint graph)
    {
        nint executable;
        int status = api.InstantiateWithFlags != null
            ? api.InstantiateWithFlags(&executable, graph, 0)
            : api.InstantiateWithLog(&executable, graph, null, null, 0);
        driver.Check(status, "cuGraphInstantiate");
        return executable;
    }

    public void DestroyExecutable(nint executable) => driver.Check(api.ExecDestroy(executable), "cuGraphExecDestroy");

    public void SetKernel(nint executable, nint node, nint kernel, uint grid, uint block, void** arguments)
    {
        KernelNode description = Describe(kernel, grid, block, arguments);
        driver.Check(api.SetKernelNode(executable, node, &description), "cuGraphExecKernelNodeSetParams");
    }

    public void SetGraph(nint executable, nint node, nint child) =>
        driver.Check(api.SetChildGraphNode(executable, node, child), "cuGraphExecChildGraphNodeSetParams");

    public void Launch(nint executable, nint stream) => driver.Check(api.Launch(executable, stream), "cuGraphLaunch");

    public void BeginCapture(nint stream) => driver.Check(api.BeginCapture(stream, Relaxed), "cuStreamBeginCapture");

    public nint EndCapture(nint stream)
    {
        nint graph = 0;
        driver.Check(api.EndCapture(stream, &graph), "cuStreamEndCapture");
        return graph != 0 ? graph : throw new CudaException(CudaFailure.Refused, "cuStreamEndCapture: there is no graph.");
    }

    private nint AddCopy(nint graph, nint after, CopyEnd from, CopyEnd to, nint bytes)
    {
        var description = new CopyNode { Source = from, Target = to, WidthInBytes = (nuint)bytes, Height = 1, Depth = 1 };
        nint node;
        driver.Check(api.AddMemcpyNode(&node, graph, &after, Count(after), &description, context), "cuGraphAddMemcpyNode");
        return node;
    }

    private static KernelNode Describe(nint kernel, uint grid, uint block, void** arguments) => new()
    {
        Function = kernel,
        GridX = grid,
        GridY = 1,
        GridZ = 1,
        BlockX = block,
        BlockY = 1,
        BlockZ = 1,
        Arguments = arguments,
    };

    private static CopyEnd OfHost(nint host, nint bytes) => new() { MemoryType = CopyEnd.HostMemory, Host = host, Pitch = (nuint)bytes, Height = 1 };

    private static CopyEnd OfDevice(nint device, nint bytes) => new() { MemoryType = CopyEnd.DeviceMemory, Device = (ulong)device, Pitch = (nuint)bytes, Height = 1 };

    private static nuint Count(nint after) => after == 0 ? 0u : 1u;
}
