// A switch between call stacks: a few instructions of our own on x86-64, ucontext elsewhere.
// Define EMU_UCONTEXT to use ucontext everywhere.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if !defined(__x86_64__) && !defined(EMU_UCONTEXT)
#define EMU_UCONTEXT 1
#endif

#if defined(EMU_UCONTEXT)
#include <ucontext.h>
#endif

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#endif

namespace emu {

/// A fiber that was left in the middle leaves its frames poisoned; the next one on this stack must not trip over them.
static inline void unpoison([[maybe_unused]] void* memory, [[maybe_unused]] size_t bytes)
{
#if defined(__SANITIZE_ADDRESS__)
    __asan_unpoison_memory_region(memory, bytes);
#endif
}

#if defined(EMU_UCONTEXT)

struct Context { ucontext_t saved; };

static inline void prepare(Context& context, char* stack, size_t bytes, void (*entry)())
{
    getcontext(&context.saved);
    context.saved.uc_stack.ss_sp = stack;
    context.saved.uc_stack.ss_size = bytes;
    context.saved.uc_link = nullptr;
    makecontext(&context.saved, entry, 0);
}

static inline void switch_context(Context& from, Context& to) { swapcontext(&from.saved, &to.saved); }

#else

struct Context { void* stack_pointer; };

// Saves what the System V ABI lets a callee keep, changes stacks, and returns there.
extern "C" void emu_switch_stacks(void** save, void* to);
asm(R"(
    .pushsection .text
    .weak emu_switch_stacks
    .hidden emu_switch_stacks
    .type emu_switch_stacks, @function
emu_switch_stacks:
    pushq %rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    movq %rsp, (%rdi)
    movq %rsi, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    ret
    .size emu_switch_stacks, . - emu_switch_stacks
    .popsection
)");

// The first switch pops six zero registers and returns into `entry`, whose own return address is null.
static inline void prepare(Context& context, char* stack, size_t bytes, void (*entry)())
{
    constexpr size_t registers = 6;
    uintptr_t top = (reinterpret_cast<uintptr_t>(stack) + bytes) & ~uintptr_t(15);
    void** frame = reinterpret_cast<void**>(top) - (registers + 2);
    memset(frame, 0, (registers + 2) * sizeof(void*));
    frame[registers] = reinterpret_cast<void*>(entry);
    context.stack_pointer = frame;
}

static inline void switch_context(Context& from, Context& to)
{
    emu_switch_stacks(&from.stack_pointer, to.stack_pointer);
}

#endif

} // namespace emu
