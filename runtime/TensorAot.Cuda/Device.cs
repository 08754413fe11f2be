using System.Globalization;
using TensorAot.Cuda;

namespace TensorAot;

/// <summary>
/// A GPU that functions run on. Functions of projects with <c>TensorAotCuda</c> run on <see cref="Default"/>; where that is null, on the
/// CPU. Calls on one device run one after another, from any threads, in the order in which they were made.
/// </summary>
public sealed class Device : IDisposable
{
    private readonly Lock _gate = new();
    private readonly IKernelCompiler _compiler;
    private readonly Dictionary<CudaFunction, FunctionOnDevice> _functions = [];
    private readonly List<WeakReference<StateMirror>> _mirrors = [];
    private volatile bool _isLost;
    private bool _isClosing, _isDisposed;

    /// <summary>A device of a driver and the compiler that makes its modules. Most programs have <see cref="Default"/>.</summary>
    /// <param name="driver">The driver, which is disposed with the device.</param>
    /// <param name="compiler">The compiler.</param>
    /// <param name="blas">A library for large products, which is disposed with the device; without one a kernel of ours computes them.</param>
    /// <exception cref="DeviceException">The driver refuses to make a stream.</exception>
    public Device(ICudaDriver driver, IKernelCompiler compiler, IBlas? blas = null)
    {
        ArgumentNullException.ThrowIfNull(driver);
        ArgumentNullException.ThrowIfNull(compiler);
        (Driver, _compiler, Blas, Calls, Heap) = (driver, compiler, new DeviceBlas(this, blas), new CallQueue(this), new DeviceHeap(this));
        try
        {
            driver.MakeCurrent();
            Name = driver.DeviceName;
            Stream = driver.CreateStream();
        }
        catch (CudaException e)
        {
            throw new DeviceException($"The device cannot be used: {e.Message}", e);
        }
    }

    /// <summary>
    /// Where functions run; null for the CPU. At first what the environment variable <c>TENSORAOT_DEVICE</c> says: <c>cpu</c>, <c>cuda</c>
    /// or <c>cuda:1</c> for a GPU that must be there, and without it the first GPU if there is one.
    /// </summary>
    /// <exception cref="DeviceException">The variable asks for a GPU, and <see cref="Open(int)"/> fails.</exception>
    public static Device? Default
    {
        get => DefaultDevice.Get();
        set => DefaultDevice.Set(value);
    }

    /// <summary>
    /// Why <see cref="Default"/> has found no GPU, or why functions run on the CPU whose kernels were not compiled when the program was
    /// built: the compiler is missing. Null when nothing was asked for or all is there.
    /// </summary>
    public static string? Missing => DefaultDevice.Missing;

    /// <summary>What the device calls itself.</summary>
    public string Name { get; }

    /// <summary>
    /// Why a kernel of ours computes large products; null when the library cuBLAS does, or there was none yet. It is looked for when a
    /// product is first large enough for it.
    /// </summary>
    public string? MissingBlas => Blas.Missing;

    /// <summary>
    /// Whether cuBLAS may round floats to TF32 (10 bits behind the point instead of 23) before it multiplies them, which is several times
    /// as fast. False unless the environment variable <c>TENSORAOT_TF32</c> is 1.
    /// </summary>
    public bool AllowTf32 { get; set; } = Environment.GetEnvironmentVariable("TENSORAOT_TF32") == "1";

    /// <summary>
    /// Whether each kernel is launched by itself and waited for, so that a failure names the expression: slower, and for finding out.
    /// Otherwise a call is one CUDA graph where it can be. False unless the environment variable <c>TENSORAOT_CUDA_GRAPHS</c> is 0.
    /// </summary>
    public bool LaunchesOneByOne { get; set; } = Environment.GetEnvironmentVariable("TENSORAOT_CUDA_GRAPHS") == "0";

    internal ICudaDriver Driver { get; }

    internal DeviceBlas Blas { get; }

    /// <summary>What it was given without waiting for it.</summary>
    internal CallQueue Calls { get; }

    /// <summary>Its memory.</summary>
    internal DeviceHeap Heap { get; }

    /// <summary>Whether nobody has asked for this device, so that functions that it cannot run stay on the CPU and do not fail.</summary>
    internal bool IsByChance { get; init; }

    /// <summary>Whether it refuses everything.</summary>
    internal bool IsLost => _isLost;

