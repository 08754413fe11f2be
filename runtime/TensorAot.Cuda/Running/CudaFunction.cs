using System.ComponentModel;

namespace TensorAot.Cuda;

/// <summary>Lays out a function's memory and lists its launches for given sizes.</summary>
/// <param name="plan">What is filled.</param>
/// <param name="sizes">The values of its named sizes, in the order of the generated code.</param>
public delegate void CudaPlanner(CudaPlan plan, ReadOnlySpan<int> sizes);

/// <summary>Copies the inputs of a call in. For generated code.</summary>
/// <param name="call">The call.</param>
public delegate void CudaStage(CudaCall call);

/// <summary>Copies the results of a call out. For generated code.</summary>
/// <param name="call">The call, which has ended.</param>
/// <returns>What is not copied to the caller's memory.</returns>
public delegate T CudaFinish<out T>(CudaCall call);

/// <summary>A generated function as devices run it. For generated code.</summary>
/// <param name="name">The user's name for it: <c>Logistic.Sigmoid</c>.</param>
/// <param name="source">Its kernels in CUDA C, which compute indices in a type <c>Index</c>.</param>
/// <param name="planner">Fills a plan.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CudaFunction(string name, string source, CudaPlanner planner)
{
    // Most programs have one device: the lookup in its table is for the others.
    private FunctionOnDevice? _last;

    // What was found out of a device is asked at every call.
    private Device? _usable, _unusable;
    private BuiltKernels? _kernels;

    /// <summary>The user's name for it.</summary>
    public string Name => name;

    /// <summary>
    /// Where a call runs: the default device. Null for the CPU: where there is no device, or where it is there by chance, and the
    /// function's kernels were neither compiled when the program was built nor can be now.
    /// </summary>
    /// <exception cref="DeviceException">What <see cref="TensorAot.Device.Default"/> throws.</exception>
    public Device? Device
    {
        get
        {
            Device? device = TensorAot.Device.Default;
            return device is null || device == _usable ? device : device == _unusable ? null : Ask(device);
        }
    }

    internal string Source => source;

    /// <summary>The kernels that were compiled with the assembly of the function.</summary>
    internal BuiltKernels Kernels
    {
        get => _kernels ??= BuiltKernels.Of(planner.Method.Module.Assembly);
        init => _kernels = value;
    }

    internal CudaPlanner Planner => planner;

    /// <summary>Begins a call, which has the device to itself until it is disposed.</summary>
    /// <param name="device">Where it runs.</param>
    /// <param name="sizes">The values of the named sizes.</param>
    /// <param name="states">The shared state that it reads or writes.</param>
    /// <exception cref="DeviceException">There is no memory for it, or the device is lost.</exception>
    /// <exception cref="ObjectDisposedException">The device was disposed.</exception>
    public CudaCall Begin(Device device, ReadOnlySpan<int> sizes, ReadOnlySpan<Expr> states)
    {
        device.WaitForTurn();
        return BeginInTurn(device, sizes, states, isPending: false);
    }

    /// <summary>Gives a device a call and does not wait for it.</summary>
    /// <param name="device">Where it runs.</param>
    /// <param name="sizes">The values of the named sizes.</param>
    /// <param name="states">The shared state that it reads or writes.</param>
    /// <param name="stage">Copies the inputs in, on another thread.</param>
    /// <param name="finish">Copies the results out, on a third.</param>
    /// <param name="cancellation">Cancels it before it begins, and in its loops.</param>
    /// <returns>What has ended when the results are copied out. It fails with what the call would throw.</returns>
    public Task<T> CallAsync<T>(Device device, ReadOnlySpan<int> sizes, ReadOnlySpan<Expr> states, CudaStage stage, CudaFinish<T> finish, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellation);
        var call = new PendingCall<T>(this, device, sizes, states, stage, finish, cancellation);
        device.Calls.Give(call);
        return call.Task;
    }

    /// <summary>Begins a call whose turn it is.</summary>
    internal CudaCall BeginInTurn(Device device, ReadOnlySpan<int> sizes, ReadOnlySpan<Expr> states, bool isPending)
    {
        foreach (Expr state in states)
            StateMirror.Leave((ISharedValues)state, device);
        while (true)
        {
            long ended = device.Calls.Ended;
            if (TryBegin(device, sizes, states) is { } plan)
                return new CudaCall(plan, isPending);
            device.Calls.WaitForEnd(ended);
        }
    }

    /// <summary>Has the device and a plan; has neither and gives null where a call has to end first.</summary>
    private RunnablePlan? TryBegin(Device device, ReadOnlySpan<int> sizes, ReadOnlySpan<Expr> states)
    {
        device.EnterInTurn(name);
        try
        {
            FunctionOnDevice function = _last is { } last && last.Device == device ? last : _last = device.Find(this);
            RunnablePlan? plan = function.PlanFor(sizes);
            plan?.Bind(states);
            if (plan is null)
                device.Exit();
            return plan;
        }
        catch (CudaException e)
        {
            DeviceException failure = device.Failure(name, null, e);
            device.Exit();
            throw failure;
        }
        catch
        {
            device.Exit();
            throw;
        }
    }

    private Device? Ask(Device device)
    {
        if (device.CanRun(this))
            return _usable = device;
        _unusable = device;
        return null;
    }

    /// <summary>What is compiled: kernels with the type of indices, of 64 bits where tensors are that large.</summary>
    internal static string Text(string source, bool wide) => $"typedef {(wide ? "long long" : "int")} Index;\n" + source;
}
