using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace TensorAot.Runtime;

/// <summary>How generated loops are cut into parts. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Loop
{
    /// <summary>Elements that one set of lanes folds before the lanes are folded: keeps float sums of millions of elements exact.</summary>
    public const int BlockLength = 16_384;

    /// <summary>Vector instructions in a part: about 20 microseconds.</summary>
    private const long WorkPerPart = 400_000;

    /// <summary>The alignment of flat parts in elements: whole sets of lanes, whole cache lines.</summary>
    private const long FlatAlignment = 1_024;

    /// <summary>The number of rows in a part: from sizes alone, so that results do not depend on the number of threads.</summary>
    /// <param name="cost">Vector instructions per row, roughly: instructions per element times elements.</param>
    public static nint RowGrain(long cost) => (nint)Math.Clamp(WorkPerPart * 8 / Math.Max(cost, 1), 1, int.MaxValue);

    /// <summary>The number of elements in a part of a flat loop.</summary>
    /// <param name="cost">Vector instructions per element.</param>
    public static nint FlatGrain(long cost) =>
        (nint)Math.Clamp((WorkPerPart * 8 / Math.Max(cost, 1) + FlatAlignment - 1) / FlatAlignment * FlatAlignment, FlatAlignment, int.MaxValue);

    /// <summary>The number of elements in a part of a flat loop that folds: whole blocks.</summary>
    /// <param name="cost">Vector instructions per element.</param>
    public static nint FoldGrain(long cost) => (FlatGrain(cost) + BlockLength - 1) / BlockLength * BlockLength;

    /// <summary>The number of parts.</summary>
    public static nint Parts(nint count, nint grain) => (count + grain - 1) / grain;

    /// <summary>A quotient of sizes, rounded towards minus infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Quotient(long a, long b) => (a / b) - (a % b != 0 && (a ^ b) < 0 ? 1 : 0);

    /// <summary>Bytes rounded up to whole cache lines: temporaries start on one.</summary>
    public static nint Align(long bytes) => (nint)((bytes + WorkspacePool.Alignment - 1) / WorkspacePool.Alignment * WorkspacePool.Alignment);

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
