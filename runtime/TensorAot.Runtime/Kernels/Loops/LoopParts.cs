using System;
using System.Runtime.CompilerServices;

namespace TensorAot.Runtime;

/// <summary>
/// How loops are cut into parts, from sizes alone. The compiler has this file too: where sizes are known at build time it computes
/// what is needed for the parts of a loop.
/// </summary>
internal static class LoopParts
{
    // Costs are mostly constants: inlined, a grain is one too.
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Elements that one set of lanes folds before the lanes are folded: keeps float sums of millions of elements exact.</summary>
    public const int BlockLength = 16_384;

    /// <summary>The alignment of temporaries in bytes: a cache line, and the widest vector.</summary>
    public const int Alignment = 64;

    /// <summary>Vector instructions in a part: about 20 microseconds at 8 elements each.</summary>
    private const long WorkPerPart = 8 * 400_000;

    /// <summary>The alignment of flat parts in elements: whole sets of lanes, whole cache lines.</summary>
    private const long FlatAlignment = 1_024;

    /// <summary>The number of rows in a part.</summary>
    /// <param name="cost">Vector instructions per row, roughly: instructions per element times elements.</param>
    [MethodImpl(Inline)]
    public static long RowGrain(long cost) => Math.Min(Math.Max(WorkPerPart / Math.Max(cost, 1), 1), int.MaxValue);

    /// <summary>The number of elements in a part of a flat loop.</summary>
    /// <param name="cost">Vector instructions per element.</param>
    [MethodImpl(Inline)]
    public static long FlatGrain(long cost) =>
        Math.Min(Math.Max(RoundUp(WorkPerPart / Math.Max(cost, 1), FlatAlignment), FlatAlignment), int.MaxValue);

    /// <summary>The number of elements in a part of a flat loop that folds: whole blocks.</summary>
    /// <param name="cost">Vector instructions per element.</param>
    [MethodImpl(Inline)]
    public static long FoldGrain(long cost) => RoundUp(FlatGrain(cost), BlockLength);

    /// <summary>The least rows of a block.</summary>
    public const long LeastBlockRows = 4;

    /// <summary>
    /// Bytes of the rows of a block: well inside a second-level cache. In blocks for the first level a loop over the rows has too few
    /// elements to fill its vectors (measured: no faster).
    /// </summary>
    private const long BlockBytes = 64 * 1024;

    /// <summary>The number of rows in a block that several steps read while it is in the cache; it divides a part.</summary>
    /// <param name="bytes">Bytes of a row.</param>
    /// <param name="part">Rows in a part, a power of two.</param>
    [MethodImpl(Inline)]
    public static long BlockRows(long bytes, long part)
    {
        long rows = part;
        while (rows > LeastBlockRows && rows * bytes > BlockBytes)
            rows /= 2;
        return rows;
    }

    /// <summary>The number of parts.</summary>
    [MethodImpl(Inline)]
    public static long Parts(long count, long grain) => (count + grain - 1) / grain;

    /// <summary>Bytes rounded up to whole cache lines.</summary>
    [MethodImpl(Inline)]
    public static long Align(long bytes) => RoundUp(bytes, Alignment);

    [MethodImpl(Inline)]
    private static long RoundUp(long number, long multiple) => (number + multiple - 1) / multiple * multiple;
}
