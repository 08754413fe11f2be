using global::ManagedCuda.BasicTypes;
using static global::ManagedCuda.DriverAPINativeMethods;

namespace TensorAot.Cuda;

/// <summary>Graphs through ManagedCuda's declarations of the driver API, as <see cref="DirectGraphs"/> makes them.</summary>
internal sealed unsafe class ManagedCudaGraphs(CUcontext context) : ICudaGraphs
{
    public nint Create()
    {
        var graph = default(CUgraph);
        Check(GraphManagment.cuGraphCreate(ref graph, 0), "cuGraphCreate");
        return graph.Pointer;
    }

    public void Destroy(nint graph) => Check(GraphManagment.cuGraphDestroy(Graph(graph)), "cuGraphDestroy");

    public nint AddKernel(nint graph, nint after, nint kernel, uint grid, uint block, void** arguments)
    {
        CudaKernelNodeParams description = Describe(kernel, grid, block, arguments);
        var node = default(CUgraphNode);
        CUgraphNode[]? before = Before(after);
        Check(GraphManagment.cuGraphAddKernelNode(ref node, Graph(graph), before, Count(before), ref description), "cuGraphAddKernelNode");
        return node.Pointer;
    }

    public nint AddCopyToDevice(nint graph, nint after, nint device, nint host, nint bytes) => AddCopy(graph, after, bytes, new CUDAMemCpy3D
    {
        srcMemoryType = CUMemoryType.Host,
        srcHost = host,
        srcPitch = bytes,
        srcHeight = 1,
        dstMemoryType = CUMemoryType.Device,
        dstDevice = Place(device),
        dstPitch = bytes,
        dstHeight = 1,
    });

    public nint AddCopyToHost(nint graph, nint after, nint host, nint device, nint bytes) => AddCopy(graph, after, bytes, new CUDAMemCpy3D
    {
        srcMemoryType = CUMemoryType.Device,
        srcDevice = Place(device),
        srcPitch = bytes,
        srcHeight = 1,
        dstMemoryType = CUMemoryType.Host,
        dstHost = host,
        dstPitch = bytes,
        dstHeight = 1,
    });

    public nint AddFill(nint graph, nint after, nint device, byte value, nint bytes)
    {
        var description = new CudaMemsetNodeParams { dst = Place(device), value = value, elementSize = 1, width = bytes, height = 1 };
        var node = default(CUgraphNode);
        CUgraphNode[]? before = Before(after);
        Check(GraphManagment.cuGraphAddMemsetNode(ref node, Graph(graph), before, Count(before), ref description, context), "cuGraphAddMemsetNode");
        return node.Pointer;
    }

    public nint AddGraph(nint graph, nint after, nint child)
    {
        var node = default(CUgraphNode);
        CUgraphNode[]? before = Before(after);
        Check(GraphManagment.cuGraphAddChildGraphNode(ref node, Graph(graph), before, Count(before), Graph(child)), "cuGraphAddChildGraphNode");
        return node.Pointer;
    }

    public nint Instantiate(nint graph)
    {
        var executable = default(CUgraphExec);
        Check(GraphManagment.cuGraphInstantiate(ref executable, Graph(graph), CUgraphInstantiate_flags.None), "cuGraphInstantiate");
        return executable.Pointer;
    }

    public void DestroyExecutable(nint executable) => Check(GraphManagment.cuGraphExecDestroy(Executable(executable)), "cuGraphExecDestroy");

    public void SetKernel(nint executable, nint node, nint kernel, uint grid, uint block, void** arguments)
    {
        CudaKernelNodeParams description = Describe(kernel, grid, block, arguments);
        Check(GraphManagment.cuGraphExecKernelNodeSetParams(Executable(executable), Node(node), ref description), "cuGraphExecKernelNodeSetParams");
    }

    public void SetGraph(nint executable, nint node, nint child) =>
        Check(GraphManagment.cuGraphExecChildGraphNodeSetParams(Executable(executable), Node(node), Graph(child)), "cuGraphExecChildGraphNodeSetParams");

    public void Launch(nint executable, nint stream) => Check(GraphManagment.cuGraphLaunch(Executable(executable), Stream(stream)), "cuGraphLaunch");

    public void BeginCapture(nint stream) => Check(Streams.cuStreamBeginCapture(Stream(stream), CUstreamCaptureMode.Relaxed), "cuStreamBeginCapture");

    public nint EndCapture(nint stream)
    {
        var graph = default(CUgraph);
        Check(Streams.cuStreamEndCapture(Stream(stream), ref graph), "cuStreamEndCapture");
        return graph.Pointer != 0 ? graph.Pointer : throw new CudaException(CudaFailure.Refused, "cuStreamEndCapture: there is no graph.");
    }

    private nint AddCopy(nint graph, nint after, nint bytes, CUDAMemCpy3D description)
    {
        (description.WidthInBytes, description.Height, description.Depth) = (bytes, 1, 1);
        var node = default(CUgraphNode);
        CUgraphNode[]? before = Before(after);
        Check(GraphManagment.cuGraphAddMemcpyNode(ref node, Graph(graph), before, Count(before), ref description, context), "cuGraphAddMemcpyNode");
        return node.Pointer;
    }

    private static CudaKernelNodeParams Describe(nint kernel, uint grid, uint block, void** arguments) => new()
    {
        func = new CUfunction { Pointer = kernel },
        gridDimX = grid,
        gridDimY = 1,
        gridDimZ = 1,
        blockDimX = block,
        blockDimY = 1,
        blockDimZ = 1,
        kernelParams = (nint)arguments,
    };

    private static CUgraph Graph(nint graph) => new() { Pointer = graph };

    private static CUgraphNode Node(nint node) => new() { Pointer = node };

    private static CUgraphExec Executable(nint executable) => new() { Pointer = executable };

    private static CUstream Stream(nint stream) => new() { Pointer = stream };

    private static CUdeviceptr Place(nint memory) => new() { Pointer = memory };

    private static CUgraphNode[]? Before(nint after) => after == 0 ? null : [Node(after)];

    private static int Count(CUgraphNode[]? nodes) => nodes?.Length ?? 0;

    private static void Check(CUResult status, string call) => ManagedCudaDriver.Check(status, call);
}
