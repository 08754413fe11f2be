// Products of matrices: one tile of 64 x 64 by a block of 256 threads, each of which has 4 x 4 elements.
// Any strides, so transposed and repeated operands need no copy. The depth is cut into chunks of 256, as on the CPU: an element adds
// up a chunk in order, with one rounding for each multiply-add, then the chunks in order. Integers wrap and need no chunks.
#pragma once

__device__ __forceinline__ float MultiplyAdd(float a, float b, float sum) { return fmaf(a, b, sum); }
__device__ __forceinline__ double MultiplyAdd(double a, double b, double sum) { return fma(a, b, sum); }
__device__ __forceinline__ int MultiplyAdd(int a, int b, int sum) { return (int)((unsigned int)a * (unsigned int)b + (unsigned int)sum); }
__device__ __forceinline__ long long MultiplyAdd(long long a, long long b, long long sum) { return (long long)((unsigned long long)a * (unsigned long long)b + (unsigned long long)sum); }
__device__ __forceinline__ unsigned char MultiplyAdd(unsigned char a, unsigned char b, unsigned char sum) { return (unsigned char)(a * b + sum); }

__device__ __forceinline__ float AddProducts(float a, float b) { return a + b; }
__device__ __forceinline__ double AddProducts(double a, double b) { return a + b; }
__device__ __forceinline__ int AddProducts(int a, int b) { return (int)((unsigned int)a + (unsigned int)b); }
__device__ __forceinline__ long long AddProducts(long long a, long long b) { return (long long)((unsigned long long)a + (unsigned long long)b); }
__device__ __forceinline__ unsigned char AddProducts(unsigned char a, unsigned char b) { return (unsigned char)(a + b); }

// Sixteen columns of 64 rows of A (or rows of B) into shared memory, zeros beyond the end. Neighbouring threads read along the axis
// whose elements are neighbours.
template <class T, class Index>
__device__ __forceinline__ void LoadStrip(T (&strip)[16][68], const T* from, Index stride, Index depthStride, Index first, Index count, Index depth, Index end)
{
    for (int item = threadIdx.x; item < 1024; item += 256)
    {
        const int d = depthStride == 1 ? item % 16 : item / 64;
        const int r = depthStride == 1 ? item / 16 : item % 64;
        const bool inside = first + r < count && depth + d < end;
        strip[d][r] = inside ? from[(first + r) * stride + (depth + d) * depthStride] : (T)0;
    }
}

// The products of one strip, into the 4 x 4 sums of a thread.
template <int ROWS, int COLUMNS, class T>
__device__ __forceinline__ void MultiplyStrips(const T (&left)[16][ROWS], const T (&right)[16][COLUMNS], int r0, int c0, T (&sum)[4][4])
{
#pragma unroll
    for (int d = 0; d < 16; d++)
#pragma unroll
        for (int i = 0; i < 4; i++)
#pragma unroll
            for (int j = 0; j < 4; j++)
                sum[i][j] = MultiplyAdd(left[d][r0 + i], right[d][c0 + j], sum[i][j]);
}

// A tile of C = A B of [m, k] by [k, n], C dense; with isScaled, alpha A B + beta C, where beta 0 does not read C.
template <class T, class Index>
__device__ __forceinline__ void ProductTile(
    const T* a, Index aRow, Index aColumn, const T* b, Index bRow, Index bColumn, T* c,
    Index m, Index n, Index k, Index row, Index column, T alpha, T beta, bool isScaled)
{
    __shared__ __align__(16) T left[16][68];
    __shared__ __align__(16) T right[16][68];
    const int r0 = threadIdx.x / 16 * 4, c0 = threadIdx.x % 16 * 4;
    constexpr bool isExact = (T)0.5 == (T)0;
    T sum[4][4], total[4][4];
#pragma unroll
    for (int i = 0; i < 16; i++)
        sum[i / 4][i % 4] = total[i / 4][i % 4] = (T)0;
    for (Index chunk = 0; chunk < k; chunk += 256)
    {
        const Index end = k - chunk < 256 ? k : chunk + 256;
#pragma unroll
        for (int i = 0; i < 16 && !isExact; i++)
            sum[i / 4][i % 4] = (T)0;
        for (Index depth = chunk; depth < end; depth += 16)
        {
            LoadStrip<T, Index>(left, a, aRow, aColumn, row, m, depth, end);
            LoadStrip<T, Index>(right, b, bColumn, bRow, column, n, depth, end);
            __syncthreads();
            MultiplyStrips(left, right, r0, c0, sum);
            __syncthreads();
        }
#pragma unroll
        for (int i = 0; i < 16 && !isExact; i++)
            total[i / 4][i % 4] = chunk == 0 ? sum[i / 4][i % 4] : AddProducts(total[i / 4][i % 4], sum[i / 4][i % 4]);
    }
#pragma unroll
    for (int i = 0; i < 4; i++)
#pragma unroll
        for (int j = 0; j < 4; j++)
            if (row + r0 + i < m && column + c0 + j < n)
            {
                const T product = isExact ? sum[i][j] : total[i][j];
                T* const target = c + (row + r0 + i) * n + (column + c0 + j);
                *target = !isScaled ? product : beta == (T)0 ? (T)(alpha * product) : MultiplyAdd(alpha, product, (T)(beta * *target));
            }
}
