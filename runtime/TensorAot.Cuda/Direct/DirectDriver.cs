using System.Runtime.InteropServices;
using System.Text;

namespace TensorAot.Cuda;

/// <summary>A GPU through the driver API of libcuda, in its primary context.</summary>
internal sealed unsafe class DirectDriver : ICudaDriver
{
    private const int OutOfMemory = 2;
    private const int NoDevice = 100;
    private const int ComputeCapabilityMajor = 75, ComputeCapabilityMinor = 76;
    private const uint StreamNonBlocking = 1;
    private const uint EventBlockingSync = 1, EventDisableTiming = 2;

    /// <summary>
    /// Errors after which a context refuses everything, by the documentation of the driver API ("this leaves the process in an
    /// inconsistent state"), and a device that is gone.
    /// </summary>
    private static readonly int[] s_fatal = [46, 101, 201, 214, 220, 400, 700, 702, 708, 709, 710, 714, 715, 716, 717, 718, 719, 999];

    private readonly DriverApi _api;
    private readonly int _device;
    private readonly nint _context;
    private bool _isDisposed;

    /// <param name="index">The number of the device.</param>
    /// <param name="api">The driver.</param>
    /// <exception cref="CudaException">There is no such device.</exception>
    public DirectDriver(int index, DriverApi api)
    {
        _api = api;
        int count = 0, device = 0;
        int status = _api.Init(0);
        if (status == 0)
            status = _api.DeviceGetCount(&count);
        if (status == NoDevice || (status == 0 && count == 0))
            throw new CudaException(CudaFailure.Refused, "There is no NVIDIA GPU in this machine.");
        Check(status, "cuInit");
        if ((uint)index >= (uint)count)
            throw new CudaException(CudaFailure.Refused, $"There is no GPU of number {index}: the numbers go from 0 to {count - 1}.");
        Check(_api.DeviceGet(&device, index), "cuDeviceGet");
        byte* name = stackalloc byte[256];
        Check(_api.DeviceGetName(name, 256, device), "cuDeviceGetName");
        (_device, DeviceName) = (device, Marshal.PtrToStringUTF8((nint)name)!);
        ComputeCapability = (10 * Attribute(ComputeCapabilityMajor)) + Attribute(ComputeCapabilityMinor);
        nint context;
        Check(_api.PrimaryCtxRetain(&context, device), "cuDevicePrimaryCtxRetain");
        _context = context;
        Graphs = api.Graphs is { } graphs ? new DirectGraphs(graphs, this, context) : null;
    }

    ~DirectDriver() => Release();

    public string DeviceName { get; }

    public int ComputeCapability { get; }

    public ICudaGraphs? Graphs { get; }

    /// <summary>The newest CUDA that the driver knows: 13000 for 13.0.</summary>
    public int Version
    {
        get
        {
            int version;
            Check(_api.DriverGetVersion(&version), "cuDriverGetVersion");
            return version;
        }
    }

    /// <summary>What an error of the driver means.</summary>
    public static CudaFailure FailureOf(int status) =>
        status == OutOfMemory ? CudaFailure.OutOfMemory : Array.IndexOf(s_fatal, status) >= 0 ? CudaFailure.DeviceLost : CudaFailure.Refused;

    public void MakeCurrent() => Check(_api.CtxSetCurrent(_context), "cuCtxSetCurrent");

    public nint Allocate(nint bytes)
    {
        ulong memory;
        Check(_api.MemAlloc(&memory, (nuint)bytes), "cuMemAlloc", bytes);
        return (nint)memory;
    }

    public void Free(nint memory) => Check(_api.MemFree((ulong)memory), "cuMemFree");

    public nint AllocatePinned(nint bytes)
    {
        void* memory;
        Check(_api.MemHostAlloc(&memory, (nuint)bytes, 0), "cuMemHostAlloc", bytes);
        return (nint)memory;
    }

    public void FreePinned(nint memory) => Check(_api.MemFreeHost((void*)memory), "cuMemFreeHost");

