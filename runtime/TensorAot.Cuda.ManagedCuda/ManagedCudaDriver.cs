using System.Runtime.InteropServices;
using global::ManagedCuda;
using global::ManagedCuda.BasicTypes;
using static global::ManagedCuda.DriverAPINativeMethods;

namespace TensorAot.Cuda;

/// <summary>
/// A GPU through ManagedCuda, in its primary context. Launches go to ManagedCuda's declarations of the driver API, not to its class
/// CudaKernel, which boxes and pins every argument of every launch.
/// </summary>
internal sealed unsafe class ManagedCudaDriver : ICudaDriver
{
    private readonly PrimaryContext _context;

    // ManagedCuda passes arguments as an array, so their number has to be known. Calls come from one thread at a time.
    private readonly Dictionary<nint, IntPtr[]> _arguments = [];

    /// <param name="index">The number of the device.</param>
    /// <exception cref="CudaException">There is no such device, or no driver.</exception>
    public ManagedCudaDriver(int index)
    {
        try
        {
            int count = CudaContext.GetDeviceCount();
            if (count == 0)
                throw new CudaException(CudaFailure.Refused, "There is no NVIDIA GPU in this machine.");
            if ((uint)index >= (uint)count)
                throw new CudaException(CudaFailure.Refused, $"There is no GPU of number {index}: the numbers go from 0 to {count - 1}.");
            _context = new PrimaryContext(index);
            DeviceName = _context.GetDeviceName();
            Version capability = _context.GetDeviceComputeCapability();
            ComputeCapability = (10 * capability.Major) + capability.Minor;
            Graphs = new ManagedCudaGraphs(_context.Context);
        }
        catch (global::ManagedCuda.CudaException e)
        {
            throw Failed((int)e.CudaError, "The initialization", 0, e);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            throw new CudaException(CudaFailure.Refused, "The driver of NVIDIA GPUs cannot be used: " + e.Message, e);
        }
    }

    public string DeviceName { get; }

    public int ComputeCapability { get; }

    public ICudaGraphs? Graphs { get; }

    public void MakeCurrent()
    {
        try
        {
            _context.SetCurrent();
        }
        catch (global::ManagedCuda.CudaException e)
        {
            throw Failed((int)e.CudaError, "cuCtxSetCurrent", 0, e);
        }
    }

    public nint Allocate(nint bytes)
    {
        var memory = default(CUdeviceptr);
        Check(MemoryManagement.cuMemAlloc_v2(ref memory, bytes), "cuMemAlloc", bytes);
        return memory.Pointer;
    }

    public void Free(nint memory) => Check(MemoryManagement.cuMemFree_v2(Place(memory)), "cuMemFree");

    public nint AllocatePinned(nint bytes)
    {
        nint memory = 0;
        Check(MemoryManagement.cuMemHostAlloc(ref memory, bytes, CUMemHostAllocFlags.None), "cuMemHostAlloc", bytes);
        return memory;
    }

    public void FreePinned(nint memory) => Check(MemoryManagement.cuMemFreeHost(memory), "cuMemFreeHost");

    public nint LoadModule(ReadOnlySpan<byte> image)
    {
        var module = default(CUmodule);
        Check(ModuleManagement.cuModuleLoadDataEx(ref module, image.ToArray(), 0, null, null), "cuModuleLoadDataEx");
        return module.Pointer;
    }

    public void UnloadModule(nint module) => Check(ModuleManagement.cuModuleUnload(new CUmodule { Pointer = module }), "cuModuleUnload");

    public nint GetKernel(nint module, string name)
    {
        var kernel = default(CUfunction);
        Check(ModuleManagement.cuModuleGetFunction(ref kernel, new CUmodule { Pointer = module }, name), "cuModuleGetFunction");
        int count = 0;
        SizeT offset = 0, size = 0;
        while (FunctionManagement.cuFuncGetParamInfo(kernel, count, ref offset, ref size) == CUResult.Success)
            count++;
        _arguments[kernel.Pointer] = new IntPtr[count];
        return kernel.Pointer;
    }

