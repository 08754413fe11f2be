// Order, distinct elements and ranks of rows, and places in sorted rows. A block of 256 threads has a row, or a tile of one when few long
// rows are sorted; equal elements keep their order, so the results are the CPU's. Short rows are sorted in shared memory by counting what comes before each element, others by
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

// Few long rows are shared out among blocks, the same radix sort in kernels of their own: keys; for each byte the counts of each tile,
// where each tile's elements go, and moving them; what is asked for. Rows change between two buffers; moved[pass * rows + row] says
// whether a row lies in the second one before a pass, as a byte that all have needs none.

// The tile of a row that a block has. Tiles are of whole rounds of 256; the last ones may be shorter, or empty.
template <class Index>
struct RowTile
{
    Index row, begin, length;
};

template <class Index>
__device__ __forceinline__ RowTile<Index> TileOfBlock(Index length, Index tiles)
{
    const Index size = ((length + tiles - 1) / tiles + 255) / 256 * 256, begin = (Index)blockIdx.x % tiles * size;
    const Index rest = begin < length ? length - begin : 0;
    return RowTile<Index>{ (Index)blockIdx.x / tiles, begin, rest < size ? rest : size };
}

// The keys of rows [outer, length, inner] and their positions.
template <class Key, class T, class Index>
__device__ __forceinline__ void MakeKeys(const T* x, Key* keys, int* order, int* moved, Index outer, Index length, Index inner, bool isDescending)
{
    const Index item = (Index)blockIdx.x * 128 + threadIdx.x;
    if (item >= outer * length * inner)
        return;
    const Index row = item / length, i = item % length;
    const Key key = SortKey(x[(row / inner * length + i) * inner + row % inner]);
    keys[item] = isDescending ? ~key : key;
    order[item] = (int)i;
    if (i == 0)
        moved[row] = 0;
}

// How often each byte occurs in a tile.
template <class Key, class Index>
__device__ __forceinline__ void CountBytes(const Key* keys, const Key* otherKeys, const int* moved, int* counts, Index rows, Index length, Index tiles, int pass)
{
    __shared__ int own[256];
    const RowTile<Index> tile = TileOfBlock<Index>(length, tiles);
    if (tile.row >= rows)
        return;
    const Key* const from = (moved[pass * rows + tile.row] != 0 ? otherKeys : keys) + tile.row * length + tile.begin;
    own[threadIdx.x] = 0;
    __syncthreads();
    for (Index i = threadIdx.x; i < tile.length; i += 256)
        atomicAdd(&own[(int)(from[i] >> (8 * pass) & 255)], 1);
    __syncthreads();
    counts[(Index)blockIdx.x * 256 + threadIdx.x] = own[threadIdx.x];
}

// Counts of bytes become places: behind all elements of the row with a smaller byte, and those of tiles before with the same one.
template <class Index>
__device__ __forceinline__ void PlaceBytes(int* counts, int* moved, Index rows, Index length, Index tiles, int pass)
{
    __shared__ int isNeeded;
    const Index row = (Index)blockIdx.x;
    if (row >= rows)
        return;
    int* const own = counts + row * tiles * 256 + threadIdx.x;
    if (threadIdx.x == 0)
        isNeeded = 1;
    int count = 0;
    for (Index t = 0; t < tiles; t++)
        count += own[t * 256];
    __syncthreads();
    if (count == length)
        isNeeded = 0;
    int start = ScanBlock(count) - count;
    for (Index t = 0; t < tiles; t++)
    {
        const int next = start + own[t * 256];
        own[t * 256] = start;
        start = next;
    }
    if (threadIdx.x == 0)
        moved[(pass + 1) * rows + row] = moved[pass * rows + row] ^ isNeeded;
}

