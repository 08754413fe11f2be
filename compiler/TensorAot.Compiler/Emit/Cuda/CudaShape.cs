using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>How the work of a kernel is cut.</summary>
/// <param name="Items">The number of items of work.</param>
/// <param name="ItemsPerBlock">How many of them a block of threads does.</param>
/// <param name="BlockSize">The threads of a block.</param>
internal readonly record struct CudaShape(Dim Items, int ItemsPerBlock, int BlockSize)
{
    /// <summary>What <c>__launch_bounds__</c> is told. That one block at a time is enough: the assembler would rather spill registers than have fewer.</summary>
    public string Bounds => $"{BlockSize}, 1";
}
