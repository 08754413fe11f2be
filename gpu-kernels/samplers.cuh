// Draws whose elements take as many random blocks as they need, each from blocks of its own (docs/random.md): the numbers of the CPU,
// whose order of operations and whose programs for logarithms these are. A thread has an element.
#pragma once

struct RandomBits
{
    unsigned long long first, second;
};

// The stream of a row under the number of a draw.
struct DrawKey
{
    const int* stream;
    unsigned int number;

    // A block of one element, which takes as many as it needs: 31 bits of the number are the element, 9 the attempt.
    __device__ __forceinline__ RandomBits Attempt(long long element, int attempt) const
    {
        const unsigned long long block = ((unsigned long long)element & 0x7FFFFFFFull) | (unsigned long long)attempt << 31;
        const PhiloxWords words = PhiloxBlock(stream, (unsigned int)block, number << 8 | ((unsigned int)(block >> 32) & 0xFFu));
        return RandomBits{ (unsigned long long)words.w1 << 32 | words.w0, (unsigned long long)words.w3 << 32 | words.w2 };
    }
};

// log(n!) - log(sqrt(2 pi n) (n / e)^n): Loader (Fast and accurate computation of binomial probabilities, 2000).
__device__ __forceinline__ double StirlingError(double n)
{
    if (n <= 15.0)
    {
        double factorial = 1.0;
        for (int i = 2; i <= (int)n; i++)
            factorial *= (double)i;
        return Log(factorial) - (n + 0.5) * Log(n) + n - 0.91893853320467274178;
    }
    const double square = n * n;
    return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - 1.0 / 1680 / square) / square) / square) / n;
}

// x log(x / mean) + mean - x, without cancellation where x is near the mean.
__device__ __forceinline__ double Deviance(double x, double mean)
{
    if (Abs(x - mean) >= 0.1 * (x + mean))
        return x * Log(x / mean) + mean - x;
    const double v = (x - mean) / (x + mean);
    double sum = (x - mean) * v, term = 2.0 * x * v;
    for (int j = 1; j < 1000; j++)
    {
        term *= v * v;
        const double next = sum + term / (double)(2 * j + 1);
        if (next == sum)
            break;
        sum = next;
    }
    return sum;
}

// log(rate^k e^-rate / k!).
__device__ __forceinline__ double LogPoissonProbability(double k, double rate)
{
    return k == 0.0 ? -rate : -StirlingError(k) - Deviance(k, rate) - 0.91893853320467274178 - 0.5 * Log(k);
}

// log(n! / (k! (n - k)!) p^k (1 - p)^(n - k)).
__device__ __forceinline__ double LogBinomialProbability(double k, double n, double p)
{
    const double q = 1.0 - p;
    if (k == 0.0 || k == n)
        return k == 0.0 ? n * Log1p(-p) : n * Log(p);
    const double error = StirlingError(n) - StirlingError(k) - StirlingError(n - k) - Deviance(k, n * p) - Deviance(n - k, n * q);
    return error + 0.5 * Log(n / (k * (n - k))) - 0.91893853320467274178;
}

// A number below range, every one with the same probability: Lemire (Fast random integer generation in an interval, 2019).
__device__ __forceinline__ unsigned long long SampleBelow(DrawKey key, long long element, unsigned long long range)
{
    unsigned long long high = 0;
    for (int attempt = 0; attempt < 512; attempt++)
    {
        const unsigned long long bits = key.Attempt(element, attempt).first, low = bits * range;
        high = __umul64hi(bits, range);
        if (low >= range || low >= (0ull - range) % range)
            break;
    }
    return high;
}

// The logarithm of a number of the gamma distribution: Marsaglia and Tsang (A simple method for generating gamma variables, 2000).
__device__ __forceinline__ double SampleLogGamma(DrawKey key, long long element, double shape)
{
    const double d = (shape < 1.0 ? shape + 1.0 : shape) - 1.0 / 3, c = 1.0 / sqrt(9.0 * d);
    double logCube = 0.0;
    for (int attempt = 0; attempt < 511; attempt++)
    {
        const RandomBits bits = key.Attempt(element, attempt);
        const double z = 1.4142135623730951454746218587388284504413604736328125 * Erfinv(UnitFraction(bits.first, 2)), root = 1.0 + c * z;
        if (c * z <= -1.0)
            continue;
        logCube = 3.0 * Log1p(c * z);
        const double cube = root * root * root;
        if (Log(UnitFraction(bits.second, 1)) < 0.5 * z * z + d * (1.0 - cube + logCube))
            break;
    }
    const double result = Log(d) + logCube;
    return shape < 1.0 ? result + Log(UnitFraction(key.Attempt(element, 511).first, 1)) / shape : result;
}

