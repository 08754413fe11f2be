using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TensorAot.Runtime;

/// <summary>
/// Small products whose rows are exactly one vector of 512 bits, eight rows at a time from where they lie: nothing is packed, and no
/// columns of a tile are computed for nothing. An element has the bits that every other kernel gives it.
/// </summary>
internal static unsafe class GemmSlim<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Rows = 8, MostRows = 64;

    /// <summary>Multiplies if the product is one of these.</summary>
    public static bool TryMultiply(in GemmArguments<T> product)
    {
        bool fits = product.Columns == Vector512<T>.Count && product.BColumn == 1 && product.Rows % Rows == 0 && product.Rows < MostRows
            && product.Depth is > 0 and <= GemmCost.DepthChunk;
        if (!fits)
            return false;
        GemmScaling<T> scaling = GemmScaling<T>.Chunk(product.Alpha, product.Beta, 0);
        for (nint row = 0; row < product.Rows; row += Rows)
            Eight(product.Depth, product.A + row * product.ARow, product.ARow, product.AColumn, product.B, product.BRow, product.C + row * product.CRow, product.CRow, scaling);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Eight(nint depth, T* a, nint aRow, nint aColumn, T* b, nint bRow, T* c, nint cRow, in GemmScaling<T> scaling)
    {
        GemmLanes512<T> c0 = default, c1 = default, c2 = default, c3 = default;
        GemmLanes512<T> c4 = default, c5 = default, c6 = default, c7 = default;
        T* a4 = a + 4 * aRow;
        nint aRow2 = 2 * aRow, aRow3 = 3 * aRow;
        for (; depth > 0; depth--)
        {
            GemmLanes512<T> y = GemmLanes512<T>.Load(b);
            c0 = GemmLanes512<T>.MultiplyAdd(GemmLanes512<T>.Broadcast(*a), y, c0);
            c1 = GemmLanes512<T>.MultiplyAdd(GemmLanes512<T>.Broadcast(a[aRow]), y, c1);
            c2 = GemmLanes512<T>.MultiplyAdd(GemmLanes512<T>.Broadcast(a[aRow2]), y, c2);
            c3 = GemmLanes512<T>.MultiplyAdd(GemmLanes512<T>.Broadcast(a[aRow3]), y, c3);
            c4 = GemmLanes512<T>.MultiplyAdd(GemmLanes512<T>.Broadcast(*a4), y, c4);
            c5 = GemmLanes512<T>.MultiplyAdd(GemmLanes512<T>.Broadcast(a4[aRow]), y, c5);
            c6 = GemmLanes512<T>.MultiplyAdd(GemmLanes512<T>.Broadcast(a4[aRow2]), y, c6);
            c7 = GemmLanes512<T>.MultiplyAdd(GemmLanes512<T>.Broadcast(a4[aRow3]), y, c7);
            a += aColumn;
            a4 += aColumn;
            b += bRow;
        }
        Store(c, c0, scaling);
        Store(c + cRow, c1, scaling);
        Store(c + 2 * cRow, c2, scaling);
        Store(c + 3 * cRow, c3, scaling);
        c += 4 * cRow;
        Store(c, c4, scaling);
        Store(c + cRow, c5, scaling);
        Store(c + 2 * cRow, c6, scaling);
        Store(c + 3 * cRow, c7, scaling);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(T* c, GemmLanes512<T> sum, in GemmScaling<T> scaling)
    {
        GemmLanes512<T> alpha = GemmLanes512<T>.Broadcast(scaling.Alpha);
        if (!scaling.Reads)
        {
            GemmLanes512<T>.Multiply(alpha, sum).Store(c);
            return;
        }
        GemmLanes512<T> beta = GemmLanes512<T>.Broadcast(scaling.Beta);
        GemmLanes512<T>.MultiplyAdd(alpha, sum, GemmLanes512<T>.Multiply(beta, GemmLanes512<T>.Load(c))).Store(c);
    }
}
