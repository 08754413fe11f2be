// Writes at places that data give, in the order of the values, so that repeated places have one meaning. A thread has 16 rows of one
// column of the target, [outer, size, inner]: it looks at all places and takes the values of its own, as a thread of the CPU does.
#pragma once

struct ScatterSet { template <class T> static __device__ __forceinline__ T Take(T, T value) { return value; } };
struct ScatterAdd { template <class T> static __device__ __forceinline__ T Take(T old, T value) { return AddProducts(old, value); } };
struct ScatterMax { template <class T> static __device__ __forceinline__ T Take(T old, T value) { return Maximum(old, value); } };
struct ScatterMin { template <class T> static __device__ __forceinline__ T Take(T old, T value) { return Minimum(old, value); } };

// target is a copy of x, or zeros where x is null, with values[o, r, i] at places[r], which are checked and may count from the end.
template <class Rule, class T, class TPlace, class Index>
__device__ __forceinline__ void ScatterColumns(
    const T* x, const T* values, const TPlace* places, T* target, Index outer, Index count, Index size, Index inner)
{
    const Index ranges = (size + 15) / 16;
    const Index item = (Index)blockIdx.x * 128 + threadIdx.x;
    if (item >= outer * ranges * inner)
        return;
    const Index i = item % inner, o = item / inner / ranges, first = item / inner % ranges * 16;
    const Index last = first + 16 < size ? first + 16 : size;
    T* const rows = target + o * size * inner + i;
    if (x != target)
        for (Index row = first; row < last; row++)
            rows[row * inner] = x ? x[(o * size + row) * inner + i] : (T)0;
    for (Index r = 0; r < count; r++)
    {
        const Index place = (Index)(places[r] < 0 ? places[r] + (TPlace)size : places[r]);
        if (place >= first && place < last)
            rows[place * inner] = Rule::Take(rows[place * inner], values[(o * count + r) * inner + i]);
    }
}
