// Eigenvalues and eigenvectors of batches of small symmetric matrices: a block of 256 threads has a matrix, which lies in shared memory up to
// 64 rows. All of it is in double, for float too, as on the CPU, whose results these are up to rounding.
#pragma once

// Indices p < q of a rotation.
template <class Index>
struct RotationPair
{
    Index p, q;
};

// The pairs of one round of a tournament, in which all of count indices, an even number, meet each other once in count - 1 rounds.
template <class Index>
__device__ __forceinline__ RotationPair<Index> FindRotation(Index round, Index k, Index count)
{
    const Index last = count - 1, first = (round + k) % last, second = k == 0 ? last : (round + last - k) % last;
    return first < second ? RotationPair<Index>{ first, second } : RotationPair<Index>{ second, first };
}

// (a + its transpose) / 2, divided by the power of two that makes its largest element about 1. Returns the exponent; NaN where an element
// is not finite.
template <class T, class Index>
__device__ __forceinline__ double ScaleSymmetric(const T* a, BlockMatrix<double, Index> to, Index n)
{
    __shared__ double found;
    if (threadIdx.x < 32)
    {
        double largest = 0.0;
        for (Index item = threadIdx.x; item < n * n; item += 32)
            largest = Maximum(largest, (double)Abs(a[item]));
#pragma unroll
        for (int half = 16; half > 0; half >>= 1)
            largest = Maximum(largest, __shfl_xor_sync(0xffffffffu, largest, half));
        if (threadIdx.x == 0)
            found = largest;
    }
    __syncthreads();
    const double exponent = (double)((int)(__double_as_longlong(found) >> 52 & 0x7FF) - 1023);
    for (Index item = threadIdx.x; item < n * n; item += 256)
    {
        const Index i = item / n, j = item % n;
        to.At(i, j) = LaneScale((double)a[item], -exponent) * 0.5 + LaneScale((double)a[j * n + i], -exponent) * 0.5;
    }
    __syncthreads();
    return found - found == 0.0 ? exponent : found - found;
}

// Chooses the rotations of a round, which make an element of each pair 0 (Golub and Van Loan, Matrix Computations, 8.5), and notes whether
// there is any: smaller elements move the eigenvalues by less than rounding.
template <class Index>
__device__ __forceinline__ void ChooseRotations(BlockMatrix<double, Index> a, Index round, Index count, Index n, double* cosines, double* sines, int* turned)
{
    for (Index k = threadIdx.x; k < count / 2; k += 256)
    {
        const RotationPair<Index> at = FindRotation(round, k, count);
        const double off = at.q < n ? a.At(at.p, at.q) : 0.0;
        double cosine = 1.0, sine = 0.0;
        if (Abs(off) > 1.1102230246251565e-16)
        {
            const double cotangent = (a.At(at.q, at.q) - a.At(at.p, at.p)) / (2.0 * off);
            const double tangent = (cotangent >= 0.0 ? 1.0 : -1.0) / (Abs(cotangent) + Sqrt(1.0 + cotangent * cotangent));
            cosine = 1.0 / Sqrt(1.0 + tangent * tangent);
            sine = tangent * cosine;
            *turned = 1;
        }
        cosines[k] = cosine;
        sines[k] = sine;
    }
    __syncthreads();
}

__device__ __forceinline__ void Rotate(double& first, double& second, double cosine, double sine)
{
    const double x = first, y = second;
    first = cosine * x - sine * y;
    second = sine * x + cosine * y;
}

