using System.Runtime.InteropServices;

namespace TensorAot.Cuda;

/// <summary>
/// A plan with memory on its device and its kernels' arguments laid out, so that a call allocates nothing: it copies the inputs' block
/// through pinned memory, runs the work, and copies the outputs' block back, of which the first word says whether a check failed. The copies
/// go between places that never change, so they are part of the graph where kernels are all there is, and the call is one call of the driver.
/// </summary>
internal sealed unsafe class RunnablePlan : IDisposable
{
    private const string OneByOne =
        " To find the expression that fails, set the environment variable TENSORAOT_CUDA_GRAPHS to 0: each kernel is then launched by itself and waited for.";

    private const string EarlierCall = " It may be the failure of a call before this one whose task has not ended.";

    private const string LostUpdates = " The shared state that the function updates is again what it was when it last was on the CPU.";

    private const nint SmallBytes = 16 << 20;

    private readonly CudaPlan _plan;
    private readonly FunctionOnDevice _function;
    private readonly PlanMemory _memory;
    private readonly PlanCall _call;
    private readonly RunnableList _work;

    // Null where the graph of the one segment has them.
    private readonly CallCopies? _copies;

    // The work without copies around it, where _work has them.
    private RunnableList? _bare;

    private readonly bool _needsCpu;
    private nint _mark;
    private volatile bool _isUnderWay;

    public RunnablePlan(CudaPlan plan, FunctionOnDevice function)
    {
        (_plan, _function, AllowsTf32) = (plan, function, function.Device.AllowTf32);
        _memory = new PlanMemory(plan, Device);
        _call = new PlanCall(plan, _memory, Device);
        _needsCpu = !CudaWork.Within(plan.Work).All(w => w is CudaSegment or CudaLoop { Limit: null })
            || plan.Checks.SelectMany(c => c.Values).Any(v => v.IsRead && (v.Memory.IsPointer || v.Memory.Region == CudaRegion.State));
        try
        {
            Resident = new ResidentCopies(plan, _memory);
            var copies = new CallCopies(_memory.Inputs, _memory.PinnedInputs, _memory.InputBytes, _memory.OutputBytes, plan.Checks.Count > 0);
            _copies = plan.Work is [CudaSegment] ? null : copies;
            _work = Layout(_copies is null ? copies : null);
            foreach (nint ticket in plan.Tickets)
                Driver.Fill(InWorkspace(ticket), 0, sizeof(uint), Device.Stream);
            foreach ((nint offset, ulong bits) in plan.Constants)
                Write(InWorkspace(offset), bits);
        }
        catch
        {
            _work?.Dispose();
            _memory.Dispose();
            throw;
        }
    }

    public Device Device => _function.Device;

    public ReadOnlySpan<int> Sizes => _plan.Sizes;

    /// <summary>Whether its products may round: see <see cref="Device.AllowTf32"/>.</summary>
    public bool AllowsTf32 { get; }

    /// <summary>
    /// How many calls with these sizes may be under way, each with memory of its own: two keep the device busy where a call takes
    /// longer than the CPU takes to make the next one; small calls do not, and cost little memory.
    /// </summary>
    public int MostUnderWay => _memory.Bytes <= SmallBytes ? 4 : 2;

    /// <summary>Whether the device had no memory for another plan of these sizes.</summary>
    public bool HasNoRoomForAnother { get; set; }

    /// <summary>Whether a call has begun with it and not ended: then it is that call's alone.</summary>
    public bool IsUnderWay => _isUnderWay;

    /// <summary>
    /// Whether the device can be given the call as a whole: nothing on the way needs the CPU, and when a check fails, the values that it
    /// looked at are still there and nothing was done that must not be.
    /// </summary>
    public bool CanOverlap => !_needsCpu && !(_plan.Checks.Count > 0 && Resident.HaveResults);

