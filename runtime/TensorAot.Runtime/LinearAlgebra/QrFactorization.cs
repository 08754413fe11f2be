using System.ComponentModel;
using System.Numerics;

namespace TensorAot.Runtime;

/// <summary>QR by Householder reflections, row-major. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class QrFactorization
{
    private struct Frame<T>
        where T : unmanaged
    {
        public T* A, Q, R, Scratch;
        public nint Batch, M, N, K, Slots;
    }

    /// <summary>q·r = a for each matrix of a batch, with a diagonal of r that is not negative.</summary>
    /// <param name="a">[batch, m, n].</param>
    /// <param name="q">[batch, m, k] with orthonormal columns; or null.</param>
    /// <param name="r">[batch, k, n], upper triangular; or null.</param>
    /// <param name="scratch">[slots, m + 2, n + k].</param>
    /// <param name="k">min(m, n), or m for the complete factors.</param>
    /// <param name="slots">How many matrices may be factored at a time.</param>
    public static void Factor<T>(T* a, T* q, T* r, T* scratch, nint batch, nint m, nint n, nint k, nint slots)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Frame<T> frame = new() { A = a, Q = q, R = r, Scratch = scratch, Batch = batch, M = m, N = n, K = k, Slots = slots };
        Loop.Run(slots, MatrixKernels.SlotGrain(4 * m * n * (n + k), batch, slots), &RunSlots<T>, &frame);
    }

    private static void RunSlots<T>(void* state, nint start, nint end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var frame = (Frame<T>*)state;
        for (nint slot = start; slot < end; slot++)
            for (nint i = slot; i < frame->Batch; i += frame->Slots)
                One(frame, i, frame->Scratch + slot * (frame->M + 2) * (frame->N + frame->K));
    }

    private static void One<T>(Frame<T>* frame, nint i, T* work)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (nint m, nint n, nint k) = (frame->M, frame->N, frame->K);
        T* ownQ = work + m * n, row = ownQ + m * k, factors = row + n + k;
        MatrixKernels.Copy(frame->A + i * m * n, work, m * n);
        Reflect(work, m, n, row, factors);
        if (frame->Q is not null)
        {
            Accumulate(work, m, n, factors, ownQ, k, row);
            CopySigned(ownQ, frame->Q + i * m * k, m, k, work, n, byColumn: true);
        }
        if (frame->R is not null)
            CopySigned(work, frame->R + i * k * n, k, n, work, n, byColumn: false);
    }

    /// <summary>Makes a upper triangular; the vectors of the reflections I - factor·v·vᵀ stay below the diagonal, without their leading 1.</summary>
    private static void Reflect<T>(T* a, nint m, nint n, T* row, T* factors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint j = 0; j < Math.Min(m, n); j++)
        {
            T norm = Norm(a + j * n + j, m - j, n), top = a[j * n + j];
            factors[j] = T.Zero;
            if (norm == T.Zero)
                continue;
            T diagonal = top >= T.Zero ? -norm : norm;
            factors[j] = (diagonal - top) / diagonal;
            for (nint i = j + 1; i < m; i++)
                a[i * n + j] /= top - diagonal;
            Apply(a, m, n, j, factors[j], a + j + 1, n, n - j - 1, row);
            a[j * n + j] = diagonal;
        }
    }

    /// <summary>The first k columns of the product of the reflections.</summary>
    private static void Accumulate<T>(T* a, nint m, nint n, T* factors, T* q, nint k, T* row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixKernels.Clear(q, m * k);
        for (nint i = 0; i < k; i++)
            q[i * k + i] = T.One;
        for (nint j = Math.Min(m, n) - 1; j >= 0; j--)
            Apply(a, m, n, j, factors[j], q + j, k, k - j, row);
    }

    /// <summary>Reflects the rows from j on of columns of a target: row = vᵀ·target, target -= factor·v·row.</summary>
    private static void Apply<T>(T* a, nint m, nint n, nint j, T factor, T* target, nint targetRow, nint columns, T* row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (factor == T.Zero || columns == 0)
            return;
        MatrixKernels.Copy(target + j * targetRow, row, columns);
        for (nint i = j + 1; i < m; i++)
            MatrixKernels.SubtractScaled(row, target + i * targetRow, -a[i * n + j], columns);
        MatrixKernels.SubtractScaled(target + j * targetRow, row, factor, columns);
        for (nint i = j + 1; i < m; i++)
            MatrixKernels.SubtractScaled(target + i * targetRow, row, factor * a[i * n + j], columns);
    }

    /// <summary>The length of a column, scaled so that squares neither overflow nor vanish.</summary>
    private static T Norm<T>(T* x, nint count, nint stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T largest = T.Zero, sum = T.Zero;
        for (nint i = 0; i < count; i++)
            largest = T.Max(largest, T.Abs(x[i * stride]));
        if (largest == T.Zero)
            return largest;
        for (nint i = 0; i < count; i++)
            sum += x[i * stride] / largest * (x[i * stride] / largest);
        return largest * T.Sqrt(sum);
    }

    /// <summary>Copies q or the triangle of r with the signs that make the diagonal of r not negative.</summary>
    private static void CopySigned<T>(T* from, T* to, nint rows, nint columns, T* r, nint n, bool byColumn)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint i = 0; i < rows; i++)
            for (nint j = 0; j < columns; j++)
            {
                nint at = byColumn ? j : i;
                bool flips = at < n && (byColumn || i <= j) && r[at * n + at] < T.Zero && at < (byColumn ? rows : columns);
                T value = byColumn || i <= j ? from[i * columns + j] : T.Zero;
                to[i * columns + j] = flips ? -value : value;
            }
    }
}
