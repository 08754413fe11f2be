// Kernels for the tests of the emulator: right ones, and ones with one mistake each. All of them are valid CUDA C.

__device__ __forceinline__ float warp_sum(float value)
{
    #pragma unroll
    for (int offset = 16; offset > 0; offset >>= 1)
        value += __shfl_xor_sync(0xffffffffu, value, offset);
    return value;
}

extern "C" __global__ void __launch_bounds__(256) block_sum(const float* __restrict__ x, float* __restrict__ out, unsigned n)
{
    __shared__ float partial[8];
    unsigned lane = threadIdx.x & 31, warp = threadIdx.x >> 5;
    float sum = 0.0f;
    for (unsigned i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
        sum += x[i];
    sum = warp_sum(sum);
    if (lane == 0)
        partial[warp] = sum;
    __syncthreads();
    if (warp == 0)
    {
        sum = warp_sum(lane < 8 ? partial[lane] : 0.0f);
        if (lane == 0)
            out[blockIdx.x] = sum;
    }
}

extern "C" __global__ void reverse(const int* __restrict__ x, int* __restrict__ out)
{
    __shared__ int tile[256];
    tile[threadIdx.x] = x[threadIdx.x];
    __syncthreads();
    out[threadIdx.x] = tile[255 - threadIdx.x];
}

extern "C" __global__ void reverse_without_barrier(const int* __restrict__ x, int* __restrict__ out)
{
    __shared__ int tile[256];
    tile[threadIdx.x] = x[threadIdx.x];
    out[threadIdx.x] = tile[255 - threadIdx.x];
}

extern "C" __global__ void divergent_barrier(int* out)
{
    if (threadIdx.x < 32)
        __syncthreads();
    else
        __syncthreads();
    out[threadIdx.x] = 1;
}

extern "C" __global__ void barrier_after_exit(int* out)
{
    if (threadIdx.x >= 64)
        return;
    __syncthreads();
    out[threadIdx.x] = 1;
}

extern "C" __global__ void barrier_in_warp_operation(int* out)
{
    if (threadIdx.x == 5)
        __syncthreads();
    out[threadIdx.x] = __shfl_sync(0xffffffffu, (int)threadIdx.x, 0);
}

extern "C" __global__ void mask_without_own_lane(int* out)
{
    out[threadIdx.x] = __shfl_xor_sync(0x0000ffffu, (int)threadIdx.x, 1);
}

extern "C" __global__ void mask_with_exited_lane(int* out)
{
    if (threadIdx.x == 31)
        return;
    out[threadIdx.x] = __shfl_xor_sync(0xffffffffu, (int)threadIdx.x, 1);
}

extern "C" __global__ void source_outside_mask(int* out)
{
    if (threadIdx.x < 16)
        out[threadIdx.x] = __shfl_sync(0x0000ffffu, (int)threadIdx.x, 20);
}

extern "C" __global__ void different_operations(int* out)
{
    if (threadIdx.x < 16)
        out[threadIdx.x] = __shfl_xor_sync(0xffffffffu, (int)threadIdx.x, 1);
    else
        out[threadIdx.x] = __shfl_down_sync(0xffffffffu, (int)threadIdx.x, 1);
}

extern "C" __global__ void crossed_masks(int* out)
{
    unsigned mask = threadIdx.x == 0 ? 0x00000003u : 0xffffffffu;
    out[threadIdx.x] = __shfl_sync(mask, (int)threadIdx.x, 0);
}

extern "C" __global__ void two_groups(int* out)
{
    int mine = (int)threadIdx.x;
    if (threadIdx.x < 16)
        mine = __shfl_xor_sync(0x0000ffffu, mine, 1) + __shfl_xor_sync(0x0000ffffu, mine, 2);
    else
        mine = __shfl_down_sync(0xffff0000u, mine, 3);
    out[threadIdx.x] = mine;
}

extern "C" __global__ void shuffles(int* out)
{
    int lane = (int)threadIdx.x;
    unsigned all = 0xffffffffu;
    out[0 * 32 + lane] = __shfl_sync(all, lane, 7);
    out[1 * 32 + lane] = __shfl_sync(all, lane, 5, 8);
    out[2 * 32 + lane] = __shfl_up_sync(all, lane, 3);
    out[3 * 32 + lane] = __shfl_down_sync(all, lane, 3, 8);
    out[4 * 32 + lane] = __shfl_xor_sync(all, lane, 9, 16);
    out[5 * 32 + lane] = (int)__ballot_sync(all, lane % 3 == 0);
    out[6 * 32 + lane] = __any_sync(all, lane == 40) * 2 + __all_sync(all, lane < 32);
    __syncwarp();
    out[7 * 32 + lane] = (int)__shfl_xor_sync(all, (double)lane, 31);
}

// The last block to finish folds what all wrote, in a fixed order: one launch, and the same bits every time.
extern "C" __global__ void __launch_bounds__(64) ticket_sum(
    const float* __restrict__ x, volatile float* partial, unsigned* ticket, float* out, unsigned n)
{
    __shared__ float sums[2];
    __shared__ bool last;
    unsigned lane = threadIdx.x & 31, i = blockIdx.x * 64u + threadIdx.x;
    float sum = warp_sum(i < n ? x[i] : 0.0f);
    if (lane == 0)
        sums[threadIdx.x >> 5] = sum;
    __syncthreads();
    if (threadIdx.x == 0)
    {
        partial[blockIdx.x] = sums[0] + sums[1];
        __threadfence();
        last = atomicInc(ticket, gridDim.x - 1) == gridDim.x - 1;
    }
    __syncthreads();
    if (last && threadIdx.x == 0)
    {
        float total = 0.0f;
        for (unsigned k = 0; k < gridDim.x; k++)
            total += partial[k];
        out[0] = total;
    }
}

extern "C" __global__ void atomics(int* out, unsigned long long* wide, float* sum)
{
    int i = (int)(blockIdx.x * blockDim.x + threadIdx.x);
    atomicAdd(&out[0], 1);
    atomicSub(&out[1], 2);
    atomicMax(&out[2], i);
    atomicMin(&out[3], -i);
    atomicOr(&out[4], 1 << (i & 15));
    atomicXor(&out[5], 1 << (i & 15));
    atomicCAS(&out[6], 0, 77);
    atomicAdd(wide, 1ull << 32);
    atomicAdd(sum, 0.5f);
}

extern "C" __global__ void coordinates(uint4* out)
{
    unsigned block = blockIdx.x + gridDim.x * (blockIdx.y + gridDim.y * blockIdx.z);
    unsigned thread = threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z);
    out[block * (blockDim.x * blockDim.y * blockDim.z) + thread] =
        make_uint4(threadIdx.x, threadIdx.y, threadIdx.z, block);
}

extern "C" __global__ void conversions(const float* x, const double* y, int* ints, long long* longs, unsigned n)
{
    unsigned i = threadIdx.x;
    if (i < n)
    {
        ints[3 * i] = __float2int_rz(x[i]);
        ints[3 * i + 1] = __float2int_rn(x[i]);
        ints[3 * i + 2] = __double2int_rz(y[i]);
        longs[2 * i] = __float2ll_rz(x[i]);
        longs[2 * i + 1] = __double2ll_rn(y[i]);
    }
}

extern "C" __global__ void large_locals(float* out, unsigned n)
{
    float values[20000];
    for (unsigned i = 0; i < 20000; i++)
        values[i] = (float)(i * n);
    float sum = 0.0f;
    for (unsigned i = 0; i < 20000; i++)
        sum += values[(i * 7919u) % 20000u];
    out[threadIdx.x] = sum;
}

extern "C" __global__ void shared_overrun(float* out, int index)
{
    __shared__ float tile[32];
    tile[index + (int)threadIdx.x] = 1.0f;
    __syncthreads();
    out[threadIdx.x] = tile[threadIdx.x];
}
