// Convolutions (correlations) and their two adjoints as products of matrices whose operands are never stored (implicit GEMM; Chetlur et
// al.: cuDNN: Efficient primitives for deep learning; 2014). A block of 256 threads has a tile of ROWS x 4096 / ROWS elements, each thread
// 4 x 4 of them; the depth passes through shared memory in strips of 16, cut into chunks of 256 as on the CPU. x is [images, groups *
// channels, sizes], w is [groups * filters, channels, kernels], y is [images, groups * filters, counts].
#pragma once

// An operand gives Load(place, depth), where At(number) of a row or a column is computed once; depths of neighbouring threads are
// neighbours where IsDepthFast says so.
template <class T, class Index>
struct DenseOperand
{
    typedef Index Place;
    static const bool IsDepthFast = true, IsPartial = false;
    const T* from;
    Index stride;

    __device__ __forceinline__ Place At(Index number) const { return number * stride; }
    __device__ __forceinline__ bool Has(Place, Index) const { return true; }
    __device__ __forceinline__ T Load(Place place, Index depth) const { return from[place + depth]; }
};

// Windows of all images as columns, their taps as depth.
template <class T, class Index>
struct WindowOperand
{
    typedef Index Place;
    static const bool IsDepthFast = false, IsPartial = false;
    const T* x;
    Index imageStride, windowsPerImage;
    SlidingWindows<Index> windows;

    __device__ __forceinline__ Place At(Index number) const { return number / windowsPerImage * imageStride + windows.Start(number % windowsPerImage); }
    __device__ __forceinline__ bool Has(Place, Index) const { return true; }
    __device__ __forceinline__ T Load(Place place, Index depth) const { return x[place + windows.Tap(depth)]; }
};

// Taps as columns, the windows of all images as depth.
template <class T, class Index>
struct TapOperand
{
    typedef Index Place;
    static const bool IsDepthFast = true, IsPartial = false;
    const T* x;
    Index imageStride, windowsPerImage;
    SlidingWindows<Index> windows;

    __device__ __forceinline__ Place At(Index number) const { return windows.Tap(number); }
    __device__ __forceinline__ bool Has(Place, Index) const { return true; }
    __device__ __forceinline__ T Load(Place place, Index depth) const { return x[place + depth / windowsPerImage * imageStride + windows.Start(depth % windowsPerImage)]; }
};

// Filters as rows, the windows of all images as depth.
template <class T, class Index>
struct ResultOperand
{
    typedef Index Place;
    static const bool IsDepthFast = true, IsPartial = false;
    const T* y;
    Index imageStride, windowsPerImage;

    __device__ __forceinline__ Place At(Index number) const { return number * windowsPerImage; }
    __device__ __forceinline__ bool Has(Place, Index) const { return true; }
    __device__ __forceinline__ T Load(Place place, Index depth) const { return y[place + depth / windowsPerImage * imageStride + depth % windowsPerImage]; }
};

// Channels as rows, filters and positions in them as depth.
template <class T, class Index>
struct ChannelOperand
{
    typedef Index Place;
    static const bool IsDepthFast = true, IsPartial = false;
    const T* w;
    Index filterStride, taps;

    __device__ __forceinline__ Place At(Index number) const { return number * taps; }
    __device__ __forceinline__ bool Has(Place, Index) const { return true; }
    __device__ __forceinline__ T Load(Place place, Index depth) const { return w[place + depth / taps * filterStride + depth % taps]; }
};

template <class Index>
struct ElementPlace
{
    Index image, q0, q1, q2;
};

// Elements of all images as columns, filters and positions in them as depth: not every element is at every position of a window.
template <class T, class Index>
struct ElementOperand
{
    typedef ElementPlace<Index> Place;
    static const bool IsDepthFast = false, IsPartial = true;
    const T* y;
    Index imageStride;
    SlidingWindows<Index> windows;

