// Runs the kernels of routines.cu in both orders of threads, on arrays that end where their elements do. Stands behind them.
#include <cstdio>
#include <cstdlib>

// Memory that is not freed: the sanitizers look at it until the end.
template <class T>
static T* Array(int count, bool isFilled = false)
{
    T* array = static_cast<T*>(malloc(count * sizeof(T)));
    for (int i = 0; isFilled && i < count; i++)
        array[i] = static_cast<T>((i * 7919 + 13) % 101);
    return array;
}

typedef const char* (*Launcher)(unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, int, void**);

template <class... Arguments>
static void LaunchInOrder(int order, const char* name, Launcher launch, int grid, int block, Arguments... arguments)
{
    void* pointers[] = { static_cast<void*>(&arguments)... };
    if (const char* failure = launch(grid, 1, 1, block, 1, 1, order, pointers))
        printf("%s: %s\n", name, failure);
}

template <class... Arguments>
static void Launch(const char* name, Launcher launch, int grid, int block, Arguments... arguments)
{
    for (int order : { 1, -1 })
        LaunchInOrder(order, name, launch, grid, block, arguments...);
}

#define LAUNCH(kernel, ...) Launch(#kernel, emu_launch_##kernel, __VA_ARGS__)

// For kernels that change what they read.
#define LAUNCH_ONCE(kernel, ...) LaunchInOrder(1, #kernel, emu_launch_##kernel, __VA_ARGS__)

static void RunRows(int length)
{
    const int taken = length / 2 + 1, room = 7;
    float* x = Array<float>(2 * length, true);
    unsigned *keys = Array<unsigned>(2 * length), *otherKeys = Array<unsigned>(2 * length);
    int *order = Array<int>(2 * length), *otherOrder = Array<int>(2 * length), *rank = Array<int>(1);
    rank[0] = length / 3;
    LAUNCH(sort_first, 2, 256, x, Array<float>(2 * taken), Array<int>(2 * taken), keys, otherKeys, order, otherOrder, length, taken);
    LAUNCH(unique_elements, 2, 256, x, Array<float>(2 * room), Array<int>(2 * room), Array<int>(2 * length), Array<int>(2 * room), keys, otherKeys, order, otherOrder, length, room);
    LAUNCH(select_rank, 2, 256, x, rank, Array<float>(2), Array<float>(2), length);
    LAUNCH(cumulate, 1, 128, x, Array<float>(2 * length), 2, length, 1);
    LAUNCH(cumulate, (length + 127) / 128, 128, x, Array<float>(2 * length), 1, 2, length);
}

// Rows and lines that blocks share, in as many parts as are given; the last ones may be short or empty.
static void RunLong(int length, int tiles)
{
    const int taken = length / 2 + 1, room = 7, chunks = tiles * 4;
    float* x = Array<float>(2 * length, true);
    unsigned *keys = Array<unsigned>(2 * length), *otherKeys = Array<unsigned>(2 * length);
    int *order = Array<int>(2 * length), *otherOrder = Array<int>(2 * length), *moved = Array<int>(2 * 5), *counts = Array<int>(2 * tiles * 513), *firsts = Array<int>(2 * tiles);
    LAUNCH(make_keys, (2 * length + 127) / 128, 128, x, keys, order, moved, length);
    for (int pass = 0; pass < 4; pass++)
    {
        LAUNCH(count_bytes, 2 * tiles, 256, keys, otherKeys, moved, counts, length, tiles, pass);
        LAUNCH_ONCE(place_bytes, 2, 256, counts, moved, length, tiles, pass);
        LAUNCH_ONCE(move_tile, 2 * tiles, 256, keys, otherKeys, order, otherOrder, moved, counts, length, tiles, pass);
    }
    int* last = moved + 2 * 4;
    float* distinct = Array<float>(2 * room);
    int *indices = Array<int>(2 * room), *numbers = Array<int>(2 * room);
    LAUNCH(take_first, (2 * taken + 127) / 128, 128, x, Array<float>(2 * taken), Array<int>(2 * taken), order, otherOrder, last, length, taken);
    LAUNCH(count_distinct, 2 * tiles, 256, keys, otherKeys, order, otherOrder, last, firsts, length, tiles);
    LAUNCH_ONCE(place_distinct, 2, 256, x, distinct, indices, numbers, keys, otherKeys, order, otherOrder, last, firsts, length, room, tiles);
    LAUNCH(take_distinct, 2 * tiles, 256, x, distinct, indices, Array<int>(2 * length), numbers, keys, otherKeys, order, otherOrder, last, firsts, length, room, tiles);
    int *rank = Array<int>(1), *hasNaN = Array<int>(2);
    rank[0] = length / 3;
    auto* found = static_cast<RankSearch<unsigned, int>*>(malloc(4 * sizeof(RankSearch<unsigned, int>)));
    for (int pass = 0; pass < 4; pass++)
    {
        LAUNCH(count_ranks, 2 * tiles, 256, x, found, counts, length, tiles, pass);
        LAUNCH_ONCE(narrow_ranks, 2, 256, rank, counts, found, hasNaN, length, tiles, pass);
    }
    LAUNCH(take_ranks, 1, 128, found, hasNaN, Array<float>(2), Array<float>(2));
    double* states = Array<double>(2 * chunks);
    for (int inner : { 1, 2 })
    {
        LAUNCH(scan_chunks, (2 * chunks + 127) / 128, 128, x, static_cast<float*>(nullptr), states, 2 / inner, length, inner, chunks);
        LAUNCH_ONCE(fold_chunks, 2, 256, states, 2 / inner, length, inner, chunks);
        LAUNCH(scan_chunks, (2 * chunks + 127) / 128, 128, x, Array<float>(2 * length), states, 2 / inner, length, inner, chunks);
    }
}

