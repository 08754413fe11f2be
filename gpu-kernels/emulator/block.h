// One block of threads: each thread is a fiber, one runs at a time, and a thread that waits lets the next one run.
#pragma once

#include "context.h"
#include "language.h"

#include <stdarg.h>
#include <stdio.h>

namespace emu {

constexpr unsigned max_threads = 1024;
constexpr unsigned lanes = 32;
constexpr size_t stack_bytes = 64 * 1024;
constexpr uint64_t stack_guard = 0x5AFE57AC5AFE57ACull;

enum class State : unsigned char { ready, at_barrier, at_warp_operation, exited };

enum class WarpOperation : unsigned char { sync, shuffle, shuffle_up, shuffle_down, shuffle_xor, ballot };

/// What a thread that waits at a warp operation brought, and what it takes away.
struct Exchange
{
    WarpOperation operation;
    unsigned mask;
    unsigned source;
    alignas(16) unsigned char value[16];
    alignas(16) unsigned char result[16];
};

struct Thread
{
    Context context;
    uint3 index;
    unsigned linear;
    State state;
    int barrier;
    int line;
    Exchange exchange;
};

struct Block
{
    const char* kernel;
    uint3 index;
    dim3 size, grid;
    unsigned count;
    bool reverse;
    void (*body)(void*);
    void* arguments;
    unsigned waiting_at_barrier, exited;
    Context launcher;
    Thread threads[max_threads];
};

static Block* block;
static Thread* thread;
static thread_local char failure[512];

/// Ends the launch: its message goes to the caller, the block's other threads are left where they are.
[[noreturn]] static void fail(const char* format, ...)
{
    int length = snprintf(failure, sizeof failure, "%s, block (%u,%u,%u), thread (%u,%u,%u): ",
        block->kernel, block->index.x, block->index.y, block->index.z,
        thread->index.x, thread->index.y, thread->index.z);
    va_list values;
    va_start(values, format);
    vsnprintf(failure + length, sizeof failure - length, format, values);
    va_end(values);
    switch_context(thread->context, block->launcher);
    __builtin_unreachable();
}

static inline unsigned next_of(unsigned linear)
{
    if (block->reverse)
        return linear == 0 ? block->count - 1 : linear - 1;
    return linear + 1 == block->count ? 0 : linear + 1;
}

[[noreturn]] static void fail_with_deadlock()
{
    unsigned at_warp_operation = 0;
    int line = 0;
    for (unsigned i = 0; i < block->count; i++)
    {
        const Thread& other = block->threads[i];
        at_warp_operation += other.state == State::at_warp_operation;
        if (other.state == State::at_barrier)
            line = other.line;
    }
    fail("deadlock: %u threads wait at __syncthreads (line %d), %u at a warp operation, %u have exited",
        block->waiting_at_barrier, line, at_warp_operation, block->exited);
}

/// Lets the next thread that can run do so; returns when this one's turn comes again.
static void run_next()
{
    Thread* self = thread;
    unsigned i = self->linear;
    for (unsigned tried = 0; tried < block->count; tried++)
    {
        i = next_of(i);
        if (block->threads[i].state != State::ready)
            continue;
        thread = &block->threads[i];
        if (thread != self)
            switch_context(self->context, thread->context);
        return;
    }
    fail_with_deadlock();
}

} // namespace emu
