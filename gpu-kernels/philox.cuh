// Random numbers: Philox 4x32-10 (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3; 2011). What key and counter
// hold, and which words an element takes, is in docs/random.md: the numbers are those of the CPU. A thread has one block of the cipher.
#pragma once

struct PhiloxWords { unsigned int w0, w1, w2, w3; };

// A block of a stream: its four words are the key and the high half of the counter.
__device__ __forceinline__ PhiloxWords PhiloxBlock(const int* stream, unsigned int c0, unsigned int c1)
{
    unsigned int k0 = (unsigned int)stream[0], k1 = (unsigned int)stream[1], c2 = (unsigned int)stream[2], c3 = (unsigned int)stream[3];
    for (int round = 0; round < 10; round++)
    {
        const unsigned long long p0 = 0xD2511F53ull * c0, p1 = 0xCD9E8D57ull * c2;
        c0 = (unsigned int)(p1 >> 32) ^ c1 ^ k0;
        c1 = (unsigned int)p1;
        c2 = (unsigned int)(p0 >> 32) ^ c3 ^ k1;
        c3 = (unsigned int)p0;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    return PhiloxWords{ c0, c1, c2, c3 };
}

// Fractions: multiples of 2^-24 (2^-53) from 0 (range 0), odd ones between 0 and 1 (1), odd ones between -1 and 1 (2).
__device__ __forceinline__ float UnitFraction(unsigned int bits, int range)
{
    const int whole = range == 0 ? (int)(bits >> 8) : range == 1 ? (int)(bits >> 8 | 1u) : (int)(bits >> 7 | 1u) - (1 << 24);
    return (float)whole * 5.9604644775390625e-8f;
}

__device__ __forceinline__ double UnitFraction(unsigned long long bits, int range)
{
    const long long whole = range == 0 ? (long long)(bits >> 11) : range == 1 ? (long long)(bits >> 11 | 1ull) : (long long)(bits >> 10 | 1ull) - (1ll << 53);
    return (double)whole * 1.1102230246251565404236316680908203125e-16;
}

template <class T, class Bits, class Index>
__device__ __forceinline__ void StoreUnit(T* row, Index place, Index count, Bits bits, int range)
{
    if (place >= 0 && place < count)
        row[place] = UnitFraction(bits, range);
}

// The words of all blocks of a group lie behind each other: word 0 of its 16 blocks, then word 1, and so on. A double takes two words.
template <class Index>
__device__ __forceinline__ void StoreUnits(float* row, Index place, Index count, PhiloxWords words, int range)
{
    StoreUnit(row, place, count, words.w0, range);
    StoreUnit(row, place + 16, count, words.w1, range);
    StoreUnit(row, place + 32, count, words.w2, range);
    StoreUnit(row, place + 48, count, words.w3, range);
}

template <class Index>
__device__ __forceinline__ void StoreUnits(double* row, Index place, Index count, PhiloxWords words, int range)
{
    StoreUnit(row, place, count, (unsigned long long)words.w1 << 32 | words.w0, range);
    StoreUnit(row, place + 16, count, (unsigned long long)words.w3 << 32 | words.w2, range);
}

// Rows of count elements, each of a stream of its own; first is the place in the draw of a row's first element. 16 blocks give 256 bytes.
template <class T, class Index>
__device__ __forceinline__ void DrawUnits(const int* streams, T* result, Index rows, Index count, unsigned int number, int range, Index first)
{
    const Index perGroup = 256 / sizeof(T), blocks = ((first + count + perGroup - 1) / perGroup - first / perGroup) * 16;
    const Index item = (Index)blockIdx.x * 128 + threadIdx.x;
    if (item >= rows * blocks)
        return;
    const Index row = item / blocks, block = item % blocks + first / perGroup * 16;
    const unsigned long long wide = (unsigned long long)block;
    const PhiloxWords words = PhiloxBlock(streams + row * 4, (unsigned int)wide, number << 8 | ((unsigned int)(wide >> 32) & 0xFFu));
    StoreUnits<Index>(result + row * count, block / 16 * perGroup + block % 16 - first, count, words, range);
}

// The streams of steps of loops: the block that has the number of the step, under the number of no draw.
template <class Index>
__device__ __forceinline__ void StepStreams(const int* streams, const int* steps, int* result, Index rows)
{
    const Index row = (Index)blockIdx.x * 128 + threadIdx.x;
    if (row >= rows)
        return;
    const PhiloxWords words = PhiloxBlock(streams + row * 4, (unsigned int)steps[row], 0xFFFFFF00u);
    result[row * 4] = (int)words.w0;
    result[row * 4 + 1] = (int)words.w1;
    result[row * 4 + 2] = (int)words.w2;
    result[row * 4 + 3] = (int)words.w3;
}
