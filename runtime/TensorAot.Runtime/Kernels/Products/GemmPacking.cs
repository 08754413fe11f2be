using System.Numerics;
using System.Runtime.CompilerServices;

namespace TensorAot.Runtime;

/// <summary>
/// Copies pieces of A and B into the order in which the tiles read them. Strides of the source are free, so a
/// transposed operand is transposed here and nowhere else.
/// </summary>
internal static unsafe class GemmPacking<T, TLanes>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : unmanaged, IGemmLanes<TLanes, T>
{
    private const int Block = 16;

    /// <summary>
    /// Packs <paramref name="depth"/> x <paramref name="width"/> elements of B into rows of a whole tile's width; what
    /// is beyond the width becomes 0, since tiles compute (and drop) those columns.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackStrip(nint depth, nint width, T* b, nint bRow, nint bColumn, T* strip)
    {
        nint columns = GemmTile<T, TLanes>.Columns;
        if (bColumn == 1 && width == columns)
        {
            CopyRows(depth, b, bRow, strip);
            return;
        }
        if (width < columns)
            new Span<T>(strip, (int)(depth * columns)).Clear();
        Transpose(depth, width, b, bRow, bColumn, strip, columns);
    }

    /// <summary>
    /// Packs <paramref name="rows"/> x <paramref name="depth"/> elements of A into columns of a panel's height. Rows
    /// that a last, lower panel lacks are left as they are: no tile reads them.
    /// </summary>
    public static void PackPanel(nint rows, nint depth, T* a, nint aRow, nint aColumn, T* panel)
    {
        if (rows == GemmTile<T, TLanes>.Rows)
            PackSix(depth, a, aRow, aColumn, panel);
        else
            Transpose(depth, rows, a, aColumn, aRow, panel, GemmTile<T, TLanes>.Rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRows(nint depth, T* b, nint bRow, T* strip)
    {
        for (; depth > 0; depth--)
        {
            TLanes.Load(b).Store(strip);
            TLanes.Load(b + TLanes.Count).Store(strip + TLanes.Count);
            b += bRow;
            strip += 2 * TLanes.Count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackSix(nint depth, T* a, nint aRow, nint aColumn, T* panel)
    {
        if (aColumn == 1 && TransposeBlock<T>.IsSupported)
        {
            nint packed = PackSixBlocks(depth, a, aRow, panel);
            depth -= packed;
            a += packed;
            panel += 6 * packed;
        }
        T* a3 = a + 3 * aRow;
        nint aRow2 = 2 * aRow;
        for (; depth > 0; depth--)
        {
            panel[0] = *a;
            panel[1] = a[aRow];
            panel[2] = a[aRow2];
            panel[3] = *a3;
            panel[4] = a3[aRow];
            panel[5] = a3[aRow2];
            a += aColumn; a3 += aColumn; panel += 6;
        }
    }

    /// <summary>
    /// Packs whole blocks of the depth but the last, and returns how far it came. Each block line is two elements too
    /// long; the next line, written later, covers them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint PackSixBlocks(nint depth, T* a, nint aRow, T* panel)
    {
        nint size = TransposeBlock<T>.Size, p = 0;
        for (; p < depth - size; p += size)
        {
            T* target = panel + 6 * p;
            if (size == 8)
            {
                TransposeBlock<T>.Copy(a + p, aRow, 6, target, 6);
                continue;
            }
            TransposeBlock<T>.Copy(a + p + 4 * aRow, aRow, 2, target + 4, 6);
            TransposeBlock<T>.Copy(a + p, aRow, 4, target, 6);
        }
        return p;
    }

    /// <summary>target[p, j] = source[p, j], in blocks that use whole cache lines on both sides.</summary>
    private static void Transpose(
        nint depth, nint width, T* source, nint sourceRow, nint sourceColumn, T* target, nint targetRow)
    {
        for (nint p = 0; p < depth; p += Block)
        {
            nint count = Math.Min(Block, depth - p);
            T* from = source + p * sourceRow;
            T* to = target + p * targetRow;
            nint j = sourceRow == 1 && count == Block && TransposeBlock<T>.IsSupported
                ? TransposeBlocks(width, from, sourceColumn, to, targetRow)
                : 0;
            TransposeScalars(count, width - j, from + j * sourceColumn, sourceRow, sourceColumn, to + j, targetRow);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint TransposeBlocks(nint width, T* source, nint sourceColumn, T* target, nint targetRow)
    {
        int size = TransposeBlock<T>.Size;
        nint j = 0;
        for (; j <= width - size; j += size)
        {
            for (int p = 0; p < Block; p += size)
                TransposeBlock<T>.Copy(source + j * sourceColumn + p, sourceColumn, size, target + p * targetRow + j, targetRow);
        }
        return j;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeScalars(
        nint depth, nint width, T* source, nint sourceRow, nint sourceColumn, T* target, nint targetRow)
    {
        for (nint j = 0; j < width; j++)
        {
            T* from = source + j * sourceColumn;
            T* to = target + j;
            for (nint i = depth; i > 0; i--)
            {
                *to = *from;
                from += sourceRow;
                to += targetRow;
            }
        }
    }
}
