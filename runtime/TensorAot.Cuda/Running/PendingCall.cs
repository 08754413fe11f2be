using TensorAot.Runtime;

namespace TensorAot.Cuda;

/// <summary>A call of a function that nobody waits for. It is made on the caller's thread, begun on another and ended on a third.</summary>
internal abstract class PendingCall
{
    private const int Waiting = 0, Begun = 1, Cancelled = 2;

    private readonly CudaFunction _function;
    private readonly Device _device;
    private readonly int[] _sizes;
    private readonly Expr[] _states;
    private readonly StateMirror[] _mirrors;
    private readonly CudaStage _stage;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _registration;
    private RunnablePlan? _plan;
    private int _phase;

    /// <exception cref="DeviceException">State could not be brought from another device.</exception>
    protected PendingCall(CudaFunction function, Device device, ReadOnlySpan<int> sizes, ReadOnlySpan<Expr> states, CudaStage stage, CancellationToken cancellation)
    {
        (_function, _device, _sizes, _states, _stage, _cancellation) = (function, device, sizes.ToArray(), states.ToArray(), stage, cancellation);
        _mirrors = _states.Length == 0 ? [] : new StateMirror[_states.Length];
        for (int i = 0; i < _states.Length; i++)
            _mirrors[i] = StateMirror.Expect((ISharedValues)_states[i], device);
        _registration = cancellation.UnsafeRegister(static call => ((PendingCall)call!).Cancel(), this);
    }

    /// <summary>Its number among the calls that the device was given.</summary>
    public long Number { get; set; }

    public CallQueue Queue => _device.Calls;

    /// <summary>Why it has failed; null while it has not.</summary>
    protected Exception? Failure { get; private set; }

    /// <summary>What stops it before it begins, and in its loops.</summary>
    protected CancellationToken Cancellation => _cancellation;

    /// <summary>Gives it to the device. When the function needs the CPU on the way, the device is waited for.</summary>
    /// <returns>Whether it is over; otherwise it is under way.</returns>
    public bool Begin()
    {
        if (Interlocked.CompareExchange(ref _phase, Begun, Waiting) != Waiting)
            return false;
        _registration.Unregister();
        try
        {
            return !Launch();
        }
        catch (Exception e)
        {
            Failure = e;
            return true;
        }
        finally
        {
            Arrive();
        }
    }

    /// <summary>Waits for the device and takes the results.</summary>
    public void End()
    {
        try
        {
            _plan!.End();
            Take(new CudaCall(_plan, isPending: true));
        }
        catch (Exception e)
        {
            Failure = e;
        }
        _plan!.Leave();
    }

    /// <summary>Says to who waits that it is over.</summary>
    public abstract void Complete();

    /// <summary>Copies the results out.</summary>
    protected abstract void Take(CudaCall call);

    /// <summary>Copies the inputs in and gives the device the call.</summary>
    /// <returns>Whether it is under way; otherwise it was waited for.</returns>
    private bool Launch()
    {
        using CudaCall call = _function.BeginInTurn(_device, _sizes, _states, isPending: true);
        _stage(call);
        LoopWatch watch = _cancellation.CanBeCanceled ? new LoopWatch(_cancellation, null) : default;
        nint address = _cancellation.CanBeCanceled ? LoopWatch.Of(ref watch) : 0;
        RunnablePlan plan = call.Plan;
        if (plan.CanOverlap)
        {
            plan.Issue(address);
            _plan = plan;
            Queue.Follow(this);
            return true;
        }
        plan.Run(address);
        Take(call);
        return false;
    }

    private void Cancel()
    {
        if (Interlocked.CompareExchange(ref _phase, Cancelled, Waiting) != Waiting)
            return;
        Arrive();
        Failure = new OperationCanceledException(_cancellation);
        Complete();
    }

    /// <summary>The shared state has not to wait for it any more.</summary>
    private void Arrive()
    {
        foreach (StateMirror mirror in _mirrors)
            mirror.HasArrived();
    }
}

/// <summary>A call with its results.</summary>
/// <typeparam name="T">What the task has of them.</typeparam>
internal sealed class PendingCall<T>(
    CudaFunction function, Device device, ReadOnlySpan<int> sizes, ReadOnlySpan<Expr> states, CudaStage stage, CudaFinish<T> finish, CancellationToken cancellation)
    : PendingCall(function, device, sizes, states, stage, cancellation)
{
    // What awaits a call must not run on the thread that ends the next one.
    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    /// <summary>What ends when the results are there.</summary>
    public Task<T> Task => _source.Task;

    public override void Complete()
    {
        if (Failure is null)
            _source.TrySetResult(_result!);
        else if (Failure is OperationCanceledException cancelled && Cancellation.IsCancellationRequested)
            _source.TrySetCanceled(cancelled.CancellationToken);
        else
            _source.TrySetException(Failure);
    }

    protected override void Take(CudaCall call) => _result = finish(call);
}
