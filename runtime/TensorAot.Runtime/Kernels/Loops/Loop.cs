using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TensorAot.Runtime;

/// <summary>How generated loops are cut into parts. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Loop
{
    /// <summary>Elements that one set of lanes folds before the lanes are folded: keeps float sums of millions of elements exact.</summary>
    public const int BlockLength = LoopParts.BlockLength;

    /// <summary>The number of rows in a part: from sizes alone, so that results do not depend on the number of threads.</summary>
    /// <param name="cost">Vector instructions per row, roughly: instructions per element times elements.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint RowGrain(long cost) => (nint)LoopParts.RowGrain(cost);

    /// <summary>The number of elements in a part of a flat loop.</summary>
    /// <param name="cost">Vector instructions per element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint FlatGrain(long cost) => (nint)LoopParts.FlatGrain(cost);

    /// <summary>The number of elements in a part of a flat loop that folds: whole blocks.</summary>
    /// <param name="cost">Vector instructions per element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint FoldGrain(long cost) => (nint)LoopParts.FoldGrain(cost);

    /// <summary>The number of rows in a block that several steps read while it is in the cache.</summary>
    /// <param name="bytes">Bytes of a row.</param>
    /// <param name="part">Rows in a part.</param>
    public static nint BlockRows(long bytes, long part) => (nint)LoopParts.BlockRows(bytes, part);

    /// <summary>The number of parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Parts(nint count, nint grain) => (nint)LoopParts.Parts(count, grain);

    /// <summary>A quotient of sizes, rounded towards minus infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Quotient(long a, long b) => (a / b) - (a % b != 0 && (a ^ b) < 0 ? 1 : 0);

    /// <summary>Bytes rounded up to whole cache lines: temporaries start on one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Align(long bytes) => (nint)LoopParts.Align(bytes);

    /// <summary>Makes the rows of steps zero that a loop did not do.</summary>
    /// <param name="rows">The rows of all steps.</param>
    /// <param name="done">How many were written.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="bytes">Bytes of a row.</param>
    public static void ClearRows(void* rows, nint done, nint count, nint bytes) =>
        NativeMemory.Clear((byte*)rows + (done * bytes), (nuint)((count - done) * bytes));

    /// <summary>Runs a loop in parts, in parallel where that pays.</summary>
    public static void Run(nint count, nint grain, delegate*<void*, nint, nint, void> body, void* frame)
    {
        // Steps of a scan are often one part: no more than the call then.
        if ((nuint)(count - 1) < (nuint)grain)
            body(frame, 0, count);
        else
            ParallelFor.Run(count, grain, body, frame);
    }
}
