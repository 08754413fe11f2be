// Kernels that call pieces of gpu-kernels for routines.cpp, which runs them under the sanitizers.
extern "C" __global__ void sort_first(const float* x, float* values, int* positions, unsigned int* keys, unsigned int* otherKeys, int* order, int* otherOrder, int length, int taken)
{
    SortFirst<unsigned int, float, int>(x, values, positions, keys, otherKeys, order, otherOrder, 2, length, 1, taken, true);
}

extern "C" __global__ void unique_elements(const float* x, float* values, int* indices, int* inverse, int* counts, unsigned int* keys, unsigned int* otherKeys, int* order, int* otherOrder, int length, int size)
{
    UniqueElements<unsigned int, float, int>(x, values, indices, inverse, counts, keys, otherKeys, order, otherOrder, 2, length, size);
}

extern "C" __global__ void select_rank(const float* x, const int* rank, float* low, float* high, int size)
{
    SelectRank<unsigned int, float, int>(x, rank, low, high, 2, size);
}

extern "C" __global__ void make_keys(const float* x, unsigned int* keys, int* order, int* moved, int length) { MakeKeys<unsigned int, float, int>(x, keys, order, moved, 2, length, 1, true); }

extern "C" __global__ void count_bytes(const unsigned int* keys, const unsigned int* otherKeys, const int* moved, int* counts, int length, int tiles, int pass)
{
    CountBytes<unsigned int, int>(keys, otherKeys, moved, counts, 2, length, tiles, pass);
}

extern "C" __global__ void place_bytes(int* counts, int* moved, int length, int tiles, int pass) { PlaceBytes<int>(counts, moved, 2, length, tiles, pass); }

extern "C" __global__ void move_tile(unsigned int* keys, unsigned int* otherKeys, int* order, int* otherOrder, const int* moved, const int* counts, int length, int tiles, int pass)
{
    MoveTile<unsigned int, int>(keys, otherKeys, order, otherOrder, moved, counts, 2, length, tiles, pass);
}

extern "C" __global__ void take_first(const float* x, float* values, int* positions, const int* order, const int* otherOrder, const int* moved, int length, int taken)
{
    TakeFirst<float, int>(x, values, positions, order, otherOrder, moved, 2, length, 1, taken);
}

extern "C" __global__ void count_distinct(const unsigned int* keys, const unsigned int* otherKeys, const int* order, const int* otherOrder, const int* moved, int* firsts, int length, int tiles)
{
    CountDistinct<unsigned int, int>(keys, otherKeys, order, otherOrder, moved, firsts, 2, length, tiles);
}

extern "C" __global__ void place_distinct(
    const float* x, float* values, int* indices, int* counts, const unsigned int* keys, const unsigned int* otherKeys, const int* order, const int* otherOrder, const int* moved, int* firsts, int length, int size, int tiles)
{
    PlaceDistinct<unsigned int, float, int>(x, values, indices, counts, keys, otherKeys, order, otherOrder, moved, firsts, 2, length, size, tiles);
}

extern "C" __global__ void take_distinct(
    const float* x, float* values, int* indices, int* inverse, int* counts, const unsigned int* keys, const unsigned int* otherKeys, const int* order, const int* otherOrder, const int* moved, const int* firsts, int length, int size, int tiles)
{
    TakeDistinct<unsigned int, float, int>(x, values, indices, inverse, counts, keys, otherKeys, order, otherOrder, moved, firsts, 2, length, size, tiles);
}

extern "C" __global__ void count_ranks(const float* x, const RankSearch<unsigned int, int>* found, int* counts, int length, int tiles, int pass)
{
    CountRanks<unsigned int, float, int>(x, found, counts, 2, length, tiles, pass);
}

extern "C" __global__ void narrow_ranks(const int* rank, const int* counts, RankSearch<unsigned int, int>* found, int* hasNaN, int length, int tiles, int pass)
{
    NarrowRanks<unsigned int, int>(rank, counts, found, hasNaN, 2, length, tiles, pass);
}