    /// <summary>The tensors on the device that a call works on.</summary>
    public ResidentCopies Resident { get; }

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
            _bare?.SetState(i, mirror.Address);
            _call.States[i] = mirror;
        }
    }

    /// <summary>Runs everything and waits for it.</summary>
    /// <param name="watch">What stops the call in its loops; 0 for nothing.</param>
    /// <exception cref="DeviceException">The device failed.</exception>
    public void Run(nint watch)
    {
        Begin(watch, isWaitedFor: true);
        if (_call.Failed is { } check)
            Fail(check);
        HaveChanged();
    }

    /// <summary>Gives the device everything and does not wait: <see cref="End"/> and <see cref="Leave"/> follow.</summary>
    /// <param name="watch">What stops the call in its loops; 0 for nothing.</param>
    /// <exception cref="DeviceException">The device failed.</exception>
    public void Issue(nint watch)
    {
        Begin(watch, isWaitedFor: false);
        // Whoever looks at the state now waits for the stream. A check that fails leaves it as it was, and valid.
        HaveChanged();
        _isUnderWay = true;
    }

    /// <summary>Waits for what <see cref="Issue"/> has given. The caller does not have the device: others may give it more meanwhile.</summary>
    /// <exception cref="DeviceException">The device failed.</exception>
    public void End()
    {
        CudaException? failure = null;
        try
        {
            Driver.MakeCurrent();
            Driver.SynchronizeEvent(_mark);
        }
        catch (CudaException e)
        {
            failure = e;
        }
        if (failure is null && !Device.IsLost && _call.Failed is null && !_call.HasLostState)
            return;
        Device.EnterToEnd(_function.Function.Name);
        try
        {
            if (failure is not null)
                throw Explain(failure);
            if (_call.HasLostState)
                throw new DeviceException($"{_function.Function.Name}: the shared state that it works on was given up when another call failed.");
            if (_call.Failed is { } check)
                Fail(check);
        }
        finally
        {
            Device.Exit();
        }
    }

    /// <summary>The call is over, and its results were read: the next one may have the plan.</summary>
    public void Leave()
    {
        Release();
        _isUnderWay = false;
    }

    /// <summary>Forgets the state of the last call, which may be garbage from now on.</summary>
    public void Release()
    {
        Array.Clear(_call.States);
        Resident.Clear();
    }

    public void Dispose()
    {
        if (_mark != 0 && !Device.IsLost)
            Driver.DestroyEvent(_mark);
        _memory.Dispose();
        _work.Dispose();
        _bare?.Dispose();
    }

    private void Begin(nint watch, bool isWaitedFor)
    {
        _call.Begin(watch);
        try
        {
            if (!isWaitedFor && _mark == 0)
                _mark = Driver.CreateEvent();
            Work();
            if (isWaitedFor)
                Driver.Synchronize(Device.Stream);
            else
                Driver.RecordEvent(_mark, Device.Stream);
        }
        catch (CudaException e)
        {
            throw Explain(e);
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
    }

    private void HaveChanged()
    {
        for (int i = 0; i < _call.States.Length; i++)
            if (_plan.UpdatesState[i])
                _call.States[i]!.HasChanged();
    }

    private void Work()
    {
        foreach (StateMirror? state in _call.States)
            state!.Send();
        if (Resident.AreWanted)
        {
            WorkOnResident();
        }
        else
        {
            _copies?.Begin(Driver, Device.Stream);
            _work.Run(_call);
            _call.Expression = null;
            _copies?.End(Driver, Device.Stream);
        }
    }

    /// <summary>Results on the device are not touched when a check has failed.</summary>
    private void WorkOnResident()
    {
        Resident.Begin(Driver, Device.Stream);
        Bare().Run(_call);
        _call.Expression = null;
        if (Resident.HaveResults && _plan.Checks.Count > 0)
            _call.Wait();
        else if (_plan.Checks.Count > 0)
            _call.ReadFailed();
        Resident.End(Driver, Device.Stream);
    }

    private RunnableList Bare()
    {
        if (_copies is not null)
            return _work;
        if (_bare is null)
        {
            _bare = Layout(null);
            for (int i = 0; i < _call.States.Length; i++)
                _bare.SetState(i, _call.States[i]!.Address);
        }
        return _bare;
    }

    private RunnableList Layout(CallCopies? copies) =>
        new(_plan.Work, _memory, launches => new LaunchList(launches, _memory.Locate, name => _function.Kernel(name, _plan.IsWide), Device, copies));

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

    /// <summary>A failure of a run for the user.</summary>
    private DeviceException Explain(CudaException cause)
    {
        RunProgress progress = _call.Progress;
        DeviceException failure = Device.Failure(_function.Function.Name, progress.Expression, cause);
        Settle();
        // What goes wrong on the device is seen when it is waited for, and a graph is one call.
        bool mayBeAnother = progress.Expression is null ? cause.Failure != CudaFailure.OutOfMemory : cause.Failure == CudaFailure.DeviceLost;
        string more = (progress.MayBeAnyLaunch && mayBeAnother ? OneByOne : "") + (GiveUpUpdates() ? LostUpdates : "")
            + (!IsUnderWay && cause.Failure == CudaFailure.DeviceLost && Device.Calls.AreUnderWay ? EarlierCall : "");
        return more.Length == 0 ? failure : new DeviceException(failure.Message + more, cause);
    }

    /// <summary>
    /// After a failure: once the first update has begun, the state that the function updates may be half new, so the CPU's copy counts.
    /// False before that, and where the device has lost everything.
    /// </summary>
    private bool GiveUpUpdates()
    {
        if (Device.IsLost || !_call.Progress.HasUpdated)
            return false;
        for (int i = 0; i < _call.States.Length; i++)
            if (_plan.UpdatesState[i])
                _call.States[i]!.GiveUp();
        return true;
    }

    /// <summary>Throws what the check throws on the CPU, of the values that it failed for: nothing ran after it.</summary>
    private void Fail(CudaCheck check)
    {
        nint[] host = new nint[check.Values.Length];
        try
        {
            for (int i = 0; i < host.Length; i++)
            {
                host[i] = (nint)NativeMemory.Alloc((nuint)check.Values[i].Bytes + 1);
                if (check.Values[i].IsRead)
                    Read(host[i], check.Values[i]);
            }
            check.OnCpu(host);
            throw new DeviceException($"{_function.Function.Name}: a check failed on {Device.Name} that does not fail on the CPU. Please report it.");
        }
        finally
        {
            foreach (nint values in host)
                NativeMemory.Free((void*)values);
        }
    }

    private void Read(nint host, in CudaOperand values)
    {
        nint from = _call.Locate(values.Memory);
        if (values.Memory.IsPointer)
            Read((nint)(&from), from, sizeof(long));
        Read(host, from, values.Bytes);
    }

    private nint InWorkspace(nint offset) => _memory.Locate(new CudaMemory(CudaRegion.Workspace, offset));

    private void Write(nint device, ulong value) => Driver.CopyToDevice(device, (nint)(&value), sizeof(ulong), Device.Stream);

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
