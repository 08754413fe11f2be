namespace TensorAot.Cuda;

/// <summary>
/// A library that multiplies matrices on the device of an <see cref="ICudaDriver"/>, where it is installed. Failures are
/// <see cref="CudaException"/>s. Calls come from one thread at a time.
/// </summary>
public unsafe interface IBlas : IDisposable
{
    /// <summary>Prepares for products; comes once, before the first, in the device's context.</summary>
    /// <param name="stream">The stream that all products are given to.</param>
    /// <param name="workspace">Memory of the device, the same for all products, so that none allocates and graphs may keep its address.</param>
    /// <param name="workspaceBytes">Its size.</param>
    /// <exception cref="CudaException">The library is not installed or does not fit the driver; it may be tried again.</exception>
    void Bind(nint stream, nint workspace, nint workspaceBytes);

    /// <summary>Gives the stream a product: <c>C = alpha A B + beta C</c> for each matrix of a batch; where beta is 0, C is not read.</summary>
    /// <param name="shape">Sizes and layout.</param>
    /// <param name="left">A, on the device; of a product that is indirect the place on the device where the address of A lies when the product runs. So for the others.</param>
    /// <param name="right">B, on the device.</param>
    /// <param name="target">C, on the device.</param>
    /// <param name="alpha">A number of the element type.</param>
    /// <param name="beta">A number of the element type.</param>
    /// <param name="areFactorsOnDevice">Whether both numbers lie on the device and are read when the product runs; otherwise they are read before the call returns.</param>
    void Multiply(in BlasProduct shape, nint left, nint right, nint target, void* alpha, void* beta, bool areFactorsOnDevice);
}

/// <summary>
/// Sizes and layout of a product of row-major matrices, [rows, depth] by [depth, columns] into dense [rows, columns]. A matrix that is
/// transposed lies in memory as [depth, rows] or [columns, depth].
/// </summary>
/// <param name="IsDouble">Whether elements are doubles; otherwise floats.</param>
/// <param name="Rows">The rows of A and C.</param>
/// <param name="Columns">The columns of B and C.</param>
/// <param name="Depth">The columns of A, the rows of B.</param>
/// <param name="Left">How A lies.</param>
/// <param name="Right">How B lies.</param>
/// <param name="Batch">The number of products; the targets follow each other.</param>
/// <param name="AllowsTf32">Whether floats may be rounded to the 10 bits of TF32 before they are multiplied.</param>
/// <param name="IsIndirect">Whether A, B and C are found through pointers on the device, as in loops whose steps move on; then there is one product.</param>
public readonly record struct BlasProduct(bool IsDouble, int Rows, int Columns, int Depth, BlasOperand Left, BlasOperand Right, int Batch, bool AllowsTf32, bool IsIndirect = false);

/// <summary>How a matrix lies in memory.</summary>
/// <param name="IsTransposed">Whether the memory holds its transpose.</param>
/// <param name="RowStride">Elements from row to row in memory, no fewer than a row has.</param>
/// <param name="BatchStride">Elements from matrix to matrix; 0 for one that all products share.</param>
public readonly record struct BlasOperand(bool IsTransposed, int RowStride, long BatchStride);