// Rotates rows, and those of the transposed eigenvectors where they are asked for, then columns.
template <class Index>
__device__ __forceinline__ void ApplyRotations(
    BlockMatrix<double, Index> a, double* vectors, Index round, Index count, Index n, const double* cosines, const double* sines)
{
    const Index pairs = count / 2;
    // More copies of a loop do not fit into the registers that shared memory leaves to a thread.
#pragma unroll 1
    for (Index item = threadIdx.x; item < pairs * n; item += 256)
    {
        const Index k = item / n, j = item % n;
        const RotationPair<Index> at = FindRotation(round, k, count);
        if (sines[k] == 0.0)
            continue;
        Rotate(a.At(at.p, j), a.At(at.q, j), cosines[k], sines[k]);
        if (vectors)
            Rotate(vectors[at.p * n + j], vectors[at.q * n + j], cosines[k], sines[k]);
    }
    __syncthreads();
#pragma unroll 1
    for (Index item = threadIdx.x; item < pairs * n; item += 256)
    {
        const Index k = item % pairs, i = item / pairs;
        const RotationPair<Index> at = FindRotation(round, k, count);
        if (sines[k] == 0.0)
            continue;
        Rotate(a.At(i, at.p), a.At(i, at.q), cosines[k], sines[k]);
        if (i == at.p)
            a.At(i, at.q) = 0.0;
        if (i == at.q)
            a.At(i, at.p) = 0.0;
    }
    __syncthreads();
}

// Makes a diagonal by Jacobi's method: sweeps over all pairs until nothing is left to rotate.
template <class Index>
__device__ __forceinline__ void Diagonalize(BlockMatrix<double, Index> a, double* vectors, Index n, double* cosines, double* sines)
{
    __shared__ int turned;
    const Index count = n + n % 2;
    for (int sweep = 0; sweep < 60; sweep++)
    {
        if (threadIdx.x == 0)
            turned = 0;
        __syncthreads();
        for (Index round = 0; round + 1 < count; round++)
        {
            ChooseRotations(a, round, count, n, cosines, sines, &turned);
            ApplyRotations(a, vectors, round, count, n, cosines, sines);
        }
        const bool isDone = turned == 0;
        __syncthreads();
        if (isDone)
            return;
    }
}

// The sign that makes the element of largest magnitude positive, the first of those that are equal but for rounding.
template <class Index>
__device__ __forceinline__ double SignOfVector(const double* vector, Index n)
{
    double largest = 0.0;
    for (Index i = 0; i < n; i++)
        largest = Maximum(largest, Abs(vector[i]));
    for (Index i = 0; i < n; i++)
        if (Abs(vector[i]) >= largest * (1.0 - 1e-9))
            return vector[i] < 0.0 ? -1.0 : 1.0;
    return 1.0;
}

// The eigenvalues [batch, n], ascending, and the eigenvectors, columns of [batch, n, n], of (a + its transpose) / 2, each of which may be
// null; NaN where an element is not finite. scratch is [batch, 2 n + 2, n]: the matrix where shared memory does not hold it, the transposed
// eigenvectors, and the cosines and sines of a round.
template <class T, class Index>
__device__ __forceinline__ void FactorEigh(const T* a, T* values, T* vectors, double* scratch, Index batch, Index n)
{
    const Index matrix = (Index)blockIdx.x;
    if (matrix >= batch)
        return;
    double* const own = scratch + matrix * (2 * n + 2) * n;
    double* const columns = vectors ? own + n * n : (double*)0;
    double* const cosines = own + 2 * n * n;
    const BlockMatrix<double, Index> work = PlaceMatrix(own, n);
    const double exponent = ScaleSymmetric(a + matrix * n * n, work, n);
    const bool isFinite = exponent == exponent;
    for (Index item = threadIdx.x; item < n * n && columns; item += 256)
        columns[item] = item / n == item % n ? 1.0 : 0.0;
    __syncthreads();
    if (isFinite)
        Diagonalize(work, columns, n, cosines, cosines + n);
    for (Index j = threadIdx.x; j < n; j += 256)
    {
        const double value = work.At(j, j), sign = columns ? SignOfVector(columns + j * n, n) : 1.0;
        Index place = 0;
        for (Index i = 0; i < n; i++)
            place += work.At(i, i) < value || (work.At(i, i) == value && i < j) ? 1 : 0;
        place = isFinite ? place : j;
        if (values)
            values[matrix * n + place] = (T)(isFinite ? LaneScale(value, exponent) : exponent);
        for (Index i = 0; i < n && columns; i++)
            vectors[(matrix * n + i) * n + place] = (T)(isFinite ? sign * columns[j * n + i] : exponent);
    }
}
