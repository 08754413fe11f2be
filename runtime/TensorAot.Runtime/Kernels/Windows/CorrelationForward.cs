using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TensorAot.Runtime;

/// <summary>
/// The filters times the windows of one image after the other. A block of windows is packed, for one chunk of the taps, into memory
/// that stays in the second-level cache; the filters are read where they lie.
/// </summary>
internal static unsafe class CorrelationForward<T, TLanes>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : unmanaged, IGemmLanes<TLanes, T>
{
    /// <summary>Bytes of a row of a block of windows.</summary>
    private const int BlockBytes = 512;

    /// <summary>Filters that pass over a block before the next ones do: 96 KiB of them.</summary>
    private const int FilterBlock = 96;

    /// <summary>Fewer items than this are cut into smaller ones.</summary>
    private const int WantedItems = 8;

    private static readonly WorkspacePool s_scratch = new();

    private struct Plan
    {
        public CorrelationShape Shape;
        public T* X;
        public T* W;
        public T* Y;
        public nint Block, Blocks;
    }

    private static nint Columns => GemmTile<T, TLanes>.Columns;

    public static void Run(in CorrelationShape shape, T* x, T* w, T* y)
    {
        nint strips = (shape.Places + Columns - 1) / Columns, planes = shape.Images * shape.Groups;
        if (strips * planes * shape.Filters == 0)
            return;
        if (shape.Taps == 0)
        {
            NativeMemory.Clear(y, (nuint)(planes * shape.Filters * shape.Places * sizeof(T)));
            return;
        }
        nint strip = Math.Clamp((planes * strips + WantedItems - 1) / WantedItems, 1, BlockBytes / sizeof(T) / Columns);
        Plan plan = new() { Shape = shape, X = x, W = w, Y = y, Block = strip * Columns };
        plan.Blocks = (shape.Places + plan.Block - 1) / plan.Block;
        nint work = GemmCost.InFloats<T>(shape.Filters * shape.Taps * Math.Min(plan.Block, shape.Places));
        ParallelFor.Run(planes * plan.Blocks, Math.Max(1, GemmCost.ChunkWork / Math.Max(1, work)), &Items, &plan);
    }

    private static void Items(void* state, nint start, nint end)
    {
        Plan* plan = (Plan*)state;
        nint depth = Math.Min(plan->Shape.Taps, GemmCost.DepthChunk);
        using Workspace scratch = s_scratch.Rent(depth * plan->Block * sizeof(T) + GemmStrip<T, TLanes>.TileBytes);
        T* tile = (T*)scratch.Pointer, strips = (T*)(scratch.Pointer + GemmStrip<T, TLanes>.TileBytes);
        for (nint item = start; item < end; item++)
            Multiply(plan, item / plan->Blocks, item % plan->Blocks * plan->Block, strips, tile);
    }

    [SkipLocalsInit]
    private static void Multiply(Plan* plan, nint plane, nint first, T* strips, T* tile)
    {
        CorrelationShape shape = plan->Shape;
        nint last = Math.Min(first + plan->Block, shape.Places), taps = shape.Taps;
        T* x = plan->X + plane * shape.Channels * shape.Plane;
        T* w = plan->W + plane % shape.Groups * shape.Filters * taps;
        T* y = plan->Y + plane * shape.Filters * shape.Places;
        nint* offsets = stackalloc nint[GemmCost.DepthChunk], places = stackalloc nint[BlockBytes];
        WindowPacking<T>.Places(shape, first, last - first, plan->Block, places);
        for (nint t = 0; t < taps; t += GemmCost.DepthChunk)
        {
            nint depth = Math.Min(GemmCost.DepthChunk, taps - t);
            shape.TapOffsets(t, depth, offsets);
            for (nint j = first; j < last; j += Columns)
                WindowPacking<T>.Pack(x, offsets, depth, places + (j - first), Columns, strips + (j - first) * depth, Columns);
            GemmScaling<T> scaling = GemmScaling<T>.Chunk(T.One, T.Zero, t);
            for (nint f = 0; f < shape.Filters; f += FilterBlock)
            {
                nint rows = Math.Min(FilterBlock, shape.Filters - f);
                for (nint j = first; j < last; j += Columns)
                {
                    Strip(rows, Math.Min(Columns, last - j), depth, w + f * taps + t, taps, strips + (j - first) * depth,
                        y + f * shape.Places + j, shape.Places, scaling, tile);
                }
            }
        }
    }

    private static void Strip(nint rows, nint width, nint depth, T* a, nint aRow, T* b, T* c, nint cRow, in GemmScaling<T> scaling, T* tile)
    {
        if (width <= TLanes.Count)
            GemmStrip<T, TLanes>.MultiplyNarrow(rows, width, depth, a, aRow, 1, b, Columns, c, cRow, scaling, tile);
        else
            GemmStrip<T, TLanes>.Multiply(rows, width, depth, a, 6 * aRow, aRow, 1, b, Columns, c, cRow, scaling, tile);
    }
}
