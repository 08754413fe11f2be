// Device intrinsics whose result is fixed to the bit. CUDA's approximate ones (__expf, __fdividef, rsqrtf ...) are left
// out on purpose: a kernel that uses one does not compile here.
#pragma once

#include "language.h"

#include <limits>
#include <string.h>

namespace emu {

template <class To, class From>
static inline To bits_as(From value)
{
    static_assert(sizeof(To) == sizeof(From));
    To result;
    memcpy(&result, &value, sizeof result);
    return result;
}

/// PTX cvt to an integer: saturates. NaN becomes 0, but the top bit where a 64-bit type takes part.
template <class Integer, class Float>
static inline Integer to_integer(Float rounded)
{
    constexpr Integer lowest = std::numeric_limits<Integer>::min(), highest = std::numeric_limits<Integer>::max();
    if (rounded != rounded)
        return sizeof(Float) == 8 || sizeof(Integer) == 8 ? Integer(1) << (sizeof(Integer) * 8 - 1) : 0;
    if (rounded < static_cast<Float>(lowest))
        return lowest;
    if (rounded >= static_cast<Float>(ldexp(1.0, std::numeric_limits<Integer>::digits)))
        return highest;
    return static_cast<Integer>(rounded);
}

} // namespace emu

static inline float __int_as_float(int value) { return emu::bits_as<float>(value); }
static inline int __float_as_int(float value) { return emu::bits_as<int>(value); }
static inline float __uint_as_float(unsigned value) { return emu::bits_as<float>(value); }
static inline unsigned __float_as_uint(float value) { return emu::bits_as<unsigned>(value); }
static inline double __longlong_as_double(long long value) { return emu::bits_as<double>(value); }
static inline long long __double_as_longlong(double value) { return emu::bits_as<long long>(value); }

static inline double __hiloint2double(int high, int low)
{
    return emu::bits_as<double>(static_cast<unsigned long long>(static_cast<unsigned>(high)) << 32
        | static_cast<unsigned>(low));
}

static inline int __double2hiint(double value) { return static_cast<int>(__double_as_longlong(value) >> 32); }
static inline int __double2loint(double value) { return static_cast<int>(__double_as_longlong(value)); }

// Compiled with -ffp-contract=off, so each of these rounds once.
static inline float __fadd_rn(float a, float b) { return a + b; }
static inline float __fsub_rn(float a, float b) { return a - b; }
static inline float __fmul_rn(float a, float b) { return a * b; }
static inline float __fdiv_rn(float a, float b) { return a / b; }
static inline float __fsqrt_rn(float a) { return sqrtf(a); }
static inline float __fmaf_rn(float a, float b, float c) { return fmaf(a, b, c); }
static inline double __dadd_rn(double a, double b) { return a + b; }
static inline double __dsub_rn(double a, double b) { return a - b; }
static inline double __dmul_rn(double a, double b) { return a * b; }
static inline double __ddiv_rn(double a, double b) { return a / b; }
static inline double __dsqrt_rn(double a) { return sqrt(a); }
static inline double __fma_rn(double a, double b, double c) { return fma(a, b, c); }

// rn to nearest even, rz towards zero, rd down, ru up.
#define EMU_TO_INTEGER(prefix, from, to, integer) \
    static inline integer __##prefix##2##to##_rn(from a) { return emu::to_integer<integer>(nearbyint(a)); } \
    static inline integer __##prefix##2##to##_rz(from a) { return emu::to_integer<integer>(trunc(a)); } \
    static inline integer __##prefix##2##to##_rd(from a) { return emu::to_integer<integer>(floor(a)); } \
    static inline integer __##prefix##2##to##_ru(from a) { return emu::to_integer<integer>(ceil(a)); }

EMU_TO_INTEGER(float, float, int, int)
EMU_TO_INTEGER(float, float, uint, unsigned)
EMU_TO_INTEGER(float, float, ll, long long)
EMU_TO_INTEGER(float, float, ull, unsigned long long)
EMU_TO_INTEGER(double, double, int, int)
EMU_TO_INTEGER(double, double, uint, unsigned)
EMU_TO_INTEGER(double, double, ll, long long)
EMU_TO_INTEGER(double, double, ull, unsigned long long)

static inline float __int2float_rn(int value) { return static_cast<float>(value); }
static inline float __uint2float_rn(unsigned value) { return static_cast<float>(value); }
static inline float __ll2float_rn(long long value) { return static_cast<float>(value); }
static inline float __ull2float_rn(unsigned long long value) { return static_cast<float>(value); }
static inline double __int2double_rn(int value) { return value; }
static inline double __uint2double_rn(unsigned value) { return value; }
static inline double __ll2double_rn(long long value) { return static_cast<double>(value); }
static inline double __ull2double_rn(unsigned long long value) { return static_cast<double>(value); }
static inline float __double2float_rn(double value) { return static_cast<float>(value); }

static inline int __popc(unsigned value) { return __builtin_popcount(value); }
static inline int __popcll(unsigned long long value) { return __builtin_popcountll(value); }
static inline int __clz(int value) { return value == 0 ? 32 : __builtin_clz(static_cast<unsigned>(value)); }
static inline int __clzll(long long value)
{
    return value == 0 ? 64 : __builtin_clzll(static_cast<unsigned long long>(value));
}
static inline int __ffs(int value) { return __builtin_ffs(value); }
static inline int __ffsll(long long value) { return __builtin_ffsll(value); }
static inline int __mulhi(int a, int b) { return static_cast<int>(static_cast<long long>(a) * b >> 32); }
static inline unsigned __umulhi(unsigned a, unsigned b)
{
    return static_cast<unsigned>(static_cast<unsigned long long>(a) * b >> 32);
}
static inline long long __mul64hi(long long a, long long b)
{
    return static_cast<long long>(static_cast<__int128>(a) * b >> 64);
}
static inline unsigned long long __umul64hi(unsigned long long a, unsigned long long b)
{
    return static_cast<unsigned long long>(static_cast<unsigned __int128>(a) * b >> 64);
}

// Cache hints.
template <class T> static inline T __ldg(const T* address) { return *address; }
template <class T> static inline T __ldcs(const T* address) { return *address; }
template <class T> static inline T __ldcg(const T* address) { return *address; }
template <class T> static inline void __stcs(T* address, T value) { *address = value; }
template <class T> static inline void __stcg(T* address, T value) { *address = value; }

static inline int min(int a, int b) { return a < b ? a : b; }
static inline int max(int a, int b) { return a > b ? a : b; }
static inline unsigned min(unsigned a, unsigned b) { return a < b ? a : b; }
static inline unsigned max(unsigned a, unsigned b) { return a > b ? a : b; }
static inline long long min(long long a, long long b) { return a < b ? a : b; }
static inline long long max(long long a, long long b) { return a > b ? a : b; }
static inline unsigned long long min(unsigned long long a, unsigned long long b) { return a < b ? a : b; }
static inline unsigned long long max(unsigned long long a, unsigned long long b) { return a > b ? a : b; }
