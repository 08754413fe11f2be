using System.Runtime.InteropServices;

namespace TensorAot.Runtime;

/// <summary>A piece of native memory of a <see cref="WorkspacePool"/>; freed when pool and renters are gone.</summary>
internal sealed unsafe class WorkspaceBlock(int index)
{
    /// <summary>The place of the block in its pool.</summary>
    public int Index { get; } = index;

    /// <summary>Where the memory starts, on a multiple of <see cref="WorkspacePool.Alignment"/>; null before any use.</summary>
    public byte* Pointer { get; private set; }

    /// <summary>How many bytes there are.</summary>
    public nint Capacity { get; private set; }

    /// <summary>Counts rentals and returns, so that a stale lease is recognised.</summary>
    public uint Rental { get; set; }

    /// <summary>One more than the index of the block below in the stack, 0 for none.</summary>
    public int Next;

    ~WorkspaceBlock() => NativeMemory.AlignedFree(Pointer);

    /// <summary>Makes room for at least <paramref name="bytes"/> bytes; what was stored is lost.</summary>
    /// <exception cref="OutOfMemoryException">The system has no such memory; the block is then empty.</exception>
    public void Reserve(nint bytes)
    {
        if (bytes <= Capacity)
            return;
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
        Capacity = 0;
        nuint rounded = ((nuint)bytes + WorkspacePool.Alignment - 1) & ~((nuint)WorkspacePool.Alignment - 1);
        Pointer = (byte*)NativeMemory.AlignedAlloc(rounded, WorkspacePool.Alignment);
        Capacity = (nint)rounded;
    }
}