    /// <summary>Whether what it had was given back.</summary>
    internal bool IsDisposed => _isDisposed;

    internal nint Stream { get; }

    /// <summary>The GPU of a number, from 0 in the order of CUDA.</summary>
    /// <param name="index">The number.</param>
    /// <returns>The device, to be disposed by the caller.</returns>
    /// <remarks>
    /// NVRTC, which compiles kernels, is loaded by the first function whose kernels were not compiled when the program was built; without
    /// it that call throws. What it compiles is kept on disk: docs/gpu.md.
    /// </remarks>
    /// <exception cref="DeviceException">There is no such GPU, or its driver is not installed; the message says what to install.</exception>
    public static Device Open(int index = 0) => Open(index, isByChance: false);

    internal static Device Open(int index, bool isByChance)
    {
        try
        {
            var driver = new DirectDriver(index, DriverApi.Instance);
            string version = driver.Version.ToString(CultureInfo.InvariantCulture);
            string? cache = Environment.GetEnvironmentVariable(CacheFolder.Variable);
            return new Device(driver, new OnDemandCompiler(() => CacheFolder.Cached(new NvrtcCompiler(), version, cache)), new DirectBlas()) { IsByChance = isByChance };
        }
        catch (CudaException e)
        {
            throw new DeviceException(e.Message, e);
        }
    }

