using System.ComponentModel;

namespace TensorAot.Cuda;

/// <summary>Runs steps on the CPU. For generated code.</summary>
/// <param name="memory">The addresses of the operands, in their order.</param>
/// <param name="watch">What stops the call; 0 for nothing.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void CudaCpuRun(ReadOnlySpan<nint> memory, nint watch);

/// <summary>Memory that steps on the CPU work on: a copy of a place on the device. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CudaOperand
{
    private CudaOperand(CudaMemory memory, nint bytes, bool isRead, bool isWritten) => (Memory, Bytes, IsRead, IsWritten) = (memory, bytes, isRead, isWritten);

    internal CudaMemory Memory { get; }

    internal nint Bytes { get; }

    /// <summary>Whether it is copied from the device before.</summary>
    internal bool IsRead { get; }

    /// <summary>Whether it is copied to the device afterwards.</summary>
    internal bool IsWritten { get; }

    /// <summary>What the steps read.</summary>
    public static CudaOperand Read(CudaMemory memory, nint bytes) => new(memory, bytes, true, false);

    /// <summary>What the steps write, all of it.</summary>
    public static CudaOperand Written(CudaMemory memory, nint bytes) => new(memory, bytes, false, true);

    /// <summary>What the steps read and write, or write in part.</summary>
    public static CudaOperand Changed(CudaMemory memory, nint bytes) => new(memory, bytes, true, true);

    /// <summary>What the steps keep to themselves.</summary>
    public static CudaOperand Scratch(nint bytes) => new(default, bytes, false, false);
}
