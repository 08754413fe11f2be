namespace TensorAot.Cuda;

/// <summary>A call of a plan under way: where it is, and what the CPU reads of the device before the end.</summary>
internal sealed unsafe class PlanCall(CudaPlan plan, PlanMemory memory, Device device)
{
    private readonly StateMirror?[] _states = new StateMirror?[plan.UpdatesState.Count];
    private readonly int[] _versions = new int[plan.UpdatesState.Count];
    private RunProgress _progress;

    public ICudaDriver Driver => device.Driver;

    public nint Stream => device.Stream;

    /// <summary>The shared state that it works on.</summary>
    public StateMirror?[] States => _states;

    /// <summary>How far it has come.</summary>
    public ref RunProgress Progress => ref _progress;

    /// <summary>The user's expression that is run; null for none.</summary>
    public string? Expression
    {
        get => _progress.Expression;
        set => _progress.Expression = value;
    }

    /// <summary>What stops the call in its loops; 0 for nothing.</summary>
    public nint Watch { get; private set; }

    /// <summary>The check that has failed, as far as it was read; null for none.</summary>
    public CudaCheck? Failed => plan.Checks.Count > 0 && *(uint*)memory.PinnedOutputs is > 0 and var check ? plan.Checks[(int)check - 1] : null;

    /// <summary>Whether shared state that it works on was given up since it began, as another call has failed.</summary>
    public bool HasLostState
    {
        get
        {
            for (int i = 0; i < _states.Length; i++)
                if (_states[i]!.Version != _versions[i])
                    return true;
            return false;
        }
    }

    /// <summary>Begins it.</summary>
    public void Begin(nint watch)
    {
        (_progress, Watch) = (default, watch);
        for (int i = 0; i < _states.Length; i++)
            _versions[i] = _states[i]!.Version;
    }

    /// <summary>Where a place lies on the device.</summary>
    public nint Locate(CudaMemory place) =>
        place.Region == CudaRegion.State ? _states[place.StateIndex]!.Address + place.Offset : memory.Locate(place);

    /// <summary>Waits for all work so far and reads a value.</summary>
    /// <exception cref="FailedCheckException">A check has failed.</exception>
    public T Read<T>(CudaMemory value)
        where T : unmanaged
    {
        Driver.CopyToHost(memory.Words, Locate(value), sizeof(T), Stream);
        Wait();
        return *(T*)memory.Words;
    }

    /// <summary>Reads where a loop points to, which <see cref="Pointer"/> gives after the next <see cref="Wait"/>.</summary>
    /// <param name="place">Where the pointer lies.</param>
    /// <param name="number">Its number among those that are read together.</param>
    public void ReadPointer(CudaMemory place, int number) => Driver.CopyToHost((nint)(Word(number)), memory.Locate(place), sizeof(long), Stream);

    /// <summary>A pointer that was read.</summary>
    public nint Pointer(int number) => (nint)(*Word(number));

    /// <summary>Waits for all work so far.</summary>
    /// <exception cref="FailedCheckException">A check has failed.</exception>
    public void Wait()
    {
        if (plan.Checks.Count > 0)
            ReadFailed();
        Driver.Synchronize(Stream);
        if (Failed is not null)
            throw new FailedCheckException();
    }

    /// <summary>Reads which check has failed, for <see cref="Failed"/> once the stream is there.</summary>
    public void ReadFailed() => Driver.CopyToHost(memory.PinnedOutputs, memory.Outputs, sizeof(uint), Stream);

    private long* Word(int number) => (long*)memory.Words + 1 + number;
}

/// <summary>Ends a call in the middle: a check has failed, and nothing behind it has an effect.</summary>
internal sealed class FailedCheckException : Exception;
