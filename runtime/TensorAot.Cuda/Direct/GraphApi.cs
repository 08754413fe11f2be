using System.Runtime.InteropServices;

namespace TensorAot.Cuda;

/// <summary>
/// The entry points of libcuda for graphs. Each is of the newest version that the driver has, among those with which the structures of
/// GraphStructs.cs work.
/// </summary>
internal sealed unsafe class GraphApi
{
    private readonly nint _library;

    private GraphApi(nint library)
    {
        _library = library;
        Create = (delegate* unmanaged<nint*, uint, int>)Export("cuGraphCreate");
        Destroy = (delegate* unmanaged<nint, int>)Export("cuGraphDestroy");
        // Version 2 (CUDA 12.0) reads two fields more; the structure has them, and version 1 does not look at them.
        AddKernelNode = (delegate* unmanaged<nint*, nint, nint*, nuint, KernelNode*, int>)Export("cuGraphAddKernelNode_v2", "cuGraphAddKernelNode");
        SetKernelNode = (delegate* unmanaged<nint, nint, KernelNode*, int>)Export("cuGraphExecKernelNodeSetParams_v2", "cuGraphExecKernelNodeSetParams");
        AddMemcpyNode = (delegate* unmanaged<nint*, nint, nint*, nuint, CopyNode*, nint, int>)Export("cuGraphAddMemcpyNode");
        AddMemsetNode = (delegate* unmanaged<nint*, nint, nint*, nuint, FillNode*, nint, int>)Export("cuGraphAddMemsetNode");
        AddChildGraphNode = (delegate* unmanaged<nint*, nint, nint*, nuint, nint, int>)Export("cuGraphAddChildGraphNode");
        SetChildGraphNode = (delegate* unmanaged<nint, nint, nint, int>)Export("cuGraphExecChildGraphNodeSetParams");
        InstantiateWithFlags = (delegate* unmanaged<nint*, nint, ulong, int>)Find("cuGraphInstantiateWithFlags");
        // Before CUDA 11.4.
        InstantiateWithLog = InstantiateWithFlags == null ? (delegate* unmanaged<nint*, nint, nint*, byte*, nuint, int>)Export("cuGraphInstantiate_v2") : null;
        ExecDestroy = (delegate* unmanaged<nint, int>)Export("cuGraphExecDestroy");
        Launch = (delegate* unmanaged<nint, nint, int>)Export("cuGraphLaunch");
        BeginCapture = (delegate* unmanaged<nint, int, int>)Export("cuStreamBeginCapture_v2");
        EndCapture = (delegate* unmanaged<nint, nint*, int>)Export("cuStreamEndCapture");
    }

    public delegate* unmanaged<nint*, uint, int> Create { get; }

    public delegate* unmanaged<nint, int> Destroy { get; }

    public delegate* unmanaged<nint*, nint, nint*, nuint, KernelNode*, int> AddKernelNode { get; }

    public delegate* unmanaged<nint, nint, KernelNode*, int> SetKernelNode { get; }

    public delegate* unmanaged<nint*, nint, nint*, nuint, CopyNode*, nint, int> AddMemcpyNode { get; }

    public delegate* unmanaged<nint*, nint, nint*, nuint, FillNode*, nint, int> AddMemsetNode { get; }

    public delegate* unmanaged<nint*, nint, nint*, nuint, nint, int> AddChildGraphNode { get; }

    public delegate* unmanaged<nint, nint, nint, int> SetChildGraphNode { get; }

    /// <summary>Null in drivers before CUDA 11.4, which have <see cref="InstantiateWithLog"/>.</summary>
    public delegate* unmanaged<nint*, nint, ulong, int> InstantiateWithFlags { get; }

    /// <summary>Null where <see cref="InstantiateWithFlags"/> is not.</summary>
    public delegate* unmanaged<nint*, nint, nint*, byte*, nuint, int> InstantiateWithLog { get; }

    public delegate* unmanaged<nint, int> ExecDestroy { get; }

    public delegate* unmanaged<nint, nint, int> Launch { get; }

    public delegate* unmanaged<nint, int, int> BeginCapture { get; }

    public delegate* unmanaged<nint, nint*, int> EndCapture { get; }

    /// <summary>The entry points; null when the driver is too old for graphs.</summary>
    public static GraphApi? TryLoad(nint library)
    {
        try
        {
            return new GraphApi(library);
        }
        catch (CudaException)
        {
            return null;
        }
    }

    private nint Export(string name) => NativeApi.Export(_library, name);

    private nint Export(string newest, string older) => Find(newest) is not 0 and var found ? found : Export(older);

    private nint Find(string name) => NativeLibrary.TryGetExport(_library, name, out nint address) ? address : 0;
}
