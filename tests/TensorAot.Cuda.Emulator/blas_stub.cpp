// A libcublas for tests of the class that calls it: column-major products by the formula, with the signatures of cublas_api.h. What cuBLAS
// refuses is refused with its numbers. TF32 rounds, so that a test sees it; a handle without a workspace of its own multiplies nothing.
#include "stub.h"

#include <cmath>
#include <cstring>
#include <set>

using namespace stub;

namespace {

enum { blas_success = 0, blas_not_initialized = 1, blas_invalid_value = 7, blas_execution_failed = 13, blas_internal_error = 14, blas_not_supported = 15 };

struct Handle
{
    void* stream;
    void* workspace;
    bool device_pointers;
};

std::set<Handle*> live;

struct Matrix
{
    const char* first;
    bool transposed;
    int ld;
    long long stride;
};

double read(const void* memory, long long index, bool is_double) { return is_double ? ((const double*)memory)[index] : ((const float*)memory)[index]; }

double rounded(double value, bool tf32)
{
    if (!tf32)
        return value;
    float single = (float)value;
    uint32_t bits;
    memcpy(&bits, &single, sizeof bits);
    bits = (bits + 0x1000) & ~0x1fffu;
    memcpy(&single, &bits, sizeof bits);
    return single;
}

double element(const Matrix& of, long long batch, long long row, long long column, bool is_double, bool tf32)
{
    long long place = batch * of.stride + (of.transposed ? column + row * of.ld : row + column * of.ld);
    return rounded(read(of.first, place, is_double), tf32);
}

bool fits(const Matrix& of, int rows, int columns) { return of.ld >= (of.transposed ? columns : rows) && of.ld >= 1; }

// What is indirect is the place of a pointer, which is read when the product runs.
const char* now(const void* place, bool indirect) { return indirect ? *(const char* const*)place : (const char*)place; }

int multiply(
    Handle* handle, int m, int n, int k, const void* alpha, Matrix a, Matrix b, const void* beta, void* to, int ldc, long long stride, int count, int type, int compute, int algorithm,
    bool indirect = false)
{
    if (live.count(handle) == 0) return blas_not_initialized;
    if (!handle->workspace || !handle->stream) return blas_internal_error;
    bool is_double = type == 1, tf32 = compute == 77;
    if (type < 0 || type > 1 || (is_double ? compute != 70 : compute != 68 && compute != 77)) return blas_not_supported;
    if (m < 0 || n < 0 || k < 0 || count < 0 || algorithm != -1 || !fits(a, m, k) || !fits(b, k, n) || ldc < m || ldc < 1) return blas_invalid_value;
    size_t bytes = is_double ? 8 : 4;
    bool device = handle->device_pointers;
    if (device && !(on_device((uint64_t)alpha, bytes) && on_device((uint64_t)beta, bytes))) return blas_invalid_value;
    size_t target_bytes = bytes * (size_t)((count - 1) * stride + (long long)(n - 1) * ldc + m);
    for (const void* place : {(const void*)a.first, (const void*)b.first, (const void*)to})
        if (indirect && !on_device((uint64_t)place, sizeof(void*))) return blas_invalid_value;
    if (!indirect && !on_device((uint64_t)to, target_bytes)) return blas_invalid_value;
    double alpha_now = device ? 0 : read(alpha, 0, is_double), beta_now = device ? 0 : read(beta, 0, is_double);
    return submit(handle->stream, [=] {
        Matrix left = a, right = b;
        left.first = now(a.first, indirect);
        right.first = now(b.first, indirect);
        void* c = (void*)now(to, indirect);
        if (!on_device((uint64_t)c, target_bytes)) return (int)launch_failed;
        double alpha_then = device ? read(alpha, 0, is_double) : alpha_now, beta_then = device ? read(beta, 0, is_double) : beta_now;
        for (long long batch = 0; batch < count; batch++)
            for (long long j = 0; j < n; j++)
                for (long long i = 0; i < m; i++)
                {
                    double sum = 0;
                    for (long long d = 0; d < k; d++)
                        sum += element(left, batch, i, d, is_double, tf32) * element(right, batch, d, j, is_double, tf32);
                    long long place = batch * stride + i + j * ldc;
                    double value = alpha_then * sum + (beta_then == 0 ? 0 : beta_then * read(c, place, is_double));
                    if (is_double)
                        ((double*)c)[place] = value;
                    else
                        ((float*)c)[place] = (float)value;
                }
        return (int)success;
    }) == success ? blas_success : blas_execution_failed;
}

} // namespace

