using System.Runtime.InteropServices;

namespace TensorAot.Cuda;

/// <summary>
/// Products by cuBLAS. It counts matrices by columns: the memory of a row-major matrix is its transpose there. So the transpose of the
/// target is computed, B^T A^T, with the operands in the other order and nothing transposed.
/// </summary>
internal sealed unsafe class DirectBlas(Func<BlasApi> load) : IBlas
{
    private const int AllocationFailed = 3;
    private const int HostPointers = 0, DevicePointers = 1;
    private const int AsItIs = 0, Transposed = 1;
    private const int Float32 = 0, Float64 = 1;
    private const int Compute32F = 68, Compute64F = 70, Compute32FFastTf32 = 77;
    private const int DefaultAlgorithm = -1;

    private BlasApi? _api;
    private nint _handle;

    /// <summary>The library of this machine, which is loaded when it is first needed.</summary>
    public DirectBlas()
        : this(BlasApi.Load)
    {
    }

    public void Bind(nint stream, nint workspace, nint workspaceBytes)
    {
        _api ??= load();
        if (_handle == 0)
        {
            nint handle;
            Check(_api.Create(&handle), "cublasCreate");
            _handle = handle;
        }
        // In this order: setting the stream takes the workspace back.
        Check(_api.SetStream(_handle, stream), "cublasSetStream");
        Check(_api.SetWorkspace(_handle, (void*)workspace, (nuint)workspaceBytes), "cublasSetWorkspace");
    }

    public void Multiply(in BlasProduct shape, nint left, nint right, nint target, void* alpha, void* beta, bool areFactorsOnDevice)
    {
        BlasApi api = _api!;
        Check(api.SetPointerMode(_handle, areFactorsOnDevice ? DevicePointers : HostPointers), "cublasSetPointerMode");
        int type = shape.IsDouble ? Float64 : Float32;
        int compute = shape.IsDouble ? Compute64F : shape.AllowsTf32 ? Compute32FFastTf32 : Compute32F;
        (int ofRight, int ofLeft) = (Operation(shape.Right), Operation(shape.Left));
        if (shape.IsIndirect)
        {
            // Addresses that lie on the device are what a batch is given.
            Check(
                api.GemmBatchedEx(
                    _handle, ofRight, ofLeft, shape.Columns, shape.Rows, shape.Depth, alpha,
                    (void*)right, type, shape.Right.RowStride, (void*)left, type, shape.Left.RowStride, beta,
                    (void*)target, type, shape.Columns, 1, compute, DefaultAlgorithm),
                "cublasGemmBatchedEx");
        }
        else if (shape.Batch == 1)
        {
            Check(
                api.GemmEx(
                    _handle, ofRight, ofLeft, shape.Columns, shape.Rows, shape.Depth, alpha,
                    (void*)right, type, shape.Right.RowStride, (void*)left, type, shape.Left.RowStride, beta,
                    (void*)target, type, shape.Columns, compute, DefaultAlgorithm),
                "cublasGemmEx");
        }
        else
        {
            Check(
                api.GemmStridedBatchedEx(
                    _handle, ofRight, ofLeft, shape.Columns, shape.Rows, shape.Depth, alpha,
                    (void*)right, type, shape.Right.RowStride, shape.Right.BatchStride, (void*)left, type, shape.Left.RowStride, shape.Left.BatchStride, beta,
                    (void*)target, type, shape.Columns, (long)shape.Rows * shape.Columns, shape.Batch, compute, DefaultAlgorithm),
                "cublasGemmStridedBatchedEx");
        }
    }

    public void Dispose()
    {
        if (_handle != 0)
            _ = _api!.Destroy(_handle);
        _handle = 0;
    }

    private static int Operation(BlasOperand operand) => operand.IsTransposed ? Transposed : AsItIs;

    private void Check(int status, string call)
    {
        if (status == 0)
            return;
        string what = _api!.GetStatusName != null ? Marshal.PtrToStringUTF8((nint)_api.GetStatusName(status))! : $"status {status}";
        throw new CudaException(status == AllocationFailed ? CudaFailure.OutOfMemory : CudaFailure.Refused, $"{call}: {what}.");
    }
}