// Moves the elements of a tile to their places in the row's other buffers.
template <class Key, class Index>
__device__ __forceinline__ void MoveTile(Key* keys, Key* otherKeys, int* order, int* otherOrder, const int* moved, const int* counts, Index rows, Index length, Index tiles, int pass)
{
    __shared__ int starts[256];
    const RowTile<Index> tile = TileOfBlock<Index>(length, tiles);
    if (tile.row >= rows)
        return;
    const bool isMoved = moved[pass * rows + tile.row] != 0;
    if (isMoved == (moved[(pass + 1) * rows + tile.row] != 0))
        return;
    starts[threadIdx.x] = counts[(Index)blockIdx.x * 256 + threadIdx.x];
    __syncthreads();
    const Index at = tile.row * length;
    MoveByByte<Key, Index>(
        (isMoved ? otherKeys : keys) + at + tile.begin, (isMoved ? otherOrder : order) + at + tile.begin,
        (isMoved ? keys : otherKeys) + at, (isMoved ? order : otherOrder) + at, tile.length, 8 * pass, starts);
}

// The first elements of sorted rows and their positions; each may be null. moved is that behind the last pass.
template <class T, class Index>
__device__ __forceinline__ void TakeFirst(
    const T* x, T* values, int* positions, const int* order, const int* otherOrder, const int* moved, Index outer, Index length, Index inner, Index taken)
{
    const Index item = (Index)blockIdx.x * 128 + threadIdx.x;
    if (item >= outer * inner * taken)
        return;
    const Index row = item / taken, i = item % taken;
    const Index place = (moved[row] != 0 ? otherOrder : order)[row * length + i], result = (row / inner * taken + i) * inner + row % inner;
    if (values)
        values[result] = x[(row / inner * length + place) * inner + row % inner];
    if (positions)
        positions[result] = (int)place;
}

