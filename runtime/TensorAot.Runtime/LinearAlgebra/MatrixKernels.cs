namespace TensorAot.Runtime;

// Inside the namespace: TensorAot has a Vector of its own.
using System.Numerics;

/// <summary>Operations on rows of row-major matrices. All are elementwise, so their bits do not depend on the width of vectors.</summary>
internal static unsafe class MatrixKernels
{
    /// <summary>y -= factor * x.</summary>
    public static void SubtractScaled<T>(T* y, T* x, T factor, nint count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var factors = new Vector<T>(factor);
        nint i = 0;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
            (Vector.Load(y + i) - factors * Vector.Load(x + i)).Store(y + i);
        for (; i < count; i++)
            y[i] -= factor * x[i];
    }

    /// <summary>y /= divisor.</summary>
    public static void Divide<T>(T* y, T divisor, nint count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var divisors = new Vector<T>(divisor);
        nint i = 0;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
            (Vector.Load(y + i) / divisors).Store(y + i);
        for (; i < count; i++)
            y[i] /= divisor;
    }

    public static void Copy<T>(T* from, T* to, nint count)
        where T : unmanaged => Buffer.MemoryCopy(from, to, count * sizeof(T), count * sizeof(T));

    public static void Clear<T>(T* target, nint count)
        where T : unmanaged
    {
        for (nint i = 0; i < count; i++)
            target[i] = default;
    }

    public static void Swap<T>(T* x, T* y, nint count)
        where T : unmanaged
    {
        for (nint i = 0; i < count; i++)
            (x[i], y[i]) = (y[i], x[i]);
    }

    public static bool AllFinite<T>(T* x, nint count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint i = 0; i < count; i++)
            if (!T.IsFinite(x[i]))
                return false;
        return true;
    }

    /// <summary>C -= A B, with any strides of A and B.</summary>
    public static void SubtractProduct<T>(nint m, nint n, nint k, T* a, nint aRow, nint aColumn, T* b, nint bRow, nint bColumn, T* c, nint cRow)
        where T : unmanaged => Multiply(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, -1, 1);

    /// <summary>C = A B of square matrices.</summary>
    public static void Product<T>(nint n, T* a, T* b, T* c)
        where T : unmanaged => Multiply(n, n, n, a, n, 1, b, n, 1, c, n, 1, 0);

    private static void Multiply<T>(nint m, nint n, nint k, T* a, nint aRow, nint aColumn, T* b, nint bRow, nint bColumn, T* c, nint cRow, int alpha, int beta)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
            Gemm.Multiply(m, n, k, (float*)a, aRow, aColumn, (float*)b, bRow, bColumn, (float*)c, cRow, alpha, beta);
        else
            Gemm.Multiply(m, n, k, (double*)a, aRow, aColumn, (double*)b, bRow, bColumn, (double*)c, cRow, alpha, beta);
    }

    /// <summary>
    /// How many of the slots of scratch memory a part has, where matrix k of a batch works in slot k mod <paramref name="slots"/>: so that
    /// a part is at least about 20 microseconds of work.
    /// </summary>
    public static nint SlotGrain(nint operationsPerMatrix, nint batch, nint slots) =>
        Math.Max(1, Grain(operationsPerMatrix) * slots / Math.Max(1, batch));

    /// <summary>How many matrices a part of a batch has: at least about 20 microseconds of work.</summary>
    public static nint Grain(nint operationsPerMatrix) => Math.Max(1, 100_000 / Math.Max(1, operationsPerMatrix));
}
