namespace TensorAot.Cuda;

/// <summary>
/// Which products a library may compute: those of floats and doubles that are large enough and whose operands lie as the library wants
/// them. The others are for our own kernel, which takes any strides.
/// </summary>
internal static class BlasLayout
{
    /// <summary>
    /// The multiply-adds from which a library is worth its calls: those of one block of threads of our own kernel (gpu-kernels/product.cuh)
    /// over a depth of 64. Smaller ones keep the order of additions of the CPU, and end before a library's kernel has filled its pipeline.
    /// </summary>
    private const long Least = 64 * 64 * 64;

    /// <summary>The product's form; null when it is for our own kernel.</summary>
    /// <param name="isDouble">Whether elements are doubles.</param>
    /// <param name="left">A.</param>
    /// <param name="right">B.</param>
    /// <param name="m">The rows of A.</param>
    /// <param name="n">The columns of B.</param>
    /// <param name="k">The columns of A.</param>
    /// <param name="batch">The extents of the batch axes.</param>
    public static BlasProduct? Of(bool isDouble, CudaMatrix left, CudaMatrix right, nint m, nint n, nint k, ReadOnlySpan<nint> batch)
    {
        double work = (double)m * n * k;
        nint count = 1;
        foreach (nint extent in batch)
            (work, count) = (work * extent, checked(count * extent));
        // A library counts in 32 bits.
        if (work < Least || Math.Max(Math.Max(m, n), Math.Max(k, count)) > int.MaxValue)
            return null;
        return Operand(left, m, k, batch) is { } a && Operand(right, k, n, batch) is { } b
            ? new BlasProduct(isDouble, (int)m, (int)n, (int)k, a, b, (int)count, AllowsTf32: false)
            : null;
    }

    /// <summary>A matrix whose rows, or whose columns, are of neighbouring elements and do not overlap, in a batch of one stride.</summary>
    private static BlasOperand? Operand(CudaMatrix matrix, nint rows, nint columns, ReadOnlySpan<nint> batch)
    {
        if (BatchStride(matrix.BatchStrides, batch) is not { } batchStride)
            return null;
        if (Stride(rows, columns, matrix.RowStride, matrix.ColumnStride) is { } row)
            return new BlasOperand(false, row, batchStride);
        return Stride(columns, rows, matrix.ColumnStride, matrix.RowStride) is { } column ? new BlasOperand(true, column, batchStride) : null;
    }

    /// <summary>The stride from row to row, where elements of a row are neighbours; null where they are not. Strides along an axis of one element do not count.</summary>
    private static int? Stride(nint rows, nint columns, nint rowStride, nint columnStride)
    {
        if (columns > 1 && columnStride != 1)
            return null;
        if (rows <= 1)
            return (int)columns;
        return rowStride >= columns && rowStride <= int.MaxValue ? (int)rowStride : null;
    }

    /// <summary>One stride for all batch axes; null when there is none.</summary>
    private static long? BatchStride(ReadOnlySpan<nint> strides, ReadOnlySpan<nint> extents)
    {
        long? inner = null;
        long span = 0;
        for (int i = extents.Length - 1; i >= 0; i--)
        {
            if (extents[i] == 1)
                continue;
            if (inner is null)
                inner = strides[i];
            else if (strides[i] != span)
                return null;
            if (strides[i] < 0)
                return null;
            span = strides[i] * extents[i];
        }
        return inner ?? 0;
    }
}