namespace stub {

long live_handles() { return (long)live.size(); }

} // namespace stub

extern "C" {

int cublasCreate_v2(Handle** handle)
{
    if (ready() != success) return blas_not_initialized;
    live.insert(*handle = new Handle());
    return blas_success;
}

int cublasDestroy_v2(Handle* handle)
{
    if (ready() != success || live.erase(handle) == 0) return blas_not_initialized;
    delete handle;
    return blas_success;
}

int cublasSetStream_v2(Handle* handle, void* stream)
{
    if (live.count(handle) == 0) return blas_not_initialized;
    handle->stream = stream;
    handle->workspace = nullptr;
    return is_stream(stream) ? blas_success : blas_invalid_value;
}

int cublasSetWorkspace_v2(Handle* handle, void* workspace, size_t bytes)
{
    if (live.count(handle) == 0) return blas_not_initialized;
    if ((uint64_t)workspace % 256 != 0 || bytes < size_t(32) << 20 || !on_device((uint64_t)workspace, bytes)) return blas_invalid_value;
    handle->workspace = workspace;
    return blas_success;
}

int cublasSetPointerMode_v2(Handle* handle, int mode)
{
    if (live.count(handle) == 0) return blas_not_initialized;
    handle->device_pointers = mode == 1;
    return mode == 0 || mode == 1 ? blas_success : blas_invalid_value;
}

int cublasGemmEx(
    Handle* handle, int transa, int transb, int m, int n, int k, const void* alpha, const void* a, int atype, int lda,
    const void* b, int btype, int ldb, const void* beta, void* c, int ctype, int ldc, int compute, int algorithm)
{
    if (atype != ctype || btype != ctype) return blas_not_supported;
    return multiply(
        handle, m, n, k, alpha, {(const char*)a, transa == 1, lda, 0}, {(const char*)b, transb == 1, ldb, 0}, beta, c, ldc, 0, 1, ctype, compute, algorithm);
}

// Of one product: its addresses are read when it runs.
int cublasGemmBatchedEx(
    Handle* handle, int transa, int transb, int m, int n, int k, const void* alpha, const void* const* a, int atype, int lda,
    const void* const* b, int btype, int ldb, const void* beta, void* const* c, int ctype, int ldc, int count, int compute, int algorithm)
{
    if (atype != ctype || btype != ctype) return blas_not_supported;
    if (count != 1) return blas_invalid_value;
    return multiply(
        handle, m, n, k, alpha, {(const char*)a, transa == 1, lda, 0}, {(const char*)b, transb == 1, ldb, 0}, beta, (void*)c, ldc, 0, 1, ctype, compute, algorithm, true);
}

int cublasGemmStridedBatchedEx(
    Handle* handle, int transa, int transb, int m, int n, int k, const void* alpha, const void* a, int atype, int lda, long long stridea,
    const void* b, int btype, int ldb, long long strideb, const void* beta, void* c, int ctype, int ldc, long long stridec, int count, int compute, int algorithm)
{
    if (atype != ctype || btype != ctype) return blas_not_supported;
    return multiply(
        handle, m, n, k, alpha, {(const char*)a, transa == 1, lda, stridea}, {(const char*)b, transb == 1, ldb, strideb}, beta, c, ldc, stridec, count, ctype, compute, algorithm);
}

const char* cublasGetStatusName(int status)
{
    switch (status)
    {
        case blas_not_initialized: return "CUBLAS_STATUS_NOT_INITIALIZED";
        case blas_invalid_value: return "CUBLAS_STATUS_INVALID_VALUE";
        case blas_not_supported: return "CUBLAS_STATUS_NOT_SUPPORTED";
        default: return "CUBLAS_STATUS_INTERNAL_ERROR";
    }
}

} // extern "C"
