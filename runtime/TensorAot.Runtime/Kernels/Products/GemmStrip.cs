using System.Numerics;

namespace TensorAot.Runtime;

/// <summary>Walks the tiles of one strip of columns from top to bottom, for one chunk of the depth.</summary>
internal static unsafe class GemmStrip<T, TLanes>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : unmanaged, IGemmLanes<TLanes, T>
{
    /// <summary>The bytes of the small tile that edges are computed in.</summary>
    public const int TileBytes = 2 * 6 * 64;

    /// <summary>
    /// Adds A's rows times one strip of B. From one six-row panel of A to the next there are panelStep elements, which
    /// packing changes; tile is scratch of <see cref="TileBytes"/>.
    /// </summary>
    public static void Multiply(
        nint rows, nint width, nint depth, T* a, nint panelStep, nint aRow, nint aColumn, T* b, nint bRow,
        T* c, nint cRow, in GemmScaling<T> scaling, T* tile)
    {
        nint columns = GemmTile<T, TLanes>.Columns;
        bool whole = width == columns;
        GemmScaling<T> overwrite = GemmScaling<T>.Overwrite;
        while (rows > 0)
        {
            nint count = rows >= 6 ? 6 : rows >= 4 ? 4 : rows >= 2 ? 2 : 1;
            if (whole)
            {
                GemmTile<T, TLanes>.Multiply(count, depth, a, aRow, aColumn, b, bRow, c, cRow, scaling);
            }
            else
            {
                GemmTile<T, TLanes>.Multiply(count, depth, a, aRow, aColumn, b, bRow, tile, columns, overwrite);
                GemmTile<T, TLanes>.Merge(count, width, tile, columns, c, cRow, scaling);
            }
            a += count == GemmTile<T, TLanes>.Rows ? panelStep : count * aRow;
            c += count * cRow;
            rows -= count;
        }
    }

    /// <summary>The same for at most one vector of columns and an A that is not packed: twelve rows at a time.</summary>
    public static void MultiplyNarrow(
        nint rows, nint width, nint depth, T* a, nint aRow, nint aColumn, T* b, nint bRow,
        T* c, nint cRow, in GemmScaling<T> scaling, T* tile)
    {
        const int Rows = GemmTile<T, TLanes>.NarrowRows;
        for (; rows >= Rows; rows -= Rows)
        {
            GemmTile<T, TLanes>.Narrow(depth, a, aRow, aColumn, b, bRow, tile);
            GemmTile<T, TLanes>.Merge(Rows, width, tile, TLanes.Count, c, cRow, scaling);
            a += Rows * aRow;
            c += Rows * cRow;
        }
        Multiply(rows, width, depth, a, 6 * aRow, aRow, aColumn, b, bRow, c, cRow, scaling, tile);
    }
}
