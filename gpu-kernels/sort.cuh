// Order, distinct elements and ranks of rows, and places in sorted rows. A block of 256 threads has a row; equal elements keep their
// order, so the results are the CPU's. Short rows are sorted in shared memory by counting what comes before each element, others by
// least-significant-digit radix sort (Knuth, The Art of Computer Programming, vol. 3, 5.2.5), a byte in each pass, whose places come from
// the ballots of warps.
#pragma once

// Unsigned integers in the order of values: NaN is the largest whatever its sign, and -0 equals +0.
__device__ __forceinline__ unsigned long long SortKey(double value)
{
    if (value != value)
        return 0xFFFFFFFFFFFFFFFFull;
    const unsigned long long bits = (unsigned long long)__double_as_longlong(value == 0.0 ? 0.0 : value);
    return bits >> 63 == 0 ? bits | 0x8000000000000000ull : ~bits;
}

__device__ __forceinline__ unsigned int SortKey(float value)
{
    if (value != value)
        return 0xFFFFFFFFu;
    const unsigned int bits = (unsigned int)__float_as_int(value == 0.0f ? 0.0f : value);
    return bits >> 31 == 0 ? bits | 0x80000000u : ~bits;
}

__device__ __forceinline__ unsigned long long SortKey(long long value) { return (unsigned long long)value ^ 0x8000000000000000ull; }
__device__ __forceinline__ unsigned int SortKey(int value) { return (unsigned int)value ^ 0x80000000u; }
__device__ __forceinline__ unsigned int SortKey(unsigned char value) { return value; }
__device__ __forceinline__ unsigned int SortKey(bool value) { return value ? 1u : 0u; }

// The values of keys.
__device__ __forceinline__ double ValueOfKey(unsigned long long key, double) { return __longlong_as_double((long long)(key >> 63 != 0 ? key ^ 0x8000000000000000ull : ~key)); }
__device__ __forceinline__ float ValueOfKey(unsigned int key, float) { return __int_as_float((int)(key >> 31 != 0 ? key ^ 0x80000000u : ~key)); }

// The sum of the values of all threads of a block of 256 up to the own one. Every thread comes here.
__device__ __forceinline__ int ScanBlock(int value)
{
    __shared__ int warps[8];
    const int lane = threadIdx.x % 32, warp = threadIdx.x / 32;
#pragma unroll
    for (int step = 1; step < 32; step *= 2)
    {
        const int before = __shfl_up_sync(0xffffffffu, value, step);
        value += lane >= step ? before : 0;
    }
    __syncthreads();
    if (lane == 31)
        warps[warp] = value;
    __syncthreads();
    for (int w = 0; w < warp; w++)
        value += warps[w];
    return value;
}

// Puts keys in order with their positions, which start as 0, 1, ..., for up to 1024 of them.
template <class Key>
__device__ __forceinline__ void SortShort(Key* keys, int* order, int length)
{
    __shared__ Key all[1024];
    for (int i = threadIdx.x; i < length; i += 256)
        all[i] = keys[i];
    __syncthreads();
    for (int i = threadIdx.x; i < length; i += 256)
    {
        const Key key = all[i];
        int place = 0;
        for (int j = 0; j < length; j++)
            place += all[j] < key || (all[j] == key && j < i) ? 1 : 0;
        keys[place] = key;
        order[place] = i;
    }
    __syncthreads();
}

// One pass of the radix sort: a tile of 256 elements after the other. starts holds how many elements have a smaller byte.
template <class Key, class Index>
__device__ __forceinline__ void MoveByByte(const Key* keys, const int* order, Key* toKeys, int* toOrder, Index length, int shift, int (&starts)[256])
{
    __shared__ int counts[8][256];
    const int lane = threadIdx.x % 32, warp = threadIdx.x / 32;
    for (Index begin = 0; begin < length; begin += 256)
    {
        const Index i = begin + threadIdx.x;
        const bool isInside = i < length;
        const Key key = isInside ? keys[i] : (Key)0;
        const int digit = (int)(key >> shift & 255);
        // The lanes of the warp that have the same byte.
        unsigned int peers = __ballot_sync(0xffffffffu, isInside);
#pragma unroll
        for (int bit = 0; bit < 8; bit++)
        {
            const unsigned int ones = __ballot_sync(0xffffffffu, digit >> bit & 1);
            peers &= digit >> bit & 1 ? ones : ~ones;
        }
        const int rank = __popc(peers & ((1u << lane) - 1u));
        for (int d = lane; d < 256; d += 32)
            counts[warp][d] = 0;
        __syncwarp(0xffffffffu);
        if (isInside && rank == 0)
            counts[warp][digit] = __popc(peers);
        __syncthreads();
        int start = starts[threadIdx.x];
        for (int w = 0; w < 8; w++)
        {
            const int count = counts[w][threadIdx.x];
            counts[w][threadIdx.x] = start;
            start += count;
        }
        starts[threadIdx.x] = start;
        __syncthreads();
        if (isInside)
        {
            const int place = counts[warp][digit] + rank;
            toKeys[place] = key;
            toOrder[place] = order[i];
        }
        __syncwarp(0xffffffffu);
    }
    __syncthreads();
}

