using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>How the work of a kernel is cut.</summary>
/// <param name="Items">The number of items of work.</param>
/// <param name="ItemsPerBlock">How many of them a block of threads does.</param>
/// <param name="BlockSize">The threads of a block.</param>
internal readonly record struct CudaShape(Dim Items, int ItemsPerBlock, int BlockSize)
{
    /// <summary>Whether a thread may have as many registers as there are: otherwise the assembler would rather spill some than have fewer blocks at a time.</summary>
    public bool NeedsRegisters { get; init; }

    /// <summary>What <c>__launch_bounds__</c> is told.</summary>
    public string Bounds => NeedsRegisters ? $"{BlockSize}, 1" : $"{BlockSize}";
}