    public nint CreateStream()
    {
        var stream = default(CUstream);
        Check(Streams.cuStreamCreate(ref stream, CUStreamFlags.NonBlocking), "cuStreamCreate");
        return stream.Pointer;
    }

    public void DestroyStream(nint stream) => Check(Streams.cuStreamDestroy_v2(Stream(stream)), "cuStreamDestroy");

    public void Synchronize(nint stream) => Check(Streams.cuStreamSynchronize(Stream(stream)), "cuStreamSynchronize");

    public nint CreateEvent()
    {
        var mark = default(CUevent);
        Check(Events.cuEventCreate(ref mark, CUEventFlags.BlockingSync | CUEventFlags.DisableTiming), "cuEventCreate");
        return mark.Pointer;
    }

    public void DestroyEvent(nint mark) => Check(Events.cuEventDestroy_v2(Event(mark)), "cuEventDestroy");

    public void RecordEvent(nint mark, nint stream) => Check(Events.cuEventRecord(Event(mark), Stream(stream)), "cuEventRecord");

    public void SynchronizeEvent(nint mark) => Check(Events.cuEventSynchronize(Event(mark)), "cuEventSynchronize");

    public void CopyToDevice(nint device, nint host, nint bytes, nint stream) =>
        Check(AsynchronousMemcpy_v2.cuMemcpyHtoDAsync_v2(Place(device), host, bytes, Stream(stream)), "cuMemcpyHtoDAsync");

    public void CopyToHost(nint host, nint device, nint bytes, nint stream) =>
        Check(AsynchronousMemcpy_v2.cuMemcpyDtoHAsync_v2(host, Place(device), bytes, Stream(stream)), "cuMemcpyDtoHAsync");

    public void CopyOnDevice(nint target, nint source, nint bytes, nint stream) =>
        Check(AsynchronousMemcpy_v2.cuMemcpyDtoDAsync_v2(Place(target), Place(source), bytes, Stream(stream)), "cuMemcpyDtoDAsync");

    public void Fill(nint device, byte value, nint bytes, nint stream) =>
        Check(MemsetAsync.cuMemsetD8Async(Place(device), value, bytes, Stream(stream)), "cuMemsetD8Async");

    public void Launch(nint kernel, uint grid, uint block, void** arguments, nint stream)
    {
        IntPtr[] passed = _arguments[kernel];
        for (int i = 0; i < passed.Length; i++)
            passed[i] = (nint)arguments[i];
        Check(global::ManagedCuda.DriverAPINativeMethods.Launch.cuLaunchKernel(new CUfunction { Pointer = kernel }, grid, 1, 1, block, 1, 1, 0, Stream(stream), passed, null), "cuLaunchKernel");
    }

    public void Dispose() => _context.Dispose();

    private static CUdeviceptr Place(nint memory) => new() { Pointer = memory };

    private static CUstream Stream(nint stream) => new() { Pointer = stream };

    private static CUevent Event(nint mark) => new() { Pointer = mark };

    internal static void Check(CUResult status, string call, nint bytes = 0)
    {
        if (status != CUResult.Success)
            throw Failed((int)status, call, bytes, null);
    }

    private static CudaException Failed(int status, string call, nint bytes, Exception? cause)
    {
        nint name = 0, text = 0;
        _ = ErrorHandling.cuGetErrorName((CUResult)status, ref name);
        _ = ErrorHandling.cuGetErrorString((CUResult)status, ref text);
        string size = bytes > 0 ? $" of {bytes} bytes" : "";
        string what = name == 0 ? $"error {status}" : $"{Marshal.PtrToStringUTF8(name)} ({Marshal.PtrToStringUTF8(text)})";
        return new CudaException(DirectDriver.FailureOf(status), $"{call}{size}: {what}.", cause);
    }
}
