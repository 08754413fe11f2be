namespace TensorAot.Cuda.Emulation;

/// <summary>
/// A driver whose stream runs on a thread of its own, as that of a GPU does: what it is given is done later, in order, and not before a
/// test lets it. Memory that is not pinned is read before a copy from it returns. Memory that is given back while the stream has work
/// becomes garbage at once and is freed behind that work, which must not have changed it.
/// </summary>
public sealed unsafe class DeferredDriver : ICudaDriver
{
    private const byte Garbage = 0xC3;

    private readonly EmulatorDriver _driver;
    private readonly DeferredGraphs? _graphs;
    private readonly object _gate = new();
    private readonly Queue<Action> _work = [];
    private readonly Dictionary<nint, long> _marks = [];
    private readonly Dictionary<nint, (nint Bytes, bool IsPinned)> _blocks = [];
    private readonly Thread _thread;
    private CudaException? _failure;
    private long _given, _done;
    private bool _isHeld, _isDisposed;

    /// <param name="driver">What does the work: the emulator.</param>
    public DeferredDriver(EmulatorDriver driver)
    {
        _driver = driver;
        _graphs = driver.Graphs is { } graphs ? new DeferredGraphs(this, graphs) : null;
        _thread = new Thread(Run) { IsBackground = true, Name = "the stream of a test" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public string DeviceName => _driver.DeviceName;

    /// <inheritdoc/>
    public int ComputeCapability => _driver.ComputeCapability;

    /// <inheritdoc/>
    public ICudaGraphs? Graphs => _graphs;

    /// <summary>Bytes of all memory that was not given back.</summary>
    public long LiveBytes
    {
        get
        {
            lock (_blocks)
                return _blocks.Values.Sum(b => (long)b.Bytes);
        }
    }

    /// <summary>Work that the stream was given and has not done.</summary>
    public long Waiting
    {
        get
        {
            lock (_gate)
                return _given - _done;
        }
    }

    /// <summary>The number of events that the stream was given so far: of calls that nobody waited for.</summary>
    public int RecordCount { get; private set; }

    /// <summary>Lets the stream do nothing until <see cref="Go"/>.</summary>
    public void Hold()
    {
        lock (_gate)
            _isHeld = true;
    }

    /// <summary>Lets the stream do its work.</summary>
    public void Go()
    {
        lock (_gate)
        {
            _isHeld = false;
            Monitor.PulseAll(_gate);
        }
    }

    /// <inheritdoc/>
    public void MakeCurrent() => _driver.MakeCurrent();

    /// <inheritdoc/>
    public nint Allocate(nint bytes) => Keep(_driver.Allocate, bytes, isPinned: false);

    /// <inheritdoc/>
    public void Free(nint memory) => FreeBehindWork(memory);

    /// <inheritdoc/>
    public nint AllocatePinned(nint bytes) => Keep(_driver.AllocatePinned, bytes, isPinned: true);

    /// <inheritdoc/>
    public void FreePinned(nint memory) => FreeBehindWork(memory);

    /// <inheritdoc/>
    public nint LoadModule(ReadOnlySpan<byte> image) => _driver.LoadModule(image);

    /// <inheritdoc/>
    public void UnloadModule(nint module) => _driver.UnloadModule(module);

    /// <inheritdoc/>
    public nint GetKernel(nint module, string name) => _driver.GetKernel(module, name);

    /// <inheritdoc/>
    public nint CreateStream() => _driver.CreateStream();

    /// <inheritdoc/>
    public void DestroyStream(nint stream) => _driver.DestroyStream(stream);

    /// <inheritdoc/>
    public void Synchronize(nint stream)
    {
        lock (_gate)
            WaitFor(_given);
    }

    /// <inheritdoc/>
    public nint CreateEvent() => _driver.CreateEvent();

    /// <inheritdoc/>
    public void DestroyEvent(nint mark) => _driver.DestroyEvent(mark);

    /// <inheritdoc/>
    public void RecordEvent(nint mark, nint stream)
    {
        _driver.RecordEvent(mark, stream);
        lock (_gate)
        {
            _marks[mark] = _given;
            RecordCount++;
            Monitor.PulseAll(_gate);
        }
    }

    /// <inheritdoc/>
    public void SynchronizeEvent(nint mark)
    {
        lock (_gate)
            WaitFor(_marks[mark]);
    }

    /// <summary>Waits until the stream was given so many events.</summary>
    /// <param name="count">How many.</param>
    /// <param name="milliseconds">How long at most.</param>
    /// <returns>Whether it was within that time.</returns>
    public bool WaitForRecords(int count, int milliseconds = 20_000)
    {
        long end = Environment.TickCount64 + milliseconds;
        lock (_gate)
        {
            while (RecordCount < count && Environment.TickCount64 < end)
                Monitor.Wait(_gate, 10);
            return RecordCount >= count;
        }
    }

    /// <inheritdoc/>
    public void CopyToDevice(nint device, nint host, nint bytes, nint stream)
    {
        if (IsPinned(host, bytes))
        {
            Give(() => _driver.CopyToDevice(device, host, bytes, stream));
            return;
        }
        byte[] values = new ReadOnlySpan<byte>((void*)host, (int)bytes).ToArray();
        Give(() =>
        {
            fixed (byte* first = values)
                _driver.CopyToDevice(device, (nint)first, bytes, stream);
        });
    }

    /// <inheritdoc/>
    public void CopyToHost(nint host, nint device, nint bytes, nint stream) => Give(() => _driver.CopyToHost(host, device, bytes, stream));

    /// <inheritdoc/>
    public void CopyOnDevice(nint target, nint source, nint bytes, nint stream) => Give(() => _driver.CopyOnDevice(target, source, bytes, stream));

    /// <inheritdoc/>
    public void Fill(nint device, byte value, nint bytes, nint stream) => Give(() => _driver.Fill(device, value, bytes, stream));

    /// <inheritdoc/>
    public void Launch(nint kernel, uint grid, uint block, void** arguments, nint stream)
    {
        KeptArguments kept = Keep(kernel, arguments);
        Give(() => kept.Pass(pointers => _driver.Launch(kernel, grid, block, (void**)pointers, stream)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            Monitor.PulseAll(_gate);
        }
        _thread.Join();
        _driver.Dispose();
    }

    /// <summary>Gives the stream work. What fails there fails everything from then on, as an error of a kernel does.</summary>
    internal void Give(Action work)
    {
        lock (_gate)
        {
            ThrowIfFailed();
            _work.Enqueue(work);
            _given++;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>A copy of a kernel's arguments.</summary>
    internal KeptArguments Keep(nint kernel, void** arguments) => new(_driver.ParametersOf(kernel), arguments);

    private nint Keep(Func<nint, nint> allocate, nint bytes, bool isPinned)
    {
        lock (_blocks)
        {
            nint memory = allocate(bytes);
            _blocks.Add(memory, (bytes, isPinned));
            return memory;
        }
    }

    private void FreeBehindWork(nint memory)
    {
        nint bytes;
        lock (_blocks)
            bytes = _blocks.Remove(memory, out (nint Bytes, bool) block) ? block.Bytes : throw new CudaException(CudaFailure.Refused, "Memory was freed that was not allocated.");
        if (Waiting == 0)
        {
            Free(memory, bytes, isGarbage: false);
            return;
        }
        new Span<byte>((void*)memory, (int)bytes).Fill(Garbage);
        Give(() => Free(memory, bytes, isGarbage: true));
    }

    private void Free(nint memory, nint bytes, bool isGarbage)
    {
        bool isUntouched = !isGarbage || !new ReadOnlySpan<byte>((void*)memory, (int)bytes).ContainsAnyExcept(Garbage);
        lock (_blocks)
            _driver.Free(memory);
        if (!isUntouched)
            throw new CudaException(CudaFailure.DeviceLost, "The stream wrote to memory that was freed.");
    }

    private bool IsPinned(nint host, nint bytes)
    {
        lock (_blocks)
            return _blocks.Any(b => b.Value.IsPinned && host >= b.Key && host + bytes <= b.Key + b.Value.Bytes);
    }

    private void WaitFor(long number)
    {
        while (_done < number && _failure is null)
            Monitor.Wait(_gate);
        ThrowIfFailed();
    }

    private void ThrowIfFailed()
    {
        if (_failure is not null)
            throw new CudaException(CudaFailure.DeviceLost, _failure.Message, _failure);
    }

    private void Run()
    {
        while (Next() is { } work)
        {
            CudaException? failure = null;
            try
            {
                work();
            }
            catch (CudaException e)
            {
                failure = e;
            }
            lock (_gate)
            {
                _failure ??= failure;
                _done++;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private Action? Next()
    {
        lock (_gate)
        {
            while ((_isHeld || _work.Count == 0) && !_isDisposed)
                Monitor.Wait(_gate);
            return _work.TryDequeue(out Action? work) ? work : null;
        }
    }
}

/// <summary>The arguments of a kernel that is launched later.</summary>
internal sealed unsafe class KeptArguments
{
    private readonly ulong[] _values;

    /// <param name="sizes">The size of each.</param>
    /// <param name="arguments">A pointer to each.</param>
    public KeptArguments(int[] sizes, void** arguments)
    {
        _values = new ulong[sizes.Length];
        for (int i = 0; i < sizes.Length; i++)
            fixed (ulong* value = &_values[i])
                Buffer.MemoryCopy(arguments[i], value, sizeof(ulong), sizes[i]);
    }

    /// <summary>Passes a pointer to the pointers on.</summary>
    public void Pass(Action<nint> use)
    {
        fixed (ulong* first = _values)
        {
            void** pointers = stackalloc void*[_values.Length + 1];
            for (int i = 0; i < _values.Length; i++)
                pointers[i] = first + i;
            use((nint)pointers);
        }
    }
}
