namespace TensorAot.Cuda.Emulation;

/// <summary>Something that a graph of the emulator does.</summary>
internal abstract class EmulatedNode
{
    /// <summary>Does it.</summary>
    public abstract void Run();

    /// <summary>The same with arguments of its own.</summary>
    public abstract EmulatedNode Copy();
}

/// <summary>A copy, a fill, or the work of a library.</summary>
internal sealed class EmulatedAction(Action work) : EmulatedNode
{
    public override void Run() => work();

    public override EmulatedNode Copy() => this;
}

/// <summary>A kernel with a copy of its arguments.</summary>
internal sealed unsafe class EmulatedKernel : EmulatedNode
{
    private readonly EmulatorDriver _driver;
    private readonly nint _kernel;
    private readonly uint _grid, _block;

    // Pinned: kernels take pointers.
    private readonly ulong[] _values;
    private readonly nint[] _pointers;

    /// <param name="driver">Where it runs.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="grid">The number of blocks.</param>
    /// <param name="block">The threads of each.</param>
    /// <param name="arguments">A pointer to each argument.</param>
    public EmulatedKernel(EmulatorDriver driver, nint kernel, uint grid, uint block, void** arguments)
    {
        (_driver, _kernel, _grid, _block) = (driver, kernel, grid, block);
        int[] sizes = driver.ParametersOf(kernel);
        _values = GC.AllocateArray<ulong>(sizes.Length + 1, pinned: true);
        _pointers = GC.AllocateArray<nint>(sizes.Length + 1, pinned: true);
        for (int i = 0; i < sizes.Length; i++)
        {
            fixed (ulong* value = &_values[i])
            {
                Buffer.MemoryCopy(arguments[i], value, sizeof(ulong), sizes[i]);
                _pointers[i] = (nint)value;
            }
        }
    }

    public override void Run()
    {
        fixed (nint* pointers = _pointers)
            _driver.Launch(_kernel, _grid, _block, (void**)pointers);
    }

    public override EmulatedNode Copy()
    {
        fixed (nint* pointers = _pointers)
            return new EmulatedKernel(_driver, _kernel, _grid, _block, (void**)pointers);
    }

    /// <summary>Whether it is the same kernel in the same grid.</summary>
    public bool IsLike(nint kernel, uint grid, uint block) => (_kernel, _grid, _block) == (kernel, grid, block);
}

/// <summary>A graph as a node of another.</summary>
internal sealed class EmulatedChild(EmulatedGraph graph) : EmulatedNode
{
    public EmulatedGraph Graph { get; } = graph.Copy();

    public override void Run() => Graph.Run();

    public override EmulatedNode Copy() => new EmulatedChild(Graph);
}

/// <summary>Nodes in a chain.</summary>
internal sealed class EmulatedGraph
{
    public List<EmulatedNode> Nodes { get; } = [];

    public void Add(EmulatedNode node) => Nodes.Add(node);

    public void Run()
    {
        for (int i = 0; i < Nodes.Count; i++)
            Nodes[i].Run();
    }

    public EmulatedGraph Copy()
    {
        var copy = new EmulatedGraph();
        foreach (EmulatedNode node in Nodes)
            copy.Add(node.Copy());
        return copy;
    }
}
