using System.ComponentModel;
using System.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace TensorAot.Runtime;

/// <summary>
/// Singular values and eigenvalues, over MathNet.Numerics. It works on arrays in column-major order, which each part of a batch allocates; all of
/// it is in double, for float too. Matrices of a batch follow each other. For generated code.
/// </summary>
/// <remarks>The managed provider, by name: results do not depend on whether a native one is installed.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe partial class Spectra
{
    /// <summary>Magnitudes that differ by less are equal, so that the sign of a vector does not hang on rounding.</summary>
    private const double Tie = 1e-9;

    private static ManagedLinearAlgebraProvider Provider => ManagedLinearAlgebraProvider.Instance;

    private struct EigenFrame<T>
        where T : unmanaged
    {
        public T* A, Values, Imaginary, Vectors, VectorsImaginary;
        public int N;
        public MatrixFailure Failure;
    }

    /// <summary>Values ascending and vectors of (a + aᵀ) / 2 for each matrix of a batch.</summary>
    /// <param name="a">[batch, n, n].</param>
    /// <param name="values">[batch, n]; or null.</param>
    /// <param name="vectors">[batch, n, n], as columns; or null.</param>
    /// <param name="expression">The user's expression.</param>
    /// <exception cref="LinearAlgebraException">The iteration does not converge.</exception>
    public static void Eigh<T>(T* a, T* values, T* vectors, nint batch, nint n, string expression)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        EigenFrame<T> frame = new() { A = a, Values = values, Vectors = vectors, N = checked((int)n), Failure = MatrixFailure.None };
        Loop.Run(batch, MatrixKernels.Grain(20 * n * n * n), &RunEigh<T>, &frame);
        frame.Failure.ThrowIfNotConverged(expression, batch);
    }

    private static void RunEigh<T>(void* state, nint start, nint end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var frame = (EigenFrame<T>*)state;
        int size = frame->N;
        nint n = size;
        T* values = frame->Values, vectors = frame->Vectors;
        var (matrix, columns, diagonal, eigenvalues) = (new double[size * size], new double[size * size], new double[size * size], new Complex[size]);
        for (nint k = start; k < end; k++)
        {
            T* source = frame->A + k * n * n;
            if (!MatrixKernels.AllFinite(source, n * n))
            {
                Fill(values, k, n);
                Fill(vectors, k, n * n);
                continue;
            }
            int exponent = ExponentOf(source, n * n);
            for (int i = 0; i < size; i++)
                for (int j = 0; j < size; j++)
                    matrix[i * size + j] = Element(source, i * size + j, exponent) * 0.5 + Element(source, j * size + i, exponent) * 0.5;
            if (!Decompose(isSymmetric: true, size, matrix, columns, eigenvalues, diagonal))
            {
                frame->Failure.Report(k, 0);
                continue;
            }
            int[] order = [.. Enumerable.Range(0, size).OrderBy(i => eigenvalues[i].Real)];
            for (int j = 0; j < size; j++)
            {
                if (values is not null)
                    values[k * n + j] = Scaled<T>(eigenvalues[order[j]].Real, exponent);
                if (vectors is not null)
                    WriteColumn(columns.AsSpan(order[j] * size, size), vectors + k * n * n + j, size);
            }
        }
    }

    /// <summary>Values and right eigenvectors, ascending by the real part, then by the imaginary part, for each matrix of a batch.</summary>
    /// <param name="a">[batch, n, n].</param>
    /// <param name="real">[batch, n]: the real parts of the values; or null.</param>
    /// <param name="imaginary">[batch, n]; or null.</param>
    /// <param name="vectorsReal">[batch, n, n]: the real parts of the vectors, as columns; or null.</param>
    /// <param name="vectorsImaginary">[batch, n, n]; or null.</param>
    /// <param name="expression">The user's expression.</param>
    /// <exception cref="LinearAlgebraException">The iteration does not converge.</exception>
    public static void Eig<T>(T* a, T* real, T* imaginary, T* vectorsReal, T* vectorsImaginary, nint batch, nint n, string expression)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        EigenFrame<T> frame = new()
        {
            A = a, Values = real, Imaginary = imaginary, Vectors = vectorsReal, VectorsImaginary = vectorsImaginary, N = checked((int)n), Failure = MatrixFailure.None,
        };
        Loop.Run(batch, MatrixKernels.Grain(20 * n * n * n), &RunEig<T>, &frame);
        frame.Failure.ThrowIfNotConverged(expression, batch);
    }

    private static void RunEig<T>(void* state, nint start, nint end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var frame = (EigenFrame<T>*)state;
        int size = frame->N;
        nint n = size;
        var (matrix, columns, diagonal, eigenvalues) = (new double[size * size], new double[size * size], new double[size * size], new Complex[size]);
        for (nint k = start; k < end; k++)
        {
            T* source = frame->A + k * n * n;
            if (!MatrixKernels.AllFinite(source, n * n))
            {
                Fill(frame->Values, k, n);
                Fill(frame->Imaginary, k, n);
                Fill(frame->Vectors, k, n * n);
                Fill(frame->VectorsImaginary, k, n * n);
                continue;
            }
            int exponent = ExponentOf(source, n * n);
            for (int i = 0; i < size; i++)
                for (int j = 0; j < size; j++)
                    matrix[j * size + i] = Element(source, i * size + j, exponent);
            if (!Decompose(isSymmetric: false, size, matrix, columns, eigenvalues, diagonal))
            {
                frame->Failure.Report(k, 0);
                continue;
            }
            int[] order = [.. Enumerable.Range(0, size).OrderBy(i => eigenvalues[i].Real).ThenBy(i => eigenvalues[i].Imaginary)];
            for (int j = 0; j < size; j++)
            {
                if (frame->Values is not null)
                    frame->Values[k * n + j] = Scaled<T>(eigenvalues[order[j]].Real, exponent);
                if (frame->Imaginary is not null)
                    frame->Imaginary[k * n + j] = Scaled<T>(eigenvalues[order[j]].Imaginary, exponent);
                WriteComplex(Vector(columns, eigenvalues, order[j], size), frame->Vectors, frame->VectorsImaginary, k * n * n + j, size);
            }
        }
    }

    /// <summary>False when the iteration does not converge.</summary>
    private static bool Decompose(bool isSymmetric, int size, double[] matrix, double[] columns, Complex[] values, double[] diagonal)
    {
        try
        {
            if (size > 0)
                Provider.EigenDecomp(isSymmetric, size, matrix, columns, values, diagonal);
            return true;
        }
        catch (NonConvergenceException)
        {
            return false;
        }
    }

    /// <summary>An eigenvector of length 1 whose largest element is real: a pair of complex ones is kept as real and imaginary column.</summary>
    private static Complex[] Vector(double[] columns, Complex[] values, int j, int size)
    {
        var vector = new Complex[size];
        // Of a pair, the value with the positive imaginary part comes first.
        bool isSecond = values[j].Imaginary < 0;
        int first = isSecond ? j - 1 : j;
        for (int i = 0; i < size; i++)
        {
            double re = columns[first * size + i], im = values[j].Imaginary == 0 ? 0 : columns[(first + 1) * size + i];
            vector[i] = new Complex(re, isSecond ? -im : im);
        }
        double length = Math.Sqrt(vector.Sum(z => z.Real * z.Real + z.Imaginary * z.Imaginary)), largest = vector.Max(z => z.Magnitude);
        Complex leading = vector.First(z => z.Magnitude >= largest * (1 - Tie));
        Complex turn = Complex.Conjugate(leading) / (leading.Magnitude * length);
        for (int i = 0; i < size; i++)
            vector[i] *= turn;
        return vector;
    }

    private static void WriteComplex<T>(Complex[] vector, T* real, T* imaginary, nint at, int size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < size; i++)
        {
            if (real is not null)
                real[at + i * size] = T.CreateChecked(vector[i].Real);
            if (imaginary is not null)
                imaginary[at + i * size] = T.CreateChecked(vector[i].Imaginary);
        }
    }

    /// <summary>Writes a vector as a column, with the sign that makes its largest element positive.</summary>
    private static void WriteColumn<T>(Span<double> vector, T* target, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sign = SignOf(vector);
        for (int i = 0; i < vector.Length; i++)
            target[(nint)i * stride] = T.CreateChecked(sign * vector[i]);
    }

    /// <summary>The sign of the element of largest magnitude, the first of equals.</summary>
    private static double SignOf(ReadOnlySpan<double> vector)
    {
        double largest = 0;
        foreach (double element in vector)
            largest = Math.Max(largest, Math.Abs(element));
        foreach (double element in vector)
            if (Math.Abs(element) >= largest * (1 - Tie))
                return element < 0 ? -1 : 1;
        return 1;
    }

    /// <summary>The power of two by which a matrix is divided, so that its largest element is about 1: MathNet squares elements, and takes what is below 1e-15 for 0.</summary>
    private static int ExponentOf<T>(T* matrix, nint count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T largest = T.Zero;
        for (nint i = 0; i < count; i++)
            largest = T.Max(largest, T.Abs(matrix[i]));
        return largest == T.Zero ? 0 : Math.ILogB(double.CreateChecked(largest));
    }

    private static double Element<T>(T* matrix, nint at, int exponent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Math.ScaleB(double.CreateChecked(matrix[at]), -exponent);

    private static T Scaled<T>(double value, int exponent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.CreateChecked(Math.ScaleB(value, exponent));

    private static void Fill<T>(T* target, nint k, nint count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (target is not null)
            new Span<T>(target + k * count, checked((int)count)).Fill(T.NaN);
    }
}
