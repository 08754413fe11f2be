// Factorisations of batches of small matrices, and systems of equations from them: a block of 256 threads has a matrix, which lies in
// shared memory up to 64 rows. Element by element the order is that of the CPU's leaves (up to 16 rows), whose bits these are; larger
// matrices the CPU cuts into halves and products, so there they agree up to rounding. QR has the CPU's bits for all sizes.
#pragma once

// Rows of a matrix that lies in shared memory are an odd number of elements apart, so that a column is in as many banks.
template <class T, class Index>
struct BlockMatrix
{
    T* elements;
    Index row;

    __device__ __forceinline__ T& At(Index i, Index j) const { return elements[i * row + j]; }
};

template <class T, class Index>
__device__ __forceinline__ BlockMatrix<T, Index> PlaceMatrix(T* global, Index rows, Index columns)
{
    __shared__ T shared[64 * 65];
    return rows <= 64 && columns <= 64 ? BlockMatrix<T, Index>{ shared, columns | 1 } : BlockMatrix<T, Index>{ global, columns };
}

template <class T, class Index>
__device__ __forceinline__ BlockMatrix<T, Index> PlaceMatrix(T* global, Index n) { return PlaceMatrix(global, n, n); }

// The lower triangular l with l times its transpose = (a + its transpose) / 2, [batch, n, n], zeros above the diagonal. failed[k] is 1 where
// matrix k is not positive definite. The upper factor is computed, whose rows are dense.
template <class T, class Index>
__device__ __forceinline__ void FactorCholesky(const T* a, T* result, int* failed, Index batch, Index n)
{
    const Index k = (Index)blockIdx.x;
    if (k >= batch)
        return;
    const T* const from = a + k * n * n;
    T* const to = result + k * n * n;
    const BlockMatrix<T, Index> u = PlaceMatrix(to, n);
    const int lane = threadIdx.x % 32, warp = threadIdx.x / 32;
    // Halves are exact and cannot overflow, so a symmetric matrix is taken as it is.
    for (Index i = warp; i < n; i += 8)
        for (Index j = i + lane; j < n; j += 32)
            u.At(i, j) = from[i * n + j] == from[j * n + i] ? from[i * n + j] : from[i * n + j] * (T)0.5 + from[j * n + i] * (T)0.5;
    if (threadIdx.x == 0)
        failed[k] = 0;
    __syncthreads();
    for (Index j = 0; j < n; j++)
    {
        const T pivot = u.At(j, j);
        if (!(pivot > (T)0 && pivot - pivot == (T)0))
        {
            if (threadIdx.x == 0)
                failed[k] = 1;
            return;
        }
        __syncthreads();
        const T root = Sqrt(pivot);
        for (Index c = j + threadIdx.x; c < n; c += 256)
            u.At(j, c) = c == j ? root : u.At(j, c) / root;
        __syncthreads();
        for (Index i = j + 1 + warp; i < n; i += 8)
            for (Index c = i + lane; c < n; c += 32)
                u.At(i, c) = u.At(i, c) - u.At(j, i) * u.At(j, c);
        __syncthreads();
    }
    for (Index i = warp; i < n; i += 8)
        for (Index j = i + lane; j < n; j += 32)
        {
            const T value = u.At(i, j);
            to[i * n + j] = (T)0;
            to[j * n + i] = value;
        }
}

// Whether the magnitude at another place is to be preferred as pivot: the first of equal ones, and of those that are no number.
template <class T, class Index>
__device__ __forceinline__ bool IsBetterPivot(T magnitude, Index place, T best, Index bestPlace)
{
    const bool isEqual = magnitude == best || (magnitude != magnitude && best != best);
    return place >= 0 && (bestPlace < 0 || (isEqual ? place < bestPlace : best == best && !(magnitude <= best)));
}

