// Windows that slide over the last three axes of [rows, sizes]: pooling, its gradients, and windows added back (col2im). A thread has one
// window, or one element, and takes what belongs to it in the order of the CPU, so the bits are the CPU's; nothing is written twice.
#pragma once

// How windows slide along one axis: element k of window w is at stride * w + dilation * k.
template <class Index>
struct SlidingAxis
{
    Index size, count, kernel, stride, dilation;

    // The window that has an element as its element k, or -1.
    __device__ __forceinline__ Index WindowOf(Index place, Index k) const
    {
        const Index start = place - k * dilation;
        return start < 0 || start % stride != 0 || start / stride >= count ? -1 : start / stride;
    }

    __device__ __forceinline__ bool IsDisjoint() const { return stride > (kernel - 1) * dilation; }
};

template <class Index>
struct SlidingWindows
{
    SlidingAxis<Index> a0, a1, a2;

    __device__ __forceinline__ Index Elements() const { return a0.size * a1.size * a2.size; }
    __device__ __forceinline__ Index Windows() const { return a0.count * a1.count * a2.count; }
    __device__ __forceinline__ Index Taps() const { return a0.kernel * a1.kernel * a2.kernel; }

    // Where a window starts.
    __device__ __forceinline__ Index Start(Index window) const
    {
        const Index rest = window / a2.count;
        return (rest / a1.count * a0.stride * a1.size + rest % a1.count * a1.stride) * a2.size + window % a2.count * a2.stride;
    }

    // Where the element of a window lies, from its start.
    __device__ __forceinline__ Index Tap(Index k0, Index k1, Index k2) const
    {
        return (k0 * a0.dilation * a1.size + k1 * a1.dilation) * a2.size + k2 * a2.dilation;
    }

    // Where a channel's element lies, from the start of its window in the first channel.
    __device__ __forceinline__ Index Tap(Index tap) const
    {
        const Index rest = tap / a2.kernel, plane = rest / a1.kernel;
        return plane / a0.kernel * Elements() + Tap(plane % a0.kernel, rest % a1.kernel, tap % a2.kernel);
    }

    __device__ __forceinline__ bool IsDisjoint() const { return a0.IsDisjoint() && a1.IsDisjoint() && a2.IsDisjoint(); }
};

struct PoolMax { template <class T> static __device__ __forceinline__ T Fold(T a, T b) { return Maximum(a, b); } };
struct PoolSum { template <class T> static __device__ __forceinline__ T Fold(T a, T b) { return a + b; } };

// y[row, w] = the fold of the elements of a window: over its lines first, then along them.
template <class Rule, class T, class Index>
__device__ __forceinline__ void PoolWindows(const T* x, T* y, Index rows, SlidingWindows<Index> windows)
{
    const Index item = (Index)blockIdx.x * 128 + threadIdx.x, perRow = windows.Windows();
    if (item >= rows * perRow)
        return;
    const T* const from = x + item / perRow * windows.Elements() + windows.Start(item % perRow);
    T fold = (T)0;
    for (Index k2 = 0; k2 < windows.a2.kernel; k2++)
    {
        T line = from[windows.Tap(0, 0, k2)];
        for (Index k0 = 0; k0 < windows.a0.kernel; k0++)
            for (Index k1 = k0 == 0 ? 1 : 0; k1 < windows.a1.kernel; k1++)
                line = Rule::Fold(line, from[windows.Tap(k0, k1, k2)]);
        fold = k2 == 0 ? line : Rule::Fold(fold, line);
    }
    y[item] = fold;
}

