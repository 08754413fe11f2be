using System.Numerics;
using System.Runtime.CompilerServices;

namespace TensorAot.Runtime;

/// <summary>
/// Products whose A is read where it lies: small ones, and those with so few columns that packing A would not pay.
/// A strip of B is packed when it is an edge, transposed, or too spread out for the first-level cache.
/// </summary>
internal static unsafe class GemmDirect<T, TLanes>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : unmanaged, IGemmLanes<TLanes, T>
{
    private const int FirstLevelBytes = 32 * 1024;
    private const int LeastRows = 48;
    private const int WantedChunks = 16;

    private struct Plan
    {
        public GemmArguments<T> Product;
        public nint RowBlock, Strips;
    }

    public static void Multiply(in GemmArguments<T> product)
    {
        nint columns = GemmTile<T, TLanes>.Columns;
        Plan plan = new() { Product = product, Strips = (product.Columns + columns - 1) / columns };
        if (GemmCost.InFloats<T>(product.Rows * product.Columns * product.Depth) <= GemmCost.SerialWork)
        {
            plan.RowBlock = product.Rows;
            RunChunks(&plan, 0, plan.Strips);
            return;
        }
        nint wantedBlocks = Math.Max(1, WantedChunks / plan.Strips);
        nint rowBlock = Math.Max(LeastRows, (product.Rows + wantedBlocks - 1) / wantedBlocks);
        plan.RowBlock = (rowBlock + GemmTile<T, TLanes>.NarrowRows - 1)
            / GemmTile<T, TLanes>.NarrowRows * GemmTile<T, TLanes>.NarrowRows;
        nint rowBlocks = (product.Rows + plan.RowBlock - 1) / plan.RowBlock;
        nint work = GemmCost.InFloats<T>(Math.Min(plan.RowBlock, product.Rows) * columns * product.Depth);
        nint grain = Math.Max(1, GemmCost.ChunkWork / Math.Max(1, work));
        ParallelFor.Run(rowBlocks * plan.Strips, grain, &RunChunks, &plan);
    }

    /// <summary>Each index is one strip of one block of rows; strips of a block follow each other.</summary>
    [SkipLocalsInit]
    private static void RunChunks(void* state, nint start, nint end)
    {
        Plan* plan = (Plan*)state;
        nint columns = GemmTile<T, TLanes>.Columns;
        nint stripBytes = GemmCost.DepthChunk * columns * sizeof(T);
        byte* memory = stackalloc byte[(int)stripBytes + GemmStrip<T, TLanes>.TileBytes + 64];
        T* strip = (T*)(((nuint)memory + 63) & ~(nuint)63);
        for (nint index = start; index < end; index++)
        {
            nint row = index / plan->Strips * plan->RowBlock;
            nint column = index % plan->Strips * columns;
            GemmArguments<T> part = plan->Product;
            part.Rows = Math.Min(plan->RowBlock, part.Rows - row);
            part.Columns = Math.Min(columns, part.Columns - column);
            part.A += row * part.ARow;
            part.B += column * part.BColumn;
            part.C += row * part.CRow + column;
            MultiplyStrip(part, strip, strip + GemmCost.DepthChunk * columns);
        }
    }

    private static void MultiplyStrip(in GemmArguments<T> part, T* strip, T* tile)
    {
        bool narrow = part.Columns <= TLanes.Count && part.Rows >= GemmTile<T, TLanes>.NarrowRows;
        bool spread = part.Depth * part.BRow * sizeof(T) > FirstLevelBytes && part.Rows > 2 * GemmTile<T, TLanes>.Rows;
        bool packs = part.Columns < GemmTile<T, TLanes>.Columns || part.BColumn != 1 || spread;
        for (nint p = 0; p < part.Depth; p += GemmCost.DepthChunk)
        {
            nint depth = Math.Min(GemmCost.DepthChunk, part.Depth - p);
            GemmScaling<T> scaling = GemmScaling<T>.Chunk(part.Alpha, part.Beta, p);
            T* a = part.A + p * part.AColumn;
            T* b = part.B + p * part.BRow;
            nint bRow = part.BRow;
            if (packs)
            {
                GemmPacking<T, TLanes>.PackStrip(depth, part.Columns, b, bRow, part.BColumn, strip);
                b = strip;
                bRow = GemmTile<T, TLanes>.Columns;
            }
            if (narrow)
            {
                GemmStrip<T, TLanes>.MultiplyNarrow(
                    part.Rows, part.Columns, depth, a, part.ARow, part.AColumn, b, bRow, part.C, part.CRow, scaling, tile);
            }
            else
            {
                GemmStrip<T, TLanes>.Multiply(
                    part.Rows, part.Columns, depth, a, GemmTile<T, TLanes>.Rows * part.ARow, part.ARow, part.AColumn,
                    b, bRow, part.C, part.CRow, scaling, tile);
            }
        }
    }
}
