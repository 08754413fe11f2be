// Scans along the middle axis of [outer, size, inner]. A line is one thread's, which folds it in order, float in double: the CPU's bits.
// Lines that lie side by side are read in order as they are; lines along the last axis pass through shared memory in tiles of 32 by 32,
// one for each warp of 128 threads. What the scan folds is a rule: First starts, Step goes on, Result is what is stored; Combine folds two
// neighbouring parts of a line where threads share it.
#pragma once

template <class T, class TState>
struct CumulativeSum
{
    typedef TState State;
    static __device__ __forceinline__ State First(T x) { return AddProducts((State)0, (State)x); }
    static __device__ __forceinline__ State Step(State state, T x) { return AddProducts(state, (State)x); }
    static __device__ __forceinline__ State Combine(State a, State b) { return AddProducts(a, b); }
    static __device__ __forceinline__ T Result(State state) { return (T)state; }
};

template <class T, class TState>
struct CumulativeProd
{
    typedef TState State;
    static __device__ __forceinline__ State First(T x) { return (State)x; }
    static __device__ __forceinline__ float Multiply(float a, float b) { return a * b; }
    static __device__ __forceinline__ double Multiply(double a, double b) { return a * b; }
    static __device__ __forceinline__ int Multiply(int a, int b) { return (int)((unsigned int)a * (unsigned int)b); }
    static __device__ __forceinline__ long long Multiply(long long a, long long b) { return (long long)((unsigned long long)a * (unsigned long long)b); }
    static __device__ __forceinline__ State Step(State state, T x) { return (State)Multiply(state, (State)x); }
    static __device__ __forceinline__ State Combine(State a, State b) { return (State)Multiply(a, b); }
    static __device__ __forceinline__ T Result(State state) { return (T)state; }
};

template <class T, class TState>
struct CumulativeMax
{
    typedef TState State;
    static __device__ __forceinline__ State First(T x) { return x; }
    static __device__ __forceinline__ State Step(State state, T x) { return (State)Maximum(state, x); }
    static __device__ __forceinline__ State Combine(State a, State b) { return (State)Maximum(a, b); }
    static __device__ __forceinline__ T Result(State state) { return state; }
};

template <class T, class TState>
struct CumulativeMin
{
    typedef TState State;
    static __device__ __forceinline__ State First(T x) { return x; }
    static __device__ __forceinline__ State Step(State state, T x) { return (State)Minimum(state, x); }
    static __device__ __forceinline__ State Combine(State a, State b) { return (State)Minimum(a, b); }
    static __device__ __forceinline__ T Result(State state) { return state; }
};

// The sum of exp(x - largest).
struct ExponentialSum
{
    double largest, sum;
};

template <class T, class TState>
struct CumulativeLogSumExp
{
    typedef ExponentialSum State;
    static __device__ __forceinline__ State First(T x) { return Step(State{ -__longlong_as_double(0x7FF0000000000000ll), 0.0 }, x); }

    static __device__ __forceinline__ State Step(State state, T x)
    {
        const double value = (double)x;
        // Infinities are not subtracted from themselves.
        if (value == -__longlong_as_double(0x7FF0000000000000ll))
            return state;
        if (value == state.largest)
            return State{ state.largest, state.sum + 1.0 };
        return value < state.largest ? State{ state.largest, state.sum + Exp(value - state.largest) } : State{ value, state.sum * Exp(state.largest - value) + 1.0 };
    }

    static __device__ __forceinline__ State Combine(State a, State b)
    {
        if (b.largest == -__longlong_as_double(0x7FF0000000000000ll))
            return a;
        if (a.largest == b.largest)
            return State{ a.largest, a.sum + b.sum };
        return b.largest < a.largest ? State{ a.largest, a.sum + b.sum * Exp(b.largest - a.largest) } : State{ b.largest, a.sum * Exp(a.largest - b.largest) + b.sum };
    }

    static __device__ __forceinline__ T Result(State state) { return (T)(state.largest + Log(state.sum)); }
};

