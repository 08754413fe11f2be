using System.Numerics;
using System.Runtime.CompilerServices;

namespace TensorAot.Runtime;

/// <summary>C = Alpha * a b + Beta * C for a column a and a dense row b: bound by the memory of C.</summary>
internal static unsafe class OuterProduct<T, TLanes>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : unmanaged, IGemmLanes<TLanes, T>
{
    public static void Multiply(in GemmArguments<T> product)
    {
        GemmArguments<T> local = product;
        if (local.Rows * local.Columns <= GemmCost.SerialElements)
            MultiplyRows(&local, 0, local.Rows);
        else
            ParallelFor.Run(local.Rows, Math.Max(1, GemmCost.ChunkElements / local.Columns), &MultiplyRows, &local);
    }

    private static void MultiplyRows(void* state, nint start, nint end)
    {
        GemmArguments<T>* product = (GemmArguments<T>*)state;
        GemmScaling<T> scaling = GemmScaling<T>.Chunk(product->Alpha, product->Beta, 0);
        for (nint i = start; i < end; i++)
        {
            MultiplyRow(
                product->Columns, product->A[i * product->ARow], product->B, product->C + i * product->CRow, scaling);
        }
    }

    // The sum of one term still starts at 0, as in every other kernel: it turns -0 into +0.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyRow(nint columns, T a, T* b, T* c, in GemmScaling<T> scaling)
    {
        GemmScaling<T> local = scaling;
        TLanes zero = default, x = TLanes.Broadcast(a);
        TLanes alpha = TLanes.Broadcast(local.Alpha), beta = TLanes.Broadcast(local.Beta);
        nint j = 0;
        if (local.Reads)
        {
            for (; j <= columns - TLanes.Count; j += TLanes.Count)
            {
                TLanes sum = TLanes.MultiplyAdd(x, TLanes.Load(b + j), zero);
                TLanes.MultiplyAdd(alpha, sum, TLanes.Multiply(beta, TLanes.Load(c + j))).Store(c + j);
            }
        }
        else
        {
            for (; j <= columns - TLanes.Count; j += TLanes.Count)
                TLanes.Multiply(alpha, TLanes.MultiplyAdd(x, TLanes.Load(b + j), zero)).Store(c + j);
        }
        for (; j < columns; j++)
            c[j] = local.Apply(T.FusedMultiplyAdd(a, b[j], T.Zero), local.Reads ? c[j] : T.Zero);
    }
}
