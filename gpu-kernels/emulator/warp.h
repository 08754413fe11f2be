// The warp operations with a mask: shuffles, votes and __syncwarp. Every lane that the mask names must come to the
// same operation with the same mask; other lanes of the warp may be elsewhere, in an operation of their own too.
#pragma once

#include "block.h"

#include <type_traits>

namespace emu {

static inline unsigned lane_of(const Thread& any) { return any.linear % lanes; }

static inline Thread* first_of_warp() { return &block->threads[thread->linear - lane_of(*thread)]; }

static inline bool names(unsigned mask, unsigned lane) { return mask >> lane & 1; }

static inline bool waits_for(const Thread& other, unsigned lane)
{
    return other.state == State::at_warp_operation && names(other.exchange.mask, lane);
}

/// Whether the mask names this lane, only lanes that are there, and none that waits for this one at something else.
static void require_agreement(Thread* warp, const Exchange& mine)
{
    if (!names(mine.mask, lane_of(*thread)))
        fail("the mask 0x%08x of a warp operation does not name the lane that executes it", mine.mask);
    for (unsigned lane = 0; lane < lanes; lane++)
    {
        if (!names(mine.mask, lane))
            continue;
        const Thread& other = warp[lane];
        if (other.linear >= block->count || other.state == State::exited)
            fail("the mask 0x%08x of a warp operation names lane %u, which has exited or does not exist",
                mine.mask, lane);
        if (waits_for(other, lane_of(*thread))
            && (other.exchange.mask != mine.mask || other.exchange.operation != mine.operation))
            fail("divergent warp operation: lane %u waits for this one at another operation or with another mask",
                lane);
    }
}

static bool all_arrived(Thread* warp, unsigned mask)
{
    for (unsigned lane = 0; lane < lanes; lane++)
        if (names(mask, lane) && warp[lane].state != State::at_warp_operation)
            return false;
    return true;
}

static unsigned votes(Thread* warp, unsigned mask)
{
    unsigned result = 0;
    for (unsigned lane = 0; lane < lanes; lane++)
        if (names(mask, lane) && warp[lane].exchange.value[0] != 0)
            result |= 1u << lane;
    return result;
}

static void complete(Thread* warp, unsigned mask, WarpOperation operation)
{
    unsigned ballot = operation == WarpOperation::ballot ? votes(warp, mask) : 0;
    for (unsigned lane = 0; lane < lanes; lane++)
    {
        if (!names(mask, lane))
            continue;
        Exchange& exchange = warp[lane].exchange;
        if (operation == WarpOperation::ballot)
            memcpy(exchange.result, &ballot, sizeof ballot);
        else
            memcpy(exchange.result, warp[exchange.source].exchange.value, sizeof exchange.result);
        warp[lane].state = State::ready;
    }
}

static void meet(WarpOperation operation, unsigned mask, unsigned source)
{
    Thread* warp = first_of_warp();
    Exchange& mine = thread->exchange;
    mine.operation = operation;
    mine.mask = mask;
    mine.source = source;
    require_agreement(warp, mine);
    if (!names(mask, source))
        fail("a shuffle reads lane %u, which the mask 0x%08x does not name", source, mask);
    thread->state = State::at_warp_operation;
    if (all_arrived(warp, mask))
        complete(warp, mask, operation);
    else
        run_next();
}

template <class T>
static T exchange(WarpOperation operation, unsigned mask, T value, unsigned source)
{
    static_assert(sizeof(T) <= sizeof Exchange::value && std::is_trivially_copyable_v<T>);
    memcpy(thread->exchange.value, &value, sizeof(T));
    meet(operation, mask, source);
    T result;
    memcpy(&result, thread->exchange.result, sizeof(T));
    return result;
}

/// CUDA lets lanes shuffle within segments of `width`; a source beyond the segment means the lane's own value.
template <class T>
static T shuffle(WarpOperation operation, unsigned mask, T value, int source, bool wraps, int width)
{
    if (width <= 0 || width > static_cast<int>(lanes) || (width & (width - 1)) != 0)
        fail("the width %d of a shuffle is no power of two up to 32", width);
    int own = static_cast<int>(lane_of(*thread)), first = own & ~(width - 1);
    if (wraps)
        source = first | (source & (width - 1));
    bool inside = source >= first && source < first + width;
    return exchange(operation, mask, value, static_cast<unsigned>(inside ? source : own));
}

static unsigned ballot(unsigned mask, bool vote)
{
    return exchange<unsigned>(WarpOperation::ballot, mask, vote ? 1 : 0, lane_of(*thread));
}

} // namespace emu

static inline void __syncwarp(unsigned mask = 0xffffffffu)
{
    emu::meet(emu::WarpOperation::sync, mask, emu::lane_of(*emu::thread));
}

template <class T>
static inline T __shfl_sync(unsigned mask, T value, int lane, int width = warpSize)
{
    return emu::shuffle(emu::WarpOperation::shuffle, mask, value, lane, true, width);
}

template <class T>
static inline T __shfl_up_sync(unsigned mask, T value, unsigned delta, int width = warpSize)
{
    int source = static_cast<int>(emu::lane_of(*emu::thread)) - static_cast<int>(delta);
    return emu::shuffle(emu::WarpOperation::shuffle_up, mask, value, source, false, width);
}

template <class T>
static inline T __shfl_down_sync(unsigned mask, T value, unsigned delta, int width = warpSize)
{
    int source = static_cast<int>(emu::lane_of(*emu::thread)) + static_cast<int>(delta);
    return emu::shuffle(emu::WarpOperation::shuffle_down, mask, value, source, false, width);
}

template <class T>
static inline T __shfl_xor_sync(unsigned mask, T value, int bits, int width = warpSize)
{
    int source = static_cast<int>(emu::lane_of(*emu::thread)) ^ bits;
    return emu::shuffle(emu::WarpOperation::shuffle_xor, mask, value, source, false, width);
}

static inline unsigned __ballot_sync(unsigned mask, int vote) { return emu::ballot(mask, vote != 0); }
static inline int __any_sync(unsigned mask, int vote) { return emu::ballot(mask, vote != 0) != 0; }
static inline int __all_sync(unsigned mask, int vote) { return emu::ballot(mask, vote != 0) == mask; }
