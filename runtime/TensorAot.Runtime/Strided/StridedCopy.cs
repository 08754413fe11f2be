using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TensorAot.Runtime;

/// <summary>Copies between dense row-major memory and memory with strides.</summary>
internal static class StridedCopy
{
    /// <summary>The rows and columns of a piece of a transposed plane: its lines stay in the first-level cache while it is copied.</summary>
    private const int Tile = 16;

    /// <summary>Copies a tensor with strides into dense memory.</summary>
    public static void Gather<T>(ref T first, Span<T> dense, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides)
        where T : unmanaged => Copy(ref first, ref MemoryMarshal.GetReference(dense), lengths, strides, dense.Length, toDense: true);

    /// <summary>Copies dense memory into a tensor with strides.</summary>
    public static void Scatter<T>(ReadOnlySpan<T> dense, ref T first, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides)
        where T : unmanaged => Copy(ref first, ref MemoryMarshal.GetReference(dense), lengths, strides, dense.Length, toDense: false);

    private static void Copy<T>(ref T first, ref T dense, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, nint count, bool toDense)
        where T : unmanaged
    {
        if (count == 0)
            return;
        // The last two axes are a plane; the others count.
        int outer = Math.Max(lengths.Length - 2, 0);
        nint rows = lengths.Length > 1 ? lengths[^2] : 1;
        nint rowStride = lengths.Length > 1 ? strides[^2] : 0;
        Span<nint> index = outer <= 16 ? stackalloc nint[outer] : new nint[outer];
        index.Clear();
        nint from = 0;
        for (nint at = 0; at < count; at += rows * lengths[^1])
        {
            Plane(ref Unsafe.Add(ref first, from), ref Unsafe.Add(ref dense, at), rows, lengths[^1], rowStride, strides[^1], toDense);
            for (int axis = outer - 1; axis >= 0; axis--)
            {
                from += strides[axis];
                if (++index[axis] < lengths[axis])
                    break;
                from -= lengths[axis] * strides[axis];
                index[axis] = 0;
            }
        }
    }

    private static void Plane<T>(ref T first, ref T dense, nint rows, nint columns, nint rowStride, nint columnStride, bool toDense)
        where T : unmanaged
    {
        if (columnStride == 1 || columns == 1)
        {
            for (nint row = 0; row < rows; row++)
                Line(ref Unsafe.Add(ref first, row * rowStride), ref Unsafe.Add(ref dense, row * columns), (int)columns, toDense);
            return;
        }
        for (nint top = 0; top < rows; top += Tile)
            for (nint left = 0; left < columns; left += Tile)
                Piece(
                    ref Unsafe.Add(ref first, top * rowStride + left * columnStride), ref Unsafe.Add(ref dense, top * columns + left),
                    nint.Min(Tile, rows - top), nint.Min(Tile, columns - left), rowStride, columnStride, columns, toDense);
    }

    private static void Line<T>(ref T first, ref T dense, int length, bool toDense)
        where T : unmanaged
    {
        Span<T> strided = MemoryMarshal.CreateSpan(ref first, length);
        Span<T> packed = MemoryMarshal.CreateSpan(ref dense, length);
        if (toDense)
            strided.CopyTo(packed);
        else
            packed.CopyTo(strided);
    }

    private static void Piece<T>(ref T first, ref T dense, nint rows, nint columns, nint rowStride, nint columnStride, nint denseStride, bool toDense)
        where T : unmanaged
    {
        for (nint row = 0; row < rows; row++)
        {
            ref T strided = ref Unsafe.Add(ref first, row * rowStride);
            ref T packed = ref Unsafe.Add(ref dense, row * denseStride);
            for (nint column = 0; column < columns; column++)
            {
                if (toDense)
                    Unsafe.Add(ref packed, column) = Unsafe.Add(ref strided, column * columnStride);
                else
                    Unsafe.Add(ref strided, column * columnStride) = Unsafe.Add(ref packed, column);
            }
        }
    }
}
