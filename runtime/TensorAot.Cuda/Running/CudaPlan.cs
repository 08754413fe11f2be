using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace TensorAot.Cuda;

/// <summary>
/// What one function does for one set of sizes: where everything lies, and a tree of work: kernels in the order of their launches, loops
/// and branches around them, steps on the CPU between them. Generated code fills it once; every call with these sizes then runs it.
/// Memory lies in one block on the device: inputs, outputs, then the workspace.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CudaPlan
{
    private const int Alignment = 256;

    /// <summary>The largest size that indices of 32 bits can count to: a block's threads may reach beyond the end.</summary>
    private const long NarrowLimit = int.MaxValue - (1 << 17);

    private readonly nint[] _ends = new nint[3];
    private readonly List<nint> _tickets = [];
    private readonly List<(nint, ulong)> _constants = [];
    private readonly Stack<List<CudaWork>> _open = new([[]]);
    private bool _updates;

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

    internal List<nint> InputBytes { get; } = [];

    internal List<nint> OutputBytes { get; } = [];

    /// <summary>For each shared state whether the function changes it.</summary>
    internal List<bool> UpdatesState { get; } = [];

    /// <summary>What a call does, in order.</summary>
    internal IReadOnlyList<CudaWork> Work => _open.Peek();

    internal List<CudaCheck> Checks { get; } = [];

    /// <summary>Whether indices need 64 bits.</summary>
    internal bool IsWide { get; private set; }

    /// <summary>Places that hold 0 before the first launch.</summary>
    internal IReadOnlyList<nint> Tickets => _tickets;

    /// <summary>Numbers that lie in the workspace from the beginning, in the lower bytes of eight.</summary>
    internal IReadOnlyList<(nint Offset, ulong Bits)> Constants => _constants;

    /// <summary>A parameter of the function, in their order.</summary>
    public CudaMemory Input(nint bytes) => Added(Inputs, InputBytes, CudaRegion.Inputs, bytes);

    /// <summary>A result of the function, in their order.</summary>
    public CudaMemory Output(nint bytes) => Added(Outputs, OutputBytes, CudaRegion.Outputs, bytes);

    /// <summary>Shared state, in the order in which calls give it.</summary>
    /// <param name="isUpdated">Whether the function changes it.</param>
    public CudaMemory State(bool isUpdated)
    {
        UpdatesState.Add(isUpdated);
        return new CudaMemory(CudaRegion.State, 0, UpdatesState.Count - 1);
    }

    /// <summary>Memory for the time of a call.</summary>
    public CudaMemory Workspace(nint bytes) => Place(CudaRegion.Workspace, bytes);

    /// <summary>What a loop points to: memory for the pointer.</summary>
    public CudaMemory Pointer() => new(CudaRegion.Workspace, Workspace(sizeof(long)).Offset, isPointer: true);

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
    /// <param name="product">The product that the kernel computes and that a library may do instead; null when it is for the kernel.</param>
    public void Launch(string kernel, string expression, nint items, int itemsPerBlock, int blockSize, ReadOnlySpan<CudaArgument> arguments, CudaProduct? product = null)
    {
        if (_open.Peek() is not [.., CudaSegment segment])
            _open.Peek().Add(segment = new CudaSegment([]));
        segment.Launches.Add(new CudaLaunch(kernel, expression, Math.Max(1, (items + itemsPerBlock - 1) / itemsPerBlock), (uint)blockSize, arguments.ToArray(), product, _updates));
    }

    /// <summary>A product of matrices of floats or doubles, [m, k] by [k, n] into dense [m, n], or a batch of them.</summary>
    /// <param name="left">A.</param>
    /// <param name="right">B.</param>
    /// <param name="target">C, which becomes alpha A B + beta C.</param>
    /// <param name="m">The rows of A.</param>
    /// <param name="n">The columns of B.</param>
    /// <param name="k">The columns of A.</param>
    /// <param name="batch">The extents of the batch axes, outermost first.</param>
    /// <param name="alpha">A number of the element type.</param>
    /// <param name="beta">A number of the element type; where it is 0, C is not read.</param>
    /// <returns>Null when the product is for our own kernel.</returns>
    public CudaProduct? Product<T>(
        CudaMatrix left, CudaMatrix right, CudaMemory target, nint m, nint n, nint k, ReadOnlySpan<nint> batch, CudaFactor alpha, CudaFactor beta)
        where T : unmanaged
    {
        if (alpha.IsPointer || beta.IsPointer || BlasLayout.Of(typeof(T) == typeof(double), left, right, m, n, k, batch) is not { } shape)
            return null;
        // Where a loop points to is known on the device only; a library finds the addresses there, but adds nothing to them.
        shape = shape with { IsIndirect = left.Memory.IsPointer || right.Memory.IsPointer || target.IsPointer };
        if (shape.IsIndirect && (shape.Batch > 1 || left is { Memory.IsPointer: true, Offset: not 0 } || right is { Memory.IsPointer: true, Offset: not 0 }))
            return null;
        nint bytes = m * n * shape.Batch * Unsafe.SizeOf<T>();
        if (NeedsGuard(target, bytes, shape.IsIndirect))
            return null;
        // A library takes both factors from the device or none.
        bool areOnDevice = alpha.IsOnDevice || beta.IsOnDevice;
        var addresses = new List<(CudaMemory, CudaMemory)>();
        CudaArgument Operand(CudaMemory place) => shape.IsIndirect ? AddressOf(place, addresses) : place;
        return new CudaProduct(
            shape, target, bytes, areOnDevice, Operand(Element<T>(left)), Operand(Element<T>(right)), Operand(target),
            areOnDevice ? OnDevice(alpha) : alpha.Argument, areOnDevice ? OnDevice(beta) : beta.Argument)
        {
            Addresses = addresses,
        };
    }

    /// <summary>Says that from here on shared state is written; nothing behind it fails but for the device.</summary>
    public void Updates() => _updates = true;

    /// <summary>Steps on the CPU, which wait for all work before them.</summary>
    /// <param name="expression">The user's expression.</param>
    /// <param name="operands">What they work on.</param>
    /// <param name="run">Runs them.</param>
    public void OnCpu(string expression, ReadOnlySpan<CudaOperand> operands, CudaCpuRun run) => _open.Peek().Add(new CudaCpuStep(expression, operands.ToArray(), run, _updates));

    /// <summary>Begins the work that each step of a loop does, until what is returned is disposed. Kernels keep the loop's counter.</summary>
    /// <param name="expression">The user's expression.</param>
    /// <param name="count">How many steps it has.</param>
    /// <param name="watch">What a call's watch is told in each step.</param>
    public CudaScope Loop(string expression, nint count, CudaWatch watch) => Begin(new CudaLoop(expression, count, watch, null, false, []));

    /// <summary>Begins the work of a loop that may end early.</summary>
    /// <param name="expression">The user's expression.</param>
    /// <param name="count">How many steps it has at most.</param>
    /// <param name="watch">What a call's watch is told in each step.</param>
    /// <param name="limit">An int: how many steps it has.</param>
    /// <param name="changes">Whether steps change the limit: then it is looked at before each.</param>
    public CudaScope Loop(string expression, nint count, CudaWatch watch, CudaMemory limit, bool changes) =>
        Begin(new CudaLoop(expression, count, watch, limit, changes, []));

    /// <summary>Begins the work that is done when a condition holds, until what is returned is disposed.</summary>
    /// <param name="expression">The user's expression.</param>
    /// <param name="condition">A truth value.</param>
    public CudaScope When(string expression, CudaMemory condition)
    {
        var branch = new CudaBranch(expression, condition, [], []);
        _open.Peek().Add(branch);
        return Open(branch.Then);
    }

    /// <summary>Begins the work that is done when the condition of the branch before does not hold.</summary>
    public CudaScope Otherwise() => Open(((CudaBranch)_open.Peek()[^1]).Otherwise);

    /// <summary>A check, whose number is the next one: what to do with the values on the CPU when it has failed.</summary>
    public void Check(CudaMemory values, nint bytes, Action<nint> onCpu) => Check([CudaOperand.Read(values, bytes)], host => onCpu(host[0]));

    /// <summary>A check of several values at once, whose number is the next one: what to do with copies of them on the CPU when it has failed.</summary>
    public void Check(ReadOnlySpan<CudaOperand> values, Action<nint[]> onCpu) => Checks.Add(new CudaCheck(values.ToArray(), onCpu));

    /// <summary>The size of a region, a multiple of the alignment.</summary>
    internal nint BytesOf(CudaRegion region) => _ends[(int)region];

    /// <summary>
    /// Whether a product has to be left out where a check before it has failed, which a library does not do: it writes shared state, or the
    /// values that the check looked at, which the CPU has to see, or it goes where a loop points to, which is nowhere when that has not begun.
    /// </summary>
    private bool NeedsGuard(CudaMemory target, nint bytes, bool isIndirect) => Checks.Count > 0
        && (isIndirect || target.Region == CudaRegion.State || Checks.SelectMany(c => c.Values).Any(v => v.IsRead
            && (v.Memory.IsPointer || (v.Memory.Region == target.Region && v.Memory.Offset < target.Offset + bytes && target.Offset < v.Memory.Offset + v.Bytes))));

    private static CudaMemory Element<T>(CudaMatrix matrix)
        where T : unmanaged => matrix.Memory.IsPointer ? matrix.Memory
            : new CudaMemory(matrix.Memory.Region, matrix.Memory.Offset + (matrix.Offset * Unsafe.SizeOf<T>()), matrix.Memory.StateIndex);

    /// <summary>Where on the device the address of a place lies.</summary>
    private CudaMemory AddressOf(CudaMemory place, List<(CudaMemory Word, CudaMemory Place)> addresses)
    {
        if (place.IsPointer)
            return place;
        CudaMemory word = Workspace(sizeof(long));
        addresses.Add((word, place));
        return word;
    }

    private CudaArgument OnDevice(CudaFactor factor)
    {
        if (factor.IsOnDevice)
            return factor.Argument;
        CudaMemory place = Workspace(sizeof(ulong));
        _constants.Add((place.Offset, (ulong)factor.Argument.Size));
        return place;
    }

    /// <summary>Ends the work of a loop or of a side. In a loop, checks come before the products of the next step too.</summary>
    internal void End()
    {
        foreach (CudaSegment segment in CudaWork.Within(_open.Pop()).OfType<CudaSegment>())
            for (int i = 0; i < segment.Launches.Count; i++)
                if (segment.Launches[i].Product is { } product && NeedsGuard(product.Target, product.Bytes, product.Shape.IsIndirect))
                    segment.Launches[i] = segment.Launches[i] with { Product = null };
    }

    private CudaScope Begin(CudaLoop loop)
    {
        _open.Peek().Add(loop);
        return Open(loop.Body);
    }

    private CudaScope Open(List<CudaWork> work)
    {
        _open.Push(work);
        return new CudaScope(this);
    }

    private CudaMemory Place(CudaRegion region, nint bytes)
    {
        nint offset = _ends[(int)region];
        _ends[(int)region] = checked(offset + (Math.Max(1, bytes) + Alignment - 1) / Alignment * Alignment);
        return new CudaMemory(region, offset);
    }

    private CudaMemory Added(List<CudaMemory> list, List<nint> sizes, CudaRegion region, nint bytes)
    {
        CudaMemory memory = Place(region, bytes);
        list.Add(memory);
        sizes.Add(bytes);
        return memory;
    }
}

/// <summary>What a check looks at, and what is done on the CPU when it has failed.</summary>
internal sealed record CudaCheck(CudaOperand[] Values, Action<nint[]> OnCpu);
