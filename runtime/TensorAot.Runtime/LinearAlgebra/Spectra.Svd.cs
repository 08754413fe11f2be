using System.Numerics;
using MathNet.Numerics;

namespace TensorAot.Runtime;

// Singular values.
public static unsafe partial class Spectra
{
    private struct SvdFrame<T>
        where T : unmanaged
    {
        public T* A, U, S, Vh;
        public nint M, N, UColumns, VRows;
        public MatrixFailure Failure;
    }

    /// <summary>u·diag(s)·vh = a for each matrix of a batch; in each column of u the element of largest magnitude is positive.</summary>
    /// <param name="a">[batch, m, n].</param>
    /// <param name="u">[batch, m, uColumns]; or null.</param>
    /// <param name="s">[batch, min(m, n)], descending; or null.</param>
    /// <param name="vh">[batch, vRows, n]; or null.</param>
    /// <param name="uColumns">min(m, n), or m.</param>
    /// <param name="vRows">min(m, n), or n.</param>
    /// <param name="expression">The user's expression.</param>
    /// <exception cref="LinearAlgebraException">The iteration does not converge.</exception>
    public static void Svd<T>(T* a, T* u, T* s, T* vh, nint batch, nint m, nint n, nint uColumns, nint vRows, string expression)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        _ = checked((int)Math.Max(m, n));
        SvdFrame<T> frame = new() { A = a, U = u, S = s, Vh = vh, M = m, N = n, UColumns = uColumns, VRows = vRows, Failure = MatrixFailure.None };
        Loop.Run(batch, MatrixKernels.Grain(20 * m * n * Math.Min(m, n)), &RunSvd<T>, &frame);
        frame.Failure.ThrowIfNotConverged(expression, batch);
    }

    private static void RunSvd<T>(void* state, nint start, nint end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var frame = (SvdFrame<T>*)state;
        for (nint k = start; k < end; k++)
        {
            try
            {
                Svd(frame, k);
            }
            catch (NonConvergenceException)
            {
                frame->Failure.Report(k, 0);
            }
        }
    }

    private static void Svd<T>(SvdFrame<T>* frame, nint k)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (nint m, nint n, nint count) = (frame->M, frame->N, Math.Min(frame->M, frame->N));
        T* source = frame->A + k * m * n, u = frame->U, s = frame->S, vh = frame->Vh;
        if (!MatrixKernels.AllFinite(source, m * n))
        {
            Fill(u, k, m * frame->UColumns);
            Fill(s, k, count);
            Fill(vh, k, frame->VRows * n);
            return;
        }
        // The tall one of a and aᵀ.
        bool isWide = m < n;
        int exponent = ExponentOf(source, m * n);
        double[] tall = Tall(source, (int)m, (int)n, isWide, exponent);
        Factors factors = Decompose(tall, (int)Math.Max(m, n), (int)count, (int)(isWide ? frame->VRows : frame->UColumns), u is not null || vh is not null);
        if (s is not null)
            for (int i = 0; i < count; i++)
                s[k * count + i] = Scaled<T>(factors.S[i], exponent);
        if (u is null && vh is null)
            return;
        Matrix left = isWide ? factors.V : factors.U, right = isWide ? factors.U : factors.V;
        double[] signs = left.Signs();
        if (u is not null)
            left.Write(u + k * m * frame->UColumns, signs, (int)count, transposed: false);
        if (vh is not null)
            right.Write(vh + k * frame->VRows * n, signs, (int)count, transposed: true);
    }

    private readonly record struct Factors(Matrix U, double[] S, Matrix V);

    /// <summary>A row-major matrix.</summary>
    private readonly record struct Matrix(double[] Values, int Rows, int Columns)
    {
        /// <summary>For each column the sign of its element of largest magnitude.</summary>
        public double[] Signs()
        {
            var signs = new double[Columns];
            var column = new double[Rows];
            for (int j = 0; j < Columns; j++)
            {
                for (int i = 0; i < Rows; i++)
                    column[i] = Values[i * Columns + j];
                signs[j] = SignOf(column);
            }
            return signs;
        }

        /// <summary>Writes the columns with their signs; those beyond the singular values belong to one factor only and get their own.</summary>
        public void Write<T>(T* target, double[] signs, int count, bool transposed)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            double[] own = Columns > count ? Signs() : signs;
            for (int i = 0; i < Rows; i++)
                for (int j = 0; j < Columns; j++)
                    target[transposed ? j * Rows + i : i * Columns + j] = T.CreateChecked(Values[i * Columns + j] * (j < count ? signs : own)[j]);
        }
    }

    private static double[] Tall<T>(T* source, int m, int n, bool isWide, int exponent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tall = new double[m * n];
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++)
                tall[isWide ? j * m + i : i * n + j] = Element(source, i * n + j, exponent);
        return tall;
    }

    /// <summary>Of a tall matrix: QR first, so that the iteration works on a square one.</summary>
    private static Factors Decompose(double[] tall, int rows, int columns, int uColumns, bool vectors)
    {
        if (columns == 0)
            return new Factors(Identity(rows, uColumns), [], new Matrix([], 0, 0));
        bool isSquare = rows == columns;
        double[] q = isSquare ? [] : new double[rows * uColumns], r = isSquare ? tall : new double[uColumns * columns];
        if (!isSquare)
        {
            var scratch = new double[(rows + 2) * (columns + uColumns)];
            fixed (double* a = tall, pq = q, pr = r, work = scratch)
                QrFactorization.Factor(a, pq, pr, work, 1, rows, columns, uColumns, 1);
        }
        var (core, s, u, vt) = (new double[columns * columns], new double[columns], new double[columns * columns], new double[columns * columns]);
        for (int i = 0; i < columns; i++)
            for (int j = 0; j < columns; j++)
                core[j * columns + i] = r[i * columns + j];
        Provider.SingularValueDecomposition(vectors, core, columns, columns, s, u, vt);
        // vᵀ in column-major order is v in row-major order; u is not transposed.
        return new Factors(Combined(q, u, rows, columns, uColumns, isSquare), s, new Matrix(vt, columns, columns));
    }

    /// <summary>q·u, and the columns of q beyond those that u combines; u is column-major.</summary>
    private static Matrix Combined(double[] q, double[] u, int rows, int columns, int uColumns, bool isSquare)
    {
        var result = new double[rows * uColumns];
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < uColumns; j++)
                result[i * uColumns + j] = isSquare ? u[j * columns + i] : q[i * uColumns + j];
        if (!isSquare)
            fixed (double* pq = q, pu = u, pr = result)
                Gemm.Multiply(rows, columns, columns, pq, uColumns, 1, pu, 1, columns, pr, uColumns);
        return new Matrix(result, rows, uColumns);
    }

    private static Matrix Identity(int rows, int columns)
    {
        var values = new double[rows * columns];
        for (int i = 0; i < Math.Min(rows, columns); i++)
            values[i * columns + i] = 1;
        return new Matrix(values, rows, columns);
    }
}
