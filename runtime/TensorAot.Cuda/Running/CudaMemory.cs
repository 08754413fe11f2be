using System.ComponentModel;

namespace TensorAot.Cuda;

/// <summary>Which block of memory a <see cref="CudaMemory"/> lies in.</summary>
internal enum CudaRegion : byte
{
    /// <summary>What a call copies to the device.</summary>
    Inputs,

    /// <summary>What a call copies from the device.</summary>
    Outputs,

    /// <summary>What lives during a call.</summary>
    Workspace,

    /// <summary>Shared state.</summary>
    State,
}

/// <summary>A place in a plan's memory, before it is known where that lies. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CudaMemory
{
    internal CudaMemory(CudaRegion region, nint offset, int state = 0, bool isPointer = false) =>
        (Region, Offset, StateIndex, IsPointer) = (region, offset, state, isPointer);

    internal CudaRegion Region { get; }

    internal nint Offset { get; }

    /// <summary>Of shared state: which.</summary>
    internal int StateIndex { get; }

    /// <summary>Whether there lies a pointer to the place that is meant.</summary>
    internal bool IsPointer { get; }
}

/// <summary>An argument of a kernel: a place in memory, or a size. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CudaArgument
{
    private CudaArgument(CudaMemory memory) => (Memory, IsMemory) = (memory, true);

    private CudaArgument(nint size) => Size = size;

    internal CudaMemory Memory { get; }

    internal bool IsMemory { get; }

    internal nint Size { get; }

    public static implicit operator CudaArgument(CudaMemory memory) => new(memory);

    public static implicit operator CudaArgument(nint size) => new(size);
}
