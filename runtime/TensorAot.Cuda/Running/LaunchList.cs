using System.Runtime.InteropServices;

namespace TensorAot.Cuda;

/// <summary>
/// Launches that follow each other, with their arguments in native memory as a driver takes them: a pointer to eight bytes for each. Two
/// or more become a <see cref="LaunchGraph"/> when they are first run. Where the driver has no graphs, refuses this one or has too little
/// memory for it, they are launched one after another.
/// </summary>
internal sealed unsafe class LaunchList : IDisposable
{
    /// <summary>One launch is one call of the driver anyway.</summary>
    private const int LeastForGraph = 2;

    private readonly Device _device;
    private readonly CallCopies? _copies;
    private readonly string[] _expressions;
    private readonly bool[] _updates;
    private readonly PreparedLaunch[] _launches;
    private readonly bool[] _isStale;
    private readonly Dictionary<int, StateArguments> _states = [];
    private readonly ulong* _values;
    private readonly void** _pointers;
    private LaunchGraph? _graph;
    private bool _mayHaveGraph;

    /// <param name="launches">The launches.</param>
    /// <param name="locate">Where memory lies that is not shared state.</param>
    /// <param name="kernel">Finds a kernel.</param>
    /// <param name="device">Where they run.</param>
    /// <param name="copies">What is done around them; null for nothing.</param>
    public LaunchList(IReadOnlyList<CudaLaunch> launches, Func<CudaMemory, nint> locate, Func<string, nint> kernel, Device device, CallCopies? copies = null)
    {
        (_device, _copies) = (device, copies);
        _mayHaveGraph = launches.Count >= LeastForGraph && device.Driver.Graphs is not null && copies is not { FitGraphs: false };
        _expressions = [.. launches.Select(l => l.Expression)];
        // What follows an update is marked too.
        _updates = [.. launches.Select(l => l.Updates)];
        _launches = new PreparedLaunch[launches.Count];
        _isStale = new bool[launches.Count];
        BlasProduct?[] products = [.. launches.Select(device.Blas.Choose)];
        foreach ((CudaMemory word, CudaMemory place) in launches.Where((_, i) => products[i] is not null).SelectMany(l => l.Product!.Addresses))
            Point(locate(word), place, locate);
        nint[] kernels = [.. launches.Select((l, i) => products[i] is null ? Checked(l, kernel) : 0)];
        int most = launches.Sum(l => Math.Max(l.Arguments.Length, PreparedLaunch.ProductArguments));
        // Nothing throws from here on.
        _values = (ulong*)NativeMemory.Alloc((nuint)most + 1, sizeof(ulong));
        _pointers = (void**)NativeMemory.Alloc((nuint)most + 1, (nuint)sizeof(void*));
        int first = 0;
        for (int i = 0; i < launches.Count; i++)
        {
            CudaLaunch launch = launches[i];
            ReadOnlySpan<CudaArgument> arguments = products[i] is null ? launch.Arguments : launch.Product!.Arguments;
            for (int j = 0; j < arguments.Length; j++)
                Set(first + j, i, arguments[j], locate);
            _launches[i] = products[i] is { } product
                ? new PreparedLaunch(product, launch.Product!.AreFactorsOnDevice, _pointers + first)
                : new PreparedLaunch(kernels[i], (uint)launch.Grid, launch.BlockSize, _pointers + first);
            first += arguments.Length;
        }
    }

    ~LaunchList() => Free();

    /// <summary>Says where a shared state lies.</summary>
    public void SetState(int state, nint address)
    {
        if (!_states.TryGetValue(state, out StateArguments? arguments) || arguments.Address == address)
            return;
        arguments.Address = address;
        foreach ((nint word, nint offset) in arguments.Words)
            Point(word, address + offset);
        foreach ((int argument, int launch, nint offset) in arguments.Places)
        {
            _values[argument] = (ulong)(address + offset);
            _isStale[launch] = true;
        }
    }

