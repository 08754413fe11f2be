namespace TensorAot.Cuda;

/// <summary>
/// What a device was given without waiting for it. Calls are begun in the order in which they were given, by one thread of the pool at a
/// time; another one waits for those that are under way and ends them, in the same order, so that the device has the next call before it
/// is done with the last.
/// </summary>
internal sealed class CallQueue : IThreadPoolWorkItem
{
    private readonly Device _device;

    // Monitor, as threads wait for its changes. Taken inside the device's gate, never around it.
    private readonly object _gate = new();
    private readonly ConcurrentExclusiveSchedulerPair _turns = new();
    private readonly AsyncLocal<Block?> _block = new();
    private readonly Queue<PendingCall> _underWay = [];
    private long _given, _begun, _ended;
    private bool _isEnding;

    /// <param name="device">Whose calls they are.</param>
    public CallQueue(Device device) => _device = device;

    /// <summary>How many calls were given so far: the number of the last one.</summary>
    public long Given => Volatile.Read(ref _given);

    /// <summary>How many calls that were under way have ended.</summary>
    public long Ended => Volatile.Read(ref _ended);

    /// <summary>Whether the device has calls that have not ended.</summary>
    public bool AreUnderWay
    {
        get
        {
            lock (_gate)
                return _underWay.Count > 0;
        }
    }

    /// <summary>All calls with smaller numbers have ended.</summary>
    public long FirstOpen
    {
        get
        {
            lock (_gate)
                return _underWay.TryPeek(out PendingCall? oldest) ? oldest.Number : _begun + 1;
        }
    }

    /// <summary>Takes a call, to be begun behind those before it.</summary>
    public void Give(PendingCall call)
    {
        lock (_gate)
        {
            call.Number = ++_given;
            _ = Task.Factory.StartNew(
                static call => ((PendingCall)call!).Queue.Begin((PendingCall)call), call, CancellationToken.None,
                TaskCreationOptions.DenyChildAttach | TaskCreationOptions.HideScheduler, _turns.ExclusiveScheduler);
        }
    }

    /// <summary>Takes calls that wait for the device, to be made behind those before them.</summary>
    public Task<T> RunAsync<T>(Func<T> calls, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(calls);
        return Task.Factory.StartNew(
            () => Inside(calls), cancellation, TaskCreationOptions.DenyChildAttach | TaskCreationOptions.HideScheduler, _turns.ExclusiveScheduler);
    }

    /// <summary>
    /// Waits until all calls that were given before have begun: what follows comes behind them in the stream. Nothing is waited for
    /// within what <see cref="RunAsync"/> runs, as that has its turn.
    /// </summary>
    public void WaitForTurn()
    {
        if (Volatile.Read(ref _begun) == Given || _block.Value is { IsOver: false })
            return;
        lock (_gate)
            for (long last = _given; _begun < last;)
                Monitor.Wait(_gate);
    }

    /// <summary>Waits until a call ends.</summary>
    /// <param name="ended">What <see cref="Ended"/> was when it was found that one has to.</param>
    public void WaitForEnd(long ended)
    {
        lock (_gate)
            while (_ended == ended && _underWay.Count > 0)
                Monitor.Wait(_gate);
    }

    /// <summary>Waits until no call is under way.</summary>
    public void WaitForAll()
    {
        lock (_gate)
            while (_underWay.Count > 0)
                Monitor.Wait(_gate);
    }

    /// <summary>A call is under way: it is ended when the device is done with it. Comes in the order of the stream.</summary>
    public void Follow(PendingCall call)
    {
        lock (_gate)
        {
            _underWay.Enqueue(call);
            if (_isEnding)
                return;
            _isEnding = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Ends the calls that are under way.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        while (Oldest() is { } call)
        {
            call.End();
            lock (_gate)
            {
                _underWay.Dequeue();
                _ended++;
                Monitor.PulseAll(_gate);
            }
            _device.TryCollectGarbage();
            call.Complete();
        }
    }

    private PendingCall? Oldest()
    {
        lock (_gate)
        {
            if (_underWay.TryPeek(out PendingCall? oldest))
                return oldest;
            _isEnding = false;
            return null;
        }
    }

    private void Begin(PendingCall call)
    {
        bool isOver = call.Begin();
        lock (_gate)
        {
            _begun++;
            Monitor.PulseAll(_gate);
        }
        if (isOver)
            call.Complete();
    }

    private T Inside<T>(Func<T> calls)
    {
        var block = new Block();
        _block.Value = block;
        try
        {
            return calls();
        }
        finally
        {
            block.IsOver = true;
        }
    }

    /// <summary>Calls that have their turn. Threads that they start know it too.</summary>
    private sealed class Block
    {
        private volatile bool _isOver;

        public bool IsOver
        {
            get => _isOver;
            set => _isOver = value;
        }
    }
}
