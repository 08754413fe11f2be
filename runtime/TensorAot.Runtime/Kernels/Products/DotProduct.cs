using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TensorAot.Runtime;

/// <summary>
/// y = Alpha * x M + Beta * y for dense columns of M: one dot product for each element of y, two or four at a time.
/// </summary>
/// <remarks>
/// A dot product accumulates in 32 virtual lanes of float and 16 of double, two vectors of 512 bits or four of 256;
/// element p goes to lane p modulo the lanes, and the lanes are folded by halves: the bits are the same in either
/// width. Depth is not cut into chunks here.
/// </remarks>
internal static unsafe class DotProduct<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly WorkspacePool s_scratch = new();

    private const int WideColumns = 4, NarrowColumns = 2;

    public static void Multiply(in VectorArguments<T> product)
    {
        if (product.XStep == 1)
        {
            MultiplyDense(product);
            return;
        }
        using Workspace scratch = s_scratch.Rent(product.Depth * sizeof(T));
        T* x = (T*)scratch.Pointer;
        for (nint p = 0; p < product.Depth; p++)
            x[p] = product.X[p * product.XStep];
        VectorArguments<T> dense = product;
        dense.X = x;
        dense.XStep = 1;
        MultiplyDense(dense);
    }

    private static void MultiplyDense(in VectorArguments<T> product)
    {
        VectorArguments<T> local = product;
        if (product.Columns * product.Depth <= GemmCost.SerialElements)
            MultiplyColumns(&local, 0, product.Columns);
        else
            ParallelFor.Run(
                product.Columns, RoundUp(GemmCost.ChunkElements / product.Depth), &MultiplyColumns, &local);
    }

    /// <summary>A chunk of whole groups of columns.</summary>
    private static nint RoundUp(nint columns) => (Math.Max(1, columns) + WideColumns - 1) / WideColumns * WideColumns;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyColumns(void* state, nint start, nint end)
    {
        VectorArguments<T>* product = (VectorArguments<T>*)state;
        GemmScaling<T> scaling = GemmScaling<T>.Chunk(product->Alpha, product->Beta, 0);
        T* sums = stackalloc T[WideColumns];
        int columns = Vector512.IsHardwareAccelerated ? WideColumns : NarrowColumns;
        for (nint j = start; j < end; j += columns)
        {
            nint count = Math.Min(columns, end - j);
            T* m = product->M + j * product->MColumn;
            if (Vector512.IsHardwareAccelerated)
                DotFour(product->Depth, product->X, m, product->MColumn, count, sums);
            else
                DotTwo(product->Depth, product->X, m, product->MColumn, count, sums);
            for (nint c = 0; c < count; c++)
                Put(product->Y + (j + c) * product->YStep, sums[c], scaling);
        }
    }

    /// <summary>Four columns in vectors of 512 bits. Of fewer, the first one stands for the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void DotFour(nint depth, T* x, T* m0, nint step, nint count, T* sums)
    {
        T* m1 = count > 1 ? m0 + step : m0, m2 = count > 2 ? m0 + 2 * step : m0, m3 = count > 3 ? m0 + 3 * step : m0;
        GemmLanes512<T> a0 = default, a1 = default, b0 = default, b1 = default;
        GemmLanes512<T> c0 = default, c1 = default, d0 = default, d1 = default;
        int width = Vector512<T>.Count;
        nint p = 0;
        for (; p <= depth - 2 * width; p += 2 * width)
        {
            GemmLanes512<T> v = GemmLanes512<T>.Load(x + p);
            a0 = GemmLanes512<T>.MultiplyAdd(v, GemmLanes512<T>.Load(m0 + p), a0);
            b0 = GemmLanes512<T>.MultiplyAdd(v, GemmLanes512<T>.Load(m1 + p), b0);
            c0 = GemmLanes512<T>.MultiplyAdd(v, GemmLanes512<T>.Load(m2 + p), c0);
            d0 = GemmLanes512<T>.MultiplyAdd(v, GemmLanes512<T>.Load(m3 + p), d0);
            v = GemmLanes512<T>.Load(x + p + width);
            a1 = GemmLanes512<T>.MultiplyAdd(v, GemmLanes512<T>.Load(m0 + p + width), a1);
            b1 = GemmLanes512<T>.MultiplyAdd(v, GemmLanes512<T>.Load(m1 + p + width), b1);
            c1 = GemmLanes512<T>.MultiplyAdd(v, GemmLanes512<T>.Load(m2 + p + width), c1);
            d1 = GemmLanes512<T>.MultiplyAdd(v, GemmLanes512<T>.Load(m3 + p + width), d1);
        }
        for (bool first = true; p < depth; p += width, first = false)
        {
            nint rest = depth - p;
            GemmLanes512<T> v = GemmLanes512<T>.Load(x + p, rest);
            GemmLanes512<T> a = GemmLanes512<T>.Load(m0 + p, rest), b = GemmLanes512<T>.Load(m1 + p, rest);
            GemmLanes512<T> c = GemmLanes512<T>.Load(m2 + p, rest), d = GemmLanes512<T>.Load(m3 + p, rest);
            if (first)
            {
                a0 = GemmLanes512<T>.MultiplyAdd(v, a, a0);
                b0 = GemmLanes512<T>.MultiplyAdd(v, b, b0);
                c0 = GemmLanes512<T>.MultiplyAdd(v, c, c0);
                d0 = GemmLanes512<T>.MultiplyAdd(v, d, d0);
            }
            else
            {
                a1 = GemmLanes512<T>.MultiplyAdd(v, a, a1);
                b1 = GemmLanes512<T>.MultiplyAdd(v, b, b1);
                c1 = GemmLanes512<T>.MultiplyAdd(v, c, c1);
                d1 = GemmLanes512<T>.MultiplyAdd(v, d, d1);
            }
        }
        sums[0] = Fold(a0.Value + a1.Value);
        sums[1] = Fold(b0.Value + b1.Value);
        sums[2] = Fold(c0.Value + c1.Value);
        sums[3] = Fold(d0.Value + d1.Value);
    }

    /// <summary>Two columns in vectors of 256 bits. Of one, it stands for the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void DotTwo(nint depth, T* x, T* m0, nint step, nint count, T* sums)
    {
        T* m1 = count > 1 ? m0 + step : m0;
        GemmLanes256<T> a0 = default, a1 = default, a2 = default, a3 = default;
        GemmLanes256<T> b0 = default, b1 = default, b2 = default, b3 = default;
        int width = Vector256<T>.Count;
        nint p = 0;
        for (; p <= depth - 4 * width; p += 4 * width)
        {
            GemmLanes256<T> v = GemmLanes256<T>.Load(x + p);
            a0 = GemmLanes256<T>.MultiplyAdd(v, GemmLanes256<T>.Load(m0 + p), a0);
            b0 = GemmLanes256<T>.MultiplyAdd(v, GemmLanes256<T>.Load(m1 + p), b0);
            v = GemmLanes256<T>.Load(x + p + width);
            a1 = GemmLanes256<T>.MultiplyAdd(v, GemmLanes256<T>.Load(m0 + p + width), a1);
            b1 = GemmLanes256<T>.MultiplyAdd(v, GemmLanes256<T>.Load(m1 + p + width), b1);
            v = GemmLanes256<T>.Load(x + p + 2 * width);
            a2 = GemmLanes256<T>.MultiplyAdd(v, GemmLanes256<T>.Load(m0 + p + 2 * width), a2);
            b2 = GemmLanes256<T>.MultiplyAdd(v, GemmLanes256<T>.Load(m1 + p + 2 * width), b2);
            v = GemmLanes256<T>.Load(x + p + 3 * width);
            a3 = GemmLanes256<T>.MultiplyAdd(v, GemmLanes256<T>.Load(m0 + p + 3 * width), a3);
            b3 = GemmLanes256<T>.MultiplyAdd(v, GemmLanes256<T>.Load(m1 + p + 3 * width), b3);
        }
        for (int vector = 0; p < depth; p += width, vector++)
        {
            nint rest = depth - p;
            GemmLanes256<T> v = GemmLanes256<T>.Load(x + p, rest);
            GemmLanes256<T> a = GemmLanes256<T>.Load(m0 + p, rest), b = GemmLanes256<T>.Load(m1 + p, rest);
            a0 = vector == 0 ? GemmLanes256<T>.MultiplyAdd(v, a, a0) : a0;
            b0 = vector == 0 ? GemmLanes256<T>.MultiplyAdd(v, b, b0) : b0;
            a1 = vector == 1 ? GemmLanes256<T>.MultiplyAdd(v, a, a1) : a1;
            b1 = vector == 1 ? GemmLanes256<T>.MultiplyAdd(v, b, b1) : b1;
            a2 = vector == 2 ? GemmLanes256<T>.MultiplyAdd(v, a, a2) : a2;
            b2 = vector == 2 ? GemmLanes256<T>.MultiplyAdd(v, b, b2) : b2;
            a3 = vector == 3 ? GemmLanes256<T>.MultiplyAdd(v, a, a3) : a3;
            b3 = vector == 3 ? GemmLanes256<T>.MultiplyAdd(v, b, b3) : b3;
        }
        sums[0] = Fold(a0.Value + a2.Value + (a1.Value + a3.Value));
        sums[1] = Fold(b0.Value + b2.Value + (b1.Value + b3.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Fold(Vector512<T> lanes) => Fold(lanes.GetLower() + lanes.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Fold(Vector256<T> lanes)
    {
        Vector128<T> half = lanes.GetLower() + lanes.GetUpper();
        return Vector128<T>.Count == 2
            ? half.GetElement(0) + half.GetElement(1)
            : half.GetElement(0) + half.GetElement(2) + (half.GetElement(1) + half.GetElement(3));
    }

    private static void Put(T* y, T sum, in GemmScaling<T> scaling) =>
        *y = scaling.Apply(sum, scaling.Reads ? *y : T.Zero);
}