// The row of the pivot of a column, found by one warp.
template <class T, class Index>
__device__ __forceinline__ Index FindPivot(BlockMatrix<T, Index> a, Index column, Index n)
{
    T best = (T)0;
    Index place = -1;
    for (Index i = column + threadIdx.x; i < n; i += 32)
    {
        const T magnitude = Abs(a.At(i, column));
        if (IsBetterPivot(magnitude, i, best, place))
        {
            best = magnitude;
            place = i;
        }
    }
#pragma unroll
    for (int half = 16; half > 0; half >>= 1)
    {
        const T other = __shfl_down_sync(0xffffffffu, best, half);
        const Index otherPlace = __shfl_down_sync(0xffffffffu, place, half);
        if (IsBetterPivot(other, otherPlace, best, place))
        {
            best = other;
            place = otherPlace;
        }
    }
    return place;
}

// LU with row exchanges of each matrix: L below the diagonal, U on and above it; the row that each row of the factors came from, and the
// sign of the permutation, each of which may be null. A singular matrix has a zero on the diagonal of U.
template <class T, class Index>
__device__ __forceinline__ void FactorLu(const T* a, T* lu, int* rows, T* sign, Index batch, Index n)
{
    __shared__ int found;
    const Index k = (Index)blockIdx.x;
    if (k >= batch)
        return;
    T* const to = lu + k * n * n;
    const BlockMatrix<T, Index> u = PlaceMatrix(to, n);
    const int lane = threadIdx.x % 32, warp = threadIdx.x / 32;
    for (Index i = warp; i < n; i += 8)
        for (Index j = lane; j < n; j += 32)
            u.At(i, j) = a[(k * n + i) * n + j];
    for (Index i = threadIdx.x; i < n && rows; i += 256)
        rows[k * n + i] = (int)i;
    T permutation = (T)1;
    __syncthreads();
    for (Index j = 0; j < n; j++)
    {
        if (warp == 0)
        {
            const Index place = FindPivot(u, j, n);
            if (lane == 0)
                found = (int)place;
        }
        __syncthreads();
        const Index pivot = found;
        for (Index c = threadIdx.x; c < n && pivot != j; c += 256)
        {
            const T value = u.At(j, c);
            u.At(j, c) = u.At(pivot, c);
            u.At(pivot, c) = value;
        }
        permutation = pivot == j ? permutation : -permutation;
        if (threadIdx.x == 0 && rows && pivot != j)
        {
            const int row = rows[k * n + j];
            rows[k * n + j] = rows[k * n + pivot];
            rows[k * n + pivot] = row;
        }
        __syncthreads();
        const T top = u.At(j, j);
        if (top == (T)0)
            continue;
        for (Index i = j + 1 + threadIdx.x; i < n; i += 256)
            u.At(i, j) = u.At(i, j) / top;
        __syncthreads();
        for (Index i = j + 1 + warp; i < n; i += 8)
            for (Index c = j + 1 + lane; c < n; c += 32)
                u.At(i, c) = u.At(i, c) - u.At(i, j) * u.At(j, c);
        __syncthreads();
    }
    for (Index i = warp; i < n && u.elements != to; i += 8)
        for (Index j = lane; j < n; j += 32)
            to[i * n + j] = u.At(i, j);
    if (threadIdx.x == 0 && sign)
        sign[k] = permutation;
}

// The length of a column from the diagonal on, scaled so that squares neither overflow nor vanish: one warp adds them from top to bottom.
template <class T, class Index>
__device__ __forceinline__ T ColumnNorm(BlockMatrix<T, Index> a, Index column, Index m)
{
    const Index lane = threadIdx.x % 32;
    T largest = (T)0, sum = (T)0;
    for (Index i = column + lane; i < m; i += 32)
        largest = Maximum(largest, Abs(a.At(i, column)));
#pragma unroll
    for (int half = 16; half > 0; half >>= 1)
        largest = Maximum(largest, __shfl_xor_sync(0xffffffffu, largest, half));
    if (largest == (T)0)
        return largest;
    for (Index first = column; first < m; first += 32)
    {
        const T part = first + lane < m ? a.At(first + lane, column) / largest : (T)0, square = part * part;
        for (int other = 0; other < 32 && first + other < m; other++)
            sum = sum + __shfl_sync(0xffffffffu, square, other);
    }
    return largest * Sqrt(sum);
}