    /// <summary>Gives all of them to the device's stream.</summary>
    public void Run(ref RunProgress progress)
    {
        progress.Expression = null;
        progress.MayBeAnyLaunch |= !_device.LaunchesOneByOne;
        if (Graph() is { } graph && TryLaunch(graph))
        {
            progress.HasUpdated |= _updates[^1];
            return;
        }
        _copies?.Begin(_device.Driver, _device.Stream);
        for (int i = 0; i < _launches.Length; i++)
        {
            progress.Expression = _expressions[i];
            _launches[i].Run(_device);
            progress.HasUpdated |= _updates[i];
            if (_device.LaunchesOneByOne)
                _device.Driver.Synchronize(_device.Stream);
        }
        progress.Expression = null;
        _copies?.End(_device.Driver, _device.Stream);
    }

    public void Dispose()
    {
        _graph?.Dispose();
        Free();
        GC.SuppressFinalize(this);
    }

    /// <summary>The graph with the arguments of now; null where launches are by themselves.</summary>
    private LaunchGraph? Graph()
    {
        if (!_mayHaveGraph || _device.LaunchesOneByOne)
            return null;
        try
        {
            if (_graph is not null && !TryUpdate(_graph))
                Forget();
            if (_graph is null)
            {
                _graph = new LaunchGraph(_device, _device.Driver.Graphs!, _launches, _copies);
                Array.Clear(_isStale);
            }
            return _graph;
        }
        catch (CudaException e) when (e.Failure != CudaFailure.DeviceLost)
        {
            // A graph is a faster way to do the same.
            _mayHaveGraph = false;
            return null;
        }
    }

    /// <summary>Tells the graph which arguments have changed. False when it cannot take them: a product may need other kernels in other memory.</summary>
    private bool TryUpdate(LaunchGraph graph)
    {
        for (int i = 0; i < _isStale.Length; i++)
        {
            if (!_isStale[i])
                continue;
            try
            {
                graph.Update(i, _launches[i]);
            }
            catch (CudaException e) when (e.Failure == CudaFailure.Refused)
            {
                return false;
            }
            _isStale[i] = false;
        }
        return true;
    }

    /// <summary>Launches the graph. False when the device has no memory for it, which it takes at the first launch.</summary>
    private bool TryLaunch(LaunchGraph graph)
    {
        try
        {
            graph.Launch();
            return true;
        }
        catch (CudaException e) when (e.Failure == CudaFailure.OutOfMemory)
        {
            _mayHaveGraph = false;
            Forget();
            return false;
        }
    }

    private void Forget()
    {
        _graph!.Dispose();
        _graph = null;
    }

    private void Set(int place, int launch, CudaArgument argument, Func<CudaMemory, nint> locate)
    {
        bool isState = argument is { IsMemory: true, Memory.Region: CudaRegion.State };
        if (isState)
            ArgumentsOf(argument.Memory.StateIndex).Places.Add((place, launch, argument.Memory.Offset));
        // An argument of 32 bits reads the lower half.
        _values[place] = (ulong)(argument.IsMemory ? isState ? 0 : locate(argument.Memory) : argument.Size);
        _pointers[place] = _values + place;
    }

    /// <summary>Writes the address of a place, or notes that it is to be written where that is shared state.</summary>
    private void Point(nint word, CudaMemory place, Func<CudaMemory, nint> locate)
    {
        if (place.Region == CudaRegion.State)
            ArgumentsOf(place.StateIndex).Words.Add((word, place.Offset));
        else
            Point(word, locate(place));
    }

    private void Point(nint word, nint address) => _device.Driver.CopyToDevice(word, (nint)(&address), sizeof(long), _device.Stream);

    private StateArguments ArgumentsOf(int state)
    {
        if (!_states.TryGetValue(state, out StateArguments? arguments))
            _states[state] = arguments = new StateArguments();
        return arguments;
    }

    private static nint Checked(CudaLaunch launch, Func<string, nint> kernel) => launch.Grid <= int.MaxValue
        ? kernel(launch.Kernel)
        : throw new CudaException(CudaFailure.Refused, $"{launch.Expression} needs {launch.Grid} blocks of threads, and a launch has {int.MaxValue} at most.");

    private void Free()
    {
        NativeMemory.Free(_values);
        NativeMemory.Free(_pointers);
    }

    /// <summary>The arguments that are places in one shared state, the words on the device that hold such places, and where that lies.</summary>
    private sealed class StateArguments
    {
        public List<(int Argument, int Launch, nint Offset)> Places { get; } = [];

        public List<(nint Word, nint Offset)> Words { get; } = [];

        public nint Address { get; set; }
    }
}
