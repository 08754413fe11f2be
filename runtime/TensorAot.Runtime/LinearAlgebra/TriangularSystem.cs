using System.ComponentModel;
using System.Numerics;

namespace TensorAot.Runtime;

/// <summary>Triangular systems of equations, row-major. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class TriangularSystem
{
    /// <summary>Below this size, substitution; above it, halves and a product.</summary>
    private const int Leaf = 16;

    private struct Frame<T>
        where T : unmanaged
    {
        public T* A, X;
        public nint AStride, N, M;
        public bool Lower, Transposed, UnitDiagonal;
        public MatrixFailure Failure;
    }

    /// <summary>The x with a·x = b, or aᵀ·x = b, for each matrix of a batch.</summary>
    /// <param name="a">[matrices, n, n]; one triangle is read.</param>
    /// <param name="b">[batch, n, m].</param>
    /// <param name="x">[batch, n, m]; overwritten.</param>
    /// <param name="matrices"><paramref name="batch"/>, or 1: the same matrix for all.</param>
    /// <param name="expression">The user's expression.</param>
    /// <exception cref="LinearAlgebraException">A zero on a diagonal.</exception>
    public static void Solve<T>(T* a, T* b, T* x, nint batch, nint matrices, nint n, nint m, nint lower, nint transposed, nint unitDiagonal, string expression)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixKernels.Copy(b, x, batch * n * m);
        Frame<T> frame = new()
        {
            A = a, X = x, AStride = matrices == 1 ? 0 : n * n, N = n, M = m, Lower = lower != 0, Transposed = transposed != 0,
            UnitDiagonal = unitDiagonal != 0, Failure = MatrixFailure.None,
        };
        Loop.Run(batch, MatrixKernels.Grain(n * n * m), &Run<T>, &frame);
        frame.Failure.ThrowIfAny(expression, batch, "singular", "zero");
    }

    private static void Run<T>(void* state, nint start, nint end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var frame = (Frame<T>*)state;
        for (nint k = start; k < end; k++)
        {
            T* a = frame->A + k * frame->AStride;
            nint zero = frame->UnitDiagonal ? -1 : FindZero(a, frame->N);
            if (zero >= 0)
                frame->Failure.Report(k, zero);
            else if (frame->Transposed)
                InPlace(a, 1, frame->N, !frame->Lower, frame->UnitDiagonal, frame->N, frame->X + k * frame->N * frame->M, frame->M, frame->M);
            else
                InPlace(a, frame->N, 1, frame->Lower, frame->UnitDiagonal, frame->N, frame->X + k * frame->N * frame->M, frame->M, frame->M);
        }
    }

    /// <summary>The first zero on a diagonal; -1 when there is none.</summary>
    internal static nint FindZero<T>(T* a, nint n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint i = 0; i < n; i++)
            if (a[i * n + i] == T.Zero)
                return i;
        return -1;
    }

    /// <summary>
    /// b = a^-1·b for a triangular a with any strides: recursive, so that nearly all work is in products. Rows of b are dense.
    /// </summary>
    internal static void InPlace<T>(T* a, nint row, nint column, bool lower, bool unitDiagonal, nint n, T* b, nint bRow, nint m)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (n <= Leaf)
        {
            Substitute(a, row, column, lower, unitDiagonal, n, b, bRow, m);
            return;
        }
        nint half = (n / 2 + Leaf - 1) / Leaf * Leaf, rest = n - half;
        T* last = a + half * (row + column), below = b + half * bRow;
        if (lower)
        {
            InPlace(a, row, column, lower, unitDiagonal, half, b, bRow, m);
            MatrixKernels.SubtractProduct(rest, m, half, a + half * row, row, column, b, bRow, 1, below, bRow);
            InPlace(last, row, column, lower, unitDiagonal, rest, below, bRow, m);
        }
        else
        {
            InPlace(last, row, column, lower, unitDiagonal, rest, below, bRow, m);
            MatrixKernels.SubtractProduct(half, m, rest, a + half * column, row, column, below, bRow, 1, b, bRow);
            InPlace(a, row, column, lower, unitDiagonal, half, b, bRow, m);
        }
    }

    private static void Substitute<T>(T* a, nint row, nint column, bool lower, bool unitDiagonal, nint n, T* b, nint bRow, nint m)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint step = 0; step < n; step++)
        {
            nint i = lower ? step : n - 1 - step;
            T* target = b + i * bRow;
            for (nint k = lower ? 0 : i + 1; k < (lower ? i : n); k++)
                MatrixKernels.SubtractScaled(target, b + k * bRow, a[i * row + k * column], m);
            if (!unitDiagonal)
                MatrixKernels.Divide(target, a[i * (row + column)], m);
        }
    }
}