// Reflects columns of a target by I - factor v v^T, whose v has a 1 in row j and lies below the diagonal of column j of a: a thread has a column.
template <class T, class Index>
__device__ __forceinline__ void Reflect(BlockMatrix<T, Index> a, Index j, T factor, BlockMatrix<T, Index> target, Index first, Index end, Index m)
{
    for (Index c = first + threadIdx.x; c < end && factor != (T)0; c += 256)
    {
        T product = target.At(j, c);
        // More copies of a loop do not fit into the registers that shared memory leaves to a thread.
#pragma unroll 2
        for (Index i = j + 1; i < m; i++)
            product = product + a.At(i, j) * target.At(i, c);
        target.At(j, c) = target.At(j, c) - factor * product;
#pragma unroll 2
        for (Index i = j + 1; i < m; i++)
            target.At(i, c) = target.At(i, c) - factor * a.At(i, j) * product;
    }
    __syncthreads();
}

// q r = a of each matrix by Householder reflections, with a diagonal of r that is not negative: q [batch, m, k], r [batch, k, n], each of
// which may be null; k is min(m, n), or m for the complete factors. scratch is [batch, m + 1, n]: a where shared memory does not hold it,
// and the factors of the reflections. The CPU's order of operations, and so its bits.
template <class T, class Index>
__device__ __forceinline__ void FactorQr(const T* a, T* q, T* r, T* scratch, Index batch, Index m, Index n, Index k)
{
    __shared__ T norm;
    const Index matrix = (Index)blockIdx.x, least = m < n ? m : n;
    if (matrix >= batch)
        return;
    T* const factors = scratch + matrix * (m + 1) * n + m * n;
    const BlockMatrix<T, Index> work = PlaceMatrix(factors - m * n, m, n);
    for (Index item = threadIdx.x; item < m * n; item += 256)
        work.At(item / n, item % n) = a[matrix * m * n + item];
    __syncthreads();
    for (Index j = 0; j < least; j++)
    {
        if (threadIdx.x < 32)
        {
            const T length = ColumnNorm(work, j, m);
            if (threadIdx.x == 0)
                norm = length;
        }
        __syncthreads();
        const T top = work.At(j, j), diagonal = top >= (T)0 ? -norm : norm;
        const T factor = norm == (T)0 ? (T)0 : (diagonal - top) / diagonal;
        for (Index i = j + 1 + threadIdx.x; i < m && norm != (T)0; i += 256)
            work.At(i, j) = work.At(i, j) / (top - diagonal);
        __syncthreads();
        if (threadIdx.x == 0)
        {
            factors[j] = factor;
            work.At(j, j) = norm == (T)0 ? top : diagonal;
        }
        Reflect(work, j, factor, work, j + 1, n, m);
    }
    for (Index item = threadIdx.x; item < k * n && r; item += 256)
    {
        const Index i = item / n, c = item % n;
        const T value = i <= c ? work.At(i, c) : (T)0;
        r[matrix * k * n + item] = i <= c && work.At(i, i) < (T)0 ? -value : value;
    }
    if (!q)
        return;
    const BlockMatrix<T, Index> product{ q + matrix * m * k, k };
    for (Index item = threadIdx.x; item < m * k; item += 256)
        product.At(item / k, item % k) = item / k == item % k ? (T)1 : (T)0;
    __syncthreads();
    for (Index j = least - 1; j >= 0; j--)
        Reflect(work, j, factors[j], product, j, k, m);
    for (Index item = threadIdx.x; item < m * k; item += 256)
    {
        const Index c = item % k;
        if (c < n && work.At(c, c) < (T)0)
            product.At(item / k, c) = -product.At(item / k, c);
    }
}

// Where a zero on the diagonal of a matrix makes systems of equations with it unsolvable: item counts the elements of diagonals.
template <class T, class Index>
__device__ __forceinline__ bool IsZeroPivot(const T* a, Index item, Index n) { return a[(item / n * n + item % n) * n + item % n] == (T)0; }

// The columns of a block's part of a right side: 32, or as many as there are.
template <class Index>
struct ColumnRange
{
    Index matrix, first, count;
};