template <class Key>
struct SortedRow
{
    const Key* keys;
    const int* order;
};

// The keys of a row in order, and the positions that they came from; both lie in the memory that is given.
template <class Key, class T, class Index>
__device__ __forceinline__ SortedRow<Key> SortRow(const T* x, Index inner, Key* keys, Key* otherKeys, int* order, int* otherOrder, Index length, bool isDescending)
{
    __shared__ int starts[256];
    for (Index i = threadIdx.x; i < length; i += 256)
    {
        const Key key = SortKey(x[i * inner]);
        keys[i] = isDescending ? ~key : key;
        order[i] = (int)i;
    }
    __syncthreads();
    if (length <= 1024)
    {
        SortShort(keys, order, (int)length);
        return SortedRow<Key>{ keys, order };
    }
    for (int shift = 0; shift < 8 * (int)sizeof(Key); shift += 8)
    {
        starts[threadIdx.x] = 0;
        __syncthreads();
        for (Index i = threadIdx.x; i < length; i += 256)
            atomicAdd(&starts[(int)(keys[i] >> shift & 255)], 1);
        __syncthreads();
        const int count = starts[threadIdx.x];
        // A byte that all have needs no pass.
        const bool isNeeded = starts[(int)(keys[0] >> shift & 255)] < length;
        const int end = ScanBlock(count);
        starts[threadIdx.x] = end - count;
        __syncthreads();
        if (!isNeeded)
            continue;
        MoveByByte(keys, order, otherKeys, otherOrder, length, shift, starts);
        Key* const movedKeys = otherKeys;
        int* const movedOrder = otherOrder;
        otherKeys = keys;
        otherOrder = order;
        keys = movedKeys;
        order = movedOrder;
    }
    return SortedRow<Key>{ keys, order };
}

// The first elements of each row of [outer, length, inner] in order, and their positions; each may be null.
template <class Key, class T, class Index>
__device__ __forceinline__ void SortFirst(
    const T* x, T* values, int* positions, Key* keys, Key* otherKeys, int* order, int* otherOrder, Index outer, Index length, Index inner, Index taken, bool isDescending)
{
    const Index row = (Index)blockIdx.x;
    if (row >= outer * inner)
        return;
    const T* const from = x + row / inner * length * inner + row % inner;
    const Index result = row / inner * taken * inner + row % inner, at = row * length;
    const SortedRow<Key> sorted = SortRow<Key>(from, inner, keys + at, otherKeys + at, order + at, otherOrder + at, length, isDescending);
    for (Index i = threadIdx.x; i < taken; i += 256)
    {
        const Index place = sorted.order[i];
        if (values)
            values[result + i * inner] = from[place * inner];
        if (positions)
            positions[result + i * inner] = (int)place;
    }
}

