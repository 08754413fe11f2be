using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TensorAot.Runtime;

/// <summary>
/// Small products whose rows are no more than one vector of 512 bits and a part of a second, sixteen and then eight rows at a time from
/// where they lie: sixteen sums hide the latency of two multiply-adds a cycle, where eight just do. Nothing is packed, and a mask leaves out what is behind a row. An element has the bits that every other kernel gives it.
/// </summary>
internal static unsafe class GemmSlim<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Rows = 8, MoreRows = 16, MostRows = 64;

    /// <summary>Multiplies if the product is one of these.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryMultiply(in GemmArguments<T> product)
    {
        // The last eight rows may be some of those before again, which must then not be read.
        bool fits = product.Columns > 1 && product.Columns < 2 * Vector512<T>.Count && product.BColumn == 1
            && product.Rows is >= Rows and < MostRows && (product.Rows % Rows == 0 || product.Beta == T.Zero)
            && product.Depth is > 0 and <= GemmCost.DepthChunk;
        if (!fits)
            return false;
        GemmScaling<T> scaling = GemmScaling<T>.Chunk(product.Alpha, product.Beta, 0);
        nint whole = product.Columns - (product.Columns % Vector512<T>.Count);
        if (whole > 0)
            Multiply(product, 0, scaling, default(WholeColumns<T>));
        if (whole < product.Columns)
            Multiply(product, whole, scaling, new FirstColumns<T>(product.Columns - whole));
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply<TColumns>(in GemmArguments<T> product, nint column, in GemmScaling<T> scaling, TColumns columns)
        where TColumns : struct, ISlimColumns<T>
    {
        nint next = 0;
        for (; next + MoreRows <= product.Rows; next += MoreRows)
            Sixteen(product.Depth, product.A + next * product.ARow, product.ARow, product.AColumn, product.B + column, product.BRow, product.C + next * product.CRow + column, product.CRow, scaling, columns);
        for (; next < product.Rows; next += Rows)
        {
            nint row = Math.Min(next, product.Rows - Rows);
            Eight(product.Depth, product.A + row * product.ARow, product.ARow, product.AColumn, product.B + column, product.BRow, product.C + row * product.CRow + column, product.CRow, scaling, columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Eight<TColumns>(nint depth, T* a, nint aRow, nint aColumn, T* b, nint bRow, T* c, nint cRow, in GemmScaling<T> scaling, TColumns columns)
        where TColumns : struct, ISlimColumns<T>
    {
        GemmLanes512<T> c0 = default, c1 = default, c2 = default, c3 = default;
        GemmLanes512<T> c4 = default, c5 = default, c6 = default, c7 = default;
        T* a4 = a + 4 * aRow;
        nint aRow2 = 2 * aRow, aRow3 = 3 * aRow;
        for (; depth > 0; depth--)
        {
            GemmLanes512<T> y = columns.Load(b);
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
        Store(c, c0, scaling, columns);
        Store(c + cRow, c1, scaling, columns);
        Store(c + 2 * cRow, c2, scaling, columns);
        Store(c + 3 * cRow, c3, scaling, columns);
        c += 4 * cRow;
        Store(c, c4, scaling, columns);
        Store(c + cRow, c5, scaling, columns);
        Store(c + 2 * cRow, c6, scaling, columns);
        Store(c + 3 * cRow, c7, scaling, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sixteen<TColumns>(nint depth, T* a, nint aRow, nint aColumn, T* b, nint bRow, T* c, nint cRow, in GemmScaling<T> scaling, TColumns columns)
        where TColumns : struct, ISlimColumns<T>
    {
        GemmLanes512<T> c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;
        GemmLanes512<T> c8 = default, c9 = default, c10 = default, c11 = default, c12 = default, c13 = default, c14 = default, c15 = default;
        nint aRow2 = 2 * aRow, aRow3 = 3 * aRow;
        T* a4 = a + 4 * aRow, a8 = a4 + 4 * aRow, a12 = a8 + 4 * aRow;
        for (; depth > 0; depth--)
        {
            GemmLanes512<T> y = columns.Load(b);
            c0 = GemmLanes512<T>.MultiplyAdd(GemmLanes512<T>.Broadcast(*a), y, c0);
            c1 = GemmLanes512<T>.MultiplyAdd(GemmLanes512<T>.Broadcast(a[aRow]), y, c1);
            c2 = GemmLanes512<T>.MultiplyAdd(GemmLanes512<T>.Broadcast(a[aRow2]), y, c2);
            c3 = GemmLanes512<T>.MultiplyAdd(GemmLanes512<T>.Broadcast(a[aRow3]), y, c3);
            c4 = GemmLanes512<T>.MultiplyAdd(GemmLanes512<T>.Broadcast(*a4), y, c4);
            c5 = GemmLanes512<T>.MultiplyAdd(GemmLanes512<T>.Broadcast(a4[aRow]), y, c5);
            c6 = GemmLanes512<T>.MultiplyAdd(GemmLanes512<T>.Broadcast(a4[aRow2]), y, c6);
            c7 = GemmLanes512<T>.MultiplyAdd(GemmLanes512<T>.Broadcast(a4[aRow3]), y, c7);
            c8 = GemmLanes512<T>.MultiplyAdd(GemmLanes512<T>.Broadcast(*a8), y, c8);
            c9 = GemmLanes512<T>.MultiplyAdd(GemmLanes512<T>.Broadcast(a8[aRow]), y, c9);
            c10 = GemmLanes512<T>.MultiplyAdd(GemmLanes512<T>.Broadcast(a8[aRow2]), y, c10);
            c11 = GemmLanes512<T>.MultiplyAdd(GemmLanes512<T>.Broadcast(a8[aRow3]), y, c11);
            c12 = GemmLanes512<T>.MultiplyAdd(GemmLanes512<T>.Broadcast(*a12), y, c12);
            c13 = GemmLanes512<T>.MultiplyAdd(GemmLanes512<T>.Broadcast(a12[aRow]), y, c13);
            c14 = GemmLanes512<T>.MultiplyAdd(GemmLanes512<T>.Broadcast(a12[aRow2]), y, c14);
            c15 = GemmLanes512<T>.MultiplyAdd(GemmLanes512<T>.Broadcast(a12[aRow3]), y, c15);
            a += aColumn;
            a4 += aColumn;
            a8 += aColumn;
            a12 += aColumn;
            b += bRow;
        }
        Store(c, c0, scaling, columns);
        Store(c + cRow, c1, scaling, columns);
        Store(c + 2 * cRow, c2, scaling, columns);
        Store(c + 3 * cRow, c3, scaling, columns);
        c += 4 * cRow;
        Store(c, c4, scaling, columns);
        Store(c + cRow, c5, scaling, columns);
        Store(c + 2 * cRow, c6, scaling, columns);
        Store(c + 3 * cRow, c7, scaling, columns);
        c += 4 * cRow;
        Store(c, c8, scaling, columns);
        Store(c + cRow, c9, scaling, columns);
        Store(c + 2 * cRow, c10, scaling, columns);
        Store(c + 3 * cRow, c11, scaling, columns);
        c += 4 * cRow;
        Store(c, c12, scaling, columns);
        Store(c + cRow, c13, scaling, columns);
        Store(c + 2 * cRow, c14, scaling, columns);
        Store(c + 3 * cRow, c15, scaling, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TColumns>(T* c, GemmLanes512<T> sum, in GemmScaling<T> scaling, TColumns columns)
        where TColumns : struct, ISlimColumns<T>
    {
        GemmLanes512<T> alpha = GemmLanes512<T>.Broadcast(scaling.Alpha);
        if (!scaling.Reads)
        {
            columns.Store(GemmLanes512<T>.Multiply(alpha, sum), c);
            return;
        }
        GemmLanes512<T> beta = GemmLanes512<T>.Broadcast(scaling.Beta);
        columns.Store(GemmLanes512<T>.MultiplyAdd(alpha, sum, GemmLanes512<T>.Multiply(beta, columns.Load(c))), c);
    }
}

/// <summary>Loads and stores of the columns of a product that one vector holds.</summary>
internal unsafe interface ISlimColumns<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    GemmLanes512<T> Load(T* source);

    void Store(GemmLanes512<T> lanes, T* target);
}

/// <summary>As many columns as a vector has lanes.</summary>
internal readonly unsafe struct WholeColumns<T> : ISlimColumns<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public GemmLanes512<T> Load(T* source) => GemmLanes512<T>.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(GemmLanes512<T> lanes, T* target) => lanes.Store(target);
}

/// <summary>Fewer columns: a mask leaves out what is behind the end of a row.</summary>
internal readonly unsafe struct FirstColumns<T> : ISlimColumns<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector512<T> _mask;

    /// <param name="count">The columns from here to the end of the row.</param>
    public FirstColumns(nint count) => _mask = sizeof(T) == sizeof(float)
        ? Vector512.LessThan(Vector512<int>.Indices, Vector512.Create((int)count)).As<int, T>()
        : Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public GemmLanes512<T> Load(T* source) => new(sizeof(T) == sizeof(float)
        ? Avx512F.MaskLoad((float*)source, _mask.As<T, float>(), default).As<float, T>()
        : Avx512F.MaskLoad((double*)source, _mask.As<T, double>(), default).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(GemmLanes512<T> lanes, T* target)
    {
        if (sizeof(T) == sizeof(float))
            Avx512F.MaskStore((float*)target, _mask.As<T, float>(), lanes.Value.As<T, float>());
        else
            Avx512F.MaskStore((double*)target, _mask.As<T, double>(), lanes.Value.As<T, double>());
    }
}
