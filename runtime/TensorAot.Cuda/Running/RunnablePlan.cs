using System.Runtime.InteropServices;

namespace TensorAot.Cuda;

/// <summary>
/// A plan with memory on its device and its kernels' arguments laid out, so that a call allocates nothing: it copies the inputs' block
/// through pinned memory, runs the work, and copies the outputs' block back, of which the first word says whether a check failed.
/// </summary>
internal sealed unsafe class RunnablePlan : IDisposable
{
    private const string LostUpdates = " The shared state that the function updates is again what it was when it last was on the CPU.";

    private readonly CudaPlan _plan;
    private readonly FunctionOnDevice _function;
    private readonly PlanMemory _memory;
    private readonly PlanCall _call;
    private readonly RunnableList _work;

    public RunnablePlan(CudaPlan plan, FunctionOnDevice function)
    {
        (_plan, _function) = (plan, function);
        _memory = new PlanMemory(plan, Device);
        _call = new PlanCall(plan, _memory, Device);
        try
        {
            _work = new RunnableList(plan.Work, _memory, launches => new LaunchList(launches, _memory.Locate, name => function.Kernel(name, plan.IsWide)));
            foreach (nint ticket in plan.Tickets)
                Driver.Fill(_memory.Locate(new CudaMemory(CudaRegion.Workspace, ticket)), 0, sizeof(uint), Device.Stream);
        }
        catch
        {
            _memory.Dispose();
            throw;
        }
    }

    public Device Device => _function.Device;

    public ReadOnlySpan<int> Sizes => _plan.Sizes;

    private ICudaDriver Driver => Device.Driver;

    /// <summary>The inputs' pinned memory.</summary>
    public Span<byte> Input(int index) => Pinned(_memory.PinnedInputs, _plan.Inputs[index].Offset, _memory.InputBytes);

    /// <summary>The results' pinned memory.</summary>
    public ReadOnlySpan<byte> Output(int index) => Pinned(_memory.PinnedOutputs, _plan.Outputs[index].Offset, _memory.OutputBytes);

    /// <summary>Says which shared state the next run works on.</summary>
    public void Bind(ReadOnlySpan<Expr> states)
    {
        for (int i = 0; i < states.Length; i++)
        {
            StateMirror mirror = StateMirror.Of((ISharedValues)states[i], Device);
            _work.SetState(i, mirror.Address);
            _call.States[i] = mirror;
        }
    }

    /// <summary>Runs everything and waits for it.</summary>
    /// <param name="watch">What stops the call in its loops; 0 for nothing.</param>
    /// <exception cref="DeviceException">The device failed.</exception>
    public void Run(nint watch)
    {
        _call.Begin(watch);
        try
        {
            Work();
        }
        catch (CudaException e)
        {
            DeviceException failure = Device.Failure(_function.Function.Name, _call.Expression, e);
            Settle();
            throw GiveUpUpdates() ? new DeviceException(failure.Message + LostUpdates, e) : failure;
        }
        catch (FailedCheckException)
        {
        }
        catch
        {
            // A step on the CPU has failed, or the call was stopped: as a rule before anything was updated.
            Settle();
            GiveUpUpdates();
            throw;
        }
        if (_call.Failed is { } check)
            Fail(check);
        for (int i = 0; i < _call.States.Length; i++)
            if (_plan.UpdatesState[i])
                _call.States[i]!.HasChanged();
    }

    /// <summary>Forgets the state of the last call, which may be garbage from now on.</summary>
    public void Release() => Array.Clear(_call.States);

    public void Dispose()
    {
        _memory.Dispose();
        _work.Dispose();
    }

    private void Work()
    {
        foreach (StateMirror? state in _call.States)
            state!.Send();
        if (_memory.InputBytes > 0)
            Driver.CopyToDevice(_memory.Inputs, _memory.PinnedInputs, _memory.InputBytes, Device.Stream);
        if (_plan.Checks.Count > 0)
            Driver.Fill(_memory.Outputs, 0, sizeof(uint), Device.Stream);
        _work.Run(_call);
        _call.Expression = null;
        Driver.CopyToHost(_memory.PinnedOutputs, _memory.Outputs, _memory.OutputBytes, Device.Stream);
        Driver.Synchronize(Device.Stream);
    }

    /// <summary>Waits for what a call that has failed has left, so that the next one may fill pinned memory.</summary>
    private void Settle()
    {
        try
        {
            if (!Device.IsLost)
                Driver.Synchronize(Device.Stream);
        }
        catch (CudaException)
        {
            // The call throws what came first; the next one finds out by itself.
        }
    }

    /// <summary>
    /// After a failure: once the first update has begun, the state that the function updates may be half new, so the CPU's copy counts.
    /// False before that, and where the device has lost everything.
    /// </summary>
    private bool GiveUpUpdates()
    {
        if (Device.IsLost || !_call.HasUpdated)
            return false;
        for (int i = 0; i < _call.States.Length; i++)
            if (_plan.UpdatesState[i])
                _call.States[i]!.Dispose();
        return true;
    }

    /// <summary>Throws what the check throws on the CPU, of the values that it failed for: nothing ran after it.</summary>
    private void Fail(CudaCheck check)
    {
        void* host = NativeMemory.Alloc((nuint)check.Bytes + 1);
        try
        {
            nint from = _call.Locate(check.Values);
            if (check.Values.IsPointer)
                Read((nint)(&from), from, sizeof(long));
            Read((nint)host, from, check.Bytes);
            check.OnCpu((nint)host);
            throw new DeviceException($"{_function.Function.Name}: a check failed on {Device.Name} that does not fail on the CPU. Please report it.");
        }
        finally
        {
            NativeMemory.Free(host);
        }
    }

    private void Read(nint host, nint device, nint bytes)
    {
        try
        {
            if (bytes > 0)
                Driver.CopyToHost(host, device, bytes, Device.Stream);
            Driver.Synchronize(Device.Stream);
        }
        catch (CudaException e)
        {
            throw Device.Failure(_function.Function.Name, null, e);
        }
    }

    private static Span<byte> Pinned(nint block, nint start, nint end) => new((void*)(block + start), (int)Math.Min(end - start, int.MaxValue));
}