    __device__ __forceinline__ Place At(Index number) const
    {
        const Index q = number % windows.Elements(), line = q / windows.a2.size;
        return Place{ number / windows.Elements() * imageStride, line / windows.a1.size, line % windows.a1.size, q % windows.a2.size };
    }

    // The window that has the element at a position, or -1.
    __device__ __forceinline__ Index WindowOf(Place place, Index tap) const
    {
        const Index k2 = tap % windows.a2.kernel, line = tap / windows.a2.kernel;
        const Index w2 = windows.a2.WindowOf(place.q2, k2), w1 = windows.a1.WindowOf(place.q1, line % windows.a1.kernel), w0 = windows.a0.WindowOf(place.q0, line / windows.a1.kernel);
        return w0 < 0 || w1 < 0 || w2 < 0 ? -1 : (w0 * windows.a1.count + w1) * windows.a2.count + w2;
    }

    __device__ __forceinline__ bool Has(Place place, Index depth) const { return WindowOf(place, depth % windows.Taps()) >= 0; }

    __device__ __forceinline__ T Load(Place place, Index depth) const
    {
        const Index window = WindowOf(place, depth % windows.Taps());
        return window < 0 ? (T)0 : y[place.image + depth / windows.Taps() * windows.Windows() + window];
    }
};

// Rows whose columns are those of all images.
template <class T, class Index>
struct ImageTarget
{
    T* to;
    Index imageStride, perImage;

    __device__ __forceinline__ T& At(Index row, Index column) const { return to[column / perImage * imageStride + row * perImage + column % perImage]; }
};

template <class T, class Index>
struct DenseTarget
{
    T* to;
    Index stride;

    __device__ __forceinline__ T& At(Index row, Index column) const { return to[row * stride + column]; }
};

// Sixteen depths of an operand into shared memory, zeros beyond the end. Gives whether a value is infinite or no number.
template <int COUNT, class T, class Operand, class Index>
__device__ __forceinline__ bool LoadOperand(
    T (&strip)[16][COUNT + 4], const Operand& operand, const typename Operand::Place (&places)[COUNT / 16], Index first, Index count, Index depth, Index end)
{
    bool isSpecial = false;
#pragma unroll
    for (int i = 0; i < COUNT / 16; i++)
    {
        const int d = Operand::IsDepthFast ? threadIdx.x % 16 : threadIdx.x / COUNT + 256 / COUNT * i;
        const int r = Operand::IsDepthFast ? threadIdx.x / 16 + 16 * i : threadIdx.x % COUNT;
        const T value = first + r < count && depth + d < end ? operand.Load(places[i], depth + d) : (T)0;
        strip[d][r] = value;
        isSpecial |= !(value - value == (T)0);
    }
    return isSpecial;
}

template <int COUNT, class Operand, class Index>
__device__ __forceinline__ void FindPlaces(typename Operand::Place (&places)[COUNT / 16], const Operand& operand, Index first, Index count)
{
#pragma unroll
    for (int i = 0; i < COUNT / 16; i++)
    {
        const Index number = first + (Index)(Operand::IsDepthFast ? threadIdx.x / 16 + 16 * i : threadIdx.x % COUNT);
        places[i] = operand.At(number < count ? number : count - 1);
    }
}

// The same products where an operand that has nothing at some depths meets infinite or missing numbers: zero times these is no number.
template <int ROWS, int COLUMNS, class T, class Operand, class Index>
__device__ __forceinline__ void MultiplyPartial(
    const T (&left)[16][ROWS], const T (&right)[16][COLUMNS], int r0, int c0, T (&sum)[4][4], const Operand& operand, Index column, Index columns, Index depth, Index end)
{
#pragma unroll 1
    for (int d = 0; d < 16 && depth + d < end; d++)
#pragma unroll
        for (int j = 0; j < 4; j++)
        {
            const bool has = operand.Has(operand.At(column + c0 + j < columns ? column + c0 + j : columns - 1), depth + d);
#pragma unroll
            for (int i = 0; i < 4; i++)
                if (has)
                    sum[i][j] = MultiplyAdd(left[d][r0 + i], right[d][c0 + j], sum[i][j]);
        }
}