    public nint LoadModule(ReadOnlySpan<byte> image)
    {
        nint module;
        fixed (byte* data = image)
            Check(_api.ModuleLoadDataEx(&module, data, 0, null, null), "cuModuleLoadDataEx");
        return module;
    }

    public void UnloadModule(nint module) => Check(_api.ModuleUnload(module), "cuModuleUnload");

    public nint GetKernel(nint module, string name)
    {
        nint kernel;
        fixed (byte* bytes = Encoding.UTF8.GetBytes(name + "\0"))
            Check(_api.ModuleGetFunction(&kernel, module, bytes), "cuModuleGetFunction");
        return kernel;
    }

    public nint CreateStream()
    {
        nint stream;
        Check(_api.StreamCreate(&stream, StreamNonBlocking), "cuStreamCreate");
        return stream;
    }

    public void DestroyStream(nint stream) => Check(_api.StreamDestroy(stream), "cuStreamDestroy");

    public void Synchronize(nint stream) => Check(_api.StreamSynchronize(stream), "cuStreamSynchronize");

    public nint CreateEvent()
    {
        nint mark;
        Check(_api.EventCreate(&mark, EventBlockingSync | EventDisableTiming), "cuEventCreate");
        return mark;
    }

    public void DestroyEvent(nint mark) => Check(_api.EventDestroy(mark), "cuEventDestroy");

    public void RecordEvent(nint mark, nint stream) => Check(_api.EventRecord(mark, stream), "cuEventRecord");

    public void SynchronizeEvent(nint mark) => Check(_api.EventSynchronize(mark), "cuEventSynchronize");

    public void CopyToDevice(nint device, nint host, nint bytes, nint stream) =>
        Check(_api.MemcpyHtoDAsync((ulong)device, (void*)host, (nuint)bytes, stream), "cuMemcpyHtoDAsync");

    public void CopyToHost(nint host, nint device, nint bytes, nint stream) =>
        Check(_api.MemcpyDtoHAsync((void*)host, (ulong)device, (nuint)bytes, stream), "cuMemcpyDtoHAsync");

    public void CopyOnDevice(nint target, nint source, nint bytes, nint stream) =>
        Check(_api.MemcpyDtoDAsync((ulong)target, (ulong)source, (nuint)bytes, stream), "cuMemcpyDtoDAsync");

    public void Fill(nint device, byte value, nint bytes, nint stream) =>
        Check(_api.MemsetD8Async((ulong)device, value, (nuint)bytes, stream), "cuMemsetD8Async");

    public void Launch(nint kernel, uint grid, uint block, void** arguments, nint stream) =>
        Check(_api.LaunchKernel(kernel, grid, 1, 1, block, 1, 1, 0, stream, arguments, null), "cuLaunchKernel");

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        if (_isDisposed || _context == 0)
            return;
        _isDisposed = true;
        _ = _api.PrimaryCtxRelease(_device);
    }

    private int Attribute(int attribute)
    {
        int value;
        Check(_api.DeviceGetAttribute(&value, attribute, _device), "cuDeviceGetAttribute");
        return value;
    }

    /// <summary>Throws where a call has failed.</summary>
    /// <param name="status">What it returned.</param>
    /// <param name="call">Its name.</param>
    /// <param name="bytes">How much memory it asked for.</param>
    internal void Check(int status, string call, nint bytes = 0)
    {
        if (status != 0)
            Fail(status, call, bytes);
    }

    private void Fail(int status, string call, nint bytes)
    {
        byte* name = null, text = null;
        _ = _api.GetErrorName(status, &name);
        _ = _api.GetErrorString(status, &text);
        string size = bytes > 0 ? $" of {bytes} bytes" : "";
        string what = name == null ? $"error {status}" : $"{Marshal.PtrToStringUTF8((nint)name)} ({Marshal.PtrToStringUTF8((nint)text)})";
        throw new CudaException(FailureOf(status), $"{call}{size}: {what}.");
    }
}
