using System.ComponentModel;
using System.Numerics;

namespace TensorAot.Runtime;

/// <summary>The Cholesky factorisation, row-major. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class CholeskyFactorization
{
    private const int Leaf = 16;

    /// <summary>Rows of a symmetric update that are computed together: only the upper triangle is needed.</summary>
    private const int UpdateRows = 128;

    private struct Frame<T>
        where T : unmanaged
    {
        public T* A, Result;
        public nint N;
        public MatrixFailure Failure;
    }

    /// <summary>The lower triangular l with l·lᵀ = (a + aᵀ) / 2 for each matrix of a batch.</summary>
    /// <param name="a">[batch, n, n].</param>
    /// <param name="result">[batch, n, n]; overwritten, with zeros above the diagonal.</param>
    /// <param name="expression">The user's expression.</param>
    /// <exception cref="LinearAlgebraException">A matrix is not positive definite.</exception>
    public static void Factor<T>(T* a, T* result, nint batch, nint n, string expression)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Frame<T> frame = new() { A = a, Result = result, N = n, Failure = MatrixFailure.None };
        Loop.Run(batch, MatrixKernels.Grain(n * n * n), &Run<T>, &frame);
        frame.Failure.ThrowIfAny(expression, batch, "not positive definite", "not positive");
    }

    private static void Run<T>(void* state, nint start, nint end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var frame = (Frame<T>*)state;
        nint n = frame->N;
        for (nint k = start; k < end; k++)
        {
            T* u = frame->Result + k * n * n;
            CopySymmetric(frame->A + k * n * n, u, n);
            nint failed = FactorUpper(u, n, n);
            if (failed >= 0)
                frame->Failure.Report(k, failed);
            else
                TransposeToLower(u, n);
        }
    }

    private static void CopySymmetric<T>(T* a, T* u, nint n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Halves are exact and cannot overflow, so a symmetric matrix is taken as it is.
        T half = T.CreateChecked(0.5);
        for (nint i = 0; i < n; i++)
            for (nint j = i; j < n; j++)
                u[i * n + j] = a[i * n + j] == a[j * n + i] ? a[i * n + j] : a[i * n + j] * half + a[j * n + i] * half;
    }

    /// <summary>
    /// uᵀ·u = the matrix whose upper triangle u holds: halves, a triangular system and a product. The upper factor is computed because
    /// its rows are dense. The result is the first pivot that is not positive, or -1.
    /// </summary>
    private static nint FactorUpper<T>(T* u, nint row, nint n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (n <= Leaf)
            return FactorLeaf(u, row, n);
        nint half = (n / 2 + Leaf - 1) / Leaf * Leaf, rest = n - half;
        nint failed = FactorUpper(u, row, half);
        if (failed >= 0)
            return failed;
        T* right = u + half, last = u + half * (row + 1);
        TriangularSystem.InPlace(u, 1, row, lower: true, unitDiagonal: false, half, right, row, rest);
        for (nint i = 0; i < rest; i += UpdateRows)
            MatrixKernels.SubtractProduct(Math.Min(UpdateRows, rest - i), rest - i, half, right + i, 1, row, right + i, row, 1, last + i * (row + 1), row);
        failed = FactorUpper(last, row, rest);
        return failed < 0 ? failed : failed + half;
    }

    private static nint FactorLeaf<T>(T* u, nint row, nint n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint j = 0; j < n; j++)
        {
            T* pivotRow = u + j * row;
            T pivot = pivotRow[j];
            // Not a comparison with <=, which NaN would pass.
            if (!(pivot > T.Zero && T.IsFinite(pivot)))
                return j;
            T root = T.Sqrt(pivot);
            pivotRow[j] = root;
            MatrixKernels.Divide(pivotRow + j + 1, root, n - j - 1);
            for (nint i = j + 1; i < n; i++)
                MatrixKernels.SubtractScaled(u + i * row + i, pivotRow + i, pivotRow[i], n - i);
        }
        return -1;
    }

    private static void TransposeToLower<T>(T* u, nint n)
        where T : unmanaged
    {
        for (nint i = 0; i < n; i++)
            for (nint j = i + 1; j < n; j++)
            {
                u[j * n + i] = u[i * n + j];
                u[i * n + j] = default;
            }
    }
}
