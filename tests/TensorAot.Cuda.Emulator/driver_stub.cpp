// A libcuda for tests of the class that calls it: the entry points that it uses, with the signatures of cuda.h, for two devices on the
// CPU. An image is the path of a library that the emulator's launchers are in. What a real driver would refuse or a wrong argument
// would break is refused with CUDA's error numbers; stub_live tells what was not given back.
#include "stub.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

typedef const char* (*Launcher)(unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, int, void**);
typedef unsigned (*Parameters)(size_t*);

namespace stub {

bool initialized;
int contexts[2];
thread_local int current = -1;
std::map<uint64_t, size_t> device_memory;
std::map<void*, size_t> pinned_memory;
std::set<void*> streams, modules, events;

// Events are waited for beside other calls.
std::mutex events_gate;
std::map<void*, Parameters> kernels;
uint64_t limit = uint64_t(1) << 30;

int ready() { return !initialized ? not_initialized : current < 0 || contexts[current] == 0 ? invalid_context : success; }

bool on_device(uint64_t address, size_t bytes)
{
    auto next = device_memory.upper_bound(address);
    if (next == device_memory.begin())
        return false;
    auto block = std::prev(next);
    return address + bytes <= block->first + block->second;
}

void* context() { return (void*)(intptr_t)(100 + current); }

bool is_pinned(const void* address, size_t bytes)
{
    auto next = pinned_memory.upper_bound((void*)address);
    if (next == pinned_memory.begin())
        return false;
    auto block = std::prev(next);
    return (const char*)address + bytes <= (const char*)block->first + block->second;
}

bool is_stream(void* stream) { return streams.count(stream) != 0; }

int launch(void* kernel, unsigned grid, unsigned block, void** arguments)
{
    return ((Launcher)kernel)(grid, 1, 1, block, 1, 1, 1, arguments) ? launch_failed : success;
}

int parameters(void* kernel, size_t* sizes)
{
    auto found = kernels.find(kernel);
    return found == kernels.end() ? -1 : (int)found->second(sizes);
}

} // namespace stub

using namespace stub;