// shares[row, w] = the gradient of a window divided by the number of its elements that are its largest, y.
template <class T, class Index>
__device__ __forceinline__ void ShareAmongLargest(const T* gradient, const T* x, const T* y, T* shares, Index rows, SlidingWindows<Index> windows)
{
    const Index item = (Index)blockIdx.x * 128 + threadIdx.x, perRow = windows.Windows();
    if (item >= rows * perRow)
        return;
    const T* const from = x + item / perRow * windows.Elements() + windows.Start(item % perRow);
    const T largest = y[item];
    T count = (T)0;
    for (Index k0 = 0; k0 < windows.a0.kernel; k0++)
        for (Index k1 = 0; k1 < windows.a1.kernel; k1++)
            for (Index k2 = 0; k2 < windows.a2.kernel; k2++)
                count += from[windows.Tap(k0, k1, k2)] == largest ? (T)1 : (T)0;
    shares[item] = gradient[item] / count;
}

// result[row, q] = the shares of the windows that have the element as their largest: one line of windows after the other, as on the CPU.
template <class T, class Index>
__device__ __forceinline__ void GatherLargest(const T* shares, const T* x, const T* y, T* result, Index rows, SlidingWindows<Index> windows)
{
    const Index item = (Index)blockIdx.x * 128 + threadIdx.x, perRow = windows.Elements();
    if (item >= rows * perRow)
        return;
    const SlidingAxis<Index> a0 = windows.a0, a1 = windows.a1, a2 = windows.a2;
    const Index first = item / perRow * windows.Windows(), q = item % perRow;
    const Index q2 = q % a2.size, q1 = q / a2.size % a1.size, q0 = q / a2.size / a1.size;
    const T value = x[item];
    const bool isDisjoint = windows.IsDisjoint();
    T sum = (T)0;
    for (Index k0 = a0.kernel - 1; k0 >= 0; k0--)
    {
        const Index w0 = a0.WindowOf(q0, k0);
        for (Index k1 = a1.kernel - 1; w0 >= 0 && k1 >= 0; k1--)
        {
            const Index w1 = a1.WindowOf(q1, k1);
            for (Index k2 = 0; w1 >= 0 && k2 < a2.kernel; k2++)
            {
                const Index w2 = a2.WindowOf(q2, k2), w = first + (w0 * a1.count + w1) * a2.count + w2;
                // An only share is taken as it is: a sum with zero would lose the sign of -0.
                if (w2 >= 0 && y[w] == value)
                    sum = isDisjoint ? shares[w] : sum + shares[w];
            }
        }
    }
    result[item] = sum;
}

// result[row, q] = the sum of the values of the windows that have the element, one position in the window after the other. values are
// [rows, windows], or, where each position has a value of its own, [rows, taps, windows].
template <bool IsEach, class T, class Index>
__device__ __forceinline__ void GatherWindows(const T* values, T* result, Index rows, SlidingWindows<Index> windows)
{
    const Index item = (Index)blockIdx.x * 128 + threadIdx.x, perRow = windows.Elements();
    if (item >= rows * perRow)
        return;
    const SlidingAxis<Index> a0 = windows.a0, a1 = windows.a1, a2 = windows.a2;
    const Index count = windows.Windows(), first = item / perRow * (IsEach ? windows.Taps() * count : count), q = item % perRow;
    const Index q2 = q % a2.size, q1 = q / a2.size % a1.size, q0 = q / a2.size / a1.size;
    const bool isCopied = !IsEach && windows.IsDisjoint();
    T sum = (T)0;
    for (Index k0 = 0; k0 < a0.kernel; k0++)
    {
        const Index w0 = a0.WindowOf(q0, k0);
        for (Index k1 = 0; w0 >= 0 && k1 < a1.kernel; k1++)
        {
            const Index w1 = a1.WindowOf(q1, k1);
            for (Index k2 = 0; w1 >= 0 && k2 < a2.kernel; k2++)
            {
                const Index w2 = a2.WindowOf(q2, k2), tap = IsEach ? ((k0 * a1.kernel + k1) * a2.kernel + k2) * count : 0;
                if (w2 < 0)
                    continue;
                const T value = values[first + tap + (w0 * a1.count + w1) * a2.count + w2];
                sum = isCopied ? value : AddProducts(sum, value);
            }
        }
    }
    result[item] = sum;
}
