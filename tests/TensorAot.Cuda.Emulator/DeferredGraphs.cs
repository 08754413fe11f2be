namespace TensorAot.Cuda.Emulation;

/// <summary>
/// Graphs whose launches are done later. A change of an executable graph is for later launches only, as CUDA says; here it is done in
/// the order of the stream.
/// </summary>
internal sealed unsafe class DeferredGraphs(DeferredDriver driver, ICudaGraphs graphs) : ICudaGraphs
{
    public nint Create() => Locked(graphs.Create);

    public void Destroy(nint graph)
    {
        lock (graphs)
            graphs.Destroy(graph);
    }

    public nint AddKernel(nint graph, nint after, nint kernel, uint grid, uint block, void** arguments)
    {
        lock (graphs)
            return graphs.AddKernel(graph, after, kernel, grid, block, arguments);
    }

    public nint AddCopyToDevice(nint graph, nint after, nint device, nint host, nint bytes) => Locked(() => graphs.AddCopyToDevice(graph, after, device, host, bytes));

    public nint AddCopyToHost(nint graph, nint after, nint host, nint device, nint bytes) => Locked(() => graphs.AddCopyToHost(graph, after, host, device, bytes));

    public nint AddFill(nint graph, nint after, nint device, byte value, nint bytes) => Locked(() => graphs.AddFill(graph, after, device, value, bytes));

    public nint AddGraph(nint graph, nint after, nint child) => Locked(() => graphs.AddGraph(graph, after, child));

    public nint Instantiate(nint graph) => Locked(() => graphs.Instantiate(graph));

    public void DestroyExecutable(nint executable)
    {
        lock (graphs)
            graphs.DestroyExecutable(executable);
    }

    public void SetKernel(nint executable, nint node, nint kernel, uint grid, uint block, void** arguments)
    {
        KeptArguments kept = driver.Keep(kernel, arguments);
        driver.Give(() =>
        {
            lock (graphs)
                kept.Pass(pointers => graphs.SetKernel(executable, node, kernel, grid, block, (void**)pointers));
        });
    }

    public void SetGraph(nint executable, nint node, nint child)
    {
        driver.Synchronize(0);
        lock (graphs)
            graphs.SetGraph(executable, node, child);
    }

    public void Launch(nint executable, nint stream) => driver.Give(() =>
    {
        lock (graphs)
            graphs.Launch(executable, stream);
    });

    public void BeginCapture(nint stream) => throw new CudaException(CudaFailure.Refused, "This stream cannot be captured.");

    public nint EndCapture(nint stream) => throw new CudaException(CudaFailure.Refused, "This stream cannot be captured.");

    private nint Locked(Func<nint> work)
    {
        lock (graphs)
            return work();
    }
}
