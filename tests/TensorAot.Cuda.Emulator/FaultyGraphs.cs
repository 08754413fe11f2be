namespace TensorAot.Cuda.Emulation;

/// <summary>Graphs of which a call fails when a test wants it to.</summary>
internal sealed unsafe class FaultyGraphs(ICudaGraphs graphs, FaultyDriver driver) : ICudaGraphs
{
    public nint Create()
    {
        driver.Pass("CreateGraph");
        return graphs.Create();
    }

    public void Destroy(nint graph) => graphs.Destroy(graph);

    public nint AddKernel(nint graph, nint after, nint kernel, uint grid, uint block, void** arguments)
    {
        driver.Pass();
        return graphs.AddKernel(graph, after, kernel, grid, block, arguments);
    }

    public nint AddCopyToDevice(nint graph, nint after, nint device, nint host, nint bytes)
    {
        driver.Pass();
        return graphs.AddCopyToDevice(graph, after, device, host, bytes);
    }

    public nint AddCopyToHost(nint graph, nint after, nint host, nint device, nint bytes)
    {
        driver.Pass();
        return graphs.AddCopyToHost(graph, after, host, device, bytes);
    }

    public nint AddFill(nint graph, nint after, nint device, byte value, nint bytes)
    {
        driver.Pass();
        return graphs.AddFill(graph, after, device, value, bytes);
    }

    public nint AddGraph(nint graph, nint after, nint child)
    {
        driver.Pass();
        return graphs.AddGraph(graph, after, child);
    }

    public nint Instantiate(nint graph)
    {
        driver.Pass();
        return graphs.Instantiate(graph);
    }

    public void DestroyExecutable(nint executable) => graphs.DestroyExecutable(executable);

    public void SetKernel(nint executable, nint node, nint kernel, uint grid, uint block, void** arguments)
    {
        driver.Pass();
        graphs.SetKernel(executable, node, kernel, grid, block, arguments);
    }

    public void SetGraph(nint executable, nint node, nint child)
    {
        driver.Pass();
        graphs.SetGraph(executable, node, child);
    }

    public void Launch(nint executable, nint stream)
    {
        driver.Pass("LaunchGraph");
        graphs.Launch(executable, stream);
    }

    public void BeginCapture(nint stream)
    {
        driver.Pass();
        graphs.BeginCapture(stream);
    }

    public nint EndCapture(nint stream)
    {
        nint graph = graphs.EndCapture(stream);
        try
        {
            driver.Pass();
            return graph;
        }
        catch (CudaException)
        {
            graphs.Destroy(graph);
            throw;
        }
    }
}

/// <summary>A library for products of which a call fails when a test wants it to.</summary>
/// <param name="blas">What does the work.</param>
/// <param name="driver">Whose <see cref="FaultyDriver.FailAt"/> is asked, for <c>Bind</c> and <c>Multiply</c>.</param>
public sealed unsafe class FaultyBlas(IBlas blas, FaultyDriver driver) : IBlas
{
    /// <inheritdoc/>
    public void Bind(nint stream, nint workspace, nint workspaceBytes)
    {
        driver.Pass();
        blas.Bind(stream, workspace, workspaceBytes);
    }

    /// <inheritdoc/>
    public void Multiply(in BlasProduct shape, nint left, nint right, nint target, void* alpha, void* beta, bool areFactorsOnDevice)
    {
        driver.Pass();
        blas.Multiply(shape, left, right, target, alpha, beta, areFactorsOnDevice);
    }

    /// <inheritdoc/>
    public void Dispose() => blas.Dispose();
}