// The distinct elements of each row of [outer, length] in ascending order, as many as there is room for, and where each comes first, which
// one each element is, how often each occurs; each may be null. What is missing is padded with the smallest element, counts with 0.
template <class Key, class T, class Index>
__device__ __forceinline__ void UniqueElements(
    const T* x, T* values, int* indices, int* inverse, int* counts, Key* keys, Key* otherKeys, int* order, int* otherOrder, Index outer, Index length, Index size)
{
    const Index row = (Index)blockIdx.x;
    if (row >= outer)
        return;
    const T* const from = x + row * length;
    const Index at = row * length, result = row * size;
    const SortedRow<Key> sorted = SortRow<Key>(from, (Index)1, keys + at, otherKeys + at, order + at, otherOrder + at, length, false);
    for (Index i = threadIdx.x; i < size && counts; i += 256)
        counts[result + i] = 0;
    __syncthreads();
    // The number of the last element before the tile.
    int last = -1;
    for (Index begin = 0; begin < length; begin += 256)
    {
        const Index i = begin + threadIdx.x;
        const bool isFirst = i < length && (i == 0 || sorted.keys[i] != sorted.keys[i - 1]);
        const int number = last + ScanBlock(isFirst ? 1 : 0);
        if (isFirst && number < size)
        {
            if (values)
                values[result + number] = from[sorted.order[i]];
            if (indices)
                indices[result + number] = sorted.order[i];
        }
        // A run counts from where it starts to where the next one does.
        if (isFirst && counts && number < size)
            atomicAdd(&counts[result + number], -(int)i);
        if (isFirst && counts && number > 0 && number - 1 < size)
            atomicAdd(&counts[result + number - 1], (int)i);
        if (i == length - 1 && counts && number < size)
            atomicAdd(&counts[result + number], (int)length);
        if (i < length && inverse)
            inverse[at + sorted.order[i]] = number;
        __shared__ int reached;
        if (threadIdx.x == 255)
            reached = number;
        __syncthreads();
        last = reached;
        __syncthreads();
    }
    for (Index i = last + 1 + threadIdx.x; i < size; i += 256)
    {
        if (values)
            values[result + i] = from[sorted.order[0]];
        if (indices)
            indices[result + i] = sorted.order[0];
    }
}

// NaN is the largest value, and equal to itself.
template <class T>
__device__ __forceinline__ bool IsBefore(T a, T b) { return a < b || (b != b && a == a); }

// Where values [outer, count] belong in sorted rows [outer, length]: before equal elements, or after them.
template <class T, class Index>
__device__ __forceinline__ void SearchRows(const T* sorted, const T* values, int* positions, Index outer, Index length, Index count, bool isRight)
{
    const Index item = (Index)blockIdx.x * 128 + threadIdx.x;
    if (item >= outer * count)
        return;
    const T* const row = sorted + item / count * length;
    const T value = values[item];
    Index low = 0, high = length;
    while (low < high)
    {
        const Index middle = low + (high - low) / 2;
        if (isRight ? !IsBefore(value, row[middle]) : IsBefore(row[middle], value))
            low = middle + 1;
        else
            high = middle;
    }
    positions[item] = (int)low;
}

// The key of a rank in a row, from 0 in ascending order: byte by byte, the highest first.
template <class Key, class T, class Index>
__device__ __forceinline__ Key KeyOfRank(const T* x, Index size, Index rank)
{
    __shared__ int counts[256];
    __shared__ int found, before;
    Key key = 0;
    for (int shift = 8 * (int)sizeof(Key) - 8; shift >= 0; shift -= 8)
    {
        counts[threadIdx.x] = 0;
        __syncthreads();
        for (Index i = threadIdx.x; i < size; i += 256)
        {
            const Key other = SortKey(x[i]);
            // Of those that agree in the bytes above.
            if ((other ^ key) >> shift >> 8 == 0)
                atomicAdd(&counts[(int)(other >> shift & 255)], 1);
        }
        __syncthreads();
        const int count = counts[threadIdx.x], end = ScanBlock(count);
        if (end - count <= rank && rank < end)
        {
            found = threadIdx.x;
            before = end - count;
        }
        __syncthreads();
        key |= (Key)found << shift;
        rank -= before;
        __syncthreads();
    }
    return key;
}

// Of each row of [rows, size] the element of a rank, which is limited to those that there are, and the next larger one; each may be null.
// Both are NaN for an empty row and one with a NaN. Of zeros it is +0.
template <class Key, class T, class Index>
__device__ __forceinline__ void SelectRank(const T* x, const int* rank, T* low, T* high, Index rows, Index size)
{
    __shared__ int hasNaN;
    const Index row = (Index)blockIdx.x;
    if (row >= rows)
        return;
    const T* const from = x + row * size;
    if (threadIdx.x == 0)
        hasNaN = size == 0;
    __syncthreads();
    for (Index i = threadIdx.x; i < size; i += 256)
        if (from[i] != from[i])
            hasNaN = 1;
    __syncthreads();
    Index place = rank[0] < size ? rank[0] : size - 1;
    place = place < 0 ? 0 : place;
    T lower = (T)__longlong_as_double(0x7FF8000000000000ll), higher = lower;
    if (hasNaN == 0)
    {
        lower = higher = ValueOfKey(KeyOfRank<Key>(from, size, place), (T)0);
        if (high && place + 1 < size)
            higher = ValueOfKey(KeyOfRank<Key>(from, size, place + 1), (T)0);
    }
    if (threadIdx.x == 0 && low)
        low[row] = lower;
    if (threadIdx.x == 0 && high)
        high[row] = higher;
}
