using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// The floating-point operations of routines, by the terms of highest order in the textbook counts (G. H. Golub and C. F. Van Loan, Matrix
/// Computations, 4th edition). What depends on the values is not counted: the squarings of an exponential; for spectra it is the book's estimate.
/// </summary>
internal static class RoutineWork
{
    /// <summary>It moves or compares elements and computes none.</summary>
    public static Dim None(Node node) => Dim.Zero;

    /// <summary>One multiplication and one addition for each output, channel and place of the kernel.</summary>
    /// <param name="outputs">What the correlation gives: [n, filters, places].</param>
    /// <param name="filters">The filters: [filters, channels of a group, kernel].</param>
    public static Dim Correlation(Shape outputs, Shape filters) => 2 * outputs.ElementCount * Shape.Of(filters.Dims.Skip(1)).ElementCount;

    /// <summary>One operation for each place of each window.</summary>
    public static Dim Windows(Shape windows, WindowAttribute how) => how.Axes.Aggregate(windows.ElementCount, (product, axis) => product * axis.Kernel);

    /// <summary><paramref name="numerator"/> / <paramref name="denominator"/> n^3 for each matrix of a shape [..., n, n].</summary>
    public static Dim Cubic(Shape matrices, long numerator, long denominator)
    {
        Dim n = matrices[matrices.Rank - 1];
        return Dim.FloorDivide(numerator * matrices.ElementCount * n, denominator);
    }

    /// <summary>n^2 for each column that a triangular system [..., n, n] gives.</summary>
    public static Dim Substitution(Node solution) => solution.Shape.ElementCount * solution.Inputs[0].Shape[solution.Inputs[0].Rank - 1];

    /// <summary>Householder's factorisation, 2 m n k - 2/3 k^3 with k = min(m, n), and q [m, p] of its reflections, 4 m p k - 2 (m + p) k^2 + 4/3 k^3.</summary>
    public static Dim Qr(Node qr)
    {
        Shape x = qr.Inputs[0].Shape, q = qr.Parts[0].Shape;
        Dim m = x[x.Rank - 2], n = x[x.Rank - 1], p = q[q.Rank - 1], k = Dim.Min(m, n);
        Dim one = (2 * m * n * k) + (4 * m * p * k) - (2 * (m + p) * k * k) + Dim.FloorDivide(2 * k * k * k, 3);
        return Batch(x) * one;
    }

    /// <summary>14 m n k + 8 k^3 with k = min(m, n): with both sets of vectors.</summary>
    public static Dim Svd(Shape x)
    {
        Dim m = x[x.Rank - 2], n = x[x.Rank - 1], k = Dim.Min(m, n);
        return Batch(x) * ((14 * m * n * k) + (8 * k * k * k));
    }

    private static Dim Batch(Shape matrices) => Shape.Of(matrices.Dims.Take(matrices.Rank - 2)).ElementCount;
}
