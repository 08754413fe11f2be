// The graphs of the libcuda for tests, with the structures and signatures of cuda.h. OLD_DRIVER leaves out what CUDA 11.2 does not have,
// NO_GRAPHS everything. Nodes have to form a chain, and copies go between pinned memory and the device: that is what the runtime builds.
#include "stub.h"

#include <cstring>
#include <map>
#include <memory>
#include <set>
#include <vector>

using namespace stub;

namespace {

struct Node
{
    virtual ~Node() = default;
    virtual int run() = 0;
};

struct Work : Node
{
    std::function<int()> work;

    explicit Work(std::function<int()> of) : work(std::move(of)) {}
    int run() override { return work(); }
};

struct Kernel : Node
{
    void* kernel;
    unsigned grid, block;
    std::vector<std::vector<char>> values;

    int run() override
    {
        std::vector<void*> pointers;
        for (auto& value : values)
            pointers.push_back(value.data());
        return launch(kernel, grid, block, pointers.data());
    }
};

typedef std::vector<std::shared_ptr<Node>> Nodes;

struct Graph
{
    Nodes nodes;
};

struct Child : Node
{
    Nodes nodes;

    int run() override
    {
        for (auto& node : nodes)
            if (int error = node->run()) return error;
        return success;
    }
};

struct Executable
{
    Nodes nodes;
    Graph* graph;
};

struct NodeHandle
{
    Graph* graph;
    size_t index;
};

std::set<Graph*> graphs;
std::set<Executable*> executables;
std::map<NodeHandle*, std::unique_ptr<NodeHandle>> handles;
std::map<void*, Graph*> captures;

bool exists(Graph* graph) { return graphs.count(graph) != 0; }

int find(Executable* executable, NodeHandle* node, size_t& index)
{
    if (executables.count(executable) == 0 || handles.count(node) == 0 || node->graph != executable->graph) return invalid_value;
    index = node->index;
    return success;
}

// Nodes are never changed, so graphs and executables may share them.
int add(NodeHandle** handle, Graph* graph, NodeHandle* const* after, size_t count, std::shared_ptr<Node> node)
{
    if (int error = ready()) return error;
    if (!exists(graph) || count != (graph->nodes.empty() ? 0u : 1u)) return invalid_value;
    if (count == 1 && (handles.count(*after) == 0 || (*after)->graph != graph || (*after)->index + 1 != graph->nodes.size())) return invalid_value;
    graph->nodes.push_back(std::move(node));
    *handle = new NodeHandle{graph, graph->nodes.size() - 1};
    handles[*handle].reset(*handle);
    return success;
}

} // namespace

namespace stub {

long live_graphs() { return (long)(graphs.size() + executables.size()); }

bool is_captured(void* stream) { return captures.count(stream) != 0; }

int submit(void* stream, std::function<int()> work)
{
    auto capture = captures.find(stream);
    if (capture == captures.end())
        return work();
    capture->second->nodes.push_back(std::make_shared<Work>(std::move(work)));
    return success;
}

} // namespace stub

