using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace TensorAot.Cuda.Emulation;

/// <summary>
/// A device on the CPU. Its memory starts as garbage and has red zones on both sides, which are looked at when it is freed; what a
/// stream is given is done at once, unless it is captured.
/// </summary>
public sealed unsafe class EmulatorDriver : ICountingDriver
{
    private const int Zone = 256;
    private const byte Red = 0xA5;

    private readonly Dictionary<nint, nint> _blocks = [];
    private readonly Dictionary<string, nint> _modules = [];
    private readonly Dictionary<nint, int[]> _parameters = [];
    private readonly HashSet<nint> _events = [];
    private nint _lastEvent;
    private readonly EmulatorGraphs _graphs;

    /// <param name="hasGraphs">Whether it has graphs.</param>
    public EmulatorDriver(bool hasGraphs = true)
    {
        _graphs = new EmulatorGraphs(this);
        Graphs = hasGraphs ? _graphs : null;
    }

    /// <inheritdoc/>
    public string DeviceName => "the emulator";

    /// <inheritdoc/>
    public int ComputeCapability => 90;

    /// <inheritdoc/>
    public ICudaGraphs? Graphs { get; }

    /// <summary>The number of launches of graphs so far.</summary>
    public int GraphLaunchCount => _graphs.LaunchCount;

    /// <summary>The number of graphs and of executable graphs that were not given back.</summary>
    public int LiveGraphs => _graphs.LiveCount;

    /// <summary>The number of events that were not given back.</summary>
    public int LiveEvents => _events.Count;

    /// <summary>Whether blocks and threads run from the last to the first.</summary>
    public bool IsReversed { get; set; }

    /// <summary>Bytes of all memory that was not freed.</summary>
    public long LiveBytes => _blocks.Values.Sum(bytes => (long)bytes);

    /// <summary>The number of kernels launched so far, in graphs and by themselves.</summary>
    public int LaunchCount { get; private set; }

    /// <summary>Bytes copied to and from the device so far.</summary>
    public (long ToDevice, long ToHost) Copied { get; private set; }

    /// <inheritdoc/>
    public void MakeCurrent()
    {
    }

    /// <inheritdoc/>
    public nint Allocate(nint bytes)
    {
        byte* memory = (byte*)NativeMemory.AlignedAlloc((nuint)(bytes + (2 * Zone)), Zone);
        NativeMemory.Fill(memory, (nuint)(bytes + (2 * Zone)), Red);
        _blocks.Add((nint)(memory + Zone), bytes);
        return (nint)(memory + Zone);
    }

    /// <inheritdoc/>
    public void Free(nint memory)
    {
        if (!_blocks.Remove(memory, out nint bytes))
            throw new CudaException(CudaFailure.Refused, "Memory was freed that was not allocated.");
        bool isIntact = !new ReadOnlySpan<byte>((byte*)memory - Zone, Zone).ContainsAnyExcept(Red)
            && !new ReadOnlySpan<byte>((byte*)memory + bytes, Zone).ContainsAnyExcept(Red);
        NativeMemory.AlignedFree((byte*)memory - Zone);
        if (!isIntact)
            throw new InvalidOperationException("A kernel wrote before or behind its memory.");
    }

    /// <inheritdoc/>
    public nint AllocatePinned(nint bytes) => Allocate(bytes);

    /// <inheritdoc/>
    public void FreePinned(nint memory) => Free(memory);

    /// <inheritdoc/>
    public nint LoadModule(ReadOnlySpan<byte> image)
    {
        // Tests may give the same large image for many functions.
        string hash = Convert.ToHexString(SHA256.HashData(image));
        if (!_modules.TryGetValue(hash, out nint module))
            _modules[hash] = module = Load(image);
        return module;
    }

    /// <inheritdoc/>
    public void UnloadModule(nint module)
    {
    }

    /// <inheritdoc/>
    public nint GetKernel(nint module, string name)
    {
        if (!NativeLibrary.TryGetExport(module, "emu_launch_" + name, out nint kernel))
            throw new CudaException(CudaFailure.Refused, $"The module has no kernel {name}.");
        var parameters = (delegate* unmanaged<nuint*, uint>)NativeLibrary.GetExport(module, "emu_parameters_" + name);
        var sizes = new nuint[parameters(null)];
        fixed (nuint* data = sizes)
            _ = parameters(data);
        _parameters[kernel] = [.. sizes.Select(s => (int)s)];
        return kernel;
    }

