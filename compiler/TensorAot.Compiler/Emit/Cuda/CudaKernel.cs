using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>A kernel in CUDA C and what its launch needs.</summary>
/// <param name="Name">The kernel's name: its number in the function and a hash of its text, nothing of the user's.</param>
/// <param name="Text">One <c>extern "C" __global__</c> function; it stands behind <see cref="CudaModule.Functions"/>.</param>
/// <param name="Parameters">What is passed, in order.</param>
/// <param name="Items">The number of items of work.</param>
/// <param name="ItemsPerBlock">How many of them a block of threads does.</param>
/// <param name="BlockSize">The threads of a block, along x.</param>
/// <param name="Extents">The sizes that must fit the index type: see <see cref="IndexWidth"/>.</param>
public sealed record CudaKernel(
    string Name,
    string Text,
    EquatableArray<CudaParameter> Parameters,
    Dim Items,
    int ItemsPerBlock,
    int BlockSize,
    EquatableArray<Dim> Extents)
{
    /// <summary>For which sizes it is launched; null for all.</summary>
    public CudaCondition? Condition { get; init; }

    /// <summary>The largest size for which <see cref="IndexWidth.Bits32"/> is enough: the last block's threads reach beyond the end.</summary>
    public const long NarrowLimit = int.MaxValue - (1 << 17);

    /// <summary>The number of blocks, along x, for given sizes: one at least, also when there is nothing to do.</summary>
    public long GridSize(Func<DimSymbol, long> size) => Math.Max(1, (Items.Evaluate(size) + ItemsPerBlock - 1) / ItemsPerBlock);
}
