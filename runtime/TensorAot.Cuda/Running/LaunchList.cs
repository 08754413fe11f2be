using System.Runtime.InteropServices;

namespace TensorAot.Cuda;

/// <summary>Kernels with their arguments in native memory, as a driver takes them: a pointer to eight bytes for each argument.</summary>
internal sealed unsafe class LaunchList : IDisposable
{
    private readonly (nint Kernel, uint Grid, uint Block, int First)[] _launches;
    private readonly List<(int Argument, int State, nint Offset)> _stateArguments = [];
    private readonly ulong* _values;
    private readonly void** _pointers;

    /// <param name="launches">The launches.</param>
    /// <param name="locate">Where memory lies that is not shared state.</param>
    /// <param name="kernel">Finds a kernel.</param>
    public LaunchList(IReadOnlyList<CudaLaunch> launches, Func<CudaMemory, nint> locate, Func<string, nint> kernel)
    {
        int count = launches.Sum(l => l.Arguments.Length);
        _launches = new (nint, uint, uint, int)[launches.Count];
        int next = 0;
        for (int i = 0; i < _launches.Length; i++)
        {
            CudaLaunch launch = launches[i];
            if (launch.Grid > int.MaxValue)
                throw new CudaException(CudaFailure.Refused, $"{launch.Expression} needs {launch.Grid} blocks of threads, and a launch has {int.MaxValue} at most.");
            _launches[i] = (kernel(launch.Kernel), (uint)launch.Grid, launch.BlockSize, next);
            next += launch.Arguments.Length;
        }
        // Nothing throws from here on.
        _values = (ulong*)NativeMemory.Alloc((nuint)count + 1, sizeof(ulong));
        _pointers = (void**)NativeMemory.Alloc((nuint)count + 1, (nuint)sizeof(void*));
        next = 0;
        foreach (CudaArgument argument in launches.SelectMany(l => l.Arguments))
        {
            if (argument is { IsMemory: true, Memory.Region: CudaRegion.State })
                _stateArguments.Add((next, argument.Memory.StateIndex, argument.Memory.Offset));
            // An argument of 32 bits reads the lower half.
            _values[next] = (ulong)(argument.IsMemory ? argument.Memory.Region == CudaRegion.State ? 0 : locate(argument.Memory) : argument.Size);
            _pointers[next] = _values + next;
            next++;
        }
    }

    ~LaunchList() => Free();

    public int Count => _launches.Length;

    /// <summary>Says where a shared state lies.</summary>
    public void SetState(int state, nint address)
    {
        foreach ((int argument, int each, nint offset) in _stateArguments)
            if (each == state)
                _values[argument] = (ulong)(address + offset);
    }

    /// <summary>Launches one of them.</summary>
    public void Launch(int index, ICudaDriver driver, nint stream)
    {
        (nint kernel, uint grid, uint block, int first) = _launches[index];
        driver.Launch(kernel, grid, block, _pointers + first, stream);
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.Free(_values);
        NativeMemory.Free(_pointers);
    }
}