template <class Index>
__device__ __forceinline__ ColumnRange<Index> FindColumns(Index m)
{
    const Index parts = m > 32 ? (m + 31) / 32 : 1, first = (Index)blockIdx.x % parts * 32;
    return ColumnRange<Index>{ (Index)blockIdx.x / parts, first, m - first < 32 ? m - first : 32 };
}

// x = a^-1 x for a triangular a with any strides and some columns of x, [n, m]. Of few equations a thread has a column, in the CPU's order;
// of many, each unknown, once it is known, leaves all equations.
template <class T, class Index>
__device__ __forceinline__ void Substitute(const T* a, Index row, Index column, bool isLower, bool isUnit, Index n, T* x, Index m, Index columns)
{
    if (n <= 16)
    {
        for (Index c = threadIdx.x; c < columns; c += 256)
            for (Index step = 0; step < n; step++)
            {
                const Index i = isLower ? step : n - 1 - step, end = isLower ? i : n;
                T value = x[i * m + c];
                for (Index k = isLower ? 0 : i + 1; k < end; k++)
                    value = value - a[i * row + k * column] * x[k * m + c];
                x[i * m + c] = isUnit ? value : value / a[i * (row + column)];
            }
        __syncthreads();
        return;
    }
    for (Index step = 0; step < n; step++)
    {
        const Index i = isLower ? step : n - 1 - step, left = n - 1 - step, first = isLower ? i + 1 : 0;
        for (Index c = threadIdx.x; c < columns && !isUnit; c += 256)
            x[i * m + c] = x[i * m + c] / a[i * (row + column)];
        __syncthreads();
        for (Index item = threadIdx.x; item < left * columns; item += 256)
        {
            const Index r = first + item / columns, c = item % columns;
            x[r * m + c] = x[r * m + c] - a[r * row + i * column] * x[i * m + c];
        }
        __syncthreads();
    }
}

// x [batch, n, m] with a x = b, or the transpose of a times x = b. There is a matrix for each system, or one for all.
template <class T, class Index>
__device__ __forceinline__ void SolveTriangular(
    const T* a, const T* b, T* x, Index batch, Index matrices, Index n, Index m, bool isLower, bool isTransposed, bool isUnit)
{
    const ColumnRange<Index> range = FindColumns(m);
    if (range.matrix >= batch)
        return;
    const Index at = range.matrix * n * m + range.first;
    for (Index item = threadIdx.x; item < n * range.count; item += 256)
        x[at + item / range.count * m + item % range.count] = b[at + item / range.count * m + item % range.count];
    __syncthreads();
    const T* const matrix = a + (matrices == 1 ? 0 : range.matrix) * n * n;
    Substitute(matrix, isTransposed ? 1 : n, isTransposed ? n : 1, isLower != isTransposed, isUnit, n, x + at, m, range.count);
}

// x [batch, n, m] with a x = b, or the transpose of a times x = b, from the factors of a. scratch is [batch, n, m] where it is transposed.
template <class T, class Index>
__device__ __forceinline__ void SolveLu(
    const T* lu, const int* rows, const T* b, T* x, T* scratch, Index batch, Index matrices, Index n, Index m, bool isTransposed)
{
    const ColumnRange<Index> range = FindColumns(m);
    if (range.matrix >= batch)
        return;
    const Index k = matrices == 1 ? 0 : range.matrix, at = range.matrix * n * m + range.first;
    const T* const factors = lu + k * n * n;
    T* const unknowns = (isTransposed ? scratch : x) + at;
    for (Index item = threadIdx.x; item < n * range.count; item += 256)
    {
        const Index i = item / range.count, c = item % range.count;
        unknowns[i * m + c] = b[at + (isTransposed ? i : (Index)rows[k * n + i]) * m + c];
    }
    __syncthreads();
    Substitute(factors, isTransposed ? 1 : n, isTransposed ? n : 1, true, !isTransposed, n, unknowns, m, range.count);
    Substitute(factors, isTransposed ? 1 : n, isTransposed ? n : 1, false, isTransposed, n, unknowns, m, range.count);
    for (Index item = threadIdx.x; item < n * range.count && isTransposed; item += 256)
    {
        const Index i = item / range.count, c = item % range.count;
        x[at + (Index)rows[k * n + i] * m + c] = unknowns[i * m + c];
    }
}