// A tile of the product of two operands from depth first to below last.
template <int ROWS, class T, class Index, class Left, class Right, class Target>
__device__ __forceinline__ void CorrelationTile(
    const Left& left, const Right& right, const Target& target, Index row, Index rows, Index column, Index columns, Index first, Index last)
{
    const int COLUMNS = 4096 / ROWS;
    __shared__ __align__(16) T leftStrip[16][ROWS + 4];
    __shared__ __align__(16) T rightStrip[16][COLUMNS + 4];
    __shared__ int isSpecial;
    const int r0 = threadIdx.x / (COLUMNS / 4) * 4, c0 = threadIdx.x % (COLUMNS / 4) * 4;
    typename Left::Place rowPlaces[ROWS / 16];
    typename Right::Place columnPlaces[COLUMNS / 16];
    FindPlaces<ROWS>(rowPlaces, left, row, rows);
    FindPlaces<COLUMNS>(columnPlaces, right, column, columns);
    T sum[4][4], total[4][4];
#pragma unroll
    for (int i = 0; i < 16; i++)
        total[i / 4][i % 4] = (T)0;
    if (Right::IsPartial)
    {
        if (threadIdx.x == 0)
            isSpecial = 0;
        __syncthreads();
    }
    for (Index chunk = first; chunk < last; chunk += 256)
    {
        const Index end = last - chunk < 256 ? last : chunk + 256;
#pragma unroll
        for (int i = 0; i < 16; i++)
            sum[i / 4][i % 4] = (T)0;
        for (Index depth = chunk; depth < end; depth += 16)
        {
            if (LoadOperand<ROWS>(leftStrip, left, rowPlaces, row, rows, depth, end) && Right::IsPartial)
                isSpecial = 1;
            LoadOperand<COLUMNS>(rightStrip, right, columnPlaces, column, columns, depth, end);
            __syncthreads();
            if (Right::IsPartial && isSpecial != 0)
                MultiplyPartial(leftStrip, rightStrip, r0, c0, sum, right, column, columns, depth, end);
            else
                MultiplyStrips(leftStrip, rightStrip, r0, c0, sum);
            __syncthreads();
        }
#pragma unroll
        for (int i = 0; i < 16; i++)
            total[i / 4][i % 4] = chunk == first ? sum[i / 4][i % 4] : total[i / 4][i % 4] + sum[i / 4][i % 4];
    }
#pragma unroll
    for (int i = 0; i < 4; i++)
#pragma unroll
        for (int j = 0; j < 4; j++)
            if (row + r0 + i < rows && column + c0 + j < columns)
                target.At(row + r0 + i, column + c0 + j) = total[i][j];
}

// Which tile a block has: the columns of tiles run fastest, then rows of tiles, then groups, then slices.
template <class Index>
struct TileOfGroup
{
    Index row, column, group, slice;
};

template <int ROWS, class Index>
__device__ __forceinline__ TileOfGroup<Index> FindTile(Index groups, Index rows, Index columns)
{
    const Index tile = (Index)blockIdx.x, across = (columns + 4096 / ROWS - 1) / (4096 / ROWS), down = (rows + ROWS - 1) / ROWS;
    const Index rest = tile / across / down;
    return TileOfGroup<Index>{ tile / across % down * ROWS, tile % across * (4096 / ROWS), rest % groups, rest / groups };
}