#ifndef NO_GRAPHS
extern "C" {

struct KernelNodeParams1
{
    void* func;
    unsigned gridDimX, gridDimY, gridDimZ, blockDimX, blockDimY, blockDimZ, sharedMemBytes;
    void** kernelParams;
    void** extra;
};

struct KernelNodeParams2
{
    KernelNodeParams1 first;
    void* kern;
    void* ctx;
};

struct MemsetNodeParams
{
    uint64_t dst;
    size_t pitch;
    unsigned value, elementSize;
    size_t width, height;
};

struct Memcpy3D
{
    size_t srcXInBytes, srcY, srcZ, srcLOD;
    int srcMemoryType;
    const void* srcHost;
    uint64_t srcDevice;
    void *srcArray, *reserved0;
    size_t srcPitch, srcHeight;
    size_t dstXInBytes, dstY, dstZ, dstLOD;
    int dstMemoryType;
    void* dstHost;
    uint64_t dstDevice;
    void *dstArray, *reserved1;
    size_t dstPitch, dstHeight;
    size_t WidthInBytes, Height, Depth;
};

static int describe(const KernelNodeParams1& params, std::shared_ptr<Kernel>& node)
{
    int count = parameters(params.func, nullptr);
    if (count < 0 || params.gridDimX == 0 || params.gridDimY != 1 || params.gridDimZ != 1 || params.blockDimX == 0 || params.blockDimX > 1024
        || params.blockDimY != 1 || params.blockDimZ != 1 || params.sharedMemBytes != 0 || params.extra || !params.kernelParams)
        return invalid_value;
    std::vector<size_t> sizes((size_t)count + 1);
    parameters(params.func, sizes.data());
    node = std::make_shared<Kernel>();
    node->kernel = params.func;
    node->grid = params.gridDimX;
    node->block = params.blockDimX;
    for (int i = 0; i < count; i++)
        node->values.emplace_back((char*)params.kernelParams[i], (char*)params.kernelParams[i] + sizes[(size_t)i]);
    return success;
}

int cuGraphCreate(Graph** graph, unsigned flags)
{
    if (int error = ready()) return error;
    if (flags != 0) return invalid_value;
    graphs.insert(*graph = new Graph());
    return success;
}

int cuGraphDestroy(Graph* graph)
{
    if (int error = ready()) return error;
    if (graphs.erase(graph) == 0) return invalid_value;
    for (auto node = handles.begin(); node != handles.end();)
        node = node->second->graph == graph ? handles.erase(node) : std::next(node);
    delete graph;
    return success;
}

static int add_kernel(NodeHandle** handle, Graph* graph, NodeHandle* const* after, size_t count, const KernelNodeParams1& params)
{
    std::shared_ptr<Kernel> node;
    if (int error = describe(params, node)) return error;
    return add(handle, graph, after, count, node);
}

static int set_kernel(Executable* executable, NodeHandle* handle, const KernelNodeParams1& params)
{
    size_t index;
    std::shared_ptr<Kernel> node;
    if (int error = find(executable, handle, index)) return error;
    if (int error = describe(params, node)) return error;
    auto* old = dynamic_cast<Kernel*>(executable->nodes[index].get());
    if (!old || old->kernel != node->kernel || old->grid != node->grid || old->block != node->block) return invalid_value;
    executable->nodes[index] = node;
    return success;
}

#ifdef OLD_DRIVER
int cuGraphAddKernelNode(NodeHandle** handle, Graph* graph, NodeHandle* const* after, size_t count, const KernelNodeParams1* params) { return add_kernel(handle, graph, after, count, *params); }

int cuGraphExecKernelNodeSetParams(Executable* executable, NodeHandle* handle, const KernelNodeParams1* params) { return set_kernel(executable, handle, *params); }
#else
int cuGraphAddKernelNode_v2(NodeHandle** handle, Graph* graph, NodeHandle* const* after, size_t count, const KernelNodeParams2* params)
{
    return params->kern || params->ctx ? invalid_value : add_kernel(handle, graph, after, count, params->first);
}

int cuGraphExecKernelNodeSetParams_v2(Executable* executable, NodeHandle* handle, const KernelNodeParams2* params)
{
    return params->kern || params->ctx ? invalid_value : set_kernel(executable, handle, params->first);
}
#endif

int cuGraphAddMemcpyNode(NodeHandle** handle, Graph* graph, NodeHandle* const* after, size_t count, const Memcpy3D* params, void* in)
{
    const Memcpy3D& p = *params;
    size_t bytes = p.WidthInBytes;
    if (in != context() || p.srcXInBytes || p.srcY || p.srcZ || p.srcLOD || p.dstXInBytes || p.dstY || p.dstZ || p.dstLOD || p.srcArray || p.dstArray
        || p.reserved0 || p.reserved1 || p.Height != 1 || p.Depth != 1 || bytes == 0 || p.srcPitch < bytes || p.dstPitch < bytes || p.srcPitch > INT32_MAX || p.dstPitch > INT32_MAX)
        return invalid_value;
    if (p.srcMemoryType == 1 && p.dstMemoryType == 2 && is_pinned(p.srcHost, bytes) && on_device(p.dstDevice, bytes))
        return add(handle, graph, after, count, std::make_shared<Work>([=] { memcpy((void*)p.dstDevice, p.srcHost, bytes); return success; }));
    if (p.srcMemoryType == 2 && p.dstMemoryType == 1 && on_device(p.srcDevice, bytes) && is_pinned(p.dstHost, bytes))
        return add(handle, graph, after, count, std::make_shared<Work>([=] { memcpy(p.dstHost, (void*)p.srcDevice, bytes); return success; }));
    return invalid_value;
}

int cuGraphAddMemsetNode(NodeHandle** handle, Graph* graph, NodeHandle* const* after, size_t count, const MemsetNodeParams* params, void* in)
{
    const MemsetNodeParams p = *params;
    if (in != context() || p.elementSize != 1 || p.height != 1 || p.value > 255 || !on_device(p.dst, p.width)) return invalid_value;
    return add(handle, graph, after, count, std::make_shared<Work>([=] { memset((void*)p.dst, (int)p.value, p.width); return success; }));
}

int cuGraphAddChildGraphNode(NodeHandle** handle, Graph* graph, NodeHandle* const* after, size_t count, Graph* child)
{
    if (!exists(child) || child->nodes.empty()) return invalid_value;
    auto node = std::make_shared<Child>();
    node->nodes = child->nodes;
    return add(handle, graph, after, count, node);
}

int cuGraphExecChildGraphNodeSetParams(Executable* executable, NodeHandle* handle, Graph* child)
{
    size_t index;
    if (int error = find(executable, handle, index)) return error;
    auto* old = dynamic_cast<Child*>(executable->nodes[index].get());
    if (!old || !exists(child)) return invalid_value;
    if (old->nodes.size() != child->nodes.size()) return update_failure;
    auto node = std::make_shared<Child>();
    node->nodes = child->nodes;
    executable->nodes[index] = node;
    return success;
}

static int instantiate(Executable** executable, Graph* graph)
{
    if (int error = ready()) return error;
    if (!exists(graph)) return invalid_value;
    executables.insert(*executable = new Executable{graph->nodes, graph});
    return success;
}

#ifdef OLD_DRIVER
int cuGraphInstantiate_v2(Executable** executable, Graph* graph, NodeHandle** bad, char* log, size_t bytes) { return bad || log || bytes ? invalid_value : instantiate(executable, graph); }
#else
int cuGraphInstantiateWithFlags(Executable** executable, Graph* graph, unsigned long long flags) { return flags != 0 ? invalid_value : instantiate(executable, graph); }
#endif

int cuGraphExecDestroy(Executable* executable)
{
    if (int error = ready()) return error;
    if (executables.erase(executable) == 0) return invalid_value;
    delete executable;
    return success;
}

int cuGraphLaunch(Executable* executable, void* stream)
{
    if (int error = ready()) return error;
    if (executables.count(executable) == 0 || !is_stream(stream)) return invalid_value;
    if (is_captured(stream)) return capture_unsupported;
    for (auto& node : executable->nodes)
        if (int error = node->run()) return error;
    return success;
}

// Of CUDA 12.4. What a kernel takes lies side by side.
int cuFuncGetParamInfo(void* kernel, size_t index, size_t* offset, size_t* bytes)
{
    if (int error = ready()) return error;
    int count = parameters(kernel, nullptr);
    if (count < 0) return invalid_handle;
    if (index >= (size_t)count) return invalid_value;
    std::vector<size_t> sizes(count);
    parameters(kernel, sizes.data());
    *offset = 0;
    for (size_t i = 0; i < index; i++)
        *offset += sizes[i];
    *bytes = sizes[index];
    return success;
}

int cuStreamBeginCapture_v2(void* stream, int mode)
{
    if (int error = ready()) return error;
    if (!is_stream(stream) || mode != 2 || is_captured(stream)) return invalid_value;
    graphs.insert(captures[stream] = new Graph());
    return success;
}

int cuStreamEndCapture(void* stream, Graph** graph)
{
    if (int error = ready()) return error;
    if (!is_captured(stream)) return invalid_value;
    *graph = captures[stream];
    captures.erase(stream);
    return success;
}

} // extern "C"
#endif
