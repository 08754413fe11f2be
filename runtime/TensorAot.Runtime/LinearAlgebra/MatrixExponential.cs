using System.ComponentModel;
using System.Numerics;

namespace TensorAot.Runtime;

/// <summary>The exponential of matrices. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class MatrixExponential
{
    /// <summary>The norm up to which the approximant of degree 13 is exact to rounding (Higham, 2005).</summary>
    private const double LargestNorm = 5.371920351148152;

    /// <summary>Sums of magnitudes are computed in this unit, in which they do not overflow.</summary>
    private const double Unit = 1.0 / (1L << 40);

    private struct Frame<T>
        where T : unmanaged
    {
        public T* X, Y, Scratch;
        public int* Pivots;
        public nint Batch, N, Slots;
    }

    private static ReadOnlySpan<double> Coefficients =>
    [
        64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600, 670442572800,
        33522128640, 1323241920, 40840800, 960960, 16380, 182, 1,
    ];

    /// <summary>y = exp(x) for each matrix of a batch; NaN for one with NaN or infinity.</summary>
    /// <param name="x">[batch, n, n].</param>
    /// <param name="y">[batch, n, n]; overwritten.</param>
    /// <param name="scratch">[slots, 6, n, n].</param>
    /// <param name="pivots">[slots, n]: scratch.</param>
    /// <param name="slots">How many matrices may be computed at a time.</param>
    public static void Run<T>(T* x, T* y, T* scratch, int* pivots, nint batch, nint n, nint slots)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Frame<T> frame = new() { X = x, Y = y, Scratch = scratch, Pivots = pivots, Batch = batch, N = n, Slots = slots };
        Loop.Run(slots, MatrixKernels.SlotGrain(20 * n * n * n, batch, slots), &RunSlots<T>, &frame);
    }

    private static void RunSlots<T>(void* state, nint start, nint end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var frame = (Frame<T>*)state;
        nint n = frame->N, size = n * n;
        for (nint slot = start; slot < end; slot++)
            for (nint k = slot; k < frame->Batch; k += frame->Slots)
            {
                T* a = frame->X + k * size, result = frame->Y + k * size;
                if (MatrixKernels.AllFinite(a, size))
                    One(a, result, frame->Scratch + slot * 6 * size, frame->Pivots + slot * n, n);
                else
                    for (nint i = 0; i < size; i++)
                        result[i] = T.NaN;
            }
    }

    private static void One<T>(T* x, T* y, T* scratch, int* pivots, nint n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint size = n * n;
        T* a = scratch, a2 = a + size, a4 = a2 + size, a6 = a4 + size, odd = a6 + size, even = odd + size;
        int squarings = Squarings(x, n);
        T scale = T.CreateChecked(Math.ScaleB(1, -squarings));
        for (nint i = 0; i < size; i++)
            a[i] = x[i] * scale;
        MatrixKernels.Product(n, a, a, a2);
        MatrixKernels.Product(n, a2, a2, a4);
        MatrixKernels.Product(n, a4, a2, a6);
        Half(a2, a4, a6, y, even, n, 1);
        MatrixKernels.Product(n, a, even, odd);
        Half(a2, a4, a6, y, even, n, 0);
        for (nint i = 0; i < size; i++)
        {
            y[i] = even[i] + odd[i];
            a[i] = even[i] - odd[i];
        }
        LuFactorization.InPlace(a, n, n, n, pivots);
        LuFactorization.Exchange(y, n, n, pivots, n);
        TriangularSystem.InPlace(a, n, 1, lower: true, unitDiagonal: true, n, y, n, n);
        TriangularSystem.InPlace(a, n, 1, lower: false, unitDiagonal: false, n, y, n, n);
        for (; squarings > 0; squarings--)
        {
            MatrixKernels.Copy(y, a, size);
            MatrixKernels.Product(n, a, a, y);
        }
    }

    /// <summary>The odd (first = 1) or even half of the numerator, for the odd one without a factor x: target = a6·(b12·a6 + b10·a4 + b8·a2) + b6·a6 + b4·a4 + b2·a2 + b0·I, or with each index one higher.</summary>
    private static void Half<T>(T* a2, T* a4, T* a6, T* sum, T* target, nint n, int first)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T b0 = B<T>(first), b2 = B<T>(first + 2), b4 = B<T>(first + 4), b6 = B<T>(first + 6), b8 = B<T>(first + 8), b10 = B<T>(first + 10), b12 = B<T>(first + 12);
        for (nint i = 0; i < n * n; i++)
            sum[i] = b12 * a6[i] + b10 * a4[i] + b8 * a2[i];
        MatrixKernels.Product(n, a6, sum, target);
        for (nint i = 0; i < n * n; i++)
            target[i] += b6 * a6[i] + b4 * a4[i] + b2 * a2[i];
        for (nint i = 0; i < n; i++)
            target[i * n + i] += b0;
    }

    private static T B<T>(int index)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.CreateChecked(Coefficients[index]);

    /// <summary>How often to halve, so that the largest sum of magnitudes in a column is small enough.</summary>
    private static int Squarings<T>(T* x, nint n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double norm = 0;
        for (nint j = 0; j < n; j++)
        {
            double sum = 0;
            for (nint i = 0; i < n; i++)
                sum += Math.Abs(double.CreateChecked(x[i * n + j])) * Unit;
            norm = Math.Max(norm, sum);
        }
        int squarings = 0;
        for (; norm > LargestNorm * Unit; norm /= 2)
            squarings++;
        return squarings;
    }
}
