using System.Runtime.InteropServices;

namespace TensorAot.Cuda;

// The structures that describe nodes of graphs to libcuda, with the layout of cuda.h on 64-bit systems; the names of cuda.h stand behind.

/// <summary>CUDA_KERNEL_NODE_PARAMS: version 2 (CUDA 12.0), which begins with version 1 and ends with two fields that count where Function is 0.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct KernelNode
{
    public nint Function;
    public uint GridX, GridY, GridZ;
    public uint BlockX, BlockY, BlockZ;
    public uint SharedBytes;
    public void** Arguments;
    public void** Extra;
    public nint Kernel;
    public nint Context;
}

/// <summary>CUDA_MEMSET_NODE_PARAMS, version 1: that of cuGraphAddMemsetNode in all versions of CUDA.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FillNode
{
    public ulong Target;
    public nuint Pitch;
    public uint Value;
    public uint ElementSize;
    public nuint Width;
    public nuint Height;
}

/// <summary>CUDA_MEMCPY3D, version 2 (CUDA 3.2): that of cuGraphAddMemcpyNode in all versions of CUDA.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CopyNode
{
    public CopyEnd Source;
    public CopyEnd Target;
    public nuint WidthInBytes;
    public nuint Height;
    public nuint Depth;
}

/// <summary>The fields of CUDA_MEMCPY3D that it has once for the source and once for the target.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CopyEnd
{
    public const int HostMemory = 1, DeviceMemory = 2;

    public nuint X, Y, Z, Lod;
    public int MemoryType;
    public nint Host;
    public ulong Device;
    public nint Array;
    public nint Reserved;
    public nuint Pitch;
    public nuint Height;
}
