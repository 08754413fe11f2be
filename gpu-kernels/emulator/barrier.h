// __syncthreads: all threads of the block, and all at the same barrier of the text.
#pragma once

#include "block.h"

namespace emu {

static void release_barrier()
{
    for (unsigned i = 0; i < block->count; i++)
        block->threads[i].state = State::ready;
    block->waiting_at_barrier = 0;
}

static void require_same_barrier()
{
    for (unsigned i = 0; i < block->count; i++)
    {
        const Thread& other = block->threads[i];
        if (other.barrier != thread->barrier)
            fail("divergent __syncthreads: this thread is at line %d, thread %u at line %d",
                thread->line, other.linear, other.line);
    }
}

/// `id` is one number for each barrier in the text: return addresses would differ for copies of one barrier.
static void barrier(int id, int line)
{
    thread->barrier = id;
    thread->line = line;
    if (block->exited > 0)
        fail("__syncthreads at line %d, but %u threads of the block have exited", line, block->exited);
    thread->state = State::at_barrier;
    if (++block->waiting_at_barrier < block->count)
        return run_next();
    require_same_barrier();
    release_barrier();
}

} // namespace emu

#define __syncthreads() emu::barrier(__COUNTER__, __LINE__)
