using System.Numerics;

namespace TensorAot.Runtime;

/// <summary>Folds each window: lines of a block first, then within the lines.</summary>
internal static unsafe class PoolForward<T, TFold>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TFold : IWindowFold<T>
{
    private static readonly WorkspacePool s_scratch = new();

    private struct Plan
    {
        public WindowPlane Plane;
        public T* X;
        public T* Y;
        public nint Block, Blocks;
    }

    public static void Run(WindowPlane plane, T* x, T* y, nint rows)
    {
        if (plane.Windows * rows == 0)
            return;
        plane = plane.Merged(ref rows);
        Plan plan = new() { Plane = plane, X = x, Y = y, Block = PoolCost.LinesOf(plane) };
        plan.Blocks = (plane.Lines + plan.Block - 1) / plan.Block;
        ParallelFor.Run(rows * plan.Blocks, PoolCost.Grain(plane, plan.Block), &Items, &plan);
    }

    private static void Items(void* state, nint start, nint end)
    {
        Plan* plan = (Plan*)state;
        WindowPlane plane = plan->Plane;
        using Workspace scratch = s_scratch.Rent(plan->Block * plane.Axis2.Size * sizeof(T));
        T* buffer = (T*)scratch.Pointer;
        for (nint item = start; item < end; item++)
        {
            nint row = item / plan->Blocks, line = item % plan->Blocks * plan->Block, lines = Math.Min(plan->Block, plane.Lines - line);
            WindowLines<T>.FoldLines<TFold>(plane, plan->X + row * plane.Size, line, lines, buffer);
            WindowLines<T>.FoldWithin<TFold>(plane, buffer, lines, plan->Y + row * plane.Windows + line * plane.Axis2.Count);
        }
    }
}

/// <summary>How pooling is cut, by sizes alone.</summary>
internal static class PoolCost
{
    /// <summary>Elements of a block of lines: they stay in the first-level cache.</summary>
    private const int BlockElements = 2048;

    /// <summary>Elements of a parallel part: about 10 microseconds.</summary>
    private const int PartElements = 32 * 1024;

    public static nint LinesOf(in WindowPlane plane) =>
        Math.Clamp(BlockElements / Math.Max(1, plane.Axis2.Size), 1, Math.Max(1, plane.Lines));

    /// <summary>The blocks of a part.</summary>
    public static nint Grain(in WindowPlane plane, nint lines) => Math.Max(1, PartElements / Math.Max(1, lines * plane.LineTaps * plane.Axis2.Size));
}