// A number of Poisson's distribution: Hörmann (The transformed rejection method for generating Poisson random variables, 1993), his PTRS;
// for small rates by inversion.
__device__ __forceinline__ long long SamplePoisson(DrawKey key, long long element, double rate)
{
    if (rate < 10.0)
    {
        const double u = UnitFraction(key.Attempt(element, 0).first, 0);
        double p = Exp(-rate), sum = p;
        long long k = 0;
        while (u >= sum && k < 100)
        {
            p *= rate / (double)++k;
            sum += p;
        }
        return k;
    }
    const double b = 0.931 + 2.53 * sqrt(rate), a = -0.059 + 0.02483 * b, inverse = 1.1239 + 1.1328 / (b - 3.4), squeeze = 0.9277 - 3.6224 / (b - 2.0);
    double k = 0.0;
    for (int attempt = 0; attempt < 512; attempt++)
    {
        const RandomBits bits = key.Attempt(element, attempt);
        const double u = UnitFraction(bits.first, 1) - 0.5, v = UnitFraction(bits.second, 1), us = 0.5 - Abs(u);
        const double at = (2.0 * a / us + b) * u + rate + 0.43;
        k = floor(at) > 0.0 ? floor(at) : 0.0;
        if (us >= 0.07 && v <= squeeze)
            break;
        if (at < 0.0 || (us < 0.013 && v > us))
            continue;
        if (Log(v * inverse / (a / (us * us) + b)) <= LogPoissonProbability(k, rate))
            break;
    }
    return (long long)k;
}

// A number of the binomial distribution with p at most 1/2: Hörmann (The generation of binomial random variates, 1993), his BTRS; where few
// successes are expected by inversion.
__device__ __forceinline__ long long SampleFewerSuccesses(DrawKey key, long long element, long long trials, double p)
{
    const double n = (double)trials;
    if (n * p < 10.0)
    {
        const double u = UnitFraction(key.Attempt(element, 0).first, 0), odds = p / (1.0 - p);
        double probability = Exp(n * Log1p(-p)), sum = probability;
        long long k = 0;
        while (u >= sum && k < trials && k < 100)
        {
            probability *= (double)(trials - k) / (double)(k + 1) * odds;
            k++;
            sum += probability;
        }
        return k;
    }
    const double spread = sqrt(n * p * (1.0 - p)), b = 1.15 + 2.53 * spread, a = -0.0873 + 0.0248 * b + 0.01 * p;
    const double squeeze = 0.92 - 4.2 / b, alpha = (2.83 + 5.1 / b) * spread, mode = LogBinomialProbability(floor((n + 1.0) * p), n, p);
    double k = 0.0;
    for (int attempt = 0; attempt < 512; attempt++)
    {
        const RandomBits bits = key.Attempt(element, attempt);
        const double u = UnitFraction(bits.first, 1) - 0.5, v = UnitFraction(bits.second, 1), us = 0.5 - Abs(u);
        const double at = floor((2.0 * a / us + b) * u + n * p + 0.5);
        k = at < 0.0 ? 0.0 : at > n ? n : at;
        if (us >= 0.07 && v <= squeeze)
            break;
        if (k == at && Log(v * alpha / (a / (us * us) + b)) <= LogBinomialProbability(k, n, p) - mode)
            break;
    }
    return (long long)k;
}

__device__ __forceinline__ long long SampleBinomial(DrawKey key, long long element, long long trials, double p)
{
    const bool isLikely = p > 0.5;
    const long long k = SampleFewerSuccesses(key, element, trials, isLikely ? 1.0 - p : p);
    return isLikely ? trials - k : k;
}

// Distributions of two parameters, of which one may be of no use: what is wrong with them, and a number.
struct IntegerSampler
{
    template <class T> static __device__ __forceinline__ bool IsFault(T a, T b) { return a >= b; }
    template <class T> static __device__ __forceinline__ T Sample(DrawKey key, long long element, T a, T b)
    {
        const unsigned long long low = (unsigned long long)(long long)a;
        return (T)(long long)(low + SampleBelow(key, element, (unsigned long long)(long long)b - low));
    }
};

struct LogGammaSampler
{
    static __device__ __forceinline__ bool IsFault(double a, double) { return !(a >= 0.0 && a - a == 0.0); }
    template <class T> static __device__ __forceinline__ T Sample(DrawKey key, long long element, T a, T) { return (T)SampleLogGamma(key, element, (double)a); }
};

struct PoissonSampler
{
    static __device__ __forceinline__ bool IsFault(double a, double) { return !(a >= 0.0 && a <= 1e15); }
    static __device__ __forceinline__ long long Sample(DrawKey key, long long element, double a, double) { return SamplePoisson(key, element, a); }
};

struct BinomialSampler
{
    static __device__ __forceinline__ bool IsFault(long long a, double b) { return a < 0 || a > 1000000000000000ll || !(b >= 0.0 && b <= 1.0); }
    static __device__ __forceinline__ long long Sample(DrawKey key, long long element, long long a, double b) { return SampleBinomial(key, element, a, b); }
};

