using System.Numerics;
using System.Runtime.CompilerServices;

namespace TensorAot.Runtime;

/// <summary>
/// Large products. For each chunk of the depth, A and B are packed once into memory that all threads share, then a grid
/// of blocks of C is computed from it.
/// </summary>
internal static unsafe class GemmPacked<T, TLanes>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : unmanaged, IGemmLanes<TLanes, T>
{
    // A block of A (144 rows of 256 floats) stays in the second-level cache; all of A and B that is packed at a time
    // is bounded, so that scratch memory is.
    private const int RowBlockBytes = 144 * sizeof(float);
    private const int MostRows = 3072;
    private const int MostColumns = 4096;
    private const int ColumnBlock = 256;

    private static readonly WorkspacePool s_scratch = new();

    private struct Plan
    {
        public GemmArguments<T> Product;
        public GemmScaling<T> Scaling;
        public T* Panels;
        public T* Strips;
        public nint PanelCount, StripCount;
        public bool PacksStrips;
    }

    private static nint Columns => GemmTile<T, TLanes>.Columns;

    private static nint RowBlock => RowBlockBytes / sizeof(T) / GemmTile<T, TLanes>.Rows * GemmTile<T, TLanes>.Rows;

    public static void Multiply(in GemmArguments<T> product)
    {
        nint chunk = Math.Min(product.Depth, GemmCost.DepthChunk);
        nint panels = (Math.Min(product.Rows, MostRows) + GemmTile<T, TLanes>.Rows - 1) / GemmTile<T, TLanes>.Rows;
        nint strips = (Math.Min(product.Columns, MostColumns) + Columns - 1) / Columns;
        nint stripElements = strips * Columns * chunk;
        nint elements = stripElements + panels * GemmTile<T, TLanes>.Rows * chunk;
        using Workspace scratch = s_scratch.Rent(elements * sizeof(T));
        T* memory = (T*)scratch.Pointer;
        for (nint column = 0; column < product.Columns; column += MostColumns)
        {
            for (nint p = 0; p < product.Depth; p += GemmCost.DepthChunk)
            {
                for (nint row = 0; row < product.Rows; row += MostRows)
                    MultiplyPart(product, row, column, p, memory, memory + stripElements);
            }
        }
    }

    private static void MultiplyPart(
        in GemmArguments<T> product, nint row, nint column, nint p, T* strips, T* panels)
    {
        GemmArguments<T> part = product;
        part.Rows = Math.Min(MostRows, product.Rows - row);
        part.Columns = Math.Min(MostColumns, product.Columns - column);
        part.Depth = Math.Min(GemmCost.DepthChunk, product.Depth - p);
        part.A += row * part.ARow + p * part.AColumn;
        part.B += p * part.BRow + column * part.BColumn;
        part.C += row * part.CRow + column;
        Plan plan = new()
        {
            Product = part,
            Scaling = GemmScaling<T>.Chunk(product.Alpha, product.Beta, p),
            Panels = panels,
            Strips = strips,
            PanelCount = (part.Rows + GemmTile<T, TLanes>.Rows - 1) / GemmTile<T, TLanes>.Rows,
            StripCount = (part.Columns + Columns - 1) / Columns,
            PacksStrips = row == 0,
        };
        nint perPack = Math.Max(1, GemmCost.PackElements / (part.Depth * GemmTile<T, TLanes>.Rows));
        if (plan.PacksStrips)
        {
            nint perStripPack = Math.Max(1, GemmCost.PackElements / (part.Depth * Columns));
            ParallelFor.Run(plan.StripCount, perStripPack, &PackStrips, &plan);
        }
        ParallelFor.Run(plan.PanelCount, perPack, &PackPanels, &plan);
        nint blocks = (part.Rows + RowBlock - 1) / RowBlock * ((part.Columns + ColumnBlock - 1) / ColumnBlock);
        nint work = GemmCost.InFloats<T>(
            Math.Min(RowBlock, part.Rows) * Math.Min(ColumnBlock, part.Columns) * part.Depth);
        ParallelFor.Run(blocks, Math.Max(1, GemmCost.ChunkWork / work), &MultiplyBlocks, &plan);
    }

    private static void PackStrips(void* state, nint start, nint end)
    {
        Plan* plan = (Plan*)state;
        GemmArguments<T> part = plan->Product;
        for (nint strip = start; strip < end; strip++)
        {
            nint column = strip * Columns;
            GemmPacking<T, TLanes>.PackStrip(
                part.Depth, Math.Min(Columns, part.Columns - column), part.B + column * part.BColumn, part.BRow,
                part.BColumn, plan->Strips + column * part.Depth);
        }
    }

    private static void PackPanels(void* state, nint start, nint end)
    {
        Plan* plan = (Plan*)state;
        GemmArguments<T> part = plan->Product;
        for (nint panel = start; panel < end; panel++)
        {
            nint row = panel * GemmTile<T, TLanes>.Rows;
            GemmPacking<T, TLanes>.PackPanel(
                Math.Min(GemmTile<T, TLanes>.Rows, part.Rows - row), part.Depth, part.A + row * part.ARow, part.ARow,
                part.AColumn, plan->Panels + row * part.Depth);
        }
    }

    [SkipLocalsInit]
    private static void MultiplyBlocks(void* state, nint start, nint end)
    {
        Plan* plan = (Plan*)state;
        byte* tile = stackalloc byte[GemmStrip<T, TLanes>.TileBytes];
        nint columnBlocks = (plan->Product.Columns + ColumnBlock - 1) / ColumnBlock;
        for (nint block = start; block < end; block++)
            MultiplyBlock(plan, block / columnBlocks * RowBlock, block % columnBlocks * ColumnBlock, (T*)tile);
    }

    private static void MultiplyBlock(Plan* plan, nint row, nint column, T* tile)
    {
        GemmArguments<T> part = plan->Product;
        nint rows = Math.Min(RowBlock, part.Rows - row);
        nint endColumn = Math.Min(column + ColumnBlock, part.Columns);
        for (nint j = column; j < endColumn; j += Columns)
        {
            GemmStrip<T, TLanes>.Multiply(
                rows, Math.Min(Columns, endColumn - j), part.Depth, plan->Panels + row * part.Depth,
                GemmTile<T, TLanes>.Rows * part.Depth, 1, GemmTile<T, TLanes>.Rows, plan->Strips + j * part.Depth, Columns,
                part.C + row * part.CRow + j, part.CRow, plan->Scaling, tile);
        }
    }
}