// Lines along the last axis: 32 of them for each warp.
template <class Rule, class T, class Index>
__device__ __forceinline__ void CumulateRows(const T* x, T* result, Index rows, Index size, bool isReverse)
{
    __shared__ T tiles[4][32][33];
    T (&tile)[32][33] = tiles[threadIdx.x / 32];
    const int lane = threadIdx.x % 32;
    const Index first = ((Index)blockIdx.x * 4 + threadIdx.x / 32) * 32;
    typename Rule::State state{};
    for (Index begin = 0; begin < size; begin += 32)
    {
        const int length = size - begin < 32 ? (int)(size - begin) : 32;
        const Index column = isReverse ? size - 1 - begin - lane : begin + lane;
#pragma unroll 8
        for (int r = 0; r < 32; r++)
            if (first + r < rows && lane < length)
                tile[r][lane] = x[(first + r) * size + column];
        __syncwarp(0xffffffffu);
        for (int i = 0; i < length && first + lane < rows; i++)
        {
            state = begin + i == 0 ? Rule::First(tile[lane][i]) : Rule::Step(state, tile[lane][i]);
            tile[lane][i] = Rule::Result(state);
        }
        __syncwarp(0xffffffffu);
#pragma unroll 8
        for (int r = 0; r < 32; r++)
            if (first + r < rows && lane < length)
                result[(first + r) * size + column] = tile[r][lane];
        __syncwarp(0xffffffffu);
    }
}

// result[o, i, k] = the fold of x[o, 0..i, k], or of x[o, i.., k] where isReverse.
template <class Rule, class T, class Index>
__device__ __forceinline__ void Cumulate(const T* x, T* result, Index outer, Index size, Index inner, bool isReverse)
{
    if (inner == 1)
    {
        CumulateRows<Rule, T, Index>(x, result, outer, size, isReverse);
        return;
    }
    const Index line = (Index)blockIdx.x * 128 + threadIdx.x;
    if (line >= outer * inner || size == 0)
        return;
    const Index step = isReverse ? -inner : inner;
    Index at = line / inner * size * inner + line % inner + (isReverse ? (size - 1) * inner : 0);
    typename Rule::State state = Rule::First(x[at]);
    result[at] = Rule::Result(state);
    for (Index i = 1; i < size; i++)
    {
        at += step;
        state = Rule::Step(state, x[at]);
        result[at] = Rule::Result(state);
    }
}

// Few long lines are cut into chunks, a thread for each: the chunks are folded, then what stands before each of them, then they are scanned
// from there (Blelloch, Prefix Sums and Their Applications, 1990). Chunks depend on sizes alone, and so do the results, which for sums of
// floats differ from those of one thread by rounding.

// Folds chunks into states [outer, chunks, inner], or scans them from the states and stores the results.
template <class Rule, class T, class Index, bool STORES>
__device__ __forceinline__ void ScanChunks(const T* x, T* result, typename Rule::State* states, Index outer, Index size, Index inner, Index chunks, bool isReverse)
{
    if (outer * inner == 0)
        return;
    const Index item = (Index)blockIdx.x * 128 + threadIdx.x, chunk = item / inner % chunks, line = item / inner / chunks;
    const Index length = (size + chunks - 1) / chunks, begin = chunk * length, rest = begin < size && line < outer ? size - begin : 0;
    const Index count = rest < length ? rest : length, step = isReverse ? -inner : inner;
    const Index at = (line * size + (isReverse ? size - 1 - begin : begin)) * inner + item % inner;
    const bool isFirst = !STORES || chunk == 0;
    typename Rule::State state{};
    if (!isFirst && count > 0)
        state = states[item];
    if (inner == 1)
    {
        // Chunks along the last axis pass through tiles, as lines do.
        __shared__ T tiles[4][32][33];
        T (&tile)[32][33] = tiles[threadIdx.x / 32];
        const int lane = threadIdx.x % 32;
        for (Index done = 0; done < length; done += 32)
        {
#pragma unroll 8
            for (int r = 0; r < 32; r++)
            {
                const Index from = __shfl_sync(0xffffffffu, at, r), there = __shfl_sync(0xffffffffu, count, r);
                if (done + lane < there)
                    tile[r][lane] = x[from + (done + lane) * step];
            }
            __syncwarp(0xffffffffu);
            for (int i = 0; i < 32 && done + i < count; i++)
            {
                state = isFirst && done + i == 0 ? Rule::First(tile[lane][i]) : Rule::Step(state, tile[lane][i]);
                if (STORES)
                    tile[lane][i] = Rule::Result(state);
            }
            __syncwarp(0xffffffffu);
#pragma unroll 8
            for (int r = 0; r < 32 && STORES; r++)
            {
                const Index to = __shfl_sync(0xffffffffu, at, r), there = __shfl_sync(0xffffffffu, count, r);
                if (done + lane < there)
                    result[to + (done + lane) * step] = tile[r][lane];
            }
            __syncwarp(0xffffffffu);
        }
    }
    else
    {
        for (Index i = 0; i < count; i++)
        {
            state = isFirst && i == 0 ? Rule::First(x[at]) : Rule::Step(state, x[at + i * step]);
            if (STORES)
                result[at + i * step] = Rule::Result(state);
        }
    }
    if (!STORES && count > 0)
        states[item] = state;
}

