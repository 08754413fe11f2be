// CUDA's keywords as C++17, and its built-in vector types.
#pragma once

#include <math.h>
#include <stddef.h>
#include <stdint.h>

#define __CPUEMU__ 1

#define __global__
#define __device__
#define __host__
#define __constant__
#define __noinline__ __attribute__((noinline))
#define __forceinline__ inline __attribute__((always_inline))
#define __launch_bounds__(...)
#define __align__(bytes) __attribute__((aligned(bytes)))

// Static, not thread_local: blocks run one after another, and AddressSanitizer puts red zones around statics.
#define __shared__ static

#define EMU_VECTOR2(type, name) \
    struct alignas(2 * sizeof(type)) name { type x, y; }; \
    static inline name make_##name(type x, type y) { return {x, y}; }

#define EMU_VECTOR3(type, name) \
    struct name { type x, y, z; }; \
    static inline name make_##name(type x, type y, type z) { return {x, y, z}; }

// 16 bytes is the largest alignment that CUDA gives a vector type.
#define EMU_VECTOR4(type, name) \
    struct alignas(4 * sizeof(type) < 16 ? 4 * sizeof(type) : 16) name { type x, y, z, w; }; \
    static inline name make_##name(type x, type y, type z, type w) { return {x, y, z, w}; }

EMU_VECTOR2(unsigned char, uchar2)
EMU_VECTOR4(unsigned char, uchar4)
EMU_VECTOR2(unsigned short, ushort2)
EMU_VECTOR4(unsigned short, ushort4)
EMU_VECTOR2(int, int2)
EMU_VECTOR3(int, int3)
EMU_VECTOR4(int, int4)
EMU_VECTOR2(unsigned, uint2)
EMU_VECTOR3(unsigned, uint3)
EMU_VECTOR4(unsigned, uint4)
EMU_VECTOR2(long long, longlong2)
EMU_VECTOR2(unsigned long long, ulonglong2)
EMU_VECTOR2(float, float2)
EMU_VECTOR3(float, float3)
EMU_VECTOR4(float, float4)
EMU_VECTOR2(double, double2)
EMU_VECTOR4(double, double4)

struct dim3
{
    unsigned x, y, z;
    constexpr dim3(unsigned x = 1, unsigned y = 1, unsigned z = 1) : x(x), y(y), z(z) {}
};

#define threadIdx (emu::thread->index)
#define blockIdx (emu::block->index)
#define blockDim (emu::block->size)
#define gridDim (emu::block->grid)
#define warpSize 32
