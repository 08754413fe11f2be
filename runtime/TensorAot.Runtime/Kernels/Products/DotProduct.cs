using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TensorAot.Runtime;

/// <summary>
/// y = Alpha * x M + Beta * y for dense columns of M: one dot product for each element of y, two at a time.
/// </summary>
/// <remarks>
/// A dot product accumulates in four vectors of 256 bits, 32 virtual lanes of float and 16 of double, whatever the
/// hardware has; element p goes to lane p modulo the lanes, a last incomplete group is filled with zeros, and the
/// lanes are folded by halves. Depth is not cut into chunks here.
/// </remarks>
internal static unsafe class DotProduct<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly WorkspacePool s_scratch = new();

    private static int Lanes => 4 * Vector256<T>.Count;

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
                product.Columns, Math.Max(2, GemmCost.ChunkElements / product.Depth), &MultiplyColumns, &local);
    }

    [SkipLocalsInit]
    private static void MultiplyColumns(void* state, nint start, nint end)
    {
        VectorArguments<T>* product = (VectorArguments<T>*)state;
        GemmScaling<T> scaling = GemmScaling<T>.Chunk(product->Alpha, product->Beta, 0);
        T* tails = stackalloc T[3 * Lanes];
        nint tail = product->Depth % Lanes, whole = product->Depth - tail;
        if (tail != 0)
            CopyTail(product->X + whole, tail, tails);
        for (nint j = start; j < end; j += 2)
        {
            bool pair = j + 1 < end;
            T* m0 = product->M + j * product->MColumn;
            T* m1 = pair ? m0 + product->MColumn : m0;
            if (tail != 0)
            {
                CopyTail(m0 + whole, tail, tails + Lanes);
                CopyTail(m1 + whole, tail, tails + 2 * Lanes);
            }
            T sum0 = Dot(whole, product->X, m0, m1, tail != 0 ? tails : null, out T sum1);
            Put(product->Y + j * product->YStep, sum0, scaling);
            if (pair)
                Put(product->Y + (j + 1) * product->YStep, sum1, scaling);
        }
    }

    private static void CopyTail(T* source, nint count, T* tail)
    {
        for (nint i = 0; i < Lanes; i++)
            tail[i] = i < count ? source[i] : T.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Dot(nint whole, T* x, T* m0, T* m1, T* tails, out T second)
    {
        GemmLanes256<T> a0 = default, a1 = default, a2 = default, a3 = default;
        GemmLanes256<T> b0 = default, b1 = default, b2 = default, b3 = default;
        int count = Vector256<T>.Count;
        T* end = x + whole;
        bool inTail = false;
        while (true)
        {
            for (; x < end; x += 4 * count, m0 += 4 * count, m1 += 4 * count)
            {
                GemmLanes256<T> v = GemmLanes256<T>.Load(x);
                a0 = GemmLanes256<T>.MultiplyAdd(v, GemmLanes256<T>.Load(m0), a0);
                b0 = GemmLanes256<T>.MultiplyAdd(v, GemmLanes256<T>.Load(m1), b0);
                v = GemmLanes256<T>.Load(x + count);
                a1 = GemmLanes256<T>.MultiplyAdd(v, GemmLanes256<T>.Load(m0 + count), a1);
                b1 = GemmLanes256<T>.MultiplyAdd(v, GemmLanes256<T>.Load(m1 + count), b1);
                v = GemmLanes256<T>.Load(x + 2 * count);
                a2 = GemmLanes256<T>.MultiplyAdd(v, GemmLanes256<T>.Load(m0 + 2 * count), a2);
                b2 = GemmLanes256<T>.MultiplyAdd(v, GemmLanes256<T>.Load(m1 + 2 * count), b2);
                v = GemmLanes256<T>.Load(x + 3 * count);
                a3 = GemmLanes256<T>.MultiplyAdd(v, GemmLanes256<T>.Load(m0 + 3 * count), a3);
                b3 = GemmLanes256<T>.MultiplyAdd(v, GemmLanes256<T>.Load(m1 + 3 * count), b3);
            }
            if (tails is null || inTail)
                break;
            inTail = true;
            x = tails;
            m0 = tails + 4 * count;
            m1 = tails + 8 * count;
            end = m0;
        }
        second = Fold(b0.Value + b2.Value + (b1.Value + b3.Value));
        return Fold(a0.Value + a2.Value + (a1.Value + a3.Value));
    }

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