extern "C" __global__ void take_ranks(const RankSearch<unsigned int, int>* found, const int* hasNaN, float* low, float* high) { TakeRanks<unsigned int, float, int>(found, hasNaN, low, high, 2); }

extern "C" __global__ void fold_chunks(double* states, int outer, int size, int inner, int chunks) { FoldChunks<CumulativeSum<float, double>, int>(states, outer, size, inner, chunks); }

extern "C" __global__ void scan_chunks(const float* x, float* y, double* states, int outer, int size, int inner, int chunks)
{
    if (y)
        ScanChunks<CumulativeSum<float, double>, float, int, true>(x, y, states, outer, size, inner, chunks, true);
    else
        ScanChunks<CumulativeSum<float, double>, float, int, false>(x, y, states, outer, size, inner, chunks, true);
}

extern "C" __global__ void cumulate(const float* x, float* y, int outer, int size, int inner)
{
    Cumulate<CumulativeSum<float, double>, float, int>(x, y, outer, size, inner, true);
}

__device__ __forceinline__ SlidingWindows<int> TestWindows() { return SlidingWindows<int>{ { 1, 1, 1, 1, 1 }, { 9, 4, 3, 2, 1 }, { 11, 7, 3, 1, 2 } }; }

extern "C" __global__ void correlate_forward(const float* x, const float* w, float* y) { CorrelateForward<16, float, int>(x, w, y, 2, 1, 3, 5, TestWindows()); }

extern "C" __global__ void correlate_images(const float* y, const float* w, float* x) { CorrelateImages<16, float, int>(y, w, x, 2, 1, 3, 5, TestWindows()); }

extern "C" __global__ void correlate_filters(const float* x, const float* y, float* sums) { CorrelateFilters<16, float, int>(x, y, sums, 2, 1, 3, 5, 2, TestWindows()); }

extern "C" __global__ void pool_windows(const float* x, float* y) { PoolWindows<PoolMax, float, int>(x, y, 6, TestWindows()); }

extern "C" __global__ void share_windows(const float* gradient, const float* x, const float* y, float* shares) { ShareAmongLargest<float, int>(gradient, x, y, shares, 6, TestWindows()); }

extern "C" __global__ void gather_windows(const float* values, float* x) { GatherWindows<false, float, int>(values, x, 6, TestWindows()); }

extern "C" __global__ void factor_cholesky(const float* a, float* l, int* failed, int n) { FactorCholesky<float, int>(a, l, failed, 2, n); }

extern "C" __global__ void factor_lu(const float* a, float* lu, int* rows, float* sign, int n) { FactorLu<float, int>(a, lu, rows, sign, 2, n); }

extern "C" __global__ void factor_qr(const float* a, float* q, float* r, float* scratch, int m, int n, int k) { FactorQr<float, int>(a, q, r, scratch, 2, m, n, k); }

extern "C" __global__ void factor_eigh(const float* a, float* values, float* vectors, double* scratch, int n) { FactorEigh<float, int>(a, values, vectors, scratch, 2, n); }

// Every special function of every two numbers.
extern "C" __global__ void special_functions(const double* x, double* y, int count)
{
    const int item = (int)(blockIdx.x * blockDim.x + threadIdx.x);
    if (item >= count * count)
        return;
    const double a = x[item / count], b = x[item % count];
    y[item] = Gamma(a) + PolyGamma(a, b) + Beta(a, b) + BetaLn(a, b) + BetaInc(a, b, 0.5) + GammaInc(a, b) + GammaIncC(a, b) + Erfcx(a) + Erfcinv(a) + BesselJ(a, b) + BesselI(a, b) + BesselIe(a, b);
}

extern "C" __global__ void solve_triangular(const float* a, const float* b, float* x, int n, int m) { SolveTriangular<float, int>(a, b, x, 2, 1, n, m, true, false, false); }
