// Products with one row or one column: y = alpha x M + beta y for a vector x of the depth and a matrix M of depth by count, in the CPU's
// order of additions, so with its bits. With isScaled false alpha is 1 and y is not read; beta 0 does not read y either.
#pragma once

// What becomes of an element of y: of the first part of its sum, and of the parts after it.
template <class T>
__device__ __forceinline__ T ScaledProduct(T sum, T old, T alpha, T beta, bool isScaled)
{
    return !isScaled ? sum : beta == (T)0 ? (T)(alpha * sum) : MultiplyAdd(alpha, sum, (T)(beta * old));
}

// Where the elements of a column of M lie side by side: LANES threads for each element of y. Element p of the depth goes to lane p
// modulo LANES, and the lanes are folded by halves: LANES is 32, and 16 for types of eight bytes, as on the CPU. All threads of a warp
// take part; those beyond the end store nothing.
template <class T, class Index, int LANES>
__device__ __forceinline__ void DotColumn(
    const T* x, Index xStride, const T* m, T* y, Index depth, bool isInside, T alpha, T beta, bool isScaled)
{
    const int lane = threadIdx.x % LANES;
    T sum = (T)0;
    if (isInside)
        for (Index p = lane; p < depth; p += LANES)
            sum = MultiplyAdd(x[p * xStride], m[p], sum);
#pragma unroll
    for (int half = LANES / 2; half > 0; half >>= 1)
        sum = AddProducts(sum, __shfl_down_sync(0xffffffffu, sum, half, LANES));
    if (isInside && lane == 0)
        *y = ScaledProduct(sum, isScaled && beta != (T)0 ? *y : (T)0, alpha, beta, isScaled);
}

// Where the elements of a row of M lie side by side: a block of 256 threads for 32 elements of y, each warp with a chunk of 256 of the
// depth, which are merged in their order.
template <class T, class Index>
__device__ __forceinline__ void SumRows(
    const T* x, Index xStride, const T* m, Index rowStride, T* y, Index first, Index count, Index depth, T alpha, T beta, bool isScaled)
{
    __shared__ T parts[8][33];
    const int place = threadIdx.x % 32, warp = threadIdx.x / 32;
    const Index column = first + place;
    const bool isInside = column < count;
    T total = ScaledProduct((T)0, isInside && isScaled && beta != (T)0 ? y[column] : (T)0, alpha, beta, isScaled);
    for (Index start = 0; start < depth; start += 2048)
    {
        const Index from = start + warp * 256, to = depth - from < 256 ? depth : from + 256;
        T sum = (T)0;
        for (Index p = from; p < to && isInside; p++)
            sum = MultiplyAdd(x[p * xStride], m[p * rowStride + column], sum);
        parts[warp][place] = sum;
        __syncthreads();
        if (warp == 0 && isInside)
            for (int i = 0; i < 8 && start + i * 256 < depth; i++)
                total = start == 0 && i == 0
                    ? ScaledProduct(parts[0][place], isScaled && beta != (T)0 ? y[column] : (T)0, alpha, beta, isScaled)
                    : isScaled ? MultiplyAdd(alpha, parts[i][place], total) : AddProducts(total, parts[i][place]);
        __syncthreads();
    }
    if (warp == 0 && isInside)
        y[column] = total;
}