// [rows, count] numbers. A parameter has a value for each element, or one for each row.
template <class Sampler, class TA, class TB, class T, class Index>
__device__ __forceinline__ void DrawSamples(const int* streams, const TA* a, const TB* b, T* result, Index rows, Index count, unsigned int number, bool isEachA, bool isEachB)
{
    const Index item = (Index)blockIdx.x * 128 + threadIdx.x;
    if (item >= rows * count)
        return;
    const Index row = item / count;
    result[item] = (T)Sampler::Sample(DrawKey{ streams + row * 4, number }, (long long)(item - row * count), a[isEachA ? item : row], b[isEachB ? item : row]);
}

// Whether the parameters of an element, or of a row, are out of range.
template <class Sampler, class TA, class TB, class Index>
__device__ __forceinline__ bool IsSampleFault(const TA* a, const TB* b, Index item, Index count, bool isEachA, bool isEachB)
{
    const bool isEach = isEachA || isEachB;
    return count > 0 && Sampler::IsFault(a[isEach && !isEachA ? item / count : item], b[isEach && !isEachB ? item / count : item]);
}

// Whether a row of weights has one that is negative, infinite or no number, or nothing but zeros.
template <class T, class Index>
__device__ __forceinline__ bool IsWeightFault(const T* weights, Index categories)
{
    double sum = 0.0;
    bool isFault = false;
    for (Index i = 0; i < categories; i++)
    {
        const double weight = (double)weights[i];
        isFault |= !(weight >= 0.0 && weight - weight == 0.0);
        sum += weight;
    }
    return isFault || !(sum > 0.0 && sum - sum == 0.0);
}

template <class T, class Index>
__device__ __forceinline__ bool IsCountFault(const long long* trials, const T* weights, Index row, Index categories)
{
    return trials[row] < 0 || trials[row] > 1000000000000000ll || IsWeightFault(weights + row * categories, categories);
}

// How often each category comes up, [rows, inner, categories]: one after the other by the binomial distribution of what is left.
template <class T, class Index>
__device__ __forceinline__ void DrawCounts(const int* streams, const long long* trials, const T* weights, long long* result, Index rows, Index inner, Index categories, unsigned int number)
{
    const Index row = (Index)blockIdx.x * 128 + threadIdx.x;
    if (row >= rows * inner || categories == 0)
        return;
    const DrawKey key{ streams + row / inner * 4, number };
    const T* const weight = weights + row * categories;
    const long long element = (long long)(row % inner) * categories;
    double left = 0.0;
    for (Index i = 0; i < categories; i++)
        left += (double)weight[i];
    // What rounding leaves must not come up where the weight is 0.
    Index last = categories - 1;
    while (weight[last] == (T)0)
        last--;
    long long rest = trials[row];
    for (Index i = 0; i < categories; i++)
    {
        const double w = (double)weight[i];
        const long long count = i > last ? 0 : i == last ? rest : rest == 0 || w == 0.0 ? 0 : SampleBinomial(key, element + i, rest, w / (left > w ? left : w));
        result[row * categories + i] = count;
        rest -= count;
        left -= w;
    }
}

// sums[row, i] = the sum of a row's weights up to i, in double.
template <class T, class Index>
__device__ __forceinline__ void SumWeights(const T* weights, double* sums, Index rows, Index categories)
{
    const Index row = (Index)blockIdx.x * 128 + threadIdx.x;
    if (row >= rows)
        return;
    double sum = 0.0;
    for (Index i = row * categories; i < (row + 1) * categories; i++)
        sums[i] = sum += (double)weights[i];
}

// Which category comes up, [rows, inner, count]: the first whose sum of weights is above a uniform part of the whole.
template <class Index>
__device__ __forceinline__ void DrawPlaces(const int* streams, const double* sums, int* result, Index rows, Index inner, Index categories, Index count, unsigned int number)
{
    const Index item = (Index)blockIdx.x * 128 + threadIdx.x;
    if (item >= rows * inner * count)
        return;
    const Index row = item / count, outer = row / inner;
    const double* const sum = sums + row * categories;
    const double u = UnitFraction(DrawKey{ streams + outer * 4, number }.Attempt((long long)(item - outer * inner * count), 0).first, 0), whole = sum[categories - 1];
    // Below the whole, so that a category of weight 0 never comes up.
    const double below = __longlong_as_double(__double_as_longlong(whole) - 1), part = u * whole < below ? u * whole : below;
    Index low = 0, high = categories - 1;
    while (low < high)
    {
        const Index middle = (low + high) / 2;
        if (sum[middle] > part)
            high = middle;
        else
            low = middle + 1;
    }
    result[item] = (int)low;
}