    /// <summary>
    /// Gives back all memory, after calls that are under way have ended and shared state has moved to the CPU. Functions can be called on
    /// it no more; tasks of calls that have not begun fail with <see cref="ObjectDisposedException"/>.
    /// </summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isClosing || _isDisposed)
                return;
            _isClosing = true;
        }
        DefaultDevice.Forget(this);
        Calls.WaitForAll();
        lock (_gate)
        {
            _isClosing = false;
            try
            {
                if (!_isLost)
                    GiveBack();
            }
            finally
            {
                _isDisposed = true;
                Driver.Dispose();
            }
        }
    }

    /// <summary>
    /// Makes calls without keeping the caller: they wait for the device on a thread of the pool. What is given to one device, here and by
    /// functions whose names end in <c>Async</c>, is begun in the order in which it is given, and such calls end before the next begin.
    /// They must not wait for tasks of what was given to the device after them.
    /// </summary>
    /// <param name="calls">Calls of functions whose tensors lie on this device, or that run on <see cref="Default"/>.</param>
    /// <param name="cancellation">Cancels what has not begun; a call that has begun is stopped by a token of its own.</param>
    /// <returns>What ends when the calls have, with their exception if they throw one.</returns>
    public Task RunAsync(Action calls, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(calls);
        return Calls.RunAsync(
            () =>
            {
                calls();
                return true;
            },
            cancellation);
    }

    /// <inheritdoc cref="RunAsync(Action, CancellationToken)"/>
    /// <typeparam name="T">What the calls give.</typeparam>
    public Task<T> RunAsync<T>(Func<T> calls, CancellationToken cancellation = default) => Calls.RunAsync(calls, cancellation);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private void GiveBack()
    {
        Driver.MakeCurrent();
        foreach (StateMirror mirror in Mirrors())
            mirror.Return();
        foreach (FunctionOnDevice function in _functions.Values)
            function.Dispose();
        Blas.Dispose();
        Heap.FreeAll();
        Driver.DestroyStream(Stream);
    }

    /// <summary>Waits until all calls have begun that were given before, unless the caller has the device.</summary>
    internal void WaitForTurn()
    {
        if (!_gate.IsHeldByCurrentThread)
            Calls.WaitForTurn();
    }

    /// <summary>Waits for other threads' calls, and for those that were given before. <see cref="Exit"/> has to follow, unless it throws.</summary>
    /// <param name="what">What is to be done, for messages: the name of a function.</param>
    internal void Enter(string what)
    {
        WaitForTurn();
        EnterInTurn(what);
    }

    /// <summary>Waits for the call of another thread. <see cref="Exit"/> has to follow, unless it throws.</summary>
    /// <param name="what">What is to be done, for messages: the name of a function.</param>
    internal void EnterInTurn(string what) => Enter(what, isEnding: false);

    /// <summary>The same for the end of a call that is under way, for which a device that is disposed waits.</summary>
    /// <param name="what">The name of the function.</param>
    internal void EnterToEnd(string what) => Enter(what, isEnding: true);

    private void Enter(string what, bool isEnding)
    {
        _gate.Enter();
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed || (_isClosing && !isEnding), this);
            if (_isLost)
                throw new DeviceException($"{what}: {Name} was lost when an earlier call failed. Dispose the device, and set Device.Default to another or to null.");
            Driver.MakeCurrent();
            Heap.Collect();
        }
        catch (CudaException e)
        {
            DeviceException failure = Failure(what, null, e);
            _gate.Exit();
            throw failure;
        }
        catch
        {
            _gate.Exit();
            throw;
        }
    }

    internal void Exit() => _gate.Exit();

    /// <summary>What the device knows of a function.</summary>
    internal FunctionOnDevice Find(CudaFunction function)
    {
        if (!_functions.TryGetValue(function, out FunctionOnDevice? found))
            _functions[function] = found = new FunctionOnDevice(function, this);
        return found;
    }

    /// <summary>Why it cannot compile, where that was asked for.</summary>
    internal string? MissingCompiler => _compiler is OnDemandCompiler { IsAsked: true } compiler ? compiler.Missing : null;

    /// <summary>Whether a function may be given to it. One that nobody has asked for is given what it has kernels for, or can compile.</summary>
    internal bool CanRun(CudaFunction function) => !IsByChance
        || function.Kernels.Have(CudaFunction.Text(function.Source, wide: false), Driver.ComputeCapability)
        || _compiler is not OnDemandCompiler { Missing: not null };

    internal byte[] Compile(string source, string name) => _compiler.Compile(source, name, Driver.ComputeCapability);

    /// <summary>State has a copy here. Callers need not have the device, as a call that is given to it says at once what it works on.</summary>
    internal void Remember(StateMirror mirror)
    {
        lock (_mirrors)
        {
            _mirrors.RemoveAll(m => !m.TryGetTarget(out _));
            _mirrors.Add(new WeakReference<StateMirror>(mirror));
        }
    }

    internal void Forget(StateMirror mirror)
    {
        lock (_mirrors)
            _mirrors.RemoveAll(m => m.TryGetTarget(out StateMirror? target) && target == mirror);
    }

    /// <summary>Says what a failure means to the user, and gives up the copies of shared state when the device has lost them.</summary>
    /// <param name="function">The function's name, or what was done.</param>
    /// <param name="expression">What was running, if it is known.</param>
    /// <param name="cause">The failure.</param>
    internal DeviceException Failure(string function, string? expression, CudaException cause)
    {
        string what = expression is null ? function : $"{function}, at '{expression}'";
        if (cause.Failure == CudaFailure.OutOfMemory)
            return new DeviceException($"{what}: {Name} has too little memory. {cause.Message}", cause);
        if (cause.Failure != CudaFailure.DeviceLost)
            return new DeviceException($"{what}: {cause.Message}", cause);
        _isLost = true;
        foreach (StateMirror mirror in Mirrors())
            mirror.Dispose();
        return new DeviceException($"{what}: {cause.Message} What was in the memory of {Name} is lost; shared state is again what it was when it last was on the CPU.", cause);
    }

    /// <summary>Gives the driver something short to do, between calls.</summary>
    /// <param name="what">What it is, for messages.</param>
    /// <param name="work">The work.</param>
    internal void Do(string what, Action<ICudaDriver> work)
    {
        Enter(what);
        try
        {
            work(Driver);
        }
        catch (CudaException e)
        {
            throw Failure(what, null, e);
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>Gives back what nobody needs any more, unless another thread has the device and will do it.</summary>
    internal void TryCollectGarbage()
    {
        if (Heap.IsClean || !_gate.TryEnter())
            return;
        try
        {
            if (!_isLost && !_isDisposed)
                Driver.MakeCurrent();
            Heap.Collect();
        }
        catch (CudaException)
        {
            // A device that has failed says so to the call that meets it next.
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>Gives up memory that only lets calls overlap.</summary>
    internal bool TryDropSpares()
    {
        bool hasDropped = false;
        foreach (FunctionOnDevice function in _functions.Values)
            hasDropped |= function.TryDropSpares();
        return hasDropped;
    }

    private StateMirror[] Mirrors()
    {
        lock (_mirrors)
            return [.. _mirrors.Select(m => m.TryGetTarget(out StateMirror? mirror) ? mirror : null).OfType<StateMirror>()];
    }
}
