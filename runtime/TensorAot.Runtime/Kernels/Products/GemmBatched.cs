namespace TensorAot.Runtime;

public static unsafe partial class Gemm
{
    /// <summary>
    /// The products C[i] = alpha * A[i] B[i] + beta * C[i] for i in [0, batch); otherwise as the single product.
    /// A batch stride of 0 for A or B uses the same matrix for every product.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative size, or a row stride of C below n.</exception>
    public static void MultiplyBatched(
        nint batch, nint m, nint n, nint k, float* a, nint aBatchStride, nint aRowStride, nint aColumnStride,
        float* b, nint bBatchStride, nint bRowStride, nint bColumnStride, float* c, nint cBatchStride, nint cRowStride,
        float alpha = 1, float beta = 0)
    {
        GemmArguments<float> product = new()
        {
            Rows = m, Columns = n, Depth = k, A = a, ARow = aRowStride, AColumn = aColumnStride, B = b,
            BRow = bRowStride, BColumn = bColumnStride, C = c, CRow = cRowStride, Alpha = alpha, Beta = beta,
        };
        GemmBatch<float>.Run(product, batch, aBatchStride, bBatchStride, cBatchStride, &Run);
    }

    /// <inheritdoc cref="MultiplyBatched(nint, nint, nint, nint, float*, nint, nint, nint, float*, nint, nint, nint, float*, nint, nint, float, float)"/>
    public static void MultiplyBatched(
        nint batch, nint m, nint n, nint k, double* a, nint aBatchStride, nint aRowStride, nint aColumnStride,
        double* b, nint bBatchStride, nint bRowStride, nint bColumnStride, double* c, nint cBatchStride, nint cRowStride,
        double alpha = 1, double beta = 0)
    {
        GemmArguments<double> product = new()
        {
            Rows = m, Columns = n, Depth = k, A = a, ARow = aRowStride, AColumn = aColumnStride, B = b,
            BRow = bRowStride, BColumn = bColumnStride, C = c, CRow = cRowStride, Alpha = alpha, Beta = beta,
        };
        GemmBatch<double>.Run(product, batch, aBatchStride, bBatchStride, cBatchStride, &Run);
    }

    /// <inheritdoc cref="MultiplyBatched(nint, nint, nint, nint, float*, nint, nint, nint, float*, nint, nint, nint, float*, nint, nint, float, float)"/>
    public static void MultiplyBatched(
        nint batch, nint m, nint n, nint k, int* a, nint aBatchStride, nint aRowStride, nint aColumnStride,
        int* b, nint bBatchStride, nint bRowStride, nint bColumnStride, int* c, nint cBatchStride, nint cRowStride,
        int alpha = 1, int beta = 0)
    {
        GemmArguments<int> product = new()
        {
            Rows = m, Columns = n, Depth = k, A = a, ARow = aRowStride, AColumn = aColumnStride, B = b,
            BRow = bRowStride, BColumn = bColumnStride, C = c, CRow = cRowStride, Alpha = alpha, Beta = beta,
        };
        GemmBatch<int>.Run(product, batch, aBatchStride, bBatchStride, cBatchStride, &Run);
    }

    /// <inheritdoc cref="MultiplyBatched(nint, nint, nint, nint, float*, nint, nint, nint, float*, nint, nint, nint, float*, nint, nint, float, float)"/>
    public static void MultiplyBatched(
        nint batch, nint m, nint n, nint k, long* a, nint aBatchStride, nint aRowStride, nint aColumnStride,
        long* b, nint bBatchStride, nint bRowStride, nint bColumnStride, long* c, nint cBatchStride, nint cRowStride,
        long alpha = 1, long beta = 0)
    {
        GemmArguments<long> product = new()
        {
            Rows = m, Columns = n, Depth = k, A = a, ARow = aRowStride, AColumn = aColumnStride, B = b,
            BRow = bRowStride, BColumn = bColumnStride, C = c, CRow = cRowStride, Alpha = alpha, Beta = beta,
        };
        GemmBatch<long>.Run(product, batch, aBatchStride, bBatchStride, cBatchStride, &Run);
    }
}
