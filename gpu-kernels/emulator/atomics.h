// Atomic functions and fences. One thread runs at a time, so a plain read, change and write is atomic.
#pragma once

#include "language.h"

#include <type_traits>

namespace emu {

template <class T> using Same = std::common_type_t<T>;

template <class T, class Change>
static inline T replace(T* address, Change change)
{
    T old = *address;
    *address = change(old);
    return old;
}

template <class T, class... Types>
constexpr bool is_one_of = (std::is_same_v<T, Types> || ...);

} // namespace emu

#define EMU_ATOMIC(name, expression, ...) \
    template <class T> \
    static inline T name(T* address, emu::Same<T> value) \
    { \
        static_assert(emu::is_one_of<T, __VA_ARGS__>, "CUDA has no " #name " for this type"); \
        return emu::replace(address, [=]([[maybe_unused]] T old) -> T { return expression; }); \
    }

EMU_ATOMIC(atomicAdd, old + value, int, unsigned, unsigned long long, float, double)
EMU_ATOMIC(atomicSub, old - value, int, unsigned)
EMU_ATOMIC(atomicMin, value < old ? value : old, int, unsigned, long long, unsigned long long)
EMU_ATOMIC(atomicMax, value > old ? value : old, int, unsigned, long long, unsigned long long)
EMU_ATOMIC(atomicExch, value, int, unsigned, unsigned long long, float)
EMU_ATOMIC(atomicAnd, old & value, int, unsigned, unsigned long long)
EMU_ATOMIC(atomicOr, old | value, int, unsigned, unsigned long long)
EMU_ATOMIC(atomicXor, old ^ value, int, unsigned, unsigned long long)
EMU_ATOMIC(atomicInc, old >= value ? 0 : old + 1, unsigned)
EMU_ATOMIC(atomicDec, old == 0 || old > value ? value : old - 1, unsigned)

template <class T>
static inline T atomicCAS(T* address, emu::Same<T> expected, emu::Same<T> value)
{
    static_assert(emu::is_one_of<T, int, unsigned, unsigned long long>, "CUDA has no atomicCAS for this type");
    return emu::replace(address, [=](T old) { return old == expected ? value : old; });
}

static inline void __threadfence_block() {}
static inline void __threadfence() {}
static inline void __threadfence_system() {}
