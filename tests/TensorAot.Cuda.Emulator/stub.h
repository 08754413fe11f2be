// What the parts of the libcuda and libcublas for tests share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace stub {

enum { success = 0, invalid_value = 1, out_of_memory = 2, not_initialized = 3, invalid_device = 101, invalid_context = 201, invalid_image = 200, invalid_handle = 400, not_found = 500, launch_failed = 719, capture_unsupported = 900, capture_invalidated = 901, update_failure = 910 };

/// Success, or what is wrong with the calling thread's context.
int ready();

/// The calling thread's context.
void* context();

bool on_device(uint64_t address, size_t bytes);

bool is_pinned(const void* address, size_t bytes);

bool is_stream(void* stream);

/// A kernel as cuLaunchKernel runs it.
int launch(void* kernel, unsigned grid, unsigned block, void** arguments);

/// The number of a kernel's parameters and, unless null, their sizes; -1 for what is no kernel.
int parameters(void* kernel, size_t* sizes);

/// Gives a stream work: does it now, or adds it to the graph that the stream is captured into.
int submit(void* stream, std::function<int()> work);

/// Whether the stream is captured.
bool is_captured(void* stream);

/// Graphs, executable graphs and handles that were not given back.
long live_graphs();
long live_handles();

} // namespace stub