// The states of the chunks of a line become those of all that stands before each; the first one has nothing before it. A block of 256
// threads has a line.
template <class Rule, class Index>
__device__ __forceinline__ void FoldChunks(typename Rule::State* states, Index outer, Index size, Index inner, Index chunks)
{
    __shared__ typename Rule::State parts[256];
    const Index line = (Index)blockIdx.x;
    if (line >= outer * inner)
        return;
    typename Rule::State* const own = states + line / inner * chunks * inner + line % inner;
    const Index length = (size + chunks - 1) / chunks, used = (size + length - 1) / length, each = (used + 255) / 256;
    const Index begin = threadIdx.x * each, end = used - begin < each ? used : begin + each;
    typename Rule::State before{};
    for (Index c = begin; c < end; c++)
        before = c == begin ? own[c * inner] : Rule::Combine(before, own[c * inner]);
    if (begin < end)
        parts[threadIdx.x] = before;
    __syncthreads();
    if (threadIdx.x == 0)
        for (int t = 1; t < 256 && t * each < used; t++)
            parts[t] = Rule::Combine(parts[t - 1], parts[t]);
    __syncthreads();
    bool hasBefore = threadIdx.x > 0;
    if (hasBefore && begin < end)
        before = parts[threadIdx.x - 1];
    for (Index c = begin; c < end; c++)
    {
        const typename Rule::State state = own[c * inner];
        if (hasBefore)
            own[c * inner] = before;
        before = hasBefore ? Rule::Combine(before, state) : state;
        hasBefore = true;
    }
}

// s[i] = g[i] + a[i] s[i - 1]; in reverse s[i] = g[i] + a[i + 1] s[i + 1].
template <class T, class Index>
__device__ __forceinline__ void LinearRecurrence(const T* g, const T* a, T* result, Index outer, Index size, Index inner, bool isReverse)
{
    const Index line = (Index)blockIdx.x * 128 + threadIdx.x;
    if (line >= outer * inner || size == 0)
        return;
    const Index step = isReverse ? -inner : inner, factor = isReverse ? inner : 0;
    Index at = line / inner * size * inner + line % inner + (isReverse ? (size - 1) * inner : 0);
    double sum = (double)g[at];
    result[at] = (T)sum;
    for (Index i = 1; i < size; i++)
    {
        at += step;
        sum = (double)g[at] + (double)a[at + factor] * sum;
        result[at] = (T)sum;
    }
}

// Whether two neighbours belong to one run: NaN equals itself.
template <class T>
__device__ __forceinline__ bool IsSameRun(T a, T b) { return a == b || (a != a && b != b); }

// For runs of equal neighbours of y the sum of g at the first place, 0 elsewhere.
template <class T, class Index>
__device__ __forceinline__ void SumRuns(const T* g, const T* y, T* result, Index outer, Index size, Index inner)
{
    const Index line = (Index)blockIdx.x * 128 + threadIdx.x;
    if (line >= outer * inner || size == 0)
        return;
    Index at = line / inner * size * inner + line % inner, run = at;
    double sum = 0.0;
    for (Index i = 0; i < size; i++, at += inner)
    {
        if (i > 0 && !IsSameRun(y[at], y[at - inner]))
        {
            result[run] = (T)sum;
            run = at;
            sum = 0.0;
        }
        result[at] = (T)0;
        sum += (double)g[at];
    }
    result[run] = (T)sum;
}

// For runs of equal neighbours of y the first g at every place.
template <class T, class Index>
__device__ __forceinline__ void FillRuns(const T* g, const T* y, T* result, Index outer, Index size, Index inner)
{
    const Index line = (Index)blockIdx.x * 128 + threadIdx.x;
    if (line >= outer * inner || size == 0)
        return;
    Index at = line / inner * size * inner + line % inner;
    T value = (T)0;
    for (Index i = 0; i < size; i++, at += inner)
    {
        if (i == 0 || !IsSameRun(y[at], y[at - inner]))
            value = g[at];
        result[at] = value;
    }
}