// y[n, f, p] = the sum over c, k of x[n, c, stride * p + dilation * k] * w[f, c, k], with the CPU's bits.
template <int ROWS, class T, class Index>
__device__ __forceinline__ void CorrelateForward(
    const T* x, const T* w, T* y, Index images, Index groups, Index channels, Index filters, SlidingWindows<Index> windows)
{
    const Index places = windows.Windows(), taps = channels * windows.Taps(), elements = windows.Elements(), columns = images * places;
    if (filters == 0 || columns == 0)
        return;
    const TileOfGroup<Index> tile = FindTile<ROWS, Index>(groups, filters, columns);
    if (tile.slice > 0)
        return;
    const DenseOperand<T, Index> left{ w + tile.group * filters * taps, taps };
    const WindowOperand<T, Index> right{ x + tile.group * channels * elements, groups * channels * elements, places, windows };
    const ImageTarget<T, Index> target{ y + tile.group * filters * places, groups * filters * places, places };
    CorrelationTile<ROWS, T, Index>(left, right, target, tile.row, filters, tile.column, columns, (Index)0, taps);
}

// The adjoint in the images: x[n, c, q] = the sum over f, k, p of y[n, f, p] * w[f, c, k] where q = stride * p + dilation * k. The CPU adds
// the windows of a part of its cache one position after the other; here an element is one sum over filters and positions.
template <int ROWS, class T, class Index>
__device__ __forceinline__ void CorrelateImages(
    const T* y, const T* w, T* x, Index images, Index groups, Index channels, Index filters, SlidingWindows<Index> windows)
{
    const Index places = windows.Windows(), taps = windows.Taps(), elements = windows.Elements(), columns = images * elements;
    if (channels == 0 || columns == 0)
        return;
    const TileOfGroup<Index> tile = FindTile<ROWS, Index>(groups, channels, columns);
    if (tile.slice > 0)
        return;
    const ChannelOperand<T, Index> left{ w + tile.group * filters * channels * taps, channels * taps, taps };
    const ElementOperand<T, Index> right{ y + tile.group * filters * places, groups * filters * places, windows };
    const ImageTarget<T, Index> target{ x + tile.group * channels * elements, groups * channels * elements, elements };
    CorrelationTile<ROWS, T, Index>(left, right, target, tile.row, channels, tile.column, columns, (Index)0, filters * taps);
}

// The adjoint in the filters: w[f, c, k] = the sum over n, p of x[n, c, stride * p + dilation * k] * y[n, f, p]. Images are cut into slices
// that blocks sum side by side, more than the CPU has parts; FoldSlices adds them up in order. sums is [slices, groups, filters, taps].
template <int ROWS, class T, class Index>
__device__ __forceinline__ void CorrelateFilters(
    const T* x, const T* y, T* sums, Index images, Index groups, Index channels, Index filters, Index slices, SlidingWindows<Index> windows)
{
    const Index places = windows.Windows(), taps = channels * windows.Taps(), elements = windows.Elements();
    if (filters == 0 || taps == 0)
        return;
    const TileOfGroup<Index> tile = FindTile<ROWS, Index>(groups, filters, taps);
    if (tile.slice >= slices)
        return;
    const Index first = (Index)((long long)images * tile.slice / slices), last = (Index)((long long)images * (tile.slice + 1) / slices);
    const ResultOperand<T, Index> left{ y + tile.group * filters * places, groups * filters * places, places };
    const TapOperand<T, Index> right{ x + tile.group * channels * elements, groups * channels * elements, places, windows };
    const DenseTarget<T, Index> target{ sums + (tile.slice * groups + tile.group) * filters * taps, taps };
    CorrelationTile<ROWS, T, Index>(left, right, target, tile.row, filters, tile.column, taps, first * places, last * places);
}

// result[i] = the sum over slices of sums[slice, i].
template <class T, class Index>
__device__ __forceinline__ void FoldSlices(const T* sums, T* result, Index slices, Index count)
{
    const Index item = (Index)blockIdx.x * 128 + threadIdx.x;
    if (item >= count)
        return;
    T sum = (T)0;
    for (Index slice = 0; slice < slices; slice++)
        sum = slice == 0 ? sums[item] : sum + sums[slice * count + item];
    result[item] = sum;
}
