using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TensorAot.Runtime;

/// <summary>
/// The transposed filters times the results of one image give the windows of some channels, which are added to where they were taken
/// from while they are in the cache.
/// </summary>
internal static unsafe class CorrelationImages<T, TLanes>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : unmanaged, IGemmLanes<TLanes, T>
{
    /// <summary>Taps of a block of channels: enough that packing the results for each block does not count.</summary>
    private const int WantedTaps = 96;

    /// <summary>Bytes of a block of windows.</summary>
    private const int BlockBytes = 96 * 1024;

    /// <summary>Blocks are multiples of it on any hardware, so that additions have one order.</summary>
    private const int LineBytes = 128;

    private const int MostLines = 32;

    private static readonly WorkspacePool s_scratch = new();

    private struct Plan
    {
        public CorrelationShape Shape;
        public T* Y;
        public T* W;
        public T* X;
        public T* Panels;
        public nint Channels, ChannelBlocks, Places;

        public readonly nint PaddedTaps => (Shape.Taps + 5) / 6 * 6;
    }

    private static nint Columns => GemmTile<T, TLanes>.Columns;

    public static void Run(in CorrelationShape shape, T* y, T* w, T* x, T* panels)
    {
        nint planes = shape.Images * shape.Groups;
        if (planes * shape.Channels == 0)
            return;
        Plan plan = new() { Shape = shape, Y = y, W = w, X = x, Panels = panels };
        // Whole panels of six taps.
        nint unit = shape.KernelLength % 6 == 0 ? 1 : shape.KernelLength % 3 == 0 ? 2 : shape.KernelLength % 2 == 0 ? 3 : 6;
        plan.Channels = Math.Min(shape.Channels, unit * Math.Max(1, WantedTaps / (unit * shape.KernelLength)));
        plan.ChannelBlocks = (shape.Channels + plan.Channels - 1) / plan.Channels;
        nint line = LineBytes / sizeof(T);
        plan.Places = Math.Clamp(BlockBytes / sizeof(T) / (plan.Channels * shape.KernelLength) / line, 1, MostLines) * line;
        nint panelWork = Math.Max(1, 6 * shape.Filters);
        ParallelFor.Run(shape.Groups * plan.PaddedTaps / 6, Math.Max(1, GemmCost.PackElements / panelWork), &PackPanels, &plan);
        nint work = GemmCost.InFloats<T>(shape.Filters * plan.Channels * shape.KernelLength * shape.Places);
        ParallelFor.Run(planes * plan.ChannelBlocks, Math.Max(1, GemmCost.ChunkWork / Math.Max(1, work)), &Items, &plan);
    }

    private static void PackPanels(void* state, nint start, nint end)
    {
        Plan* plan = (Plan*)state;
        nint perGroup = plan->PaddedTaps / 6, taps = plan->Shape.Taps, filters = plan->Shape.Filters;
        for (nint panel = start; panel < end; panel++)
        {
            nint group = panel / perGroup, tap = panel % perGroup * 6;
            GemmPacking<T, TLanes>.PackPanel(
                Math.Min(6, taps - tap), filters, plan->W + group * filters * taps + tap, 1, taps, plan->Panels + panel * 6 * filters);
        }
    }

    private static void Items(void* state, nint start, nint end)
    {
        Plan* plan = (Plan*)state;
        nint strip = Math.Min(plan->Shape.Filters, GemmCost.DepthChunk) * Columns, taps = plan->Channels * plan->Shape.KernelLength;
        using Workspace scratch = s_scratch.Rent((strip + taps * plan->Places) * sizeof(T));
        T* memory = (T*)scratch.Pointer;
        for (nint item = start; item < end; item++)
            Spread(plan, item / plan->ChannelBlocks, item % plan->ChannelBlocks * plan->Channels, memory, memory + strip);
    }

    /// <summary>Some channels of one image (or group of it).</summary>
    private static void Spread(Plan* plan, nint plane, nint channel, T* strip, T* windows)
    {
        CorrelationShape shape = plan->Shape;
        nint channels = Math.Min(plan->Channels, shape.Channels - channel), places = shape.Places;
        T* y = plan->Y + plane * shape.Filters * places;
        T* x = plan->X + (plane * shape.Channels + channel) * shape.Plane;
        T* panels = plan->Panels + (plane % shape.Groups * plan->PaddedTaps + channel * shape.KernelLength) * shape.Filters;
        NativeMemory.Clear(x, (nuint)(channels * shape.Plane * sizeof(T)));
        if (shape.Filters == 0)
            return;
        for (nint first = 0; first < places; first += plan->Places)
        {
            nint count = Math.Min(plan->Places, places - first), step = (count + Columns - 1) / Columns * Columns;
            for (nint j = 0; j < count; j += Columns)
                Multiply(channels * shape.KernelLength, Math.Min(Columns, count - j), shape.Filters, panels, y + first + j, places, windows + j, step, strip);
            Fold(shape, channels, first, count, windows, step, x);
        }
    }

    private static void Multiply(nint rows, nint width, nint depth, T* panels, T* b, nint bRow, T* c, nint cRow, T* strip)
    {
        for (nint p = 0; p < depth; p += GemmCost.DepthChunk)
        {
            nint chunk = Math.Min(GemmCost.DepthChunk, depth - p);
            GemmPacking<T, TLanes>.PackStrip(chunk, width, b + p * bRow, bRow, 1, strip);
            // There is room for whole tiles, so the last strip needs no detour.
            GemmStrip<T, TLanes>.Multiply(
                rows, Columns, chunk, panels + 6 * p, 6 * depth, 1, 6, strip, Columns, c, cRow, GemmScaling<T>.Chunk(T.One, T.Zero, p), null);
        }
    }

    /// <summary>Adds windows to the image: one position of the kernel after the other, so that neighbours in time are not neighbours in memory.</summary>
    [SkipLocalsInit]
    private static void Fold(in CorrelationShape shape, nint channels, nint first, nint count, T* windows, nint step, T* x)
    {
        nint* places = stackalloc nint[MostLines * LineBytes / sizeof(T)];
        WindowPacking<T>.Places(shape, first, count, count, places);
        nint kernel = shape.KernelLength, tap;
        for (nint k = 0; k < kernel; k++)
        {
            shape.TapOffsets(k, 1, &tap);
            for (nint c = 0; c < channels; c++)
                WindowPacking<T>.Add(windows + (c * kernel + k) * step, places, count, x + c * shape.Plane + tap);
        }
    }
}
