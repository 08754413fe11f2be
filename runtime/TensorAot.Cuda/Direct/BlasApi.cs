using System.Runtime.InteropServices;

namespace TensorAot.Cuda;

/// <summary>
/// The entry points of cuBLAS that are used, with the signatures of cublas_api.h from version 11 on. Names end in the version of their
/// signature.
/// </summary>
internal sealed unsafe class BlasApi
{
    /// <param name="library">The loaded library.</param>
    /// <exception cref="CudaException">It is too old.</exception>
    public BlasApi(nint library)
    {
        Create = (delegate* unmanaged<nint*, int>)NativeApi.Export(library, "cublasCreate_v2");
        Destroy = (delegate* unmanaged<nint, int>)NativeApi.Export(library, "cublasDestroy_v2");
        SetStream = (delegate* unmanaged<nint, nint, int>)NativeApi.Export(library, "cublasSetStream_v2");
        SetWorkspace = (delegate* unmanaged<nint, void*, nuint, int>)NativeApi.Export(library, "cublasSetWorkspace_v2");
        SetPointerMode = (delegate* unmanaged<nint, int, int>)NativeApi.Export(library, "cublasSetPointerMode_v2");
        GemmEx = (delegate* unmanaged<nint, int, int, int, int, int, void*, void*, int, int, void*, int, int, void*, void*, int, int, int, int, int>)
            NativeApi.Export(library, "cublasGemmEx");
        GemmBatchedEx = (delegate* unmanaged<nint, int, int, int, int, int, void*, void*, int, int, void*, int, int, void*, void*, int, int, int, int, int, int>)
            NativeApi.Export(library, "cublasGemmBatchedEx");
        GemmStridedBatchedEx = (delegate* unmanaged<nint, int, int, int, int, int, void*, void*, int, int, long, void*, int, int, long, void*, void*, int, int, long, int, int, int, int>)
            NativeApi.Export(library, "cublasGemmStridedBatchedEx");
        // From 11.4 on.
        GetStatusName = (delegate* unmanaged<int, byte*>)(NativeLibrary.TryGetExport(library, "cublasGetStatusName", out nint name) ? name : 0);
    }

    public delegate* unmanaged<nint*, int> Create { get; }

    public delegate* unmanaged<nint, int> Destroy { get; }

    public delegate* unmanaged<nint, nint, int> SetStream { get; }

    public delegate* unmanaged<nint, void*, nuint, int> SetWorkspace { get; }

    public delegate* unmanaged<nint, int, int> SetPointerMode { get; }

    /// <summary>handle, transa, transb, m, n, k, alpha, A, Atype, lda, B, Btype, ldb, beta, C, Ctype, ldc, computeType, algo.</summary>
    public delegate* unmanaged<nint, int, int, int, int, int, void*, void*, int, int, void*, int, int, void*, void*, int, int, int, int, int> GemmEx { get; }

    /// <summary>handle, transa, transb, m, n, k, alpha, Aarray, Atype, lda, Barray, Btype, ldb, beta, Carray, Ctype, ldc, batchCount, computeType, algo.</summary>
    public delegate* unmanaged<nint, int, int, int, int, int, void*, void*, int, int, void*, int, int, void*, void*, int, int, int, int, int, int> GemmBatchedEx { get; }

    /// <summary>handle, transa, transb, m, n, k, alpha, A, Atype, lda, strideA, B, Btype, ldb, strideB, beta, C, Ctype, ldc, strideC, batchCount, computeType, algo.</summary>
    public delegate* unmanaged<nint, int, int, int, int, int, void*, void*, int, int, long, void*, int, int, long, void*, void*, int, int, long, int, int, int, int> GemmStridedBatchedEx { get; }

    /// <summary>Null before 11.4.</summary>
    public delegate* unmanaged<int, byte*> GetStatusName { get; }

    /// <summary>Loads the library.</summary>
    /// <exception cref="CudaException">It is not there, or too old.</exception>
    public static BlasApi Load() => new(Find());

    /// <summary>Finds the library.</summary>
    /// <exception cref="CudaException">It is not there.</exception>
    public static nint Find() => NativeApi.Load(
        "cuBLAS, the library for products of matrices,",
        "It is part of the CUDA toolkit; Debian and Ubuntu have it as libcublas12 or libcublas11, PyPI as nvidia-cublas.",
        "TENSORAOT_CUBLAS",
        OperatingSystem.IsWindows()
            ? ["cublas64_13.dll", "cublas64_12.dll", "cublas64_11.dll"]
            : ["libcublas.so.13", "libcublas.so.12", "libcublas.so.11", "libcublas.so"]);
}
