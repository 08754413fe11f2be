using System.Runtime.InteropServices;

namespace TensorAot.Cuda;

/// <summary>
/// A plan with memory on its device and its kernels' arguments laid out, so that a call allocates nothing: it copies the inputs' block
/// through pinned memory, launches, and copies the outputs' block back, of which the first word says whether a check failed.
/// </summary>
internal sealed unsafe class RunnablePlan : IDisposable
{
    private const string LostUpdates = " The shared state that the function updates is again what it was when it last was on the CPU.";

    private readonly CudaPlan _plan;
    private readonly FunctionOnDevice _function;
    private readonly DeviceBlock _memory;
    private readonly PinnedBlock _staging;
    private readonly LaunchList _launches;
    private readonly StateMirror?[] _states;

    public RunnablePlan(CudaPlan plan, FunctionOnDevice function)
    {
        (_plan, _function) = (plan, function);
        nint inputs = plan.BytesOf(CudaRegion.Inputs), outputs = plan.BytesOf(CudaRegion.Outputs);
        _states = new StateMirror?[plan.UpdatesState.Count];
        _memory = new DeviceBlock(Device, inputs + outputs + plan.BytesOf(CudaRegion.Workspace));
        try
        {
            _staging = new PinnedBlock(Device, inputs + outputs);
            _launches = new LaunchList(plan, Locate, name => function.Kernel(name, plan.IsWide));
            foreach (nint ticket in plan.Tickets)
                Driver.Fill(_memory.Address + inputs + outputs + ticket, 0, sizeof(uint), Device.Stream);
        }
        catch
        {
            _memory.Dispose();
            _staging?.Dispose();
            throw;
        }
    }

    public Device Device => _function.Device;

    public ReadOnlySpan<int> Sizes => _plan.Sizes;

    private ICudaDriver Driver => Device.Driver;

    private nint OutputsStart => _plan.BytesOf(CudaRegion.Inputs);

    /// <summary>The inputs' pinned memory.</summary>
    public Span<byte> Input(int index) => Staged(_plan.Inputs[index].Offset, OutputsStart);

    /// <summary>The results' pinned memory.</summary>
    public ReadOnlySpan<byte> Output(int index) => Staged(OutputsStart + _plan.Outputs[index].Offset, OutputsStart + _plan.BytesOf(CudaRegion.Outputs));

    /// <summary>Says which shared state the next run works on.</summary>
    public void Bind(ReadOnlySpan<Expr> states)
    {
        for (int i = 0; i < _states.Length; i++)
        {
            StateMirror mirror = StateMirror.Of((ISharedValues)states[i], Device);
            _launches.SetState(i, mirror.Address);
            _states[i] = mirror;
        }
    }

    /// <summary>Runs everything and waits for it.</summary>
    /// <exception cref="DeviceException">The device failed.</exception>
    public void Run()
    {
        int launch = -1;
        try
        {
            foreach (StateMirror? state in _states)
                state!.Send();
            if (OutputsStart > 0)
                Driver.CopyToDevice(_memory.Address, _staging.Address, OutputsStart, Device.Stream);
            if (_plan.Checks.Count > 0)
                Driver.Fill(_memory.Address + OutputsStart, 0, sizeof(uint), Device.Stream);
            for (launch = 0; launch < _launches.Count; launch++)
                _launches.Launch(launch, Driver, Device.Stream);
            Driver.CopyToHost(_staging.Address + OutputsStart, _memory.Address + OutputsStart, _plan.BytesOf(CudaRegion.Outputs), Device.Stream);
            Driver.Synchronize(Device.Stream);
        }
        catch (CudaException e)
        {
            DeviceException failure = Device.Failure(_function.Function.Name, launch >= 0 && launch < _launches.Count ? _plan.Launches[launch].Expression : null, e);
            throw launch > 0 && GiveUpUpdates() ? new DeviceException(failure.Message + LostUpdates, e) : failure;
        }
        if (_plan.Checks.Count > 0 && *(uint*)(_staging.Address + OutputsStart) is > 0 and var check)
            Fail(_plan.Checks[(int)check - 1]);
        for (int i = 0; i < _states.Length; i++)
            if (_plan.UpdatesState[i])
                _states[i]!.HasChanged();
    }

    /// <summary>Forgets the state of the last call, which may be garbage from now on.</summary>
    public void Release() => Array.Clear(_states);

    public void Dispose()
    {
        _memory.Dispose();
        _staging.Dispose();
        _launches.Dispose();
    }

    /// <summary>
    /// After a failure in the middle of a call: state that the function updates may be half new, so the CPU's copy counts. False where
    /// that needs no saying.
    /// </summary>
    private bool GiveUpUpdates()
    {
        if (Device.IsLost || !_plan.UpdatesState.Contains(true))
            return false;
        for (int i = 0; i < _states.Length; i++)
            if (_plan.UpdatesState[i])
                _states[i]!.Dispose();
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
                (CudaMemory memory, nint bytes) = (check.Values[i].Memory, check.Values[i].Bytes);
                host[i] = (nint)NativeMemory.Alloc((nuint)bytes + 1);
                Read(host[i], memory.Region == CudaRegion.State ? _states[memory.StateIndex]!.Address + memory.Offset : Locate(memory), bytes);
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

    private nint Locate(CudaMemory memory) => _memory.Address + memory.Offset + memory.Region switch
    {
        CudaRegion.Inputs => 0,
        CudaRegion.Outputs => OutputsStart,
        _ => OutputsStart + _plan.BytesOf(CudaRegion.Outputs),
    };

    private Span<byte> Staged(nint start, nint end) => new((void*)(_staging.Address + start), (int)Math.Min(end - start, int.MaxValue));
}
