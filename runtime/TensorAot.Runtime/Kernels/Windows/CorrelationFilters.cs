using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TensorAot.Runtime;

/// <summary>
/// The windows times the transposed results of each image, summed over the images. Windows are rows of a block in the first-level
/// cache; sums are [taps, filters] and transposed in the end.
/// </summary>
internal static unsafe class CorrelationFilters<T, TLanes>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : unmanaged, IGemmLanes<TLanes, T>
{
    /// <summary>The taps of an item.</summary>
    private const int TapBlock = 240;

    /// <summary>The rows of windows that are multiplied at a time.</summary>
    private const int Rows = GemmTile<T, TLanes>.NarrowRows;

    /// <summary>Filters are padded to it on any hardware.</summary>
    private const int FilterUnit = 32;

    /// <summary>The filters of an item.</summary>
    private const int FilterBlock = 64;

    private const int Chunk = GemmCost.DepthChunk;

    private static readonly WorkspacePool s_scratch = new();

    private struct Plan
    {
        public CorrelationShape Shape;
        public T* X;
        public T* Y;
        public T* W;
        public T* Sums;
        public nint Parts, TapBlocks, FilterBlocks;

        public readonly nint Step => (Shape.Filters + FilterUnit - 1) / FilterUnit * FilterUnit;
    }

    private static nint Columns => GemmTile<T, TLanes>.Columns;

    public static void Run(in CorrelationShape shape, nint parts, T* x, T* y, T* w, T* sums)
    {
        if (shape.Groups * shape.Filters * shape.Taps == 0)
            return;
        Plan plan = new()
        {
            Shape = shape, X = x, Y = y, W = w, Sums = sums, Parts = parts,
            TapBlocks = (shape.Taps + TapBlock - 1) / TapBlock,
            FilterBlocks = (shape.Filters + FilterBlock - 1) / FilterBlock,
        };
        nint work = GemmCost.InFloats<T>(
            Math.Min(shape.Taps, TapBlock) * Math.Min(shape.Filters, FilterBlock) * ((shape.Images + parts - 1) / parts) * shape.Places);
        ParallelFor.Run(
            parts * shape.Groups * plan.TapBlocks * plan.FilterBlocks, Math.Max(1, GemmCost.ChunkWork / Math.Max(1, work)), &Items, &plan);
        nint perTap = Math.Max(1, parts * shape.Filters);
        ParallelFor.Run(shape.Groups * shape.Taps, Math.Max(8, GemmCost.PackElements / perTap / 8 * 8), &Collect, &plan);
    }

    private static void Items(void* state, nint start, nint end)
    {
        Plan* plan = (Plan*)state;
        nint strips = FilterBlock * Chunk, rows = Rows * Chunk;
        using Workspace scratch = s_scratch.Rent((strips + rows) * sizeof(T) + GemmStrip<T, TLanes>.TileBytes);
        T* memory = (T*)scratch.Pointer;
        for (nint item = start; item < end; item++)
        {
            nint rest = item, tapBlock = rest % plan->TapBlocks;
            rest /= plan->TapBlocks;
            nint filterBlock = rest % plan->FilterBlocks;
            rest /= plan->FilterBlocks;
            Sum(plan, rest / plan->Shape.Groups, rest % plan->Shape.Groups, tapBlock * TapBlock, filterBlock * FilterBlock, memory, memory + strips, memory + strips + rows);
        }
    }

    /// <summary>The sums of one block over the images of one part.</summary>
    [SkipLocalsInit]
    private static void Sum(Plan* plan, nint part, nint group, nint tap, nint filter, T* strips, T* rows, T* tile)
    {
        CorrelationShape shape = plan->Shape;
        nint taps = Math.Min(TapBlock, shape.Taps - tap), filters = Math.Min(FilterBlock, shape.Filters - filter), step = plan->Step;
        T* sums = plan->Sums + ((part * shape.Groups + group) * shape.Taps + tap) * step + filter;
        nint* offsets = stackalloc nint[TapBlock], places = stackalloc nint[Chunk];
        shape.TapOffsets(tap, taps, offsets);
        nint first = shape.Images * part / plan->Parts, last = shape.Images * (part + 1) / plan->Parts;
        if (first == last || shape.Places == 0)
            for (nint t = 0; t < taps; t++)
                NativeMemory.Clear(sums + t * step, (nuint)(filters * sizeof(T)));
        for (nint image = first; image < last; image++)
        {
            nint plane = image * shape.Groups + group;
            T* x = plan->X + plane * shape.Channels * shape.Plane;
            T* y = plan->Y + (plane * shape.Filters + filter) * shape.Places;
            for (nint place = 0; place < shape.Places; place += Chunk)
            {
                nint depth = Math.Min(Chunk, shape.Places - place);
                nint padded = (depth + WindowPacking<T>.Group - 1) / WindowPacking<T>.Group * WindowPacking<T>.Group;
                WindowPacking<T>.Places(shape, place, depth, padded, places);
                bool isFirst = image == first && place == 0;
                for (nint f = 0; f < filters; f += Columns)
                    GemmPacking<T, TLanes>.PackStrip(depth, Math.Min(Columns, filters - f), y + f * shape.Places + place, 1, shape.Places, strips + f * depth);
                for (nint t = 0; t < taps; t += Rows)
                {
                    nint count = Math.Min(Rows, taps - t);
                    WindowPacking<T>.Pack(x, offsets + t, count, places, padded, rows, Chunk);
                    Multiply(count, depth, filters, strips, rows, sums + t * step, step, isFirst, tile);
                }
            }
        }
    }

    private static void Multiply(nint taps, nint depth, nint filters, T* strips, T* rows, T* sums, nint step, bool isFirst, T* tile)
    {
        GemmScaling<T> scaling = isFirst ? GemmScaling<T>.Overwrite : new(T.One, T.One, true);
        for (nint f = 0; f < filters; f += Columns)
        {
            nint width = Math.Min(Columns, filters - f);
            if (width <= TLanes.Count)
                GemmStrip<T, TLanes>.MultiplyNarrow(taps, width, depth, rows, Chunk, 1, strips + f * depth, Columns, sums + f, step, scaling, tile);
            else
                GemmStrip<T, TLanes>.Multiply(taps, width, depth, rows, 6 * Chunk, Chunk, 1, strips + f * depth, Columns, sums + f, step, scaling, tile);
        }
    }

    /// <summary>Adds up the parts and transposes: eight taps at a time.</summary>
    private static void Collect(void* state, nint start, nint end)
    {
        Plan* plan = (Plan*)state;
        nint taps = plan->Shape.Taps, filters = plan->Shape.Filters, step = plan->Step, size = plan->Shape.Groups * taps * step;
        for (nint t = start; t < end; t++)
        {
            T* sums = plan->Sums + t * step;
            for (nint part = 1; part < plan->Parts; part++)
                Add(sums + part * size, filters, sums);
        }
        for (nint row = start; row < end;)
        {
            nint group = row / taps, tap = row % taps, count = Math.Min(8, Math.Min(taps - tap, end - row));
            T* w = plan->W + group * filters * taps + tap;
            for (nint f = 0; f < filters; f++)
                for (nint t = 0; t < count; t++)
                    w[f * taps + t] = plan->Sums[(row + t) * step + f];
            row += count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(T* part, nint count, T* sums)
    {
        nint i = 0;
        for (; i <= count - Vector256<T>.Count; i += Vector256<T>.Count)
            (Vector256.Load(sums + i) + Vector256.Load(part + i)).Store(sums + i);
        for (; i < count; i++)
            sums[i] += part[i];
    }
}