extern "C" {

long stub_live() { return (long)(device_memory.size() + pinned_memory.size() + streams.size() + modules.size() + events.size()) + contexts[0] + contexts[1] + live_graphs() + live_handles(); }

int cuInit(unsigned flags) { initialized = flags == 0; return initialized ? success : invalid_value; }

int cuDriverGetVersion(int* version) { *version = 12040; return success; }

int cuGetErrorName(int error, const char** text)
{
    switch (error)
    {
        case out_of_memory: *text = "CUDA_ERROR_OUT_OF_MEMORY"; return success;
        case invalid_image: *text = "CUDA_ERROR_INVALID_IMAGE"; return success;
        case launch_failed: *text = "CUDA_ERROR_LAUNCH_FAILED"; return success;
        case not_found: *text = "CUDA_ERROR_NOT_FOUND"; return success;
        default: *text = nullptr; return invalid_value;
    }
}

int cuGetErrorString(int error, const char** text) { *text = error == out_of_memory ? "out of memory" : "a description"; return success; }

int cuDeviceGetCount(int* count) { if (!initialized) return not_initialized; *count = 2; return success; }

int cuDeviceGet(int* device, int index) { if (index < 0 || index > 1) return invalid_device; *device = 10 + index; return success; }

int cuDeviceGetName(char* name, int length, int device) { snprintf(name, (size_t)length, "Stub %d", device - 10); return success; }

int cuDeviceGetAttribute(int* value, int attribute, int device)
{
    if (device < 10 || device > 11)
        return invalid_device;
    if (attribute == 75) *value = 9;
    else if (attribute == 76) *value = 0;
    else return invalid_value;
    return success;
}

int cuDevicePrimaryCtxRetain(void** context, int device)
{
    if (device < 10 || device > 11)
        return invalid_device;
    contexts[device - 10]++;
    *context = (void*)(intptr_t)(100 + device - 10);
    return success;
}

int cuDevicePrimaryCtxRelease_v2(int device) { contexts[device - 10]--; return success; }

int cuCtxSetCurrent(void* context)
{
    intptr_t number = (intptr_t)context - 100;
    if (number < 0 || number > 1 || contexts[number] == 0)
        return invalid_context;
    current = (int)number;
    return success;
}

int cuMemAlloc_v2(uint64_t* address, size_t bytes)
{
    if (int error = ready()) return error;
    if (bytes == 0) return invalid_value;
    if (bytes > limit) return out_of_memory;
    *address = (uint64_t)aligned_alloc(256, (bytes + 255) / 256 * 256);
    memset((void*)*address, 0xA5, bytes);
    device_memory[*address] = bytes;
    return success;
}

int cuMemFree_v2(uint64_t address)
{
    if (int error = ready()) return error;
    if (device_memory.erase(address) == 0) return invalid_value;
    free((void*)address);
    return success;
}

int cuMemHostAlloc(void** memory, size_t bytes, unsigned flags)
{
    if (int error = ready()) return error;
    if (flags != 0) return invalid_value;
    *memory = malloc(bytes);
    pinned_memory[*memory] = bytes;
    return success;
}

int cuMemFreeHost(void* memory)
{
    if (int error = ready()) return error;
    if (pinned_memory.erase(memory) == 0) return invalid_value;
    free(memory);
    return success;
}

int cuMemcpyHtoDAsync_v2(uint64_t to, const void* from, size_t bytes, void* stream)
{
    if (int error = ready()) return error;
    if (!is_stream(stream) || !on_device(to, bytes)) return invalid_value;
    return submit(stream, [=] { memcpy((void*)to, from, bytes); return success; });
}

int cuMemcpyDtoDAsync_v2(uint64_t to, uint64_t from, size_t bytes, void* stream)
{
    if (int error = ready()) return error;
    if (!is_stream(stream) || !on_device(to, bytes) || !on_device(from, bytes)) return invalid_value;
    return submit(stream, [=] { memcpy((void*)to, (void*)from, bytes); return success; });
}

int cuMemcpyDtoHAsync_v2(void* to, uint64_t from, size_t bytes, void* stream)
{
    if (int error = ready()) return error;
    if (!is_stream(stream) || !on_device(from, bytes)) return invalid_value;
    return submit(stream, [=] { memcpy(to, (void*)from, bytes); return success; });
}

int cuMemsetD8Async(uint64_t to, unsigned char value, size_t bytes, void* stream)
{
    if (int error = ready()) return error;
    if (!is_stream(stream) || !on_device(to, bytes)) return invalid_value;
    return submit(stream, [=] { memset((void*)to, value, bytes); return success; });
}

int cuStreamCreate(void** stream, unsigned flags)
{
    if (int error = ready()) return error;
    if (flags != 1) return invalid_value;
    *stream = malloc(1);
    streams.insert(*stream);
    return success;
}

int cuStreamDestroy_v2(void* stream)
{
    if (int error = ready()) return error;
    if (streams.erase(stream) == 0) return invalid_value;
    free(stream);
    return success;
}

int cuStreamSynchronize(void* stream)
{
    if (int error = ready()) return error;
    return !is_stream(stream) ? invalid_value : is_captured(stream) ? capture_unsupported : success;
}

int cuEventCreate(void** event, unsigned flags)
{
    if (int error = ready()) return error;
    if (flags != 3) return invalid_value;
    *event = malloc(1);
    std::lock_guard<std::mutex> guard(events_gate);
    events.insert(*event);
    return success;
}

int cuEventDestroy_v2(void* event)
{
    if (int error = ready()) return error;
    std::lock_guard<std::mutex> guard(events_gate);
    if (events.erase(event) == 0) return invalid_handle;
    free(event);
    return success;
}

int cuEventRecord(void* event, void* stream)
{
    if (int error = ready()) return error;
    std::lock_guard<std::mutex> guard(events_gate);
    return events.count(event) == 0 ? invalid_handle : !is_stream(stream) ? invalid_value : is_captured(stream) ? capture_unsupported : success;
}

int cuEventSynchronize(void* event)
{
    if (int error = ready()) return error;
    std::lock_guard<std::mutex> guard(events_gate);
    return events.count(event) == 0 ? invalid_handle : success;
}

int cuModuleLoadDataEx(void** module, const void* image, unsigned count, int*, void**)
{
    if (int error = ready()) return error;
    if (count != 0) return invalid_value;
    *module = dlopen((const char*)image, RTLD_NOW | RTLD_LOCAL);
    if (!*module) return invalid_image;
    modules.insert(*module);
    return success;
}

int cuModuleUnload(void* module)
{
    if (int error = ready()) return error;
    if (modules.erase(module) == 0) return invalid_value;
    dlclose(module);
    return success;
}

int cuModuleGetFunction(void** kernel, void* module, const char* name)
{
    if (int error = ready()) return error;
    *kernel = dlsym(module, (std::string("emu_launch_") + name).c_str());
    if (*kernel)
        kernels[*kernel] = (Parameters)dlsym(module, (std::string("emu_parameters_") + name).c_str());
    return *kernel ? success : not_found;
}

int cuLaunchKernel(void* kernel, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz, unsigned shared, void* stream, void** arguments, void** extra)
{
    if (int error = ready()) return error;
    if (!is_stream(stream) || extra || shared != 0 || gy != 1 || gz != 1 || by != 1 || bz != 1) return invalid_value;
    return is_captured(stream) ? capture_unsupported : launch(kernel, gx, bx, arguments);
}

} // extern "C"
