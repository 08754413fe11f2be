using System.ComponentModel;
using System.Numerics;

namespace TensorAot.Runtime;

/// <summary>LU with row exchanges, row-major. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class LuFactorization
{
    /// <summary>The columns of a panel that is factored column by column.</summary>
    private const int Leaf = 16;

    /// <summary>For factors that nobody asked for, only for their permutation.</summary>
    private static readonly WorkspacePool s_unasked = new();

    private struct FactorFrame<T>
        where T : unmanaged
    {
        public T* A, Lu, Sign;
        public int* Rows, Pivots;
        public nint N;
    }

    private struct SolveFrame<T>
        where T : unmanaged
    {
        public T* Lu, B, X, Scratch;
        public int* Rows;
        public nint Matrices, N, M;
        public bool Transposed;
        public MatrixFailure Failure;
    }

    /// <summary>The factors of each matrix of a batch. A singular matrix has a zero on the diagonal of U.</summary>
    /// <param name="a">[batch, n, n].</param>
    /// <param name="lu">[batch, n, n]: L below the diagonal, U on and above it; or null.</param>
    /// <param name="rows">[batch, n]: the row of the matrix that each row of the factors came from; or null.</param>
    /// <param name="sign">[batch]: the sign of the permutation; or null.</param>
    /// <param name="pivots">[batch, n]: scratch.</param>
    public static void Factor<T>(T* a, T* lu, int* rows, T* sign, int* pivots, nint batch, nint n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using Workspace own = s_unasked.Rent(lu is null ? checked(batch * n * n * sizeof(T)) : 0);
        FactorFrame<T> frame = new() { A = a, Lu = lu is null ? (T*)own.Pointer : lu, Rows = rows, Sign = sign, Pivots = pivots, N = n };
        Loop.Run(batch, MatrixKernels.Grain(n * n * n), &RunFactor<T>, &frame);
    }

    /// <summary>The x with a·x = b, or aᵀ·x = b, from the factors of a.</summary>
    /// <param name="lu">[matrices, n, n].</param>
    /// <param name="rows">[matrices, n].</param>
    /// <param name="b">[batch, n, m].</param>
    /// <param name="x">[batch, n, m]; overwritten.</param>
    /// <param name="scratch">[batch, n, m] where <paramref name="transposed"/> is not 0.</param>
    /// <param name="matrices"><paramref name="batch"/>, or 1: the same matrix for all.</param>
    /// <param name="expression">The user's expression.</param>
    /// <exception cref="LinearAlgebraException">A matrix is singular.</exception>
    public static void Solve<T>(T* lu, int* rows, T* b, T* x, T* scratch, nint batch, nint matrices, nint n, nint m, nint transposed, string expression)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SolveFrame<T> frame = new()
        {
            Lu = lu, Rows = rows, B = b, X = x, Scratch = scratch, Matrices = matrices, N = n, M = m, Transposed = transposed != 0, Failure = MatrixFailure.None,
        };
        Loop.Run(batch, MatrixKernels.Grain(2 * n * n * m), &RunSolve<T>, &frame);
        frame.Failure.ThrowIfAny(expression, batch, "singular", "zero");
    }

    private static void RunFactor<T>(void* state, nint start, nint end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var frame = (FactorFrame<T>*)state;
        nint n = frame->N;
        for (nint k = start; k < end; k++)
        {
            T* lu = frame->Lu + k * n * n;
            int* pivots = frame->Pivots + k * n;
            MatrixKernels.Copy(frame->A + k * n * n, lu, n * n);
            InPlace(lu, n, n, n, pivots);
            T sign = T.One;
            for (nint i = 0; i < n; i++)
                sign = pivots[i] == i ? sign : -sign;
            if (frame->Sign is not null)
                frame->Sign[k] = sign;
            if (frame->Rows is not null)
                Permute(frame->Rows + k * n, pivots, n);
        }
    }

    private static void Permute(int* rows, int* pivots, nint n)
    {
        for (int i = 0; i < n; i++)
            rows[i] = i;
        for (nint i = 0; i < n; i++)
            (rows[i], rows[pivots[i]]) = (rows[pivots[i]], rows[i]);
    }

    private static void RunSolve<T>(void* state, nint start, nint end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var frame = (SolveFrame<T>*)state;
        (nint n, nint m) = (frame->N, frame->M);
        for (nint k = start; k < end; k++)
        {
            nint matrix = frame->Matrices == 1 ? 0 : k;
            T* lu = frame->Lu + matrix * n * n, b = frame->B + k * n * m, x = frame->X + k * n * m;
            int* rows = frame->Rows + matrix * n;
            nint zero = TriangularSystem.FindZero(lu, n);
            if (zero >= 0)
                frame->Failure.Report(k, zero);
            else if (frame->Transposed)
                SolveTransposed(lu, rows, b, x, frame->Scratch + k * n * m, n, m);
            else
            {
                for (nint i = 0; i < n; i++)
                    MatrixKernels.Copy(b + rows[i] * m, x + i * m, m);
                TriangularSystem.InPlace(lu, n, 1, lower: true, unitDiagonal: true, n, x, m, m);
                TriangularSystem.InPlace(lu, n, 1, lower: false, unitDiagonal: false, n, x, m, m);
            }
        }
    }

    private static void SolveTransposed<T>(T* lu, int* rows, T* b, T* x, T* scratch, nint n, nint m)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixKernels.Copy(b, scratch, n * m);
        TriangularSystem.InPlace(lu, 1, n, lower: true, unitDiagonal: false, n, scratch, m, m);
        TriangularSystem.InPlace(lu, 1, n, lower: false, unitDiagonal: true, n, scratch, m, m);
        for (nint i = 0; i < n; i++)
            MatrixKernels.Copy(scratch + i * m, x + rows[i] * m, m);
    }

    /// <summary>
    /// Factors a tall matrix: the left half of its columns, a triangular system, a product, the right half (Toledo, 1997).
    /// <paramref name="pivots"/> gets, for each column, the row that was exchanged with it.
    /// </summary>
    internal static void InPlace<T>(T* a, nint row, nint rows, nint columns, int* pivots)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (columns <= Leaf)
        {
            FactorPanel(a, row, rows, columns, pivots);
            return;
        }
        nint half = (columns / 2 + Leaf - 1) / Leaf * Leaf, rest = columns - half;
        T* right = a + half, below = a + half * row, last = below + half;
        InPlace(a, row, rows, half, pivots);
        Exchange(right, row, rest, pivots, half);
        TriangularSystem.InPlace(a, row, 1, lower: true, unitDiagonal: true, half, right, row, rest);
        MatrixKernels.SubtractProduct(rows - half, rest, half, below, row, 1, right, row, 1, last, row);
        InPlace(last, row, rows - half, rest, pivots + half);
        Exchange(below, row, half, pivots + half, rest);
        for (nint i = half; i < columns; i++)
            pivots[i] += (int)half;
    }

    /// <summary>Exchanges rows in the order in which they were exchanged elsewhere.</summary>
    internal static void Exchange<T>(T* a, nint row, nint columns, int* pivots, nint count)
        where T : unmanaged
    {
        for (nint i = 0; i < count; i++)
            if (pivots[i] != i)
                MatrixKernels.Swap(a + i * row, a + pivots[i] * row, columns);
    }

    private static void FactorPanel<T>(T* a, nint row, nint rows, nint columns, int* pivots)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint j = 0; j < columns; j++)
        {
            nint pivot = LargestBelow(a, row, rows, j);
            pivots[j] = (int)pivot;
            if (pivot != j)
                MatrixKernels.Swap(a + j * row, a + pivot * row, columns);
            T* top = a + j * row;
            if (top[j] == T.Zero)
                continue;
            for (nint i = j + 1; i < rows; i++)
            {
                T* target = a + i * row;
                target[j] /= top[j];
                MatrixKernels.SubtractScaled(target + j + 1, top + j + 1, target[j], columns - j - 1);
            }
        }
    }

    /// <summary>The row with the element of largest magnitude on or below the diagonal, the first of equals; NaN is the largest.</summary>
    private static nint LargestBelow<T>(T* a, nint row, nint rows, nint column)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint best = column;
        T largest = T.Abs(a[column * row + column]);
        for (nint i = column + 1; i < rows && !T.IsNaN(largest); i++)
        {
            T magnitude = T.Abs(a[i * row + column]);
            if (!(magnitude <= largest))
                (best, largest) = (i, magnitude);
        }
        return best;
    }
}
