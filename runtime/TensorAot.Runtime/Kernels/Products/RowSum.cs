using System.Numerics;
using System.Runtime.CompilerServices;

namespace TensorAot.Runtime;

/// <summary>
/// y = Alpha * sum over p of x[p] * M[p, :] + Beta * y for dense rows of M: vectors run along y, four rows at a time.
/// </summary>
internal static unsafe class RowSum<T, TLanes>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : unmanaged, IGemmLanes<TLanes, T>
{
    /// <summary>The columns of a block: their sums stay in the first-level cache. Rows are read in one piece up to here.</summary>
    private const int Block = 2048;

    /// <summary>Where threads share the columns: whole cache lines.</summary>
    private const int Strip = 64;

    public static void Multiply(in VectorArguments<T> product)
    {
        VectorArguments<T> local = product;
        nint strips = (product.Columns + Strip - 1) / Strip;
        if (product.Columns * product.Depth <= GemmCost.SerialElements)
            SumStrips(&local, 0, strips);
        else
            ParallelFor.Run(strips, Grain(strips, product.Depth), &SumStrips, &local);
    }

    /// <summary>As few parts as keep the threads busy: a row is read fastest in one piece, and the bits do not depend on the parts.</summary>
    private static nint Grain(nint strips, nint depth)
    {
        int threads = ParallelFor.MaxThreads;
        return threads == 1 ? strips : Math.Max(Math.Max(1, GemmCost.ChunkElements / (depth * Strip)), strips / (2 * threads));
    }

    [SkipLocalsInit]
    private static void SumStrips(void* state, nint start, nint end)
    {
        T* sums = stackalloc T[Block];
        VectorArguments<T>* product = (VectorArguments<T>*)state;
        nint last = Math.Min(product->Columns, end * Strip);
        for (nint column = start * Strip; column < last; column += Block)
            SumBlock(product, column, Math.Min(Block, last - column), sums);
    }

    private static void SumBlock(VectorArguments<T>* product, nint column, nint width, T* sums)
    {
        T* y = product->Y + column * product->YStep;
        for (nint p = 0; p < product->Depth; p += GemmCost.DepthChunk)
        {
            nint depth = Math.Min(GemmCost.DepthChunk, product->Depth - p);
            GemmScaling<T> scaling = GemmScaling<T>.Chunk(product->Alpha, product->Beta, p);
            new Span<T>(sums, (int)width).Clear();
            SumChunk(
                depth, width, product->X + p * product->XStep, product->XStep, product->M + p * product->MRow + column,
                product->MRow, sums);
            if (product->YStep == 1)
                GemmTile<T, TLanes>.Merge(1, width, sums, width, y, width, scaling);
            else
                Scatter(width, sums, y, product->YStep, scaling);
        }
    }

    /// <summary>Adds the rows of a chunk to <paramref name="sums"/>, one after the other.</summary>
    public static void SumChunk(nint depth, nint width, T* x, nint xStep, T* m, nint mRow, T* sums)
    {
        for (; depth >= 4; depth -= 4)
        {
            AddFour(width, x[0], x[xStep], x[2 * xStep], x[3 * xStep], m, mRow, sums);
            x += 4 * xStep;
            m += 4 * mRow;
        }
        for (; depth > 0; depth--)
        {
            AddOne(width, x[0], m, sums);
            x += xStep;
            m += mRow;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFour(nint width, T x0, T x1, T x2, T x3, T* m, nint mRow, T* sums)
    {
        TLanes v0 = TLanes.Broadcast(x0), v1 = TLanes.Broadcast(x1);
        TLanes v2 = TLanes.Broadcast(x2), v3 = TLanes.Broadcast(x3);
        T* m1 = m + mRow, m2 = m1 + mRow, m3 = m2 + mRow;
        nint j = 0;
        for (; j <= width - TLanes.Count; j += TLanes.Count)
        {
            TLanes sum = TLanes.MultiplyAdd(v0, TLanes.Load(m + j), TLanes.Load(sums + j));
            sum = TLanes.MultiplyAdd(v1, TLanes.Load(m1 + j), sum);
            sum = TLanes.MultiplyAdd(v2, TLanes.Load(m2 + j), sum);
            TLanes.MultiplyAdd(v3, TLanes.Load(m3 + j), sum).Store(sums + j);
        }
        for (; j < width; j++)
        {
            T sum = T.FusedMultiplyAdd(x1, m1[j], T.FusedMultiplyAdd(x0, m[j], sums[j]));
            sums[j] = T.FusedMultiplyAdd(x3, m3[j], T.FusedMultiplyAdd(x2, m2[j], sum));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddOne(nint width, T x, T* m, T* sums)
    {
        TLanes v = TLanes.Broadcast(x);
        nint j = 0;
        for (; j <= width - TLanes.Count; j += TLanes.Count)
            TLanes.MultiplyAdd(v, TLanes.Load(m + j), TLanes.Load(sums + j)).Store(sums + j);
        for (; j < width; j++)
            sums[j] = T.FusedMultiplyAdd(x, m[j], sums[j]);
    }

    private static void Scatter(nint width, T* sums, T* y, nint yStep, in GemmScaling<T> scaling)
    {
        for (nint j = 0; j < width; j++)
            y[j * yStep] = scaling.Apply(sums[j], scaling.Reads ? y[j * yStep] : T.Zero);
    }
}
