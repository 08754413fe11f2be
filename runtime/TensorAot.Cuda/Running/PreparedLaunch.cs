namespace TensorAot.Cuda;

/// <summary>A kernel with its arguments, or a product that a library computes.</summary>
internal readonly unsafe struct PreparedLaunch
{
    private readonly nint _kernel;
    private readonly uint _grid, _block;
    private readonly BlasProduct _product;

    // For a kernel a pointer to each argument; for a product pointers to A, B, C, alpha and beta.
    private readonly void** _arguments;

    /// <summary>A kernel.</summary>
    public PreparedLaunch(nint kernel, uint grid, uint block, void** arguments)
    {
        (_kernel, _grid, _block) = (kernel, grid, block);
        _arguments = arguments;
    }

    /// <summary>A product.</summary>
    public PreparedLaunch(in BlasProduct product, bool areFactorsOnDevice, void** arguments)
    {
        (_product, AreFactorsOnDevice, IsProduct) = (product, areFactorsOnDevice, true);
        _arguments = arguments;
    }

    /// <summary>How many arguments a product has.</summary>
    public const int ProductArguments = 5;

    /// <summary>Whether a library does it.</summary>
    public bool IsProduct { get; }

    private bool AreFactorsOnDevice { get; }

    /// <summary>Gives it to the device's stream.</summary>
    public void Run(Device device)
    {
        if (IsProduct)
            Multiply(device);
        else
            device.Driver.Launch(_kernel, _grid, _block, _arguments, device.Stream);
    }

    /// <summary>Adds it to a graph.</summary>
    /// <returns>Its node.</returns>
    public nint AddTo(nint graph, nint after, ICudaGraphs graphs, Device device)
    {
        if (!IsProduct)
            return graphs.AddKernel(graph, after, _kernel, _grid, _block, _arguments);
        nint child = Captured(graphs, device);
        try
        {
            return graphs.AddGraph(graph, after, child);
        }
        finally
        {
            graphs.Destroy(child);
        }
    }

    /// <summary>Changes what a graph knows of its arguments.</summary>
    public void Update(nint executable, nint node, ICudaGraphs graphs, Device device)
    {
        if (!IsProduct)
        {
            graphs.SetKernel(executable, node, _kernel, _grid, _block, _arguments);
            return;
        }
        nint child = Captured(graphs, device);
        try
        {
            graphs.SetGraph(executable, node, child);
        }
        finally
        {
            graphs.Destroy(child);
        }
    }

    /// <summary>
    /// What the library gives the stream for the product. The stream is the device's own: a library that is bound to another one would
    /// have to be given its workspace again each time.
    /// </summary>
    private nint Captured(ICudaGraphs graphs, Device device)
    {
        graphs.BeginCapture(device.Stream);
        try
        {
            Multiply(device);
        }
        catch (CudaException)
        {
            Abandon(graphs, device);
            throw;
        }
        return graphs.EndCapture(device.Stream);
    }

    private void Multiply(Device device)
    {
        // Of numbers on the device the argument is where they lie.
        void* alpha = AreFactorsOnDevice ? *(void**)_arguments[3] : _arguments[3];
        void* beta = AreFactorsOnDevice ? *(void**)_arguments[4] : _arguments[4];
        device.Blas.Find()!.Multiply(_product, *(nint*)_arguments[0], *(nint*)_arguments[1], *(nint*)_arguments[2], alpha, beta, AreFactorsOnDevice);
    }

    private static void Abandon(ICudaGraphs graphs, Device device)
    {
        try
        {
            graphs.Destroy(graphs.EndCapture(device.Stream));
        }
        catch (CudaException)
        {
            // A capture that has gone wrong has no graph; the caller has the reason.
        }
    }
}
