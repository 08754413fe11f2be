// The launcher: takes a grid, a block and an array of pointers to arguments, as cuLaunchKernel does.
#pragma once

#include "block.h"
#include "warp.h"

#include <mutex>
#include <new>
#include <tuple>
#include <utility>

namespace emu {

static std::mutex launches;

static char* stack_of(unsigned linear)
{
    alignas(64) static char stacks[max_threads * stack_bytes];
    return stacks + linear * stack_bytes;
}

static void require_nobody_waits_for(unsigned lane)
{
    Thread* warp = first_of_warp();
    for (unsigned other = 0; other < lanes; other++)
        if (waits_for(warp[other], lane))
            fail("exits, but lane %u waits for it at a warp operation", other);
}

static void require_stack_intact()
{
    uint64_t guard;
    memcpy(&guard, stack_of(thread->linear), sizeof guard);
    if (guard != stack_guard)
        fail("its locals do not fit the emulator's stack of %zu bytes", stack_bytes);
}

static void run_thread()
{
    block->body(block->arguments);
    require_stack_intact();
    require_nobody_waits_for(lane_of(*thread));
    if (block->waiting_at_barrier > 0)
        fail("exits, but %u threads of the block wait at __syncthreads", block->waiting_at_barrier);
    thread->state = State::exited;
    if (++block->exited == block->count)
        switch_context(thread->context, block->launcher);
    run_next();
    __builtin_unreachable();
}

static void prepare_thread(unsigned linear)
{
    Thread& each = block->threads[linear];
    char* stack = stack_of(linear);
    unpoison(stack, stack_bytes);
    memcpy(stack, &stack_guard, sizeof stack_guard);
    prepare(each.context, stack, stack_bytes, run_thread);
    each.linear = linear;
    each.index.x = linear % block->size.x;
    each.index.y = linear / block->size.x % block->size.y;
    each.index.z = linear / (block->size.x * block->size.y);
    each.state = State::ready;
    each.barrier = -1;
    each.line = 0;
}

/// The last warp of a block whose size is no multiple of 32 has lanes that never run.
static void prepare_missing_lane(unsigned linear)
{
    block->threads[linear].linear = linear;
    block->threads[linear].state = State::exited;
}

static void run_block(uint3 index)
{
    block->index = index;
    block->waiting_at_barrier = block->exited = 0;
    for (unsigned i = 0; i < block->count; i++)
        prepare_thread(i);
    for (unsigned i = block->count; i % lanes != 0; i++)
        prepare_missing_lane(i);
    thread = &block->threads[block->reverse ? block->count - 1 : 0];
    switch_context(block->launcher, thread->context);
}

static bool valid(dim3 grid, dim3 size)
{
    auto within = [](unsigned value, unsigned limit) { return value >= 1 && value <= limit; };
    return within(grid.x, 0x7fffffffu) && within(grid.y, 65535) && within(grid.z, 65535)
        && within(size.x, max_threads) && within(size.y, max_threads) && within(size.z, 64)
        && static_cast<unsigned long long>(size.x) * size.y * size.z <= max_threads;
}

static void run_grid()
{
    dim3 grid = block->grid;
    unsigned long long plane = static_cast<unsigned long long>(grid.x) * grid.y, blocks = plane * grid.z;
    for (unsigned long long i = 0; i < blocks && failure[0] == '\0'; i++)
    {
        unsigned long long at = block->reverse ? blocks - 1 - i : i;
        run_block({static_cast<unsigned>(at % grid.x), static_cast<unsigned>(at % plane / grid.x),
            static_cast<unsigned>(at / plane)});
    }
}

template <class... Parameters, size_t... I>
static void call(void (*kernel)(Parameters...), [[maybe_unused]] void** arguments, std::index_sequence<I...>)
{
    kernel(*static_cast<std::remove_cv_t<Parameters>*>(arguments[I])...);
}

/// Null, or what went wrong. The text is valid until this thread's next launch.
template <class... Parameters>
static const char* launch(const char* name, void (*kernel)(Parameters...), dim3 grid, dim3 size, int order,
    void** arguments)
{
    static Block storage;
    std::lock_guard<std::mutex> one_at_a_time(launches);
    failure[0] = '\0';
    if (!valid(grid, size))
    {
        snprintf(failure, sizeof failure, "%s: invalid configuration: grid (%u,%u,%u), block (%u,%u,%u)",
            name, grid.x, grid.y, grid.z, size.x, size.y, size.z);
        return failure;
    }
    auto both = std::make_tuple(kernel, arguments);
    block = &storage;
    block->kernel = name;
    block->size = size;
    block->grid = grid;
    block->count = size.x * size.y * size.z;
    block->reverse = order < 0;
    block->arguments = &both;
    block->body = [](void* of) {
        auto& [function, values] = *static_cast<decltype(both)*>(of);
        call(function, values, std::index_sequence_for<Parameters...>{});
    };
    run_grid();
    return failure[0] == '\0' ? nullptr : failure;
}

/// The number of parameters of a kernel; their sizes go where `sizes` points, unless that is null.
template <class... Parameters>
static unsigned parameters(void (*)(Parameters...), size_t* sizes)
{
    const size_t all[] = {sizeof(Parameters)..., 0};
    if (sizes)
        memcpy(sizes, all, sizeof...(Parameters) * sizeof(size_t));
    return sizeof...(Parameters);
}

} // namespace emu

/// Makes `emu_launch_<kernel>(gx, gy, gz, bx, by, bz, order, arguments)`; a negative order runs threads and blocks
/// from the last to the first. `emu_parameters_<kernel>(sizes)` tells what a kernel takes, as a module of CUDA does.
#define EMU_EXPORT(kernel) \
    extern "C" __attribute__((visibility("default"))) unsigned emu_parameters_##kernel(size_t* sizes) \
    { \
        return emu::parameters(kernel, sizes); \
    } \
    extern "C" __attribute__((visibility("default"))) const char* emu_launch_##kernel( \
        unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz, int order, void** arguments) \
    { \
        return emu::launch(#kernel, kernel, dim3(gx, gy, gz), dim3(bx, by, bz), order, arguments); \
    }
