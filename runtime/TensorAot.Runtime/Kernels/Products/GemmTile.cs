using System.Runtime.CompilerServices;

namespace TensorAot.Runtime;

// Inside the namespace, so that Vector<T> is the hardware vector and not the rank-1 input of the language.
using System.Numerics;

/// <summary>
/// The innermost kernels: a tile of C of 1 to 6 rows and two vectors (or 12 rows and one vector) held in registers
/// while one chunk of the depth passes. Each element is one chain of fused multiply-adds from 0 in the order of the
/// depth, whichever kernel computes it.
/// </summary>
/// <remarks>
/// The shape that the JIT keeps in registers: every accumulator a local of its own, one reused broadcast, pointers that
/// are bumped, and all stores after the loop.
/// </remarks>
internal static unsafe class GemmTile<T, TLanes>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : unmanaged, IGemmLanes<TLanes, T>
{
    /// <summary>The rows of the tall kernel, and of a packed panel of A.</summary>
    public const int Rows = 6;

    /// <summary>The rows of the kernel for a single vector of columns.</summary>
    public const int NarrowRows = 12;

    /// <summary>The columns of a tile, and of a packed strip of B.</summary>
    public static int Columns => 2 * TLanes.Count;

    /// <summary>A tile of <paramref name="rows"/> (6, 4, 2 or 1) rows and <see cref="Columns"/> columns.</summary>
    public static void Multiply(
        nint rows, nint depth, T* a, nint aRow, nint aColumn, T* b, nint bRow, T* c, nint cRow,
        in GemmScaling<T> scaling)
    {
        switch (rows)
        {
            case 6: Six(depth, a, aRow, aColumn, b, bRow, c, cRow, scaling); break;
            case 4: Four(depth, a, aRow, aColumn, b, bRow, c, cRow, scaling); break;
            case 2: Two(depth, a, aRow, aColumn, b, bRow, c, cRow, scaling); break;
            default: One(depth, a, aColumn, b, bRow, c, scaling); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Six(
        nint depth, T* a, nint aRow, nint aColumn, T* b, nint bRow, T* c, nint cRow, in GemmScaling<T> scaling)
    {
        TLanes c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        TLanes c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        T* a3 = a + 3 * aRow;
        nint aRow2 = 2 * aRow;
        for (; depth > 0; depth--)
        {
            TLanes b0 = TLanes.Load(b), b1 = TLanes.Load(b + TLanes.Count);
            TLanes x = TLanes.Broadcast(*a);
            c00 = TLanes.MultiplyAdd(x, b0, c00); c01 = TLanes.MultiplyAdd(x, b1, c01);
            x = TLanes.Broadcast(a[aRow]);
            c10 = TLanes.MultiplyAdd(x, b0, c10); c11 = TLanes.MultiplyAdd(x, b1, c11);
            x = TLanes.Broadcast(a[aRow2]);
            c20 = TLanes.MultiplyAdd(x, b0, c20); c21 = TLanes.MultiplyAdd(x, b1, c21);
            x = TLanes.Broadcast(*a3);
            c30 = TLanes.MultiplyAdd(x, b0, c30); c31 = TLanes.MultiplyAdd(x, b1, c31);
            x = TLanes.Broadcast(a3[aRow]);
            c40 = TLanes.MultiplyAdd(x, b0, c40); c41 = TLanes.MultiplyAdd(x, b1, c41);
            x = TLanes.Broadcast(a3[aRow2]);
            c50 = TLanes.MultiplyAdd(x, b0, c50); c51 = TLanes.MultiplyAdd(x, b1, c51);
            a += aColumn; a3 += aColumn; b += bRow;
        }
        Store(c, c00, c01, scaling); c += cRow;
        Store(c, c10, c11, scaling); c += cRow;
        Store(c, c20, c21, scaling); c += cRow;
        Store(c, c30, c31, scaling); c += cRow;
        Store(c, c40, c41, scaling); c += cRow;
        Store(c, c50, c51, scaling);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(
        nint depth, T* a, nint aRow, nint aColumn, T* b, nint bRow, T* c, nint cRow, in GemmScaling<T> scaling)
    {
        TLanes c00 = default, c01 = default, c10 = default, c11 = default;
        TLanes c20 = default, c21 = default, c30 = default, c31 = default;
        T* a2 = a + 2 * aRow;
        for (; depth > 0; depth--)
        {
            TLanes b0 = TLanes.Load(b), b1 = TLanes.Load(b + TLanes.Count);
            TLanes x = TLanes.Broadcast(*a);
            c00 = TLanes.MultiplyAdd(x, b0, c00); c01 = TLanes.MultiplyAdd(x, b1, c01);
            x = TLanes.Broadcast(a[aRow]);
            c10 = TLanes.MultiplyAdd(x, b0, c10); c11 = TLanes.MultiplyAdd(x, b1, c11);
            x = TLanes.Broadcast(*a2);
            c20 = TLanes.MultiplyAdd(x, b0, c20); c21 = TLanes.MultiplyAdd(x, b1, c21);
            x = TLanes.Broadcast(a2[aRow]);
            c30 = TLanes.MultiplyAdd(x, b0, c30); c31 = TLanes.MultiplyAdd(x, b1, c31);
            a += aColumn; a2 += aColumn; b += bRow;
        }
        Store(c, c00, c01, scaling); c += cRow;
        Store(c, c10, c11, scaling); c += cRow;
        Store(c, c20, c21, scaling); c += cRow;
        Store(c, c30, c31, scaling);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Two(
        nint depth, T* a, nint aRow, nint aColumn, T* b, nint bRow, T* c, nint cRow, in GemmScaling<T> scaling)
    {
        TLanes c00 = default, c01 = default, c10 = default, c11 = default;
        for (; depth > 0; depth--)
        {
            TLanes b0 = TLanes.Load(b), b1 = TLanes.Load(b + TLanes.Count);
            TLanes x = TLanes.Broadcast(*a);
            c00 = TLanes.MultiplyAdd(x, b0, c00); c01 = TLanes.MultiplyAdd(x, b1, c01);
            x = TLanes.Broadcast(a[aRow]);
            c10 = TLanes.MultiplyAdd(x, b0, c10); c11 = TLanes.MultiplyAdd(x, b1, c11);
            a += aColumn; b += bRow;
        }
        Store(c, c00, c01, scaling); c += cRow;
        Store(c, c10, c11, scaling);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(nint depth, T* a, nint aColumn, T* b, nint bRow, T* c, in GemmScaling<T> scaling)
    {
        TLanes c0 = default, c1 = default;
        for (; depth > 0; depth--)
        {
            TLanes x = TLanes.Broadcast(*a);
            c0 = TLanes.MultiplyAdd(x, TLanes.Load(b), c0);
            c1 = TLanes.MultiplyAdd(x, TLanes.Load(b + TLanes.Count), c1);
            a += aColumn; b += bRow;
        }
        Store(c, c0, c1, scaling);
    }

    /// <summary>A tile of 12 rows and one vector of columns, stored unscaled and dense.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Narrow(nint depth, T* a, nint aRow, nint aColumn, T* b, nint bRow, T* tile)
    {
        TLanes c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default;
        TLanes c6 = default, c7 = default, c8 = default, c9 = default, c10 = default, c11 = default;
        T* a3 = a + 3 * aRow, a6 = a3 + 3 * aRow, a9 = a6 + 3 * aRow;
        nint aRow2 = 2 * aRow;
        for (; depth > 0; depth--)
        {
            TLanes y = TLanes.Load(b);
            c0 = TLanes.MultiplyAdd(TLanes.Broadcast(*a), y, c0);
            c1 = TLanes.MultiplyAdd(TLanes.Broadcast(a[aRow]), y, c1);
            c2 = TLanes.MultiplyAdd(TLanes.Broadcast(a[aRow2]), y, c2);
            c3 = TLanes.MultiplyAdd(TLanes.Broadcast(*a3), y, c3);
            c4 = TLanes.MultiplyAdd(TLanes.Broadcast(a3[aRow]), y, c4);
            c5 = TLanes.MultiplyAdd(TLanes.Broadcast(a3[aRow2]), y, c5);
            c6 = TLanes.MultiplyAdd(TLanes.Broadcast(*a6), y, c6);
            c7 = TLanes.MultiplyAdd(TLanes.Broadcast(a6[aRow]), y, c7);
            c8 = TLanes.MultiplyAdd(TLanes.Broadcast(a6[aRow2]), y, c8);
            c9 = TLanes.MultiplyAdd(TLanes.Broadcast(*a9), y, c9);
            c10 = TLanes.MultiplyAdd(TLanes.Broadcast(a9[aRow]), y, c10);
            c11 = TLanes.MultiplyAdd(TLanes.Broadcast(a9[aRow2]), y, c11);
            a += aColumn; a3 += aColumn; a6 += aColumn; a9 += aColumn; b += bRow;
        }
        int count = TLanes.Count;
        c0.Store(tile); c1.Store(tile + count); c2.Store(tile + 2 * count); c3.Store(tile + 3 * count);
        c4.Store(tile + 4 * count); c5.Store(tile + 5 * count); c6.Store(tile + 6 * count);
        c7.Store(tile + 7 * count); c8.Store(tile + 8 * count); c9.Store(tile + 9 * count);
        c10.Store(tile + 10 * count); c11.Store(tile + 11 * count);
    }

    /// <summary>Brings the first <paramref name="width"/> columns of a dense tile of sums into C.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Merge(
        nint rows, nint width, T* tile, nint tileRow, T* c, nint cRow, in GemmScaling<T> scaling)
    {
        GemmScaling<T> local = scaling;
        for (; rows > 0; rows--, tile += tileRow, c += cRow)
        {
            nint j = 0;
            for (; j <= width - Vector<T>.Count; j += Vector<T>.Count)
                MergeLanes(c + j, GemmLanesPortable<T>.Load(tile + j), local);
            for (; j < width; j++)
                c[j] = local.Apply(tile[j], local.Reads ? c[j] : T.Zero);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MergeLanes(T* c, GemmLanesPortable<T> sum, in GemmScaling<T> scaling)
    {
        GemmLanesPortable<T> alpha = GemmLanesPortable<T>.Broadcast(scaling.Alpha);
        if (!scaling.Reads)
        {
            GemmLanesPortable<T>.Multiply(alpha, sum).Store(c);
            return;
        }
        GemmLanesPortable<T> beta = GemmLanesPortable<T>.Broadcast(scaling.Beta);
        GemmLanesPortable<T>.MultiplyAdd(
            alpha, sum, GemmLanesPortable<T>.Multiply(beta, GemmLanesPortable<T>.Load(c))).Store(c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(T* c, TLanes sum0, TLanes sum1, in GemmScaling<T> scaling)
    {
        TLanes alpha = TLanes.Broadcast(scaling.Alpha);
        if (!scaling.Reads)
        {
            TLanes.Multiply(alpha, sum0).Store(c);
            TLanes.Multiply(alpha, sum1).Store(c + TLanes.Count);
            return;
        }
        TLanes beta = TLanes.Broadcast(scaling.Beta);
        TLanes.MultiplyAdd(alpha, sum0, TLanes.Multiply(beta, TLanes.Load(c))).Store(c);
        TLanes.MultiplyAdd(
            alpha, sum1, TLanes.Multiply(beta, TLanes.Load(c + TLanes.Count))).Store(c + TLanes.Count);
    }
}