static void RunWindows()
{
    // Two images of three channels, five filters, 4 x 7 windows of 3 x 3 elements.
    float *x = Array<float>(2 * 3 * 99, true), *w = Array<float>(5 * 3 * 9, true), *y = Array<float>(2 * 5 * 28), *pooled = Array<float>(6 * 28);
    LAUNCH(correlate_forward, 1, 256, x, w, y);
    LAUNCH(correlate_images, 1, 256, y, w, Array<float>(2 * 3 * 99));
    LAUNCH(correlate_filters, 2, 256, x, y, Array<float>(2 * 5 * 27));
    LAUNCH(pool_windows, 2, 128, x, pooled);
    LAUNCH(share_windows, 2, 128, pooled, x, pooled, Array<float>(6 * 28));
    LAUNCH(gather_windows, 5, 128, pooled, Array<float>(2 * 3 * 99));
}

static void RunMatrices(int n)
{
    const int columns = 33;
    float* a = Array<float>(2 * n * n, true);
    for (int i = 0; i < 2 * n; i++)
        a[i / n * n * n + i % n * (n + 1)] = 1000.0f * n;
    LAUNCH(factor_cholesky, 2, 256, a, Array<float>(2 * n * n), Array<int>(2), n);
    LAUNCH(factor_lu, 2, 256, a, Array<float>(2 * n * n), Array<int>(2 * n), Array<float>(2), n);
    for (int m : { n, n + 3, n > 3 ? n - 3 : n })
        for (int k : { m, m < n ? m : n })
            LAUNCH(factor_qr, 2, 256, Array<float>(2 * m * n, true), Array<float>(2 * m * k), Array<float>(2 * k * n), Array<float>(2 * (m + 1) * n), m, n, k);
    LAUNCH(factor_eigh, 2, 256, a, Array<float>(2 * n), Array<float>(2 * n * n), Array<double>(2 * (2 * n + 2) * n), n);
    LAUNCH(solve_triangular, 4, 256, a, Array<float>(2 * n * columns, true), Array<float>(2 * n * columns), n, columns);
}

static void RunSpecialFunctions()
{
    const double values[] = { 0, -0.0, 0.5, 1, 1.5, 3, 13, -2.5, 40, 170.5, 1000, 1e5, 1e300, 5e-324, HUGE_VAL, -HUGE_VAL, NAN };
    const int count = sizeof(values) / sizeof(values[0]);
    double* x = Array<double>(count);
    for (int i = 0; i < count; i++)
        x[i] = values[i];
    LAUNCH(special_functions, (count * count + 255) / 256, 256, x, Array<double>(count * count), count);
}

int main()
{
    RunSpecialFunctions();
    for (int length : { 1, 31, 257, 1024, 1025, 2300 })
        RunRows(length);
    RunLong(2300, 4);
    RunLong(1030, 4);
    RunWindows();
    for (int n : { 1, 5, 17, 64, 65 })
        RunMatrices(n);
    printf("done\n");
    // Leaks are no matter of kernels.
    fflush(stdout);
    _Exit(0);
}
