using global::ManagedCuda.BasicTypes;
using global::ManagedCuda.CudaBlas;

namespace TensorAot.Cuda;

/// <summary>Products by cuBLAS through ManagedCuda, as <see cref="DirectBlas"/> gives them to it.</summary>
internal sealed unsafe class ManagedCudaBlas : IBlas
{
    private CudaBlasHandle _handle;

    public void Bind(nint stream, nint workspace, nint workspaceBytes)
    {
        try
        {
            if (_handle.Pointer == 0)
                Check(CudaBlasNativeMethods.cublasCreate_v2(ref _handle), "cublasCreate");
            // In this order: setting the stream takes the workspace back.
            Check(CudaBlasNativeMethods.cublasSetStream_v2(_handle, new CUstream { Pointer = stream }), "cublasSetStream");
            Check(CudaBlasNativeMethods.cublasSetWorkspace_v2(_handle, Place(workspace), workspaceBytes), "cublasSetWorkspace");
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or TypeInitializationException)
        {
            throw new CudaException(CudaFailure.Refused, e.InnerException is CudaException inner ? inner.Message : "cuBLAS, the library for products of matrices, cannot be used: " + e.Message, e);
        }
    }

    public void Multiply(in BlasProduct shape, nint left, nint right, nint target, void* alpha, void* beta, bool areFactorsOnDevice)
    {
        Check(CudaBlasNativeMethods.cublasSetPointerMode_v2(_handle, areFactorsOnDevice ? PointerMode.Device : PointerMode.Host), "cublasSetPointerMode");
        cudaDataType type = shape.IsDouble ? cudaDataType.CUDA_R_64F : cudaDataType.CUDA_R_32F;
        ComputeType compute = shape.IsDouble ? ComputeType.Compute64F : shape.AllowsTf32 ? ComputeType.Compute32FFastTF32 : ComputeType.Compute32F;
        // ManagedCuda has not every overload for numbers on the CPU, and to cuBLAS a pointer is a pointer.
        CublasStatus status = shape.IsIndirect
            ? CudaBlasNativeMethods.cublasGemmBatchedEx(
                _handle, Operation(shape.Right), Operation(shape.Left), shape.Columns, shape.Rows, shape.Depth, Place((nint)alpha),
                Place(right), type, shape.Right.RowStride, Place(left), type, shape.Left.RowStride, Place((nint)beta),
                Place(target), type, shape.Columns, 1, compute, GemmAlgo.Default)
            : shape.Batch == 1
            ? CudaBlasNativeMethods.cublasGemmEx(
                _handle, Operation(shape.Right), Operation(shape.Left), shape.Columns, shape.Rows, shape.Depth, Place((nint)alpha),
                Place(right), type, shape.Right.RowStride, Place(left), type, shape.Left.RowStride, Place((nint)beta),
                Place(target), type, shape.Columns, compute, GemmAlgo.Default)
            : CudaBlasNativeMethods.cublasGemmStridedBatchedEx(
                _handle, Operation(shape.Right), Operation(shape.Left), shape.Columns, shape.Rows, shape.Depth, Place((nint)alpha),
                Place(right), type, shape.Right.RowStride, shape.Right.BatchStride, Place(left), type, shape.Left.RowStride, shape.Left.BatchStride, Place((nint)beta),
                Place(target), type, shape.Columns, (long)shape.Rows * shape.Columns, shape.Batch, compute, GemmAlgo.Default);
        Check(status, shape.IsIndirect ? "cublasGemmBatchedEx" : shape.Batch == 1 ? "cublasGemmEx" : "cublasGemmStridedBatchedEx");
    }

    public void Dispose()
    {
        if (_handle.Pointer != 0)
            _ = CudaBlasNativeMethods.cublasDestroy_v2(_handle);
        _handle = default;
    }

    private static CUdeviceptr Place(nint memory) => new() { Pointer = memory };

    private static Operation Operation(BlasOperand operand) =>
        operand.IsTransposed ? global::ManagedCuda.CudaBlas.Operation.Transpose : global::ManagedCuda.CudaBlas.Operation.NonTranspose;

    private static void Check(CublasStatus status, string call)
    {
        if (status != CublasStatus.Success)
            throw new CudaException(status == CublasStatus.AllocFailed ? CudaFailure.OutOfMemory : CudaFailure.Refused, $"{call}: {status}.");
    }
}
