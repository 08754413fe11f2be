using System.ComponentModel;

namespace TensorAot.Cuda;

/// <summary>
/// What one function does for one set of sizes: where everything lies, and which kernels are launched in which order. Generated code fills
/// it once; every call with these sizes then runs it. Memory lies in one block on the device: inputs, outputs, then the workspace.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CudaPlan
{
    private const int Alignment = 256;

    /// <summary>The largest size that indices of 32 bits can count to: a block's threads may reach beyond the end.</summary>
    private const long NarrowLimit = int.MaxValue - (1 << 17);

    private readonly nint[] _ends = new nint[3];
    private readonly List<nint> _tickets = [];

    internal CudaPlan(ReadOnlySpan<int> sizes)
    {
        Sizes = sizes.ToArray();
        Failed = Place(CudaRegion.Outputs, sizeof(uint));
    }

    /// <summary>The number of the check that failed, 0 while none has: the first output.</summary>
    public CudaMemory Failed { get; }

    internal int[] Sizes { get; }

    internal List<CudaMemory> Inputs { get; } = [];

    internal List<CudaMemory> Outputs { get; } = [];

    /// <summary>For each shared state whether the function changes it.</summary>
    internal List<bool> UpdatesState { get; } = [];

    internal List<CudaLaunch> Launches { get; } = [];

    internal List<CudaCheck> Checks { get; } = [];

    /// <summary>Whether indices need 64 bits.</summary>
    internal bool IsWide { get; private set; }

    /// <summary>Places that hold 0 before the first launch.</summary>
    internal IReadOnlyList<nint> Tickets => _tickets;

    /// <summary>A parameter of the function, in their order.</summary>
    public CudaMemory Input(nint bytes) => Added(Inputs, Place(CudaRegion.Inputs, bytes));

    /// <summary>A result of the function, in their order.</summary>
    public CudaMemory Output(nint bytes) => Added(Outputs, Place(CudaRegion.Outputs, bytes));

    /// <summary>Shared state, in the order in which calls give it.</summary>
    /// <param name="isUpdated">Whether the function changes it.</param>
    public CudaMemory State(bool isUpdated)
    {
        UpdatesState.Add(isUpdated);
        return new CudaMemory(CudaRegion.State, 0, UpdatesState.Count - 1);
    }

    /// <summary>Memory for the time of a call.</summary>
    public CudaMemory Workspace(nint bytes) => Place(CudaRegion.Workspace, bytes);

    /// <summary>A counter for blocks that are done.</summary>
    public CudaMemory Ticket()
    {
        CudaMemory ticket = Workspace(sizeof(uint));
        _tickets.Add(ticket.Offset);
        return ticket;
    }

    /// <summary>A size that indices must be able to count to.</summary>
    public void Extent(nint size) => IsWide |= size > NarrowLimit;

    /// <summary>A kernel, to be launched after those before it.</summary>
    /// <param name="kernel">Its name.</param>
    /// <param name="expression">The user's expression.</param>
    /// <param name="items">The items of work.</param>
    /// <param name="itemsPerBlock">How many a block does.</param>
    /// <param name="blockSize">The threads of a block.</param>
    /// <param name="arguments">What is passed.</param>
    public void Launch(string kernel, string expression, nint items, int itemsPerBlock, int blockSize, ReadOnlySpan<CudaArgument> arguments) =>
        Launches.Add(new CudaLaunch(kernel, expression, Math.Max(1, (items + itemsPerBlock - 1) / itemsPerBlock), (uint)blockSize, arguments.ToArray()));

    /// <summary>A check, whose number is the next one: what to do with the values on the CPU when it has failed.</summary>
    public void Check(CudaMemory values, nint bytes, Action<nint> onCpu) => Check([new(values, bytes)], host => onCpu(host[0]));

    /// <summary>A check of several values at once, whose number is the next one: what to do with copies of them on the CPU when it has failed.</summary>
    public void Check(ReadOnlySpan<CudaValues> values, Action<nint[]> onCpu) => Checks.Add(new CudaCheck(values.ToArray(), onCpu));

    /// <summary>The size of a region, a multiple of the alignment.</summary>
    internal nint BytesOf(CudaRegion region) => _ends[(int)region];

    private CudaMemory Place(CudaRegion region, nint bytes)
    {
        nint offset = _ends[(int)region];
        _ends[(int)region] = checked(offset + (Math.Max(1, bytes) + Alignment - 1) / Alignment * Alignment);
        return new CudaMemory(region, offset);
    }

    private static CudaMemory Added(List<CudaMemory> list, CudaMemory memory)
    {
        list.Add(memory);
        return memory;
    }
}

/// <summary>A kernel and what it is launched with.</summary>
internal sealed record CudaLaunch(string Kernel, string Expression, nint Grid, uint BlockSize, CudaArgument[] Arguments);

/// <summary>What a check looks at, and what is done on the CPU when it has failed.</summary>
internal sealed record CudaCheck(CudaValues[] Values, Action<nint[]> OnCpu);
