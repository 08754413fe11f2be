using System.ComponentModel;
using System.Numerics;

namespace TensorAot.Runtime;

/// <summary>The matrix of cofactors, which every square matrix has. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class CofactorMatrix
{
    private struct Frame<T>
        where T : unmanaged
    {
        public T* A, C, Scratch;
        public int* Places;
        public nint N;
    }

    /// <summary>
    /// The cofactors of each matrix of a batch: the gradient of its determinant. With P·a·Q = L·U by complete pivoting the transpose of
    /// the cofactors is det(P)·det(Q)·Q·adj(U)·L^-1·P. All pivots before the last one are zero only if the rank is below n - 1, when
    /// all cofactors are; otherwise adj(U) divides by these alone.
    /// </summary>
    /// <param name="a">[batch, n, n].</param>
    /// <param name="c">[batch, n, n]; overwritten.</param>
    /// <param name="scratch">[batch, 2, n, n].</param>
    /// <param name="places">[batch, 2, n]: scratch.</param>
    public static void Run<T>(T* a, T* c, T* scratch, int* places, nint batch, nint n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Frame<T> frame = new() { A = a, C = c, Scratch = scratch, Places = places, N = n };
        Loop.Run(batch, MatrixKernels.Grain(3 * n * n * n), &RunPart<T>, &frame);
    }

    private static void RunPart<T>(void* state, nint start, nint end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var frame = (Frame<T>*)state;
        nint n = frame->N;
        for (nint k = start; k < end; k++)
        {
            T* lu = frame->Scratch + 2 * k * n * n, y = lu + n * n, c = frame->C + k * n * n;
            int* rows = frame->Places + 2 * k * n, columns = rows + n;
            MatrixKernels.Copy(frame->A + k * n * n, lu, n * n);
            T scale = Factor(lu, rows, columns, n);
            for (nint i = 0; i < n - 1; i++)
                scale *= lu[i * n + i];
            if (TriangularSystem.FindZero(lu, n) is var zero && zero >= 0 && zero < n - 1)
            {
                MatrixKernels.Clear(c, n * n);
                continue;
            }
            Adjugate(lu, y, n);
            for (nint i = 0; i < n; i++)
                for (nint j = 0; j < n; j++)
                    c[rows[i] * n + columns[j]] = scale * y[i * n + j];
        }
    }

    /// <summary>LU with exchanges of rows and columns, in place; the sign of both permutations. Stops when only zeros are left.</summary>
    private static T Factor<T>(T* a, int* rows, int* columns, nint n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < n; i++)
            rows[i] = columns[i] = i;
        T sign = T.One;
        for (nint k = 0; k < n; k++)
        {
            (nint row, nint column) = Largest(a, n, k);
            if (row != k)
            {
                MatrixKernels.Swap(a + k * n, a + row * n, n);
                (rows[k], rows[row], sign) = (rows[row], rows[k], -sign);
            }
            if (column != k)
            {
                for (nint i = 0; i < n; i++)
                    (a[i * n + k], a[i * n + column]) = (a[i * n + column], a[i * n + k]);
                (columns[k], columns[column], sign) = (columns[column], columns[k], -sign);
            }
            T* top = a + k * n;
            if (top[k] == T.Zero)
                break;
            for (nint i = k + 1; i < n; i++)
            {
                T* target = a + i * n;
                target[k] /= top[k];
                MatrixKernels.SubtractScaled(target + k + 1, top + k + 1, target[k], n - k - 1);
            }
        }
        return sign;
    }

    /// <summary>The place of the element of largest magnitude in what is left from k on, the first of equals; NaN is the largest.</summary>
    private static (nint Row, nint Column) Largest<T>(T* a, nint n, nint k)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (nint row, nint column) = (k, k);
        T largest = T.Abs(a[k * n + k]);
        for (nint i = k; i < n; i++)
            for (nint j = k; j < n; j++)
                if (T.Abs(a[i * n + j]) is var magnitude && !(magnitude <= largest) && !T.IsNaN(largest))
                    (row, column, largest) = (i, j, magnitude);
        return (row, column);
    }

    /// <summary>
    /// L^-T·Wᵀ where adj(U) is the product of all pivots but the last, times W = [[u·V^-1, -V^-1·b], [0, 1]], for U = [[V, b], [0, u]].
    /// </summary>
    private static void Adjugate<T>(T* lu, T* y, nint n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (n == 0)
            return;
        nint last = n - 1;
        T* bottom = y + last * n;
        T u = lu[last * n + last];
        MatrixKernels.Clear(y, n * n);
        for (nint i = 0; i < n; i++)
            y[i * n + i] = T.One;
        TriangularSystem.InPlace(lu, 1, n, lower: true, unitDiagonal: false, last, y, n, last);
        for (nint i = 0; i < last; i++)
        {
            MatrixKernels.SubtractScaled(bottom, y + i * n, lu[i * n + last], last);
            for (nint j = 0; j < last; j++)
                y[i * n + j] *= u;
        }
        TriangularSystem.InPlace(lu, 1, n, lower: false, unitDiagonal: true, n, y, n, n);
    }
}
