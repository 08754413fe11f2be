using System.Runtime.CompilerServices;

namespace TensorAot.Runtime;

// Inside the namespace, so that Vector<T> is the hardware vector and not the rank-1 input of the language.
using System.Numerics;

/// <summary>Products of integers: a plain loop, exact modulo the range of the type in any order.</summary>
internal static unsafe class IntegerProduct<T>
    where T : unmanaged, IBinaryInteger<T>
{
    public static void Multiply(in GemmArguments<T> product)
    {
        if (product.Rows == 0 || product.Columns == 0)
            return;
        GemmArguments<T> local = product;
        nint rowWork = product.Columns * Math.Max(1, product.Depth);
        if (product.Rows * rowWork <= GemmCost.SerialElements)
            MultiplyRows(&local, 0, product.Rows);
        else
            ParallelFor.Run(product.Rows, Math.Max(1, GemmCost.ChunkElements / rowWork), &MultiplyRows, &local);
    }

    private static void MultiplyRows(void* state, nint start, nint end)
    {
        GemmArguments<T>* product = (GemmArguments<T>*)state;
        for (nint i = start; i < end; i++)
        {
            T* a = product->A + i * product->ARow;
            T* c = product->C + i * product->CRow;
            Scale(product->Columns, product->Beta, c);
            for (nint p = 0; p < product->Depth; p++)
            {
                T factor = unchecked(product->Alpha * a[p * product->AColumn]);
                T* b = product->B + p * product->BRow;
                if (product->BColumn == 1)
                    AddRow(product->Columns, factor, b, c);
                else
                    AddStrided(product->Columns, factor, b, product->BColumn, c);
            }
        }
    }

    private static void Scale(nint columns, T beta, T* c)
    {
        for (nint j = 0; j < columns; j++)
            c[j] = T.IsZero(beta) ? T.Zero : unchecked(beta * c[j]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow(nint columns, T factor, T* b, T* c)
    {
        Vector<T> factors = Vector.Create(factor);
        nint j = 0;
        for (; j <= columns - Vector<T>.Count; j += Vector<T>.Count)
            (Vector.Load(c + j) + factors * Vector.Load(b + j)).Store(c + j);
        for (; j < columns; j++)
            c[j] = unchecked(c[j] + factor * b[j]);
    }

    private static void AddStrided(nint columns, T factor, T* b, nint bColumn, T* c)
    {
        for (nint j = 0; j < columns; j++)
            c[j] = unchecked(c[j] + factor * b[j * bColumn]);
    }
}