    /// <inheritdoc/>
    public nint CreateStream() => 1;

    /// <inheritdoc/>
    public void DestroyStream(nint stream)
    {
    }

    /// <inheritdoc/>
    public void Synchronize(nint stream)
    {
        if (_graphs.Capture is not null)
            throw new CudaException(CudaFailure.Refused, "A stream that is captured cannot be waited for.");
    }

    /// <inheritdoc/>
    public nint CreateEvent()
    {
        _events.Add(++_lastEvent);
        return _lastEvent;
    }

    /// <inheritdoc/>
    public void DestroyEvent(nint mark) => RequireEvent(_events.Remove(mark));

    /// <inheritdoc/>
    public void RecordEvent(nint mark, nint stream) => RequireEvent(_events.Contains(mark) && _graphs.Capture is null);

    /// <inheritdoc/>
    public void SynchronizeEvent(nint mark)
    {
    }

    /// <inheritdoc/>
    public void CopyToDevice(nint device, nint host, nint bytes, nint stream)
    {
        if (_graphs.Capture is { } graph)
            graph.Add(_graphs.CopyToDevice(device, host, bytes));
        else
            CopyToDevice(device, host, bytes);
    }

    /// <inheritdoc/>
    public void CopyToHost(nint host, nint device, nint bytes, nint stream)
    {
        if (_graphs.Capture is { } graph)
            graph.Add(_graphs.CopyToHost(host, device, bytes));
        else
            CopyToHost(host, device, bytes);
    }

    /// <inheritdoc/>
    public void CopyOnDevice(nint target, nint source, nint bytes, nint stream) => NativeMemory.Copy((void*)source, (void*)target, (nuint)bytes);

    /// <inheritdoc/>
    public void Fill(nint device, byte value, nint bytes, nint stream)
    {
        if (_graphs.Capture is { } graph)
            graph.Add(EmulatorGraphs.Fill(device, value, bytes));
        else
            Fill(device, value, bytes);
    }

    /// <inheritdoc/>
    public void Launch(nint kernel, uint grid, uint block, void** arguments, nint stream)
    {
        if (_graphs.Capture is { } graph)
            graph.Add(new EmulatedKernel(this, kernel, grid, block, arguments));
        else
            Launch(kernel, grid, block, arguments);
    }

    /// <summary>Frees everything; what was not freed before is still counted by <see cref="LiveBytes"/>.</summary>
    public void Dispose()
    {
        foreach (nint module in _modules.Values)
            NativeLibrary.Free(module);
        _modules.Clear();
    }

    /// <summary>Gives the stream something that a library does on the device.</summary>
    internal void Do(Action work)
    {
        if (_graphs.Capture is { } graph)
            graph.Add(new EmulatedAction(work));
        else
            work();
    }

    internal void CopyToDevice(nint device, nint host, nint bytes)
    {
        Copied = (Copied.ToDevice + bytes, Copied.ToHost);
        NativeMemory.Copy((void*)host, (void*)device, (nuint)bytes);
    }

    internal void CopyToHost(nint host, nint device, nint bytes)
    {
        Copied = (Copied.ToDevice, Copied.ToHost + bytes);
        NativeMemory.Copy((void*)device, (void*)host, (nuint)bytes);
    }

    internal static void Fill(nint device, byte value, nint bytes) => NativeMemory.Fill((void*)device, (nuint)bytes, value);

    internal void Launch(nint kernel, uint grid, uint block, void** arguments)
    {
        LaunchCount++;
        var launch = (delegate* unmanaged<uint, uint, uint, uint, uint, uint, int, void**, byte*>)kernel;
        byte* failure = launch(grid, 1, 1, block, 1, 1, IsReversed ? -1 : 1, arguments);
        if (failure != null)
            throw new CudaException(CudaFailure.DeviceLost, $"A kernel broke a rule of CUDA: {Marshal.PtrToStringUTF8((nint)failure)}.");
    }

    /// <summary>The sizes of a kernel's parameters.</summary>
    internal int[] ParametersOf(nint kernel) => _parameters[kernel];

    private static void RequireEvent(bool isFine)
    {
        if (!isFine)
            throw new CudaException(CudaFailure.Refused, "There is no such event, or the stream is captured.");
    }

    private static nint Load(ReadOnlySpan<byte> image)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, image);
            return NativeLibrary.Load(file);
        }
        catch (DllNotFoundException e)
        {
            throw new CudaException(CudaFailure.Refused, "The image is no library: " + e.Message, e);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