// Numbers the distinct elements among the sorted ones from begin to end, which follow on last; gives the number of the last one, in every
// thread. at is where the row begins, result where its results do.
template <class Key, class T, class Index>
__device__ __forceinline__ int NumberDistinct(
    const T* x, SortedRow<Key> sorted, T* values, int* indices, int* inverse, int* counts, Index at, Index result, Index begin, Index end, Index length, Index size, int last)
{
    __shared__ int reached;
    for (; begin < end; begin += 256)
    {
        const Index i = begin + threadIdx.x;
        const bool isFirst = i < end && (i == 0 || sorted.keys[i] != sorted.keys[i - 1]);
        const int number = last + ScanBlock(isFirst ? 1 : 0);
        if (isFirst && number < size)
        {
            if (values)
                values[result + number] = x[at + sorted.order[i]];
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
        if (i < end && inverse)
            inverse[at + sorted.order[i]] = number;
        if (threadIdx.x == 255)
            reached = number;
        __syncthreads();
        last = reached;
        __syncthreads();
    }
    return last;
}

// Counts as they start, before distinct elements are numbered. Every thread of the row's block comes here.
template <class Index>
__device__ __forceinline__ void ClearCounts(int* counts, Index result, Index size)
{
    for (Index i = threadIdx.x; i < size && counts; i += 256)
        counts[result + i] = 0;
    __syncthreads();
}

// What is missing behind so many distinct elements is the smallest one.
template <class Key, class T, class Index>
__device__ __forceinline__ void PadDistinct(const T* x, SortedRow<Key> sorted, T* values, int* indices, Index at, Index result, Index there, Index size)
{
    for (Index i = there + threadIdx.x; i < size; i += 256)
    {
        if (values)
            values[result + i] = x[at + sorted.order[0]];
        if (indices)
            indices[result + i] = sorted.order[0];
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
    const Index at = row * length, result = row * size;
    const SortedRow<Key> sorted = SortRow<Key>(x + at, (Index)1, keys + at, otherKeys + at, order + at, otherOrder + at, length, false);
    ClearCounts(counts, result, size);
    const int last = NumberDistinct<Key, T, Index>(x, sorted, values, indices, inverse, counts, at, result, (Index)0, length, length, size, -1);
    PadDistinct<Key, T, Index>(x, sorted, values, indices, at, result, (Index)last + 1, size);
}

// A row whose tiles blocks have sorted.
template <class Key, class Index>
__device__ __forceinline__ SortedRow<Key> RowOfTiles(const Key* keys, const Key* otherKeys, const int* order, const int* otherOrder, const int* moved, Index row, Index length)
{
    const bool isMoved = moved[row] != 0;
    return SortedRow<Key>{ (isMoved ? otherKeys : keys) + row * length, (isMoved ? otherOrder : order) + row * length };
}

// How many elements of a tile are the first of their kind.
template <class Key, class Index>
__device__ __forceinline__ void CountDistinct(
    const Key* keys, const Key* otherKeys, const int* order, const int* otherOrder, const int* moved, int* firsts, Index outer, Index length, Index tiles)
{
    const RowTile<Index> tile = TileOfBlock<Index>(length, tiles);
    if (tile.row >= outer)
        return;
    const SortedRow<Key> sorted = RowOfTiles<Key, Index>(keys, otherKeys, order, otherOrder, moved, tile.row, length);
    int count = 0;
    for (Index i = tile.begin + threadIdx.x; i < tile.begin + tile.length; i += 256)
        count += i == 0 || sorted.keys[i] != sorted.keys[i - 1] ? 1 : 0;
    count = ScanBlock(count);
    if (threadIdx.x == 255)
        firsts[blockIdx.x] = count;
}

// Those counts become the numbers of the distinct elements before each tile. Clears what is counted, and pads what is missing.
template <class Key, class T, class Index>
__device__ __forceinline__ void PlaceDistinct(
    const T* x, T* values, int* indices, int* counts, const Key* keys, const Key* otherKeys, const int* order, const int* otherOrder, const int* moved, int* firsts,
    Index outer, Index length, Index size, Index tiles)
{
    __shared__ int reached;
    const Index row = (Index)blockIdx.x;
    if (row >= outer)
        return;
    int before = 0;
    for (Index begin = 0; begin < tiles; begin += 256)
    {
        const Index t = begin + threadIdx.x;
        const int count = t < tiles ? firsts[row * tiles + t] : 0, end = before + ScanBlock(count);
        if (t < tiles)
            firsts[row * tiles + t] = end - count;
        if (threadIdx.x == 255)
            reached = end;
        __syncthreads();
        before = reached;
        __syncthreads();
    }
    ClearCounts(counts, row * size, size);
    const SortedRow<Key> sorted = RowOfTiles<Key, Index>(keys, otherKeys, order, otherOrder, moved, row, length);
    PadDistinct<Key, T, Index>(x, sorted, values, indices, row * length, row * size, (Index)before, size);
}

// The results of UniqueElements for a tile.
template <class Key, class T, class Index>
__device__ __forceinline__ void TakeDistinct(
    const T* x, T* values, int* indices, int* inverse, int* counts, const Key* keys, const Key* otherKeys, const int* order, const int* otherOrder, const int* moved, const int* firsts,
    Index outer, Index length, Index size, Index tiles)
{
    const RowTile<Index> tile = TileOfBlock<Index>(length, tiles);
    if (tile.row >= outer)
        return;
    const SortedRow<Key> sorted = RowOfTiles<Key, Index>(keys, otherKeys, order, otherOrder, moved, tile.row, length);
    NumberDistinct<Key, T, Index>(
        x, sorted, values, indices, inverse, counts, tile.row * length, tile.row * size, tile.begin, tile.begin + tile.length, length, size, firsts[blockIdx.x] - 1);
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

// The place of a rank in a row, limited to those that there are.
template <class Index>
__device__ __forceinline__ Index PlaceOfRank(const int* rank, Index size)
{
    const Index place = rank[0] < size ? rank[0] : size - 1;
    return place < 0 ? 0 : place;
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
    const Index place = PlaceOfRank(rank, size);
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

// Few long rows are shared out among blocks here, too: for each byte of the key, the highest first, the counts of each tile, and the byte
// that they lead to, for a rank and the next one.

// What was found of a key so far, and the rank among the elements that agree in it.
template <class Key, class Index>
struct RankSearch
{
    Key key;
    Index rank;
};

// How often each byte occurs in a tile among the elements that agree, for both ranks, and behind that whether there is a NaN.
template <class Key, class T, class Index>
__device__ __forceinline__ void CountRanks(const T* x, const RankSearch<Key, Index>* found, int* counts, Index rows, Index length, Index tiles, int pass)
{
    __shared__ int own[513];
    const RowTile<Index> tile = TileOfBlock<Index>(length, tiles);
    if (tile.row >= rows)
        return;
    const T* const from = x + tile.row * length + tile.begin;
    const Key low = pass > 0 ? found[2 * tile.row].key : (Key)0, high = pass > 0 ? found[2 * tile.row + 1].key : (Key)0;
    const int shift = 8 * (int)sizeof(Key) - 8 - 8 * pass;
    for (int i = threadIdx.x; i < 513; i += 256)
        own[i] = 0;
    __syncthreads();
    for (Index i = threadIdx.x; i < tile.length; i += 256)
    {
        const Key key = SortKey(from[i]);
        const int digit = (int)(key >> shift & 255);
        if ((key ^ low) >> shift >> 8 == 0)
            atomicAdd(&own[digit], 1);
        if ((key ^ high) >> shift >> 8 == 0)
            atomicAdd(&own[256 + digit], 1);
        if (from[i] != from[i])
            own[512] = 1;
    }
    __syncthreads();
    for (int i = threadIdx.x; i < 513; i += 256)
        counts[(Index)blockIdx.x * 513 + i] = own[i];
}

// The next byte of both keys. A block has a row.
template <class Key, class Index>
__device__ __forceinline__ void NarrowRanks(const int* rank, const int* counts, RankSearch<Key, Index>* found, int* hasNaN, Index rows, Index length, Index tiles, int pass)
{
    const Index row = (Index)blockIdx.x;
    if (row >= rows)
        return;
    const int* const own = counts + row * tiles * 513;
    const Index place = PlaceOfRank(rank, length);
    for (int which = 0; which < 2; which++)
    {
        RankSearch<Key, Index> search = pass > 0 ? found[2 * row + which] : RankSearch<Key, Index>{ 0, which == 1 && place + 1 < length ? place + 1 : place };
        int count = 0;
        for (Index t = 0; t < tiles; t++)
            count += own[t * 513 + which * 256 + threadIdx.x];
        const int end = ScanBlock(count);
        if (end - count <= search.rank && search.rank < end)
            found[2 * row + which] = RankSearch<Key, Index>{ search.key | (Key)threadIdx.x << (8 * (int)sizeof(Key) - 8 - 8 * pass), search.rank - (end - count) };
    }
    if (threadIdx.x == 0)
    {
        int any = 0;
        for (Index t = 0; t < tiles; t++)
            any |= own[t * 513 + 512];
        hasNaN[row] = any;
    }
}

// The results of SelectRank from the keys that were found.
template <class Key, class T, class Index>
__device__ __forceinline__ void TakeRanks(const RankSearch<Key, Index>* found, const int* hasNaN, T* low, T* high, Index rows)
{
    const Index row = (Index)blockIdx.x * 128 + threadIdx.x;
    if (row >= rows)
        return;
    const T none = (T)__longlong_as_double(0x7FF8000000000000ll);
    if (low)
        low[row] = hasNaN[row] != 0 ? none : ValueOfKey(found[2 * row].key, (T)0);
    if (high)
        high[row] = hasNaN[row] != 0 ? none : ValueOfKey(found[2 * row + 1].key, (T)0);
}
